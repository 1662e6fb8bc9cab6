//! The list of quick replies: in which order, page by page, and which of them hold some words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Reply;
use crate::name::folded;

/// How many quick replies a group may have.
pub const REPLIES_MAX: usize = 500;
/// How many are on a page.
pub const REPLIES_PAGE: usize = 20;

/// Whether all of these words are in a reply's name or in what it says; capitals and accents do not matter.
#[must_use]
pub fn matches(reply: &Reply, words: &str) -> bool {
    let mut whole = plain(reply.name.as_str());
    for text in reply.content.words() {
        whole.push('\n');
        whole.push_str(&plain(&text.text));
    }
    plain(words)
        .split_whitespace()
        .all(|word| whole.contains(word))
}

/// A page of a list, from 0, and how many pages there are; past the end the last one.
#[must_use]
pub fn page<T>(list: &[T], page: usize) -> (&[T], usize, usize) {
    let pages = list.len().div_ceil(REPLIES_PAGE).max(1);
    let page = page.min(pages - 1);
    let from = page * REPLIES_PAGE;
    let until = list.len().min(from + REPLIES_PAGE);
    (&list[from..until], page, pages)
}

fn plain(words: &str) -> String {
    let letters = folded(words);
    letters
        .nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: pages hold twenty, the last one what is left, and there is always one.
    #[test]
    fn pages() {
        let list: Vec<usize> = (0..45).collect();
        assert_eq!(page(&list, 0), (&list[..20], 0, 3));
        assert_eq!(page(&list, 2), (&list[40..], 2, 3));
        assert_eq!(page(&list, 9), (&list[40..], 2, 3));
        assert_eq!(page(&list[..0], 3), (&list[..0], 0, 1));
        assert_eq!(page(&list[..20], 1), (&list[..20], 0, 1));
    }
}
