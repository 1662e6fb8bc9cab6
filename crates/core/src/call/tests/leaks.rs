//! No note leaves, whatever an operator edits while calls are under way, answers are lost and the process dies; what the
//! client has in the end is what the operator said last to them; and no mark says that they have what they have not.
//!
//! A small program around `decide`, `next_call` and `after_call`, with one client and a Telegram that answers at random.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use relevo_telegram::{Call, MessageId, Outcome, Place, Receipt, Refusal, Text};

use super::kept::Kept;
use super::{World, claimed};
use crate::call::{CallFacts, Next, after_call, next_call};
use crate::decide::tests::desk::{
    Desk, GROUP, NOW_MS, answering, group_event, mark, operator, pressing, text,
};
use crate::params::{Edits, Receipts};
use crate::{
    About, Callback, CallbackAction, Change, Context, Delivery, Direction, Event, Fresh, Job, Link,
    LinkRole, Notice, ReactionFacts, Seq, State, decide,
};

/// What happens next.
#[derive(Clone, Debug)]
enum Step {
    Write {
        note: bool,
    },
    Edit {
        which: usize,
        note: bool,
    },
    Withdraw {
        which: usize,
    },
    /// The head of the lane is asked for its call, which is claimed.
    Claim,
    /// The call under way ends: whether it was done, and what the desk hears of it.
    End {
        done: bool,
        heard: Heard,
    },
    Press {
        which: usize,
    },
}

#[derive(Clone, Copy, Debug)]
enum Heard {
    Answer,
    Wait,
    Lost,
    TooLate,
}

fn step() -> impl Strategy<Value = Step> {
    let heard = prop_oneof![
        4 => Just(Heard::Answer),
        2 => Just(Heard::Wait),
        2 => Just(Heard::Lost),
        1 => Just(Heard::TooLate),
    ];
    prop_oneof![
        2 => prop::bool::weighted(0.2).prop_map(|note| Step::Write { note }),
        5 => (0_usize..4, prop::bool::weighted(0.4)).prop_map(|(which, note)| Step::Edit { which, note }),
        1 => (0_usize..4).prop_map(|which| Step::Withdraw { which }),
        5 => Just(Step::Claim),
        5 => (any::<bool>(), heard).prop_map(|(done, heard)| Step::End { done, heard }),
        1 => (0_usize..4).prop_map(|which| Step::Press { which }),
    ]
}

/// What an operator has made of one message.
#[derive(Default)]
struct Said {
    /// The last words that were no note.
    message: Option<String>,
    is_note: bool,
    /// The client has had a copy, or may have.
    left: bool,
    withdrawn: bool,
}

struct Program {
    world: World,
    kept: Kept,
    flight: Option<(Seq, Call)>,
    next: i64,
    /// The client's chat.
    client: BTreeMap<MessageId, String>,
    /// Deliveries of receipts, and the messages that the topic shows as delivered.
    receipts: Vec<Delivery>,
    marked: BTreeSet<MessageId>,
    said: Vec<Said>,
    /// Whose words these are.
    words: BTreeMap<String, usize>,
}

const FIRST: i64 = 1_000;

fn place(which: usize) -> Place {
    Place {
        chat: GROUP,
        message: MessageId(FIRST + i64::try_from(which).expect("few")),
    }
}

impl Program {
    fn new(edits: Edits) -> Program {
        let mut desk = Desk::with_ann();
        desk.connection.params.edits = edits;
        desk.connection.params.receipts = Receipts::All;
        Program {
            world: World::of(desk),
            kept: Kept::new(Direction::ToClient),
            flight: None,
            next: 1,
            client: BTreeMap::new(),
            receipts: Vec::new(),
            marked: BTreeSet::new(),
            said: Vec::new(),
            words: BTreeMap::new(),
        }
    }

    fn fresh(&mut self) -> Fresh {
        self.next += 10;
        Fresh::new(self.next..self.next + 10, self.next..self.next + 10)
    }

