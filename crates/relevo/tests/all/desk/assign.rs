//! `/assign`: somebody makes somebody responsible, by name or by a button, and whom the desk knows by name.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{NewPerson, Say};

use super::Room;
use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(whoever_is_pressed_is_responsible);
on_both!(a_name_needs_no_button);
on_both!(people_are_known_once_they_are_seen);
on_both!(a_prompt_is_pressed_once);
on_both!(whoever_has_left_is_not_made_responsible);
on_both!(a_prompt_outlives_a_crash_and_goes_after_a_day);
on_both!(names_are_written_down_once);
on_both!(old_names_leave_nothing_behind);

impl Stage {
    /// The labels of the buttons under a message.
    pub(super) fn labels(&self, message: i64) -> Vec<String> {
        let rows = self.rows(self.group, self.owner);
        let row = rows.iter().find(|row| row.message_id == message);
        let markup = row.and_then(|row| row.markup.as_ref());
        let keyboard = markup.and_then(|markup| markup.get("inline_keyboard"));
        let rows = keyboard.and_then(|rows| rows.as_array());
        let buttons = rows.into_iter().flatten().filter_map(|row| row.as_array());
        let labels = buttons
            .flatten()
            .map(|button| button["text"].as_str().expect("a label").to_owned());
        labels.collect()
    }

    /// How many names are kept.
    async fn cards(&self) -> usize {
        let mut tx = self.store.write().await.expect("the store answers");
        let ids: Vec<_> = (0..5_000).map(relevo_core::CardId).collect();
        let cards = tx.cards(&ids).await.expect("the store answers");
        cards.len()
    }
}

impl Room {
    /// Somebody joins the team and says so in General.
    async fn colleague(&mut self, name: &str) -> i64 {
        let person = self.stage.operator(name);
        self.stage
            .say(person, self.stage.group, Say::text("hi, all"));
        self.stage.settle().await;
        person
    }

    /// Marta asks in Anna's topic; the prompt's message.
    async fn marta_assigns(&mut self, words: &str) -> i64 {
        let asked = self.marta_says(words).await;
        self.stage.pass(Duration::from_secs(5)).await;
        let rows = self.stage.rows(self.stage.group, self.marta);
        let prompt = rows.iter().find(|row| row.reply_to == Some(asked));
        prompt.expect("the desk answers").message_id
    }

    /// Somebody presses a button.
    fn presses(&self, person: i64, message: i64, button: usize) -> String {
        let group = self.stage.group;
        self.stage
            .sim
            .with(|world| world.press_button(person, group, message, button))
            .expect("the button is there")
    }

    /// What a message of the group says.
    fn says(&self, message: i64) -> String {
        let rows = self.stage.rows(self.stage.group, self.stage.owner);
        let row = rows.iter().find(|row| row.message_id == message);
        row.map_or("(gone)".into(), |row| row.text.clone())
    }
}

/// Promise: whoever is pressed is responsible as after `/take` of their own: in the title, in `/mine`, and in what the prompt says then. The
/// next prompt says who is. Nothing of it reaches the client.
async fn whoever_is_pressed_is_responsible(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let nora = room.colleague("Nora").await;
    let seen = room.seen();
    let prompt = room.marta_assigns("/assign").await;
    let mut rows = vec![format!(
        "{} {:?}",
        room.says(prompt),
        room.stage.labels(prompt)
    )];
    let nth = room
        .stage
        .labels(prompt)
        .iter()
        .position(|one| one == "Nora");
    room.presses(room.marta, prompt, nth.expect("Nora is offered"));
    room.stage.settle().await;
    room.stage.pass(Duration::from_secs(60)).await;
    rows.push(format!(
        "{} {:?}",
        room.says(prompt),
        room.stage.labels(prompt)
    ));
    rows.push(room.title());
    let mine = room.stage.say(nora, room.stage.group, Say::text("/mine"));
    room.stage.pass(Duration::from_secs(5)).await;
    rows.push(room.stage.answers_to(mine));
    let again = room.marta_assigns("/assign").await;
    rows.push(format!(
        "{} {:?}",
        room.says(again),
        room.stage.labels(again)
    ));
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @r#"
    👤 Who is to be responsible? ["Nora", "Marta"]
    👤 Nora is responsible. []
    🟪 Anna · Nora
    👤 Your topics: 1
    🟪 66 s – Anna
    👤 Nora is responsible. Who is to be responsible instead? ["Nora", "Marta"]
    "#) };
    assert_eq!(room.seen(), seen);
}

