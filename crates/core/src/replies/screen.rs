//! What the panels of quick replies show, and what their buttons do, as short texts. Texts are kept and sent: never change one.

use super::ReplyId;

/// What a panel shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SayScreen {
    /// The quick replies, or those that hold some words.
    List {
        /// Which page, from 0.
        page: usize,
        /// The words; empty for all.
        find: String,
    },
    /// One of them.
    One(ReplyId),
    /// Whether it is to be deleted.
    Sure(ReplyId),
    /// One was deleted: what it was called.
    Gone(String),
    /// A button of the list sent this to the client: the panel stands for what was sent from now on.
    Said {
        /// Which.
        reply: ReplyId,
        /// What it was called.
        name: String,
        /// Who sent it.
        operator: String,
    },
    /// A button of the list asked for this, and it has not been sent: what it was called.
    Asked(String),
}

/// What a button does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SayAct {
    /// Shows a page.
    Page(usize),
    /// Shows one.
    Open(ReplyId),
    /// Sends one to the client in whose topic the panel is.
    Send(ReplyId),
    /// Asks whether to delete one.
    Ask(ReplyId),
    /// Deletes one.
    Delete(ReplyId),
}

impl SayScreen {
    /// The text that stands for it.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            SayScreen::List { page, find } => format!("all.{page}.{find}"),
            SayScreen::One(id) => format!("one.{}", id.0),
            SayScreen::Sure(id) => format!("sure.{}", id.0),
            SayScreen::Gone(name) => format!("gone.{name}"),
            SayScreen::Said {
                reply,
                name,
                operator,
            } => format!("said.{}.{name}.{operator}", reply.0),
            SayScreen::Asked(name) => format!("asked.{name}"),
        }
    }

    /// The screen of a text; none for a text that this version does not know.
    #[must_use]
    pub fn from_code(code: &str) -> Option<SayScreen> {
        let (kind, rest) = code.split_once('.')?;
        Some(match kind {
            "all" => {
                let (page, find) = rest.split_once('.')?;
                SayScreen::List {
                    page: page.parse().ok()?,
                    find: find.to_owned(),
                }
            }
            "one" => SayScreen::One(id(rest)?),
            "sure" => SayScreen::Sure(id(rest)?),
            "gone" => SayScreen::Gone(rest.to_owned()),
            "said" => {
                // A name has no dot.
                let mut parts = rest.splitn(3, '.');
                SayScreen::Said {
                    reply: id(parts.next()?)?,
                    name: parts.next()?.to_owned(),
                    operator: parts.next()?.to_owned(),
                }
            }
            "asked" => SayScreen::Asked(rest.to_owned()),
            _ => return None,
        })
    }
}

impl SayAct {
    /// The text that stands for it.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            SayAct::Page(page) => format!("page.{page}"),
            SayAct::Open(id) => format!("open.{}", id.0),
            SayAct::Send(id) => format!("send.{}", id.0),
            SayAct::Ask(id) => format!("ask.{}", id.0),
            SayAct::Delete(id) => format!("delete.{}", id.0),
        }
    }

    /// The act of a text; none for a text that this version does not know.
    #[must_use]
    pub fn from_code(code: &str) -> Option<SayAct> {
        let (kind, rest) = code.split_once('.')?;
        Some(match kind {
            "page" => SayAct::Page(rest.parse().ok()?),
            "open" => SayAct::Open(id(rest)?),
            "send" => SayAct::Send(id(rest)?),
            "ask" => SayAct::Ask(id(rest)?),
            "delete" => SayAct::Delete(id(rest)?),
            _ => return None,
        })
    }
}

fn id(text: &str) -> Option<ReplyId> {
    text.parse().ok().map(ReplyId)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PANEL_ACT_BYTES_MAX;

    /// Promise: every screen and every act comes back from its text, and every act fits on a button.
    #[test]
    fn texts_come_back() {
        let id = ReplyId(i64::MAX);
        let screens = [
            SayScreen::List {
                page: 3,
                find: "late. refund".into(),
            },
            SayScreen::One(id),
            SayScreen::Sure(id),
            SayScreen::Gone("Grüße".into()),
            SayScreen::Said {
                reply: id,
                name: "Grüße".into(),
                operator: "Dr. Lee".into(),
            },
            SayScreen::Asked("Grüße".into()),
        ];
        for screen in screens {
            assert_eq!(SayScreen::from_code(&screen.code()), Some(screen));
        }
        let acts = [
            SayAct::Page(usize::MAX),
            SayAct::Open(id),
            SayAct::Send(id),
            SayAct::Ask(id),
            SayAct::Delete(id),
        ];
        for act in acts {
            assert!(act.code().len() <= PANEL_ACT_BYTES_MAX);
            assert_eq!(SayAct::from_code(&act.code()), Some(act));
        }
        assert_eq!(SayScreen::from_code("later.1"), None);
        assert_eq!(SayAct::from_code("send.x"), None);
    }
}