    fn decide(&mut self, event: &Event, about: Option<Place>, callback: Option<&Callback>) {
        let of_it = |at: Place| about == Some(at);
        let links: Vec<Link> = self
            .kept
            .links
            .iter()
            .filter(|link| {
                of_it(Place {
                    chat: GROUP,
                    message: link.topic_message,
                })
            })
            .copied()
            .collect();
        let pending: Vec<Delivery> = self
            .kept
            .outbox
            .values()
            .filter(|one| one.cause.is_some_and(|cause| of_it(cause.source)))
            .cloned()
            .collect();
        let delivery = callback
            .and_then(|row| self.kept.outbox.get(&row.seq))
            .cloned();
        let mut fresh = self.fresh();
        let desk = &self.world.desk;
        let context = Context {
            now_ms: NOW_MS,
            connection: &desk.connection,
            cell: &desk.cell,
            fleet: &desk.fleet,
            conversation: desk.conversation.as_ref(),
            card_digest: 0,
            content_digest: self.next,
            reply_role: None,
            about: About {
                links: &links,
                pending: &pending,
                reacting: &[],
            },
            album: None,
            creating: None,
            codebook: &crate::decide::tests::desk::Numbers,
            callback,
            delivery: delivery.as_ref(),
            scene: crate::Scene {
                presence: crate::Presence::Present,
                ..crate::Scene::default()
            },
        };
        let decision = decide(event, &context, &mut fresh);
        self.apply(&decision.changes);
    }

    fn apply(&mut self, changes: &[Change]) {
        for change in changes {
            match change.clone() {
                Change::Deliver(one) if one.job == Job::React => self.receipts.push(one),
                Change::Version { source, digest, .. } => self
                    .kept
                    .links
                    .iter_mut()
                    .filter(|link| link.topic_message == source.message)
                    .for_each(|link| link.digest = digest),
                // What is said in the topic always arrives.
                other => self.kept.apply(other),
            }
        }
    }

    /// An operator says something, new or in the place of what they said: unique words, so that they are known again.
    fn say(&mut self, which: usize, note: bool, edit: bool) {
        self.next += 1;
        let words = format!("{}words {}", if note { "/ " } else { "" }, self.next);
        let said = &mut self.said[which];
        said.is_note = note;
        if !note {
            self.words.insert(words.clone(), which);
            said.message = Some(words.clone());
        }
        let mut message = operator(text(&words));
        message.place = place(which);
        let event = if edit {
            Event::GroupEdited {
                mark: mark(),
                message,
            }
        } else {
            group_event(message)
        };
        self.decide(&event, Some(place(which)).filter(|_| edit), None);
    }

    /// The topic marks what is delivered at once: whatever changes that later has to say so.
    fn mark(&mut self) {
        for one in std::mem::take(&mut self.receipts) {
            let message = one.cause.expect("a receipt has a cause").source.message;
            let versions = self.kept.outbox.values().filter(|other| {
                other
                    .cause
                    .is_some_and(|cause| cause.source.message == message)
                    && !matches!(other.job, Job::Withdraw { .. })
            });
            let links = self
                .kept
                .links
                .iter()
                .filter(|link| link.topic_message == message);
            let known = ReactionFacts {
                links: links.copied().collect(),
                versions: versions.map(|other| other.state.clone()).collect(),
                ..ReactionFacts::default()
            };
            let facts = CallFacts {
                reactions: Some(&known),
                ..self.world.facts()
            };
            match next_call(&one, &facts, NOW_MS) {
                Next::Call {
                    call: Call::React { at, reaction },
                    ..
                } => {
                    assert_eq!((at.chat, at.message), (GROUP, message));
                    self.marked.remove(&message);
                    self.marked.extend(reaction.map(|_| message));
                }
                Next::Call { call, .. } => panic!("a call that nobody asked for: {call:?}"),
                Next::Settle(_) | Next::NotYet { .. } => {}
            }
        }
    }

    fn step(&mut self, step: &Step) {
        self.do_step(step);
        self.mark();
    }

