//! Files in and out: whom a file names, what is said of one that is of no use, and the report that follows a broadcast.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo::store::Broadcast;
use relevo_telegram_sim::control::{Say, SayContent};
use relevo_telegram_sim::fault::{Deed, Fault, Rule};
use relevo_telegram_sim::sim::DOWNLOAD;
use relevo_telegram_sim::world::Kind;

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(a_file_names_whom_it_goes_to);
on_both!(a_table_of_export_works_as_it_is);
on_both!(people_of_another_group_are_not_reached);
on_both!(a_file_that_is_of_no_use);
on_both!(a_file_that_comes_late);
on_both!(a_death_between_file_and_plan);
on_both!(a_list_is_kept_until_it_is_gone_through);
on_both!(the_report_follows);
on_both!(the_report_survives);
on_both!(a_cancelled_broadcast_has_a_report);

/// A document with these words below it.
pub(crate) fn document(name: &str, bytes: &[u8], caption: &str) -> Say {
    Say::new(SayContent::Media {
        media: Kind::Document,
        caption: caption.to_owned(),
        entities: Vec::new(),
        name: name.to_owned(),
        bytes: bytes.to_vec(),
        spoiler: false,
    })
}

fn spoils(method: &str, fault: Fault) -> Rule {
    Rule {
        method: Some(method.into()),
        ..Rule::new(fault)
    }
}

impl Stage {
    /// The owner sends a document in General.
    fn sends(&self, bytes: &str, caption: &str) -> i64 {
        let file = document("клиенты.csv", bytes.as_bytes(), caption);
        self.say(self.owner, self.group, file)
    }

    /// The broadcasts of the group.
    async fn made(&self) -> Vec<Broadcast> {
        let cell = self.store.connections().await.expect("it answers")[0].cell;
        self.store.broadcasts_of(cell).await.expect("it answers")
    }

    /// What the bot says in General, the newest last.
    fn last_word(&self) -> String {
        let rows = self.rows(self.group, self.owner);
        let said = rows
            .iter()
            .rev()
            .find(|row| row.from == self.bot && !row.text.is_empty());
        said.expect("the bot has spoken").text.clone()
    }

    /// What the documents hold that the desk has sent, as far as Telegram was asked to take them.
    pub(crate) fn documents(&self) -> Vec<String> {
        let asked = self.asked.lock().expect("nobody panicked while noting");
        let sent = asked.iter().filter(|(method, _)| *method == "sendDocument");
        let held = sent.map(|(_, params)| params["document"].as_str().expect("a file").to_owned());
        held.collect()
    }

    /// The documents that stand in General.
    fn shown_documents(&self) -> Vec<String> {
        let rows = self.rows(self.group, self.owner);
        let name = |row: &relevo_telegram_sim::transcript::Row| {
            let name = row.fields.get("document")?.get("file_name")?.as_str()?;
            (row.from == self.bot).then(|| name.to_owned())
        };
        rows.iter().filter_map(name).collect()
    }
}

