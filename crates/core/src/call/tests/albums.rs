//! Albums, whatever comes between: each item arrives exactly once, in one album where none was late, and no note leaves.
//!
//! A small program around `decide`, `next_call` and `after_call`, with one sender, a Telegram that answers at random, and a
//! clock.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use relevo_telegram::{
    Call, CallbackPress, ChatId, MessageId, Outcome, Place, Receipt, Refusal, UpdateId, User,
    UserId,
};

use super::{World, claimed};
use crate::call::{CallFacts, Next, after_call, next_call};
use crate::decide::tests::desk::{
    ANN, Desk, GROUP, NOW_MS, answering, from_ann, mark, operator, photo, text,
};
use crate::{
    ALBUM_ITEMS_MAX, ALBUM_QUIET_MS, About, AlbumFacts, Callback, CallbackAction, Cause, Change,
    Context, Delivery, Direction, Event, Fate, Fresh, Gathered, InboxMark, Job, Link, LinkRole,
    Reading, Seq, State, decide,
};

/// What happens next.
#[derive(Clone, Debug)]
enum Step {
    /// The sender's next item.
    Item {
        album: usize,
        note: bool,
    },
    /// The sender writes something else.
    Words,
    Edit {
        which: usize,
        note: bool,
    },
    Withdraw {
        which: usize,
    },
    Pass {
        ms: i64,
    },
    /// More updates wait at Telegram, or none.
    Read {
        up_to_date: bool,
    },
    Claim,
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
    NotSent,
    /// The answer is lost, or the process died.
    Lost,
    Refused,
}

fn step() -> impl Strategy<Value = Step> {
    let heard = prop_oneof![
        6 => Just(Heard::Answer),
        2 => Just(Heard::NotSent),
        1 => Just(Heard::Lost),
        1 => Just(Heard::Refused),
    ];
    prop_oneof![
        6 => (0_usize..2, prop::bool::weighted(0.05)).prop_map(|(album, note)| Step::Item { album, note }),
        1 => Just(Step::Words),
        2 => (0_usize..12, prop::bool::weighted(0.3)).prop_map(|(which, note)| Step::Edit { which, note }),
        1 => (0_usize..12).prop_map(|which| Step::Withdraw { which }),
        4 => (1_i64..2_000).prop_map(|ms| Step::Pass { ms }),
        1 => any::<bool>().prop_map(|up_to_date| Step::Read { up_to_date }),
        4 => Just(Step::Claim),
        4 => (any::<bool>(), heard).prop_map(|(done, heard)| Step::End { done, heard }),
        1 => (0_usize..4).prop_map(|which| Step::Press { which }),
    ]
}

/// One thing that the sender said.
struct Said {
    /// Which album it is of.
    album: Option<usize>,
    /// The last words that were no note.
    words: String,
    is_note: bool,
    stored_ms: i64,
    /// A call for it has been claimed.
    left: bool,
    /// A call for it was done and nobody heard of it.
    unsure: bool,
    /// Telegram will not have it by itself either.
    refused: bool,
}

struct Program {
    world: World,
    direction: Direction,
    now_ms: i64,
    outbox: BTreeMap<Seq, Delivery>,
    links: Vec<Link>,
    items: Vec<Gathered>,
    callbacks: BTreeMap<i64, Callback>,
    fates: BTreeMap<InboxMark, Fate>,
    flight: Option<(Seq, Call)>,
    next: i64,
    /// What stands on the other side: which of the things said, and its words.
    there: BTreeMap<MessageId, (usize, String)>,
    said: Vec<Said>,
    withdrawn: BTreeSet<usize>,
}

const FIRST: i64 = 1_000;

impl Program {
    fn new(direction: Direction) -> Program {
        Program {
            world: World::of(Desk::with_ann()),
            direction,
            now_ms: NOW_MS,
            outbox: BTreeMap::new(),
            links: Vec::new(),
            items: Vec::new(),
            callbacks: BTreeMap::new(),
            fates: BTreeMap::new(),
            flight: None,
            next: 1,
            there: BTreeMap::new(),
            said: Vec::new(),
            withdrawn: BTreeSet::new(),
        }
    }

