//! What calls are made, and what follows from them.

mod accounts;
mod album_calls;
mod album_words;
mod albums;
mod backlog;
mod bans;
mod broadcasts;
mod contents;
mod edits;
mod error_text;
mod forum;
mod groups;
mod info;
mod invites;
mod kept;
mod lanes;
mod leaks;
mod next;
mod panels;
mod reactions;
mod relays;
mod replies;
mod status;
mod table;
mod wanted;

use relevo_telegram::{Call, Method, Place, ReplyTo, Send, Text};

use super::{CallFacts, Next, cost_in_the_dark, next_call};
use crate::decide::tests::desk::{Desk, NOW_MS, card, told};
use crate::{
    Card, Change, ClientFacts, Delivery, Direction, Event, InfoFacts, Job, Notice, Reading, Spoken,
    State,
};

/// Words for a notice: its name, and labels by number.
fn say(notice: &Notice) -> Spoken {
    let name = format!("{notice:?}");
    Spoken {
        text: Text::plain(
            name.chars()
                .take_while(|c| c.is_alphanumeric())
                .collect::<String>(),
        ),
        labels: (0..notice.buttons())
            .map(|n| format!("button {n}"))
            .collect(),
    }
}

/// A desk with the names of its client.
struct World {
    desk: Desk,
    card: Card,
    called: Option<Card>,
    icon: Option<&'static str>,
    reply_target: Option<i64>,
    reply_source: Option<relevo_telegram::ThreadId>,
    original: Option<Delivery>,
    copy_of_before: Option<Place>,
    taken: bool,
    relays: Vec<crate::Relay>,
    copy_by: Option<crate::IdentityId>,
    reactions: Option<crate::ReactionFacts>,
    backlog: Option<crate::BacklogFacts>,
    reading: Reading,
    ignored: Option<Vec<i64>>,
    info: Option<ClientFacts>,
    reply_topic: Option<relevo_telegram::ThreadId>,
    reply_wanted: bool,
    panel: Option<(crate::Panel, Option<crate::Drawn>)>,
    followed: bool,
}

impl World {
    fn of(desk: Desk) -> World {
        World {
            desk,
            card: card("Ann"),
            called: None,
            icon: None,
            reply_target: None,
            reply_source: None,
            original: None,
            copy_of_before: None,
            taken: false,
            relays: Vec::new(),
            copy_by: None,
            reactions: None,
            backlog: None,
            reading: Reading::UpToDate { since_ms: 0 },
            ignored: None,
            info: None,
            reply_topic: None,
            reply_wanted: true,
            panel: None,
            followed: false,
        }
    }

    fn facts(&self) -> CallFacts<'_> {
        CallFacts {
            cell: &self.desk.cell,
            connection: &self.desk.connection,
            conversation: self.desk.conversation.as_ref(),
            card: Some(&self.card),
            ticker: None,
            called: self.called.as_ref(),
            responsible: None,
            icon: self.icon,
            reply_target: self.reply_target,
            reply_source: self.reply_source,
            original: self.original.as_ref(),
            copy_of_before: self.copy_of_before,
            taken: self.taken,
            codebook: &crate::decide::tests::desk::Numbers,
            relays: &self.relays,
            copy_by: self.copy_by,
            reactions: self.reactions.as_ref(),
            backlog: self.backlog,
            reading: self.reading,
            ignored: self.ignored.as_deref(),
            info: self.info.as_ref().map(|known| InfoFacts {
                known,
                tell: info::tell,
            }),
            reply_topic: self.reply_topic,
            reply_wanted: self.reply_wanted,
            panel: self.panel.as_ref().map(|(panel, drawn)| crate::PanelFacts {
                panel,
                drawn: drawn.as_ref(),
                until_ms: panel.stands.time_ms().map(|time_ms| NOW_MS + time_ms),
            }),
            followed: self.followed,
            say: &say,
        }
    }

    /// The deliveries that an event causes here.
    fn deliveries(&self, event: &Event) -> Vec<Delivery> {
        let changes = self.desk.decide(event).changes;
        changes
            .into_iter()
            .filter_map(|change| match change {
                Change::Deliver(delivery) => Some(delivery),
                _ => None,
            })
            .collect()
    }

    /// The one delivery that an event causes here.
    fn delivery(&self, event: &Event) -> Delivery {
        let mut all = self.deliveries(event);
        assert_eq!(all.len(), 1, "one delivery");
        all.remove(0)
    }

    fn next(&self, delivery: &Delivery) -> String {
        match next_call(delivery, &self.facts(), NOW_MS) {
            Next::Call { call, units, .. } => {
                // Whatever it costs, a process that finds it claimed by a dead one knows.
                assert_eq!(cost_in_the_dark(delivery, call.method()), units, "{call:?}");
                format!("{} for {units}", told_call(&call))
            }
            Next::Settle(changes) => told(&changes).trim_end().to_owned(),
            Next::NotYet { until_ms } => format!("not before {}", until_ms - NOW_MS),
        }
    }
}

