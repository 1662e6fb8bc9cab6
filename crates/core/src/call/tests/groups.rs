//! Calls about groups themselves.

use insta::assert_snapshot;
use relevo_telegram::{Membership, Method, Outcome, Receipt, Refusal, Right, User};

use super::{World, claimed, desk_words};
use crate::call::after_call;
use crate::decide::tests::desk::{BOT, Desk, NOW_MS, fresh, told};
use crate::{Closed, Delivery, Direction, Job, Notice, Sight, Standing, Title, Topic, Wanted};

fn after(world: &World, delivery: &Delivery, (method, outcome): (Method, &Outcome)) -> String {
    let delivery = claimed(delivery, method);
    let ended = (method, outcome);
    told(&after_call(
        &delivery,
        &world.facts(),
        ended,
        NOW_MS,
        &mut fresh(),
    ))
}

fn club() -> World {
    let mut world = World::of(Desk::with_club());
    world.card = crate::decide::tests::desk::card("Club");
    world
}

/// Promise: a question says what the bot reads in the group, found out by calls that post nothing; what Telegram will not say is
/// taken for the less.
#[test]
fn a_question_knows_what_the_bot_reads() {
    let mut world = club();
    let known = world.desk.conversation.as_mut().expect("there");
    (known.standing, known.topic) = (Standing::Asked, Topic::None);
    let ask = |sight| {
        let notice = Notice::GroupAsked {
            title: "Club".into(),
            sight,
        };
        let job = Job::Notice {
            notice,
            about: None,
            buttons: vec![60, 61, 62],
        };
        desk_words(Direction::Aside, job)
    };
    let all = [Sight::Unknown, Sight::ByPrivacy, Sight::All];
    let mut rows: Vec<String> = all.map(|sight| world.next(&ask(sight))).to_vec();
    let me = |reads_all| {
        Outcome::Done(Receipt::Me {
            user: User {
                id: BOT,
                bot: true,
                first_name: "Robot".into(),
                last_name: None,
                username: None,
                language: None,
            },
            reads_all,
            business: false,
            manages: false,
        })
    };
    let place = |place| Outcome::Done(Receipt::Member(place));
    let refused = Outcome::Refused(Refusal::ChatMissing);
    let unknown = ask(Sight::Unknown);
    let member = ask(Sight::ByPrivacy);
    for (delivery, method, outcome) in [
        (&unknown, Method::GetMember, &place(Membership::Owner)),
        (&unknown, Method::GetMember, &place(Membership::Member)),
        (&unknown, Method::GetMember, &refused),
        (&unknown, Method::GetMember, &Outcome::NotSent),
        (&member, Method::GetMe, &me(true)),
        (&member, Method::GetMe, &me(false)),
    ] {
        rows.push(after(&world, delivery, (method, outcome)));
    }
    assert_snapshot!(rows.join("\n"), @r#"
    GetMember(ChatId(-100700), UserId(900)) for 0
    GetMe for 0
    SendText to -100500: "GroupAsked" [button 0 Tell("60")] [button 1 Tell("61")] [button 2 Tell("62")] for 1
    replace 100 Aside of 5: say GroupAsked { title: "Club", sight: All } about None buttons [60, 61, 62]

    replace 100 Aside of 5: say GroupAsked { title: "Club", sight: ByPrivacy } about None buttons [60, 61, 62]

    replace 100 Aside of 5: say GroupAsked { title: "Club", sight: ByPrivacy } about None buttons [60, 61, 62]

    100 now Waiting { due_ms: 1001000 } attempts 1

    replace 100 Aside of 5: say GroupAsked { title: "Club", sight: All } about None buttons [60, 61, 62]

    replace 100 Aside of 5: say GroupAsked { title: "Club", sight: Addressed } about None buttons [60, 61, 62]
    "#);
}

/// Promise: a title says the names as they are when it is set; names that change meanwhile are not missed; without a topic, or where
/// nothing is due, nothing is called.
#[test]
fn a_title_follows_the_names() {
    let mut world = club();
    let rename = |said| desk_words(Direction::Aside, Job::Rename { said });
    let known = world.desk.conversation.as_mut().expect("there");
    known.title = Title::Due;
    let says = known.title_digest();
    let done = Outcome::Done(Receipt::Nothing);
    let not_modified = Outcome::Refused(Refusal::NotModified);
    let missing = Outcome::Refused(Refusal::TopicMissing);
    let other = Outcome::Refused(Refusal::TooLong);
    let mut rows = vec![
        world.next(&rename(None)),
        world.next(&rename(Some(says))),
        after(&world, &rename(Some(says)), (Method::RenameTopic, &done)),
        after(
            &world,
            &rename(Some(says - 1)),
            (Method::RenameTopic, &done),
        ),
        after(
            &world,
            &rename(Some(says)),
            (Method::RenameTopic, &not_modified),
        ),
        after(&world, &rename(Some(says)), (Method::RenameTopic, &missing)),
        after(&world, &rename(Some(says)), (Method::RenameTopic, &other)),
        after(
            &world,
            &rename(Some(says)),
            (Method::RenameTopic, &Outcome::Unknown),
        ),
    ];
    let known = world.desk.conversation.as_mut().expect("there");
    known.title = Title::Ours;
    rows.push(world.next(&rename(None)));
    let known = world.desk.conversation.as_mut().expect("there");
    (known.title, known.topic) = (Title::Due, Topic::None);
    rows.push(world.next(&rename(None)));
    assert_snapshot!(rows.join("\n"), @r#"
    replace 100 Aside of 5: rename, saying Some(7000063000189000189)
    RenameTopic { chat: ChatId(-100500), thread: ThreadId(11), name: "🟪 Club" } for 1
    record TopicRenamed
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0
    remove 100

    record TopicRenamed
    100 now Waiting { due_ms: 1030000 } attempts 0

    record TopicRenamed
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0
    remove 100

    now conversation 5 chat -100700 None last author 0
    record TopicLost
    100 now Waiting { due_ms: 1000000 } attempts 1

    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0
    remove 100

    100 now Waiting { due_ms: 1001000 } attempts 1

    remove 100
    now conversation 5 chat -100700 None last author 0
    remove 100
    "#);
}

/// Promise: a topic is opened or closed as is wanted when the call is made; what changes meanwhile is due in a while; what a person did
/// stays theirs; and where the right is missing it is told once, and the group goes on.
#[test]
fn a_topic_is_opened_and_closed() {
    let mut world = club();
    let job = desk_words(Direction::Aside, Job::OpenOrClose);
    let mut rows = Vec::new();
    let done = Outcome::Done(Receipt::Nothing);
    let not_modified = Outcome::Refused(Refusal::NotModified);
    let no_right = Outcome::Refused(Refusal::RightMissing(Right::ManageTopics));
    let set = |world: &mut World, wanted, closed| {
        let known = world.desk.conversation.as_mut().expect("there");
        (known.wanted, known.closed) = (wanted, closed);
    };
    for (wanted, closed) in [
        (Wanted::Closed, Closed::No),
        (Wanted::Open, Closed::Yes),
        // The change was taken back, and a person has opened it meanwhile.
        (Wanted::Open, Closed::No),
        (Wanted::Closed, Closed::Yes),
    ] {
        set(&mut world, wanted, closed);
        rows.push(world.next(&job));
    }
    let repeated = Delivery {
        repeat: true,
        ..job.clone()
    };
    for (wanted, closed, delivery, method, outcome) in [
        (Wanted::Closed, Closed::No, &job, Method::CloseTopic, &done),
        (Wanted::Open, Closed::Yes, &job, Method::ReopenTopic, &done),
        (Wanted::Open, Closed::No, &job, Method::CloseTopic, &done),
        (
            Wanted::Closed,
            Closed::No,
            &job,
            Method::CloseTopic,
            &not_modified,
        ),
        (
            Wanted::Closed,
            Closed::No,
            &repeated,
            Method::CloseTopic,
            &not_modified,
        ),
        (
            Wanted::Closed,
            Closed::No,
            &job,
            Method::CloseTopic,
            &Outcome::Unknown,
        ),
        (
            Wanted::Closed,
            Closed::No,
            &job,
            Method::CloseTopic,
            &Outcome::NotSent,
        ),
        (
            Wanted::Closed,
            Closed::No,
            &job,
            Method::CloseTopic,
            &no_right,
        ),
        (
            Wanted::Closed,
            Closed::Refused,
            &job,
            Method::CloseTopic,
            &no_right,
        ),
        (
            Wanted::Open,
            Closed::Yes,
            &job,
            Method::ReopenTopic,
            &no_right,
        ),
    ] {
        set(&mut world, wanted, closed);
        rows.push(after(&world, delivery, (method, outcome)));
    }
    let known = world.desk.conversation.as_mut().expect("there");
    (known.topic, known.closed) = (Topic::None, Closed::No);
    rows.push(world.next(&job));
    assert_snapshot!(rows.join("\n"), @"
    CloseTopic(ChatId(-100500), ThreadId(11)) for 1
    ReopenTopic(ChatId(-100500), ThreadId(11)) for 1
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0
    remove 100
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 closed Yes
    remove 100
    record TopicClosed
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 closed Yes
    remove 100

    record TopicReopened
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0
    remove 100

    record TopicClosed
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 wanted Open closed Yes
    100 now Waiting { due_ms: 1030000 } attempts 0

    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0
    remove 100

    record TopicClosed
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 closed Yes
    remove 100

    100 now Waiting { due_ms: 1001000 } attempts 1 repeat

    100 now Waiting { due_ms: 1001000 } attempts 1 repeat

    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 closed Refused
    deliver 100 ToTopic of 5: say TopicRightMissing about None buttons []
    remove 100

    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 closed Refused
    remove 100

    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 closed Refused
    deliver 100 ToTopic of 5: say TopicRightMissing about None buttons []
    remove 100

    now conversation 5 chat -100700 None last author 0
    remove 100
    ");
}

/// Promise: a title that the bot may not give is told once, and nothing waits for it.
#[test]
fn a_title_that_is_not_allowed_is_told_once() {
    let mut world = club();
    let rename = desk_words(Direction::Aside, Job::Rename { said: Some(7) });
    let no_right = Outcome::Refused(Refusal::RightMissing(Right::ManageTopics));
    let known = world.desk.conversation.as_mut().expect("there");
    known.title = Title::Due;
    let first = after(&world, &rename, (Method::RenameTopic, &no_right));
    let known = world.desk.conversation.as_mut().expect("there");
    known.closed = Closed::Refused;
    let second = after(&world, &rename, (Method::RenameTopic, &no_right));
    assert_snapshot!([first, second].join("\n"), @"
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 closed Refused
    deliver 100 ToTopic of 5: say TopicRightMissing about None buttons []
    remove 100

    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0 closed Refused
    remove 100
    ");
}

/// Promise: what another bot says of a stopped connection stands in that connection's topic, and a topic that is gone is not made for it.
#[test]
fn a_stopped_connection_is_told_of_in_its_topic() {
    let mut world = club();
    let job = Job::Notice {
        notice: Notice::ConnectionStopped,
        about: Some(30),
        buttons: Vec::new(),
    };
    let told = desk_words(Direction::Aside, job);
    let known = world.desk.conversation.as_mut().expect("there");
    known.connection = crate::ConnectionId(2);
    let mut rows = vec![world.next(&told)];
    let made = Outcome::Done(Receipt::Message(relevo_telegram::MessageId(31)));
    rows.push(after(&world, &told, (Method::SendText, &made)));
    world.desk.conversation.as_mut().expect("there").topic = Topic::None;
    rows.push(world.next(&told));
    assert_snapshot!(rows.join("\n"), @r#"
    SendText to -100500/11 answering 30: "ConnectionStopped" for 1
    link Notice: client -100700/0 topic 31
    remove 100

    remove 100
    "#);
}

/// Promise: only a group that has no topic is left, and a refusal changes nothing for anybody.
#[test]
fn a_group_that_is_not_wanted_is_left() {
    let mut world = club();
    let leave = desk_words(Direction::Aside, Job::Leave);
    let mut rows = vec![world.next(&leave)];
    let known = world.desk.conversation.as_mut().expect("there");
    (known.standing, known.topic) = (Standing::Asked, Topic::None);
    rows.push(world.next(&leave));
    let not_member = Outcome::Refused(Refusal::NotMember);
    let done = Outcome::Done(Receipt::Nothing);
    rows.push(after(&world, &leave, (Method::LeaveChat, &done)));
    rows.push(after(&world, &leave, (Method::LeaveChat, &not_member)));
    assert_snapshot!(rows.join("\n"), @"
    remove 100
    LeaveChat(ChatId(-100700)) for 0
    remove 100

    remove 100
    ");
}
