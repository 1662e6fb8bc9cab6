//! The program: `decide`, `next_call` and `after_call` around one sender's lane, and what it checks at every call.

mod calls;

use std::collections::{BTreeMap, BTreeSet};

use relevo_telegram::{Call, ChatId, MessageId, Place, UpdateId};

use super::Step;
use crate::call::CallFacts;
use crate::call::tests::World;
use crate::call::tests::kept::Kept;
use crate::decide::tests::desk::{
    ANN, Desk, GROUP, NOW_MS, answering, from_ann, mark, operator, photo, pressing, text,
};
use crate::decide::tests::held::MEANWHILE_S;
use crate::{
    ALBUM_ITEMS_MAX, About, AlbumFacts, Callback, CallbackAction, Change, Context, Delivery,
    Direction, Event, Fate, Fresh, Gathered, InboxMark, Job, Link, LinkRole, Notice, Reading, Seq,
    State, decide,
};

/// One thing that the sender said.
pub(super) struct Said {
    /// Which album it is of.
    album: Option<usize>,
    /// The last words that were no note, and of which nobody said that they stay inside.
    pub(super) words: String,
    is_note: bool,
    stored_ms: i64,
    /// A call for it has been claimed.
    pub(super) left: bool,
    /// A call for it was done and nobody heard of it.
    pub(super) unsure: bool,
    /// Telegram will not have it by itself either.
    pub(super) refused: bool,
}

pub(super) struct Program {
    world: World,
    pub(super) direction: Direction,
    now_ms: i64,
    kept: Kept,
    items: Vec<Gathered>,
    pub(super) fates: BTreeMap<InboxMark, Fate>,
    flight: Option<(Seq, Call)>,
    next: i64,
    /// What stands on the other side: which of the things said, and its words.
    pub(super) there: BTreeMap<MessageId, (usize, String)>,
    pub(super) said: Vec<Said>,
    withdrawn: BTreeSet<usize>,
    /// Messages whose last edit was said to stay inside.
    told: BTreeSet<i64>,
}

const FIRST: i64 = 1_000;

impl Program {
    pub(super) fn new(direction: Direction) -> Program {
        Program::at(Desk::with_ann(), direction)
    }

    /// Where an operator's words go beside their client's chat, or wait for a person: as this desk has it.
    pub(super) fn of_the_team(desk: Desk) -> Program {
        Program::at(desk, Direction::ToClient)
    }

