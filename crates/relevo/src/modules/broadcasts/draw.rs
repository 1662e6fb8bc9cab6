//! How the panels of `/send` look: the form, the plan, how far a broadcast has come, and its report.
//!
//! What is counted was counted by whoever let the panel be drawn. Names of recipients are shown as `HIDE_INFO` wants it. Deliberately absent:
//! sentences, which are the catalogue's (`broadcasts.ftl`).

use relevo_core::broadcast::{
    Act, Group, Halt, Note, Order, RATES, Rate, Recipient, Screen, SendError, SendWhy, Stage,
    Tested, Why, expected_ms, order_of, read,
};
use relevo_core::{
    Card, Name, OPERATOR, ReplyId, TitleNames, Variables, reply_page, topic_name_shown,
};
use relevo_telegram::Text;

use crate::modules::{Does, Drawing, Key, Page};
use crate::store::{Broadcast, ExportState, RecipientCounts, StoreError};
use crate::words::{Voice, whom};

/// How many recipients are named as a sample.
const SAMPLE: i64 = 5;
/// How many characters of a line that cannot be read are shown.
const SHOWN_CHARS_MAX: usize = 30;
const MINUTE_MS: i64 = 60_000;

pub(in crate::modules) async fn draw(mut drawing: Drawing<'_>) -> Result<Page, StoreError> {
    let voice = drawing.voice;
    let Some(screen) = Screen::from_code(&drawing.panel.screen) else {
        return Ok(said(voice.say("send-note-closed", &[])));
    };
    match screen {
        Screen::Content { page, answers } => content(&mut drawing, page, answers).await,
        Screen::Whom(_) => whom_form(&mut drawing).await,
        Screen::Options(line) => Ok(options(voice, &line)),
        Screen::Broadcast { number, test } => broadcast(&mut drawing, number, test).await,
        Screen::List => list(&mut drawing).await,
        Screen::Mistake(line) => Ok(said(mistake(voice, &line))),
        Screen::Note(note) => Ok(said(self::note(voice, &note))),
    }
}

fn said(words: String) -> Page {
    Page {
        text: Text::plain(words),
        rows: Vec::new(),
    }
}

fn key(voice: Voice, label: &str, act: &Act) -> Key {
    Key {
        label: voice.say(label, &[]),
        does: Does::Act(act.code()),
    }
}

fn named(label: String, act: &Act) -> Key {
    Key {
        label,
        does: Does::Act(act.code()),
    }
}

/// The form: what to send.
async fn content(
    drawing: &mut Drawing<'_>,
    page: usize,
    answers: bool,
) -> Result<Page, StoreError> {
    let voice = drawing.voice;
    let replies = drawing.tx.replies_of(drawing.cell.id).await?;
    let (shown, page, pages) = reply_page(&replies, page);
    let mut rows = Vec::new();
    if answers {
        rows.push(vec![key(voice, "send-content-answered", &Act::Reply(None))]);
    }
    rows.extend(shown.chunks(2).map(|pair| {
        let one = |reply: &relevo_core::Reply| {
            named(
                reply.name.as_str().to_owned(),
                &Act::Reply(Some(reply.id.0)),
            )
        };
        pair.iter().map(one).collect()
    }));
    let mut turn = Vec::new();
    if page > 0 {
        turn.push(named("◀".into(), &Act::Page(page - 1)));
    }
    if page + 1 < pages {
        turn.push(named("▶".into(), &Act::Page(page + 1)));
    }
    rows.push(turn);
    rows.push(vec![key(voice, "send-key-close", &Act::Close)]);
    let words = match replies.is_empty() && !answers {
        true => "send-content-none",
        false => "send-content",
    };
    Ok(Page {
        text: Text::plain(voice.say(words, &[])),
        rows,
    })
}

