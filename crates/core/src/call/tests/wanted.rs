//! Whatever people do to their reactions while messages are on their way, calls are refused or lost and the process dies: in the
//! end each message's other side shows the newest reaction that may be set, and nothing if there is none.
//!
//! A small program around `decide`, `next_call` and `after_call`, with a few messages and a Telegram that answers at random.

use std::collections::BTreeMap;

use proptest::prelude::*;
use relevo_telegram::{
    Actor, Author, Call, Chat, ChatId, ChatKind, MessageId, Outcome, Place, Reaction,
    ReactionChange, Receipt, Refusal,
};

use super::{World, claimed};
use crate::call::{CallFacts, Next, after_call, next_call};
use crate::decide::tests::desk::{ANN, Desk, GROUP, NOW_MS, mark, person};
use crate::{
    About, Change, ContentKind, Context, Delivery, Direction, Event, Fresh, Job, Lane, Link,
    LinkRole, ReactionFacts, Seq, State, decide, meant, reacting_places,
};

const CLIENT: ChatId = ChatId(ANN);
/// Two of the client's messages and two of the team's.
const MESSAGES: usize = 4;

/// Reactions that Telegram lets a bot set, and one that it does not.
const EMOJI: [&str; 4] = ["👍", "🔥", "❤", "🚫"];

#[derive(Clone, Debug)]
enum Step {
    /// An actor of a side has these reactions to a message now: to the original, the copy, or the author line above it.
    React {
        message: usize,
        by_team: bool,
        actor: i64,
        to: usize,
        now: Vec<usize>,
    },
    /// The message's update comes.
    Known {
        message: usize,
    },
    /// It is delivered, or its author line is.
    Delivered {
        message: usize,
        line: bool,
    },
    Claim,
    End {
        which: usize,
        done: bool,
        heard: bool,
    },
    /// Every call under way has an unknown outcome.
    Die {
        done: bool,
    },
    Pass,
}

fn step() -> impl Strategy<Value = Step> {
    let now = prop::sample::subsequence(vec![0, 1, 2, 3], 0..=3).prop_shuffle();
    let react = (0..MESSAGES, any::<bool>(), 1_i64..4, 0_usize..3, now);
    prop_oneof![
        6 => react.prop_map(|(message, by_team, actor, to, now)| Step::React { message, by_team, actor, to, now }),
        1 => (0..MESSAGES).prop_map(|message| Step::Known { message }),
        2 => (0..MESSAGES, any::<bool>()).prop_map(|(message, line)| Step::Delivered { message, line }),
        5 => Just(Step::Claim),
        5 => (0_usize..3, any::<bool>(), prop::bool::weighted(0.7))
            .prop_map(|(which, done, heard)| Step::End { which, done, heard }),
        1 => any::<bool>().prop_map(|done| Step::Die { done }),
        2 => Just(Step::Pass),
    ]
}

/// When it was set, and its place among those of its actor.
type Age = (i64, usize);

/// A reaction as the store keeps it.
#[derive(Clone)]
struct Row {
    place: Place,
    actor: i64,
    reaction: Reaction,
    age: Age,
    refused: bool,
}

struct Program {
    world: World,
    now_ms: i64,
    next: i64,
    outbox: BTreeMap<Seq, Delivery>,
    flight: BTreeMap<Lane, (Seq, Call)>,
    rows: Vec<Row>,
    links: Vec<Link>,
    known: [bool; MESSAGES],
    /// Telegram: whose reactions are on what, each with its age.
    people: BTreeMap<(Place, i64), Vec<(Reaction, Age)>>,
    /// Telegram: the bot's own.
    shown: BTreeMap<Place, Reaction>,
}

/// A message and what stands for it: where it was written, its copy, the author line above that.
fn places(message: usize) -> [Place; 3] {
    let number = 10 * (1 + i64::try_from(message).expect("few"));
    let client = |message| Place {
        chat: CLIENT,
        message: MessageId(message),
    };
    let topic = |message| Place {
        chat: GROUP,
        message: MessageId(100 + message),
    };
    if is_teams(message) {
        [topic(number), client(number + 1), client(number + 1)]
    } else {
        [client(number), topic(number + 1), topic(number)]
    }
}

fn is_teams(message: usize) -> bool {
    message >= MESSAGES / 2
}

fn emoji(which: usize) -> Reaction {
    Reaction::Emoji(EMOJI[which].to_owned())
}

