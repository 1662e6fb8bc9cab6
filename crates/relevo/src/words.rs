//! What the desk says, in words: Fluent catalogues in `locales/`, one folder a language, built into the program.
//!
//! The core decides *which* sentence ([`Notice`]); here it gets its words. A new language is a folder with the same
//! messages and a line in `catalogue`; tests name all that is missing at once. Until a language has its folder, English is
//! spoken.
//! Deliberately absent: what clients read, which is the owner's own text.

mod answers;
mod cards;
mod catalogue;
mod lists;
pub(crate) mod moment;
mod numbers;
mod parameters;
mod replies;
mod setup;
mod shifts;
mod status;
#[cfg(test)]
mod tests;
pub(crate) mod whom;

use relevo_core::params::Language;
use relevo_core::{
    ContentKind, FailReason, InfoCard, Notice, Params, PauseWhy, RelayOut, Sight, Spoken, StandIn,
    Until,
};
use relevo_telegram::{MenuCommand, Text};

use catalogue::{Catalogue, Fact};
pub(crate) use numbers::Going;
pub(crate) use setup::Voice;

/// From how many minutes on a time is told in hours.
const HOURS_FROM_MIN: u32 = 100;

/// The words of a notice and the labels of its buttons, in the given language.
#[must_use]
pub fn say(language: Language, notice: &Notice) -> Spoken {
    let catalogue = Catalogue::of(language);
    if let Notice::Status { paused, counted } = notice {
        return Spoken {
            text: status::text(catalogue, *paused, counted),
            labels: Vec::new(),
        };
    }
    if let Notice::Answer(answer) = notice {
        return Spoken {
            text: answers::text(catalogue, answer),
            labels: Vec::new(),
        };
    }
    if let Notice::Shift(shift) = notice {
        return Spoken {
            text: shifts::text(catalogue, shift),
            labels: Vec::new(),
        };
    }
    if let Notice::ReplySaid(said) = notice {
        return Spoken {
            text: replies::said(catalogue, said),
            labels: Vec::new(),
        };
    }
    let (id, labels) = message(notice);
    let facts = facts(catalogue, notice);
    let labels = match notice {
        Notice::WhichSource { names } => names.iter().map(|name| source(catalogue, name)).collect(),
        Notice::WhoIsResponsible { names, .. } => names.clone(),
        _ => labels
            .iter()
            .map(|label| catalogue.text(id, Some(label), &[]))
            .collect(),
    };
    Spoken {
        text: Text::plain(catalogue.text(id, None, &facts)),
        labels,
    }
}

/// The card of a conversation, in the language and the time zone of its connection.
#[must_use]
pub fn card(params: &Params, card: &InfoCard) -> Text {
    cards::text(params, card)
}

/// The commands for the menu of the backend group, in the given language.
#[must_use]
pub fn menu(language: Language) -> Vec<MenuCommand> {
    answers::menu(Catalogue::of(language))
}

/// The words in the place of something that the team is not shown (`HIDE_INFO`).
#[must_use]
pub fn stand_in(language: Language, what: StandIn) -> String {
    let catalogue = Catalogue::of(language);
    let StandIn::Content(kind) = what else {
        return catalogue.text(hidden_message(what), None, &[]);
    };
    let kind = match kind {
        ContentKind::Contact
        | ContentKind::Story
        | ContentKind::Game
        | ContentKind::PaidMedia
        | ContentKind::Invoice
        | ContentKind::Giveaway
        | ContentKind::Gift => kind_message(kind),
        _ => "hidden-message",
    };
    let facts = [("kind", catalogue.text(kind, None, &[]).into())];
    catalogue.text(hidden_message(what), None, &facts)
}

fn hidden_message(what: StandIn) -> &'static str {
    match what {
        StandIn::Link => "hidden-link",
        StandIn::Username => "hidden-username",
        StandIn::Email => "hidden-email",
        StandIn::Phone => "hidden-phone",
        StandIn::Content(_) => "hidden-content",
    }
}

