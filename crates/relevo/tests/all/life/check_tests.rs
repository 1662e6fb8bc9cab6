//! Proof of the checkers: a record without fault passes, and each way of breaking it is found by the checker that is for it.

use std::collections::BTreeSet;

use super::book::{Book, ChatBook, Excuse, Said};
use super::check::{Breach, check};
use super::program::Sort;
use super::view::{Line, View};
use super::word::{Side, Word};

fn word(side: Side, chat: usize, number: usize) -> Word {
    Word { side, chat, number }
}

fn said(word: Word, message: i64) -> Said {
    Said::words(word, 1, (0, message))
}

/// A message of the bot with this word.
fn copy(id: i64, word: Word, topic: Option<usize>) -> Line {
    Line {
        id,
        by_bot: true,
        words: vec![(word, 0)],
        text: word.spelled(0),
        topic,
        ..Line::default()
    }
}

/// A notice of the desk about a message.
fn notice(id: i64, about: i64, text: &str, topic: usize) -> Line {
    Line {
        id,
        by_bot: true,
        text: text.into(),
        reply_to: Some(about),
        topic: Some(topic),
        ..Line::default()
    }
}

/// Two clients of three messages each, two answers to each, and a note: all where it belongs. In the group's numbers the messages of
/// the first are 10, 11, 12 and of the team 13, 14; of the second 20 to 24.
fn faultless() -> (Book, View) {
    let (mut book, mut view) = (Book::default(), View::default());
    for chat in 0..2 {
        let base = 10 * (i64::try_from(chat).expect("small") + 1);
        let at = |number: usize| base + i64::try_from(number).expect("small");
        let client = |number| word(Side::Client, chat, number);
        let team = |number| word(Side::Team, chat, number);
        view.group
            .extend((0..3).map(|number| copy(at(number), client(number), Some(chat))));
        for number in 0..2 {
            view.group.push(Line {
                by_bot: false,
                ..copy(at(3 + number), team(number), Some(chat))
            });
        }
        view.chats.push(
            (0..2)
                .map(|number| copy(at(number), team(number), None))
                .collect(),
        );
        book.chats.push(ChatBook {
            name: format!("Client {chat}"),
            by_client: (0..3)
                .map(|number| said(client(number), at(number)))
                .collect(),
            by_team: (0..2)
                .map(|number| said(team(number), at(3 + number)))
                .collect(),
            ..ChatBook::default()
        });
        view.live_topics.push(1);
    }
    book.notes.insert(0, 1);
    (book, view)
}

/// What the checkers find after this was done to the record.
fn found(breaks: impl FnOnce(&mut Book, &mut View)) -> BTreeSet<Breach> {
    let (mut book, mut view) = faultless();
    breaks(&mut book, &mut view);
    let (findings, _) = check(&book, &view);
    findings.into_iter().map(|finding| finding.breach).collect()
}

fn only(breach: Breach) -> BTreeSet<Breach> {
    BTreeSet::from([breach])
}

const MARK: &str = "⟳ The message above may be here twice";

#[test]
fn a_faultless_record_passes() {
    assert_eq!(found(|_, _| ()), BTreeSet::new());
}

#[test]
fn a_lost_message_is_found() {
    assert_eq!(
        found(|_, view| drop(view.group.remove(1))),
        only(Breach::Lost)
    );
}

/// A placeholder stands for one message, and only for one that may be missing.
#[test]
fn a_placeholder_excuses_one_that_cannot_be_copied() {
    let missing = |count: usize, excused: bool| {
        found(|book, view| {
            for number in 0..count {
                view.group
                    .retain(|line| !line.has(word(Side::Client, 0, number)));
                if excused {
                    book.chats[0].by_client[number]
                        .excuses
                        .insert(Excuse::Uncopyable);
                }
            }
            view.group
                .push(notice(90, 10, "📎 could not be copied here", 0));
        })
    };
    assert_eq!(missing(1, true), BTreeSet::new());
    assert_eq!(missing(2, true), only(Breach::Lost));
    assert_eq!(missing(1, false), only(Breach::Lost));
}

