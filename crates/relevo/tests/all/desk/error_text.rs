//! The error text: what a client reads whose message could not be taken.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{Edit, NewPerson, Say};
use relevo_telegram_sim::fault::{Fault, Rule};

use super::Room;
use crate::database::{Backend, on_both};
use crate::faults::refused;
use crate::stage::Stage;

on_both!(who_is_told_and_how_often);
on_both!(silent_unless_asked_for);
on_both!(each_client_reads_their_language);
on_both!(it_waits_and_fails_as_any_words);
on_both!(a_desk_that_dies_tells_once);

const TELLS: [(&str, &str); 2] = [
    ("SILENT_MODE", "FALSE"),
    (
        "ERROR_TEXT",
        "Sorry, {first_name}, please write it in words.",
    ),
];

impl Room {
    /// Anna sends a picture that cannot be brought.
    async fn anna_fails(&mut self, caption: &str) -> i64 {
        fails(&self.stage);
        let bot = self.stage.bot;
        let said = self.stage.say(self.anna, bot, Say::photo(caption));
        self.stage.pass(Duration::from_secs(4)).await;
        said
    }

    fn times_sorry(&self) -> usize {
        self.seen().matches("bot: Sorry").count()
    }
}

/// The next copy is refused for good.
fn fails(stage: &Stage) {
    stage.goes_wrong("copyMessage", refused(400, "Bad Request: MEDIA_EMPTY"), 1);
}

