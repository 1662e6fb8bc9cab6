//! A client writes.

use insta::assert_snapshot;
use relevo_telegram::{ChatId, ChatKind, Content, MediaKind, Service, UserId};

use super::desk::{
    ANN, CLUB, Desk, answering, client_event, conversation, from_ann, in_club, matter, media,
    person, photo, speaking_chat, text,
};
use crate::params::Keywords;
use crate::{ConnectionId, Conversation, Event, Standing, Topic};

fn ann(content: Content) -> Event {
    client_event(from_ann(content))
}

fn bob(content: Content) -> Event {
    client_event(in_club(person(8, "Bob"), content))
}

/// Promise: the first message opens a conversation and is its first delivery.
#[test]
fn the_first_message_opens_a_conversation() {
    assert_snapshot!(without_welcome().check(&ann(text("hello"))), @r#"
    new conversation 200 chat 42 (Private)
    card 201: "Ann" start None
    record ConversationCreated
    deliver 100 ToTopic of 200: copy because of 42/3
    fate Waiting
    "#);
}

/// Promise: a known client's message is copied natively, with its reply.
#[test]
fn a_private_message_is_copied() {
    assert_snapshot!(Desk::with_ann().check(&client_event(answering(from_ann(photo("look")), 2))), @r"
    deliver 100 ToTopic of 5: copy or Photo answering 2 because of 42/3
    fate Waiting
    ");
}

/// Promise: each private content travels its own way, and none is lost.
#[test]
fn private_contents_travel() {
    let forwarded = relevo_telegram::Message {
        origin: Some(relevo_telegram::Origin::Untold),
        ..from_ann(text("news"))
    };
    let protected = relevo_telegram::Message {
        protected: true,
        ..forwarded.clone()
    };
    let dice = Content::Dice {
        emoji: "🎲".into(),
        value: 4,
    };
    let desk = Desk::with_ann();
    let rows = [
        desk.check(&client_event(forwarded)),
        desk.check(&client_event(protected)),
        desk.check(&ann(dice)),
        desk.check(&ann(Content::Uncopyable("invoice".into()))),
        desk.check(&ann(Content::Unknown(Some("hologram".into())))),
        desk.check(&ann(matter::contact())),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    deliver 100 ToTopic of 5: forward because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: copy because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: text "🎲 4" because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: say Lost { kind: Invoice, title: None, stars: None } about None buttons [] because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: copy because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: copy, else anew contact "Carla" because of 42/3
    fate Waiting
    "#);
}

/// Promise: in a group the author is always seen.
#[test]
fn group_contents_name_their_author() {
    let desk = Desk::with_club();
    let rows = [
        desk.check(&bob(text("hi"))),
        desk.check(&bob(photo("look"))),
        desk.check(&bob(photo(""))),
        desk.check(&bob(media(MediaKind::Sticker, ""))),
        desk.check(&bob(Content::Uncopyable("giveaway".into()))),
        desk.check(&client_event(in_club(
            speaking_chat(CLUB, "Club"),
            text("anonymous"),
        ))),
        desk.check(&bob(photo(&"c".repeat(1_024))))
            .replace(&"c".repeat(1_024), "(1,024 c)"),
        desk.check(&bob(text(&"t".repeat(4_096))))
            .replace(&"t".repeat(4_096), "(4,096 t)"),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    deliver 100 ToTopic of 5: text "🟠 Bob\nhi" because of -100700/3
    fate Waiting
    deliver 100 ToTopic of 5: copy caption "🟠 Bob\nlook" or Photo because of -100700/3
    fate Waiting
    deliver 100 ToTopic of 5: copy caption "🟠 Bob" or Photo because of -100700/3
    fate Waiting
    deliver 100 ToTopic of 5: copy under "🟠 Bob" or Sticker because of -100700/3
    fate Waiting
    deliver 100 ToTopic of 5: copy under "🟠 Bob", else say Lost { kind: Giveaway, title: None, stars: None } about None buttons [] because of -100700/3
    fate Waiting
    deliver 100 ToTopic of 5: text "🟡 Club\nanonymous" because of -100700/3
    fate Waiting
    deliver 100 ToTopic of 5: copy under "🟠 Bob" always or Photo because of -100700/3
    fate Waiting
    deliver 100 ToTopic of 5: copy under "🟠 Bob" always because of -100700/3
    fate Waiting
    "#);
}

/// Promise: changed names are kept; who writes again can be written to.
#[test]
fn news_about_the_client_is_kept() {
    let mut desk = Desk::with_ann();
    desk.card_digest = 8;
    if let Some(known) = desk.conversation.as_mut() {
        known.unreachable = true;
    }
    assert_snapshot!(desk.check(&ann(text("back"))), @r#"
    card 6: "Ann" start None
    deliver 100 Aside of 5: rename, saying None
    now conversation 5 chat 42 Open(ThreadId(11)) last author 0 title Due
    record ClientReachable
    deliver 101 ToTopic of 5: copy because of 42/3
    fate Waiting
    "#);
}

/// Promise: a start makes no topic; its parameter is kept, and stands above the first message that is mirrored.
#[test]
fn a_start_is_no_message_and_its_parameter_is_shown_later() {
    let desk = without_welcome();
    let mut greeted = without_welcome();
    greeted.conversation = Some(Conversation {
        topic: Topic::None,
        standing: Standing::Greeted,
        ..conversation(ChatId(ANN), ChatKind::Private)
    });
    greeted.start = Some("ads_2026".into());
    let mut served = Desk::with_ann();
    served.start = Some("ads_2026".into());
    let rows = [
        desk.check(&ann(text("/start"))),
        desk.check(&ann(text("/start ads_2026"))),
        greeted.check(&ann(text("/start"))),
        greeted.check(&ann(text("/start autumn"))),
        greeted.check(&ann(text("hello"))),
        served.check(&ann(text("/start autumn"))),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    fate Filtered(Start)
    new conversation 200 chat 42 (Private) Greeted
    card 201: "Ann" start Some("ads_2026")
    record ConversationCreated
    fate Filtered(Start)
    5 opted out since None
    fate Filtered(Start)
    card 6: "Ann" start Some("autumn")
    5 opted out since None
    fate Filtered(Start)
    now conversation 5 chat 42 None last author 0
    deliver 100 ToTopic of 5: say Started { parameter: "ads_2026" } about None buttons []
    deliver 101 ToTopic of 5: copy because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: copy because of 42/3
    5 opted out since None
    fate Waiting
    "#);
}

/// Promise: what the parameters leave out is counted by the first reason that applies.
#[test]
fn filters_apply_in_order() {
    let hello = ann(text("hello"));
    let mut desk = without_welcome();
    let mut fates = Vec::new();
    let mut count = |desk: &Desk| fates.push(format!("{:?}", desk.decide(&hello).fate));
    count(&desk);
    let wakes = Keywords::parse("price, refund").expect("an expression");
    desk.connection.params.private_keywords = Some(wakes);
    count(&desk);
    desk.connection.params.restricted_keywords_frontend = vec!["Hello".into()];
    count(&desk);
    desk.connection.params.monitor_private = false;
    count(&desk);
    desk.connection.params.white_list = Some(vec![1]);
    count(&desk);
    desk.connection.params.ignore_chats = vec![ANN];
    count(&desk);
    desk.fleet.push(UserId(ANN));
    count(&desk);
    desk.connection.state = crate::ConnectionState::Stopped;
    count(&desk);
    assert_snapshot!(fates.join("\n"), @r"
    Waiting
    Filtered(Keywords)
    Filtered(Restricted)
    Filtered(NotMonitored)
    Filtered(NotWhite)
    Filtered(Ignored)
    Filtered(OwnFleet)
    Filtered(Stopped)
    ");
}

/// Promise: a keyword wakes a conversation once; what goes on needs none. Restricted words keep out any message, captions too.
#[test]
fn keywords_wake_only_what_is_new() {
    let mut desk = without_welcome();
    let wakes = Keywords::parse("price").expect("an expression");
    desk.connection.params.private_keywords = Some(wakes);
    desk.connection.params.restricted_keywords_frontend = vec!["casino".into()];
    let fate = |desk: &Desk, content| format!("{:?}", desk.decide(&ann(content)).fate);
    let mut fates = vec![
        fate(&desk, text("hello")),
        fate(&desk, photo("what PRICE?")),
        fate(&desk, text("the price of a casino")),
    ];
    desk.conversation = Some(conversation(ChatId(ANN), ChatKind::Private));
    fates.push(fate(&desk, text("hello")));
    fates.push(fate(&desk, photo("Casino!")));
    assert_snapshot!(fates.join("\n"), @r"
    Filtered(Keywords)
    Waiting
    Filtered(Restricted)
    Waiting
    Filtered(Restricted)
    ");
}

/// Promise: a channel that speaks in a group is ignored by its own id, not by Telegram's stand-in.
#[test]
fn the_speaking_chat_is_the_sender() {
    let mut desk = Desk::with_club();
    desk.connection.params.ignore_chats = vec![-55];
    let event = client_event(in_club(speaking_chat(ChatId(-55), "Ads"), text("buy")));
    assert_snapshot!(desk.check(&event), @"fate Filtered(Ignored)");
}

/// Promise: an upgraded group keeps its conversation, whichever chat tells first; other service messages stay inside.
#[test]
fn an_upgraded_group_keeps_its_conversation() {
    let mut desk = Desk::with_club();
    let to = bob(Content::Service(Service::MigratedTo(ChatId(-100_701))));
    let pinned = bob(Content::Service(Service::Pinned));
    let mut rows = vec![desk.check(&to), desk.check(&pinned)];
    if let Some(known) = desk.conversation.as_mut() {
        known.chat = ChatId(-700);
    }
    rows.push(desk.check(&bob(Content::Service(Service::MigratedFrom(ChatId(-700))))));
    rows.push(Desk::new().check(&to));
    assert_snapshot!(rows.join("\n"), @r"
    record GroupMigrated
    now conversation 5 chat -100701 Open(ThreadId(11)) last author 0
    fate Internal
    fate Internal
    record GroupMigrated
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0
    fate Internal
    fate Internal
    ");
}

/// Promise: the welcome is sent once an opening and never counts as an answer: it has no cause and touches no topic.
#[test]
fn the_welcome_is_sent_once() {
    let desk = Desk::new();
    let mut greeted = Desk::with_ann();
    if let Some(known) = greeted.conversation.as_mut() {
        known.topic = Topic::None;
    }
    let rows = [
        desk.check(&ann(text("/start"))),
        desk.check(&ann(text("hello"))),
        greeted.check(&ann(text("/start"))),
        greeted.check(&ann(text("hello"))),
        desk.check(&bob(text("hello"))),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    new conversation 200 chat 42 (Private) Greeted
    card 201: "Ann" start None
    record ConversationCreated
    deliver 100 ToClient of 200: text "Hello! Write your question here, and we will answer in this chat."
    fate Filtered(Start)
    new conversation 200 chat 42 (Private)
    card 201: "Ann" start None
    record ConversationCreated
    deliver 100 ToTopic of 200: copy because of 42/3
    deliver 101 ToClient of 200: text "Hello! Write your question here, and we will answer in this chat."
    fate Waiting
    5 opted out since None
    fate Filtered(Start)
    deliver 100 ToTopic of 5: copy because of 42/3
    fate Waiting
    new conversation 200 chat -100700 (Supergroup)
    card 201: "Club" start None
    record ConversationCreated
    deliver 100 ToTopic of 200: text "🟠 Bob\nhello" because of -100700/3
    fate Waiting
    "#);
}

/// Promise: a client group that another connection mirrors is left to it; private chats stay separate.
#[test]
fn one_connection_mirrors_a_group() {
    let mut club = Desk::with_club();
    club.conversation.as_mut().expect("there").connection = ConnectionId(2);
    let mut ann = Desk::with_ann();
    ann.connection.params.welcome = None;
    ann.conversation.as_mut().expect("there").connection = ConnectionId(2);
    let rows = [
        club.check(&bob(text("hi"))),
        ann.check(&self::ann(text("hello"))),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    fate Filtered(Elsewhere)
    new conversation 200 chat 42 (Private)
    card 201: "Ann" start None
    record ConversationCreated
    deliver 100 ToTopic of 200: copy because of 42/3
    fate Waiting
    "#);
}

fn without_welcome() -> Desk {
    let mut desk = Desk::new();
    desk.connection.params.welcome = None;
    desk
}
