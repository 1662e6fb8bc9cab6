//! Every sentence is there in every language.

use std::collections::BTreeSet;

use super::catalogue::FOLDERS;
use super::*;
use relevo_core::Answer;

mod answers;
mod cards;
mod catalogues;
mod lists;
mod parameters;
mod replies;
mod setup;
mod shifts;
mod statuses;

/// The most that a button shows on a narrow phone, three of them in a row left aside.
const LABEL_CHARS_MAX: usize = 24;

const LANGUAGES: [Language; 4] = [Language::En, Language::Es, Language::Ru, Language::De];

fn kinds() -> Vec<ContentKind> {
    let rows = relevo_core::content_table();
    rows.iter().map(|row| row.kind).collect()
}

fn stand_ins() -> impl Iterator<Item = StandIn> {
    use StandIn::{Content, Email, Link, Phone, Username};
    let parts = [Link, Username, Email, Phone];
    parts.into_iter().chain(kinds().into_iter().map(Content))
}

fn reasons() -> Vec<FailReason> {
    vec![
        FailReason::Blocked,
        FailReason::Deactivated,
        FailReason::ChatMissing,
        FailReason::NotMember,
        FailReason::RightMissing,
        FailReason::KindForbidden,
        FailReason::TooLong,
        FailReason::SourceMissing,
        FailReason::Uncopyable,
        FailReason::TooOld,
        FailReason::SourceClosed,
        FailReason::Upgraded,
        FailReason::Unnumbered,
        FailReason::SecondTopic,
        FailReason::AccountQuiet,
        FailReason::AccountAway,
        FailReason::AccountForbids,
        FailReason::AccountKeeps,
        FailReason::SourceGone,
        FailReason::Other {
            code: 0,
            text: "the stored copy cannot be read".into(),
        },
        FailReason::Other {
            code: 400,
            text: "Bad Request: { $kind } <b>VOICE</b>".into(),
        },
    ]
}

