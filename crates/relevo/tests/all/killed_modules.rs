//! The desk dies at every instant of a story in which every module is used: quick replies are saved and sent, a mark is set that sends one, a
//! broadcast goes out, the clients are exported, a shift begins and ends. Afterwards everything has happened once, or somebody was told that
//! nobody knows.
//!
//! Deaths are skipped between by a stride, so that this takes seconds. All of them:
//! `RELEVO_DEATHS=1 cargo test -p relevo --test all killed_modules -- --nocapture`, or those from one on with `RELEVO_DEATHS_FROM` besides.

use std::time::Duration;

use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::transcript::Row;

use crate::database::{Backend, on_both};
use crate::desk::Room;
use crate::groups::labels_of;
use crate::life::wanted;

on_both!(whenever_the_desk_dies);

/// More instants than the story has.
const INSTANTS_MAX: usize = 1_000;

/// What clients are sent, each once: by `/say` as words and as a photo, by a mark, and by the broadcast.
const WORDS: [&str; 4] = [
    "All is well, Anna.",
    "Our shop",
    "Welcome, friend",
    "Spring!",
];

/// Promise: at whatever instant the desk dies, what was asked of it is done once afterwards, as if it had lived. What a client may have and
/// nobody knows is asked about in the topic, or counted as unknown in the broadcast's report.
async fn whenever_the_desk_dies(backend: Backend) {
    let mut undisturbed = Played::new(backend).await;
    Box::pin(undisturbed.plays()).await;
    let as_it_is_to_be = undisturbed.end().await;
    undisturbed.is_judged("alive");
    let (mut dead, mut unknown) = (0, 0);
    for instant in (wanted("RELEVO_DEATHS_FROM", 1)..INSTANTS_MAX).step_by(stride(backend)) {
        let mut played = Played::new(backend).await;
        played.room.stage.dies_at(instant);
        Box::pin(played.plays()).await;
        let (died, name) = (played.room.stage.has_died(), format!("dead at {instant}"));
        assert_eq!(played.end().await, as_it_is_to_be, "{name}");
        unknown += played.is_judged(&name);
        played.room.stage.adds_up().await;
        if !died {
            println!("{backend:?}: {dead} deaths, {unknown} messages of unknown outcome");
            return;
        }
        dead += 1;
    }
    panic!("the story has more instants than were tried");
}

/// Between which instants deaths are skipped. Odd, so that both sides of commits have their turn.
fn stride(backend: Backend) -> usize {
    wanted(
        "RELEVO_DEATHS",
        match backend {
            Backend::Sqlite => 27,
            Backend::Postgres => 67,
        },
    )
}

/// The story, with those who take part in it.
struct Played {
    room: Room,
    fans: Vec<i64>,
}

impl Played {
    async fn new(backend: Backend) -> Played {
        let mut room = Room::new(backend, &[]).await;
        let fans = (0..3).map(|_| {
            let fan = room.stage.person("Fan");
            let started = room
                .stage
                .sim
                .with(|world| world.start_bot(fan, room.stage.bot, Some("link")));
            started.expect("the person starts the bot");
            fan
        });
        let fans = fans.collect();
        room.stage.settle().await;
        for person in [room.stage.owner, room.marta] {
            let group = room.stage.group;
            room.stage.say(person, group, Say::text("hello everybody"));
        }
        room.stage.settle().await;
        Played { room, fans }
    }