/// Promise: a client whose message could not be taken is told so, once a minute at most; it answers nothing and the topic shows only its
/// own placeholder. Nobody is told of what a filter leaves out, of an edit, of what the team could not send, or in a group.
async fn who_is_told_and_how_often(backend: Backend) {
    let params = [&TELLS[..], &[("MONITOR_GROUPS", "TRUE")]].concat();
    let mut room = Room::new(backend, &params).await;
    let first = room.anna_fails("one").await;
    room.anna_fails("two").await;
    room.stage.jump(Duration::from_secs(60)).await;
    room.anna_fails("three").await;
    assert_eq!(room.times_sorry(), 2, "{}", room.seen());
    room.stage.jump(Duration::from_secs(60)).await;
    for (name, value) in [
        ("RESTRICTED_KEYWORDS_FRONTEND", "casino"),
        ("RESTRICTED_KEYWORDS_BACKEND", "guarantee"),
    ] {
        room.stage.set_parameter(name, value).await;
    }
    room.anna_says("the casino").await;
    room.marta_says("a guarantee").await;
    // Refused as a change, and then as a message of its own.
    let bot = room.stage.bot;
    room.stage
        .goes_wrong("editMessageCaption", refused(400, "Bad Request: no"), 1);
    fails(&room.stage);
    room.stage
        .edit(room.anna, bot, first, Edit::text("one, corrected"));
    room.stage.pass(Duration::from_secs(9)).await;
    assert_eq!(room.times_sorry(), 2, "{}", room.seen());
    let club = room.stage.client_group("Club", &[room.anna]);
    room.stage.settle().await;
    fails(&room.stage);
    room.stage.say(room.anna, club, Say::photo("in the club"));
    room.stage.pass(Duration::from_secs(9)).await;
    let in_club = room.stage.chat(club, room.anna);
    assert!(!in_club.contains("Sorry"), "{in_club}");
    allow_duplicates! { assert_snapshot!(room.seen(), @"
    3042 Anna: /start
    3043 Anna: hello
    3044 Anna [Photo]: one, corrected
    3045 bot: Sorry, Anna, please write it in words.
    3046 Anna [Photo]: two
    3047 Anna [Photo]: three
    3048 bot: Sorry, Anna, please write it in words.
    3049 Anna: the casino
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 bot: 📎 The client sent something that could not be copied here. Photo: Telegram said: Bad Request: MEDIA_EMPTY (400) ⌨
    7 bot: 📎 The client sent something that could not be copied here. Photo: Telegram said: Bad Request: MEDIA_EMPTY (400) ⌨
    8 bot: 📎 The client sent something that could not be copied here. Photo: Telegram said: Bad Request: MEDIA_EMPTY (400) ⌨
    9 Marta: a guarantee
    10 bot ↩9: ⛔ Not sent to the client: it says “guarantee”, which is a restricted word.
    11 bot ↩6: 📎 The client sent something that could not be copied here. Photo: Telegram said: Bad Request: MEDIA_EMPTY (400) ⌨
    # 🟪 Club
    12 bot [Service]: 
    13 bot: 📎 The client sent something that could not be copied here. Photo: Telegram said: Bad Request: MEDIA_EMPTY (400) ⌨
    ") };
}

/// Promise: silent by default, and without words; both count from the next message on.
async fn silent_unless_asked_for(backend: Backend) {
    let mut room = Room::new(backend, &TELLS[1..]).await;
    let mut told = Vec::new();
    for (name, value) in [
        ("ERROR_TEXT", "Sorry."),
        ("SILENT_MODE", "FALSE"),
        ("ERROR_TEXT", "OFF"),
        ("ERROR_TEXT", "Sorry again."),
        ("SILENT_MODE", "TRUE"),
    ] {
        room.stage.set_parameter(name, value).await;
        let before = room.times_sorry();
        room.stage.jump(Duration::from_secs(60)).await;
        room.anna_fails("x").await;
        told.push(format!("{name} {value}: {}", room.times_sorry() > before));
    }
    allow_duplicates! { assert_snapshot!(told.join("\n"), @"
    ERROR_TEXT Sorry.: false
    SILENT_MODE FALSE: true
    ERROR_TEXT OFF: false
    ERROR_TEXT Sorry again.: true
    SILENT_MODE TRUE: false
    ") };
}

/// Promise: each client reads the text in the language of their app, everybody else the one for everybody.
async fn each_client_reads_their_language(backend: Backend) {
    let mut stage = Stage::new(backend, &TELLS).await;
    let texts = "Sorry, {first_name}.\n[es]\nLo siento, {title}.";
    stage.set_parameter("ERROR_TEXT", texts).await;
    let mut seen = Vec::new();
    for (name, language) in [("Eva", "es-MX"), ("Nadja", "ru")] {
        let bot = stage.bot;
        let person = stage.sim.with(|world| {
            let person = world.make_person(NewPerson {
                first_name: name.into(),
                language: Some(language.into()),
                ..NewPerson::default()
            });
            world.start_bot(person, bot, None).expect("they start it");
            person
        });
        stage.call(person, name);
        fails(&stage);
        stage.say(person, bot, Say::photo("look"));
        stage.pass(Duration::from_secs(4)).await;
        seen.push(stage.chat(bot, person));
    }
    allow_duplicates! { assert_snapshot!(seen.join("\n"), @"
    3042 Eva: /start
    3043 Eva [Photo]: look
    3044 bot: Lo siento, Eva.

    1196 Nadja: /start
    1197 Nadja [Photo]: look
    1198 bot: Sorry, Nadja.
    ") };
}

/// Promise: Telegram may want to wait with it, and then it comes; a client who has blocked the bot meanwhile is told nothing, the topic is told
/// so, and nothing more follows from that.
async fn it_waits_and_fails_as_any_words(backend: Backend) {
    let mut room = Room::new(backend, &TELLS).await;
    let wait = Rule {
        method: Some("sendMessage".into()),
        chat: Some(room.anna),
        ..Rule::new(Fault::TooMany { retry_after: 7 })
    };
    room.stage.sim.faults(|faults| faults.add(wait));
    room.anna_fails("one").await;
    assert_eq!(room.times_sorry(), 0);
    room.stage.pass(Duration::from_secs(7)).await;
    assert_eq!(room.times_sorry(), 1);
    room.stage.jump(Duration::from_secs(60)).await;
    let (anna, bot) = (room.anna, room.stage.bot);
    let blocked = Rule {
        method: Some("sendMessage".into()),
        chat: Some(anna),
        ..Rule::new(refused(403, "Forbidden: bot was blocked by the user"))
    };
    room.stage.sim.faults(|faults| faults.add(blocked));
    room.anna_fails("two").await;
    room.stage.pass(Duration::from_secs(70)).await;
    assert_eq!(room.times_sorry(), 1);
    allow_duplicates! { assert_snapshot!(room.stage.chat(bot, anna), @"
    3042 Anna: /start
    3043 Anna: hello
    3044 Anna [Photo]: one
    3045 bot: Sorry, Anna, please write it in words.
    3046 Anna [Photo]: two
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 bot: 📎 The client sent something that could not be copied here. Photo: Telegram said: Bad Request: MEDIA_EMPTY (400) ⌨
    7 bot: 📎 The client sent something that could not be copied here. Photo: Telegram said: Bad Request: MEDIA_EMPTY (400) ⌨
    8 bot: ⚠️ Not delivered: The client has blocked the bot. ⌨
    ") };
}

/// Promise: it is stored with the failure that it tells of, so a desk that dies before it knows that the placeholder stands tells once.
async fn a_desk_that_dies_tells_once(backend: Backend) {
    let mut room = Room::new(backend, &TELLS).await;
    room.stage.jump(Duration::from_secs(9)).await;
    let bot = room.stage.bot;
    let copies = |stage: &Stage| {
        let asked = stage.asked.lock().expect("nobody panicked while noting");
        let asked = asked.iter().filter(|(method, _)| *method == "copyMessage");
        asked.count()
    };
    let before = copies(&room.stage);
    fails(&room.stage);
    room.stage.say(room.anna, bot, Say::photo("one"));
    while copies(&room.stage) == before {
        let busy = room.stage.pump.round().await.expect("the store works");
        assert!(busy, "the copy is tried");
    }
    room.stage.tick(Duration::from_secs(4));
    room.stage.crash_after_the_calls().await;
    room.stage.pass(Duration::from_secs(20)).await;
    allow_duplicates! { assert_snapshot!(room.seen(), @"
    3042 Anna: /start
    3043 Anna: hello
    3044 Anna [Photo]: one
    3045 bot: Sorry, Anna, please write it in words.
    ") };
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 bot: 📎 The client sent something that could not be copied here. Photo: Telegram said: Bad Request: MEDIA_EMPTY (400) ⌨
    7 bot: 📎 The client sent something that could not be copied here. Photo: Telegram said: Bad Request: MEDIA_EMPTY (400) ⌨
    8 bot ↩7: ⟳ The message above may be here twice: Telegram did not say whether it arrived the first time.
    ") };
}
