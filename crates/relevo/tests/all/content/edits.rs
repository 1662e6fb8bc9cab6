//! What becomes of contents later: checklists are ticked, polls end, and what hangs under a copy is answered.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{Edit, Say, SayContent};
use relevo_telegram_sim::world::Kind;
use serde_json::{Value, json};

use crate::database::{Backend, on_both};
use crate::edits::Room;

on_both!(a_checklist_is_ticked);
on_both!(the_end_of_a_poll_is_no_news);
on_both!(buttons_that_hang_below_stand_for_their_message);
on_both!(events_of_a_group_stay_there);

fn checklist(done: bool) -> SayContent {
    let mut task = json!({ "id": 1, "text": "Ask" });
    if done {
        task["completion_date"] = 1_795_424_000.into();
    }
    let list = json!({ "checklist": { "title": "To do", "tasks": [task] } });
    let fields = list.as_object().expect("an object").clone();
    SayContent::Raw { fields }
}

/// Promise: a task that was done is ticked in the copy, both ways.
async fn a_checklist_is_ticked(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let of_anna = room.anna_says(Say::new(checklist(false)));
    let of_marta = room.marta_says(Say::new(checklist(false)));
    room.stage.pass(Duration::from_secs(5)).await;
    let ticked = || Edit {
        content: Some(checklist(true)),
        ..Edit::default()
    };
    room.anna_edits(of_anna, ticked());
    room.marta_edits(of_marta, ticked());
    room.stage.pass(Duration::from_secs(5)).await;
    assert_eq!(room.calls("editMessageText"), 2);
    allow_duplicates! { assert_snapshot!(room.stage.topics(), @"
    # 🟪 Anna
    4 bot [Service]: 
    5 bot: hello
    6 Marta [Checklist]: 
    7 bot: To do ⏎ ☑ Ask
    ") };
    allow_duplicates! { assert_snapshot!(room.seen_by_anna(), @"
    8120 Anna: /start
    8121 Anna: hello
    8122 Anna [Checklist]: 
    8123 bot: To do ⏎ ☑ Ask
    ") };
}

/// Promise: votes and the end of a poll change nothing on the other side, and nobody reads of them.
async fn the_end_of_a_poll_is_no_news(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let of_anna = room.anna_says(Say::sample(Kind::Poll));
    let of_marta = room.marta_says(Say::sample(Kind::Poll));
    let unsent = room.marta_says(Say::new(SayContent::Poll {
        question: "Which?".into(),
        options: vec!["This".into(), "That".into()],
        correct: Some(0),
        public: false,
    }));
    room.stage.pass(Duration::from_secs(5)).await;
    let before = room.stage.posts();
    let (bot, group, anna, marta) = (room.stage.bot, room.stage.group, room.anna, room.marta);
    room.stage.sim.with(|world| {
        world.vote(anna, bot, of_anna, &[0]).expect("a vote");
        world.close_poll(anna, bot, of_anna).expect("her poll");
        world.close_poll(marta, group, of_marta).expect("her poll");
        world.close_poll(marta, group, unsent).expect("her quiz");
    });
    // What bots would hear if the message itself were edited.
    for (message, is_annas) in [(of_anna, true), (of_marta, false), (unsent, false)] {
        match is_annas {
            true => room.anna_edits(message, Edit::default()),
            false => room.marta_edits(message, Edit::default()),
        }
    }
    room.stage.pass(Duration::from_secs(5)).await;
    assert_eq!(room.stage.posts(), before);
}

/// Promise: buttons that do not fit answer the copy, and a reply to them means the message.
async fn buttons_that_hang_below_stand_for_their_message(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let keyboard: Value = json!({ "inline_keyboard": [[
        { "text": "Shop", "url": "https://shop.example" },
    ]] });
    let long = "w".repeat(4_093);
    let asked = room.anna_says(Say::text(&long).with_buttons(keyboard));
    room.stage.pass(Duration::from_secs(5)).await;
    let hanging = room.stage.find(room.stage.group, room.marta, "Shop");
    let row = room.stage.rows(room.stage.group, room.marta).pop();
    let row = row.expect("it is the last one");
    assert_eq!(row.message_id, hanging);
    assert_eq!(row.entities[0]["url"], "https://shop.example/");
    assert_eq!(row.reply_to, Some(hanging - 1));
    room.marta_says(Say::text("I see").reply_to(hanging));
    room.stage.settle().await;
    let answer = room.stage.rows(room.stage.bot, room.anna).pop();
    assert_eq!(answer.expect("she has it").reply_to, Some(asked));
}

/// Promise: what Telegram tells about a chat is nobody's message and does not travel.
async fn events_of_a_group_stay_there(backend: Backend) {
    let mut room = Room::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let olga = room.stage.person("Olga");
    let acme = room.stage.client_group("Acme", &[olga]);
    let hello = room.stage.say(olga, acme, Say::text("good morning"));
    room.stage.pass(Duration::from_secs(5)).await;
    let before = room.stage.posts();
    let (marta, group) = (room.marta, room.stage.group);
    let in_topic = room.stage.find(group, marta, "good morning");
    room.stage.sim.with(|world| {
        world.pin_by(olga, acme, hello).expect("she may pin");
        world.pin_by(marta, group, in_topic).expect("she may pin");
    });
    room.stage.pass(Duration::from_secs(5)).await;
    assert_eq!(room.stage.posts(), before);
}