/// The form: whom it goes to.
async fn whom_form(drawing: &mut Drawing<'_>) -> Result<Page, StoreError> {
    let voice = drawing.voice;
    let to = |label: &str, group: Group| key(voice, label, &Act::To(group));
    let mut rows = vec![
        vec![
            to("send-key-all", Group::All),
            to("send-key-active", Group::Active),
        ],
        vec![to("send-key-me", Group::Test)],
    ];
    let marks = drawing.tx.marks(drawing.cell.id).await?;
    rows.extend(marks.chunks(2).map(|pair| {
        let one = |mark: &relevo_core::marks::Mark| {
            let label = format!("🏷 {}", mark.name.as_str());
            named(label, &Act::To(Group::Mark(mark.id.0)))
        };
        pair.iter().map(one).collect()
    }));
    rows.push(vec![key(voice, "send-key-close", &Act::Close)]);
    Ok(Page {
        text: Text::plain(voice.say("send-whom", &[])),
        rows,
    })
}

/// The form: when and how. What is chosen is the line that is shown.
fn options(voice: Voice, line: &str) -> Page {
    let Some(order) = order_of(line) else {
        return said(voice.say("send-note-closed", &[]));
    };
    let on = |on: bool, label: &str| {
        let sign = if on { "✅" } else { "▫️" };
        format!("{sign} {}", voice.say(label, &[]))
    };
    let (quiet, opt_out) = (order.quiet.is_some(), order.opt_out);
    let rate = order.rate.unwrap_or(Rate::DEFAULT).per_minute;
    let rates = RATES.map(|one| {
        let sign = if one * 60 == rate { "✅ " } else { "" };
        named(format!("{sign}{one}/s"), &Act::Rate(one))
    });
    let rows = vec![
        vec![named(on(quiet, "send-key-quiet"), &Act::Quiet(!quiet))],
        vec![named(
            on(opt_out, "send-key-opt-out"),
            &Act::OptOut(!opt_out),
        )],
        rates.into(),
        vec![
            key(voice, "send-key-plan", &Act::Plan),
            key(voice, "send-key-close", &Act::Close),
        ],
    ];
    let facts = [("line", format!("/send {line}"))];
    Page {
        text: Text::plain(voice.say("send-options", &facts)),
        rows,
    }
}

/// A broadcast as it stands.
async fn broadcast(
    drawing: &mut Drawing<'_>,
    number: i64,
    test: Option<Tested>,
) -> Result<Page, StoreError> {
    let voice = drawing.voice;
    let Some(one) = drawing.tx.broadcast(drawing.cell.id, number).await? else {
        return Ok(said(note(voice, &Note::NoBroadcast(number))));
    };
    let title = [("number", number.to_string()), ("name", name(voice, &one))];
    let title = voice.say("send-title", &title);
    let Some(order) = order_of(&one.body.order) else {
        let lines = [title, stage(drawing, &one)];
        return Ok(Page {
            text: Text::plain(lines.join("\n")),
            rows: vec![buttons(drawing, &one)],
        });
    };
    let mut counts = drawing.tx.broadcast_counts(one.id).await?;
    if one.stage == Stage::Cancelled {
        counts = counts.cancelled();
    }
    let mut lines = vec![
        title,
        voice.say("send-line", &[("line", order.print())]),
        stage(drawing, &one),
    ];
    if one.stage != Stage::Gathering {
        lines.extend(tally(voice, &one, &counts));
    }
    if one.stage == Stage::Ready || one.stage == Stage::Scheduled {
        lines.extend(expected(drawing, (&one, &order), &counts));
        lines.extend(sample(drawing, &one).await?);
        lines.extend(nobody_says(drawing, &one).await?);
    }
    if one.stage.is_over() && drawing.tx.report_of(one.id).await? == Some(ExportState::Failed) {
        let number = [("number", number.to_string())];
        lines.push(voice.say("send-report-failed", &number));
    }
    match test {
        Some(Tested::Sent) => lines.push(voice.say("send-tested", &[])),
        Some(Tested::NoDialog) => lines.push(voice.say("send-test-no-dialog", &[])),
        None => {}
    }
    Ok(Page {
        text: Text::plain(lines.join("\n")),
        rows: vec![buttons(drawing, &one)],
    })
}

fn name(voice: Voice, one: &Broadcast) -> String {
    match one.body.name.is_empty() {
        true => voice.say("send-nameless", &[]),
        false => one.body.name.clone(),
    }
}