fn notices() -> Vec<Notice> {
    let mut notices = vec![
        Notice::RepeatMark,
        Notice::OutcomeUnknown,
        Notice::SentAgain,
        Notice::Arrived,
        Notice::Retried,
        Notice::ClientUnreachable,
        Notice::ClientReachable,
        Notice::UnknownCommand,
        Notice::NotSentAsChat,
        Notice::NotSentToChannel,
        Notice::StaysNote,
        Notice::EditNotSent,
        Notice::EditStaysInside,
        Notice::BecameNote,
        Notice::TakenBack,
        Notice::TakenBackUnsure,
        Notice::Withdrawing,
        Notice::Withdrawn,
        Notice::WithdrawHint,
        Notice::RemovedFromGroup,
        Notice::ButtonExpired,
        Notice::PressNotAllowed,
        Notice::NotInGroup,
        Notice::PressAgain,
        Notice::PressedWhileStopped,
        Notice::Quarantined,
        Notice::QuizNotSent,
        Notice::ButtonsNotSent,
        Notice::PollIsCopy,
        Notice::QuizIsCopy,
        Notice::AddedToGroup,
        Notice::Unpublished,
        Notice::NoDiscussion,
        Notice::Published,
        Notice::HeldWhileStopped,
        Notice::Discarded,
        Notice::EditHeldWhileStopped,
        Notice::SentLate,
        Notice::EditDiscarded,
        Notice::ConnectionStopped,
        Notice::TopicRightMissing,
        Notice::TakenOver,
        Notice::WrittenAt { unix_s: 0 },
        Notice::GroupPaused {
            why: PauseWhy::NotForum,
        },
        Notice::GroupPaused {
            why: PauseWhy::ManageTopics,
        },
        Notice::GroupPaused {
            why: PauseWhy::NotMember,
        },
        Notice::GroupPaused {
            why: PauseWhy::Send,
        },
        Notice::GroupResumed { since_s: 0 },
        Notice::Outage {
            from_s: 0,
            to_s: 3_600,
        },
        Notice::Gap {
            from_s: 0,
            to_s: 60,
        },
        Notice::Started {
            parameter: "ads_2026".into(),
        },
        Notice::AnswersBroadcast {
            number: 3,
            name: "spring".into(),
        },
        Notice::NotSentRestricted {
            word: "casino".into(),
        },
        Notice::PeopleJoined {
            names: vec!["Ann".into(), "Ben".into()],
        },
        Notice::PersonLeft { name: "Ann".into() },
        Notice::WhichSource {
            names: vec!["Billing".into(), String::new()],
        },
        Notice::SourceChosen {
            name: String::new(),
        },
        Notice::MessagePinned { name: "Ann".into() },
        Notice::ArrivedAtLast,
        Notice::BacklogGone,
        Notice::Backlog {
            more: 30,
            minutes: None,
        },
        Notice::Backlog {
            more: 30,
            minutes: Some(2),
        },
        Notice::Backlog {
            more: 30,
            minutes: Some(100),
        },
        Notice::MovedHere {
            link: "https://t.me/c/1/2".into(),
        },
        Notice::IconUnknown,
        Notice::AccountWindow,
        Notice::WindowCloses,
        Notice::AccountConnected,
        Notice::AccountBack,
        Notice::Deleted,
        Notice::ManyDeleted { count: 12 },
        Notice::ReactionsStay,
        Notice::RelayOut {
            why: RelayOut::NotMember,
        },
        Notice::RelayOut {
            why: RelayOut::Send,
        },
        Notice::RelayOut {
            why: RelayOut::Token,
        },
    ];
    for (title, stars) in [(None, None), (Some("Ticket".to_owned()), Some(5))] {
        notices.extend(kinds().into_iter().map(|kind| Notice::Lost {
            kind,
            title: title.clone(),
            stars,
        }));
    }
    let title = || "Acme".to_owned();
    notices.extend([
        Notice::GroupAccepted { title: title() },
        Notice::GroupIgnored { title: title() },
        Notice::GroupLeft { title: title() },
    ]);
    for sight in [
        Sight::Unknown,
        Sight::ByPrivacy,
        Sight::All,
        Sight::Addressed,
    ] {
        let title = title();
        notices.push(Notice::GroupAsked { title, sight });
    }
    for reason in reasons() {
        notices.push(Notice::AlbumIncomplete {
            missing: 2,
            of: 10,
            kind: ContentKind::Video,
            reason: reason.clone(),
        });
        notices.push(Notice::AlbumNotDelivered {
            missing: 2,
            of: 10,
            kind: ContentKind::Video,
            reason: reason.clone(),
        });
        notices.push(Notice::NotDelivered {
            reason: reason.clone(),
        });
        notices.push(Notice::EditRefused {
            reason: reason.clone(),
        });
        notices.push(Notice::NotWithdrawn {
            reason: reason.clone(),
        });
        notices.push(Notice::HeldByAccount {
            reason: reason.clone(),
        });
        notices.push(Notice::AccountLost {
            reason: reason.clone(),
        });
        notices.extend(kinds().into_iter().map(|kind| Notice::Placeholder {
            kind,
            reason: reason.clone(),
        }));
    }
    notices.extend([
        Notice::WhoIsResponsible {
            names: vec!["Marta".into()],
            now: None,
            unmatched: false,
        },
        Notice::WhoIsResponsible {
            names: vec!["Marta".into(), "Nora".into()],
            now: Some("Olivia".into()),
            unmatched: false,
        },
        Notice::WhoIsResponsible {
            names: vec!["Marta".into(), "Nora".into()],
            now: Some("Olivia".into()),
            unmatched: true,
        },
        Notice::AssigneeLeft,
        Notice::Closed {
            until: Until::Writes,
        },
        Notice::Closed {
            until: Until::Matches,
        },
        Notice::ClosedByItself {
            hours: 48,
            until: Until::Team,
        },
        Notice::OpenedAgain,
        Notice::OpenedToWrite,
    ]);
    notices.extend(answers::all().into_iter().map(Notice::Answer));
    notices.extend(shifts::mentions());
    notices.extend(replies::all());
    let not_sent = |kind| Notice::NotSentKind { kind };
    notices.extend(kinds().into_iter().map(not_sent));
    notices
}

/// The names that the program uses.
fn used() -> BTreeSet<String> {
    // Parts of sentences, chosen by what the sentence is about.
    let parts = [
        "thing-titled",
        "thing-starred",
        "source-general",
        "moment",
        "moment-time",
        "hidden-message",
        sight_message(Sight::All),
        sight_message(Sight::Addressed),
    ];
    let mut names: BTreeSet<String> = parts.map(str::to_owned).into();
    let pauses = [
        PauseWhy::NotForum,
        PauseWhy::ManageTopics,
        PauseWhy::NotMember,
        PauseWhy::Send,
    ];
    names.extend(pauses.map(|why| pause_message(why).to_owned()));
    names.extend(
        kinds()
            .into_iter()
            .map(|kind| kind_message(kind).to_owned()),
    );
    names.extend(
        reasons()
            .iter()
            .map(|reason| reason_message(reason).to_owned()),
    );
    names.extend(stand_ins().map(|what| hidden_message(what).to_owned()));
    names.extend(status::PARTS.iter().map(|part| (*part).to_owned()));
    names.extend(super::answers::parts());
    names.extend(setup::used());
    let untils = [Until::Writes, Until::Matches, Until::Team];
    names.extend(untils.map(|until| until_message(until).to_owned()));
    for notice in notices().into_iter().chain(statuses::all()) {
        let (id, labels) = message(&notice);
        names.insert(id.to_owned());
        names.extend(labels.iter().map(|label| format!("{id}.{label}")));
    }
    names
}

