//! What an account does in chats: topics, answers, edits, reactions, forwards, reading, deletions.

use grammers_client::tl;
use relevo_telegram_sim::control::Say;
use serde_json::{Value, json};

use super::grammers::{App, told, words};
use super::stage::Open;

async fn updates(open: &Open) -> Vec<Value> {
    open.stage.updates(0).await
}

fn answer(to: i32, top: Option<i32>) -> Option<tl::enums::InputReplyTo> {
    let reply = tl::types::InputReplyToMessage {
        reply_to_msg_id: to,
        top_msg_id: top,
        reply_to_peer_id: None,
        quote_text: None,
        quote_entities: None,
        quote_offset: None,
        monoforum_peer_id: None,
        todo_item_id: None,
        poll_option: None,
    };
    Some(reply.into())
}

fn channel_of(peer: &tl::enums::InputPeer) -> tl::enums::InputChannel {
    let tl::enums::InputPeer::Channel(named) = peer else {
        panic!("a supergroup")
    };
    tl::types::InputChannel {
        channel_id: named.channel_id,
        access_hash: named.access_hash,
    }
    .into()
}

async fn make_topic(app: &App, forum: &tl::enums::InputPeer, title: &str, number: i64) -> i32 {
    let create = tl::functions::messages::CreateForumTopic {
        title_missing: false,
        peer: forum.clone(),
        title: title.to_owned(),
        icon_color: None,
        icon_emoji_id: None,
        random_id: number,
        send_as: None,
    };
    let tl::enums::Updates::Updates(made) = app.ask(&create).await else {
        panic!("updates")
    };
    let Some(tl::enums::Update::MessageId(root)) = made.updates.first() else {
        panic!("the topic's number")
    };
    root.id
}

/// A topic is made once under a number; what answers its root is in it, and the bot hears all of it.
#[tokio::test(flavor = "multi_thread")]
async fn topics_are_made_filled_closed_and_listed() {
    let open = Open::doors().await;
    let app = App::start(&open, 1, Some(open.stage.person)).await;
    let forum = app.chat("Desk").await;
    let root = make_topic(&app, &forum, "Client", 5).await;
    assert_eq!(make_topic(&app, &forum, "Client", 5).await, root);
    let in_topic = tl::functions::messages::SendMessage {
        reply_to: answer(root, None),
        ..words(&forum, "inside", 6)
    };
    let inside = told(app.ask(&in_topic).await);
    let in_answer = tl::functions::messages::SendMessage {
        reply_to: answer(inside[0].id, Some(root)),
        ..words(&forum, "an answer", 7)
    };
    let answered = told(app.ask(&in_answer).await);
    let Some(tl::enums::MessageReplyHeader::Header(header)) = &answered[0].reply_to else {
        panic!("it answers")
    };
    let hangs = (
        header.reply_to_msg_id,
        header.reply_to_top_id,
        header.forum_topic,
    );
    assert_eq!(hangs, (Some(inside[0].id), Some(root), true));

    let close = tl::functions::messages::EditForumTopic {
        peer: forum.clone(),
        topic_id: root,
        title: Some("Client, done".to_owned()),
        icon_emoji_id: None,
        closed: Some(true),
        hidden: None,
    };
    app.ask(&close).await;
    let list = tl::functions::messages::GetForumTopics {
        peer: forum.clone(),
        q: None,
        offset_date: 0,
        offset_id: 0,
        offset_topic: 0,
        limit: 10,
    };
    let tl::enums::messages::ForumTopics::Topics(list) = app.ask(&list).await;
    let shown: Vec<(String, bool)> = list
        .topics
        .iter()
        .filter_map(|topic| match topic {
            tl::enums::ForumTopic::Topic(topic) => Some((topic.title.clone(), topic.closed)),
            tl::enums::ForumTopic::Deleted(_) => None,
        })
        .collect();
    let expected = [("General", false), ("Client, done", true)];
    assert_eq!(
        shown,
        expected.map(|(title, closed)| (title.to_owned(), closed))
    );

    let heard = updates(&open).await;
    let threads: Vec<&Value> = heard
        .iter()
        .map(|update| &update["message"]["message_thread_id"])
        .collect();
    assert!(threads.iter().all(|thread| **thread == root), "{threads:?}");
    let texts: Vec<&Value> = heard
        .iter()
        .map(|update| &update["message"]["text"])
        .collect();
    assert_eq!(texts[1..3], [&json!("inside"), &json!("an answer")]);
    let history = tl::functions::messages::GetReplies {
        peer: forum.clone(),
        msg_id: root,
        offset_id: 0,
        offset_date: 0,
        add_offset: 0,
        limit: 2,
        max_id: 0,
        min_id: inside[0].id - 1,
        hash: 0,
    };
    let tl::enums::messages::Messages::ChannelMessages(page) = app.ask(&history).await else {
        panic!("a supergroup's messages")
    };
    assert_eq!(page.count, 5);
    let delete = tl::functions::messages::DeleteTopicHistory {
        peer: forum.clone(),
        top_msg_id: root,
    };
    let tl::enums::messages::AffectedHistory::History(gone) = app.ask(&delete).await;
    assert_eq!(gone.pts_count, 5);
}

