//! Keyword expressions: which messages wake a conversation.
//!
//! Comma = any of; `[a, b]` = all of; `~a` = not; words in double quotes may hold spaces; a final `*` stands for any
//! ending. `"refund", ["price","enterprise"], ["demo","~video"]`. Case and accents do not matter, and words are whole
//! words as Unicode divides them (UAX #29), so the same holds for scripts that write no spaces.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::value::Value;

/// The most words in an expression, and the longest expression in bytes.
const TERMS_MAX: usize = 500;
const EXPRESSION_BYTES_MAX: usize = 20_000;

/// A keyword expression that has been understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keywords {
    /// Any of these matches.
    any: Vec<Group>,
}

/// All of these words, in brackets or a single word.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    terms: Vec<Term>,
    /// Whether it is written in brackets.
    bracketed: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    /// Whether it must be absent.
    not: bool,
    /// As typed, without quotes, `~` and `*`.
    phrase: String,
    /// Whether its last word may go on.
    open: bool,
    /// The phrase's words, folded; never none.
    words: Vec<String>,
}

/// What is wrong with an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is said in words by Display")]
pub enum KeywordsError {
    Empty,
    TooLong,
    QuoteOpen,
    BracketOpen,
    BracketNested,
    BracketStray,
    BracketEmpty,
    WordEmpty,
    StarInside,
    CommaMissing,
}

impl std::fmt::Display for KeywordsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            KeywordsError::Empty => "there is no keyword",
            KeywordsError::TooLong => "there are more than 500 keywords or 20,000 bytes",
            KeywordsError::QuoteOpen => "a double quote is not closed",
            KeywordsError::BracketOpen => "a [ is not closed",
            KeywordsError::BracketNested => "brackets stand within brackets",
            KeywordsError::BracketStray => "a ] closes nothing",
            KeywordsError::BracketEmpty => "brackets are empty",
            KeywordsError::WordEmpty => "a keyword has neither letter nor digit",
            KeywordsError::StarInside => "a * stands elsewhere than at the end of a keyword",
            KeywordsError::CommaMissing => "a comma is missing between two keywords",
        })
    }
}

impl std::error::Error for KeywordsError {}

impl Keywords {
    /// Reads an expression.
    ///
    /// # Errors
    ///
    /// If it is not one.
    pub fn parse(source: &str) -> Result<Keywords, KeywordsError> {
        if source.len() > EXPRESSION_BYTES_MAX {
            return Err(KeywordsError::TooLong);
        }
        let mut reader = Reader {
            rest: source,
            terms: 0,
        };
        let mut any = Vec::new();
        while reader.next_is_word()? {
            any.push(reader.group()?);
        }
        if any.is_empty() {
            return Err(KeywordsError::Empty);
        }
        Ok(Keywords { any })
    }

    /// Whether a text matches.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        let words = folded_words(text);
        let holds = |term: &Term| term.is_in(&words) != term.not;
        self.any.iter().any(|group| group.terms.iter().all(holds))
    }
}

impl std::fmt::Display for Keywords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let groups: Vec<String> = self.any.iter().map(Group::print).collect();
        f.write_str(&groups.join(", "))
    }
}

impl Value for Keywords {
    fn read(text: &str) -> Result<Keywords, String> {
        Keywords::parse(text).map_err(|error| error.to_string())
    }

    fn print(&self) -> String {
        self.to_string()
    }
}

impl Group {
    fn print(&self) -> String {
        let terms: Vec<String> = self.terms.iter().map(Term::print).collect();
        if self.bracketed {
            format!("[{}]", terms.join(", "))
        } else {
            terms.join(", ")
        }
    }
}

impl Term {
    fn print(&self) -> String {
        let not = if self.not { "~" } else { "" };
        let open = if self.open { "*" } else { "" };
        format!("\"{not}{}{open}\"", self.phrase)
    }

    /// Whether its words follow each other somewhere.
    fn is_in(&self, text: &[String]) -> bool {
        let last = self.words.len() - 1;
        text.windows(self.words.len()).any(|window| {
            window[..last] == self.words[..last]
                && (window[last] == self.words[last]
                    || self.open && window[last].starts_with(&self.words[last]))
        })
    }
}