#[test]
fn what_was_quarantined_must_be_shown() {
    let unreadable = |is_shown: bool| {
        found(|book, view| {
            view.group.remove(0);
            book.chats[0].by_client[0].excuses.insert(Excuse::Malformed);
            if is_shown {
                view.group.push(Line {
                    topic: None,
                    ..notice(
                        90,
                        0,
                        "⚠️ Something that Telegram reported could not be processed. It is kept.",
                        0,
                    )
                });
            }
        })
    };
    assert_eq!(unreadable(true), BTreeSet::new());
    assert_eq!(unreadable(false), only(Breach::Lost));
}

/// A repeat needs a mark under its last copy, and an unknown outcome.
#[test]
fn a_repeat_is_found_unless_it_is_marked_and_was_unknown() {
    let repeat = |marked: Option<i64>, doubts: usize| {
        found(|book, view| {
            view.group.push(copy(90, word(Side::Client, 0, 2), Some(0)));
            view.group
                .extend(marked.map(|about| notice(91, about, MARK, 0)));
            book.chats[0].doubts = doubts;
        })
    };
    assert_eq!(repeat(Some(90), 1), BTreeSet::new());
    assert_eq!(repeat(None, 1), only(Breach::Doubled));
    assert_eq!(
        repeat(Some(12), 1),
        only(Breach::Doubled),
        "the mark is under the wrong copy"
    );
    assert_eq!(
        repeat(Some(90), 0),
        only(Breach::Doubled),
        "nothing was unknown"
    );
}

/// Nobody knows the numbers of copies whose answers were lost. If the source was deleted before the last try, a placeholder stands for all.
#[test]
fn a_repeat_of_what_was_deleted_is_marked_by_its_placeholder() {
    let repeat = |placeholder: bool| {
        found(|book, view| {
            view.group.push(copy(90, word(Side::Client, 0, 2), Some(0)));
            let text = "📎 The client sent something that could not be copied here.";
            view.group
                .extend(placeholder.then(|| notice(91, 0, text, 0)));
            book.chats[0].by_client[2]
                .excuses
                .insert(Excuse::SourceGone);
            book.chats[0].doubts = 2;
        })
    };
    assert_eq!(repeat(true), BTreeSet::new());
    assert_eq!(repeat(false), only(Breach::Doubled));
}

#[test]
fn a_repeat_to_a_client_is_found_unless_an_operator_wanted_it() {
    let repeat = |wanted: bool| {
        found(|book, view| {
            let word = word(Side::Team, 1, 1);
            view.chats[1].push(copy(90, word, None));
            if wanted {
                book.again.insert(word, 1);
            }
        })
    };
    assert_eq!(repeat(false), only(Breach::Doubled));
    assert_eq!(repeat(true), BTreeSet::new());
}

#[test]
fn a_changed_order_is_found_in_both_directions() {
    assert_eq!(
        found(|_, view| view.group.swap(0, 1)),
        only(Breach::Swapped)
    );
    assert_eq!(
        found(|_, view| view.chats[1].swap(0, 1)),
        only(Breach::Swapped)
    );
}

/// What was held has left the lane.
#[test]
fn what_was_asked_about_may_come_later() {
    let later = found(|_, view| {
        view.chats[1].swap(0, 1);
        view.group
            .push(notice(90, 23, "✓ Tried again, and it arrived.", 1));
    });
    assert_eq!(later, BTreeSet::new());
}