fn stage(drawing: &Drawing<'_>, one: &Broadcast) -> String {
    let voice = drawing.voice;
    let zone = &drawing.connection.params.timezone;
    let at = |at_ms: Option<i64>| voice.moment(zone, at_ms.unwrap_or(one.made_ms));
    match one.stage {
        Stage::Gathering => voice.say("send-gathering", &[]),
        Stage::Ready if is_late(drawing, one) => {
            voice.say("send-ready-late", &[("at", at(one.due_ms))])
        }
        Stage::Ready if one.due_ms.is_some() => {
            voice.say("send-ready-timed", &[("at", at(one.due_ms))])
        }
        Stage::Ready => voice.say("send-ready", &[]),
        Stage::Scheduled => voice.say("send-scheduled", &[("at", at(one.due_ms))]),
        Stage::Running => voice.say("send-running", &[("at", at(one.started_ms))]),
        Stage::Paused if one.halt == Halt::Gone => voice.say("send-halted", &[]),
        Stage::Paused if one.halt == Halt::Broken => voice.say("send-broken", &[]),
        Stage::Paused if one.halt == Halt::Restricted => voice.say("send-held", &[]),
        Stage::Paused => voice.say("send-paused", &[]),
        Stage::Done => voice.say("send-done", &[("at", at(one.ended_ms))]),
        Stage::Cancelled if one.halt == Halt::Abandoned => voice.say("send-abandoned", &[]),
        Stage::Cancelled => voice.say("send-cancelled", &[("at", at(one.ended_ms))]),
    }
}

/// Whether the only time of a plan is over; what comes again has another.
fn is_late(drawing: &Drawing<'_>, one: &Broadcast) -> bool {
    let is_over = one.due_ms.is_some_and(|due_ms| due_ms <= drawing.now_ms);
    is_over && order_of(&one.body.order).is_some_and(|order| order.every.is_none())
}

/// How many have come how far: numbers that add up.
fn tally(voice: Voice, one: &Broadcast, counts: &RecipientCounts) -> Vec<String> {
    let is_plan = matches!(one.stage, Stage::Ready | Stage::Scheduled);
    let number = |state: Recipient| counts.of(state);
    let line = |id: &str, count: u64| voice.count(id, i64::try_from(count).unwrap_or(i64::MAX));
    let waiting = number(Recipient::Waiting) + number(Recipient::InLane);
    let mut lines = vec![line("send-count-all", counts.all())];
    if one.file.is_some() && one.misread + one.nobody > 0 {
        lines.push(voice.count("send-count-nobody", one.misread + one.nobody));
    }
    if is_plan {
        lines.push(line("send-count-to", waiting));
    } else {
        lines.push(line("send-count-sent", number(Recipient::Sent)));
        if waiting > 0 || !one.stage.is_over() {
            lines.push(line("send-count-waiting", waiting));
        }
        if number(Recipient::Unknown) > 0 {
            lines.push(line("send-count-unknown", number(Recipient::Unknown)));
        }
        if number(Recipient::Failed) > 0 {
            lines.push(line("send-count-failed", number(Recipient::Failed)));
            lines.extend(reasons(voice, counts, Recipient::Failed));
        }
    }
    if number(Recipient::LeftOut) > 0 {
        lines.push(line("send-count-left-out", number(Recipient::LeftOut)));
        lines.extend(reasons(voice, counts, Recipient::LeftOut));
    }
    lines
}

fn reasons(voice: Voice, counts: &RecipientCounts, state: Recipient) -> Vec<String> {
    let reason = |(why, count): (Why, u64)| {
        let why = voice.say(why_message(why), &[]);
        format!("↳ {why}: {count}")
    };
    counts.reasons(state).map(reason).collect()
}

