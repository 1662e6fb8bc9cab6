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
        /// Epoch and number of the update that asked for it: what is sent by a button is that command's.
        asked: (i64, i64),
    },
    /// One of them.
    One(ReplyId),
    /// Whether it is to be deleted.
    Sure(ReplyId),
    /// One was deleted: what it was called.
    Gone(String),
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
            SayScreen::List {
                page,
                find,
                asked: (epoch, update),
            } => format!("list.{page}.{epoch}.{update}.{find}"),
            SayScreen::One(id) => format!("one.{}", id.0),
            SayScreen::Sure(id) => format!("sure.{}", id.0),
            SayScreen::Gone(name) => format!("gone.{name}"),
        }
    }

    /// The screen of a text; none for a text that this version does not know.
    #[must_use]
    pub fn from_code(code: &str) -> Option<SayScreen> {
        let (kind, rest) = code.split_once('.')?;
        Some(match kind {
            "list" => {
                let mut parts = rest.splitn(4, '.');
                SayScreen::List {
                    page: parts.next()?.parse().ok()?,
                    asked: (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?),
                    find: parts.next()?.to_owned(),
                }
            }
            "one" => SayScreen::One(id(rest)?),
            "sure" => SayScreen::Sure(id(rest)?),
            "gone" => SayScreen::Gone(rest.to_owned()),
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
                asked: (2, 448_061_308),
            },
            SayScreen::One(id),
            SayScreen::Sure(id),
            SayScreen::Gone("Grüße".into()),
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