/// Promise: a name or username that one person has needs no button; one that several or none have is asked about. Whoever writes as the
/// group may name somebody too.
async fn a_name_needs_no_button(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let nora = room.colleague("Nora").await;
    room.colleague("Nora").await;
    let olga = NewPerson {
        username: Some("olga_desk".into()),
        first_name: "Olga".into(),
        ..NewPerson::default()
    };
    let group = room.stage.group;
    room.stage.sim.with(|world| {
        let olga = world.make_person(olga);
        world.join(olga, group).expect("Olga joins");
    });
    room.stage.settle().await;
    let mut rows = Vec::new();
    for words in [
        "/assign @OLGA_desk",
        "/assign marta",
        "/assign @nobody_here",
        "/assign Nora",
    ] {
        let said = room.marta_assigns(words).await;
        rows.push(format!(
            "{words} → {} {:?}",
            room.says(said),
            room.stage.labels(said)
        ));
    }
    room.stage.promote(nora, true);
    let say = Say::text("/assign olga").thread(room.topic).anonymously();
    let answer = room.asks(nora, say).await;
    rows.push(format!("anonymously → {answer}"));
    room.stage.pass(Duration::from_secs(60)).await;
    rows.push(room.title());
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @r#"
    /assign @OLGA_desk → 👤 Olga is responsible. []
    /assign marta → 👤 Marta is responsible. []
    /assign @nobody_here → 👤 Nobody known here is called that, or more than one person is. Who is to be responsible? ["Olga", "Nora", "Nora", "Marta"]
    /assign Nora → 👤 Nobody known here is called that, or more than one person is. Who is to be responsible? ["Nora", "Nora"]
    anonymously → 👤 Olga is responsible.
    🟪 Anna · Olga
    "#) };
}

/// Promise: whoever writes or joins is offered from then on, by the name that they have now, in one line; whoever has left is not.
async fn people_are_known_once_they_are_seen(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let nora = room.stage.person("Nora");
    room.stage
        .sim
        .with(|world| world.add(room.stage.owner, room.stage.group, nora))
        .expect("the owner adds Nora");
    room.stage.settle().await;
    let mut rows = Vec::new();
    let offered = room.marta_assigns("/assign").await;
    rows.push(format!("joined: {:?}", room.stage.labels(offered)));
    room.stage
        .sim
        .with(|world| world.rename_account(nora, "Nora\n", Some("of the desk")));
    room.stage.say(nora, room.stage.group, Say::text("hi"));
    room.stage.settle().await;
    let offered = room.marta_assigns("/assign").await;
    rows.push(format!(
        "called otherwise: {:?}",
        room.stage.labels(offered)
    ));
    room.stage
        .sim
        .with(|world| world.leave(nora, room.stage.group))
        .expect("Nora leaves");
    room.stage.settle().await;
    let offered = room.marta_assigns("/assign").await;
    rows.push(format!("left: {:?}", room.stage.labels(offered)));
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @r#"
    joined: ["Nora", "Marta"]
    called otherwise: ["Nora of the desk", "Marta"]
    left: ["Marta"]
    "#) };
}