    async fn plays(&mut self) {
        let (olivia, marta) = (self.room.stage.owner, self.room.marta);
        let words = self
            .in_general(olivia, Say::text("All is well, {first_name}."))
            .await;
        self.in_general(olivia, Say::text("/say fine").reply_to(words))
            .await;
        let photo = self.in_general(olivia, Say::photo("Our shop")).await;
        self.in_general(olivia, Say::text("/say shop").reply_to(photo))
            .await;
        for (name, words) in [("friend", "Welcome, friend"), ("spring", "Spring!")] {
            let words = self.in_general(olivia, Say::text(words)).await;
            let save = Say::text(&format!("/say {name}")).reply_to(words);
            self.in_general(olivia, save).await;
        }
        self.minutes(1).await;
        self.room.marta_says("/say fine").await;
        self.room.marta_says("/say shop").await;
        for command in [
            "/mark new lead",
            "/mark new vip",
            "/mark vip after lead",
            "/mark vip sends friend",
        ] {
            self.in_general(olivia, Say::text(command)).await;
        }
        self.room.marta_says("/mark lead").await;
        self.room.marta_says("/mark").await;
        self.presses(marta, "vip").await;
        self.minutes(1).await;
        self.in_general(olivia, Say::text("/send spring to all"))
            .await;
        self.seconds(2).await;
        self.presses(olivia, "▶️ Start").await;
        self.seconds(8).await;
        self.minutes(1).await;
        self.in_general(olivia, Say::text("/export")).await;
        self.seconds(2).await;
        self.in_general(olivia, Say::text("/shift rota Olivia mon 09:10-12:00"))
            .await;
        self.in_general(marta, Say::text("/shift on")).await;
        self.minutes(2).await;
        self.in_general(marta, Say::text("/shift off")).await;
        self.minutes(7).await;
    }

    async fn in_general(&mut self, person: i64, say: Say) -> i64 {
        let group = self.room.stage.group;
        let said = self.room.stage.say(person, group, say);
        self.room.stage.settle().await;
        said
    }

    /// Somebody presses the newest button whose label holds this. Where that does nothing, since nobody knows whether its panel was posted and it
    /// is posted again, they press once more when it is there.
    async fn presses(&mut self, person: i64, label: &str) {
        if self.taps(person, label).await {
            return;
        }
        self.minutes(1).await;
        assert!(
            self.taps(person, label).await,
            "the new panel's button works"
        );
    }

    /// Whether the button still works.
    async fn taps(&mut self, person: i64, label: &str) -> bool {
        let rows = self.told("");
        let found = rows.iter().rev().find_map(|row| {
            let labels = labels_of(row);
            let nth = labels.iter().position(|text| text.contains(label))?;
            Some((row.message_id, nth))
        });
        let (message, nth) = found.unwrap_or_else(|| {
            let stage = &self.room.stage;
            panic!(
                "no button “{label}”:\n{}\n{}",
                stage.general(),
                stage.topics()
            )
        });
        let (group, sim) = (self.room.stage.group, self.room.stage.sim.clone());
        let pressed = sim.with(|world| world.press_button(person, group, message, nth));
        let pressed = pressed.expect("the button can be pressed");
        self.room.stage.settle().await;
        let answer = sim.with(|world| world.callback_answer(&pressed).cloned());
        let told = answer.as_ref().and_then(|answer| answer["text"].as_str());
        told.is_none()
    }

    async fn seconds(&mut self, seconds: u64) {
        for _ in 0..seconds {
            self.room.stage.jump(Duration::from_secs(1)).await;
        }
    }

    async fn minutes(&mut self, minutes: u64) {
        for _ in 0..minutes {
            self.room.stage.jump(Duration::from_secs(60)).await;
        }
    }

    /// What stands in the group from the desk, with these words.
    fn told(&self, words: &str) -> Vec<Row> {
        let rows = self
            .room
            .stage
            .rows(self.room.stage.group, self.room.stage.owner);
        rows.into_iter()
            .filter(|row| row.from == self.room.stage.bot && row.text.contains(words))
            .collect()
    }

    /// How often somebody has got these words.
    fn got(&self, person: i64, words: &str) -> usize {
        let rows = self.room.stage.rows(self.room.stage.bot, person);
        rows.iter().filter(|row| row.text == words).count()
    }