impl Program {
    fn new() -> Program {
        Program {
            world: World::of(Desk::with_ann()),
            now_ms: NOW_MS,
            next: 1,
            outbox: BTreeMap::new(),
            flight: BTreeMap::new(),
            rows: Vec::new(),
            links: Vec::new(),
            known: [false; MESSAGES],
            people: BTreeMap::new(),
            shown: BTreeMap::new(),
        }
    }

    fn links_of(&self, place: Place) -> Vec<Link> {
        let of_it = |link: &&Link| {
            if place.chat == GROUP {
                link.topic_message == place.message
            } else {
                link.client_message == place.message
            }
        };
        self.links.iter().filter(of_it).copied().collect()
    }

    /// What is to bring a message, once its update has come and until it is delivered.
    fn version_of(&self, place: Place) -> Option<State> {
        let message = (0..MESSAGES).find(|message| places(*message)[0] == place)?;
        let delivered = self.links_of(place).iter().any(is_of_the_message);
        (self.known[message] && !delivered).then_some(State::Waiting { due_ms: NOW_MS })
    }

    fn react(&mut self, place: Place, actor: i64, now: &[usize]) {
        self.next += 10;
        let now: Vec<Reaction> = now.iter().map(|which| emoji(*which)).collect();
        let before = self.people.remove(&(place, actor)).unwrap_or_default();
        let with_age = now.iter().enumerate().map(|(position, reaction)| {
            let kept = before.iter().find(|(known, _)| known == reaction);
            let age = kept.map_or((self.next, position), |(_, age)| *age);
            (reaction.clone(), age)
        });
        let with_age = with_age.collect();
        self.people.insert((place, actor), with_age);
        self.decide(place, actor, now);
    }

    fn decide(&mut self, place: Place, actor: i64, now: Vec<Reaction>) {
        let Author::User(user) = person(actor, "Somebody") else {
            unreachable!("a person is a user")
        };
        let change = ReactionChange {
            place,
            chat: Chat {
                id: place.chat,
                kind: ChatKind::Private,
                title: None,
                forum: false,
            },
            by: Actor::User(user),
            date: 1,
            now,
        };
        let mark = mark();
        let event = if place.chat == GROUP {
            Event::GroupReacted { mark, change }
        } else {
            Event::ClientReacted { mark, change }
        };
        let links = self.links_of(place);
        let meant = match meant(place, &links, GROUP) {
            Some(crate::Meant::Message { original, .. }) => original,
            _ => place,
        };
        let of_it = |one: &&Delivery| one.cause.is_some_and(|cause| cause.source == meant);
        let reacting: Vec<Delivery> = self.outbox.values().filter(of_it).cloned().collect();
        let pending: Vec<Delivery> = self
            .version_of(place)
            .map(|state| Delivery {
                state,
                ..super::desk_words(Direction::ToTopic, Job::Forward)
            })
            .into_iter()
            .collect();
        let mut fresh = Fresh::new(self.next..self.next + 10, 0..0);
        let desk = &self.world.desk;
        let known = !links.is_empty() || !pending.is_empty();
        let context = Context {
            now_ms: self.now_ms,
            connection: &desk.connection,
            cell: &desk.cell,
            fleet: &desk.fleet,
            conversation: desk.conversation.as_ref().filter(|_| known),
            card_digest: 0,
            content_digest: 0,
            reply_role: None,
            about: About {
                links: &links,
                pending: &pending,
                reacting: &reacting,
            },
            creating: None,
            callback: None,
            delivery: None,
            codebook: &crate::decide::tests::desk::Numbers,
            album: None,
            scene: crate::Scene::default(),
        };
        let decision = decide(&event, &context, &mut fresh);
        self.apply(&decision.changes);
    }

    fn apply(&mut self, changes: &[Change]) {
        for change in changes {
            match change.clone() {
                Change::Deliver(one) | Change::Replace(one) => {
                    self.outbox.insert(one.seq, one);
                }
                Change::Remove { seq, .. } => {
                    self.outbox.remove(&seq);
                }
                Change::Progress {
                    seq,
                    state,
                    attempts,
                    step,
                    bare,
                    ..
                } => {
                    if let Some(known) = self.outbox.get_mut(&seq) {
                        (known.state, known.attempts) = (state, attempts);
                        (known.step, known.bare) = (step, bare);
                    }
                }
                Change::Reactions {
                    place,
                    actor,
                    now,
                    number,
                    ..
                } => self.put(place, actor, &now, number),
                Change::RefuseReaction {
                    places, reaction, ..
                } => self
                    .rows
                    .iter_mut()
                    .filter(|row| places.contains(&row.place) && row.reaction == reaction)
                    .for_each(|row| row.refused = true),
                Change::ForgetReactions { place, .. } => {
                    self.rows.retain(|row| row.place != place);
                }
                Change::Record(_) => {}
                other => panic!("a reaction changes something else: {other:?}"),
            }
        }
    }