/// Edits, reactions and reading reach the other side; an unchanged edit is refused, and so is another's message.
#[tokio::test(flavor = "multi_thread")]
async fn edits_reactions_and_reading_are_told() {
    let open = Open::doors().await;
    let (dora, eve) = (open.person("Dora", "1"), open.person("Eve", "2"));
    let app = App::start(&open, 1, Some(dora)).await;
    let other = App::start(&open, 2, Some(eve)).await;
    open.sim()
        .with(|world| world.say(eve, dora, Say::text("hi")))
        .expect("said");
    let dialogs = other
        .client
        .iter_dialogs()
        .next()
        .await
        .expect("a list")
        .expect("one chat");
    let dora_there = dialogs.peer_ref();
    let sent = other
        .client
        .send_message(dora_there, "mistake")
        .await
        .expect("sent");
    let edit = |text: &str| tl::functions::messages::EditMessage {
        no_webpage: false,
        invert_media: false,
        peer: dora_there.into(),
        id: sent.id(),
        message: Some(text.to_owned()),
        media: None,
        reply_markup: None,
        entities: None,
        schedule_date: None,
        schedule_repeat_period: None,
        quick_reply_shortcut_id: None,
        rich_message: None,
    };
    let edited = told(other.ask(&edit("better")).await);
    assert_eq!(edited[0].message, "better");
    let (refused, _) = other.refused(&edit("better")).await;
    assert_eq!(refused, "MESSAGE_NOT_MODIFIED");

    let eve_here = app
        .client
        .iter_dialogs()
        .next()
        .await
        .expect("a list")
        .expect("one chat");
    let shown = eve_here.last_message.as_ref().expect("a message");
    assert_eq!(shown.text(), "better");
    let react = tl::functions::messages::SendReaction {
        big: false,
        add_to_recent: false,
        peer: eve_here.peer_ref().into(),
        msg_id: shown.id(),
        reaction: Some(vec![
            tl::types::ReactionEmoji {
                emoticon: "👍".to_owned(),
            }
            .into(),
        ]),
    };
    app.ask(&react).await;
    let rows = open.sim().with(|world| world.transcript(dora, eve));
    assert_eq!(rows.last().expect("a row").reactions.len(), 1);
    app.client
        .mark_as_read(eve_here.peer_ref())
        .await
        .expect("read");
    let again = other
        .client
        .iter_dialogs()
        .next()
        .await
        .expect("a list")
        .expect("one chat");
    let tl::enums::Dialog::Dialog(raw) = again.raw else {
        panic!("a chat")
    };
    assert_eq!(raw.read_outbox_max_id, sent.id());
    let gone = other
        .client
        .delete_messages(dora_there, &[sent.id()])
        .await
        .expect("deleted");
    assert_eq!(gone, 1);
}

/// A forward names its author, one without the author does not; nothing leaves a protected chat.
#[tokio::test(flavor = "multi_thread")]
async fn forwards_go_with_and_without_the_author() {
    let open = Open::doors().await;
    let app = App::start(&open, 1, Some(open.stage.person)).await;
    let forum = app.chat("Desk").await;
    let bot = app.find(open.stage.username).await;
    let said = told(app.ask(&words(&bot, "to be carried", 1)).await);
    let forward = |drop_author, random_id| tl::functions::messages::ForwardMessages {
        silent: false,
        background: false,
        with_my_score: false,
        drop_author,
        drop_media_captions: false,
        noforwards: false,
        allow_paid_floodskip: false,
        from_ephemeral: false,
        from_peer: bot.clone(),
        id: vec![said[0].id],
        random_id: vec![random_id],
        to_peer: forum.clone(),
        top_msg_id: None,
        reply_to: None,
        schedule_date: None,
        schedule_repeat_period: None,
        send_as: None,
        quick_reply_shortcut: None,
        effect: None,
        video_timestamp: None,
        allow_paid_stars: None,
        suggested_post: None,
    };
    let named = told(app.ask(&forward(false, 2)).await);
    let bare = told(app.ask(&forward(true, 3)).await);
    assert!(named[0].fwd_from.is_some());
    assert!(bare[0].fwd_from.is_none());
    assert_eq!(bare[0].message, "to be carried");
    let again = told(app.ask(&forward(true, 3)).await);
    assert_eq!(again[0].id, bare[0].id);

    open.sim()
        .with(|world| world.set_protected(open.stage.forum, true))
        .expect("the owner may");
    let out = tl::functions::messages::ForwardMessages {
        from_peer: forum.clone(),
        to_peer: bot.clone(),
        id: vec![bare[0].id],
        ..forward(false, 4)
    };
    assert_eq!(app.refused(&out).await.0, "CHAT_FORWARDS_RESTRICTED");
    let delete = tl::functions::channels::DeleteMessages {
        channel: channel_of(&forum),
        id: vec![bare[0].id],
    };
    let tl::enums::messages::AffectedMessages::Messages(gone) = app.ask(&delete).await;
    assert_eq!(gone.pts_count, 1);
}
