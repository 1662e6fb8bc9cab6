//! Every outcome of every kind of call: a table to read from top to bottom.
//!
//! Outcomes with the same consequences share a paragraph. Accepting a changed row changes what the desk promises.

use std::time::Duration;

use relevo_telegram::{
    ChatId, Content, MediaKind, MessageId, Method, Outcome, Receipt, Refusal, Right, ThreadId,
};

use super::{World, claimed, desk_words};
use crate::call::after_call;
use crate::call::refused::reason;
use crate::decide::tests::desk::{
    Desk, NOW_MS, client_event, fresh, from_ann, group_event, in_club, media, operator, person,
    photo, text, told,
};
use crate::{
    CellState, ContentKind, Delivery, Direction, FailReason, Job, Notice, PauseWhy, Topic,
};

fn outcomes(method: Method) -> Vec<(&'static str, Outcome)> {
    use Outcome::{Done, NotSent, Refused, Unknown, Wait};
    let receipt = match method {
        Method::CreateTopic => Receipt::Topic(ThreadId(12)),
        Method::EditText | Method::Delete | Method::AnswerPress | Method::React => Receipt::Nothing,
        Method::SendAlbum => Receipt::Messages(vec![MessageId(40), MessageId(41)]),
        Method::CopyMany => Receipt::Messages(vec![MessageId(40)]),
        _ => Receipt::Message(MessageId(40)),
    };
    let other = Refusal::Other {
        code: 400,
        text: "Bad Request".into(),
    };
    vec![
        ("done", Done(receipt)),
        ("wait 7 s", Wait(Duration::from_secs(7))),
        ("not sent", NotSent),
        ("unknown", Unknown),
        ("topic missing", Refused(Refusal::TopicMissing)),
        ("topic closed", Refused(Refusal::TopicClosed)),
        ("not a forum", Refused(Refusal::NotForum)),
        ("not modified", Refused(Refusal::NotModified)),
        ("reply missing", Refused(Refusal::ReplyMissing)),
        ("quote invalid", Refused(Refusal::QuoteInvalid)),
        ("source missing", Refused(Refusal::SourceMissing)),
        ("uncopyable", Refused(Refusal::Uncopyable)),
        ("too late", Refused(Refusal::TooLate)),
        ("blocked", Refused(Refusal::Blocked)),
        ("deactivated", Refused(Refusal::Deactivated)),
        ("chat missing", Refused(Refusal::ChatMissing)),
        ("not a member", Refused(Refusal::NotMember)),
        ("may not write", Refused(Refusal::RightMissing(Right::Send))),
        (
            "may not manage topics",
            Refused(Refusal::RightMissing(Right::ManageTopics)),
        ),
        ("migrated", Refused(Refusal::Migrated(ChatId(-100_900)))),
        ("kind forbidden", Refused(Refusal::KindForbidden)),
        ("too long", Refused(Refusal::TooLong)),
        ("token invalid", Refused(Refusal::TokenInvalid)),
        ("second poller", Refused(Refusal::SecondPoller)),
        ("reaction invalid", Refused(Refusal::ReactionInvalid)),
        ("other", Refused(other)),
    ]
}

/// One section: every outcome of this delivery's call.
pub(super) fn section(title: &str, world: &World, delivery: &Delivery, method: Method) -> String {
    let delivery = claimed(delivery, method);
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for (name, outcome) in outcomes(method) {
        let changes = after_call(
            &delivery,
            &world.facts(),
            (method, &outcome),
            NOW_MS,
            &mut fresh(),
        );
        let follows = without_reason(told(&changes), &outcome);
        match groups.iter_mut().find(|(known, _)| *known == follows) {
            Some((_, names)) => names.push(name),
            None => groups.push((follows, vec![name])),
        }
    }
    let rows: Vec<String> = groups
        .into_iter()
        .map(|(follows, names)| {
            let follows: String = follows
                .lines()
                .map(|line| format!("    {line}\n"))
                .collect();
            format!("{}\n{follows}", names.join(", "))
        })
        .collect();
    format!("== {title} ({method:?})\n\n{}", rows.join("\n"))
}

/// The reason that people are told has a table of its own: without it, refusals that mean the same stand together.
fn without_reason(follows: String, outcome: &Outcome) -> String {
    let Outcome::Refused(refusal) = outcome else {
        return follows;
    };
    let why = format!("{:?}", reason(refusal));
    follows
        .replace(&format!("reason: {why}"), "why")
        .replace(&format!("Failed({why})"), "Failed(why)")
}

fn notice(notice: Notice) -> Job {
    Job::Notice {
        notice,
        about: Some(30),
        buttons: Vec::new(),
    }
}

