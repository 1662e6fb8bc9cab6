//! Files over real HTTP: what the desk sends arrives byte for byte, also where the line breaks.

use std::sync::Arc;
use std::time::Duration;

use relevo::app::Pump;
use relevo_telegram::{Call, ChatId, Gateway, NewFile, Outcome, Receipt, Send, Text};
use relevo_telegram_bot::Bot;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Deed, Fault, Rule};
use relevo_telegram_sim::serve::{Listeners, serve};
use tokio::net::TcpListener;

use super::Room;
use crate::broadcasts::files::document;
use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(a_file_arrives_byte_for_byte);
on_both!(a_table_comes_over_http);
on_both!(a_list_is_fetched_over_http);
on_both!(what_goes_up_costs_of_the_budget);

impl Stage {
    /// From now on the desk talks to the world over HTTP.
    async fn over_http(&mut self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("the listener has an address");
        let listeners = Listeners {
            bot_api: Some(listener),
            ..Listeners::default()
        };
        let served = serve(Arc::clone(&self.sim), listeners, std::future::pending());
        tokio::spawn(served);
        let url = format!("http://{address}");
        let mut app = self.pump.app.clone();
        let base = url.clone();
        app.lines = Arc::new(move |identity| {
            let bot = Bot::over_http(identity.token.expose(), &base);
            Arc::new(bot.expect("the token and the address are right"))
        });
        self.pump = Pump::new(app);
        url
    }

    /// Name and content of the newest document in the group.
    fn newest_document(&self) -> (String, Vec<u8>) {
        let rows = self.rows(self.group, self.owner);
        let newest = rows.iter().rev().find_map(|row| row.fields.get("document"));
        let newest = newest.expect("there is a document");
        let name = newest["file_name"].as_str().unwrap_or_default().to_owned();
        let id = newest["file_unique_id"].as_str().expect("an id");
        let bytes = self.sim.with(|world| world.file_content(id));
        (name, bytes.expect("it is kept"))
    }
}

fn spoils(method: &str, fault: Fault) -> Rule {
    Rule {
        method: Some(method.into()),
        ..Rule::new(fault)
    }
}

/// Promise: bytes of every value and a name of unusual letters go up in a form and arrive as they were; a wait is a wait, and what may have
/// arrived is told as unknown.
async fn a_file_arrives_byte_for_byte(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let url = stage.over_http().await;
    let bot = Bot::over_http(&stage.token, &url).expect("a line");
    let bytes: Vec<u8> = (0..300_000_u32).map(|at| (at * 7 % 256) as u8).collect();
    let call = |name: &str| Call::SendFile {
        to: Send {
            chat: ChatId(stage.group),
            thread: None,
            reply: None,
            silent: false,
        },
        file: NewFile {
            name: name.to_owned(),
            bytes: bytes.clone().into(),
        },
        caption: Text::plain("готово"),
    };
    for name in ["клиенты – März.csv", "a \"b\"; c.csv", "表 🙂.csv"] {
        let outcome = bot.call(&call(name)).await;
        assert!(
            matches!(outcome, Outcome::Done(Receipt::Message(_))),
            "{outcome:?}"
        );
        let (arrived, held) = stage.newest_document();
        assert_eq!(arrived, name);
        assert!(held == bytes, "{} of {} bytes", held.len(), bytes.len());
    }
    let rules = [
        (
            Fault::TooMany { retry_after: 7 },
            Outcome::Wait(Duration::from_secs(7)),
        ),
        (Fault::Reset { deed: Deed::After }, Outcome::Unknown),
        (Fault::HalfAnswer, Outcome::Unknown),
    ];
    for (fault, expected) in rules {
        stage
            .sim
            .faults(|faults| faults.add(spoils("sendDocument", fault)));
        assert_eq!(bot.call(&call("again.csv")).await, expected);
    }
    let (arrived, held) = stage.newest_document();
    assert_eq!((arrived.as_str(), held.len()), ("again.csv", bytes.len()));
}

