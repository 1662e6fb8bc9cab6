//! How deep a request may nest. TL is parsed by calling itself, so a request that nests a thousandfold would end the process.

use grammers_tl_types as tl;

/// Constructors in one request that may hold their own kind; honest requests have a handful.
const NESTED_MAX: usize = 40;

/// Types whose values can hold values of the same type, by the beginning or the end of their constructors' names.
const BEGINNINGS: [&str; 8] = [
    "json",
    "text",
    "pageBlock",
    "pageListItem",
    "pageListOrderedItem",
    "inputRichMessage",
    "inputMedia",
    "inputReplyTo",
];

/// Whether a request nests so deep that it is not looked at.
pub(super) fn is_too_deep(body: &[u8]) -> bool {
    let words = body
        .as_chunks::<4>()
        .0
        .iter()
        .map(|word| u32::from_le_bytes(*word));
    let nests = |word: &u32| {
        let name = tl::name_for_id(*word);
        BEGINNINGS
            .iter()
            .any(|beginning| name.starts_with(beginning))
            || name.ends_with("FromMessage")
    };
    words.filter(nests).nth(NESTED_MAX).is_some()
}
