//! What an account's line asks of its bot's.

use std::sync::{Arc, Mutex};

use relevo_telegram::{BusinessId, ChatId, MessageId, Place, Receipt, Send, Text};

use super::*;
use crate::directory::{Directory, Shared};

const ACCOUNT: IdentityId = IdentityId(2);
const BOT: IdentityId = IdentityId(1);

/// A bot that writes down what it is asked for.
#[derive(Default)]
struct Bot(Mutex<Vec<Call>>);

impl Gateway for Bot {
    fn next_page(
        &self,
        _: Option<UpdateId>,
        _: Duration,
    ) -> BoxFuture<'_, Result<Page, PageError>> {
        Box::pin(async { Ok(Page::default()) })
    }

    fn confirm(&self, _: UpdateId) -> BoxFuture<'_, Result<(), PageError>> {
        Box::pin(async { Ok(()) })
    }

    fn read(&self, _: &RawUpdate) -> Result<Update, Unreadable> {
        Err(Unreadable { reason: "none" })
    }

    fn call<'a>(&'a self, call: &'a Call) -> BoxFuture<'a, Outcome> {
        self.0.lock().unwrap().push(call.clone());
        Box::pin(async { Outcome::Done(Receipt::Nothing) })
    }
}

fn text() -> Call {
    Call::SendText {
        to: Send {
            chat: ChatId(42),
            thread: None,
            reply: None,
            silent: false,
        },
        text: Text::plain("hello"),
        no_preview: false,
        buttons: Vec::new(),
    }
}

/// Promise: an account's call says over which connection, as that is called when the call is made.
#[tokio::test]
async fn a_renewed_connection_is_used_at_once() {
    let bot = Arc::new(Bot::default());
    let shared = Shared::default();
    let line = AccountLine::new(shared.snapshots(), ACCOUNT, BOT);
    let mut directory = Directory::default();
    let gateway: Arc<dyn Gateway> = bot.clone();
    directory.gateways.insert(BOT, gateway);
    shared.replace(directory.clone());
    let gone = Outcome::Refused(Refusal::BusinessGone);
    assert_eq!(line.call(&text()).await, gone);
    for name in ["first", "second"] {
        let name = BusinessId(name.into());
        directory.businesses.insert(ACCOUNT, name.clone());
        shared.replace(directory.clone());
        line.call(&text()).await;
        let asked = bot.0.lock().unwrap().pop().unwrap();
        let expected = Call::OnBehalf {
            of: name,
            call: Box::new(text()),
        };
        assert_eq!(asked, expected);
    }
}

/// Promise: an account does nothing but write to its clients: nothing is copied out of its chats, no topic made, nobody asked about.
#[tokio::test]
async fn nothing_else_can_be_done() {
    let bot = Arc::new(Bot::default());
    let shared = Shared::default();
    let line = AccountLine::new(shared.snapshots(), ACCOUNT, BOT);
    let mut directory = Directory::default();
    let gateway: Arc<dyn Gateway> = bot.clone();
    directory.gateways.insert(BOT, gateway);
    directory.businesses.insert(ACCOUNT, BusinessId("c".into()));
    shared.replace(directory);
    let at = Place {
        chat: ChatId(42),
        message: MessageId(7),
    };
    let Call::SendText { to, .. } = text() else {
        unreachable!()
    };
    for call in [
        Call::Copy {
            to: to.clone(),
            from: at,
            caption: None,
        },
        Call::Forward { to, from: at },
        Call::React { at, reaction: None },
        Call::GetChat(at.chat),
        Call::LeaveChat(at.chat),
    ] {
        let outcome = line.call(&call).await;
        assert!(matches!(outcome, Outcome::Refused(_)), "{call:?}");
        assert!(bot.0.lock().unwrap().is_empty(), "{call:?}");
    }
}
