//! `/info` and `AUTO_INFO`: what is known of a client, a group or a channel, for everybody, as far as it may be seen, or for one alone.

mod alone;
mod automatic;

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{Edit, NewPerson, Say, SayContent};
use relevo_telegram_sim::fault::{Deed, Fault, Rule};

use super::Room;
use crate::database::{Backend, on_both};

on_both!(a_client_in_private);
on_both!(a_group_and_who_has_written);
on_both!(a_channel);
on_both!(strange_names_stay_names);
on_both!(in_the_wrong_place);
on_both!(the_count_may_be_refused);
on_both!(a_crash_between_look_and_answer);

/// What Telegram counts members with.
const COUNT: &str = "getChatMemberCount";

/// A group in which Carl and Dora have written, and its topic.
pub(super) async fn with_club(room: &mut Room) -> (i64, i64) {
    let (carl, dora) = (room.stage.person("Carl"), room.stage.person("Dora"));
    let club = room.stage.client_group("Club", &[carl, dora]);
    room.stage.say(carl, club, Say::text("hello from Carl"));
    room.stage.say(dora, club, Say::text("hello from Dora"));
    room.stage.settle().await;
    (club, room.stage.topic("Club"))
}

impl Room {
    /// Somebody asks for the card in a topic; what the desk answers.
    pub(super) async fn info(&mut self, person: i64, topic: i64) -> String {
        self.asks(person, Say::text("/info").thread(topic)).await
    }
}