/// A delivery of the desk's own words about `about`.
fn desk_words(direction: Direction, job: Job) -> Delivery {
    let world = World::of(Desk::with_ann());
    let event = crate::decide::tests::desk::group_event(crate::decide::tests::desk::operator(
        crate::decide::tests::desk::text("hi"),
    ));
    Delivery {
        direction,
        job,
        cause: None,
        reply: None,
        ..world.delivery(&event)
    }
}

fn claimed(delivery: &Delivery, method: Method) -> Delivery {
    Delivery {
        state: State::Claimed {
            epoch: 1,
            method,
            relay: None,
        },
        ..delivery.clone()
    }
}

fn told_call(call: &Call) -> String {
    let name = format!("{:?}", call.method());
    match call {
        Call::SendText {
            to, text, buttons, ..
        } => {
            let row: Vec<String> = buttons
                .iter()
                .flatten()
                .map(|button| format!(" [{} {:?}]", button.label, button.act))
                .collect();
            format!("{name} {}: {:?}{}", told_send(to), text.text, row.concat())
        }
        Call::Copy { to, from, caption } => format!(
            "{name} {}/{} {}{}",
            from.chat,
            from.message,
            told_send(to),
            caption
                .as_ref()
                .map_or(String::new(), |words| format!(": {:?}", words.text))
        ),
        Call::Forward { to, from } => {
            format!("{name} {}/{} {}", from.chat, from.message, told_send(to))
        }
        Call::SendMedia { to, file, caption } => format!(
            "{name} {:?} {}: {:?}",
            file.kind,
            told_send(to),
            caption.text
        ),
        Call::CreateTopic {
            chat,
            name: of,
            icon_color,
            icon_emoji,
        } => {
            let color = icon_color.map_or(String::new(), |color| format!(" #{color:06X}"));
            let emoji = icon_emoji
                .as_ref()
                .map_or(String::new(), |id| format!(" icon {id}"));
            format!("{name} in {chat}: {of:?}{color}{emoji}")
        }
        Call::EditText { at, text, .. } => {
            format!("{name} {}/{}: {:?}", at.chat, at.message, text.text)
        }
        Call::EditCaption { at, caption, .. } => {
            format!("{name} {}/{}: {:?}", at.chat, at.message, caption.text)
        }
        Call::EditMedia { at, file, caption } => format!(
            "{name} {}/{}: {:?} {:?}",
            at.chat, at.message, file.kind, caption.text
        ),
        Call::SendAlbum { to, items } => {
            let items = items
                .iter()
                .map(|item| format!("{:?} {:?}", item.file.kind, item.caption.text));
            let items = items.collect::<Vec<_>>().join(", ");
            format!("{name} {}: {items}", told_send(to))
        }
        Call::Delete(at) => format!("{name} {}/{}", at.chat, at.message),
        Call::AnswerPress { id, text } => format!("{name} {id}: {text:?}"),
        other => format!("{other:?}"),
    }
}

fn told_send(to: &Send) -> String {
    let mut words = format!("to {}", to.chat);
    if let Some(thread) = to.thread {
        words += &format!("/{thread}");
    }
    if let Some(ReplyTo { message, quote }) = &to.reply {
        words += &format!(" answering {message}");
        if let Some(quote) = quote {
            words += &format!(" ({:?})", quote.text.text);
        }
    }
    if to.silent {
        words += " silently";
    }
    words
}