    fn at(desk: Desk, direction: Direction) -> Program {
        Program {
            world: World::of(desk),
            direction,
            now_ms: NOW_MS,
            kept: Kept::new(direction),
            items: Vec::new(),
            fates: BTreeMap::new(),
            flight: None,
            next: 1,
            there: BTreeMap::new(),
            said: Vec::new(),
            withdrawn: BTreeSet::new(),
            told: BTreeSet::new(),
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
        let delivery = callback
            .and_then(|row| self.kept.outbox.get(&row.seq))
            .cloned();
        let key = key.or_else(|| delivery.as_ref()?.album().map(|album| album.key));
        let items: Vec<Gathered> = self
            .items
            .iter()
            .filter(|item| Some(item.album) == key)
            .copied()
            .collect();
        let of_items = |link: &&Link| items.iter().any(|item| self.is_link_of(link, item.source));
        let team = self.direction == Direction::ToClient;
        let item_links: Vec<Link> = self
            .kept
            .links
            .iter()
            .filter(|link| team && of_items(link))
            .copied()
            .collect();
        let item_pending: Vec<Delivery> = self
            .kept
            .outbox
            .values()
            .filter(|one| items.iter().any(|item| item.seq == one.seq))
            .cloned()
            .collect();
        let links: Vec<Link> = self
            .kept
            .links
            .iter()
            .filter(|link| about.is_some_and(|about| self.is_link_of(link, about)))
            .copied()
            .collect();
        let pending: Vec<Delivery> = self
            .kept
            .outbox
            .values()
            .filter(|one| one.causes().any(|cause| Some(cause.source) == about))
            .cloned()
            .collect();
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
                reacting: &[],
            },
            codebook: &crate::decide::tests::desk::Numbers,
            scene: crate::Scene {
                comment: desk.comment,
                presence: crate::Presence::Present,
                ..crate::Scene::default()
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
                Change::Deliver(Delivery {
                    job: Job::Notice { notice, about, .. },
                    ..
                }) => {
                    let stays = about.filter(|_| notice == Notice::EditStaysInside);
                    self.told.extend(stays);
                }
                Change::Gather(item) => {
                    self.items.retain(|known| known.source != item.source);
                    self.items.push(item);
                    self.items.sort_by_key(|known| known.source.message);
                }
                Change::Fate { mark, fate } => {
                    self.fates.insert(mark, fate);
                }
                other => self.kept.apply(other),
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
        if self.world.desk.connection.last_stop.is_some() {
            message.date = MEANWHILE_S;
        }
        message.album = album.map(|album| (album + 1).to_string());
        let before = self.said[which].words.clone();
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
        if self.told.remove(&self.place(which).message.0) {
            let mut others = self.whole(which).into_iter();
            let keeps = others.any(|other| {
                self.withdrawn.contains(&other) || (other != which && self.keeps(other))
            });
            assert!(keeps, "nothing keeps this edit inside");
            self.said[which].words = before;
        }
    }

    pub(super) fn step(&mut self, step: &Step) {
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
                let row = self.kept.button(which);
                // What a client keeps of before is no part of what is checked here.
                let row = row.filter(|row| {
                    row.action != CallbackAction::Discard || !self.is_an_edit(row.seq)
                });
                row.into_iter().for_each(|row| self.press(&row));
            }
            Step::Edit { .. } | Step::Withdraw { .. } => {}
        }
    }

    fn is_an_edit(&self, seq: Seq) -> bool {
        let one = self.kept.outbox.get(&seq);
        one.is_some_and(|one| matches!(one.job, Job::Edit { .. }))
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
        let press = pressing(&row.id);
        let mark = self.mark();
        self.decide(&Event::Pressed { mark, press }, about, Some(row));
    }

    fn with_facts<T>(&self, one: &Delivery, ask: impl FnOnce(&CallFacts<'_>) -> T) -> T {
        let source = one.reply.as_ref().map(|reply| reply.message);
        let copies = self.kept.links.iter().filter(|link| {
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
        let original = self.kept.outbox.values().find(|other| {
            other.causes().any(|of| Some(of.source) == cause)
                && !matches!(other.state, State::Claimed { .. })
                && !matches!(other.job, Job::Edit { .. } | Job::Withdraw { .. })
                && other.seq != one.seq
        });
        let facts = CallFacts {
            reply_target: target.max(),
            original: original.filter(|_| matches!(one.job, Job::Edit { .. })),
            ignored: None,
            followed: self.is_followed(one),
            ..self.world.facts()
        };
        ask(&facts)
    }

    fn is_followed(&self, one: &Delivery) -> bool {
        let is_newer = |next: &Delivery| {
            let mut items = one.causes();
            items.all(|item| next.cause.is_some_and(|next| next.source > item.source))
        };
        self.kept.outbox.values().any(|next| {
            next.seq > one.seq
                && !matches!(next.state, State::Held(_))
                && !matches!(next.job, Job::Edit { .. } | Job::Withdraw { .. })
                && is_newer(next)
        })
    }

    /// Whether this must be there now: it is no note and was none in time, nothing keeps it inside, and nobody took it back.
    pub(super) fn must_be_there(&self, which: usize) -> bool {
        let mut whole = self.whole(which).into_iter();
        !self.withdrawn.contains(&which) && !whole.any(|other| self.keeps(other))
    }

    /// Whether it is a note, or was one in time.
    fn keeps(&self, which: usize) -> bool {
        let at = self.place(which).message;
        let mut links = self.kept.links.iter();
        self.said[which].is_note
            || links.any(|link| link.role == LinkRole::Note && link.topic_message == at)
    }
}
