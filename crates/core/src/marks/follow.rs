//! What follows when a mark is set or taken away: other marks go, and the topic's title says otherwise.

use relevo_telegram::UserId;

use super::{Mark, MarkCause, MarkEvent, MarkId, TICKER_UNITS_MAX};
use crate::render::fit;
use crate::{
    Card, CardId, Change, Connection, Conversation, ConversationId, Delivery, Direction, Fresh,
    Job, State, Title, Topic,
};

/// How long after a change the title follows: many changes are one.
const TITLE_AFTER_MS: i64 = crate::decide::WANTED_AFTER_MS;

/// What is noted when a mark is to be set on a conversation or taken away. `set`: the marks that are set there now. What is so already is
/// not noted.
#[must_use]
pub fn changes(
    mark: &Mark,
    on: bool,
    (conversation, set): (ConversationId, &[MarkId]),
    (at_ms, person, cause): (i64, Option<UserId>, MarkCause),
) -> Vec<MarkEvent> {
    if set.contains(&mark.id) == on {
        return Vec::new();
    }
    let event = MarkEvent {
        mark: mark.id,
        conversation,
        on,
        at_ms,
        person,
        cause,
    };
    let gone = mark.after.iter().filter(|gone| on && set.contains(gone));
    let gone = gone.map(|gone| MarkEvent {
        mark: *gone,
        on: false,
        cause: MarkCause::After,
        ..event
    });
    std::iter::once(event).chain(gone).collect()
}

/// What stands in a title for the marks that are set, in this order; none if nothing does.
#[must_use]
pub fn ticker(marks: &[Mark], set: &[MarkId]) -> Option<String> {
    let of = |id: &MarkId| marks.iter().find(|mark| mark.id == *id);
    let texts = set.iter().filter_map(of);
    let texts: Vec<&str> = texts.filter_map(|mark| mark.ticker.as_deref()).collect();
    let all = fit(&texts.join(" · "), TICKER_UNITS_MAX);
    (!all.is_empty()).then_some(all)
}

/// A conversation's title is to show this for its marks from now on, where it showed something else.
#[must_use]
pub fn show_ticker(
    known: &Conversation,
    of: &Connection,
    ticker: Option<String>,
    (fresh, now_ms): (&mut Fresh, i64),
) -> Vec<Change> {
    let mut now = known.clone();
    let before = now.handling.ticker.take();
    let mut changes: Vec<Change> = before.map(Change::DropCard).into_iter().collect();
    now.handling.ticker = ticker.map(|name| {
        let id = CardId(fresh.id());
        let card = Card {
            name,
            ..Card::default()
        };
        changes.push(Change::PutCard { id, card });
        id
    });
    if now.topic != Topic::None && now.title == Title::Ours {
        now.title = Title::Due;
        let due_ms = now_ms + TITLE_AFTER_MS;
        changes.push(Change::Deliver(rename(&now, of, due_ms, fresh)));
    }
    changes.push(Change::UpdateConversation(now));
    changes
}

/// Lets the topic's title follow.
fn rename(of: &Conversation, connection: &Connection, due_ms: i64, fresh: &mut Fresh) -> Delivery {
    Delivery {
        seq: fresh.seq(),
        cell: connection.cell,
        connection: connection.id,
        conversation: Some(of.id),
        direction: Direction::Aside,
        state: State::Waiting { due_ms },
        attempts: 0,
        step: 0,
        header_message: None,
        repeat: false,
        bare: false,
        cause: None,
        reply: None,
        made_ms: due_ms - TITLE_AFTER_MS,
        aim: None,
        job: Job::Rename { said: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Name;
    use crate::decide::tests::desk::Desk;

    fn mark(id: i64, ticker: Option<&str>, after: &[i64]) -> Mark {
        Mark {
            id: MarkId(id),
            name: Name::read(&format!("m{id}")).unwrap(),
            ticker: ticker.map(str::to_owned),
            after: after.iter().copied().map(MarkId).collect(),
            sends: None,
            hook: false,
        }
    }

    fn noted(events: &[MarkEvent]) -> Vec<(i64, bool, MarkCause)> {
        let short = |event: &MarkEvent| (event.mark.0, event.on, event.cause);
        events.iter().map(short).collect()
    }

    /// Promise: setting a stage of a funnel takes those away that come before it and are set; taking it away brings none back; what is so
    /// already is not done again.
    #[test]
    fn stages_of_a_funnel() {
        let won = mark(3, None, &[1, 2]);
        let by = (7, Some(UserId(5)), MarkCause::Person);
        let on = |set: &[MarkId], on| changes(&won, on, (ConversationId(9), set), by);
        assert_eq!(
            noted(&on(&[MarkId(2), MarkId(8)], true)),
            [(3, true, MarkCause::Person), (2, false, MarkCause::After)]
        );
        assert_eq!(on(&[MarkId(2)], true)[1].person, Some(UserId(5)));
        assert_eq!(on(&[MarkId(3)], true), []);
        assert_eq!(
            noted(&on(&[MarkId(3), MarkId(1)], false)),
            [(3, false, MarkCause::Person)]
        );
        assert_eq!(on(&[], false), []);
    }

    /// Promise: titles show what the marks that are set want shown, in the order in which they were set, and never more than forty units.
    #[test]
    fn what_titles_show() {
        let marks = [
            mark(1, Some("★"), &[]),
            mark(2, None, &[]),
            mark(3, Some("paid"), &[]),
        ];
        let ids = |ids: &[i64]| ids.iter().copied().map(MarkId).collect::<Vec<_>>();
        assert_eq!(
            ticker(&marks, &ids(&[3, 2, 1])).as_deref(),
            Some("paid · ★")
        );
        assert_eq!(ticker(&marks, &ids(&[2, 9])), None);
        let long = [mark(1, Some(&"я".repeat(40)), &[]), mark(2, Some("x"), &[])];
        let shown = ticker(&long, &ids(&[1, 2])).unwrap();
        assert!(
            shown.encode_utf16().count() <= 40 && shown.ends_with('…'),
            "{shown}"
        );
    }

    /// Promise: the title follows a change once, however many come before it is made; without a topic nothing is to be done.
    #[test]
    fn titles_follow() {
        let desk = Desk::with_ann();
        let mut known = desk.conversation.clone().unwrap();
        known.topic = Topic::Open(relevo_telegram::ThreadId(5));
        let mut fresh = Fresh::new(1..20, 1..20);
        let show = |known: &Conversation, text: Option<&str>, fresh: &mut Fresh| {
            show_ticker(
                known,
                &desk.connection,
                text.map(str::to_owned),
                (fresh, 1_000),
            )
        };
        let renames = |changes: &[Change]| {
            let is_one = |change: &&Change| matches!(change, Change::Deliver(one) if one.job == Job::Rename { said: None });
            changes.iter().filter(is_one).count()
        };
        let first = show(&known, Some("★"), &mut fresh);
        assert_eq!(renames(&first), 1);
        let Some(Change::UpdateConversation(now)) = first.last() else {
            panic!("the conversation changes");
        };
        assert!(now.handling.ticker.is_some() && now.title == Title::Due);
        assert_ne!(now.title_digest(), known.title_digest());
        let second = show(now, None, &mut fresh);
        assert_eq!(renames(&second), 0);
        assert!(matches!(second[0], Change::DropCard(_)));
        known.topic = Topic::None;
        assert_eq!(renames(&show(&known, Some("★"), &mut fresh)), 0);
    }
}