    fn do_step(&mut self, step: &Step) {
        let count = self.said.len();
        match *step {
            Step::Write { note } => {
                self.said.push(Said::default());
                self.say(count, note, false);
            }
            Step::Edit { which, note } if which < count => self.say(which, note, true),
            Step::Withdraw { which } if which < count => {
                let mut message = answering(operator(text("/del")), place(which).message.0);
                message.place.message = MessageId(2_000);
                self.said[which].withdrawn = true;
                self.decide(&group_event(message), Some(place(which)), None);
            }
            Step::Claim => self.claim(),
            Step::End { done, heard } => self.end(done, heard),
            Step::Press { which } => {
                let row = self.kept.button(which);
                row.into_iter().for_each(|row| self.press(&row));
            }
            Step::Edit { .. } | Step::Withdraw { .. } => {}
        }
    }

    fn press(&mut self, row: &Callback) {
        let about = row.about.map(|message| Place {
            chat: GROUP,
            message,
        });
        if let Some(at) = about {
            let which = usize::try_from(at.message.0 - FIRST).expect("one of ours");
            self.said[which].withdrawn = true;
        }
        let press = pressing(&row.id);
        let event = Event::Pressed {
            mark: mark(),
            press,
        };
        self.decide(&event, about, Some(row));
    }