/// Reads an expression from left to right.
struct Reader<'a> {
    rest: &'a str,
    terms: usize,
}

impl Reader<'_> {
    /// Skips spaces and commas; whether anything follows.
    fn next_is_word(&mut self) -> Result<bool, KeywordsError> {
        self.rest = self
            .rest
            .trim_start_matches(|letter: char| letter.is_whitespace() || letter == ',');
        if self.rest.starts_with(']') {
            return Err(KeywordsError::BracketStray);
        }
        Ok(!self.rest.is_empty())
    }

    fn group(&mut self) -> Result<Group, KeywordsError> {
        let Some(inner) = self.rest.strip_prefix('[') else {
            let terms = vec![self.term()?];
            return Ok(Group {
                terms,
                bracketed: false,
            });
        };
        self.rest = inner;
        let mut terms = Vec::new();
        loop {
            self.rest = self
                .rest
                .trim_start_matches(|letter: char| letter.is_whitespace() || letter == ',');
            if let Some(after) = self.rest.strip_prefix(']') {
                self.rest = after;
                break;
            }
            match self.rest.chars().next() {
                None => return Err(KeywordsError::BracketOpen),
                Some('[') => return Err(KeywordsError::BracketNested),
                Some(_) => terms.push(self.term()?),
            }
        }
        if terms.is_empty() {
            return Err(KeywordsError::BracketEmpty);
        }
        self.separated()?;
        Ok(Group {
            terms,
            bracketed: true,
        })
    }

    /// A keyword: `~` may stand before the quotes or within.
    fn term(&mut self) -> Result<Term, KeywordsError> {
        self.terms += 1;
        if self.terms > TERMS_MAX {
            return Err(KeywordsError::TooLong);
        }
        let mut not = false;
        if let Some(after) = self.rest.strip_prefix('~') {
            not = true;
            self.rest = after.trim_start();
        }
        let body = if let Some(inner) = self.rest.strip_prefix('"') {
            let (body, after) = inner.split_once('"').ok_or(KeywordsError::QuoteOpen)?;
            self.rest = after;
            self.separated()?;
            body
        } else {
            let end = self.rest.find([',', '[', ']', '"', '\n']);
            let (body, after) = self.rest.split_at(end.unwrap_or(self.rest.len()));
            self.rest = after;
            if after.starts_with(['[', '"']) {
                return Err(KeywordsError::CommaMissing);
            }
            body
        };
        let mut body = body.trim();
        if let Some(after) = body.strip_prefix('~').filter(|_| !not) {
            not = true;
            body = after.trim_start();
        }
        Term::new(not, body)
    }

    /// After a quote or bracket comes a comma, a new line or an end.
    fn separated(&mut self) -> Result<(), KeywordsError> {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\r']);
        if self.rest.is_empty() || self.rest.starts_with([',', ']', '\n']) {
            return Ok(());
        }
        Err(KeywordsError::CommaMissing)
    }
}

impl Term {
    fn new(not: bool, body: &str) -> Result<Term, KeywordsError> {
        let (body, open) = match body.strip_suffix('*') {
            Some(body) => (body.trim_end(), true),
            None => (body, false),
        };
        if body.contains('*') {
            return Err(KeywordsError::StarInside);
        }
        let words = folded_words(body);
        if words.is_empty() || body.starts_with('~') {
            return Err(KeywordsError::WordEmpty);
        }
        let phrase = body.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Term {
            not,
            phrase,
            open,
            words,
        })
    }
}

/// The first of these words and phrases that is in a text, as it was typed. A final `*` stands for any ending; what holds
/// neither letter nor digit is in no text.
#[must_use]
pub fn first_in<'a>(list: &'a [String], text: &str) -> Option<&'a str> {
    if list.is_empty() || text.is_empty() {
        return None;
    }
    let words = folded_words(text);
    let is_in = |entry: &&String| Term::new(false, entry).is_ok_and(|term| term.is_in(&words));
    list.iter().find(is_in).map(String::as_str)
}