/// Promise: of two people who press at the same time the first counts; the second, a press in another group and forged data do nothing.
async fn a_prompt_is_pressed_once(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let nora = room.colleague("Nora").await;
    let prompt = room.marta_assigns("/assign").await;
    let labels = room.stage.labels(prompt);
    assert_eq!(labels.len(), 2, "{labels:?}");
    let at = |name: &str| labels.iter().position(|one| one == name).expect("offered");
    room.presses(nora, prompt, at("Marta"));
    let second = room.presses(room.marta, prompt, at("Nora"));
    room.stage.settle().await;
    room.stage.pass(Duration::from_secs(60)).await;
    allow_duplicates! { assert_snapshot!(format!("{}\n{}", room.says(prompt), room.title()), @"
    👤 Marta is responsible.
    🟪 Anna · Marta
    ") };
    let told = room
        .stage
        .sim
        .with(|world| world.callback_answer(&second).cloned());
    let told = told.expect("the press was answered");
    assert_eq!(told["text"], "This button no longer works.");
}

/// Promise: whoever left after the prompt is not made responsible; the other buttons go on working.
async fn whoever_has_left_is_not_made_responsible(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let nora = room.colleague("Nora").await;
    let prompt = room.marta_assigns("/assign").await;
    let labels = room.stage.labels(prompt);
    let at = |name: &str| labels.iter().position(|one| one == name).expect("offered");
    room.stage
        .sim
        .with(|world| world.leave(nora, room.stage.group))
        .expect("Nora leaves");
    room.presses(room.marta, prompt, at("Nora"));
    room.stage.settle().await;
    room.stage.pass(Duration::from_secs(60)).await;
    assert_eq!(room.title(), "🟪 Anna");
    room.presses(room.marta, prompt, at("Marta"));
    room.stage.settle().await;
    room.stage.pass(Duration::from_secs(60)).await;
    assert_eq!(room.title(), "🟪 Anna · Marta");
}

/// Promise: a prompt works after the desk has died, whatever it was doing; one that nobody presses goes after a day, and its buttons with it.
async fn a_prompt_outlives_a_crash_and_goes_after_a_day(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let say = Say::text("/assign").thread(room.topic);
    let asked = room.stage.say(room.marta, room.stage.group, say);
    room.stage.crash_after_the_calls().await;
    room.stage.pass(Duration::from_secs(10)).await;
    let rows = room.stage.rows(room.stage.group, room.marta);
    let prompts = rows.iter().filter(|row| row.reply_to == Some(asked));
    let prompts: Vec<i64> = prompts.map(|row| row.message_id).collect();
    let last = *prompts.last().expect("the desk asks");
    room.presses(room.marta, last, 0);
    room.stage.crash_after_the_calls().await;
    room.stage.pass(Duration::from_secs(60)).await;
    assert_eq!(room.title(), "🟪 Anna · Marta");
    let idle = room.marta_assigns("/assign").await;
    room.stage.jump(Duration::from_secs(23 * 3_600)).await;
    room.stage.pass(Duration::from_secs(60)).await;
    assert_ne!(room.says(idle), "(gone)");
    room.stage.jump(Duration::from_secs(2 * 3_600)).await;
    room.stage.pass(Duration::from_secs(60)).await;
    assert_eq!(room.says(idle), "(gone)");
}

/// Promise: a name is written down when it is new or changed, never with each message.
async fn names_are_written_down_once(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.marta_asks("one").await;
    let ids = |room: &Room| {
        let store = room.stage.store.clone();
        async move {
            let cell = store.cells().await.expect("the store answers")[0].id;
            let mut tx = store.write().await.expect("the store answers");
            tx.operators(cell).await.expect("the store answers")
        }
    };
    let before = ids(&room).await;
    for _ in 0..3 {
        room.marta_asks("and another").await;
    }
    assert_eq!(ids(&room).await, before);
    let marta = room.marta;
    room.stage
        .sim
        .with(|world| world.rename_account(marta, "Marta", Some("L.")));
    room.marta_asks("called otherwise").await;
    assert_ne!(ids(&room).await, before);
}

/// Promise: nothing is left of a name that another took the place of, nor of whoever has left.
async fn old_names_leave_nothing_behind(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let nora = room.colleague("Nora").await;
    room.marta_says("/take").await;
    room.marta_says("/rename VIP").await;
    let before = room.stage.cards().await;
    let prompt = room.marta_assigns("/assign nora").await;
    assert_eq!(room.says(prompt), "👤 Nora is responsible.");
    room.marta_says("/take").await;
    room.marta_says("/rename Very important").await;
    assert_eq!(room.stage.cards().await, before);
    room.marta_says("/drop").await;
    room.marta_says("/rename").await;
    assert_eq!(room.stage.cards().await, before - 2);
    room.stage
        .sim
        .with(|world| world.leave(nora, room.stage.group))
        .expect("Nora leaves");
    room.stage.settle().await;
    assert_eq!(room.stage.cards().await, before - 3);
}
