//! Edits, recalled words and withdrawals: which call each makes, and what follows from every outcome.

use insta::assert_snapshot;
use relevo_telegram::{ChatId, MediaKind, MessageId, Method, Outcome, Place, Receipt, Text};

use super::World;
use super::table::section;
use crate::call::after_call;
use crate::decide::tests::desk::{
    ANN, Desk, NOW_MS, client_event, fresh, from_ann, group_event, media, operator, text,
};
use crate::{Change, Delivery, FailReason, Job, Recall, ReplySource, Seq, State, Version};

fn version_text(words: &str) -> Version {
    Version::Text {
        text: Text::plain(words),
        no_preview: false,
    }
}

fn edit(of: &Delivery, version: Version, in_place: bool) -> Delivery {
    let source = of.cause.expect("it mirrors a message").source;
    Delivery {
        job: Job::Edit {
            version,
            in_place,
            anew: Box::new(Job::Text {
                text: Text::plain("✏️ new"),
                no_preview: false,
            }),
        },
        reply: Some(ReplySource {
            message: source.message.0,
            quote: None,
        }),
        ..of.clone()
    }
}

fn withdrawal(of: &Delivery, step: u8) -> Delivery {
    let copy = |message| Place {
        chat: ChatId(ANN),
        message: MessageId(message),
    };
    Delivery {
        job: Job::Withdraw {
            rest: Vec::new(),
            about: MessageId(30),
            copies: vec![copy(7), copy(9)],
        },
        step,
        ..of.clone()
    }
}

fn to_topic() -> Delivery {
    World::of(Desk::with_ann()).delivery(&client_event(from_ann(text("old"))))
}

fn to_client() -> Delivery {
    World::of(Desk::with_ann()).delivery(&group_event(operator(text("old"))))
}

