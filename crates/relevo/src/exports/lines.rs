//! The lines of an export: one a client.

use std::collections::HashMap;

use relevo_core::audience::{Selection, Whom};
use relevo_core::marks::Mark;
use relevo_core::{
    Cell as Group, Connection, ConnectionId, ExportedClient, Name, Status, topic_link,
};
use relevo_telegram::ChatKind;

use crate::modules::marks::of_name;
use crate::sheet::{Cell, Sheet};
use crate::store::{AudienceAfter, ExportFacts, Store, StoreError};
use crate::words::moment;

/// How many conversations are looked at together.
const STRETCH: i64 = 500;

/// The columns.
pub const HEADLINE: [&str; 22] = [
    "connection",
    "conversation_id",
    "kind",
    "chat_id",
    "title",
    "username",
    "first_name",
    "last_name",
    "phone",
    "language",
    "start_parameter",
    "status",
    "assignee",
    "marks",
    "first_contact_at",
    "last_in_at",
    "last_out_at",
    "messages_in",
    "messages_out",
    "blocked",
    "opted_out",
    "topic_link",
];

/// Reads the clients of one backend group that are meant.
pub struct Exporter<'a> {
    store: &'a Store,
    group: &'a Group,
    connections: HashMap<ConnectionId, &'a Connection>,
    marks: Vec<Mark>,
    selection: Selection,
    after: Option<AudienceAfter>,
}

impl<'a> Exporter<'a> {
    /// For whom, seen from a moment.
    ///
    /// # Errors
    /// If the store cannot be read. Inside: the name for which there is no mark.
    pub async fn new(
        store: &'a Store,
        (group, connections): (&'a Group, impl Iterator<Item = &'a Connection>),
        (whom, now_ms): (&Whom, i64),
    ) -> Result<Result<Exporter<'a>, Name>, StoreError> {
        let marks = store.marks(group.id).await?;
        let selection = whom.selection(now_ms, |name| of_name(&marks, name).map(|mark| mark.id));
        Ok(selection.map(|selection| Exporter {
            store,
            group,
            connections: connections.map(|one| (one.id, one)).collect(),
            marks,
            selection,
            after: Some(AudienceAfter::default()),
        }))
    }

    /// Goes on after this.
    #[must_use]
    pub fn from(self, after: AudienceAfter) -> Exporter<'a> {
        Exporter {
            after: Some(after),
            ..self
        }
    }

    /// After what it would go on; none: everybody is read.
    #[must_use]
    pub fn after(&self) -> Option<AudienceAfter> {
        self.after
    }

    /// Writes the next clients; how many conversations were looked at for them, or none if there are no more.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn write_some(&mut self, sheet: &mut Sheet) -> Result<Option<i64>, StoreError> {
        let Some(after) = self.after else {
            return Ok(None);
        };
        let page = self
            .store
            .export_page(self.group.id, &self.selection, after, STRETCH)
            .await?;
        for client in &page.clients {
            let connection = self.connections.get(&client.conversation.connection);
            if let Some(connection) = connection {
                sheet.row(self.line(client, connection));
            }
        }
        self.after = page.next;
        let looked = match page.next {
            Some(_) => STRETCH,
            None => i64::try_from(page.clients.len()).unwrap_or(STRETCH),
        };
        Ok(Some(looked))
    }

    fn line(&self, facts: &ExportFacts, connection: &Connection) -> [Cell<'static>; 22] {
        let conversation = &facts.conversation;
        let names = (&facts.card, facts.called.as_ref());
        let client = ExportedClient::of(names, (conversation, connection), self.store);
        let name = |id| {
            let found = self.marks.iter().find(|mark| mark.id == id);
            found.map(|mark| mark.name.as_str())
        };
        let marks: Vec<&str> = facts.marks.iter().copied().filter_map(name).collect();
        let time = |at_ms: Option<i64>| match at_ms {
            Some(at_ms) => Cell::words(moment::iso(at_ms)),
            None => Cell::Empty,
        };
        let (first_in, last_in) = facts.wrote.ends_ms.unzip();
        let last_out = facts.has.ends_ms.map(|(_, last)| last);
        let link = conversation.topic.thread();
        let link = link.and_then(|thread| topic_link(self.group.group, thread));
        let assignee = facts.responsible.as_ref().map(|card| card.name.clone());
        [
            Cell::words(format!("i{}", connection.id.0)),
            Cell::Number(conversation.id.0),
            Cell::words(kind(conversation.kind)),
            Cell::number(client.chat),
            Cell::words(client.title),
            Cell::words(client.username),
            Cell::words(client.first_name),
            Cell::words(client.last_name),
            Cell::words(client.phone),
            Cell::words(client.language),
            Cell::words(client.start_parameter),
            Cell::words(status(conversation.handling.status)),
            Cell::words(assignee.unwrap_or_default()),
            Cell::words(marks.join(", ")),
            time(first_in),
            time(last_in),
            time(last_out),
            Cell::Number(facts.wrote.count),
            Cell::Number(facts.has.count),
            Cell::words(yes_or_no(conversation.unreachable)),
            Cell::words(yes_or_no(facts.opted_out)),
            Cell::words(link.unwrap_or_default()),
        ]
    }
}

fn kind(kind: ChatKind) -> &'static str {
    match kind {
        ChatKind::Private => "private",
        ChatKind::Group | ChatKind::Supergroup => "group",
        ChatKind::Channel => "channel",
        ChatKind::Other => "other",
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::UserAnswered => "team",
        Status::SupportAnswered => "client",
        Status::Closed => "closed",
    }
}

fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}