    fn place(&self, which: usize) -> Place {
        let chat = match self.direction {
            Direction::ToClient => GROUP,
            _ => ChatId(ANN),
        };
        let number = i64::try_from(which).expect("few");
        Place {
            chat,
            message: MessageId(FIRST + number),
        }
    }

    fn which(source: Place) -> usize {
        usize::try_from(source.message.0 - FIRST).expect("one of ours")
    }

    fn mark(&mut self) -> InboxMark {
        self.next += 1;
        InboxMark {
            update: UpdateId(self.next),
            ..mark()
        }
    }

    fn fresh(&mut self) -> Fresh {
        self.next += 10;
        Fresh::new(self.next..self.next + 10, self.next..self.next + 10)
    }

    fn is_link_of(&self, link: &Link, source: Place) -> bool {
        match self.direction {
            Direction::ToClient => link.topic_message == source.message,
            _ => link.client_message == source.message,
        }
    }

    /// What an event of this message decides. `key`: its album, or the one of the message that it is about.
    fn decide(&mut self, event: &Event, about: Option<Place>, callback: Option<&Callback>) -> Fate {
        let key = match event {
            Event::ClientMessage { message, .. }
            | Event::GroupMessage { message, .. }
            | Event::ClientEdited { message, .. }
            | Event::GroupEdited { message, .. } => message.album.as_ref(),
            _ => None,
        };
        let key = key.and_then(|album| album.parse().ok());
        let at = |item: &&Gathered| Some(item.source) == about;
        let key = key.or_else(|| self.items.iter().find(at).map(|item| item.album));
        let items: Vec<Gathered> = self
            .items
            .iter()
            .filter(|item| Some(item.album) == key)
            .copied()
            .collect();
        let of_items = |link: &&Link| items.iter().any(|item| self.is_link_of(link, item.source));
        let team = self.direction == Direction::ToClient;
        let item_links: Vec<Link> = self
            .links
            .iter()
            .filter(|link| team && of_items(link))
            .copied()
            .collect();
        let item_pending: Vec<Delivery> = self
            .outbox
            .values()
            .filter(|one| items.iter().any(|item| item.seq == one.seq))
            .cloned()
            .collect();
        let links: Vec<Link> = self
            .links
            .iter()
            .filter(|link| about.is_some_and(|about| self.is_link_of(link, about)))
            .copied()
            .collect();
        let pending: Vec<Delivery> = self
            .outbox
            .values()
            .filter(|one| one.causes().any(|cause| Some(cause.source) == about))
            .cloned()
            .collect();
        let delivery = callback.and_then(|row| self.outbox.get(&row.seq)).cloned();
        let mut fresh = self.fresh();
        let desk = &self.world.desk;
        let context = Context {
            now_ms: self.now_ms,
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
            },
            album: key.map(|key| AlbumFacts {
                key,
                items: &items,
                links: &item_links,
                pending: &item_pending,
            }),
            creating: None,
            callback,
            delivery: delivery.as_ref(),
        };
        let decision = decide(event, &context, &mut fresh);
        self.apply(&decision.changes);
        self.fates.insert(event.mark(), decision.fate);
        decision.fate
    }

    fn apply(&mut self, changes: &[Change]) {
        for change in changes {
            match change.clone() {
                // What the desk says in the topic always arrives.
                Change::Deliver(one) if matches!(one.job, Job::Notice { .. }) => {}
                Change::Deliver(one) | Change::Replace(one) if one.direction == self.direction => {
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
                    header_message,
                    repeat,
                    bare,
                    ..
                } => {
                    if let Some(known) = self.outbox.get_mut(&seq) {
                        *known = Delivery {
                            state,
                            attempts,
                            step,
                            header_message,
                            repeat,
                            bare,
                            ..known.clone()
                        };
                    }
                }
                Change::Link(link) => {
                    let key = |link: &Link| (link.topic_message, link.client_message);
                    self.links.retain(|known| key(known) != key(&link));
                    self.links.push(link);
                    self.links.sort_by_key(key);
                }
                Change::Role {
                    topic_message,
                    role,
                    ..
                } => self
                    .links
                    .iter_mut()
                    .filter(|link| {
                        link.topic_message == topic_message && link.client_message.is_linkable()
                    })
                    .for_each(|link| link.role = role),
                Change::Gather(item) => {
                    self.items.retain(|known| known.source != item.source);
                    self.items.push(item);
                    self.items.sort_by_key(|known| known.source.message);
                }
                Change::Fate { mark, fate } => {
                    self.fates.insert(mark, fate);
                }
                Change::PutCallback(row) => {
                    self.callbacks.insert(row.id, row);
                }
                Change::RemoveCallback(id) => {
                    self.callbacks.remove(&id);
                }
                _ => {}
            }
        }
    }

    /// The sender says something, new or in the place of what they said, in unique words.
    fn say(&mut self, which: usize, note: bool, edit: bool) {
        let note = note && self.direction == Direction::ToClient;
        self.next += 1;
        let words = format!("{}words {}", if note { "/ " } else { "" }, self.next);
        let album = self.said[which].album;
        let content = match album {
            Some(_) => photo(&words),
            None => text(&words),
        };
        let mut message = match self.direction {
            Direction::ToClient => operator(content),
            _ => from_ann(content),
        };
        message.place = self.place(which);
        message.album = album.map(|album| (album + 1).to_string());
        let said = &mut self.said[which];
        said.is_note = note;
        if !note {
            said.words = words;
        }
        let mark = self.mark();
        let event = match (self.direction, edit) {
            (Direction::ToClient, false) => Event::GroupMessage { mark, message },
            (Direction::ToClient, true) => Event::GroupEdited { mark, message },
            (_, false) => Event::ClientMessage { mark, message },
            (_, true) => Event::ClientEdited { mark, message },
        };
        let about = Some(self.place(which)).filter(|_| edit);
        self.decide(&event, about, None);
    }

    fn step(&mut self, step: &Step) {
        let count = self.said.len();
        match *step {
            Step::Item { album, note } => {
                let of_it = self.said.iter().filter(|said| said.album == Some(album));
                if of_it.count() < ALBUM_ITEMS_MAX {
                    self.speak(Some(album), note);
                }
            }
            Step::Words => self.speak(None, false),
            Step::Edit { which, note } if which < count => self.say(which, note, true),
            Step::Withdraw { which } if which < count && self.direction == Direction::ToClient => {
                self.withdraw(which);
            }
            Step::Pass { ms } => self.now_ms += ms,
            Step::Read { up_to_date } => self.read(up_to_date),
            Step::Claim => self.claim(),
            Step::End { done, heard } => self.end(done, heard),
            Step::Press { which } => {
                let rows = self.callbacks.values();
                let mut rows = rows.filter(|row| row.action != CallbackAction::Arrived);
                let row = rows.nth(which).cloned();
                row.into_iter().for_each(|row| self.press(&row));
            }
            Step::Edit { .. } | Step::Withdraw { .. } => {}
        }
    }

    fn speak(&mut self, album: Option<usize>, note: bool) {
        self.said.push(Said {
            album,
            words: String::new(),
            is_note: false,
            stored_ms: self.now_ms,
            left: false,
            unsure: false,
            refused: false,
        });
        self.say(self.said.len() - 1, note, false);
    }

    fn read(&mut self, up_to_date: bool) {
        let since_ms = self.now_ms;
        self.world.reading = match up_to_date {
            true => Reading::UpToDate { since_ms },
            false => Reading::Behind { since_ms },
        };
    }

    /// Everything of the same album, or the one message.
    fn whole(&self, which: usize) -> BTreeSet<usize> {
        let album = self.said[which].album;
        let all = (0..self.said.len()).filter(|other| {
            *other == which || (album.is_some() && self.said[*other].album == album)
        });
        all.collect()
    }

    fn withdraw(&mut self, which: usize) {
        let mut message = answering(operator(text("/del")), self.place(which).message.0);
        message.place.message = MessageId(2_000);
        let mark = self.mark();
        let about = Some(self.place(which));
        let event = Event::GroupMessage { mark, message };
        if self.decide(&event, about, None) != Fate::Failed {
            self.withdrawn.extend(self.whole(which));
        }
    }

    fn press(&mut self, row: &Callback) {
        let about = row.about.map(|message| Place {
            chat: GROUP,
            message,
        });
        if let Some(at) = about {
            self.withdrawn.extend(self.whole(Self::which(at)));
        }
        let press = CallbackPress {
            id: "1".into(),
            by: User {
                id: UserId(77),
                bot: false,
                first_name: "Olga".into(),
                last_name: None,
                username: None,
                language: None,
            },
            at: Some(Place {
                chat: GROUP,
                message: MessageId(3_000),
            }),
            data: row.id.to_string(),
        };
        let mark = self.mark();
        self.decide(&Event::Pressed { mark, press }, about, Some(row));
    }

    fn with_facts<T>(&self, one: &Delivery, ask: impl FnOnce(&CallFacts<'_>) -> T) -> T {
        let source = one.reply.as_ref().map(|reply| reply.message);
        let copies = self.links.iter().filter(|link| {
            let (own, other) = match self.direction {
                Direction::ToClient => (link.topic_message.0, link.client_message),
                _ => (link.client_message.0, link.topic_message),
            };
            Some(own) == source && other.is_linkable() && link.role != LinkRole::Withdrawn
        });
        let target = copies.map(|link| match self.direction {
            Direction::ToClient => link.client_message.0,
            _ => link.topic_message.0,
        });
        let cause = one.cause.map(|cause| cause.source);
        let original = self.outbox.values().find(|other| {
            other.causes().any(|of| Some(of.source) == cause)
                && !matches!(other.state, State::Claimed { .. })
                && !matches!(other.job, Job::Edit { .. } | Job::Withdraw { .. })
                && other.seq != one.seq
        });
        let facts = CallFacts {
            reply_target: target.max(),
            original: original.filter(|_| matches!(one.job, Job::Edit { .. })),
            followed: self.is_followed(one),
            ..self.world.facts()
        };
        ask(&facts)
    }

    fn is_followed(&self, one: &Delivery) -> bool {
        self.outbox.values().any(|next| {
            next.seq > one.seq && !matches!(next.job, Job::Edit { .. } | Job::Withdraw { .. })
        })
    }

    /// The head of the lane says which call it needs, and it is claimed.
    fn claim(&mut self) {
        let in_lane = |one: &&Delivery| !matches!(one.state, State::Held(_) | State::Failed(_));
        let Some(head) = self.outbox.values().find(in_lane).cloned() else {
            return;
        };
        if self.flight.is_some() {
            return;
        }
        match self.with_facts(&head, |facts| next_call(&head, facts, self.now_ms)) {
            Next::NotYet { until_ms } => assert!(until_ms > self.now_ms, "asked again at once"),
            Next::Settle(changes) => self.apply(&changes),
            Next::Call { call, .. } => {
                self.check(&head, &call);
                self.outbox.insert(head.seq, claimed(&head, call.method()));
                self.flight = Some((head.seq, call));
            }
        }
    }

    /// What a call brings, in order: which of the things said, in which words.
    fn brought(&self, head: &Delivery, call: &Call) -> Vec<(usize, String)> {
        let causes: Vec<Cause> = match (head.album(), head.cause) {
            (Some(album), _) => album.items.iter().map(|part| part.cause).collect(),
            (None, cause) => cause.into_iter().collect(),
        };
        let which = causes.iter().map(|cause| Self::which(cause.source));
        let words: Vec<String> = match call {
            Call::SendAlbum { items, .. } => {
                items.iter().map(|item| item.caption.text.clone()).collect()
            }
            Call::SendText { text: words, .. }
            | Call::Copy {
                caption: Some(words),
                ..
            }
            | Call::SendMedia { caption: words, .. } => vec![words.text.clone()],
            // A copy has the words that its original has at this moment.
            Call::Copy { caption: None, .. } => {
                let original = which.clone().next();
                let words = original.map(|which| self.said[which].words.clone());
                words.into_iter().collect()
            }
            _ => Vec::new(),
        };
        which.zip(words).collect()
    }

    /// At the moment of the call: no note leaves and nothing of its album, nothing that was withdrawn; and an album that goes
    /// out for the first time is complete and whole.
    fn check(&mut self, head: &Delivery, call: &Call) {
        let brought = self.brought(head, call);
        for (which, words) in &brought {
            let kept = self
                .whole(*which)
                .into_iter()
                .any(|other| self.said[other].is_note);
            let first = !self.said[*which].left;
            assert!(!words.starts_with('/'), "a note leaves: {call:?}");
            assert!(!first || !kept, "what a note keeps inside leaves: {call:?}");
            assert!(
                self.direction == Direction::ToTopic || !self.withdrawn.contains(which),
                "what was withdrawn leaves: {call:?}"
            );
        }
        if let Call::SendAlbum { .. } = call {
            let album = self.whole(brought[0].0);
            let is_new = album.iter().all(|which| !self.said[*which].left);
            let names: BTreeSet<usize> = brought.iter().map(|(which, _)| *which).collect();
            assert!(!is_new || names == album, "a part of an album: {call:?}");
            let stored_ms = names.iter().map(|which| self.said[*which].stored_ms).max();
            let quiet = stored_ms.is_some_and(|at_ms| self.now_ms >= at_ms + ALBUM_QUIET_MS);
            let is_full = names.len() == ALBUM_ITEMS_MAX;
            assert!(
                quiet || is_full || self.is_followed(head),
                "too early: {call:?}"
            );
        }
        for (which, _) in brought {
            self.said[which].left = true;
        }
    }

    /// The call under way ends. Telegram may have done it or not, and the desk may hear of it or not.
    fn end(&mut self, done: bool, heard: Heard) {
        let Some((seq, call)) = self.flight.take() else {
            return;
        };
        let one = self.outbox[&seq].clone();
        let done = match heard {
            Heard::Answer => true,
            Heard::Lost => done,
            Heard::NotSent | Heard::Refused => false,
        };
        let receipt = if done {
            self.telegram(&one, &call)
        } else {
            None
        };
        let outcome = match (heard, receipt) {
            (Heard::Answer, Some(receipt)) => Outcome::Done(receipt),
            (Heard::Answer, None) => Outcome::Refused(Refusal::SourceMissing),
            (Heard::NotSent, _) => Outcome::NotSent,
            (Heard::Refused, _)
                if matches!(call, Call::SendAlbum { .. } | Call::SendMedia { .. }) =>
            {
                let text = "wrong file identifier".into();
                Outcome::Refused(Refusal::Other { code: 400, text })
            }
            (Heard::Refused, _) if one.album().is_some() => {
                let team = self.direction == Direction::ToClient;
                for (which, _) in self.brought(&one, &call) {
                    // What was refused to a client can be tried again.
                    self.said[which].refused = !team;
                }
                Outcome::Refused(Refusal::Uncopyable)
            }
            (Heard::Refused, _) => Outcome::NotSent,
            (Heard::Lost, _) => {
                for (which, _) in self.brought(&one, &call) {
                    self.said[which].unsure = true;
                }
                Outcome::Unknown
            }
        };
        let mut fresh = self.fresh();
        let changes = self.with_facts(&one, |facts| {
            let ended = (call.method(), &outcome);
            after_call(&one, facts, ended, self.now_ms, &mut fresh)
        });
        self.apply(&changes);
    }

    fn telegram(&mut self, one: &Delivery, call: &Call) -> Option<Receipt> {
        let mut made = Vec::new();
        for brought in self.brought(one, call) {
            self.next += 1;
            made.push(MessageId(self.next));
            self.there.insert(MessageId(self.next), brought);
        }
        match call {
            Call::SendAlbum { .. } => Some(Receipt::Messages(made)),
            Call::SendText { .. } | Call::Copy { .. } | Call::SendMedia { .. } => {
                Some(Receipt::Message(made[0]))
            }
            Call::EditText {
                at, text: words, ..
            }
            | Call::EditCaption {
                at, caption: words, ..
            } => {
                self.there.get_mut(&at.message)?.1.clone_from(&words.text);
                Some(Receipt::Nothing)
            }
            Call::Delete(at) => self.there.remove(&at.message).map(|_| Receipt::Nothing),
            other => panic!("a call that nobody asked for: {other:?}"),
        }
    }

    /// Telegram obeys, the updates are read, and the operator sends again what is held, until nothing is left to do.
    fn come_to_rest(&mut self) {
        self.read(true);
        for _ in 0..2_000 {
            self.end(true, Heard::Answer);
            self.now_ms += 500;
            self.claim();
            if self.flight.is_none() {
                let held = self.callbacks.values().find(|row| {
                    matches!(
                        row.action,
                        CallbackAction::SendAgain | CallbackAction::Retry
                    ) && self.outbox.contains_key(&row.seq)
                });
                match held.cloned() {
                    Some(row) => self.press(&row),
                    None if self.outbox.is_empty() => return,
                    None => {}
                }
            }
        }
        panic!("the lane never empties: {:?}", self.outbox);
    }

    /// Whether this must be there now: it is no note and was none in time, nothing keeps it inside, and nobody took it back.
    fn must_be_there(&self, which: usize) -> bool {
        let kept = |other: usize| {
            let at = self.place(other);
            let item = self.items.iter().find(|item| item.source == at);
            let notes = self.links.iter().filter(|link| link.role == LinkRole::Note);
            self.said[other].is_note
                || item.is_some_and(|item| item.inside)
                || notes
                    .map(|link| link.topic_message)
                    .any(|note| note == at.message)
        };
        !self.withdrawn.contains(&which) && !self.whole(which).into_iter().any(kept)
    }
}

