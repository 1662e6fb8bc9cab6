//! What is wrong with the words that say whom something is meant for.

use relevo_core::Name;
use relevo_core::audience::{WhomError, WhomWrong};
use relevo_core::table::FileWrong;

use super::Voice;

/// There is no mark of this name.
pub(crate) fn no_mark(voice: Voice, name: &Name) -> String {
    voice.say("whom-no-mark", &[("name", name.as_str().to_owned())])
}

/// Why the file in which it stands is of no use.
pub(crate) fn file_wrong(voice: Voice, wrong: FileWrong) -> String {
    let id = match wrong {
        FileWrong::Missing => "whom-file-missing",
        FileWrong::TooLarge => "whom-file-large",
        FileWrong::NotFetched => "whom-file-not-fetched",
        FileWrong::NoText => "whom-file-no-text",
        FileWrong::Nobody => "whom-file-nobody",
        FileWrong::TooMany => "whom-file-many",
    };
    voice.say(id, &[])
}

/// A sentence for whoever wrote them, with a right example.
pub(crate) fn wrong(voice: Voice, error: &WhomError) -> String {
    let id = match error.wrong {
        WhomWrong::Nothing => "whom-nothing",
        WhomWrong::Unknown => "whom-unknown",
        WhomWrong::Unfinished => "whom-unfinished",
        WhomWrong::Name => "whom-name",
        WhomWrong::Quote => "whom-quote",
        WhomWrong::Language => "whom-language",
        WhomWrong::Span => "whom-span",
        WhomWrong::Kind => "whom-kind",
        WhomWrong::Connection => "whom-connection",
        WhomWrong::Ids => "whom-ids",
        WhomWrong::ManyIds => "whom-many-ids",
        WhomWrong::Twice => "whom-twice",
        WhomWrong::TestAlone => "whom-test-alone",
        WhomWrong::Many => "whom-many",
    };
    let facts = [
        ("word", error.word.clone()),
        ("example", error.wrong.example().to_owned()),
    ];
    voice.say(id, &facts)
}
