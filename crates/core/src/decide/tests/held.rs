//! Albums that wait for a person's word, or for their place beside a channel: whole, and asked about once.

use insta::assert_snapshot;
use relevo_telegram::MessageId;

use super::albums::{KEY, after, item, rows, sent};
use super::channels::{NEWS, newsroom, place};
use super::desk::{
    ANN, CLUB, Desk, GROUP, NOW_MS, answering, group_event, mark, operator, photo, pressing,
};
use crate::{
    Callback, CallbackAction, ConversationId, Delivery, Event, Gathered, Link, LinkRole, Seq,
};

/// A desk whose connection was stopped when its operators wrote what is below.
pub(crate) fn started_again(desk: Desk) -> Desk {
    let mut desk = desk;
    desk.connection.last_stop = Some((NOW_MS - 200_000, Some(NOW_MS - 50_000)));
    desk
}

/// When that was, in Unix seconds.
pub(crate) const MEANWHILE_S: i64 = NOW_MS / 1_000 - 100;

fn olga(id: i64, words: &str) -> Event {
    group_event(item(operator(photo(words)), id))
}

fn comment(id: i64, words: &str) -> Event {
    group_event(answering(item(operator(photo(words)), id), 20))
}

fn meanwhile(id: i64, words: &str) -> Event {
    let mut message = item(operator(photo(words)), id);
    message.date = MEANWHILE_S;
    group_event(message)
}

fn edited(id: i64, words: &str) -> Event {
    Event::GroupEdited {
        mark: mark(),
        message: item(operator(photo(words)), id),
    }
}

/// The buttons have the numbers 60 and 61.
fn pressed(mut desk: Desk, action: CallbackAction) -> (Desk, Event) {
    let held = desk.item_pending[0].clone();
    let id = 60 + i64::from(action == CallbackAction::Discard);
    desk.callback = Some(Callback {
        id,
        cell: desk.cell.id,
        conversation: ConversationId(5),
        seq: held.seq,
        about: None,
        action,
        expires_ms: NOW_MS + 1,
    });
    desk.delivery = Some(held);
    let press = Event::Pressed {
        mark: mark(),
        press: pressing(&id),
    };
    (desk, press)
}

fn begun(desk: Desk, first: &Event) -> Desk {
    let mut desk = after(desk, first);
    desk.pending.clone_from(&desk.item_pending);
    desk
}

fn discussed() -> Desk {
    Desk {
        comment: Some(place(CLUB, 88)),
        reply_role: Some(LinkRole::Client),
        album_key: Some(KEY),
        ..newsroom()
    }
}