/// Promise: whatever the outcome, a delivery to the topic is done, tried again, or replaced by words that say what it was.
#[test]
fn to_the_topic() {
    let ann = World::of(Desk::with_ann());
    let club = World::of(Desk::with_club());
    let bob = |content: Content| club.delivery(&client_event(in_club(person(8, "Bob"), content)));
    let copy = ann.delivery(&client_event(from_ann(text("hello"))));
    let file = ann.delivery(&client_event(from_ann(photo("look"))));
    let forward = Delivery {
        job: Job::Forward,
        ..copy.clone()
    };
    let again = Delivery {
        repeat: true,
        bare: true,
        attempts: 3,
        ..copy.clone()
    };
    let placeholder = Delivery {
        job: notice(Notice::Placeholder {
            kind: ContentKind::Photo,
            reason: FailReason::TooLong,
        }),
        ..copy.clone()
    };
    let sticker = bob(media(MediaKind::Sticker, ""));
    let under_its_line = Delivery {
        step: 1,
        header_message: Some(39),
        ..sticker.clone()
    };
    let mut paused = World::of(Desk::with_ann());
    paused.desk.cell.state = CellState::Paused(PauseWhy::Send);
    let mut topicless = World::of(Desk::with_ann());
    topicless.desk.conversation.as_mut().expect("there").topic = Topic::None;
    let given_up = Delivery {
        attempts: 8,
        bare: true,
        ..placeholder.clone()
    };
    let sections = [
        section("a copy", &ann, &copy, Method::Copy),
        section("a copy of a file", &ann, &file, Method::Copy),
        section(
            "a copy tried before, without its reply",
            &ann,
            &again,
            Method::Copy,
        ),
        section("a forward", &ann, &forward, Method::Forward),
        section(
            "a participant's words",
            &club,
            &bob(text("hi")),
            Method::SendText,
        ),
        section("an author line", &club, &sticker, Method::SendText),
        section(
            "a copy under its author line",
            &club,
            &under_its_line,
            Method::Copy,
        ),
        section("a placeholder", &ann, &placeholder, Method::SendText),
        section(
            "a placeholder refused too often",
            &ann,
            &given_up,
            Method::SendText,
        ),
        section(
            "a copy while the group is paused",
            &paused,
            &copy,
            Method::Copy,
        ),
        section("a new topic", &topicless, &copy, Method::CreateTopic),
    ];
    insta::assert_snapshot!(sections.join("\n"));
}

/// Promise: nothing goes to a client twice without a person's word, and whatever failed is told in the topic.
#[test]
fn to_a_client() {
    let ann = World::of(Desk::with_ann());
    let mut topicless = World::of(Desk::with_ann());
    topicless.desk.conversation.as_mut().expect("there").topic = Topic::None;
    let mut gone = World::of(Desk::with_ann());
    gone.desk.conversation.as_mut().expect("there").unreachable = true;
    let answer = ann.delivery(&group_event(operator(text("hi"))));
    let file = ann.delivery(&group_event(operator(photo("look"))));
    let welcome = Delivery {
        cause: None,
        ..answer.clone()
    };
    let sections = [
        section("an operator's words", &ann, &answer, Method::SendText),
        section("an operator's file", &ann, &file, Method::Copy),
        section(
            "words to a client known to be gone",
            &gone,
            &answer,
            Method::SendText,
        ),
        section("a welcome", &ann, &welcome, Method::SendText),
        section(
            "a welcome before there is a topic",
            &topicless,
            &welcome,
            Method::SendText,
        ),
    ];
    insta::assert_snapshot!(sections.join("\n"));
}

/// Promise: the desk's own words never stop anything else.
#[test]
fn own_words() {
    let ann = World::of(Desk::with_ann());
    let aside = |job| desk_words(Direction::Aside, job);
    let press = || Job::AnswerPress {
        press: "press".into(),
        notice: None,
    };
    let failed = desk_words(
        Direction::ToTopic,
        notice(Notice::NotDelivered {
            reason: FailReason::Blocked,
        }),
    );
    let mark = Delivery {
        repeat: true,
        ..desk_words(Direction::ToTopic, notice(Notice::RepeatMark))
    };
    let edit = aside(Job::EditNotice {
        message: 31,
        notice: Notice::Arrived,
    });
    let late = Delivery {
        made_ms: NOW_MS - 60_000,
        ..aside(press())
    };
    let general = Delivery {
        conversation: None,
        ..aside(notice(Notice::Quarantined))
    };
    let mut nowhere = World::of(Desk::new());
    nowhere.desk.conversation = None;
    let mut paused = World::of(Desk::new());
    paused.desk.conversation = None;
    let why = PauseWhy::ManageTopics;
    paused.desk.cell.state = CellState::Paused(why);
    let told = Delivery {
        conversation: None,
        ..aside(notice(Notice::GroupPaused { why }))
    };
    let sections = [
        section("a notice", &ann, &failed, Method::SendText),
        section("a mark of a repeat", &ann, &mark, Method::SendText),
        section("a changed notice", &ann, &edit, Method::EditText),
        section(
            "an answer to a press",
            &ann,
            &aside(press()),
            Method::AnswerPress,
        ),
        section("a late answer to a press", &ann, &late, Method::AnswerPress),
        section("a line in General", &nowhere, &general, Method::SendText),
        section(
            "the line that tells of a pause",
            &paused,
            &told,
            Method::SendText,
        ),
    ];
    insta::assert_snapshot!(sections.join("\n"));
}

/// Promise: every refusal has a reason that people can be told.
#[test]
fn reasons() {
    let rows: Vec<String> = outcomes(Method::Copy)
        .into_iter()
        .filter_map(|(name, outcome)| match outcome {
            Outcome::Refused(refusal) => Some(format!("{name}: {:?}", reason(&refusal))),
            _ => None,
        })
        .collect();
    insta::assert_snapshot!(rows.join("\n"));
}