fn why_message(why: Why) -> &'static str {
    match why {
        Why::Blocked => "send-why-blocked",
        Why::OptedOut => "send-why-opted-out",
        Why::Banned => "send-why-banned",
        Why::NoDialog => "send-why-no-dialog",
        Why::Account => "send-why-account",
        Why::Channel => "send-why-channel",
        Why::Group => "send-why-group",
        Why::Stopped => "send-why-stopped",
        Why::Gone => "send-why-gone",
        Why::Deactivated => "send-why-deactivated",
        Why::Forbidden => "send-why-forbidden",
        Why::Refused => "send-why-refused",
        Why::Cancelled => "send-why-cancelled",
        Why::NotYours => "send-why-not-yours",
    }
}

/// How long it will take.
fn expected(
    drawing: &Drawing<'_>,
    (one, order): (&Broadcast, &Order),
    counts: &RecipientCounts,
) -> Vec<String> {
    let connections = drawing.directory.connections.values();
    let bots = connections.filter(|bot| bot.cell == one.cell && bot.account().is_none());
    let bots = u32::try_from(bots.count()).unwrap_or(1);
    let messages = counts.of(Recipient::Waiting) * one.steps.len() as u64;
    let rate = order.rate.unwrap_or(Rate::DEFAULT);
    let chain_ms: i64 = one
        .steps
        .iter()
        .map(|step| step.after_minutes * MINUTE_MS)
        .sum();
    let busy_ms = expected_ms(messages, rate, bots, order.quiet);
    let minutes = (busy_ms.max(chain_ms) + MINUTE_MS - 1) / MINUTE_MS;
    vec![match minutes {
        ..120 => drawing.voice.count("send-expected-minutes", minutes.max(1)),
        _ => drawing
            .voice
            .count("send-expected-hours", (minutes + 30) / 60),
    }]
}

/// Some of those to whom it goes, as the team sees them.
async fn sample(drawing: &mut Drawing<'_>, one: &Broadcast) -> Result<Option<String>, StoreError> {
    let ids = drawing.tx.sample_recipients(one.id, SAMPLE).await?;
    let known = drawing.tx.conversations(&ids).await?;
    let cards: Vec<_> = known.iter().flat_map(|one| one.title_cards()).collect();
    let cards = drawing.tx.cards(&cards).await?;
    let nameless = Card::default();
    let mut names = Vec::new();
    for conversation in &known {
        let connection = drawing.directory.connections.get(&conversation.connection);
        let Some(connection) = connection else {
            continue;
        };
        let of = TitleNames::of(conversation, &nameless, |card| cards.get(&card));
        let store = drawing.tx.store();
        names.push(topic_name_shown(of, conversation, connection, store));
    }
    let names = names.join(", ");
    Ok((!names.is_empty()).then(|| drawing.voice.say("send-sample", &[("names", names)])))
}

/// That `{operator}` stays empty, where a quick reply names whoever sends it.
async fn nobody_says(
    drawing: &mut Drawing<'_>,
    one: &Broadcast,
) -> Result<Option<String>, StoreError> {
    for step in &one.steps {
        let reply = drawing.tx.reply(one.cell, ReplyId(step.reply)).await?;
        let names = reply.is_some_and(|reply| reply.content.words().any(Variables::name_operator));
        if names {
            let variable = [("variable", OPERATOR.to_owned())];
            return Ok(Some(drawing.voice.say("send-operator-empty", &variable)));
        }
    }
    Ok(None)
}

fn buttons(drawing: &Drawing<'_>, one: &Broadcast) -> Vec<Key> {
    let keys: &[(&str, Act)] = match one.stage {
        Stage::Ready if is_late(drawing, one) => &[("send-key-cancel", Act::Cancel)],
        Stage::Paused if one.halt == Halt::Broken && one.started_ms.is_none() => {
            &[("send-key-cancel", Act::Cancel)]
        }
        Stage::Ready => &[
            ("send-key-start", Act::Start),
            ("send-key-test", Act::Test),
            ("send-key-cancel", Act::Cancel),
        ],
        Stage::Running => &[
            ("send-key-pause", Act::Pause),
            ("send-key-cancel", Act::Cancel),
        ],
        Stage::Paused => &[
            ("send-key-resume", Act::Resume),
            ("send-key-cancel", Act::Cancel),
        ],
        Stage::Gathering | Stage::Scheduled => &[("send-key-cancel", Act::Cancel)],
        Stage::Done | Stage::Cancelled => &[],
    };
    keys.iter()
        .map(|(label, act)| key(drawing.voice, label, act))
        .collect()
}

