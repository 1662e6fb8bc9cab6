//! Puts a screen before a person: in the place of the one whose button was pressed, or as a new message.

use relevo_telegram::{Call, ChatId, Outcome, Place, Receipt, Refusal, Send};

use super::draw::Drawn;
use super::{Setup, Talk};
use crate::store::StoreError;

impl Setup {
    /// Shows what is owed. Says whether that is settled: shown, or impossible for good.
    pub(super) async fn show(&self, talk: &mut Talk) -> Result<bool, StoreError> {
        let drawn = self.draw(talk).await?;
        let chat = ChatId(talk.person.0);
        if talk.dialog.body.has_keyboard && drawn.keyboard.is_none() {
            let text = self.words_of(talk).say("setup-keyboard-gone", &[]);
            let away = Call::SendKeyboard {
                to: to(chat),
                text: relevo_telegram::Text::plain(text),
                keyboard: None,
            };
            if is_open(&talk.line.call(&away).await) {
                return Ok(false);
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
            match talk.line.call(&in_place(at, &drawn)).await {
                Outcome::Done(_) | Outcome::Refused(Refusal::NotModified) => {
                    talk.dialog.owed = false;
                    return Ok(true);
                }
                outcome if is_open(&outcome) => return Ok(false),
                // It is gone, or too old: the screen comes as a new message.
                _ => {}
            }
        }
        let has_keyboard = drawn.keyboard.is_some();
        let outcome = talk.line.call(&anew(chat, drawn)).await;
        if is_open(&outcome) {
            return Ok(false);
        }
        if let Outcome::Done(Receipt::Message(message)) = outcome {
            talk.dialog.message = Some(message);
        }
        talk.dialog.body.has_keyboard |= has_keyboard;
        talk.dialog.owed = false;
        Ok(true)
    }
}

/// Whether it is to be tried again: a screen that is there twice is better than one that is not there.
fn is_open(outcome: &Outcome) -> bool {
    matches!(
        outcome,
        Outcome::Wait(_) | Outcome::NotSent | Outcome::Unknown
    )
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
