//! What an account hears and does, in private chats and in a forum.

use relevo_telegram::{
    Call, ChatId, Content, Entity, EntityKind, MessageId, Outcome, Place, Reaction, Receipt,
    Refusal, ReplyTo, Send, Text, UpdateKind,
};
use relevo_telegram_sim::control::{Edit, Say};

use crate::stage::{Stage, Taking, send, to, words};

fn bold(text: &str, length: u32) -> Text {
    Text {
        text: text.into(),
        entities: vec![Entity {
            kind: EntityKind::Bold,
            offset: 0,
            length,
        }],
    }
}

/// Promise: words with their formatting travel both ways, are answered, edited, deleted and reacted to; what the account's owner writes in
/// another app is told as their own.
#[tokio::test(flavor = "multi_thread")]
async fn in_a_private_chat() {
    let stage = Stage::new().await;
    let (dora, ann) = (
        stage.person("Dora", "15550100"),
        stage.person("Ann", "15550101"),
    );
    let mut taking = Taking::new(stage.session(1, Some(dora)));
    taking.listens().await;
    let hello = stage.say(ann, dora, "hello");
    let heard = taking.hears(dora).await;
    assert_eq!(words(&heard), Some("hello"));
    assert_eq!(heard.chat.id, ChatId(ann));
    let relevo_telegram::Author::User(author) = &heard.author else {
        panic!("a person wrote: {heard:?}")
    };
    assert_eq!(author.first_name, "Ann");

    let answer = Call::SendText {
        to: Send {
            reply: Some(ReplyTo {
                message: heard.place.message,
                quote: None,
            }),
            ..to(ann)
        },
        text: bold("Hi Ann", 2),
        no_preview: false,
        buttons: Vec::new(),
    };
    let Outcome::Done(Receipt::Message(id)) = taking.makes(&answer, 1).await else {
        panic!("it is sent")
    };
    let at = Place {
        chat: ChatId(ann),
        message: id,
    };
    let edit = Call::EditText {
        at,
        text: Text::plain("Hi Ann!"),
        no_preview: false,
        buttons: Vec::new(),
    };
    assert_eq!(
        taking.makes(&edit, 2).await,
        Outcome::Done(Receipt::Nothing)
    );
    assert_eq!(
        taking.makes(&edit, 3).await,
        Outcome::Refused(Refusal::NotModified)
    );
    let rows = stage.sim.with(|world| world.transcript(dora, ann));
    let last = rows.last().expect("it is there");
    assert_eq!(
        (last.text.as_str(), last.reply_to),
        ("Hi Ann!", Some(hello))
    );

    let heart = Call::React {
        at: heard.place,
        reaction: Some(Reaction::Emoji("❤".into())),
    };
    assert_eq!(
        taking.makes(&heart, 4).await,
        Outcome::Done(Receipt::Nothing)
    );
    assert_eq!(
        taking.makes(&Call::Delete(at), 5).await,
        Outcome::Done(Receipt::Nothing)
    );
    assert_eq!(stage.seen(dora, ann), ["hello"]);

    stage.say(dora, ann, "from my phone");
    let own = taking
        .next(|update| match update {
            UpdateKind::Message(message) if words(message) == Some("from my phone") => {
                Some(message.clone())
            }
            _ => None,
        })
        .await;
    assert_eq!(own.chat.id, ChatId(ann));
    assert!(crate::stage::is_by(&own, dora), "{own:?}");

    stage.sim.with(|world| {
        world
            .edit(ann, dora, hello, Edit::text("hello!"))
            .expect("she may");
    });
    let edited = taking
        .next(|update| match update {
            UpdateKind::Edited(message) => words(message).map(str::to_owned),
            _ => None,
        })
        .await;
    assert_eq!(edited, "hello!");
    stage
        .sim
        .with(|world| world.delete(ann, dora, hello))
        .expect("she may");
    let gone = taking
        .next(|update| match update {
            UpdateKind::Deleted { chat, messages } => Some((*chat, messages.clone())),
            _ => None,
        })
        .await;
    assert_eq!(gone, (None, vec![heard.place.message]));
    let stranger = taking.makes(&send(4_242, Text::plain("?")), 6).await;
    assert_eq!(stranger, Outcome::Refused(Refusal::ChatMissing));
}

/// Promise: in a forum the account makes a topic once, writes in it, renames, closes and opens it, and hears what is said there with its topic.
#[tokio::test(flavor = "multi_thread")]
async fn in_a_forum() {
    let stage = Stage::new().await;
    let (dora, ann) = (
        stage.person("Dora", "15550100"),
        stage.person("Ann", "15550101"),
    );
    let forum = stage.sim.with(|world| {
        let forum = world.make_forum("Desk", dora);
        world.add(dora, forum, ann).expect("she may");
        forum
    });
    let mut taking = Taking::new(stage.session(1, Some(dora)));
    taking.listens().await;
    stage.say(ann, forum, "in General");
    let general = taking.hears(dora).await;
    assert_eq!((general.thread, general.chat.forum), (None, true));
    let create = Call::CreateTopic {
        chat: ChatId(forum),
        name: "Anna".into(),
        icon_color: None,
        icon_emoji: None,
    };
    let made = taking.makes(&create, 1).await;
    let Outcome::Done(Receipt::Topic(thread)) = made else {
        panic!("{made:?}")
    };
    assert_eq!(taking.makes(&create, 1).await, made, "once");
    let there = Send {
        thread: Some(thread),
        ..to(forum)
    };
    let call = Call::SendText {
        to: there,
        text: Text::plain("a client writes"),
        no_preview: false,
        buttons: Vec::new(),
    };
    assert!(matches!(
        taking.makes(&call, 2).await,
        Outcome::Done(Receipt::Message(_))
    ));
    let said = Say::text("an answer").thread(thread.0);
    stage
        .sim
        .with(|world| world.say(ann, forum, said))
        .expect("she may");
    let heard = taking.hears(dora).await;
    assert_eq!(
        (words(&heard), heard.thread),
        (Some("an answer"), Some(thread))
    );
    assert!(heard.reply.is_none(), "it answers nothing: {heard:?}");
    let chat = ChatId(forum);
    for (nth, call) in [
        Call::RenameTopic {
            chat,
            thread,
            name: "Anna B".into(),
        },
        Call::CloseTopic(chat, thread),
        Call::ReopenTopic(chat, thread),
    ]
    .into_iter()
    .enumerate()
    {
        let once = 10 + u64::try_from(nth).expect("few");
        assert_eq!(
            taking.makes(&call, once).await,
            Outcome::Done(Receipt::Nothing)
        );
    }
    let mut told = Vec::new();
    while told.len() < 3 {
        told.push(
            taking
                .next(|update| match update {
                    UpdateKind::Message(message) => match &message.content {
                        Content::Service(
                            event @ (relevo_telegram::Service::TopicEdited(_)
                            | relevo_telegram::Service::TopicClosed
                            | relevo_telegram::Service::TopicReopened),
                        ) => Some((event.clone(), message.thread)),
                        _ => None,
                    },
                    _ => None,
                })
                .await,
        );
    }
    use relevo_telegram::Service;
    let expected = [
        Service::TopicEdited(Some("Anna B".into())),
        Service::TopicClosed,
        Service::TopicReopened,
    ];
    assert_eq!(told, expected.map(|event| (event, Some(thread))));
    let nowhere = Place {
        chat,
        message: MessageId(4_000),
    };
    let gone = taking.makes(&Call::Delete(nowhere), 20).await;
    assert!(matches!(
        gone,
        Outcome::Done(_) | Outcome::Refused(Refusal::SourceMissing)
    ));
}
