//! Channels and their discussion groups.

use insta::assert_snapshot;
use relevo_telegram::{ChatId, ChatKind, MessageId, Method, Place};

use super::desk::{
    CLUB, Desk, answering, client_event, conversation, group_event, in_club, mark, operator, photo,
    speaking_chat, text,
};
use crate::{Aim, Change, Conversation, Delivery, Event, LinkRole, Seq, State, Topic};

pub(super) const NEWS: ChatId = ChatId(-100_900);

pub(crate) fn place(chat: ChatId, message: i64) -> Place {
    Place {
        chat,
        message: MessageId(message),
    }
}

/// In the topic of a channel.
pub(crate) fn newsroom() -> Desk {
    Desk {
        conversation: Some(conversation(NEWS, ChatKind::Channel)),
        ..Desk::new()
    }
}

/// Promise: in a channel's topic a plain message waits for *Publish*; an answer to a post is a comment where its discussion is known;
/// notes stay notes.
#[test]
fn a_channel_publishes_nothing_by_itself() {
    let answer = group_event(answering(operator(text("thanks")), 20));
    let mut post = newsroom();
    post.reply_role = Some(LinkRole::Client);
    post.comment = Some(place(CLUB, 88));
    let mut undiscussed = newsroom();
    undiscussed.reply_role = Some(LinkRole::Client);
    let mut note = newsroom();
    note.reply_role = Some(LinkRole::Notice);
    let rows = [
        newsroom().check(&group_event(operator(photo("look")))),
        post.check(&answer),
        undiscussed.check(&answer),
        note.check(&answer),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    deliver 100 ToClient of 5: copy caption "look" or Photo because of -100500/30 held Unpublished
    button 200 Publish of 100
    deliver 101 ToTopic of 5: say Unpublished about Some(30) buttons [200]
    fate Held
    deliver 100 ToClient of 5: text "thanks" because of -100500/30 at Comment(Place { chat: ChatId(-100700), message: MessageId(88) })
    fate Waiting
    deliver 100 ToClient of 5: text "thanks" because of -100500/30 held Unpublished
    button 200 Publish of 100
    deliver 101 ToTopic of 5: say NoDiscussion about Some(30) buttons [200]
    fate Held
    link Note: client -100900/0 topic 30
    fate Internal
    "#);
}

/// Promise: the edit of a comment that is just on its way goes where the comment goes.
#[test]
fn an_edit_goes_where_the_comment_goes() {
    let mut desk = newsroom();
    desk.comment = Some(place(CLUB, 88));
    desk.content_digest = 1;
    let answer = group_event(answering(operator(text("thanks")), 20));
    let comment = desk
        .decide(&answer)
        .changes
        .into_iter()
        .find_map(|change| match change {
            Change::Deliver(one) => Some(one),
            _ => None,
        });
    desk.pending = vec![Delivery {
        seq: Seq(50),
        state: State::Claimed {
            epoch: 1,
            method: Method::SendText,
            relay: None,
        },
        ..comment.expect("a comment")
    }];
    desk.content_digest = 2;
    let edited = Event::GroupEdited {
        mark: mark(),
        message: answering(operator(text("thank you")), 20),
    };
    let follows = desk.decide(&edited).changes;
    let aims: Vec<_> = follows
        .iter()
        .filter_map(|change| match change {
            Change::Deliver(one) => Some(one.aim),
            _ => None,
        })
        .collect();
    assert_eq!(aims, [Some(Aim::Comment(place(CLUB, 88)))]);
}

fn forwarded() -> Event {
    let mut message = in_club(speaking_chat(NEWS, "News"), text("we moved"));
    message.automatic_forward = true;
    message.forwarded_post = Some(place(NEWS, 7));
    client_event(message)
}

/// Promise: an automatic forward is left out exactly when its channel is mirrored itself, and always remembered for comments while
/// channels are.
#[test]
fn an_automatic_forward_is_mirrored_where_its_post_is_not() {
    let channel = || Conversation {
        topic: Topic::None,
        ..conversation(NEWS, ChatKind::Channel)
    };
    let with = |channel: Option<Conversation>| Desk {
        channel,
        ..Desk::with_club()
    };
    let mut unmonitored = with(Some(channel()));
    unmonitored.connection.params.monitor_channels = false;
    let mut ignored = with(Some(channel()));
    ignored.connection.params.ignore_chats = vec![NEWS.0];
    let rows = [
        with(Some(channel())).check(&forwarded()),
        with(None).check(&forwarded()),
        with(Some(Conversation {
            unreachable: true,
            ..channel()
        }))
        .check(&forwarded()),
        unmonitored.check(&forwarded()),
        ignored.check(&forwarded()),
    ];
    assert_snapshot!(rows.join("\n"), @r#"
    post -100900/7 is discussed at -100700/3
    fate Filtered(AutomaticForward)
    deliver 100 ToTopic of 5: text "🟣 News\nwe moved" because of -100700/3
    post -100900/7 is discussed at -100700/3
    fate Waiting
    deliver 100 ToTopic of 5: text "🟣 News\nwe moved" because of -100700/3
    post -100900/7 is discussed at -100700/3
    fate Waiting
    deliver 100 ToTopic of 5: text "🟣 News\nwe moved" because of -100700/3
    fate Waiting
    post -100900/7 is discussed at -100700/3
    fate Filtered(Ignored)
    "#);
}