/// Promise: an item joins its album where that waits for a person, or for its quiet time beside a channel; a note takes it all back,
/// an edit changes its item.
#[test]
fn an_item_joins_what_is_held() {
    let post = begun(newsroom(), &olga(30, "one"));
    let changed = Desk {
        content_digest: 18,
        ..post.clone()
    };
    let late = begun(started_again(Desk::with_ann()), &meanwhile(30, "one"));
    let comments = begun(discussed(), &comment(30, "one"));
    let keyed = |desk: Desk| Desk {
        album_key: Some(KEY),
        ..desk
    };
    let stopped_comment = started_again(discussed());
    let mut written = item(operator(photo("one")), 30);
    written.date = MEANWHILE_S;
    let written = group_event(answering(written, 20));
    assert_snapshot!(rows([
        ("a post", &keyed(newsroom()), &olga(30, "one")),
        ("joins a post", &post, &olga(31, "two")),
        ("a note under a post", &post, &olga(31, "/ two")),
        ("a caption of a post", &changed, &edited(30, "another")),
        ("a caption becomes a note", &post, &edited(30, "/ one")),
        ("of a stop", &keyed(started_again(Desk::with_ann())), &meanwhile(30, "one")),
        ("joins what is of a stop", &late, &meanwhile(31, "two")),
        ("joins it after the start", &late, &olga(31, "two")),
        ("a note of a stop", &late, &meanwhile(31, "/ two")),
        ("a comment", &discussed(), &comment(30, "one")),
        ("joins a comment", &comments, &comment(31, "two")),
        ("a note under a comment", &comments, &comment(31, "/ two")),
        ("a comment of a stop", &stopped_comment, &written),
    ]), @r#"
    == a post
    deliver 100 ToClient of 5: album 30 "one" because of -100500/30 held Unpublished
    button 200 Publish of 100
    deliver 101 ToTopic of 5: say Unpublished about Some(30) buttons [200]
    item -100500/30 of album 77 by 100
    fate Held
    == joins a post
    replace 50 ToClient of 5: album 30 "one", 31 "two" because of -100500/30 held Unpublished
    item -100500/31 of album 77 by 50
    fate Held
    == a note under a post
    link Note: client -100900/0 topic 31
    item -100500/31 of album 77 by 0 inside
    remove 50
    cause Internal
    link Note: client -100900/0 topic 30
    deliver 100 ToTopic of 5: say TakenBack about Some(30) buttons []
    fate Internal
    == a caption of a post
    replace 50 ToClient of 5: album 30 "another" because of -100500/30 held Unpublished
    fate Internal
    == a caption becomes a note
    remove 50
    cause Internal
    deliver 100 ToTopic of 5: say TakenBack about Some(30) buttons []
    link Note: client -100900/0 topic 30
    item -100500/30 of album 77 by 50 inside
    fate Internal
    == of a stop
    deliver 100 ToClient of 5: album 30 "one" because of -100500/30 held WhileStopped
    button 200 SendHeld of 100
    button 201 Discard of 100
    deliver 101 ToTopic of 5: say HeldWhileStopped about Some(30) buttons [200, 201]
    item -100500/30 of album 77 by 100
    fate Held
    == joins what is of a stop
    replace 50 ToClient of 5: album 30 "one", 31 "two" because of -100500/30 held WhileStopped
    item -100500/31 of album 77 by 50
    fate Held
    == joins it after the start
    replace 50 ToClient of 5: album 30 "one", 31 "two" because of -100500/30 held WhileStopped
    item -100500/31 of album 77 by 50
    fate Held
    == a note of a stop
    link Note: client 42/0 topic 31
    item -100500/31 of album 77 by 0 inside
    remove 50
    cause Internal
    link Note: client 42/0 topic 30
    deliver 100 ToTopic of 5: say TakenBack about Some(30) buttons []
    fate Internal
    == a comment
    deliver 100 ToClient of 5: album 30 "one" because of -100500/30 at Comment(Place { chat: ChatId(-100700), message: MessageId(88) })
    item -100500/30 of album 77 by 100
    fate Waiting
    == joins a comment
    replace 50 ToClient of 5: album 30 "one", 31 "two" because of -100500/30 at Comment(Place { chat: ChatId(-100700), message: MessageId(88) })
    item -100500/31 of album 77 by 50
    fate Waiting
    == a note under a comment
    link Note: client -100900/0 topic 31
    item -100500/31 of album 77 by 0 inside
    remove 50
    cause Internal
    link Note: client -100900/0 topic 30
    deliver 100 ToTopic of 5: say TakenBack about Some(30) buttons []
    fate Internal
    == a comment of a stop
    deliver 100 ToClient of 5: album 30 "one" because of -100500/30 at Comment(Place { chat: ChatId(-100700), message: MessageId(88) }) held WhileStopped
    button 200 SendHeld of 100
    button 201 Discard of 100
    deliver 101 ToTopic of 5: say HeldWhileStopped about Some(30) buttons [200, 201]
    item -100500/30 of album 77 by 100
    fate Held
    "#);
}

/// Promise: what comes after a comment album has gone answers its first item in the discussion; what comes after a post has is asked about.
#[test]
fn a_late_item_is_beside_its_album() {
    let gone = |desk: Desk, chat| {
        let mut desk = sent(desk);
        desk.item_links[0] = Link {
            client_chat: chat,
            ..desk.item_links[0]
        };
        desk
    };
    let commented = gone(begun(discussed(), &comment(30, "one")), CLUB);
    let posted = gone(begun(newsroom(), &olga(30, "one")), NEWS);
    let mut away = begun(discussed(), &comment(30, "one"));
    away.comment = None;
    away.item_pending[0].state = crate::State::Claimed {
        relay: None,
        epoch: 1,
        method: relevo_telegram::Method::SendMedia,
    };
    assert_snapshot!(rows([
        ("to a comment", &commented, &comment(31, "late")),
        ("to a post", &posted, &olga(31, "late")),
        ("to a comment on its way", &away, &comment(31, "late")),
    ]), @r#"
    == to a comment
    deliver 100 ToClient of 5: album 31 "late" because of -100500/31 at Comment(Place { chat: ChatId(-100700), message: MessageId(900) })
    item -100500/31 of album 77 by 100
    fate Waiting
    == to a post
    deliver 100 ToClient of 5: album 31 "late" because of -100500/31 held Unpublished
    button 200 Publish of 100
    deliver 101 ToTopic of 5: say Unpublished about Some(31) buttons [200]
    item -100500/31 of album 77 by 100
    fate Held
    == to a comment on its way
    deliver 100 ToClient of 5: album 31 "late" because of -100500/31 at Comment(Place { chat: ChatId(-100700), message: MessageId(88) })
    item -100500/31 of album 77 by 100
    fate Waiting
    "#);
}

/// Promise: a press sends the album as one at the end of its lane; *Discard* keeps every item inside and what may still come, unless the
/// client has something of it.
#[test]
fn a_press_decides_about_all_of_it() {
    let late = || {
        let desk = begun(started_again(Desk::with_ann()), &meanwhile(30, "one"));
        begun(desk, &meanwhile(31, ""))
    };
    let post = begun(begun(newsroom(), &olga(30, "one")), &olga(31, ""));
    let (published, press) = pressed(post, CallbackAction::Publish);
    let (sent_now, send) = pressed(late(), CallbackAction::SendHeld);
    let (discarded, discard) = pressed(late(), CallbackAction::Discard);
    let mut straggler = discarded.clone();
    straggler.item_links = vec![Link {
        relay: None,
        conversation: ConversationId(5),
        cell: straggler.cell.id,
        identity: crate::IdentityId(1),
        client_chat: relevo_telegram::ChatId(ANN),
        client_message: MessageId(900),
        topic_message: MessageId(29),
        role: LinkRole::Team,
        kind: crate::ContentKind::Photo,
        digest: 17,
        author: 0,
        made_ms: NOW_MS,
    }];
    let mut beside = discarded.clone();
    beside.item_pending.push(Delivery {
        seq: Seq(49),
        ..beside.item_pending[0].clone()
    });
    assert_snapshot!(rows([
        ("publish", &published, &press),
        ("send", &sent_now, &send),
        ("discard", &discarded, &discard),
        ("discard what came late", &straggler, &discard),
        ("discard while more waits", &beside, &discard),
    ]), @r#"
    == publish
    remove 50
    deliver 100 ToClient of 5: album 30 "one", 31 "" because of -100500/30
    item -100500/30 of album 77 by 100
    item -100500/31 of album 77 by 100
    cause Waiting
    cause Waiting
    nothing told of it
    nothing told of it
    no button 60
    deliver 101 Aside of 5: answer press None
    deliver 102 Aside of 5: edit 31 to Published
    fate Internal
    == send
    remove 50
    deliver 100 ToClient of 5: album 30 "one", 31 "" because of -100500/30
    item -100500/30 of album 77 by 100
    item -100500/31 of album 77 by 100
    cause Waiting
    cause Waiting
    nothing told of it
    nothing told of it
    no button 60
    no button 61
    deliver 101 Aside of 5: answer press None
    deliver 102 Aside of 5: edit 31 to SentLate
    fate Internal
    == discard
    remove 50
    cause Internal
    cause Internal
    link Note: client 42/0 topic 30
    link Note: client 42/0 topic 31
    item -100500/30 of album 77 by 50 inside
    no button 60
    no button 61
    deliver 100 Aside of 5: answer press None
    deliver 101 Aside of 5: edit 31 to Discarded
    fate Internal
    == discard what came late
    remove 50
    cause Internal
    cause Internal
    link Note: client 42/0 topic 30
    link Note: client 42/0 topic 31
    no button 60
    no button 61
    deliver 100 Aside of 5: answer press None
    deliver 101 Aside of 5: edit 31 to Discarded
    fate Internal
    == discard while more waits
    remove 50
    cause Internal
    cause Internal
    link Note: client 42/0 topic 30
    link Note: client 42/0 topic 31
    no button 60
    no button 61
    deliver 100 Aside of 5: answer press None
    deliver 101 Aside of 5: edit 31 to Discarded
    fate Internal
    "#);
}

/// Promise: what was discarded keeps the rest inside once it is a note by its own words: what waits is taken back, what the client has
/// can be withdrawn, and nothing late leaves. Edited into anything else it stays a note, and keeps nothing.
#[test]
fn what_was_discarded_can_become_a_note() {
    let discarded = |desk: &Desk| {
        let mut desk = desk.clone();
        desk.pending.clear();
        desk.links = vec![Link {
            relay: None,
            conversation: ConversationId(5),
            cell: desk.cell.id,
            identity: crate::IdentityId(1),
            client_chat: relevo_telegram::ChatId(ANN),
            client_message: MessageId(0),
            topic_message: MessageId(31),
            role: LinkRole::Note,
            kind: crate::ContentKind::Photo,
            digest: 16,
            author: 0,
            made_ms: NOW_MS,
        }];
        desk.items.push(Gathered {
            source: place(GROUP, 31),
            seq: Seq(49),
            ..desk.items[0]
        });
        desk
    };
    let begun = begun(started_again(Desk::with_ann()), &meanwhile(30, "one"));
    let waits = discarded(&begun);
    let gone = discarded(&sent(begun));
    let mut known = waits.clone();
    known.items[1].inside = true;
    known.item_pending.clear();
    let mut kept = waits.clone();
    kept.items[0].inside = true;
    assert_snapshot!(rows([
        ("more waits", &waits, &edited(31, "/ two")),
        ("the client has some", &gone, &edited(31, "/ two")),
        ("a note already", &known, &edited(31, "/ two")),
        ("beside a note", &kept, &edited(31, "/ two")),
        ("no note", &waits, &edited(31, "two")),
    ]), @"
    == more waits
    link Note: client 42/0 topic 31
    remove 50
    cause Internal
    link Note: client 42/0 topic 30
    item -100500/31 of album 77 by 49 inside
    deliver 100 ToTopic of 5: say TakenBack about Some(30) buttons []
    fate Internal
    == the client has some
    link Note: client 42/0 topic 31
    30 is now TeamNote
    item -100500/31 of album 77 by 49 inside
    button 200 Withdraw of 30
    deliver 100 ToTopic of 5: say BecameNote about Some(30) buttons [200]
    fate Internal
    == a note already
    link Note: client 42/0 topic 31
    fate Internal
    == beside a note
    link Note: client 42/0 topic 31
    item -100500/31 of album 77 by 49 inside
    fate Internal
    == no note
    link Note: client 42/0 topic 31
    deliver 100 ToTopic of 5: say StaysNote about Some(31) buttons []
    fate Failed
    ");
}