    fn with_facts<T>(&self, one: &Delivery, ask: impl FnOnce(&CallFacts<'_>) -> T) -> T {
        let source = one.cause.map(|cause| cause.source);
        let copies = self.kept.links.iter().filter(|link| {
            Some(link.topic_message) == source.map(|at| at.message)
                && link.client_message.is_linkable()
                && link.role != LinkRole::Withdrawn
        });
        let target = copies.map(|link| link.client_message.0).max();
        let original = self.kept.outbox.values().find(|other| {
            other.cause.map(|cause| cause.source) == source
                && !matches!(other.state, State::Claimed { .. })
                && matches!(other.job, Job::Text { .. })
        });
        let facts = CallFacts {
            reply_target: target.filter(|_| one.reply.is_some()),
            original,
            ..self.world.facts()
        };
        ask(&facts)
    }

    /// The head of the lane says which call it needs, and it is claimed.
    fn claim(&mut self) {
        let in_lane = |one: &&Delivery| !matches!(one.state, State::Held(_) | State::Failed(_));
        let Some(head) = self.kept.outbox.values().find(in_lane).cloned() else {
            return;
        };
        if self.flight.is_some() {
            return;
        }
        match self.with_facts(&head, |facts| next_call(&head, facts, NOW_MS)) {
            Next::Settle(changes) => self.apply(&changes),
            Next::NotYet { until_ms } => panic!("nothing of an album here: {until_ms}"),
            Next::Call { call, .. } => {
                self.check(&call);
                self.kept
                    .outbox
                    .insert(head.seq, claimed(&head, call.method()));
                self.flight = Some((head.seq, call));
            }
        }
    }

    /// At the moment of the call: no note leaves, nothing that became one before it was sent, nothing that was withdrawn.
    fn check(&mut self, call: &Call) {
        let (Call::SendText { text, .. } | Call::EditText { text, .. }) = call else {
            return;
        };
        let which = *self
            .words
            .get(bare(text))
            .expect("words of a message, never of a note");
        let said = &mut self.said[which];
        if let Call::SendText { .. } = call {
            assert!(said.left || !said.is_note, "a note leaves: {call:?}");
            assert!(!said.withdrawn, "what was withdrawn leaves: {call:?}");
            said.left = true;
        }
    }

    /// The call under way ends. Telegram may have done it or not, and the desk may hear of it or not.
    fn end(&mut self, done: bool, heard: Heard) {
        let Some((seq, call)) = self.flight.take() else {
            return;
        };
        let done = match heard {
            Heard::Answer => true,
            Heard::Lost => done,
            Heard::Wait | Heard::TooLate => false,
        };
        let receipt = if done { self.telegram(&call) } else { None };
        let outcome = match (heard, receipt) {
            (Heard::Answer, Some(receipt)) => Outcome::Done(receipt),
            (Heard::Answer, None) => Outcome::Refused(Refusal::SourceMissing),
            (Heard::Wait, _) => Outcome::NotSent,
            (Heard::TooLate, _) if matches!(call, Call::EditText { .. }) => {
                Outcome::Refused(Refusal::TooLate)
            }
            (Heard::TooLate, _) => Outcome::Wait(std::time::Duration::from_secs(3)),
            (Heard::Lost, _) => Outcome::Unknown,
        };
        let one = self.kept.outbox[&seq].clone();
        let mut fresh = self.fresh();
        let changes = self.with_facts(&one, |facts| {
            after_call(&one, facts, (call.method(), &outcome), NOW_MS, &mut fresh)
        });
        self.apply(&changes);
    }

    fn telegram(&mut self, call: &Call) -> Option<Receipt> {
        match call {
            Call::SendText { text, .. } => {
                self.next += 1;
                let made = MessageId(self.next);
                self.client.insert(made, bare(text).to_owned());
                Some(Receipt::Message(made))
            }
            Call::EditText { at, text, .. } => {
                let copy = self.client.get_mut(&at.message)?;
                bare(text).clone_into(copy);
                Some(Receipt::Nothing)
            }
            Call::Delete(at) => self.client.remove(&at.message).map(|_| Receipt::Nothing),
            other => panic!("a call that nobody asked for: {other:?}"),
        }
    }

    /// Telegram obeys, and the operator sends again what is held, until nothing is left to do.
    fn come_to_rest(&mut self) {
        for _ in 0..1_000 {
            self.end(true, Heard::Answer);
            self.mark();
            self.claim();
            self.mark();
            if self.flight.is_none() {
                let held = self.kept.callbacks.values().find(|row| {
                    row.action == CallbackAction::SendAgain
                        && self.kept.outbox.contains_key(&row.seq)
                });
                match held.cloned() {
                    Some(row) => self.press(&row),
                    None if self.kept.outbox.is_empty() => return,
                    None => {}
                }
            }
        }
        panic!("the lane never empties: {:?}", self.kept.outbox);
    }

    /// The newest copy that a message of the operator has at the client's, by the links.
    fn newest_copy(&self, which: usize) -> Option<&Link> {
        let at = place(which).message;
        let mut links = self
            .kept
            .links
            .iter()
            .filter(|link| link.topic_message == at);
        links.rfind(|link| link.client_message.is_linkable())
    }
}

/// The words without the mark of a newer version.
fn bare(text: &Text) -> &str {
    text.text.strip_prefix("✏️ ").unwrap_or(&text.text)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Promise: whatever is written, edited into notes and back, withdrawn, lost or cut off, no words leave that were a note
    /// when they would have been sent; in the end the client's copy says the last words that were no note, what was
    /// withdrawn is gone, and exactly what the client has as it stands is marked as delivered.
    #[test]
    fn no_note_leaves_and_the_last_words_stand(
        append in any::<bool>(),
        steps in prop::collection::vec(step(), 1..40),
    ) {
        let mut program = Program::new(if append { Edits::Append } else { Edits::Replace });
        for step in &steps {
            program.step(step);
        }
        program.come_to_rest();
        for (which, said) in program.said.iter().enumerate() {
            let Some(copy) = program.newest_copy(which) else {
                continue;
            };
            let has = program.client.get(&copy.client_message);
            match copy.role {
                LinkRole::Withdrawn => prop_assert_eq!(has, None),
                _ => prop_assert_eq!(has, said.message.as_ref()),
            }
            let message = place(which).message;
            let mut copies = program.kept.links.iter().filter(|link| link.topic_message == message);
            let no_note = copies.all(|link| link.role == LinkRole::Team);
            prop_assert!(said.is_note || said.withdrawn || no_note, "a message counts as a note");
            prop_assert_eq!(program.marked.contains(&message), no_note && !said.is_note);
        }
    }
}

/// Promise: the desk's words for a client's chat are none of its notices.
#[test]
fn notices_stay_in_the_topic() {
    let mut program = Program::new(Edits::Replace);
    program.step(&Step::Write { note: false });
    program.step(&Step::Claim);
    program.step(&Step::Edit {
        which: 0,
        note: true,
    });
    program.come_to_rest();
    assert_eq!(program.client.len(), 1);
    let told = program.kept.links.iter().map(|link| link.role);
    assert_eq!(told.collect::<Vec<_>>(), [LinkRole::TeamNote]);
    assert_eq!(Notice::BecameNote.buttons(), program.kept.callbacks.len());
}
