//! What is said of shifts by itself: mentions in topics, and the hand-over in General.
//!
//! People are mentioned by their number, so that it reaches those without a username too. Neighbour: `modules::shifts` says what panels show.

use relevo_core::shifts::{DutyPerson, HandOver, ShiftDone, ShiftNotice};
use relevo_telegram::{EntityKind, Text};

use super::catalogue::{Catalogue, Fact};
use super::lists;
use super::status::span;

/// The message by which it begins.
pub(super) fn headline(notice: &ShiftNotice) -> &'static str {
    match notice {
        ShiftNotice::NobodyAnswers { .. } => "shift-nobody-answers",
        ShiftNotice::LeadNeeded { .. } => "shift-lead-needed",
        ShiftNotice::HandOver(_) => "shift-change",
    }
}

/// The whole message.
pub(super) fn text(catalogue: &Catalogue, notice: &ShiftNotice) -> Text {
    let say = |facts: &[Fact<'_>]| Text::plain(catalogue.text(headline(notice), None, facts));
    match notice {
        ShiftNotice::NobodyAnswers { on, waited_ms } => {
            let mut text = say(&[("span", span(catalogue, *waited_ms).into())]);
            people(&mut text, catalogue, ("shift-on-duty", on), true);
            text
        }
        ShiftNotice::LeadNeeded { lead, waited_ms } => {
            let mut text = say(&[("span", span(catalogue, *waited_ms).into())]);
            let lead = std::slice::from_ref(lead);
            people(&mut text, catalogue, ("shift-lead", lead), true);
            text
        }
        ShiftNotice::HandOver(hand_over) => {
            let mut text = say(&[]);
            handed_over(&mut text, catalogue, hand_over);
            text
        }
    }
}

fn handed_over(text: &mut Text, catalogue: &Catalogue, hand_over: &HandOver) {
    let say = |id: &str, facts: &[Fact<'_>]| format!("\n{}", catalogue.text(id, None, facts));
    let HandOver {
        came, stays, left, ..
    } = hand_over;
    if came.is_empty() && stays.is_empty() {
        text.push_str(&say("shift-nobody-on-duty", &[]));
    }
    if !came.is_empty() {
        // Those who come on are mentioned; whoever stays on knows.
        people(text, catalogue, ("shift-on-duty-now", came), true);
        let rest = stays.iter().map(|one| format!(", {}", one.name));
        rest.for_each(|name| text.push_str(&name));
    } else if !stays.is_empty() {
        people(text, catalogue, ("shift-on-duty-now", stays), false);
    }
    if !left.is_empty() {
        people(text, catalogue, ("shift-off-duty", left), false);
    }
    if let Some(done) = hand_over.done {
        text.push_str(&format!("\n{}", what_was_done(catalogue, done)));
    }
    let named = u32::try_from(hand_over.open.len()).unwrap_or(u32::MAX);
    let count = named.saturating_add(hand_over.more);
    let headline = match count {
        0 => "answer-nobody-waits",
        _ => "answer-waiting",
    };
    text.push_str("\n");
    text.push_str(&say(headline, &[("count", count.into())]));
    for one in &hand_over.open {
        let words = lists::line(catalogue, &one.topic, hand_over.at_ms);
        text.push_str("\n");
        match &one.topic.topic.link {
            Some(link) => text.push_as(&words, EntityKind::TextLink(link.clone())),
            None => text.push_str(&words),
        }
        if let Some(note) = &one.note {
            let words = catalogue.text("shift-note", None, &[]);
            text.push_str(" · ");
            text.push_as(&words, EntityKind::TextLink(note.clone()));
        }
    }
    if hand_over.more > 0 {
        text.push_str(&say("list-more", &[("more", hand_over.more.into())]));
    }
}

/// What the shift before has done, without what it has not.
fn what_was_done(catalogue: &Catalogue, done: ShiftDone) -> String {
    let mut parts = Vec::new();
    let mut part = |id: &str, count: u32, more: &[Fact<'_>]| {
        if count > 0 {
            let facts = [&[("count", count.into())], more].concat();
            parts.push(catalogue.text(id, None, &facts));
        }
    };
    let topics = [("topics", done.conversations.into())];
    part("shift-answers", done.answers, &topics);
    part("shift-closed", done.closed, &[]);
    part("shift-taken", done.taken, &[]);
    match parts.is_empty() {
        true => catalogue.text("shift-nothing-done", None, &[]),
        false => parts.join(" · "),
    }
}

/// A line with people, behind what they are.
pub(super) fn people(
    text: &mut Text,
    catalogue: &Catalogue,
    (what, people): (&str, &[DutyPerson]),
    mentioned: bool,
) {
    text.push_str(&format!("\n{} ", catalogue.text(what, None, &[])));
    for (nth, one) in people.iter().enumerate() {
        if nth > 0 {
            text.push_str(", ");
        }
        match mentioned {
            true => text.push_as(&one.name, EntityKind::TextMention(one.person)),
            false => text.push_str(&one.name),
        }
    }
}
