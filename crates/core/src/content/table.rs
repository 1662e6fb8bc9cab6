//! The table: how each kind of content travels each way. `decide` asks it and obeys (ADR 12); `reference` prints it.
//!
//! Deliberately absent: how a way becomes a job, which is `decide`'s business, and what `HIDE_INFO` leaves of a content.

use super::ContentKind;

/// One of the three ways from chat to chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// From a private chat to its topic.
    FromPrivate,
    /// From a group or channel to its topic, where the author must be seen.
    FromPublic,
    /// From a topic to the client.
    ToClient,
}

/// How a content travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Copied natively.
    Copied,
    /// Its words are sent anew, with explicit formatting.
    Words,
    /// The file is copied, its caption given explicitly.
    Captioned,
    /// The file is sent again by its number, its caption given explicitly.
    Resent,
    /// Made anew from what was read of it.
    Rebuilt,
    /// A placeholder says what it was.
    Placeholder,
    /// It does not go, and whoever wrote it is told.
    NotSent,
    /// It is an event of its own chat and stays there.
    Inside,
}

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The kind.
    pub kind: ContentKind,
    /// Its name in the table.
    pub name: &'static str,
    /// From a private chat to its topic.
    pub from_private: Way,
    /// From a group or channel to its topic.
    pub from_public: Way,
    /// From a topic to the client.
    pub to_client: Way,
    /// What else there is to know.
    pub detail: &'static str,
    /// What the topic gets while names or links are hidden (`HIDE_INFO`).
    pub hidden: &'static str,
}

impl Row {
    /// How the kind travels from a client of a person's account to the topic. Nothing can be copied from there: words are said anew, files
    /// sent again by their number, and what neither is nor can be made anew is named.
    #[must_use]
    pub fn from_account(&self) -> Way {
        match (self.from_private, self.kind) {
            (Way::Copied, ContentKind::Text) => Way::Words,
            (Way::Copied, ContentKind::Story | ContentKind::Game | ContentKind::Unknown) => {
                Way::Placeholder
            }
            (
                Way::Copied,
                ContentKind::Rich
                | ContentKind::Contact
                | ContentKind::Location
                | ContentKind::Venue,
            ) => Way::Rebuilt,
            (Way::Copied, _) => Way::Resent,
            (way, _) => way,
        }
    }

    /// How it travels from a topic to such a client.
    #[must_use]
    pub fn to_account(&self) -> Way {
        match self.to_client {
            Way::Copied | Way::Captioned => Way::Resent,
            way => way,
        }
    }

    /// How the kind travels this way.
    #[must_use]
    pub fn way(&self, route: Route) -> Way {
        match route {
            Route::FromPrivate => self.from_private,
            Route::FromPublic => self.from_public,
            Route::ToClient => self.to_client,
        }
    }
}

/// Every kind, in the table's order.
const KINDS: [ContentKind; 28] = [
    ContentKind::Text,
    ContentKind::Rich,
    ContentKind::Photo,
    ContentKind::LivePhoto,
    ContentKind::Video,
    ContentKind::Animation,
    ContentKind::Audio,
    ContentKind::Document,
    ContentKind::Voice,
    ContentKind::VideoNote,
    ContentKind::Sticker,
    ContentKind::Contact,
    ContentKind::Location,
    ContentKind::LiveLocation,
    ContentKind::Venue,
    ContentKind::Poll,
    ContentKind::Quiz,
    ContentKind::Dice,
    ContentKind::Story,
    ContentKind::Checklist,
    ContentKind::PaidMedia,
    ContentKind::Invoice,
    ContentKind::Giveaway,
    ContentKind::Game,
    ContentKind::Gift,
    ContentKind::Uncopyable,
    ContentKind::Service,
    ContentKind::Unknown,
];

/// The whole table.
#[must_use]
pub fn content_table() -> Vec<Row> {
    KINDS.iter().map(|kind| kind.row()).collect()
}

const FILE_HIDDEN: &str = "no: the file again by its number, with filtered formatting";
const WORDS_HIDDEN: &str = "no: words anew, with filtered formatting";
const BLIND_HIDDEN: &str = "yes: nothing in it names anybody";
const GONE_HIDDEN: &str = "no: a placeholder";