/// Promise: a copy is changed by the call for what it holds; without one the topic gets the new version, and a client nothing
/// that has not gone before.
#[test]
fn calls_of_edits() {
    let mut world = World::of(Desk::with_ann());
    let Job::Copy {
        media: Some(photo), ..
    } = world
        .delivery(&client_event(from_ann(media(MediaKind::Photo, "look"))))
        .job
    else {
        panic!("a photo is copied");
    };
    let caption = Version::Caption {
        text: Text::plain("new"),
        above: false,
    };
    let all = |world: &World| -> String {
        let deliveries = [
            edit(&to_topic(), version_text("new"), true),
            edit(&to_client(), version_text("new"), true),
            edit(&to_topic(), caption.clone(), true),
            edit(&to_client(), Version::Media(photo.clone()), true),
            edit(&to_topic(), version_text("new"), false),
            edit(&to_client(), version_text("new"), false),
            edit(&to_topic(), Version::Whole, true),
        ];
        deliveries.map(|delivery| world.next(&delivery)).join("\n")
    };
    world.reply_target = Some(20);
    assert_snapshot!(all(&world), @r#"
    EditText -100500/20: "new" for 1
    EditText 42/20: "new" for 1
    EditCaption -100500/20: "new" for 1
    EditMedia 42/20: Photo "look" for 1
    replace 100 ToTopic of 5: text "✏\u{fe0f} new" answering 3 because of 42/3
    replace 100 ToClient of 5: text "✏\u{fe0f} new" answering 30 because of -100500/30
    replace 100 ToTopic of 5: text "✏\u{fe0f} new" answering 3 because of 42/3
    "#);
    world.reply_target = None;
    assert_snapshot!(all(&world), @r#"
    replace 100 ToTopic of 5: text "✏\u{fe0f} new" answering 3 because of 42/3
    remove 100
    cause Internal
    replace 100 ToTopic of 5: text "✏\u{fe0f} new" answering 3 because of 42/3
    remove 100
    cause Internal
    replace 100 ToTopic of 5: text "✏\u{fe0f} new" answering 3 because of 42/3
    remove 100
    cause Internal
    replace 100 ToTopic of 5: text "✏\u{fe0f} new" answering 3 because of 42/3
    "#);
    world.original = Some(Delivery {
        seq: Seq(50),
        state: State::Failed(FailReason::Blocked),
        ..to_client()
    });
    let unsent = edit(&to_client(), version_text("new"), true);
    let late = world.next(&unsent);
    world.reply_target = Some(20);
    assert_snapshot!([late, world.next(&unsent)].join("\n\n"), @r#"
    remove 100
    cause Internal
    replace 50 ToClient of 5: text "new" because of -100500/30 Failed(Blocked)

    remove 50
    cause Internal
    "#);
}

/// Promise: a withdrawal deletes one copy after the other, and recalled words make no call.
#[test]
fn calls_that_take_back() {
    let world = World::of(Desk::with_ann());
    let recalled = Delivery {
        job: Job::Recalled(Recall::Note),
        ..to_client()
    };
    let rows = [
        world.next(&withdrawal(&to_client(), 0)),
        world.next(&withdrawal(&to_client(), 1)),
        world.next(&withdrawal(&to_client(), 2)),
        world.next(&recalled),
    ];
    assert_snapshot!(rows.join("\n"), @"
    Delete 42/7 for 0
    Delete 42/9 for 0
    remove 100
    remove 100
    link Note: client 42/0 topic 30
    cause Internal
    ");
}

/// Promise: what Telegram will not change is answered; unknown outcomes are repeated; what is wrong with the chat is said.
#[test]
fn outcomes_of_edits() {
    let world = World::of(Desk::with_ann());
    let sections = [
        section(
            "an edit in the topic",
            &world,
            &edit(&to_topic(), version_text("new"), true),
            Method::EditText,
        ),
        section(
            "an edit at the client's",
            &world,
            &edit(&to_client(), version_text("new"), true),
            Method::EditText,
        ),
    ];
    assert_snapshot!(sections.join("\n"), @r#"
    == an edit in the topic (EditText)

    done, not modified
        copies of 42/3 hold 17
        remove 100
        cause Delivered

    wait 7 s
        100 now Waiting { due_ms: 1007000 } attempts 0

    not sent, unknown
        100 now Waiting { due_ms: 1001000 } attempts 1

    topic missing, reply missing, quote invalid, source missing, uncopyable, too late, blocked, deactivated, kind forbidden, too long, second poller, reaction invalid, other
        replace 100 ToTopic of 5: text "✏\u{fe0f} new" answering 3 because of 42/3

    topic closed, may not manage topics
        cell Paused(ManageTopics)
        record CellPaused
        deliver 100 Aside: say GroupPaused { why: ManageTopics } about None buttons []
        100 now Waiting { due_ms: 1060000 } attempts 1

    not a forum
        cell Paused(NotForum)
        record CellPaused
        deliver 100 Aside: say GroupPaused { why: NotForum } about None buttons []
        100 now Waiting { due_ms: 1060000 } attempts 1

    chat missing, not a member
        cell Paused(NotMember)
        record CellPaused
        100 now Waiting { due_ms: 1060000 } attempts 1

    may not write
        cell Paused(Send)
        record CellPaused
        100 now Waiting { due_ms: 1060000 } attempts 1

    migrated
        cell's group -100900
        record GroupMigrated
        100 now Waiting { due_ms: 1000000 } attempts 0

    token invalid
        cell Paused(Token)
        record CellPaused
        100 now Waiting { due_ms: 1060000 } attempts 1

    == an edit at the client's (EditText)

    done, not modified
        copies of -100500/30 hold 17
        remove 100
        cause Delivered

    wait 7 s
        100 now Waiting { due_ms: 1007000 } attempts 0

    not sent, unknown
        100 now Waiting { due_ms: 1001000 } attempts 1

    topic missing, topic closed, not a forum, reply missing, quote invalid, source missing, uncopyable, too late, too long, second poller, reaction invalid, other
        replace 100 ToClient of 5: text "✏\u{fe0f} new" answering 30 because of -100500/30

    blocked, deactivated
        now conversation 5 chat 42 Open(ThreadId(11)) last author 0 unreachable
        record ClientUnreachable
        100 now Failed(why) attempts 1
        cause Failed
        record DeliveryFailed
        button 200 Retry of 100
        deliver 100 ToTopic of 5: say NotDelivered { why } about Some(30) buttons [200]

    chat missing, not a member, may not write, may not manage topics, kind forbidden
        100 now Failed(why) attempts 1
        cause Failed
        record DeliveryFailed
        button 200 Retry of 100
        deliver 100 ToTopic of 5: say NotDelivered { why } about Some(30) buttons [200]

    migrated
        now conversation 5 chat -100900 Open(ThreadId(11)) last author 0
        record GroupMigrated
        100 now Waiting { due_ms: 1000000 } attempts 0

    token invalid
        cell Paused(Token)
        record CellPaused
        100 now Waiting { due_ms: 1060000 } attempts 1
    "#);
}

/// Promise: whatever came of a call, recalled words are not sent again, and what became of them is said.
#[test]
fn outcomes_of_what_is_taken_back() {
    let world = World::of(Desk::with_ann());
    let recalled = |recall| Delivery {
        job: Job::Recalled(recall),
        ..to_client()
    };
    let sections = [
        section(
            "recalled",
            &world,
            &recalled(Recall::Note),
            Method::SendText,
        ),
        section(
            "a message again on the way",
            &world,
            &recalled(Recall::Message),
            Method::SendText,
        ),
        section(
            "withdrawn on the way",
            &world,
            &recalled(Recall::Withdraw),
            Method::SendText,
        ),
        section(
            "an edit withdrawn on the way",
            &world,
            &recalled(Recall::Withdraw),
            Method::EditText,
        ),
        section(
            "the first copy",
            &world,
            &withdrawal(&to_client(), 0),
            Method::Delete,
        ),
        section(
            "the last copy",
            &world,
            &withdrawal(&to_client(), 1),
            Method::Delete,
        ),
    ];
    assert_snapshot!(sections.join("\n"), @"
    == recalled (SendText)

    done
        remove 100
        link TeamNote: client 42/40 topic 30
        cause Delivered
        button 200 Withdraw of 30
        deliver 100 ToTopic of 5: say BecameNote about Some(30) buttons [200]

    wait 7 s, not sent, topic missing, topic closed, not a forum, not modified, reply missing, quote invalid, source missing, uncopyable, too late, blocked, deactivated, chat missing, not a member, may not write, may not manage topics, migrated, kind forbidden, too long, token invalid, second poller, reaction invalid, other
        remove 100
        link Note: client 42/0 topic 30
        cause Internal
        deliver 100 ToTopic of 5: say TakenBack about Some(30) buttons []

    unknown
        remove 100
        link Note: client 42/0 topic 30
        cause Internal
        deliver 100 ToTopic of 5: say TakenBackUnsure about Some(30) buttons []

    == a message again on the way (SendText)

    done
        remove 100
        link Team: client 42/40 topic 30
        cause Delivered

    wait 7 s, not sent, topic missing, topic closed, not a forum, not modified, reply missing, quote invalid, source missing, uncopyable, too late, blocked, deactivated, chat missing, not a member, may not write, may not manage topics, migrated, kind forbidden, too long, token invalid, second poller, reaction invalid, other
        remove 100
        link Note: client 42/0 topic 30
        cause Internal
        deliver 100 ToTopic of 5: say TakenBack about Some(30) buttons []

    unknown
        remove 100
        link Note: client 42/0 topic 30
        cause Internal
        deliver 100 ToTopic of 5: say TakenBackUnsure about Some(30) buttons []

    == withdrawn on the way (SendText)

    done
        remove 100
        link Team: client 42/40 topic 30
        cause Delivered
        deliver 100 ToClient of 5: withdraw [40] of 30

    wait 7 s, not sent, topic missing, topic closed, not a forum, not modified, reply missing, quote invalid, source missing, uncopyable, too late, blocked, deactivated, chat missing, not a member, may not write, may not manage topics, migrated, kind forbidden, too long, token invalid, second poller, reaction invalid, other
        remove 100
        link Note: client 42/0 topic 30
        cause Internal
        deliver 100 ToTopic of 5: say TakenBack about Some(30) buttons []

    unknown
        remove 100
        link Note: client 42/0 topic 30
        cause Internal
        deliver 100 ToTopic of 5: say TakenBackUnsure about Some(30) buttons []

    == an edit withdrawn on the way (EditText)

    done, wait 7 s, not sent, unknown, topic missing, topic closed, not a forum, not modified, reply missing, quote invalid, source missing, uncopyable, too late, blocked, deactivated, chat missing, not a member, may not write, may not manage topics, migrated, kind forbidden, too long, token invalid, second poller, reaction invalid, other
        remove 100
        cause Internal

    == the first copy (Delete)

    done, not modified, source missing
        100 now Waiting { due_ms: 1000000 } attempts 0 step 1 under None

    wait 7 s
        100 now Waiting { due_ms: 1007000 } attempts 0

    not sent, unknown
        100 now Waiting { due_ms: 1001000 } attempts 1

    topic missing, topic closed, not a forum, reply missing, quote invalid, uncopyable, blocked, deactivated, chat missing, not a member, may not write, may not manage topics, migrated, kind forbidden, too long, second poller, reaction invalid, other
        remove 100
        cause Failed
        record DeliveryFailed
        deliver 100 ToTopic of 5: say NotWithdrawn { why } about Some(30) buttons []

    too late
        remove 100
        cause Failed
        record DeliveryFailed
        deliver 100 ToTopic of 5: say NotWithdrawn { reason: TooOld } about Some(30) buttons []

    token invalid
        cell Paused(Token)
        record CellPaused
        100 now Waiting { due_ms: 1060000 } attempts 1

    == the last copy (Delete)

    done, not modified, source missing
        remove 100
        cause Internal
        30 is now Withdrawn
        deliver 100 ToTopic of 5: say Withdrawn about Some(30) buttons []

    wait 7 s
        100 now Waiting { due_ms: 1007000 } attempts 0 step 1 under None

    not sent, unknown
        100 now Waiting { due_ms: 1001000 } attempts 1 step 1 under None

    topic missing, topic closed, not a forum, reply missing, quote invalid, uncopyable, blocked, deactivated, chat missing, not a member, may not write, may not manage topics, migrated, kind forbidden, too long, second poller, reaction invalid, other
        remove 100
        cause Failed
        record DeliveryFailed
        deliver 100 ToTopic of 5: say NotWithdrawn { why } about Some(30) buttons []

    too late
        remove 100
        cause Failed
        record DeliveryFailed
        deliver 100 ToTopic of 5: say NotWithdrawn { reason: TooOld } about Some(30) buttons []

    token invalid
        cell Paused(Token)
        record CellPaused
        100 now Waiting { due_ms: 1060000 } attempts 1 step 1 under None
    ");
}

/// Promise: a comment that arrived although it was taken back is withdrawn where it is: beside its channel.
#[test]
fn a_recalled_comment_is_withdrawn_where_it_is() {
    let mut world = World::of(Desk::with_club());
    let known = world.desk.conversation.as_mut().expect("there");
    known.kind = relevo_telegram::ChatKind::Channel;
    let there = Place {
        chat: relevo_telegram::ChatId(-100_800),
        message: MessageId(9),
    };
    let comment = Delivery {
        job: Job::Recalled(Recall::Withdraw),
        aim: Some(crate::Aim::Comment(there)),
        ..to_client()
    };
    let made = Outcome::Done(Receipt::Message(MessageId(40)));
    let ended = (Method::SendText, &made);
    let changes = after_call(&comment, &world.facts(), ended, NOW_MS, &mut fresh());
    let copies = changes.iter().find_map(|change| match change {
        Change::Deliver(Delivery {
            job: Job::Withdraw { copies, .. },
            ..
        }) => Some(copies.clone()),
        _ => None,
    });
    let copy = Place {
        message: MessageId(40),
        ..there
    };
    assert_eq!(copies, Some(vec![copy]));
}

/// Promise: the first item of a withdrawn album says no longer that the client has it, whichever item was named.
#[test]
fn a_withdrawn_album_takes_its_receipt_back() {
    let mut world = World::of(Desk::with_ann());
    world.desk.connection.params.receipts = crate::params::Receipts::All;
    let known = withdrawal(&to_client(), 1);
    let Job::Withdraw { copies, .. } = &known.job else {
        unreachable!("a withdrawal");
    };
    let album = Delivery {
        job: Job::Withdraw {
            about: MessageId(31),
            copies: copies.clone(),
            rest: vec![MessageId(30)],
        },
        ..known.clone()
    };
    let done = Outcome::Done(Receipt::Nothing);
    let ended = (Method::Delete, &done);
    let changes = after_call(&album, &world.facts(), ended, NOW_MS, &mut fresh());
    let shown = changes.iter().find_map(|change| match change {
        Change::Deliver(one) if one.job == Job::React => one.cause,
        _ => None,
    });
    assert_eq!(shown.map(|cause| cause.source.message), Some(MessageId(30)));
}
