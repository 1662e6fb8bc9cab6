//! Connected accounts: what is told of them, and what is done in their name.

use relevo_telegram::{
    BusinessConnection, BusinessDeletion, BusinessId, BusinessRights, Call, ChatId, Content,
    MessageId, Outcome, Place, Receipt, Send, Text, UpdateKind, User, UserId,
};
use serde_json::{Value, json};

use crate::encoding::check;
use crate::samples::{read, update};
use crate::script::{ok, outcome};

const CLIENT: i64 = 500;

fn owner() -> User {
    User {
        id: UserId(900),
        bot: false,
        first_name: "Olga".into(),
        last_name: None,
        username: Some("olga".into()),
        language: None,
    }
}

fn owner_json() -> Value {
    json!({ "id": 900, "is_bot": false, "first_name": "Olga", "username": "olga" })
}

fn of() -> BusinessId {
    BusinessId("c1".into())
}

fn connection_json() -> Value {
    json!({
        "id": "c1", "user": owner_json(), "user_chat_id": 900, "date": 1, "is_enabled": true,
        "rights": { "can_reply": true, "can_delete_sent_messages": true },
    })
}

fn connection() -> BusinessConnection {
    BusinessConnection {
        id: of(),
        user: owner(),
        enabled: true,
        rights: BusinessRights {
            reply: true,
            delete_sent: true,
            delete_all: false,
        },
    }
}

fn message() -> Value {
    json!({
        "business_connection_id": "c1", "message_id": 7, "date": 1, "text": "x", "from": owner_json(),
        "chat": { "id": CLIENT, "type": "private", "first_name": "Ada", "last_name": "L", "username": "ada" },
    })
}

/// Promise: a connection tells whose account it is, whether it lives and what the bot may do; without an id it is passed on by name.
#[test]
fn connections() {
    let kind = "business_connection";
    let got = read(&update(kind, &connection_json())).unwrap();
    assert_eq!(got.kind, UpdateKind::BusinessConnection(connection()));
    let mut old = connection_json();
    old["rights"] = Value::Null;
    old["can_reply"] = true.into();
    old["is_enabled"] = false.into();
    let UpdateKind::BusinessConnection(got) = read(&update(kind, &old)).unwrap().kind else {
        panic!("a connection");
    };
    assert!(got.rights.reply && !got.rights.withdraw() && !got.enabled);
    assert!(!format!("{got:?}").contains("c1"), "the name is a secret");
    old["id"] = 5.into();
    let got = read(&update(kind, &old)).unwrap();
    assert_eq!(got.kind, UpdateKind::Other(kind.into()));
}

/// Promise: a message tells over which connection it came and whose chat it is, also where the account itself wrote, and which bot
/// sent it; without its connection it is passed on by name, never taken for one of the bot's own chats.
#[test]
fn messages() {
    for kind in ["business_message", "edited_business_message"] {
        let mut body = message();
        body["sender_business_bot"] = json!({ "id": 8, "is_bot": true, "first_name": "b" });
        let told = match read(&update(kind, &body)).unwrap().kind {
            UpdateKind::BusinessMessage(told) if kind == "business_message" => told,
            UpdateKind::BusinessEdited(told) => told,
            other => panic!("{other:?}"),
        };
        assert_eq!((&told.connection, told.by_bot), (&of(), Some(UserId(8))));
        let with = told.with.unwrap();
        assert_eq!((with.id, with.first_name.as_str()), (UserId(CLIENT), "Ada"));
        assert_eq!(with.username.as_deref(), Some("ada"));
        assert_eq!(told.message.content, Content::Text(Text::plain("x")));
        body["business_connection_id"] = Value::Null;
        let got = read(&update(kind, &body)).unwrap();
        assert_eq!(got.kind, UpdateKind::Other(kind.into()));
    }
}

/// Promise: deletions name their connection, chat and messages.
#[test]
fn deletions() {
    let body = json!({
        "business_connection_id": "c1", "message_ids": [4, 5],
        "chat": { "id": CLIENT, "type": "private", "first_name": "Ada" },
    });
    let got = read(&update("deleted_business_messages", &body)).unwrap();
    let expected = BusinessDeletion {
        connection: of(),
        chat: ChatId(CLIENT),
        messages: vec![MessageId(4), MessageId(5)],
    };
    assert_eq!(got.kind, UpdateKind::BusinessDeleted(expected));
}

fn to() -> Send {
    Send {
        chat: ChatId(CLIENT),
        thread: None,
        reply: None,
        silent: false,
    }
}

fn on_behalf(call: Call) -> Call {
    Call::OnBehalf {
        of: of(),
        call: Box::new(call),
    }
}

/// Promise: what is done in an account's name says over which connection; deleting has a method of its own there.
#[tokio::test]
async fn calls_on_behalf() {
    let text = on_behalf(Call::SendText {
        to: to(),
        text: Text::plain("hello"),
        no_preview: false,
        buttons: Vec::new(),
    });
    let params = json!({ "chat_id": CLIENT, "text": "hello", "business_connection_id": "c1" });
    check(text, "sendMessage", params).await;
    let gone = on_behalf(Call::Delete(Place {
        chat: ChatId(CLIENT),
        message: MessageId(7),
    }));
    let params = json!({ "message_ids": [7], "business_connection_id": "c1" });
    check(gone, "deleteBusinessMessages", params).await;
    let params = json!({ "business_connection_id": "c1" });
    check(Call::GetBusiness(of()), "getBusinessConnection", params).await;
}

/// Promise: answers are those of the call that was made, and a connection that is asked for is read.
#[tokio::test]
async fn answers_on_behalf() {
    let sent = on_behalf(Call::SendText {
        to: to(),
        text: Text::plain("hello"),
        no_preview: false,
        buttons: Vec::new(),
    });
    let got = outcome(&sent, ok(&message())).await;
    assert_eq!(got, Outcome::Done(Receipt::Message(MessageId(7))));
    let got = outcome(&Call::GetBusiness(of()), ok(&connection_json())).await;
    assert_eq!(got, Outcome::Done(Receipt::Business(connection())));
}