impl ContentKind {
    /// How this kind travels.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "a table")]
    pub fn row(self) -> Row {
        use Way::{Copied, Inside, NotSent, Rebuilt, Words};
        let (name, ways, detail, hidden) = match self {
            ContentKind::Text => (
                "text",
                [Copied, Words, Words],
                "with the author's line over 4,096 characters: the line first, the text copied as an answer to it; from a private chat its words, sent anew, where there are relays, unless it holds custom emoji",
                WORDS_HIDDEN,
            ),
            ContentKind::Rich => (
                "rich message",
                [Copied, Copied, Rebuilt],
                "where Telegram refuses the copy it is made anew; one with buttons or blocks that cannot be sent again then goes as its words, and to a client not at all if these are over 4,096 characters",
                "no: its words, with filtered formatting",
            ),
            ContentKind::Photo => file("photo"),
            ContentKind::LivePhoto => file("live photo"),
            ContentKind::Video => file("video"),
            ContentKind::Animation => file("animation"),
            ContentKind::Audio => file("audio"),
            ContentKind::Document => file("document"),
            ContentKind::Voice => file("voice"),
            ContentKind::VideoNote => bare_file("video note"),
            ContentKind::Sticker => bare_file("sticker"),
            ContentKind::Contact => (
                "contact",
                [Copied, Copied, Rebuilt],
                "",
                "no: “Contact (hidden)”",
            ),
            ContentKind::Location => ("location", [Copied, Copied, Rebuilt], "", BLIND_HIDDEN),
            ContentKind::LiveLocation => (
                "live location",
                [Rebuilt, Rebuilt, Rebuilt],
                "live for the time that is left; with less than a minute left a plain location. Moves follow at most once a minute, the end too; none of them is posted",
                "no need: it is made anew",
            ),
            ContentKind::Venue => (
                "venue",
                [Copied, Copied, Rebuilt],
                "",
                "no: made anew, without the ids of other services",
            ),
            ContentKind::Poll => (
                "poll",
                [Rebuilt, Rebuilt, Rebuilt],
                "an independent poll: votes are not shared, and in the topic it says so; pictures in it stay behind",
                "no need: it is made anew, with filtered formatting",
            ),
            ContentKind::Quiz => (
                "quiz",
                [Rebuilt, Rebuilt, Rebuilt],
                "as a poll. One whose right answer Telegram does not tell: in the topic a plain poll that says so; to a client not sent, and the operator is told",
                "no need: it is made anew, with filtered formatting",
            ),
            ContentKind::Dice => (
                "dice",
                [Words, Words, Words],
                "the emoji and the value: a copy would be thrown anew",
                "no need: words",
            ),
            ContentKind::Story => (
                "story",
                [Copied, Copied, NotSent],
                "a placeholder where Telegram refuses",
                GONE_HIDDEN,
            ),
            ContentKind::Checklist => (
                "checklist",
                [Words, Words, Words],
                "the title in bold, ☑ and ☐ before the tasks",
                WORDS_HIDDEN,
            ),
            ContentKind::PaidMedia => lost("paid media", "with its stars"),
            ContentKind::Invoice => lost("invoice", "with its title"),
            ContentKind::Giveaway => lost("giveaway", "with its prize"),
            ContentKind::Game => (
                "game",
                [Copied, Copied, NotSent],
                "a placeholder where Telegram refuses",
                GONE_HIDDEN,
            ),
            ContentKind::Gift => lost("gift", "with its stars or its name"),
            ContentKind::Uncopyable => lost("anything else that nobody can copy", ""),
            ContentKind::Service => (
                "service message",
                [Inside, Inside, Inside],
                "a new title and a new id of a group are kept",
                "no need: it stays where it is",
            ),
            ContentKind::Unknown => (
                "unknown",
                [Copied, Copied, NotSent],
                "a kind that this version does not know: copied by its number, a placeholder where Telegram refuses",
                GONE_HIDDEN,
            ),
        };
        let [from_private, from_public, to_client] = ways;
        Row {
            kind: self,
            name,
            from_private,
            from_public,
            to_client,
            detail,
            hidden,
        }
    }
}

/// Name, ways, detail, and what is left under hiding.
type Cells = (&'static str, [Way; 3], &'static str, &'static str);

/// A file that can have a caption.
fn file(name: &'static str) -> Cells {
    (
        name,
        [Way::Copied, Way::Captioned, Way::Captioned],
        "with the author's line over 1,024 characters: the line first, the file copied as an answer to it; to a client a caption over 1,024 characters is refused by Telegram, and the operator is told",
        FILE_HIDDEN,
    )
}

/// A file that cannot have a caption.
fn bare_file(name: &'static str) -> Cells {
    (name, [Way::Copied; 3], "", BLIND_HIDDEN)
}

/// What Telegram lets nobody copy.
fn lost(name: &'static str, detail: &'static str) -> Cells {
    (
        name,
        [Way::Placeholder, Way::Placeholder, Way::NotSent],
        detail,
        "no need: a placeholder",
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Promise: every kind has one row.
    #[test]
    fn every_kind_has_one_row() {
        let table = content_table();
        let names: BTreeSet<&str> = table.iter().map(|row| row.name).collect();
        assert_eq!(names.len(), table.len());
        for (row, kind) in table.iter().zip(KINDS) {
            assert_eq!(row.kind, kind);
        }
    }

    /// Promise: nothing travels by a copy between a topic and a client of an account.
    #[test]
    fn nothing_is_copied_for_an_account() {
        for row in content_table() {
            for way in [row.from_account(), row.to_account()] {
                assert!(!matches!(way, Way::Copied | Way::Captioned), "{}", row.name);
            }
        }
    }

    /// Promise: nothing that was not read leaves for a client: of what is copied whole nothing holds words.
    #[test]
    fn nothing_with_words_is_copied_whole_to_a_client() {
        for row in content_table() {
            if row.to_client == Way::Copied {
                assert!(
                    matches!(row.kind, ContentKind::VideoNote | ContentKind::Sticker),
                    "{}",
                    row.name
                );
            }
        }
    }
}
