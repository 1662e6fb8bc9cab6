//! Ways in which an internal word could reach a client: each is tried, and whatever any client ever sees is searched.
//!
//! The words of each try are unlike all others. The same carriers are tried with plain words as well, which must arrive: a
//! search that cannot find anything proves nothing.

mod attempts;
mod carriers;
mod identities;

use std::collections::BTreeMap;
use std::time::Duration;

use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::fault::{Fault, Rule};

use crate::database::{Backend, on_both};
use crate::edits::Room;

on_both!(no_internal_word_reaches_a_client);

/// What is done, with words that must stay inside.
type Steps = Box<dyn Fn(&str) -> Vec<Step>>;

/// One way, told by steps with the words that must stay inside.
pub(crate) struct Attempt {
    /// What kind of way, for the count.
    family: &'static str,
    /// What a person reads who has to mend it.
    name: String,
    steps: Steps,
}

/// What an operator does, or what happens meanwhile. "The message" is the last one written.
pub(crate) enum Step {
    /// Writes in the client's topic.
    Write(Say),
    /// Answers the message.
    Answer(Say),
    /// Answers the newest message of the group that holds these words.
    AnswerTo(String, Say),
    /// Writes in General.
    General(Say),
    /// Writes in a topic that the team made for itself.
    TeamTopic(Say),
    /// Edits the message.
    Edit(Edit),
    /// Forwards the message into the client's topic.
    ForwardIt,
    /// Presses a button of the newest message that has some; nothing if there is none.
    Press(usize),
    /// The desk does what it can.
    Settle,
    /// So many seconds go by.
    Pass(u64),
    /// The next call of this method meets this.
    Fail(&'static str, Fault),
    /// The desk dies after its calls were made.
    Crash,
}

/// A desk with a client whose topic is there, and others who must not hear of it either.
struct Yard {
    room: Room,
    clients: Vec<(i64, i64)>,
    team_topic: i64,
    message: i64,
}

impl Yard {
    async fn new(backend: Backend) -> Yard {
        // Marta is no administrator: in a closed topic nobody could try anything more.
        let params = [("MONITOR_GROUPS", "TRUE"), ("CLOSE_NATIVELY", "FALSE")];
        let mut room = Room::new(backend, &params).await;
        let bea = room.stage.client("Bea");
        let olga = room.stage.person("Olga");
        let club = room.stage.client_group("Club", &[olga]);
        room.stage.settle().await;
        let bot = room.stage.bot;
        room.stage.say(bea, bot, Say::text("hello from Bea"));
        room.stage.say(olga, club, Say::text("hello from the club"));
        room.stage.pass(Duration::from_secs(3)).await;
        let group = room.stage.group;
        let team_topic = room
            .stage
            .sim
            .with(|world| world.make_topic(room.stage.owner, group, "Coffee"))
            .expect("the owner makes a topic");
        let clients = vec![(room.anna, bot), (bea, bot), (olga, club)];
        Yard {
            room,
            clients,
            team_topic,
            message: 0,
        }
    }

    async fn take(&mut self, step: Step) {
        match step {
            Step::Write(say) => self.message = self.room.marta_says(say),
            Step::Answer(say) => {
                let answer = say.reply_to(self.message);
                self.message = self.room.marta_says(answer);
            }
            Step::AnswerTo(words, say) => {
                let (group, marta) = (self.room.stage.group, self.room.marta);
                let to = self.room.stage.find(group, marta, &words);
                self.message = self.room.marta_says(say.reply_to(to));
            }
            Step::General(say) => self.say_elsewhere(say),
            Step::TeamTopic(say) => self.say_elsewhere(say.thread(self.team_topic)),
            Step::Edit(edit) => self.room.marta_edits(self.message, edit),
            Step::ForwardIt => {
                let forward = Say::forward(self.room.stage.group, self.message);
                self.message = self.room.marta_says(forward);
            }
            Step::Press(button) => self.press(button),
            Step::Settle => self.room.stage.settle().await,
            Step::Pass(seconds) => self.room.stage.pass(Duration::from_secs(seconds)).await,
            Step::Fail(method, fault) => {
                let rule = Rule {
                    method: Some(method.into()),
                    ..Rule::new(fault)
                };
                self.room.stage.sim.faults(|faults| faults.add(rule));
            }
            Step::Crash => self.room.stage.crash_after_the_calls().await,
        }
    }

    fn say_elsewhere(&mut self, say: Say) {
        let (marta, group) = (self.room.marta, self.room.stage.group);
        self.message = self.room.stage.say(marta, group, say);
    }

    fn press(&self, button: usize) {
        let (marta, group) = (self.room.marta, self.room.stage.group);
        let rows = self.room.stage.rows(group, marta);
        let Some(row) = rows.iter().rev().find(|row| row.markup.is_some()) else {
            return;
        };
        // A button that is not there is not pressed.
        let _ = self
            .room
            .stage
            .sim
            .with(|world| world.press_button(marta, group, row.message_id, button));
    }

    /// Whether any client sees these words, or has ever seen them in what is deleted now.
    fn is_seen(&self, words: &str) -> bool {
        self.clients.iter().any(|(client, chat)| {
            let rows = self
                .room
                .stage
                .sim
                .with(|world| world.transcript(*chat, *client));
            let seen = serde_json::to_string(&rows).expect("rows are JSON");
            seen.contains(words)
        })
    }
}

/// Promise: none of these ways leads an internal word to a client, at any moment; and ordinary words by the same means arrive.
async fn no_internal_word_reaches_a_client(backend: Backend) {
    let mut yard = Yard::new(backend).await;
    let attempts = attempts::all();
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    let mut leaks = Vec::new();
    for (number, attempt) in attempts.iter().enumerate() {
        let secret = format!("vault{number:03}");
        for step in (attempt.steps)(&secret) {
            yard.take(step).await;
            if yard.is_seen(&secret) {
                leaks.push(format!("{}: {}", attempt.family, attempt.name));
                break;
            }
        }
        yard.room.stage.settle().await;
        *counted.entry(attempt.family).or_default() += 1;
    }
    // Whatever still waits, notices included, gets its time.
    yard.room.stage.pass_minutes(20).await;
    for (number, attempt) in attempts.iter().enumerate() {
        if yard.is_seen(&format!("vault{number:03}")) {
            leaks.push(format!("{}, in the end: {}", attempt.family, attempt.name));
        }
    }
    leaks.dedup();
    for (name, carrier) in carriers::all() {
        let words = format!("hello by {name}");
        yard.take(Step::Write(carrier(&words))).await;
        yard.room.stage.pass(Duration::from_secs(4)).await;
        assert!(yard.is_seen(&words), "ordinary words by {name} arrive");
    }
    println!(
        "{} ways, {} leaks: {counted:?}",
        attempts.len(),
        leaks.len()
    );
    assert!(attempts.len() >= 150, "only {} ways", attempts.len());
    assert_eq!(leaks, Vec::<String>::new());
}