/// Promise: a list as a file, with the command below it or in answer to it, goes to those whom it names and whom the group knows, each once;
/// lines that name nobody are counted and told. Other conditions hold besides.
async fn a_file_names_whom_it_goes_to(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    let fans = stage.fans(4);
    stage.seconds(2).await;
    let (one, two, three) = (fans[0], fans[1], fans[2]);
    let list = format!(
        "\u{feff}name;chat_id\r\n\"A; B\";{one}\r\nB;{two}\r\nA;{one}\r\n?;999\r\nC;none\r\n"
    );
    let file = stage.sends(&list, "/send spring to file");
    stage.seconds(3).await;
    allow_duplicates! { assert_snapshot!(stage.panel(), @"
    📣 Broadcast 1, “spring”
    /send spring to file
    Nothing has been sent yet. “Start” sends it.
    2 chats in all.
    ▫️ 2 lines of the file name nobody known here.
    2 will get it.
    Takes about 1 minute.
    Among them: Fan 0, Fan 1
    [▶️ Start] [Test to me] [⏹ Cancel]
    "); }
    stage.press(stage.owner, "▶️ Start");
    stage.seconds(5).await;
    let got = |stage: &Stage| {
        fans.iter()
            .map(|fan| stage.got(*fan, "Spring!"))
            .collect::<Vec<_>>()
    };
    assert_eq!(got(&stage), [1, 1, 0, 0]);
    // In answer to the same file, and only who speaks a language that nobody speaks.
    let answer = Say::text("/send spring to file and lang xx").reply_to(file);
    stage.say(stage.owner, stage.group, answer);
    stage.seconds(3).await;
    let panel = stage.panel();
    assert!(
        panel.contains("0 chats in all") && panel.contains("2 lines"),
        "{panel}"
    );
    stage.orders("/send cancel 2");
    // A list beside the file: whoever is in both.
    let list = format!("{two}\n{three}\n");
    stage.sends(
        &list,
        &format!("/send spring to list {three} {one} and file"),
    );
    stage.starts().await;
    stage.seconds(5).await;
    assert_eq!(got(&stage), [1, 1, 1, 0]);
    assert!(
        !stage.panel().contains("has never written"),
        "{}",
        stage.panel()
    );
    stage.adds_up().await;
}

/// Promise: what `/export` writes can be sent back as it is, also where it names no chats.
async fn a_table_of_export_works_as_it_is(backend: Backend) {
    let mut stage = Stage::new(backend, &[("HIDE_INFO", "name, title, links")]).await;
    stage.saved("spring", "Spring!").await;
    let fans = stage.fans(3);
    stage.seconds(2).await;
    stage.orders("/export");
    stage.seconds(2).await;
    let table = stage.documents().remove(0);
    assert!(!table.contains(&fans[0].to_string()), "{table}");
    let lines: Vec<&str> = table.split_inclusive("\r\n").collect();
    assert_eq!(lines.len(), 4);
    stage.sends(&lines[..3].concat(), "/send spring to file");
    stage.starts().await;
    stage.seconds(5).await;
    let got: usize = fans.iter().map(|fan| stage.got(*fan, "Spring!")).sum();
    assert_eq!(got, 2);
    assert!(
        stage.panel().contains("2 chats in all"),
        "{}",
        stage.panel()
    );
    // The report hides the same, and can be sent back too.
    let report = stage.documents().remove(1);
    assert!(
        fans.iter().all(|fan| !report.contains(&fan.to_string())),
        "{report}"
    );
    stage.sends(&report, "/send spring to file");
    stage.seconds(3).await;
    assert!(stage.panel().contains("2 will get it"), "{}", stage.panel());
}

/// Promise: whoever is known to another backend group alone is nobody here, by whichever number.
async fn people_of_another_group_are_not_reached(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    let fan = stage.fan("Fan");
    stage.other_desk(&[]).await;
    stage.seconds(2).await;
    let bots = stage.store.identities().await.expect("it answers");
    let their_bot = bots.iter().find(|bot| bot.username == "other_desk_bot");
    let their_bot = their_bot.expect("it is connected").user.0;
    let other = stage.sim.with(|world| {
        let stranger = world.make_named("Stranger");
        world
            .start_bot(stranger, their_bot, Some("link"))
            .expect("the person starts the bot");
        stranger
    });
    stage.seconds(2).await;
    let connections = stage.store.connections().await.expect("it answers");
    let theirs = stage
        .store
        .conversations_of(connections[1].id)
        .await
        .expect("it answers");
    assert_eq!(theirs.len(), 1);
    for (list, nobody) in [
        (format!("{fan}\n{other}\n"), "1 line "),
        (
            format!(
                "conversation_id,chat_id\n{},{other}\n,{fan}\n",
                theirs[0].id.0
            ),
            "1 line ",
        ),
    ] {
        stage.sends(&list, "/send spring to file");
        stage.seconds(3).await;
        let panel = stage.panel();
        assert!(
            panel.contains("1 chat in all") && panel.contains(nobody),
            "{panel}"
        );
    }
}

/// Promise: of a file that is of no use it is said why, and nothing is sent.
async fn a_file_that_is_of_no_use(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    let fan = stage.fan("Fan");
    let marta = stage.operator("Marta");
    stage.seconds(2).await;
    let owner = stage.owner;
    let list = format!("{fan}\n");
    let word = "/send spring to file";
    let too_large = vec![b'\n'; (20 << 20) + 1];
    let cases = [
        (owner, Say::text(word), "📎"),
        (owner, Say::photo(word), "📎"),
        (
            owner,
            document("a.csv", b"name\nAnn\n", word),
            "names nobody",
        ),
        (
            owner,
            document("a.xlsx", b"PK\x03\x04\0\0", word),
            "not a CSV file",
        ),
        (owner, document("a.csv", &too_large, word), "too large"),
        (
            marta,
            document("a.csv", list.as_bytes(), word),
            "allows to use",
        ),
        (
            owner,
            document("a.csv", list.as_bytes(), "/send sprong to file"),
            "no quick reply",
        ),
    ];
    for (person, say, told) in cases {
        stage.say(person, stage.group, say);
        stage.seconds(2).await;
        assert!(
            stage.last_word().contains(told),
            "{told}: {}",
            stage.last_word()
        );
    }
    // Telegram does not have it any more; the line is down for as long as anybody waits.
    let gone = Fault::Refused {
        code: 400,
        description: "Bad Request: wrong file_id or the file is temporarily unavailable".into(),
        migrate_to_chat_id: None,
    };
    stage
        .sim
        .faults(|faults| faults.add(spoils("getFile", gone)));
    stage.sends(&list, word);
    stage.seconds(2).await;
    assert!(stage.last_word().contains("does not hand over"));
    let mut down = spoils(DOWNLOAD, Fault::Reset { deed: Deed::Before });
    down.times = 100;
    stage.sim.faults(|faults| faults.add(down));
    stage.orders("/send list");
    stage.seconds(2).await;
    stage.sends(&list, word);
    stage.seconds(70).await;
    assert!(
        stage.last_word().contains("does not hand over"),
        "{}",
        stage.last_word()
    );
    let made = stage.made().await;
    assert_eq!((made.len(), stage.got(fan, "Spring!")), (0, 0));
}

/// Promise: a file that Telegram keeps back for a while, that comes by half or not at all, is fetched again; what is asked meanwhile is answered.
async fn a_file_that_comes_late(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    let fan = stage.fan("Fan");
    stage.seconds(2).await;
    for rule in [
        spoils("getFile", Fault::TooMany { retry_after: 20 }),
        spoils(DOWNLOAD, Fault::HalfAnswer),
        spoils(
            DOWNLOAD,
            Fault::ServerError {
                code: 502,
                deed: Deed::Before,
            },
        ),
    ] {
        stage.sim.faults(|faults| faults.add(rule));
    }
    stage.sends(&format!("{fan}\n"), "/send spring to file");
    stage.seconds(2).await;
    stage.orders("/send list");
    stage.seconds(1).await;
    assert!(
        stage.last_word().contains("no broadcasts yet"),
        "{}",
        stage.last_word()
    );
    stage.seconds(60).await;
    assert!(stage.panel().contains("1 will get it"), "{}", stage.panel());
    let made = stage.made().await;
    assert_eq!(made.len(), 1);
    stage.adds_up().await;
}

/// Promise: a process that dies with the file in its hands, or just after the plan was made, loses nothing and makes no second plan.
async fn a_death_between_file_and_plan(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    let fan = stage.fan("Fan");
    stage.seconds(2).await;
    stage
        .sim
        .faults(|faults| faults.add(spoils(DOWNLOAD, Fault::AnswerLost)));
    stage.sends(&format!("{fan}\n"), "/send spring to file");
    stage.seconds(1).await;
    stage.crash_after_the_calls().await;
    stage.seconds(1).await;
    assert!(stage.panel().contains("1 will get it"), "{}", stage.panel());
    stage.crash_after_the_calls().await;
    stage.press(stage.owner, "▶️ Start");
    stage.seconds(5).await;
    stage.crash_after_the_calls().await;
    stage.seconds(20).await;
    let made = stage.made().await;
    assert_eq!((made.len(), stage.got(fan, "Spring!")), (1, 1));
    stage.adds_up().await;
}

/// Promise: a list that is gone through later, again and again, is kept until then and no longer.
async fn a_list_is_kept_until_it_is_gone_through(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    let (fan, other) = (stage.fan("Fan"), stage.person("Later"));
    stage.seconds(2).await;
    stage.sends(
        &format!("{fan}\n{other}\n"),
        "/send spring to file every day 09:02",
    );
    stage.starts().await;
    let first = stage.made().await;
    let file = first[0].file.expect("there is a file");
    stage.seconds(150).await;
    assert_eq!(
        (stage.got(fan, "Spring!"), stage.got(other, "Spring!")),
        (1, 0)
    );
    let kept = |stage: &Stage| {
        let store = stage.store.clone();
        async move { store.listed(file, 0).await.expect("it answers").is_some() }
    };
    assert!(kept(&stage).await);
    // Who comes later is known when it comes again.
    stage
        .sim
        .with(|world| world.start_bot(other, stage.bot, Some("link")))
        .expect("a start");
    stage.seconds(2).await;
    stage.jump(Duration::from_secs(24 * 3_600 - 100)).await;
    stage.seconds(100).await;
    assert_eq!(
        (stage.got(fan, "Spring!"), stage.got(other, "Spring!")),
        (2, 1)
    );
    stage.orders("/send cancel 1");
    stage.seconds(2).await;
    assert!(!kept(&stage).await);
}

/// Promise: once a broadcast is over its report stands in General as a table, with everybody to whom it went.
async fn the_report_follows(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    let (fan, blocks) = (stage.fan("Fan"), stage.fan("Blocks"));
    stage.seconds(2).await;
    stage.sim.with(|world| world.block_bot(blocks, stage.bot));
    stage.orders(&format!("/send spring to list {fan} {blocks} 999"));
    stage.starts().await;
    stage.seconds(15).await;
    assert_eq!(stage.shown_documents(), ["relevo-broadcast-1.csv"]);
    let report = stage.documents().remove(0);
    let body = report.strip_prefix("\u{feff}").expect("a byte order mark");
    let mut lines: Vec<&str> = body.split_terminator("\r\n").collect();
    assert_eq!(
        lines.remove(0),
        "recipient,conversation_id,connection,state,reason,time_utc"
    );
    let ends = |line: &str| line.rsplit_once(',').map(|(rest, _)| rest.to_owned());
    let mut told: Vec<String> = lines.iter().filter_map(|line| ends(line)).collect();
    told.sort();
    let conversations = stage.store.connections().await.expect("it answers")[0].id;
    let known = stage
        .store
        .conversations_of(conversations)
        .await
        .expect("it answers");
    let id = |chat: i64| {
        known
            .iter()
            .find(|one| one.chat.0 == chat)
            .map_or(0, |one| one.id.0)
    };
    let mut expected = vec![
        format!("{fan},{},i1,sent,", id(fan)),
        format!("{blocks},{},i1,left_out,blocked", id(blocks)),
        "999,,,left_out,no_dialog".to_owned(),
    ];
    expected.sort();
    assert_eq!(told, expected);
    // A test on oneself has none.
    stage.orders("/send spring to test");
    stage.seconds(15).await;
    assert_eq!(stage.shown_documents().len(), 1);
}

/// Promise: a report that Telegram keeps back, and one that a dying process was about to send, come; what cannot be sent is said.
async fn the_report_survives(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    let fan = stage.fan("Fan");
    stage.seconds(2).await;
    stage
        .sim
        .faults(|faults| faults.add(spoils("sendDocument", Fault::TooMany { retry_after: 20 })));
    stage.orders(&format!("/send spring to list {fan}"));
    stage.starts().await;
    stage.seconds(6).await;
    // While Telegram refuses the report the bot waits, so its panel does, too.
    let asked = stage.asked.lock().expect("nobody panicked").clone();
    let tries = asked.iter().filter(|(method, _)| *method == "sendDocument");
    assert_eq!(tries.count(), 1);
    assert_eq!(stage.shown_documents(), [""; 0]);
    stage.crash_after_the_calls().await;
    stage.seconds(30).await;
    assert!(stage.panel().contains("✅ Finished"), "{}", stage.panel());
    assert_eq!(stage.shown_documents(), ["relevo-broadcast-1.csv"]);
    let refusal = Fault::Refused {
        code: 400,
        description: "Bad Request: not enough rights to send documents to the chat".into(),
        migrate_to_chat_id: None,
    };
    stage
        .sim
        .faults(|faults| faults.add(spoils("sendDocument", refusal)));
    stage.orders(&format!("/send spring to list {fan}"));
    stage.starts().await;
    stage.seconds(15).await;
    assert!(
        stage.panel().contains("relevo broadcasts --report 2"),
        "{}",
        stage.panel()
    );
    assert_eq!(stage.shown_documents().len(), 1);
}

/// Promise: the report of a broadcast that somebody ended says who was not reached.
async fn a_cancelled_broadcast_has_a_report(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    stage.saved("spring", "Spring!").await;
    stage.fans(5);
    stage.seconds(2).await;
    stage.orders("/send spring to all rate 1/s");
    stage.starts().await;
    stage.seconds(2).await;
    stage.orders("/send cancel 1");
    stage.pass(Duration::from_secs(20)).await;
    let report = stage.documents().remove(0);
    let count = |word: &str| report.matches(word).count();
    assert_eq!(
        count(",sent,") + count(",left_out,cancelled,"),
        5,
        "{report}"
    );
    assert!(
        count(",left_out,cancelled,") > 0 && count(",sent,") > 0,
        "{report}"
    );
    // One that never began has none.
    stage.orders("/send spring to all");
    stage.seconds(2).await;
    stage.orders("/send cancel 2");
    stage.seconds(15).await;
    assert_eq!(stage.shown_documents().len(), 1);
}
