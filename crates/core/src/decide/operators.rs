//! Who is a member of the backend group, and how they are called: learned from what is seen there.
//!
//! A name is written down where it is new or another than before, not with each message. Deliberately absent: asking Telegram. Whoever joined
//! before the bot and never wrote is not known until then.

use relevo_telegram::{Author, Content, Service, User, UserId};

use super::Context;
use super::commands::NAME_UNITS_MAX;
use crate::render::{fit, full_name};
use crate::{Card, CardId, Change, Event, Fresh};

/// How many people of one event are learned by name: whoever else joined with them is when they write.
const NAMED_MAX: usize = 8;

/// What is known of a member of the backend group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Operator {
    /// The card with their names, if they are known.
    pub card: Option<CardId>,
    /// A keyed digest of these names; 0 if they are not known.
    pub digest: i64,
}

/// Somebody whom an event shows in the backend group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Who.
    pub person: UserId,
    /// The digest of their names as the event shows them.
    pub digest: i64,
    /// What is known of them, if they are known to be in the group.
    pub known: Option<Operator>,
}

/// A member of the backend group whose names are known. The newest to be known stand first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub person: UserId,
    /// Their names.
    pub names: Card,
}

impl Colleague {
    /// Their name in one line; the username of whoever has none that can be read.
    #[must_use]
    pub fn shown(&self) -> String {
        let name = full_name(&self.names.name, self.names.last_name.as_deref());
        match fit(&name, NAME_UNITS_MAX) {
            name if !name.is_empty() => name,
            _ => self.names.username.clone().unwrap_or_default(),
        }
    }

    /// Whether they are meant by these words: their username, their whole name or their first.
    #[must_use]
    pub fn is_called(&self, words: &str) -> bool {
        let same = |name: &str| !name.is_empty() && name.to_lowercase() == words.to_lowercase();
        let username = self.names.username.as_deref().unwrap_or_default();
        match words.strip_prefix('@') {
            Some(words) => username.eq_ignore_ascii_case(words) && !username.is_empty(),
            None => same(&self.shown()) || same(&fit(&self.names.name, NAME_UNITS_MAX)),
        }
    }
}

/// Who is in the backend group, as an event shows it, and who has left it.
#[must_use]
pub fn people_shown(event: &Event) -> Vec<(&User, bool)> {
    match event {
        Event::GroupMember { change, .. } => vec![(&change.who, change.new.is_in())],
        Event::GroupMessage { message, .. } => match (&message.content, &message.author) {
            (Content::Service(Service::Joined(people)), _) => {
                people.iter().map(|user| (user, true)).collect()
            }
            (Content::Service(Service::Left(user)), _) => vec![(user, false)],
            (_, Author::User(user)) => vec![(user, true)],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// What is known because of this event and not before.
pub(super) fn learned(event: &Event, context: &Context<'_>, fresh: &mut Fresh) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut named = 0;
    for (user, is_in) in people_shown(event) {
        if user.bot || context.fleet.contains(&user.id) {
            continue;
        }
        let mut shown = context.scene.shown.iter();
        let shown = shown.find(|one| one.person == user.id);
        let known = shown.and_then(|shown| shown.known);
        let digest = shown.map_or(0, |shown| shown.digest);
        let place = match known {
            _ if !is_in => {
                // The store forgets it with them, but for what this page has just written.
                let card = known.and_then(|known| known.card);
                changes.extend(card.map(Change::DropCard));
                None
            }
            Some(known) if known.digest == digest => continue,
            known if named < NAMED_MAX => {
                named += 1;
                let card = known.and_then(|known| known.card);
                let id = card.unwrap_or_else(|| CardId(fresh.id()));
                let card = names(user);
                changes.push(Change::PutCard { id, card });
                Some(Operator {
                    card: Some(id),
                    digest,
                })
            }
            Some(_) => continue,
            None => Some(Operator::default()),
        };
        changes.push(Change::Operator {
            cell: context.cell.id,
            person: user.id,
            place,
        });
    }
    changes
}

/// Only what people are told apart by.
pub(super) fn names(user: &User) -> Card {
    Card {
        name: user.first_name.clone(),
        last_name: user.last_name.clone(),
        username: user.username.clone(),
        ..Card::default()
    }
}
