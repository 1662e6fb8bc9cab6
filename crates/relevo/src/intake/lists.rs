//! The lists that somebody of the team asks for in General (`/waiting`, `/mine`), made where a page asks for them, and nowhere else.
//!
//! Read before the page's transaction, as `status` is. Neighbours: `relevo_core::decide` answers. Deliberately absent: whom to answer.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use relevo_core::{
    Cell, Command, Connection, DeskStatus, LISTED_MAX, ListedTopic, Presence, TopicList,
    asks_for_list,
};
use relevo_telegram::{Author, UpdateKind, UserId};

use super::named::Named;
use super::{status, stopped};
use crate::directory::Directory;
use crate::store::{Counted, Store, StoreError};

/// What a page asks for, as it was before it.
#[derive(Default)]
pub(super) struct Answers {
    /// How the desk stands.
    pub(super) status: Option<DeskStatus>,
    /// The topics that need an answer.
    pub(super) waiting: Option<TopicList>,
    /// The topics of those who ask for theirs.
    pub(super) mine: HashMap<UserId, TopicList>,
    /// Whether those who pressed buttons are in the backend group.
    pub(super) present: HashMap<UserId, Presence>,
}

impl Answers {
    /// Nothing, unless this connection is the one to answer.
    pub(super) async fn to(
        page: &[Result<UpdateKind, &'static str>],
        store: &Store,
        (connection, directory): (&Connection, &Directory),
        now_ms: i64,
    ) -> Result<Answers, StoreError> {
        let mut answers = Answers {
            status: status::asked(store, (connection, directory), page, now_ms).await?,
            ..Answers::default()
        };
        let Some(cell) = directory.cells.get(&connection.cell) else {
            return Ok(answers);
        };
        if !stopped::speaks(connection, cell, directory) {
            return Ok(answers);
        }
        let of = (cell, directory);
        for read in page {
            let Ok(UpdateKind::Message(message)) = read else {
                continue;
            };
            if message.chat.id != cell.group {
                continue;
            }
            match (asks_for_list(message), &message.author) {
                (Some(Command::Waiting), _) if answers.waiting.is_none() => {
                    let most = listed_max();
                    let counted = store.waiting_for_team(cell.id, most).await?;
                    answers.waiting = Some(list(store, of, &counted, now_ms).await?);
                }
                (Some(Command::Mine), Author::User(user)) => {
                    if let Entry::Vacant(vacant) = answers.mine.entry(user.id) {
                        let most = listed_max();
                        let counted = store.of_responsible(cell.id, user.id, most).await?;
                        vacant.insert(list(store, of, &counted, now_ms).await?);
                    }
                }
                _ => {}
            }
        }
        Ok(answers)
    }
}

fn listed_max() -> i64 {
    i64::try_from(LISTED_MAX).expect("a list is short")
}

async fn list(
    store: &Store,
    of: (&Cell, &Directory),
    counted: &Counted,
    now_ms: i64,
) -> Result<TopicList, StoreError> {
    let mut topics = Vec::new();
    if !counted.first.is_empty() {
        let mut tx = store.write().await?;
        let named = Named::of(&mut tx, of, &counted.first).await?;
        topics.extend(counted.first.iter().filter_map(|conversation| {
            let topic = named.topic(conversation.id)?;
            Some(ListedTopic::of(conversation, topic))
        }));
    }
    let named = i64::try_from(topics.len()).expect("a list is short");
    Ok(TopicList {
        at_ms: now_ms,
        topics,
        more: u32::try_from(counted.all - named).unwrap_or(u32::MAX),
    })
}
