//! Lists as people type them: one entry a line, or entries between commas, in double quotes where one holds a comma.

use super::Why;

/// The most entries.
pub const ENTRIES_MAX: usize = 10_000;

/// Takes a list apart. A doubled quote within quotes is one quote. Empty entries are dropped.
pub(super) fn read(text: &str) -> Result<Vec<String>, Why> {
    let mut entries = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == ',');
        if rest.is_empty() {
            return Ok(entries);
        }
        if entries.len() == ENTRIES_MAX {
            return Err(Why::TooManyEntries);
        }
        if let Some(inner) = rest.strip_prefix('"') {
            let (entry, after) = quoted(inner).ok_or(Why::QuoteOpen)?;
            rest = after.trim_start_matches([' ', '\t', '\r']);
            if !(rest.is_empty() || rest.starts_with([',', '\n'])) {
                return Err(Why::QuoteComma);
            }
            entries.push(entry.trim().to_owned());
        } else {
            let end = rest.find([',', '\n']).unwrap_or(rest.len());
            entries.push(rest[..end].trim().to_owned());
            rest = &rest[end..];
        }
        if entries.last().is_some_and(String::is_empty) {
            entries.pop();
        }
    }
}

/// What stands before the closing quote, and what follows it.
fn quoted(inner: &str) -> Option<(String, &str)> {
    let mut entry = String::new();
    let mut rest = inner;
    loop {
        let (before, after) = rest.split_once('"')?;
        entry.push_str(before);
        match after.strip_prefix('"') {
            Some(more) => {
                entry.push('"');
                rest = more;
            }
            None => return Some((entry, after)),
        }
    }
}

/// Prints a list on one line, every entry in quotes.
pub(super) fn print(entries: &[String]) -> String {
    let quoted: Vec<String> = entries
        .iter()
        .map(|entry| format!("\"{}\"", entry.replace('"', "\"\"")))
        .collect();
    quoted.join(", ")
}