/// Promise: an export over HTTP waits where Telegram says so, comes again where nobody knows whether it came, and goes on after a restart.
async fn a_table_comes_over_http(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.stage.over_http().await;
    room.stage.settle().await;
    for fault in [
        Fault::TooMany { retry_after: 20 },
        Fault::Reset { deed: Deed::After },
    ] {
        room.stage
            .sim
            .faults(|faults| faults.add(spoils("sendDocument", fault)));
    }
    room.stage
        .say(room.stage.owner, room.stage.group, Say::text("/export"));
    room.stage.settle().await;
    let app = room.stage.pump.app.clone();
    room.stage.pump = Pump::new(app);
    room.stage.pass(Duration::from_secs(60)).await;
    let rows = room.stage.rows(room.stage.group, room.stage.owner);
    let documents = rows
        .iter()
        .filter(|row| row.fields.contains_key("document"));
    assert_eq!(
        documents.count(),
        2,
        "once where nobody knew, and once where it was known"
    );
    let (name, held) = room.stage.newest_document();
    assert!(name.starts_with("relevo-") && name.ends_with(".csv"));
    let table = String::from_utf8(held).expect("UTF-8");
    assert!(
        table.contains(",Anna,") && table.contains(&room.anna.to_string()),
        "{table}"
    );
    assert!(rows.iter().any(|row| row.text == "✅ Done: 1 client."));
}

/// Promise: a list comes down over HTTP as it went up, also when the line breaks on the way.
async fn a_list_is_fetched_over_http(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.stage.over_http().await;
    room.stage.settle().await;
    let words = Say::text("/say spring").reply_to({
        let (owner, group) = (room.stage.owner, room.stage.group);
        room.stage.say(owner, group, Say::text("Spring!"))
    });
    room.stage.say(room.stage.owner, room.stage.group, words);
    room.stage.pass(Duration::from_secs(5)).await;
    let rule = spoils(relevo_telegram_sim::sim::DOWNLOAD, Fault::HalfAnswer);
    room.stage.sim.faults(|faults| faults.add(rule));
    let list = format!("chat_id\n{}\n", room.anna);
    let file = document("list.csv", list.as_bytes(), "/send spring to file");
    room.stage.say(room.stage.owner, room.stage.group, file);
    room.stage.pass(Duration::from_secs(30)).await;
    let rows = room.stage.rows(room.stage.group, room.stage.owner);
    let told = rows.iter().any(|row| row.text.contains("1 will get it"));
    assert!(
        told,
        "{:?}",
        rows.iter().map(|row| &row.text).collect::<Vec<_>>()
    );
}

/// Promise: a part costs of the group's budget what any message does: beside an export of many parts no message of the desk is sent that
/// Telegram would refuse, also after a restart.
async fn what_goes_up_costs_of_the_budget(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.people_the_store(4_500).await;
    room.stage.pass(Duration::from_secs(61)).await;
    let exports = room.stage.pump.app.exports().in_parts_of(1_000);
    room.stage.pump.exports = exports;
    room.olivia_exports("/export").await;
    for minute in 0..2 {
        for number in 0..15 {
            let words = format!("question {minute} {number}");
            room.stage.say(room.anna, room.stage.bot, Say::text(&words));
        }
        room.stage.pass(Duration::from_secs(30)).await;
        let app = room.stage.pump.app.clone();
        room.stage.pump = Pump::new(app);
        room.stage.pump.exports = room.stage.pump.app.exports().in_parts_of(1_000);
        room.stage.pass(Duration::from_secs(60)).await;
    }
    let (group, bot) = (room.stage.group, room.stage.bot);
    let refused = room.stage.sim.with(|world| {
        let there = |deed: &&relevo_telegram_sim::world::Deed| {
            deed.who == bot && deed.chat == group && deed.refused == 429
        };
        let refused = world.log().iter().filter(there);
        refused
            .map(|deed| format!("{:?}", deed.what))
            .collect::<Vec<_>>()
    });
    // A part asks for no leave: it alone may find that there is no unit left, and waits.
    let others = refused.iter().filter(|what| !what.contains("sendDocument"));
    assert_eq!(others.count(), 0, "{refused:?}");
    let rows = room.stage.rows(group, room.stage.owner);
    let documents = rows
        .iter()
        .filter(|row| row.fields.contains_key("document"));
    assert_eq!(documents.count(), 10);
}