fn bare(words: &str) -> &str {
    words.strip_prefix("✏️ ").unwrap_or(words)
}

fn check_rest(program: &Program) -> Result<(), TestCaseError> {
    let waiting = program
        .fates
        .values()
        .filter(|fate| **fate == Fate::Waiting);
    prop_assert_eq!(waiting.count(), 0, "an update without an end");
    for (which, said) in program.said.iter().enumerate() {
        let there = program.there.values().filter(|(of, _)| *of == which);
        let copies: Vec<&str> = there.map(|(_, words)| bare(words)).collect();
        if program.must_be_there(which) && said.left && !said.refused {
            prop_assert!(
                copies.contains(&said.words.as_str()),
                "{} is lost: {:?}",
                said.words,
                copies
            );
            prop_assert!(said.unsure || copies.len() == 1, "twice: {:?}", copies);
        }
        if program.must_be_there(which) && program.direction == Direction::ToTopic {
            prop_assert!(said.left, "{} never left", said.words);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Promise: whatever a client sends and edits, while calls fail, answers are lost and the process dies: every item arrives, once
    /// unless its answer was lost, in one album where none was late, with its last words, and every update has its end.
    #[test]
    fn a_clients_albums_arrive(steps in prop::collection::vec(step(), 1..60)) {
        let mut program = Program::new(Direction::ToTopic);
        for step in &steps {
            program.step(step);
        }
        program.come_to_rest();
        check_rest(&program)?;
    }

    /// Promise: the same to a client; and no item leaves while a note is in its album, or after it was withdrawn.
    #[test]
    fn the_teams_albums_arrive_and_no_note_leaves(steps in prop::collection::vec(step(), 1..60)) {
        let mut program = Program::new(Direction::ToClient);
        for step in &steps {
            program.step(step);
        }
        program.come_to_rest();
        check_rest(&program)?;
    }
}