/// Promise: of a client it is said how they are called, how to reach them, how and when they came, whose turn it is and over which bot; a
/// phone number if they have shared their own. The client sees nothing of it, and the answer tidies itself away.
async fn a_client_in_private(backend: Backend) {
    let params = [("TIMEZONE", "Europe/Madrid")];
    let mut room = Room::new(backend, &params).await;
    let bot = room.stage.bot;
    let ben = room.stage.sim.with(|world| {
        let ben = world.make_person(NewPerson {
            first_name: "Ben".into(),
            last_name: Some("Ortega".into()),
            username: Some("ben_o".into()),
            language: Some("es".into()),
            id: Some(4_821),
            ..NewPerson::default()
        });
        world
            .start_bot(ben, bot, Some("spring"))
            .expect("Ben starts the bot");
        ben
    });
    room.stage.settle().await;
    room.stage.say(ben, bot, Say::text("hello"));
    room.stage.settle().await;
    let topic = room.stage.topic("Ben Ortega");
    room.stage.pass(Duration::from_secs(120)).await;
    let contact = |of: Option<i64>, phone_number: &str| {
        Say::new(SayContent::Contact {
            phone_number: phone_number.into(),
            first_name: "Ben".into(),
            user_id: of,
        })
    };
    room.stage.say(ben, bot, contact(Some(ben), "+34600100200"));
    room.stage.say(ben, bot, contact(Some(room.anna), "+111"));
    room.stage.say(ben, bot, contact(None, "+222"));
    room.stage.settle().await;
    room.stage
        .sim
        .with(|world| world.rename_account(ben, "Benito", Some("Ortega")));
    room.stage.say(ben, bot, Say::text("anybody?"));
    room.stage.settle().await;
    room.asks(room.marta, Say::text("/take").thread(topic))
        .await;
    let answer = room.info(room.marta, topic).await;
    allow_duplicates! { assert_snapshot!(answer, @"
    Client
    Name: Benito Ortega
    Username: @ben_o
    ID: 4821
    Phone: +34600100200
    Language of the app: es
    Came with the link: spring
    First message: 2026-11-23 10:00 (Europe/Madrid)
    Last message: 2026-11-23 10:02 (Europe/Madrid)
    🟪 Waits for the team.
    👤 Marta is responsible.
    Bot: @acme_support_bot (i1)
    ") };
    let seen = room.stage.chat(bot, ben);
    assert!(!seen.contains("4821"), "{seen}");
    room.stage.pass_minutes(11).await;
    assert!(!room.stage.topics().contains("@ben_o"));
    assert_eq!(room.stage.standing().await, (0, 0, 0));
}

/// Promise: of a group it is said how many are in it and who has written so far, each once and by the name that they have now; thirty are
/// named, the others counted. Of a private chat nobody is noted.
async fn a_group_and_who_has_written(backend: Backend) {
    let mut room = Room::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let (club, topic) = with_club(&mut room).await;
    let carl = room.stage.rows(club, room.stage.bot)[0].from;
    room.stage
        .sim
        .with(|world| world.rename_account(carl, "Carlos", None));
    room.stage.say(carl, club, Say::text("it is me"));
    room.stage.say(carl, club, Say::text("again"));
    room.stage.settle().await;
    let answer = room.info(room.marta, topic).await;
    let answer = answer.replace(&club.to_string(), "ID");
    allow_duplicates! { assert_snapshot!(answer, @"
    Group
    Title: Club
    ID: ID
    First message: 2026-11-23 09:00 UTC
    Last message: 2026-11-23 09:00 UTC
    🟪 Waits for the team.
    👤 Nobody is responsible.
    Bot: @acme_support_bot (i1)
    Members: 3
    Have written so far: 2
    • Carlos
    • Dora
    ") };
    for number in 0..31 {
        let person = room.stage.person(&format!("Guest {number}"));
        room.stage
            .sim
            .with(|world| world.add(carl, club, person))
            .expect("the guest is added");
        room.stage.say(person, club, Say::text("hi"));
        room.stage.pass(Duration::from_secs(7)).await;
    }
    let answer = room.info(room.marta, topic).await;
    let named = answer.lines().filter(|line| line.starts_with('•')).count();
    assert_eq!(named, 30);
    assert!(answer.contains("Members: 34"), "{answer}");
    assert!(answer.contains("Have written so far: 33"), "{answer}");
    assert!(answer.ends_with("• Guest 27\n… and 3 more"), "{answer}");
}

/// Promise: a channel's card says how many subscribe; nobody is said to have written there.
async fn a_channel(backend: Backend) {
    let mut room = Room::new(backend, &[("MONITOR_CHANNELS", "TRUE")]).await;
    let (olga, bot) = (room.stage.person("Olga"), room.stage.bot);
    let news = room.stage.sim.with(|world| {
        let news = world.make_channel("Acme News", olga);
        world.add(olga, news, bot).expect("the bot is added");
        news
    });
    room.stage.say(olga, news, Say::text("a post"));
    room.stage.settle().await;
    let topic = room.stage.topic("Acme News");
    let answer = room.info(room.marta, topic).await;
    let answer = answer.replace(&news.to_string(), "ID");
    allow_duplicates! { assert_snapshot!(answer, @"
    Channel
    Title: Acme News
    ID: ID
    First message: 2026-11-23 09:00 UTC
    Last message: 2026-11-23 09:00 UTC
    🟪 Waits for the team.
    👤 Nobody is responsible.
    Bot: @acme_support_bot (i1)
    Members: 2
    ") };
}

/// Promise: names are data, whatever they are made of: nothing turns a line round, breaks it, or is taken for markup, and the answer is one
/// message.
async fn strange_names_stay_names(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let mut rows = Vec::new();
    let long = "👩‍🚀".repeat(60);
    for name in [
        "אנה כהן",
        "\u{202e}Evil\u{202c} <b>*bold*</b> {name}",
        "two\nlines",
        "\u{200b}",
        &long,
    ] {
        let client = room.stage.client(name);
        room.stage.say(client, room.stage.bot, Say::text("hello"));
        room.stage.settle().await;
        let topics = room.stage.sim.with(|world| world.topics(room.stage.group));
        let newest = topics.iter().map(|topic| topic.thread).max();
        let answer = room.info(room.marta, newest.expect("there is one")).await;
        rows.push(answer.lines().nth(1).unwrap_or_default().to_owned());
    }
    let nameless = rows.remove(3);
    assert!(nameless.starts_with("Name: User "), "{nameless}");
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @"
    Name: אנה כהן
    Name: Evil <b>*bold*</b> {name}
    Name: two lines
    Name: 👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀…
    ") };
}

/// Promise: in General it is said where the command belongs; in an edited message, forwarded or by another bot's name it does nothing.
async fn in_the_wrong_place(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let (marta, group, topic) = (room.marta, room.stage.group, room.topic);
    let in_general = room.asks(marta, Say::text("/info")).await;
    allow_duplicates! { assert_snapshot!(in_general, @"/info belongs in a client's topic. Nothing was changed.") };
    let note = room.marta_says("/ a note").await;
    room.stage.edit(marta, group, note, Edit::text("/info"));
    room.stage.pass(Duration::from_secs(5)).await;
    assert_eq!(room.stage.answers_to(note), "");
    let anothers = Say::text("/info@another_bot").thread(topic);
    assert_eq!(room.asks(marta, anothers).await, "");
}

/// Promise: where Telegram refuses to count, the answer comes without the count; where it asks to wait, or nobody knows, it comes later with
/// it. Clients' messages go on meanwhile.
async fn the_count_may_be_refused(backend: Backend) {
    let mut room = Room::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let (club, topic) = with_club(&mut room).await;
    let rule = |fault| Rule {
        method: Some(COUNT.into()),
        ..Rule::new(fault)
    };
    let refused = Fault::Refused {
        code: 400,
        description: "Bad Request: member list is inaccessible".into(),
        migrate_to_chat_id: None,
    };
    room.stage.sim.faults(|faults| faults.add(rule(refused)));
    let answer = room.info(room.marta, topic).await;
    assert!(answer.contains("Title: Club") && !answer.contains("Members"));
    let carl = room.stage.rows(club, room.stage.bot)[0].from;
    for (fault, number) in [
        (Fault::TooMany { retry_after: 20 }, 1),
        (Fault::Reset { deed: Deed::After }, 2),
        (
            Fault::ServerError {
                code: 502,
                deed: Deed::Before,
            },
            3,
        ),
    ] {
        room.stage.sim.faults(|faults| faults.add(rule(fault)));
        let command = Say::text("/info").thread(topic);
        let asked = room.stage.say(room.marta, room.stage.group, command);
        room.stage.settle().await;
        assert_eq!(room.stage.answers_to(asked), "");
        let words = format!("meanwhile {number}");
        room.stage.say(carl, club, Say::text(&words));
        room.stage.settle().await;
        assert!(room.stage.topics().contains(&words));
        room.stage.pass(Duration::from_secs(25)).await;
        let answer = room.stage.answers_to(asked);
        assert!(answer.contains("Members: 3"), "{answer}");
        assert_eq!(answer.matches("Title: Club").count(), 1);
    }
    assert_eq!(room.stage.standing().await, (0, 0, 0));
}

/// Promise: a desk that dies between the look and its record looks again and answers once.
async fn a_crash_between_look_and_answer(backend: Backend) {
    let mut room = Room::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let (_, topic) = with_club(&mut room).await;
    let command = Say::text("/info").thread(topic);
    let asked = room.stage.say(room.marta, room.stage.group, command);
    room.stage.crash_after_the_calls().await;
    assert_eq!(room.stage.times_asked(COUNT), 1);
    assert_eq!(room.stage.answers_to(asked), "");
    room.stage.pass(Duration::from_secs(10)).await;
    assert_eq!(room.stage.times_asked(COUNT), 2);
    let answer = room.stage.answers_to(asked);
    assert_eq!(answer.matches("Members: 3").count(), 1, "{answer}");
}