/// A topic of a client's forum: General is called as Telegram calls it.
fn source(catalogue: &Catalogue, name: &str) -> String {
    match name {
        "" => catalogue.text("source-general", None, &[]),
        _ => name.to_owned(),
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
        Notice::Placeholder { reason, .. } if reason.may_pass() => {
            ("notice-placeholder-retry", &["retry"])
        }
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
        Notice::EditStaysInside => ("notice-edit-stays-inside", &[]),
        Notice::BecameNote => ("notice-became-note", &["withdraw"]),
        Notice::TakenBack => ("notice-taken-back", &[]),
        Notice::TakenBackUnsure => ("notice-taken-back-unsure", &[]),
        Notice::Withdrawing => ("notice-withdrawing", &[]),
        Notice::Withdrawn => ("notice-withdrawn", &[]),
        Notice::WithdrawHint => ("notice-withdraw-hint", &[]),
        Notice::NotWithdrawn { .. } => ("notice-not-withdrawn", &[]),
        Notice::ButtonExpired => ("notice-button-expired", &[]),
        Notice::PressNotAllowed => ("notice-press-not-allowed", &[]),
        Notice::NotInGroup => ("notice-not-in-group", &[]),
        Notice::PressAgain => ("notice-press-again", &[]),
        Notice::PressedWhileStopped => ("notice-pressed-while-stopped", &[]),
        Notice::Quarantined => ("notice-quarantined", &[]),
        Notice::RelayOut {
            why: RelayOut::NotMember,
        } => ("notice-relay-not-member", &[]),
        Notice::RelayOut {
            why: RelayOut::Send,
        } => ("notice-relay-may-not-send", &[]),
        Notice::RelayOut {
            why: RelayOut::Token,
        } => ("notice-relay-token", &[]),
        Notice::IconUnknown => ("notice-icon-unknown", &[]),
        Notice::AccountWindow => ("notice-account-window", &[]),
        Notice::WindowCloses => ("notice-window-closes", &[]),
        Notice::HeldByAccount { .. } => ("notice-held-by-account", &["send", "discard"]),
        Notice::AccountConnected => ("notice-account-connected", &[]),
        Notice::AccountLost { .. } => ("notice-account-lost", &[]),
        Notice::AccountBack => ("notice-account-back", &[]),
        Notice::Deleted => ("notice-deleted", &[]),
        Notice::ManyDeleted { .. } => ("notice-many-deleted", &[]),
        Notice::ReactionsStay => ("notice-reactions-stay", &[]),
        Notice::Lost { .. } => ("notice-lost", &[]),
        Notice::QuizNotSent => ("notice-quiz-not-sent", &[]),
        Notice::ButtonsNotSent => ("notice-buttons-not-sent", &[]),
        Notice::PollIsCopy => ("notice-poll-is-copy", &[]),
        Notice::QuizIsCopy => ("notice-quiz-is-copy", &[]),
        Notice::Started { .. } => ("notice-started", &[]),
        Notice::AnswersBroadcast { .. } => ("notice-answers-broadcast", &[]),
        Notice::NotSentRestricted { .. } => ("notice-not-sent-restricted", &[]),
        Notice::GroupAsked { .. } => ("notice-group-asked", &["accept", "ignore", "leave"]),
        Notice::GroupAccepted { .. } => ("notice-group-accepted", &[]),
        Notice::GroupIgnored { .. } => ("notice-group-ignored", &[]),
        Notice::GroupLeft { .. } => ("notice-group-left", &[]),
        Notice::AddedToGroup => ("notice-added-to-group", &[]),
        Notice::PeopleJoined { .. } => ("notice-people-joined", &[]),
        Notice::PersonLeft { .. } => ("notice-person-left", &[]),
        Notice::MessagePinned { .. } => ("notice-message-pinned", &[]),
        Notice::WhichSource { .. } => ("notice-which-source", &[]),
        Notice::SourceChosen { .. } => ("notice-source-chosen", &[]),
        Notice::Unpublished => ("notice-unpublished", &["publish"]),
        Notice::NoDiscussion => ("notice-no-discussion", &["publish"]),
        Notice::Published => ("notice-published", &[]),
        Notice::Backlog { minutes: None, .. } => ("notice-backlog", &[]),
        Notice::Backlog {
            minutes: Some(minutes),
            ..
        } if *minutes < HOURS_FROM_MIN => ("notice-backlog-minutes", &[]),
        Notice::Backlog { .. } => ("notice-backlog-hours", &[]),
        Notice::BacklogGone => ("notice-backlog-gone", &[]),
        Notice::ArrivedAtLast => ("notice-arrived-at-last", &[]),
        Notice::WrittenAt { .. } => ("notice-written-at", &[]),
        Notice::HeldWhileStopped => ("notice-held-while-stopped", &["send", "discard"]),
        Notice::EditHeldWhileStopped => ("notice-edit-held-while-stopped", &["send", "discard"]),
        Notice::SentLate => ("notice-sent-late", &[]),
        Notice::EditDiscarded => ("notice-edit-discarded", &[]),
        Notice::ConnectionStopped => ("notice-connection-stopped", &[]),
        Notice::TopicRightMissing => ("notice-topic-right-missing", &[]),
        Notice::Status { paused, .. } => (status::headline(*paused), &[]),
        Notice::Answer(answer) => (answers::sentence(answer).0, &[]),
        Notice::Shift(shift) => (shifts::headline(shift), &[]),
        Notice::Closed { .. } => ("notice-closed", &["open", "write"]),
        Notice::ClosedByItself { .. } => ("notice-closed-by-itself", &["open", "write"]),
        Notice::WhoIsResponsible {
            unmatched: true, ..
        } => ("notice-who-of-these", &[]),
        Notice::WhoIsResponsible { now: Some(_), .. } => ("notice-who-instead", &[]),
        Notice::WhoIsResponsible { .. } => ("notice-who-is-responsible", &[]),
        Notice::AssigneeLeft => ("notice-assignee-left", &[]),
        Notice::OpenedAgain => ("notice-opened-again", &[]),
        Notice::OpenedToWrite => ("notice-opened-to-write", &[]),
        Notice::Discarded => ("notice-discarded", &[]),
        Notice::Gap { .. } => ("notice-gap", &[]),
        Notice::Outage { .. } => ("notice-outage", &[]),
        Notice::GroupPaused { .. } => ("notice-group-paused", &[]),
        Notice::GroupResumed { .. } => ("notice-group-resumed", &[]),
        Notice::TakenOver => ("notice-taken-over", &[]),
        Notice::MovedHere { .. } => ("notice-moved-here", &[]),
        Notice::EditRefused { .. } => ("notice-edit-refused", &[]),
        Notice::AlbumIncomplete { .. } => ("notice-album-incomplete", &[]),
        Notice::AlbumNotDelivered { .. } => ("notice-album-not-delivered", &["retry"]),
        Notice::ReplyTopic => ("reply-topic", &[]),
        Notice::ReplySaid(said) if said.forwarded => ("reply-forwarded", &[]),
        Notice::ReplySaid(_) => ("reply-said", &[]),
        Notice::ReplyGone { partly: false, .. } => ("reply-gone", &["remove"]),
        Notice::ReplyGone { .. } => ("reply-partly-gone", &["remove"]),
        Notice::ReplyRemoved => ("reply-removed", &[]),
    }
}