    /// As the store does: what stays keeps its age.
    fn put(&mut self, place: Place, actor: i64, now: &[Reaction], number: i64) {
        let own = |row: &Row| row.place == place && row.actor == actor;
        self.rows
            .retain(|row| !own(row) || now.contains(&row.reaction));
        for (position, reaction) in now.iter().enumerate() {
            let there = |row: &Row| own(row) && row.reaction == *reaction;
            if !self.rows.iter().any(there) {
                self.rows.push(Row {
                    place,
                    actor,
                    reaction: reaction.clone(),
                    age: (number, position),
                    refused: false,
                });
            }
        }
    }

    fn facts(&self, one: &Delivery, asked: Option<Reaction>) -> ReactionFacts {
        let message = one.cause.expect("a reaction has a cause").source;
        let links = self.links_of(message);
        let places = reacting_places((message, one.direction), &links, GROUP);
        let rows = self.rows.iter();
        let mut rows: Vec<&Row> = rows
            .filter(|row| places.contains(&row.place) && !row.refused)
            .collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.age));
        ReactionFacts {
            versions: self.version_of(message).into_iter().collect(),
            reactions: rows.into_iter().map(|row| row.reaction.clone()).collect(),
            links,
            asked,
        }
    }

    fn with_facts<T>(
        &self,
        one: &Delivery,
        asked: Option<Reaction>,
        ask: impl FnOnce(&CallFacts<'_>) -> T,
    ) -> T {
        let known = self.facts(one, asked);
        let facts = self.world.facts();
        ask(&CallFacts {
            conversation: facts.conversation.filter(|_| one.conversation.is_some()),
            reactions: Some(&known),
            ..facts
        })
    }

    /// Every head that is due, in a lane without a call under way, is asked for its call.
    fn claim(&mut self) {
        let mut heads: BTreeMap<Lane, Seq> = BTreeMap::new();
        for one in self.outbox.values() {
            heads.entry(one.lane()).or_insert(one.seq);
        }
        for (lane, seq) in heads {
            let one = self.outbox[&seq].clone();
            let due = matches!(one.state, State::Waiting { due_ms } if due_ms <= self.now_ms);
            if !due || self.flight.contains_key(&lane) {
                continue;
            }
            match self.with_facts(&one, None, |facts| next_call(&one, facts, self.now_ms)) {
                Next::Settle(changes) => self.apply(&changes),
                Next::NotYet { .. } => unreachable!("no albums here"),
                Next::Call { call, units, .. } => {
                    assert_eq!(units, 0, "a reaction spends no budget");
                    self.outbox.insert(seq, claimed(&one, call.method()));
                    self.flight.insert(lane, (seq, call));
                }
            }
        }
    }

    fn telegram(&mut self, call: &Call) -> Result<(), Refusal> {
        let Call::React { at, reaction } = call else {
            panic!("a call that nobody asked for: {call:?}");
        };
        if reaction.as_ref() == Some(&emoji(3)) {
            return Err(Refusal::ReactionInvalid);
        }
        match reaction {
            Some(reaction) => self.shown.insert(*at, reaction.clone()),
            None => self.shown.remove(at),
        };
        Ok(())
    }

    fn end(&mut self, lane: Lane, done: bool, heard: bool) {
        let Some((seq, call)) = self.flight.remove(&lane) else {
            return;
        };
        let answer = done.then(|| self.telegram(&call));
        let outcome = match (answer, heard) {
            (_, false) => Outcome::Unknown,
            (Some(Ok(())), true) => Outcome::Done(Receipt::Nothing),
            (Some(Err(refusal)), true) => Outcome::Refused(refusal),
            (None, true) => Outcome::Wait(std::time::Duration::from_secs(3)),
        };
        let Call::React { reaction, .. } = &call else {
            unreachable!("checked by Telegram");
        };
        let one = self.outbox[&seq].clone();
        let mut fresh = Fresh::new(0..0, 0..0);
        let method = call.method();
        let changes = self.with_facts(&one, reaction.clone(), |facts| {
            after_call(&one, facts, (method, &outcome), self.now_ms, &mut fresh)
        });
        self.apply(&changes);
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::React {
                message,
                by_team,
                actor,
                to,
                now,
            } => {
                let place = places(*message)[*to];
                let in_the_group = place.chat == GROUP;
                if in_the_group == *by_team {
                    self.react(place, *actor, now);
                }
            }
            Step::Known { message } => self.known[*message] = true,
            Step::Delivered { message, line } => self.deliver(*message, *line),
            Step::Claim => self.claim(),
            Step::End { which, done, heard } => {
                let lane = self.flight.keys().nth(*which).copied();
                lane.into_iter()
                    .for_each(|lane| self.end(lane, *done, *heard));
            }
            Step::Die { done } => {
                let lanes: Vec<Lane> = self.flight.keys().copied().collect();
                for lane in lanes {
                    self.end(lane, *done, false);
                }
            }
            Step::Pass => self.now_ms += 7_000,
        }
    }

    fn deliver(&mut self, message: usize, line: bool) {
        self.known[message] = true;
        let [original, copy, above] = places(message);
        let teams = is_teams(message);
        if line && teams {
            return;
        }
        let (client, topic) = match (teams, line) {
            (true, _) => (copy, original),
            (false, false) => (original, copy),
            (false, true) => (original, above),
        };
        let desk = &self.world.desk;
        self.links.push(Link {
            conversation: desk.conversation.as_ref().expect("there").id,
            cell: desk.cell.id,
            identity: desk.connection.identity,
            client_chat: CLIENT,
            client_message: client.message,
            topic_message: topic.message,
            relay: None,
            role: match (teams, line) {
                (true, _) => LinkRole::Team,
                (false, false) => LinkRole::Client,
                (false, true) => LinkRole::AuthorLine,
            },
            kind: ContentKind::Text,
            digest: 0,
            author: 0,
            made_ms: self.now_ms,
        });
        let key = |link: &Link| (link.topic_message, link.client_message);
        self.links.sort_by_key(key);
        self.links.dedup_by_key(|link| key(link));
    }

    /// Every message arrives, Telegram obeys, and time passes.
    fn come_to_rest(&mut self) {
        for message in 0..MESSAGES {
            self.deliver(message, false);
            self.deliver(message, true);
        }
        for _ in 0..200 {
            let lanes: Vec<Lane> = self.flight.keys().copied().collect();
            for lane in lanes {
                self.end(lane, true, true);
            }
            self.claim();
            if self.outbox.is_empty() {
                return;
            }
            self.now_ms += 60_000;
        }
        panic!("the lanes never empty: {:?}", self.outbox);
    }

    /// What the other side of a message is to show: the newest of all that may be set, to whatever stands for it on this side.
    fn expected(&self, message: usize, by_team: bool) -> Option<Reaction> {
        let here = |place: Place| (place.chat == GROUP) == by_team;
        let own = places(message);
        self.people
            .iter()
            .filter(|((place, _), _)| own.contains(place) && here(*place))
            .flat_map(|(_, reactions)| reactions)
            .filter(|(reaction, _)| *reaction != emoji(3))
            .max_by_key(|(_, age)| *age)
            .map(|(reaction, _)| reaction.clone())
    }
}

/// Whether it is the link of the message itself.
fn is_of_the_message(link: &Link) -> bool {
    link.role != LinkRole::AuthorLine
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    /// Promise: after any interleaving of reactions, removals, deliveries, refusals, lost answers and restarts, the counterpart shows
    /// the newest visible reaction that may be set.
    #[test]
    fn the_newest_that_may_be_set_shows(steps in prop::collection::vec(step(), 1..50)) {
        let mut program = Program::new();
        for step in &steps {
            program.step(step);
        }
        program.come_to_rest();
        for message in 0..MESSAGES {
            let [original, copy, _] = places(message);
            for by_team in [false, true] {
                let target = if (original.chat == GROUP) == by_team { copy } else { original };
                prop_assert_eq!(
                    program.shown.get(&target).cloned(),
                    program.expected(message, by_team),
                    "message {} by the team {}", message, by_team
                );
            }
        }
    }
}
