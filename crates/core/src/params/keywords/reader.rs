//! Reads a keyword expression from left to right, and says at which character it goes wrong.
//!
//! Never panics, whatever is typed. What an expression means is its neighbour's business, `keywords`.

use super::{Group, KeywordsError, Mistake, Term, folded_words};

/// The most keywords in an expression.
const TERMS_MAX: usize = 500;

impl Mistake {
    /// No place of it can be named.
    pub(super) fn of_the_whole(self) -> KeywordsError {
        KeywordsError {
            mistake: self,
            place: None,
        }
    }
}

/// An expression being read.
pub(super) struct Reader<'a> {
    pub(super) source: &'a str,
    /// What follows; always an end of `source`.
    pub(super) rest: &'a str,
    /// How many keywords have been read.
    pub(super) terms: usize,
}

impl<'a> Reader<'a> {
    /// Skips spaces and commas; whether anything follows.
    pub(super) fn next_is_word(&mut self) -> Result<bool, KeywordsError> {
        self.skip();
        if self.rest.starts_with(']') {
            return Err(self.wrong(Mistake::BracketStray, self.rest));
        }
        Ok(!self.rest.is_empty())
    }

    pub(super) fn group(&mut self) -> Result<Group, KeywordsError> {
        let opened = self.rest;
        let Some(inner) = opened.strip_prefix('[') else {
            let terms = vec![self.term()?];
            return Ok(Group {
                terms,
                bracketed: false,
            });
        };
        self.rest = inner;
        let mut terms = Vec::new();
        loop {
            self.skip();
            if let Some(after) = self.rest.strip_prefix(']') {
                self.rest = after;
                break;
            }
            match self.rest.chars().next() {
                None => return Err(self.wrong(Mistake::BracketOpen, opened)),
                Some('[') => return Err(self.wrong(Mistake::BracketNested, self.rest)),
                Some(_) => terms.push(self.term()?),
            }
        }
        if terms.is_empty() {
            return Err(self.wrong(Mistake::BracketEmpty, opened));
        }
        self.separated()?;
        Ok(Group {
            terms,
            bracketed: true,
        })
    }

    /// A keyword: `~` may stand before the quotes or within.
    fn term(&mut self) -> Result<Term, KeywordsError> {
        let begun = self.rest;
        self.terms += 1;
        if self.terms > TERMS_MAX {
            return Err(self.wrong(Mistake::TooLong, begun));
        }
        let mut not = false;
        if let Some(after) = self.rest.strip_prefix('~') {
            not = true;
            self.rest = after.trim_start();
        }
        let body = if let Some(inner) = self.rest.strip_prefix('"') {
            let quoted = inner.split_once('"');
            let open = self.wrong(Mistake::QuoteOpen, self.rest);
            let (body, after) = quoted.ok_or(open)?;
            self.rest = after;
            self.separated()?;
            body
        } else {
            let end = self.rest.find([',', '[', ']', '"', '\n']);
            let (body, after) = self.rest.split_at(end.unwrap_or(self.rest.len()));
            self.rest = after;
            if after.starts_with(['[', '"']) {
                return Err(self.wrong(Mistake::CommaMissing, after));
            }
            body
        };
        let mut body = body.trim();
        if let Some(after) = body.strip_prefix('~').filter(|_| !not) {
            not = true;
            body = after.trim_start();
        }
        Term::new(not, body).map_err(|mistake| self.wrong(mistake, begun))
    }

    fn skip(&mut self) {
        self.rest = self
            .rest
            .trim_start_matches(|letter: char| letter.is_whitespace() || letter == ',');
    }

    /// After a quote or bracket comes a comma, a new line or an end.
    fn separated(&mut self) -> Result<(), KeywordsError> {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\r']);
        if self.rest.is_empty() || self.rest.starts_with([',', ']', '\n']) {
            return Ok(());
        }
        Err(self.wrong(Mistake::CommaMissing, self.rest))
    }

    /// A mistake where this end of the source begins.
    fn wrong(&self, mistake: Mistake, end: &'a str) -> KeywordsError {
        let before = &self.source[..self.source.len() - end.len()];
        KeywordsError {
            mistake,
            place: Some(before.chars().count() + 1),
        }
    }
}

impl Term {
    pub(super) fn new(not: bool, body: &str) -> Result<Term, Mistake> {
        let (body, open) = match body.strip_suffix('*') {
            Some(body) => (body.trim_end(), true),
            None => (body, false),
        };
        if body.starts_with('~') {
            return Err(Mistake::NotTwice);
        }
        if body.contains('*') {
            return Err(Mistake::StarInside);
        }
        let words = folded_words(body);
        if words.is_empty() {
            return Err(Mistake::WordEmpty);
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