/// The facts that a notice's sentence names, already in words.
fn facts(catalogue: &Catalogue, notice: &Notice) -> Vec<Fact<'static>> {
    let part = |id: &str| catalogue.text(id, None, &[]);
    let moment = |unix_s: i64| moment::day_and_time(catalogue, unix_s);
    let kind_fact = |kind: &ContentKind| ("kind", part(kind_message(*kind)).into());
    let reason_fact = |reason: &FailReason| ("reason", reason_words(catalogue, reason).into());
    match notice {
        Notice::NotDelivered { reason }
        | Notice::NotWithdrawn { reason }
        | Notice::HeldByAccount { reason }
        | Notice::AccountLost { reason }
        | Notice::EditRefused { reason } => {
            vec![reason_fact(reason)]
        }
        Notice::Placeholder { kind, reason } => vec![kind_fact(kind), reason_fact(reason)],
        Notice::NotSentKind { kind } => vec![kind_fact(kind)],
        Notice::Lost { kind, title, stars } => {
            let (title, stars) = (title.as_deref(), *stars);
            vec![("what", thing_words(catalogue, *kind, title, stars).into())]
        }
        Notice::AnswersBroadcast { number, name } => vec![
            ("number", number.to_string().into()),
            ("name", name.clone().into()),
        ],
        Notice::Started { parameter } => vec![("parameter", parameter.clone().into())],
        Notice::NotSentRestricted { word } => vec![("word", word.clone().into())],
        Notice::GroupAsked { title, sight } => vec![
            ("title", title.clone().into()),
            ("sight", part(sight_message(*sight)).into()),
        ],
        Notice::GroupAccepted { title }
        | Notice::GroupIgnored { title }
        | Notice::GroupLeft { title } => vec![("title", title.clone().into())],
        Notice::ManyDeleted { count } => vec![("count", (*count).into())],
        Notice::PeopleJoined { names } => vec![("names", names.join(", ").into())],
        Notice::WhoIsResponsible {
            now: Some(name),
            unmatched: false,
            ..
        }
        | Notice::PersonLeft { name }
        | Notice::MessagePinned { name } => {
            vec![("name", name.clone().into())]
        }
        Notice::ReplyGone { name, .. } => {
            vec![("name", name.as_str().to_owned().into())]
        }
        Notice::SourceChosen { name } => vec![("name", source(catalogue, name).into())],
        Notice::Backlog { more, minutes } => {
            let minutes = minutes.unwrap_or_default();
            vec![
                ("more", (*more).into()),
                ("minutes", minutes.into()),
                ("hours", minutes.div_ceil(60).into()),
            ]
        }
        Notice::Closed { until } => vec![("until", part(until_message(*until)).into())],
        Notice::ClosedByItself { hours, until } => vec![
            ("hours", (*hours).into()),
            ("until", part(until_message(*until)).into()),
        ],
        Notice::MovedHere { link } => vec![("link", link.clone().into())],
        Notice::WrittenAt { unix_s } => vec![("time", moment(*unix_s).into())],
        Notice::GroupPaused { why } => {
            vec![("fix", part(pause_message(*why)).into())]
        }
        Notice::GroupResumed { since_s } => vec![("since", moment(*since_s).into())],
        Notice::Gap { from_s, to_s } | Notice::Outage { from_s, to_s } => {
            vec![
                ("from", moment(*from_s).into()),
                ("to", moment(*to_s).into()),
            ]
        }
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
            ("missing", (*missing).into()),
            ("of", (*of).into()),
            kind_fact(kind),
            reason_fact(reason),
        ],
        // A sentence that names a fact it is not given fails the test that says every notice.
        _ => Vec::new(),
    }
}