/// The items of an album stand where its first one does; the album itself keeps its place.
#[test]
fn an_album_has_the_place_of_its_first_item() {
    let album = |place: usize| {
        found(|book, view| {
            for number in [0, 2] {
                book.chats[0].by_client[number].album = Some(0);
            }
            let last = view.group.remove(2);
            view.group.insert(place, last);
            if place == 0 {
                view.group.swap(0, 2);
            }
        })
    };
    assert_eq!(
        album(1),
        BTreeSet::new(),
        "its last item comes with its first"
    );
    assert_eq!(
        album(0),
        only(Breach::Swapped),
        "it comes after what was said later"
    );
}

#[test]
fn a_word_in_another_chat_is_found() {
    let in_topic = found(|_, view| view.group.push(copy(90, word(Side::Client, 1, 0), Some(0))));
    assert_eq!(in_topic, only(Breach::Misfiled));
    let in_general = found(|_, view| view.group.push(copy(90, word(Side::Client, 1, 0), None)));
    assert_eq!(in_general, only(Breach::Misfiled));
    let to_client = found(|_, view| view.chats[0].push(copy(90, word(Side::Team, 1, 0), None)));
    assert_eq!(to_client, only(Breach::Misfiled));
    let back_to_client =
        found(|_, view| view.chats[0].push(copy(90, word(Side::Client, 0, 0), None)));
    assert_eq!(back_to_client, only(Breach::Misfiled));
}

/// Without topics, and with the answer lost, a post goes astray in General, and nobody learns of it. Otherwise that is no excuse.
#[test]
fn a_word_in_general_is_found_unless_topics_were_off_and_an_answer_lost() {
    let astray = |off: bool, doubts: usize| {
        found(|book, view| {
            view.group.push(copy(90, word(Side::Client, 0, 0), None));
            book.was_without_topics = off;
            book.chats[0].doubts = doubts;
        })
    };
    assert_eq!(astray(true, 1), BTreeSet::new());
    assert_eq!(astray(true, 0), only(Breach::Misfiled));
    assert_eq!(astray(false, 1), only(Breach::Misfiled));
}

#[test]
fn a_note_outside_is_found() {
    let leaked = found(|_, view| view.chats[1].push(copy(90, word(Side::Note, 0, 0), None)));
    assert_eq!(leaked, only(Breach::Leaked));
    let inside = found(|_, view| {
        view.group.push(Line {
            by_bot: false,
            ..copy(90, word(Side::Note, 0, 0), Some(0))
        });
    });
    assert_eq!(inside, BTreeSet::new());
}

/// What did not arrive is said, where somebody can still read it.
#[test]
fn a_silent_refusal_is_found() {
    let refused = |told: Option<Line>| {
        found(|book, view| {
            book.chats[0].doubts_at_client = 1;
            view.chats[0].remove(1);
            view.group.extend(told);
        })
    };
    let told = notice(
        90,
        14,
        "⚠️ Not delivered: The client has blocked the bot.",
        0,
    );
    assert_eq!(refused(None), only(Breach::Silent));
    assert_eq!(refused(Some(told.clone())), BTreeSet::new());
    let gone = Line { gone: true, ..told };
    assert_eq!(refused(Some(gone)), only(Breach::Silent));
}

#[test]
fn a_withdrawal_that_did_nothing_is_found() {
    let kept = |gone: bool| {
        found(|book, view| {
            book.chats[0].by_team[0].excuses.insert(Excuse::Withdrawn);
            view.chats[0][0].gone = gone;
        })
    };
    assert_eq!(kept(false), only(Breach::Silent));
    assert_eq!(kept(true), BTreeSet::new());
}

#[test]
fn an_old_version_is_found_on_both_sides() {
    let edited = |side: Side, follows: bool| {
        found(|book, view| {
            let word = word(side, 0, 0);
            book.said_mut(word).expect("it was said").version = 1;
            let lines = match side {
                Side::Client => &mut view.group,
                Side::Team | Side::Note => &mut view.chats[0],
            };
            if follows {
                lines[0].words = vec![(word, 1)];
            }
        })
    };
    for side in [Side::Client, Side::Team] {
        assert_eq!(edited(side, false), only(Breach::Stale));
        assert_eq!(edited(side, true), BTreeSet::new());
    }
}

