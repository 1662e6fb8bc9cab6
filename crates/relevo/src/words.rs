//! What the desk says, in words: Fluent catalogues in `locales/`, one folder a language, built into the program.
//!
//! The core decides *which* sentence ([`Notice`]); here it gets its words. A new language is a folder with the same
//! messages and a line in `catalogue`; a test names what is missing. Until a language has its folder, English is spoken.
//! Deliberately absent: what clients read, which is the owner's own text.

mod catalogue;
#[cfg(test)]
mod tests;

use relevo_core::params::Language;
use relevo_core::{ContentKind, FailReason, Notice, Spoken};

use catalogue::Catalogue;

/// The words of a notice and the labels of its buttons, in the given language.
#[must_use]
pub fn say(language: Language, notice: &Notice) -> Spoken {
    let catalogue = Catalogue::of(language);
    let (id, labels) = message(notice);
    let facts = facts(catalogue, notice);
    let facts: Vec<(&str, &str)> = facts
        .iter()
        .map(|(name, fact)| (*name, fact.as_str()))
        .collect();
    Spoken {
        text: catalogue.text(id, None, &facts),
        labels: labels
            .iter()
            .map(|label| catalogue.text(id, Some(label), &[]))
            .collect(),
    }
}

/// The message of a notice, and the attribute of each of its buttons in the core's order.
fn message(notice: &Notice) -> (&'static str, &'static [&'static str]) {
    match notice {
        Notice::RepeatMark => ("notice-repeat-mark", &[]),
        Notice::NotDelivered { .. } => ("notice-not-delivered", &["retry"]),
        Notice::OutcomeUnknown => ("notice-outcome-unknown", &["send-again", "arrived"]),
        Notice::SentAgain => ("notice-sent-again", &[]),
        Notice::Arrived => ("notice-arrived", &[]),
        Notice::Retried => ("notice-retried", &[]),
        Notice::Placeholder { .. } => ("notice-placeholder", &[]),
        Notice::ClientUnreachable => ("notice-client-unreachable", &[]),
        Notice::ClientReachable => ("notice-client-reachable", &[]),
        Notice::UnknownCommand => ("notice-unknown-command", &[]),
        Notice::NotSentAsChat => ("notice-not-sent-as-chat", &[]),
        Notice::NotSentKind { .. } => ("notice-not-sent-kind", &[]),
        Notice::NotSentToChannel => ("notice-not-sent-to-channel", &[]),
        Notice::RemovedFromGroup => ("notice-removed-from-group", &[]),
        Notice::StaysNote => ("notice-stays-note", &[]),
        Notice::EditNotSent => ("notice-edit-not-sent", &[]),
        Notice::BecameNote => ("notice-became-note", &["withdraw"]),
        Notice::TakenBack => ("notice-taken-back", &[]),
        Notice::TakenBackUnsure => ("notice-taken-back-unsure", &[]),
        Notice::Withdrawing => ("notice-withdrawing", &[]),
        Notice::Withdrawn => ("notice-withdrawn", &[]),
        Notice::WithdrawHint => ("notice-withdraw-hint", &[]),
        Notice::NotWithdrawn { .. } => ("notice-not-withdrawn", &[]),
        Notice::ButtonExpired => ("notice-button-expired", &[]),
        Notice::Quarantined => ("notice-quarantined", &[]),
        Notice::AlbumIncomplete { .. } => ("notice-album-incomplete", &[]),
        Notice::AlbumNotDelivered { .. } => ("notice-album-not-delivered", &["retry"]),
    }
}

/// The facts that a notice's sentence names, already in words.
fn facts(catalogue: &Catalogue, notice: &Notice) -> Vec<(&'static str, String)> {
    let kind_fact = |kind: &ContentKind| ("kind", catalogue.text(kind_message(*kind), None, &[]));
    let reason_fact = |reason: &FailReason| ("reason", reason_words(catalogue, reason));
    match notice {
        Notice::NotDelivered { reason } | Notice::NotWithdrawn { reason } => {
            vec![reason_fact(reason)]
        }
        Notice::Placeholder { kind, reason } => vec![kind_fact(kind), reason_fact(reason)],
        Notice::NotSentKind { kind } => vec![kind_fact(kind)],
        Notice::AlbumIncomplete {
            missing,
            of,
            kind,
            reason,
        }
        | Notice::AlbumNotDelivered {
            missing,
            of,
            kind,
            reason,
        } => vec![
            ("missing", missing.to_string()),
            ("of", of.to_string()),
            kind_fact(kind),
            reason_fact(reason),
        ],
        // A sentence that names a fact it is not given fails the test that says every notice.
        _ => Vec::new(),
    }
}

/// Telegram's own description is shown as given: it is what people search for.
fn reason_words(catalogue: &Catalogue, reason: &FailReason) -> String {
    let id = reason_message(reason);
    match reason {
        FailReason::Other { code, text } => {
            catalogue.text(id, None, &[("text", text), ("code", &code.to_string())])
        }
        _ => catalogue.text(id, None, &[]),
    }
}

fn reason_message(reason: &FailReason) -> &'static str {
    match reason {
        FailReason::Blocked => "reason-blocked",
        FailReason::Deactivated => "reason-deactivated",
        FailReason::ChatMissing => "reason-chat-missing",
        FailReason::NotMember => "reason-not-member",
        FailReason::RightMissing => "reason-right-missing",
        FailReason::KindForbidden => "reason-kind-forbidden",
        FailReason::TooLong => "reason-too-long",
        FailReason::SourceMissing => "reason-source-missing",
        FailReason::Uncopyable => "reason-uncopyable",
        FailReason::TooOld => "reason-too-old",
        // Telegram has no code 0: these are words of our own.
        FailReason::Other { code: 0, .. } => "reason-own",
        FailReason::Other { .. } => "reason-other",
    }
}

fn kind_message(kind: ContentKind) -> &'static str {
    match kind {
        ContentKind::Text => "kind-text",
        ContentKind::Photo => "kind-photo",
        ContentKind::LivePhoto => "kind-live-photo",
        ContentKind::Video => "kind-video",
        ContentKind::Animation => "kind-animation",
        ContentKind::Audio => "kind-audio",
        ContentKind::Document => "kind-document",
        ContentKind::Voice => "kind-voice",
        ContentKind::VideoNote => "kind-video-note",
        ContentKind::Sticker => "kind-sticker",
        ContentKind::Dice => "kind-dice",
        ContentKind::Contact => "kind-contact",
        ContentKind::Location => "kind-location",
        ContentKind::Venue => "kind-venue",
        ContentKind::Poll => "kind-poll",
        ContentKind::Story => "kind-story",
        ContentKind::Checklist => "kind-checklist",
        ContentKind::Rich => "kind-rich",
        ContentKind::Uncopyable => "kind-uncopyable",
        ContentKind::Service => "kind-service",
        ContentKind::Unknown => "kind-unknown",
        ContentKind::LiveLocation => "kind-live-location",
        ContentKind::Quiz => "kind-quiz",
        ContentKind::Game => "kind-game",
        ContentKind::PaidMedia => "kind-paid-media",
        ContentKind::Invoice => "kind-invoice",
        ContentKind::Giveaway => "kind-giveaway",
        ContentKind::Gift => "kind-gift",
    }
}