/// A kind with what is known of the thing: its title, its stars.
fn thing_words(
    catalogue: &Catalogue,
    kind: ContentKind,
    title: Option<&str>,
    stars: Option<i64>,
) -> String {
    let mut words = catalogue.text(kind_message(kind), None, &[]);
    if let Some(title) = title {
        let facts = [("thing", words.into()), ("title", title.into())];
        words = catalogue.text("thing-titled", None, &facts);
    }
    if let Some(stars) = stars {
        let facts = [("thing", words.into()), ("stars", stars.into())];
        words = catalogue.text("thing-starred", None, &facts);
    }
    words
}

/// Telegram's own description is shown as given: it is what people search for.
fn reason_words(catalogue: &Catalogue, reason: &FailReason) -> String {
    let id = reason_message(reason);
    match reason {
        FailReason::Other { code, text } if *code != 0 => {
            let facts = [("text", text.as_str().into()), ("code", (*code).into())];
            catalogue.text(id, None, &facts)
        }
        _ => catalogue.text(id, None, &[]),
    }
}

fn sight_message(sight: Sight) -> &'static str {
    match sight {
        Sight::All => "sight-all",
        Sight::Unknown | Sight::ByPrivacy | Sight::Addressed => "sight-addressed",
    }
}

fn until_message(until: Until) -> &'static str {
    match until {
        Until::Writes => "until-writes",
        Until::Matches => "until-matches",
        Until::Team => "until-team",
    }
}

fn pause_message(why: PauseWhy) -> &'static str {
    match why {
        PauseWhy::NotForum => "pause-not-forum",
        PauseWhy::ManageTopics => "pause-manage-topics",
        PauseWhy::NotMember => "pause-not-member",
        PauseWhy::Send | PauseWhy::Token => "pause-send",
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
        FailReason::SourceClosed => "reason-source-closed",
        FailReason::Upgraded => "reason-upgraded",
        FailReason::SourceGone => "reason-source-gone",
        FailReason::Unnumbered => "reason-unnumbered",
        FailReason::SecondTopic => "reason-second-topic",
        FailReason::AccountQuiet => "reason-account-quiet",
        FailReason::AccountAway => "reason-account-away",
        FailReason::AccountForbids => "reason-account-forbids",
        FailReason::AccountKeeps => "reason-account-keeps",
        // Telegram has no code 0: it is a failure of our own, whose words are for the log.
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