/// One operator's message is not there, and this hangs under it.
fn missing_with(text: &str, breaks: impl FnOnce(&mut Book, &mut View)) -> BTreeSet<Breach> {
    found(|book, view| {
        book.chats[0].doubts_at_client = 1;
        view.chats[0].remove(1);
        view.group.push(notice(90, 14, text, 0));
        breaks(book, view);
    })
}

const OUTCOME_UNKNOWN: &str =
    "❔ Telegram did not say whether this message reached the client. To avoid …";
const NOTED: &str = "✓ Noted: it arrived.";

/// Only what says that a message did not arrive, or may not have, tells that it is missing.
#[test]
fn a_notice_about_something_else_does_not_excuse() {
    for text in [
        "✓ Tried again, and it arrived.",
        "↻ Sent again, after everything that was waiting.",
        "↻ Trying again, after everything that is waiting.",
        "There is no such command, so nothing was sent to the client.",
        "⚠️ Something that Telegram reported could not be processed. It is kept for seven days.",
        "✏️ The client still has what you wrote before: …",
        "📣 Not published yet: writing here posts nothing in the channel.",
        "❔ This group has topics of its own, and several of them are active or none is.",
        "Not sent to the client: this kind of message cannot be sent yet (Invoice).",
        NOTED,
    ] {
        let found = missing_with(text, |_, _| ());
        assert!(found.contains(&Breach::Silent), "{text}: {found:?}");
    }
    for text in [
        OUTCOME_UNKNOWN,
        "⚠️ Not delivered: The client has blocked the bot.",
        "⚠️ 1 of 2 items of this album was not delivered. Photo: …",
    ] {
        assert_eq!(missing_with(text, |_, _| ()), BTreeSet::new(), "{text}");
    }
    let noted = |book: &mut Book, _: &mut View| book.noted.extend([word(Side::Team, 0, 1)]);
    assert_eq!(
        missing_with(NOTED, noted),
        BTreeSet::new(),
        "an operator said so"
    );
}

/// Where it must be asked for which topic a message is, or whether it is to be published, it waits for that, and nowhere else.
#[test]
fn a_question_excuses_where_it_must_be_asked() {
    let source = "❔ This group has topics of its own, and several of them are active or none is.";
    let publish = "📣 Not published yet: writing here posts nothing in the channel.";
    let asked = |text: &str, sort: Sort, thread: Option<i64>| {
        missing_with(text, |book, _| {
            book.chats[0].sort = sort;
            book.chats[0].by_team[1].thread = thread;
        })
    };
    assert_eq!(asked(source, Sort::Forum, None), BTreeSet::new());
    assert_eq!(
        asked(source, Sort::Forum, Some(5)),
        only(Breach::Silent),
        "it is an answer"
    );
    assert_eq!(asked(source, Sort::Channel, None), only(Breach::Silent));
    assert_eq!(asked(publish, Sort::Channel, None), BTreeSet::new());
    assert_eq!(asked(publish, Sort::Forum, None), only(Breach::Silent));
}

/// A desk that refuses, and says so each time, does not keep its promise either.
#[test]
fn refusals_need_a_cause() {
    let refused = |doubts: usize, excuse: Option<Excuse>| {
        missing_with(OUTCOME_UNKNOWN, |book, _| {
            book.chats[0].doubts_at_client = doubts;
            book.chats[0].by_team[1].excuses.extend(excuse);
        })
    };
    assert_eq!(refused(1, None), BTreeSet::new());
    assert_eq!(refused(0, None), only(Breach::Refused));
    assert_eq!(refused(0, Some(Excuse::Unreachable)), BTreeSet::new());
}

