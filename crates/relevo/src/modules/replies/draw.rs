//! The panels of quick replies: the list with previews, one of them, and the question before one is deleted.

use relevo_core::{
    Card, Reply, ReplyId, SayAct, SayScreen, Saying, cut_text, reply_matches, reply_page,
    reply_said, topic_link,
};
use relevo_telegram::{EntityKind, Text, ThreadId};

use crate::modules::{Does, Drawing, Key, Page};
use crate::store::StoreError;
use crate::words::Voice;

/// How much of a reply's words its line, and its button, show, in UTF-16 units.
const PREVIEW_UNITS_MAX: usize = 40;
/// How much of its words is shown of one alone.
const SHOWN_UNITS_MAX: usize = 3_000;

pub(in crate::modules) async fn draw(drawing: Drawing<'_>) -> Result<Page, StoreError> {
    match SayScreen::from_code(&drawing.panel.screen) {
        Some(SayScreen::List { page, find, .. }) => list(drawing, page, &find).await,
        Some(SayScreen::One(id)) => one(drawing, id).await,
        Some(SayScreen::Sure(id)) => sure(drawing, id).await,
        Some(SayScreen::Gone(name)) => {
            let said = drawing.voice.say("say-deleted", &[("name", name)]);
            Ok(Page {
                text: Text::plain(said),
                rows: Vec::new(),
            })
        }
        Some(SayScreen::Said {
            reply,
            name,
            operator,
        }) => said(drawing, (reply, &name, &operator)).await,
        Some(SayScreen::Asked(name)) => {
            let said = drawing.voice.say("replies-asked", &[("name", name)]);
            Ok(Page {
                text: Text::plain(said),
                rows: Vec::new(),
            })
        }
        None => list(drawing, 0, "").await,
    }
}

async fn list(drawing: Drawing<'_>, page: usize, find: &str) -> Result<Page, StoreError> {
    let voice = drawing.voice;
    let mut replies = drawing.tx.replies_of(drawing.cell.id).await?;
    if replies.is_empty() {
        let text = Text::plain(voice.say("replies-none", &[]));
        return Ok(Page {
            text,
            rows: Vec::new(),
        });
    }
    replies.retain(|reply| find.is_empty() || reply_matches(reply, find));
    let count = ("count", replies.len().to_string());
    let headline = match find {
        "" => voice.say("replies-all", &[count]),
        _ => voice.say("replies-found", &[count, ("words", find.to_owned())]),
    };
    let mut text = Text::plain(headline);
    let mut rows = Vec::new();
    let (shown, page, pages) = reply_page(&replies, page);
    for reply in shown {
        let preview = preview(voice, reply);
        text.push_str("\n");
        let name = reply.name.as_str();
        match stored(&drawing, reply) {
            Some(link) => text.push_as(name, EntityKind::TextLink(link)),
            None => text.push_as(name, EntityKind::Bold),
        }
        text.push_str(&format!(" – {preview}"));
        let act = match drawing.panel.conversation {
            Some(_) => SayAct::Send(reply.id),
            None => SayAct::Open(reply.id),
        };
        rows.push(vec![key(format!("{name} – {preview}"), act)]);
    }
    let mut turn = Vec::new();
    if page > 0 {
        turn.push(key(format!("◀ {page}/{pages}"), SayAct::Page(page - 1)));
    }
    if page + 1 < pages {
        turn.push(key(
            format!("{}/{pages} ▶", page + 2),
            SayAct::Page(page + 1),
        ));
    }
    rows.push(turn);
    Ok(Page { text, rows })
}

async fn one(drawing: Drawing<'_>, id: ReplyId) -> Result<Page, StoreError> {
    let voice = drawing.voice;
    let Some(reply) = drawing.tx.reply(drawing.cell.id, id).await? else {
        return Ok(back(voice, voice.say("replies-gone", &[])));
    };
    let mut text = Text::default();
    text.push_as(reply.name.as_str(), EntityKind::Bold);
    let used = ("count", reply.used.to_string());
    text.push_str(&format!("\n{}", voice.say("replies-used", &[used])));
    text.push_str("\n");
    let kind = voice.kind(reply.content.kind());
    text.push_str(&kind);
    for words in reply.content.words().filter(|words| !words.is_empty()) {
        text.push_str("\n\n");
        text.push(&cut_text(words, SHOWN_UNITS_MAX));
    }
    let delete = key(voice.say("replies-delete", &[]), SayAct::Ask(id));
    let all = key(voice.say("replies-back", &[]), SayAct::Page(0));
    let opens = stored(&drawing, &reply).map(|link| Key {
        label: voice.say("replies-stored", &[]),
        does: Does::Open(link),
    });
    Ok(Page {
        text,
        rows: vec![vec![delete, all], opens.into_iter().collect()],
    })
}

async fn sure(drawing: Drawing<'_>, id: ReplyId) -> Result<Page, StoreError> {
    let voice = drawing.voice;
    let Some(reply) = drawing.tx.reply(drawing.cell.id, id).await? else {
        return Ok(back(voice, voice.say("replies-gone", &[])));
    };
    let name = ("name", reply.name.as_str().to_owned());
    let count = ("count", reply.used.to_string());
    let delete = key(voice.say("replies-delete", &[]), SayAct::Delete(id));
    let keep = key(voice.say("replies-keep", &[]), SayAct::Open(id));
    Ok(Page {
        text: Text::plain(voice.say("replies-sure", &[name, count])),
        rows: vec![vec![delete, keep]],
    })
}

/// What the panel's button has sent, as it stands below a command that sends.
async fn said(
    drawing: Drawing<'_>,
    (id, name, operator): (ReplyId, &str, &str),
) -> Result<Page, StoreError> {
    let voice = drawing.voice;
    let known = drawing.tx.reply(drawing.cell.id, id).await?;
    let ids: Vec<_> = drawing.panel.conversation.into_iter().collect();
    let conversation = drawing.tx.conversations(&ids).await?.into_iter().next();
    let card = match conversation {
        Some(known) => drawing.tx.card(known.card).await?.unwrap_or_default(),
        None => Card::default(),
    };
    let text = match &known {
        Some(reply) => {
            let saying = Saying {
                reply: Some(reply),
                card: &card,
                forwarded: false,
                told: true,
            };
            let of = (drawing.connection, drawing.cell.group);
            voice.reply_said(&reply_said((reply, saying), operator, of))
        }
        // It was deleted since.
        None => Text::plain(voice.say("reply-said", &[("name", name.to_owned())])),
    };
    Ok(Page {
        text,
        rows: Vec::new(),
    })
}

fn back(voice: Voice, words: String) -> Page {
    Page {
        text: Text::plain(words),
        rows: vec![vec![key(voice.say("replies-back", &[]), SayAct::Page(0))]],
    }
}

/// Its first words in one line, or what it is.
fn preview(voice: Voice, reply: &Reply) -> String {
    let first = reply.content.words().find(|words| !words.is_empty());
    let Some(words) = first else {
        return voice.kind(reply.content.kind());
    };
    let line = words.text.split_whitespace().collect::<Vec<_>>().join(" ");
    cut_text(&Text::plain(line), PREVIEW_UNITS_MAX).text
}

/// What opens the first of its stored messages.
fn stored(drawing: &Drawing<'_>, reply: &Reply) -> Option<String> {
    let first = reply.stored.first()?;
    topic_link(drawing.cell.group, ThreadId(first.0))
}

fn key(label: String, act: SayAct) -> Key {
    Key {
        label,
        does: Does::Act(act.code()),
    }
}
