//! What can be wrong with the words that say whom something is meant for.

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhomError {
    /// What.
    pub wrong: WhomWrong,
    /// The word that is wrong, as it was written; empty: something is missing at the end.
    pub word: String,
    /// Where it begins, in bytes of the text.
    pub at: usize,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WhomWrong {
    /// Nothing is said.
    Nothing,
    /// No condition begins with this word.
    Unknown,
    /// Behind `and` a condition is missing.
    Unfinished,
    /// A mark's name is missing, or cannot be one.
    Name,
    /// A quotation mark has no end.
    Quote,
    /// A language tag is missing, or is none.
    Language,
    /// A span is missing, or is none, or is too long.
    Span,
    /// The kind of chat is missing, or is none.
    Kind,
    /// The number of a connection is missing, or is none.
    Connection,
    /// The ids of a list are missing.
    Ids,
    /// The list is too long.
    ManyIds,
    /// A condition of which there can be one is there twice.
    Twice,
    /// `test` goes with nothing else.
    TestAlone,
    /// There are too many conditions.
    Many,
}

impl WhomWrong {
    /// Everything that can be wrong.
    pub const ALL: [WhomWrong; 14] = [
        WhomWrong::Nothing,
        WhomWrong::Unknown,
        WhomWrong::Unfinished,
        WhomWrong::Name,
        WhomWrong::Quote,
        WhomWrong::Language,
        WhomWrong::Span,
        WhomWrong::Kind,
        WhomWrong::Connection,
        WhomWrong::Ids,
        WhomWrong::ManyIds,
        WhomWrong::Twice,
        WhomWrong::TestAlone,
        WhomWrong::Many,
    ];

    /// How it is right.
    #[must_use]
    pub fn example(self) -> &'static str {
        match self {
            WhomWrong::Nothing
            | WhomWrong::Unknown
            | WhomWrong::Unfinished
            | WhomWrong::Twice
            | WhomWrong::Many => "mark vip and active 30d",
            WhomWrong::Name => "mark vip",
            WhomWrong::Quote => "mark \"all\"",
            WhomWrong::Language => "lang es",
            WhomWrong::Span => "active 30d",
            WhomWrong::Kind => "kind private",
            WhomWrong::Connection => "connection i12",
            WhomWrong::Ids => "list 5000001 5000002",
            WhomWrong::ManyIds => "file",
            WhomWrong::TestAlone => "test",
        }
    }
}