/// Promise: every folder has exactly the messages and button labels that the program uses. What is missing or too many is named
/// for all languages at once.
#[test]
fn catalogues_are_complete() {
    let used = used();
    let mut wrong = Vec::new();
    for (language, files) in FOLDERS {
        let written: BTreeSet<String> = catalogues::written(files).into_keys().collect();
        let tag = language.tag();
        let missing = used.difference(&written);
        wrong.extend(missing.map(|name| format!("{tag} lacks {name}")));
        let unused = written.difference(&used);
        wrong.extend(unused.map(|name| format!("{tag} has {name}, which nobody says")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Promise: every folder of `locales/` is built in.
#[test]
fn folders_are_built_in() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/locales");
    let mut there: Vec<String> = std::fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    there.sort();
    let mut built_in: Vec<&str> = FOLDERS.iter().map(|(language, _)| language.tag()).collect();
    built_in.sort_unstable();
    assert_eq!(there, built_in);
}

/// Promise: every notice has words in every language, with the number of buttons that the core gives it, short enough
/// for a message and without invisible marks.
#[test]
fn every_notice_is_said() {
    for language in LANGUAGES {
        for notice in notices() {
            let spoken = say(language, &notice);
            let words = &spoken.text.text;
            assert!(!words.trim().is_empty());
            let most = match notice {
                Notice::Answer(Answer::Help { .. }) => 2_000,
                // The words of the reply itself.
                Notice::ReplySaid(_) => 1_200,
                _ => 500,
            };
            assert!(words.chars().count() < most, "{words}");
            assert_eq!(spoken.labels.len(), notice.buttons(), "{notice:?}");
            assert!(
                spoken
                    .labels
                    .iter()
                    .all(|label| (1..=LABEL_CHARS_MAX).contains(&label.chars().count())),
                "{:?}",
                spoken.labels
            );
            let invisible = |letter: char| ('\u{2066}'..='\u{2069}').contains(&letter);
            assert!(!words.contains(invisible));
        }
    }
}

/// Promise: whatever is hidden has words in its place, in every language, and none that would be hidden again.
#[test]
fn every_hidden_thing_is_named() {
    for language in LANGUAGES {
        for what in stand_ins() {
            let words = stand_in(language, what);
            assert!(!words.trim().is_empty() && words.chars().count() < 40);
            assert!(!words.contains(['@', '.', ':', '/']), "{words}");
        }
    }
    let said = |what| {
        LANGUAGES
            .map(|language| stand_in(language, what))
            .join(" | ")
    };
    insta::assert_snapshot!(said(StandIn::Link), @"(link) | (enlace) | (ссылка) | (Link)");
    insta::assert_snapshot!(said(StandIn::Content(ContentKind::Gift)), @"Gift (hidden) | Regalo (oculto) | Подарок (скрыто) | Geschenk (verborgen)");
    insta::assert_snapshot!(said(StandIn::Content(ContentKind::Rich)), @"Message (hidden) | Mensaje (oculto) | Сообщение (скрыто) | Nachricht (verborgen)");
}

/// Promise: an answer to a pressed button fits Telegram's 200 characters (Bot API, `answerCallbackQuery`).
#[test]
fn press_answers_are_short() {
    for language in LANGUAGES {
        for notice in [
            Notice::ButtonExpired,
            Notice::PressNotAllowed,
            Notice::NotInGroup,
            Notice::PressAgain,
            Notice::PressedWhileStopped,
            Notice::SentAgain,
            Notice::Arrived,
            Notice::Retried,
        ] {
            assert!(say(language, &notice).text.text.chars().count() <= 200);
        }
    }
}

/// Promise: Telegram's own description is shown as given, whatever it holds.
#[test]
fn telegrams_words_are_kept() {
    let reason = reasons().pop().unwrap();
    let spoken = say(Language::En, &Notice::NotDelivered { reason });
    insta::assert_snapshot!(spoken.text.text, @"⚠️ Not delivered: Telegram said: Bad Request: { $kind } <b>VOICE</b> (400)");
    assert_eq!(spoken.labels, ["Retry"]);
}