/// The broadcasts that there are, each with a button.
async fn list(drawing: &mut Drawing<'_>) -> Result<Page, StoreError> {
    let voice = drawing.voice;
    let all = drawing.tx.broadcasts_of(drawing.cell.id).await?;
    if all.is_empty() {
        return Ok(said(voice.say("send-list-none", &[])));
    }
    let mut lines = vec![voice.say("send-list", &[])];
    let mut rows: Vec<Vec<Key>> = Vec::new();
    for one in all.iter().take(SHOWN_MAX) {
        let facts = [
            ("number", one.number.to_string()),
            ("name", name(voice, one)),
        ];
        let title = voice.say("send-title", &facts);
        lines.push(format!("{title} – {}", stage(drawing, one)));
        let button = named(one.number.to_string(), &Act::Open(one.number));
        match rows.last_mut() {
            Some(row) if row.len() < 5 => row.push(button),
            _ => rows.push(vec![button]),
        }
    }
    Ok(Page {
        text: Text::plain(lines.join("\n")),
        rows,
    })
}

/// How many broadcasts a list shows.
const SHOWN_MAX: usize = 20;

/// What is wrong with a line, where, and a line that is right.
fn mistake(voice: Voice, line: &str) -> String {
    let Err(SendError { why, at }) = read(line) else {
        return voice.say("send-note-closed", &[]);
    };
    let id = match &why {
        SendWhy::Name => "send-wrong-name",
        SendWhy::Delay => "send-wrong-delay",
        SendWhy::TooManySteps => "send-wrong-steps",
        SendWhy::Whom => "send-wrong-whom",
        SendWhy::Audience(error) => return whom::wrong(voice, error),
        SendWhy::At => "send-wrong-at",
        SendWhy::Every => "send-wrong-every",
        SendWhy::Rate => "send-wrong-rate",
        SendWhy::Quiet => "send-wrong-quiet",
        SendWhy::Twice => "send-wrong-twice",
        SendWhy::Unknown => "send-wrong-unknown",
    };
    let rest: String = line.chars().skip(at).take(SHOWN_CHARS_MAX).collect();
    let place = match rest.trim().is_empty() {
        true => voice.say("send-wrong-end", &[]),
        false => voice.say("send-wrong-here", &[("rest", rest.trim().to_owned())]),
    };
    let example = voice.say("send-wrong-example", &[("line", why.example().to_owned())]);
    [voice.say(id, &[]), place, example].join("\n")
}

fn note(voice: Voice, note: &Note) -> String {
    if let Note::NoMark(name) = note
        && let Some(name) = Name::read(name)
    {
        return whom::no_mark(voice, &name);
    }
    let number = |number: &i64| vec![("number", number.to_string())];
    let named = |name: &String| vec![("name", name.clone())];
    let (id, facts) = match note {
        Note::NotAllowed => ("send-note-not-allowed", vec![]),
        Note::NoBroadcast(one) => ("send-note-no-broadcast", number(one)),
        Note::NotNow(one) => ("send-note-not-now", number(one)),
        Note::NoReply(name) => ("send-note-no-reply", named(name)),
        Note::NotReady(name) => ("send-note-not-ready", named(name)),
        Note::NoMark(_) => ("send-wrong-unknown", vec![]),
        Note::Past => ("send-note-past", vec![]),
        Note::LeftOut => ("send-note-left-out", vec![]),
        Note::NothingAnswered => ("send-note-nothing-answered", vec![]),
        Note::TooMany => ("send-note-too-many", vec![]),
        Note::Restricted(word) => ("send-note-restricted", vec![("word", word.clone())]),
        Note::Nameless => ("send-note-nameless", vec![]),
        Note::File(wrong) => return whom::file_wrong(voice, *wrong),
        Note::InGeneral => ("send-note-in-general", vec![]),
        Note::Closed => ("send-note-closed", vec![]),
    };
    voice.say(id, &facts)
}