/// The words of a text without case and accents.
fn folded_words(text: &str) -> Vec<String> {
    // Only the accents of European scripts: elsewhere combining marks are letters of their own.
    let accent = |letter: &char| ('\u{300}'..='\u{36f}').contains(letter);
    let plain: String = text.nfkd().filter(|letter| !accent(letter)).collect();
    let folded: String = plain
        .to_lowercase()
        .nfkd()
        .filter(|letter| !accent(letter))
        .collect();
    folded.unicode_words().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(expression: &str, hits: &[&str], misses: &[&str]) {
        let keywords = Keywords::parse(expression).unwrap();
        for text in hits {
            assert!(keywords.matches(text), "{expression} misses {text}");
        }
        for text in misses {
            assert!(!keywords.matches(text), "{expression} hits {text}");
        }
    }

    /// Promise: an expression means what the specification says.
    #[test]
    fn meaning() {
        check(
            r#""refund", ["price","enterprise"], ["demo","~video"]"#,
            &["I want a REFUND!", "enterprise price?", "show me a demo"],
            &["refunds", "the price", "a demo video", ""],
        );
        check("refund*", &["refunds", "Refund"], &["a re-fund", "prefund"]);
        check("café", &["CAFE", "cafe\u{301}?"], &["cafeteria"]);
        check("ёлка", &["ЕЛКА"], &["елки"]);
        check(
            r#""money back*""#,
            &["my  money\nbackwards"],
            &["back money", "money"],
        );
        check("~spam", &["hello", ""], &["SPAM"]);
        check("退款", &["我要退款。"], &["款退"]);
        check("e-mail", &["my E-Mail is"], &["mail e", "email"]);
        check("one\ntwo", &["two"], &["three"]);
    }

    /// Promise: each mistake is named.
    #[test]
    fn mistakes() {
        for (source, error) in [
            ("", KeywordsError::Empty),
            (" , ", KeywordsError::Empty),
            ("\"a", KeywordsError::QuoteOpen),
            ("[a", KeywordsError::BracketOpen),
            ("[a, [b]]", KeywordsError::BracketNested),
            ("a]", KeywordsError::BracketStray),
            ("[]", KeywordsError::BracketEmpty),
            ("🔥", KeywordsError::WordEmpty),
            ("*", KeywordsError::WordEmpty),
            ("a*b", KeywordsError::StarInside),
            ("\"a\" \"b\"", KeywordsError::CommaMissing),
            ("a[b]", KeywordsError::CommaMissing),
        ] {
            assert_eq!(Keywords::parse(source), Err(error), "{source}");
        }
    }

    /// Promise: a restricted word is found as a whole word, in any case, and named as its owner typed it.
    #[test]
    fn the_first_of_a_list_is_named() {
        let list = ["Casino", "free crypto", "win*", "🔥"].map(str::to_owned);
        assert_eq!(first_in(&list, "a CASINO!"), Some("Casino"));
        assert_eq!(first_in(&list, "Free  crypto"), Some("free crypto"));
        assert_eq!(first_in(&list, "you are the winner"), Some("win*"));
        assert_eq!(first_in(&list, "casinos, crypto for free 🔥"), None);
        assert_eq!(first_in(&list, ""), None);
    }

    proptest! {
        /// Promise: whatever is typed, reading never panics, and what is understood is printed as an expression with
        /// the same meaning.
        #[test]
        fn printed_reads_the_same(source in r#"[ab é*~,"\[\] \n1]{0,30}|\PC{0,20}"#, text in "[ab é1]{0,12}") {
            if let Ok(keywords) = Keywords::parse(&source) {
                let again = Keywords::parse(&keywords.to_string());
                prop_assert_eq!(again.as_ref(), Ok(&keywords));
                prop_assert_eq!(again.unwrap().matches(&text), keywords.matches(&text));
            }
        }

        /// Promise: an expression of plain words hits a text exactly if one of them is in it.
        #[test]
        fn plain_words_are_any_of(words in prop::collection::vec("[abc]{1,2}", 1..4), text in prop::collection::vec("[abc]{1,2}", 0..5)) {
            let keywords = Keywords::parse(&words.join(",")).unwrap();
            let wanted = text.iter().any(|word| words.contains(word));
            prop_assert_eq!(keywords.matches(&text.join(" ")), wanted);
        }
    }
}
