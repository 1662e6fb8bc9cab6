//! The card of a conversation, in words: a headline, then a line for each thing that is known.
//!
//! A line begins with words of ours and holds one name at most, so that a name in a right-to-left script turns nothing round.

use relevo_core::{InfoCard, Params, Status};
use relevo_telegram::{ChatKind, EntityKind, Text};

use super::catalogue::{Catalogue, Fact};
use super::moment;

/// Every message of which a card is put together.
#[cfg(test)]
pub(super) const PARTS: [&str; 19] = [
    "card-client",
    "card-group",
    "card-channel",
    "card-name",
    "card-title",
    "card-username",
    "card-id",
    "card-phone",
    "card-language",
    "card-start-parameter",
    "card-first",
    "card-last",
    "card-marks",
    "card-nobody-responsible",
    "card-bot",
    "card-window",
    "card-members",
    "card-participants",
    "moment-in-zone",
];

/// The whole card, in the language and the time zone of a connection.
pub(super) fn text(params: &Params, card: &InfoCard) -> Text {
    let catalogue = Catalogue::of(params.language);
    let say = |id: &str, facts: &[Fact<'_>]| catalogue.text(id, None, facts);
    let headline = match card.kind {
        ChatKind::Private => "card-client",
        ChatKind::Channel => "card-channel",
        _ => "card-group",
    };
    let mut text = Text::default();
    text.push_as(&say(headline, &[]), EntityKind::Bold);
    let mut line = |words: String| text.push_str(&format!("\n{words}"));
    let name = match card.kind {
        ChatKind::Private => "card-name",
        _ => "card-title",
    };
    line(say(name, &[("name", (&*card.name).into())]));
    let words = [
        ("card-username", card.username.as_deref().map(at)),
        ("card-id", card.id.map(|id| id.to_string())),
        ("card-phone", card.phone.clone()),
        ("card-language", card.language.clone()),
        ("card-start-parameter", card.start_parameter.clone()),
    ];
    for (id, words) in words {
        if let Some(words) = words {
            line(say(id, &[("words", words.into())]));
        }
    }
    if let Some((first_ms, last_ms)) = card.contact_ms {
        for (id, at_ms) in [("card-first", first_ms), ("card-last", last_ms)] {
            let time = moment::in_zone(catalogue, &params.timezone, at_ms);
            line(say(id, &[("time", time.into())]));
        }
    }
    let status = match card.status {
        Status::UserAnswered => "answer-turn-of-team",
        Status::SupportAnswered => "answer-turn-of-client",
        Status::Closed => "answer-closed",
    };
    line(say(status, &[]));
    line(match &card.responsible {
        Some(name) => say("answer-responsible", &[("name", (&**name).into())]),
        None => say("card-nobody-responsible", &[]),
    });
    if !card.marks.is_empty() {
        line(say(
            "card-marks",
            &[("names", card.marks.join(", ").into())],
        ));
    }
    if !card.bot.is_empty() {
        let words = format!("{} (i{})", at(&card.bot), card.connection.0);
        line(say("card-bot", &[("words", words.into())]));
    }
    if card.window {
        line(say("card-window", &[]));
    }
    if let Some(members) = card.members {
        line(say("card-members", &[("count", members.into())]));
    }
    people(catalogue, card, &mut line);
    text
}

/// Who was seen writing.
fn people(catalogue: &Catalogue, card: &InfoCard, line: &mut impl FnMut(String)) {
    let named = u32::try_from(card.participants.len()).unwrap_or(u32::MAX);
    if named == 0 {
        return;
    }
    let count = named.saturating_add(card.more);
    line(catalogue.text("card-participants", None, &[("count", count.into())]));
    for name in &card.participants {
        line(format!("• {name}"));
    }
    if card.more > 0 {
        line(catalogue.text("list-more", None, &[("more", card.more.into())]));
    }
}

fn at(username: &str) -> String {
    format!("@{username}")
}
