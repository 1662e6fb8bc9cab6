//! The away text: what a client reads who writes while nobody works.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{NewPerson, Say};

use super::Room;
use crate::database::{Backend, on_both};

on_both!(evenings_and_days);
on_both!(both_nights_of_changed_clocks);
on_both!(what_is_closed_and_albums);
on_both!(each_client_in_their_language);
on_both!(parameters_change_at_run_time);

/// The stage begins on a Monday at nine in the morning, UTC.
const HOURS: [(&str, &str); 3] = [
    ("WELCOME", "Hello!"),
    ("WORKING_HOURS", "Mon-Fri 09:00-18:00"),
    ("AWAY", "Back at nine, {first_name}."),
];

const HOUR: Duration = Duration::from_secs(60 * 60);

impl Room {
    /// How often Anna was told so far.
    fn times_told(&self) -> usize {
        self.seen().matches("bot: Back at nine").count()
    }

    /// Anna writes after so long; whether she is told.
    async fn anna_is_told_after(&mut self, time: Duration) -> bool {
        let before = self.times_told();
        self.stage.jump(time).await;
        self.anna_says("hello?").await;
        self.stage.pass(Duration::from_secs(5)).await;
        self.times_told() > before
    }
}

/// Promise: in the evening the client is told once, after the welcome where both are due, and again the next day; by day not. A bare
/// `/start` is no question, the status stays the team's, and the topic shows nothing of it.
async fn evenings_and_days(backend: Backend) {
    let mut room = Room::new(backend, &HOURS).await;
    room.stage.jump(HOUR * 9).await;
    let ben = room.stage.client("Ben");
    room.stage.settle().await;
    let on_start = room.stage.chat(room.stage.bot, ben);
    room.stage.say(ben, room.stage.bot, Say::text("and me?"));
    for words in ["hello?", "anybody?"] {
        room.anna_says(words).await;
    }
    room.stage.jump(HOUR * 14).await;
    room.anna_says("next morning").await;
    room.stage.jump(HOUR).await;
    room.anna_says("at nine").await;
    room.marta_says("good morning").await;
    room.stage.jump(HOUR * 10).await;
    room.anna_says("in the evening").await;
    room.stage.pass(Duration::from_secs(70)).await;
    allow_duplicates! { assert_snapshot!(on_start, @"
    4841 Ben: /start
    4842 bot: Hello!
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.chat(room.stage.bot, ben), @"
    4841 Ben: /start
    4842 bot: Hello!
    4843 Ben: and me?
    4844 bot: Back at nine, Ben.
    ") };
    allow_duplicates! { assert_snapshot!(room.seen(), @"
    3042 Anna: /start
    3043 bot: Hello!
    3044 Anna: hello
    3045 Anna: hello?
    3046 bot: Back at nine, Anna.
    3047 Anna: anybody?
    3048 Anna: next morning
    3049 bot: Back at nine, Anna.
    3050 Anna: at nine
    3051 bot: good morning
    3052 Anna: in the evening
    ") };
    assert_eq!(room.title(), "🟪 Anna");
    assert!(!room.stage.topics().contains("Back at nine"));
    assert_eq!(room.stage.standing().await, (0, 0, 0));
}

/// Promise: on the day of 23 hours and on that of 25 a client is told once, and hours are those of the wall's clock.
async fn both_nights_of_changed_clocks(backend: Backend) {
    let mut room = Room::new(backend, &HOURS).await;
    room.stage.set_parameter("TIMEZONE", "Europe/Madrid").await;
    let mut told = Vec::new();
    // To Saturday, 2027-03-27, 23:30 in Madrid; and to Saturday, 2027-10-30, 23:30.
    for (hours, to_saturday) in [
        ("Sun 03:00-04:00", HOUR / 2 + HOUR * (124 * 24 + 13)),
        ("Sun 02:00-02:30", HOUR * (216 * 24) - HOUR * 2),
    ] {
        room.stage.set_parameter("WORKING_HOURS", hours).await;
        for (what, time) in [
            ("Saturday 23:30", to_saturday),
            ("+ 2 h 30 min", HOUR * 5 / 2),
            ("+ 30 min", HOUR / 2),
            ("+ 30 min", HOUR / 2),
            ("+ 30 min", HOUR / 2),
            ("+ 19 h", HOUR * 19),
            ("+ 1 h", HOUR),
            ("+ 1 h", HOUR),
        ] {
            let is_told = room.anna_is_told_after(time).await;
            told.push(format!("{hours} | {what} {is_told}"));
        }
    }
    allow_duplicates! { assert_snapshot!(told.join("\n"), @"
    Sun 03:00-04:00 | Saturday 23:30 true
    Sun 03:00-04:00 | + 2 h 30 min false
    Sun 03:00-04:00 | + 30 min false
    Sun 03:00-04:00 | + 30 min true
    Sun 03:00-04:00 | + 30 min false
    Sun 03:00-04:00 | + 19 h false
    Sun 03:00-04:00 | + 1 h true
    Sun 03:00-04:00 | + 1 h false
    Sun 02:00-02:30 | Saturday 23:30 true
    Sun 02:00-02:30 | + 2 h 30 min false
    Sun 02:00-02:30 | + 30 min true
    Sun 02:00-02:30 | + 30 min false
    Sun 02:00-02:30 | + 30 min false
    Sun 02:00-02:30 | + 19 h false
    Sun 02:00-02:30 | + 1 h false
    Sun 02:00-02:30 | + 1 h false
    ") };
}

/// Promise: an album brings one text; what is closed and woken brings welcome and text, and what stays closed (`LEAVE_CLOSED`) the text,
/// and stays closed.
async fn what_is_closed_and_albums(backend: Backend) {
    let mut room = Room::new(backend, &HOURS).await;
    room.stage.jump(HOUR * 10).await;
    for _ in 0..2 {
        let item = Say::photo("").album("both");
        room.stage.say(room.anna, room.stage.bot, item);
    }
    room.stage.pass(Duration::from_secs(10)).await;
    room.marta_says("/close").await;
    room.stage.jump(HOUR * 24).await;
    room.anna_says("woken").await;
    room.stage.pass(Duration::from_secs(70)).await;
    let woken = room.title();
    room.stage.set_parameter("LEAVE_CLOSED", "private").await;
    room.marta_says("/close").await;
    room.stage.jump(HOUR * 24).await;
    room.anna_says("left closed").await;
    room.stage.pass(Duration::from_secs(70)).await;
    assert_eq!(
        (woken.as_str(), room.title().as_str()),
        ("🟪 Anna", "⬛ Anna (closed)")
    );
    allow_duplicates! { assert_snapshot!(room.seen(), @"
    3042 Anna: /start
    3043 bot: Hello!
    3044 Anna: hello
    3045 Anna ▦1 [Photo]: 
    3046 Anna ▦1 [Photo]: 
    3047 bot: Back at nine, Anna.
    3048 Anna: woken
    3049 bot: Hello!
    3050 bot: Back at nine, Anna.
    3051 Anna: left closed
    3052 bot: Back at nine, Anna.
    ") };
}

/// Promise: each client reads the text in the language of their app, everybody else the one for everybody.
async fn each_client_in_their_language(backend: Backend) {
    let mut room = Room::new(backend, &HOURS).await;
    let texts = "Back at nine, {first_name}.\n[es]\nVolvemos a las nueve, {first_name}.";
    room.stage.set_parameter("AWAY", texts).await;
    room.stage.set_parameter("WELCOME", "OFF").await;
    room.stage.jump(HOUR * 10).await;
    let mut seen = Vec::new();
    for (name, language) in [("Eva", "es-MX"), ("Nadja", "ru")] {
        let bot = room.stage.bot;
        let person = room.stage.sim.with(|world| {
            let person = world.make_person(NewPerson {
                first_name: name.into(),
                language: Some(language.into()),
                ..NewPerson::default()
            });
            world.start_bot(person, bot, None).expect("they start it");
            person
        });
        room.stage.call(person, name);
        room.stage.say(person, bot, Say::text("hello"));
        room.stage.settle().await;
        seen.push(room.stage.chat(bot, person));
    }
    allow_duplicates! { assert_snapshot!(seen.join("\n"), @"
    4841 Eva: /start
    4842 Eva: hello
    4843 bot: Volvemos a las nueve, Eva.

    1454 Nadja: /start
    1455 Nadja: hello
    1456 bot: Back at nine, Nadja.
    ") };
}

/// Promise: another text, other hours and another zone count from the next message on, and a filtered message brings nothing.
async fn parameters_change_at_run_time(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let mut told = Vec::new();
    // Ten o'clock in UTC, on a Monday.
    room.stage.jump(HOUR).await;
    for (name, value) in [
        ("WORKING_HOURS", "Mon-Fri 09:00-18:00"),
        ("AWAY", "Back at nine."),
        ("TIMEZONE", "America/New_York"),
        ("TIMEZONE", "Pacific/Kiritimati"),
        ("TIMEZONE", "UTC"),
        ("RESTRICTED_KEYWORDS_FRONTEND", "hello"),
        ("WORKING_HOURS", "Mon-Fri 13:00-18:00"),
        ("RESTRICTED_KEYWORDS_FRONTEND", "NONE"),
        ("WORKING_HOURS", "OFF"),
    ] {
        room.stage.set_parameter(name, value).await;
        let is_told = room.anna_is_told_after(Duration::ZERO).await;
        told.push(format!("{name} {value}: {is_told}"));
    }
    allow_duplicates! { assert_snapshot!(told.join("\n"), @"
    WORKING_HOURS Mon-Fri 09:00-18:00: false
    AWAY Back at nine.: false
    TIMEZONE America/New_York: true
    TIMEZONE Pacific/Kiritimati: true
    TIMEZONE UTC: false
    RESTRICTED_KEYWORDS_FRONTEND hello: false
    WORKING_HOURS Mon-Fri 13:00-18:00: false
    RESTRICTED_KEYWORDS_FRONTEND NONE: true
    WORKING_HOURS OFF: false
    ") };
}
