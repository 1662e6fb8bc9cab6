//! Puts a screen before a person: in the place of the one whose button was pressed, or as a new message.

use relevo_telegram::{Call, ChatId, Outcome, Place, Receipt, Refusal, Send};

use super::draw::Drawn;
use super::{SHOW_AGAIN_MS, Setup, Talk};
use crate::store::StoreError;

impl Setup {
    /// Shows what is owed. `None`: that is settled, shown or impossible for good; otherwise after how many milliseconds to try again.
    pub(super) async fn show(&self, talk: &mut Talk) -> Result<Option<i64>, StoreError> {
        let drawn = self.draw(talk).await?;
        let chat = ChatId(talk.person.0);
        if talk.dialog.body.has_keyboard && drawn.keyboard.is_none() {
            let owners = self.store.owners().await?;
            let text = Setup::words_of(talk, &owners).say("setup-keyboard-gone", &[]);
            let away = Call::SendKeyboard {
                to: to(chat),
                text: relevo_telegram::Text::plain(text),
                keyboard: None,
            };
            if let Some(wait_ms) = again(&talk.line.call(&away).await) {
                return Ok(Some(wait_ms));
            }
            talk.dialog.body.has_keyboard = false;
            talk.dialog.body.in_place = false;
        }
        let place = talk
            .dialog
            .message
            .filter(|_| talk.dialog.body.in_place && drawn.keyboard.is_none());
        if let Some(message) = place {
            let at = Place { chat, message };
            let outcome = talk.line.call(&in_place(at, &drawn)).await;
            if let Some(wait_ms) = again(&outcome) {
                return Ok(Some(wait_ms));
            }
            if matches!(
                outcome,
                Outcome::Done(_) | Outcome::Refused(Refusal::NotModified)
            ) {
                talk.was_shown();
                return Ok(None);
            }
            // It is gone, or too old: the screen comes as a new message.
        }
        let has_keyboard = drawn.keyboard.is_some();
        let outcome = talk.line.call(&anew(chat, drawn)).await;
        if let Some(wait_ms) = again(&outcome) {
            return Ok(Some(wait_ms));
        }
        if let Outcome::Done(Receipt::Message(message)) = outcome {
            talk.dialog.message = Some(message);
        }
        talk.dialog.body.has_keyboard |= has_keyboard;
        talk.was_shown();
        Ok(None)
    }
}

impl Talk {
    /// The screen stands before the person. A key or a link in it is in the chat now, and nowhere else.
    fn was_shown(&mut self) {
        let body = &mut self.dialog.body;
        body.note.take_if(|note| note.is_secret());
        self.dialog.owed = false;
    }
}

/// After how many milliseconds it is to be tried again, if it is: a screen that is there twice is better than one that is not there.
fn again(outcome: &Outcome) -> Option<i64> {
    match outcome {
        Outcome::Wait(time) => Some(i64::try_from(time.as_millis()).unwrap_or(SHOW_AGAIN_MS)),
        Outcome::NotSent | Outcome::Unknown => Some(SHOW_AGAIN_MS),
        Outcome::Done(_) | Outcome::Refused(_) => None,
    }
}

fn in_place(at: Place, drawn: &Drawn) -> Call {
    Call::EditText {
        at,
        text: drawn.text.clone(),
        no_preview: true,
        buttons: drawn.buttons.clone(),
    }
}

fn anew(chat: ChatId, drawn: Drawn) -> Call {
    match drawn.keyboard {
        Some(keyboard) => Call::SendKeyboard {
            to: to(chat),
            text: drawn.text,
            keyboard: Some(keyboard),
        },
        None => Call::SendText {
            to: to(chat),
            text: drawn.text,
            no_preview: true,
            buttons: drawn.buttons,
        },
    }
}

fn to(chat: ChatId) -> Send {
    Send {
        chat,
        thread: None,
        reply: None,
        silent: false,
    }
}