    /// What a death must change nothing of.
    async fn end(&self) -> End {
        let stage = &self.room.stage;
        let cell = stage.store.connections().await.expect("it answers")[0].cell;
        let deeds = stage.store.audit(None, 0, 100).await.expect("it answers");
        let deeds = deeds
            .iter()
            .rev()
            .map(|one| (one.deed.word(), one.deed.values()));
        let replies = stage.store.replies_of(cell).await.expect("it answers");
        let replies = replies
            .iter()
            .map(|one| format!("{} {}", one.name.as_str(), one.is_ready()));
        let mut on_duty: Vec<String> = self.told("🔁").iter().map(|row| duty(&row.text)).collect();
        on_duty.dedup();
        // A panel of which nobody knows whether it was posted is posted again.
        let mut exported: Vec<String> = self
            .told("✅ Done: ")
            .iter()
            .map(|row| row.text.clone())
            .collect();
        exported.dedup();
        End {
            deeds: deeds.map(|deed| format!("{deed:?}")).collect(),
            replies: replies.collect(),
            marked: stage
                .database
                .numbers("SELECT COUNT(*) FROM mark_events")
                .await,
            waiting: stage
                .database
                .numbers("SELECT COUNT(*) FROM requests")
                .await,
            on_duty,
            title: self.room.title(),
            exported,
        }
    }

    /// Judges what people have. Says of how many messages to clients nobody knows whether they arrived.
    fn is_judged(&self, dead: &str) -> usize {
        let anna = self.room.anna;
        let asked = self.told("whether this message reached the client").len();
        let got: Vec<usize> = WORDS[..3]
            .iter()
            .map(|words| self.got(anna, words))
            .collect();
        assert!(got.iter().all(|times| *times <= 1), "{dead}: {got:?}");
        let missing = 3 - got.iter().sum::<usize>();
        assert!(
            missing <= asked && asked <= 1,
            "{dead}: {got:?}, asked {asked}"
        );
        let everybody = self.fans.iter().chain([&anna]);
        let got: Vec<usize> = everybody.map(|one| self.got(*one, WORDS[3])).collect();
        assert!(got.iter().all(|times| *times <= 1), "{dead}: {got:?}");
        let report = &self
            .told("📣 Broadcast 1")
            .pop()
            .expect("there is a panel")
            .text;
        let (sent, unknown) = (counted(report, "✅ "), counted(report, "❔ "));
        assert_eq!(sent + unknown, got.len(), "{dead}: {report}");
        let got = got.iter().sum();
        assert!(
            (sent..=sent + unknown).contains(&got),
            "{dead}: {got}, {report}"
        );
        // What only the team sees may be there twice, where nobody knew.
        let files = self.told("").into_iter().filter(|row| row.file.is_some());
        let (stored, tables): (Vec<Row>, Vec<Row>) = files.partition(|row| row.text == WORDS[1]);
        let (stored, tables) = (stored.len(), tables.len());
        assert!((1..=2).contains(&tables), "{dead}: {tables} tables");
        assert!((1..=2).contains(&stored), "{dead}: {stored} photos stored");
        let told = self.told("🔁").len();
        assert!((3..=4).contains(&told), "{dead}: {told} hand-overs");
        asked + unknown
    }
}

/// What a death must change nothing of: the audit log, quick replies and whether they can be sent, how many marks were set and removed, how
/// many requests are left, who was told to be on duty, Anna's title, and what exports said at their end.
#[derive(Debug, PartialEq, Eq)]
struct End {
    deeds: Vec<String>,
    replies: Vec<String>,
    marked: Vec<i64>,
    waiting: Vec<i64>,
    on_duty: Vec<String>,
    title: String,
    exported: Vec<String>,
}

/// Who is on duty and who went off, of what a hand-over says.
fn duty(text: &str) -> String {
    let lines = text.lines().filter(|line| line.contains("uty"));
    lines.collect::<Vec<_>>().join(" / ")
}

/// The number behind this in a report; 0: it is not there.
fn counted(report: &str, before: &str) -> usize {
    let mut lines = report.lines().filter_map(|line| line.strip_prefix(before));
    let numbers = lines.find_map(|line| line.split(' ').next()?.parse().ok());
    numbers.unwrap_or_default()
}
