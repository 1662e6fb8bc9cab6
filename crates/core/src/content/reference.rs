//! The table in Markdown, as `docs/reference/content.md` holds it, and what there is to say about everything that is no kind.

use std::fmt::Write as _;

use super::table::{Way, content_table};

/// What hangs on a message, whatever it holds: its name, from private chats, from groups and channels, to a client, and under
/// hiding.
const BESIDES: &[[&str; 5]] = &[
    [
        "album",
        "gathered and copied as one album; a forwarded one is forwarded as one; captions over 1,024 characters of one that answers something stand above it",
        "gathered and sent as one album, the author above its caption; captions over 1,024 characters stand above it, each in a message of its own",
        "gathered and sent as one album; a note in any item keeps all of it inside",
        "as one album, with filtered captions; those over 1,024 characters stand above it",
    ],
    [
        "forward",
        "forwarded natively, with its origin; protected ones, polls and quizzes as if they were the client's own; from an account under a line with its origin",
        "the origin's name stands in the author's line: “🔵 **Ann** ↪ Carla”",
        "without its origin",
        "no origin; never forwarded natively",
    ],
    [
        "buttons",
        "a line for each under the words, with its address as a link, or its name in brackets; where they do not fit, and under everything without words, as a message that answers it",
        "the same",
        "lines for those with an address, where they fit; otherwise the operator is told",
        "names only",
    ],
    [
        "reply",
        "native; a forward answers nothing",
        "native",
        "native",
        "native",
    ],
    [
        "quote",
        "native; if Telegram does not find it, without",
        "the same",
        "the same",
        "no quote of what was filtered",
    ],
    [
        "protected content",
        "copied, never forwarded",
        "copied",
        "copied",
        "as any other",
    ],
    [
        "custom emoji",
        "kept; Telegram shows plain ones where the bot may not use them",
        "the same",
        "the same",
        "kept",
    ],
    [
        "link preview",
        "kept as its author chose",
        "the same",
        "the same",
        "as any other",
    ],
];

impl Way {
    /// The way in words: the same for all routes.
    fn words(self) -> &'static str {
        match self {
            Way::Copied => "copied natively",
            Way::Words => "its words, sent anew",
            Way::Captioned => "the file copied, its caption given",
            Way::Resent => "the file again by its number",
            Way::Rebuilt => "made anew",
            Way::Placeholder => "a placeholder",
            Way::NotSent => "not sent, the operator is told",
            Way::Inside => "stays where it is",
        }
    }
}

/// The reference of contents in Markdown, as `docs/reference/content.md` holds it.
#[must_use]
pub fn content_reference() -> String {
    let mut page = String::from(
        "# How each kind of content travels\n\n\
         <!-- Made from the table of contents; see CONTRIBUTING for how to make it anew. -->\n\n\
         From groups and channels every message shows its author: above the words where they are sent or given, otherwise in a \
         line of its own before the message, which is left out while the topic's last message is by the same author. Channels \
         receive nothing from a topic. What Telegram will not copy is sent again by its file or made anew; where that is \
         impossible a visible placeholder says what it was and why. To a client only what was checked leaves: a message whose \
         first words begin with `/` is a note or a command, whatever its kind.\n\n\
         In the chats of a person's account, which the bot answers in their name, nothing can be copied or forwarded: the column before the \
         last says how it travels there, to the topic and to the client.\n\n\
         The last column says what the topic gets while names or links are hidden, and whether anything is still copied blind.\n\n\
         | kind | private chat → topic | group, channel → topic | topic → client | more | account ⇄ topic | copied blind under hiding? |\n\
         |---|---|---|---|---|---|---|\n",
    );
    for row in content_table() {
        writeln!(
            page,
            "| {} | {} | {} | {} | {} | {} / {} | {} |",
            row.name,
            row.from_private.words(),
            row.from_public.words(),
            row.to_client.words(),
            row.detail,
            row.from_account().words(),
            row.to_account().words(),
            row.hidden,
        )
        .expect("writing to a string");
    }
    page.push_str(
        "\n## What hangs on a message\n\n\
         | | private chat → topic | group, channel → topic | topic → client | under hiding |\n\
         |---|---|---|---|---|\n",
    );
    for cells in BESIDES {
        writeln!(page, "| {} |", cells.join(" | ")).expect("writing to a string");
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: the reference is what the program does. `RELEVO_UPDATE_REFERENCE=1 cargo test -p relevo-core reference`
    /// writes it anew.
    #[test]
    fn content_reference_is_up_to_date() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../docs/reference/content.md"
        );
        #[expect(
            clippy::disallowed_methods,
            reason = "a test's own switch, not configuration"
        )]
        if std::env::var("RELEVO_UPDATE_REFERENCE").is_ok() {
            std::fs::write(path, content_reference()).unwrap();
        }
        let written = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            written == content_reference(),
            "docs/reference/content.md is old: run RELEVO_UPDATE_REFERENCE=1 cargo test -p relevo-core reference"
        );
    }
}