/// What went with its topic is excused only if nobody could be told before.
#[test]
fn a_deleted_topic_excuses_what_was_under_way() {
    let gone = |excuse: Option<Excuse>, told: Option<&str>| {
        found(|book, view| {
            book.chats[0].doubts_at_client = 1;
            book.chats[0].by_team[1].excuses.extend(excuse);
            view.chats[0].remove(1);
            let told = told.map(|text| notice(90, 14, text, 0));
            view.group.extend(told);
            let of_topic = view.group.iter_mut().filter(|line| line.topic == Some(0));
            of_topic.for_each(|line| line.gone = true);
        })
    };
    assert_eq!(gone(None, None), only(Breach::Silent));
    assert_eq!(gone(None, Some(NOTED)), only(Breach::Silent));
    assert_eq!(gone(Some(Excuse::TopicGone), None), BTreeSet::new());
    assert_eq!(
        gone(None, Some(OUTCOME_UNKNOWN)),
        BTreeSet::new(),
        "told before"
    );
}

/// The notice may be repeated, like any other: then a mark says so, and an outcome was unknown.
#[test]
fn an_update_set_aside_without_need_is_found() {
    let set_aside = |marked: bool, doubts: usize| {
        found(|book, view| {
            let text = "⚠️ Something that Telegram reported could not be processed.";
            let mark = marked.then(|| notice(91, 90, MARK, 0));
            let in_general = [notice(90, 0, text, 0)].into_iter().chain(mark);
            view.group.extend(in_general.map(|line| Line {
                topic: None,
                ..line
            }));
            book.doubts_in_general = doubts;
        })
    };
    assert_eq!(set_aside(false, 0), only(Breach::Broken));
    assert_eq!(set_aside(false, 1), only(Breach::Broken));
    assert_eq!(set_aside(true, 0), only(Breach::Broken));
    assert_eq!(set_aside(true, 1), BTreeSet::new());
}

/// A notice that has nothing to do with its lane excuses neither order nor age nor a withdrawal that did nothing.
#[test]
fn a_notice_excuses_only_what_it_is_about() {
    let command = "There is no such command, so nothing was sent to the client.";
    let swapped = found(|_, view| {
        view.chats[1].swap(0, 1);
        view.group.push(notice(90, 23, command, 1));
    });
    assert_eq!(swapped, only(Breach::Swapped));
    let older = |text: &str| {
        found(|book, view| {
            book.chats[0].by_team[0].version = 1;
            view.group.push(notice(90, 13, text, 0));
        })
    };
    assert_eq!(older(command), only(Breach::Stale));
    assert_eq!(
        older("✏️ The client still has what you wrote before: …"),
        BTreeSet::new()
    );
    let kept = |text: &str| {
        found(|book, view| {
            book.chats[0].by_team[0].excuses.insert(Excuse::Withdrawn);
            view.group.push(notice(90, 13, text, 0));
        })
    };
    assert_eq!(
        kept("🗑 Withdrawn: the client no longer has this message."),
        only(Breach::Silent)
    );
    assert_eq!(
        kept("⚠️ Not withdrawn, the client still has it: …"),
        BTreeSet::new()
    );
}

#[test]
fn a_second_topic_is_found() {
    assert_eq!(
        found(|_, view| view.live_topics[1] = 2),
        only(Breach::Doubled)
    );
    let moved = |topics: usize| {
        found(|book, view| {
            book.chats[1].moved_unseen = 1;
            view.live_topics[1] = topics;
        })
    };
    assert_eq!(moved(2), BTreeSet::new());
    assert_eq!(moved(3), only(Breach::Doubled));
}

#[test]
fn an_answer_in_another_topic_of_a_forum_is_found() {
    let answer = |thread: i64| {
        found(|book, view| {
            book.chats[1].by_team[0].thread = Some(5);
            view.chats[1][0].thread = Some(thread);
        })
    };
    assert_eq!(answer(5), BTreeSet::new());
    assert_eq!(answer(6), only(Breach::Misfiled));
}
