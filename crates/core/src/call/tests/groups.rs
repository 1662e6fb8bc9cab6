//! Calls about groups themselves.

use insta::assert_snapshot;
use relevo_telegram::{Membership, Method, Outcome, Receipt, Refusal, User};

use super::{World, claimed, desk_words};
use crate::call::after_call;
use crate::decide::tests::desk::{BOT, Desk, NOW_MS, fresh, told};
use crate::{Delivery, Direction, Job, Notice, Sight, Standing, Title, Topic};

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

/// Promise: a title says the names as they are when it is set; names that change meanwhile are not missed; without a topic, or where a
/// person gave the title, nothing is called.
#[test]
fn a_title_follows_the_names() {
    let mut world = club();
    let rename = |said| desk_words(Direction::Aside, Job::Rename { said });
    world.desk.conversation.as_mut().expect("there").title = Title::Due;
    let done = Outcome::Done(Receipt::Nothing);
    let not_modified = Outcome::Refused(Refusal::NotModified);
    let missing = Outcome::Refused(Refusal::TopicMissing);
    let other = Outcome::Refused(Refusal::TooLong);
    let mut rows = vec![
        world.next(&rename(None)),
        world.next(&rename(Some(7))),
        after(&world, &rename(Some(7)), (Method::RenameTopic, &done)),
        after(&world, &rename(Some(6)), (Method::RenameTopic, &done)),
        after(
            &world,
            &rename(Some(7)),
            (Method::RenameTopic, &not_modified),
        ),
        after(&world, &rename(Some(7)), (Method::RenameTopic, &missing)),
        after(&world, &rename(Some(7)), (Method::RenameTopic, &other)),
        after(
            &world,
            &rename(Some(7)),
            (Method::RenameTopic, &Outcome::Unknown),
        ),
    ];
    let known = world.desk.conversation.as_mut().expect("there");
    known.title = Title::Theirs;
    rows.push(world.next(&rename(None)));
    let known = world.desk.conversation.as_mut().expect("there");
    (known.title, known.topic) = (Title::Due, Topic::None);
    rows.push(world.next(&rename(None)));
    assert_snapshot!(rows.join("\n"), @r#"
    replace 100 Aside of 5: rename, saying Some(7)
    RenameTopic { chat: ChatId(-100500), thread: ThreadId(11), name: "Club" } for 1
    now conversation 5 chat -100700 Open(ThreadId(11)) last author 0
    remove 100

    100 now Waiting { due_ms: 1030000 } attempts 0

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
