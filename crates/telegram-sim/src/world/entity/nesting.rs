//! Which entities may overlap. What may not is dropped or cut: code contains nothing, quotations do not nest, links,
//! mentions and emoji contain styles only, and a style is cut wherever something else begins or ends.

use super::mark::{Class, Mark, sort};

/// The entities as Telegram keeps them, in its order.
pub(super) fn nested(mut marks: Vec<Mark>) -> Vec<Mark> {
    sort(&mut marks);
    let (styles, others): (Vec<Mark>, Vec<Mark>) = marks
        .into_iter()
        .partition(|mark| matches!(mark.class, Class::Style(_)));
    let (quotes, wholes): (Vec<Mark>, Vec<Mark>) = others
        .into_iter()
        .partition(|mark| mark.class == Class::Quote);
    let quotes = first_come(quotes);
    let mut kept = first_come(wholes);
    kept.retain(|mark| fits_quotes(mark, &quotes));
    kept.extend(quotes);
    let cut = cut_styles(styles, &kept);
    kept.extend(cut);
    sort(&mut kept);
    kept
}

/// Adds entities that were found in the words; what was given has precedence.
pub(super) fn with_found(marks: Vec<Mark>, found: Vec<Mark>) -> Vec<Mark> {
    let stand = |mark: &&Mark| matches!(mark.class, Class::Code | Class::Whole);
    let fresh: Vec<Mark> = found
        .into_iter()
        .filter(|new| !marks.iter().filter(stand).any(|old| old.overlaps(new)))
        .collect();
    if fresh.is_empty() {
        return marks;
    }
    nested(marks.into_iter().chain(fresh).collect())
}

/// Drops every entity that overlaps one before it.
fn first_come(marks: Vec<Mark>) -> Vec<Mark> {
    let mut end = 0;
    let mut kept = marks;
    kept.retain(|mark| {
        let free = mark.start >= end;
        if free {
            end = mark.end;
        }
        free
    });
    kept
}

/// Inside a quotation or beside it, but not across its edge or around it.
fn fits_quotes(mark: &Mark, quotes: &[Mark]) -> bool {
    quotes
        .iter()
        .all(|quote| !quote.overlaps(mark) || (quote.start <= mark.start && mark.end <= quote.end))
}

/// Joins the styles of each kind, then cuts them at every edge of other entities and wherever another style begins.
fn cut_styles(styles: Vec<Mark>, others: &[Mark]) -> Vec<Mark> {
    let mut joined: Vec<Mark> = Vec::new();
    for mark in styles {
        let open = joined
            .iter_mut()
            .find(|open| open.class == mark.class && mark.start <= open.end);
        match open {
            Some(open) => open.end = open.end.max(mark.end),
            None => joined.push(mark),
        }
    }
    let mut edges: Vec<usize> = others
        .iter()
        .flat_map(|mark| [mark.start, mark.end])
        .chain(joined.iter().map(|mark| mark.start))
        .collect();
    edges.sort_unstable();
    edges.dedup();
    let in_code = |piece: &Mark| {
        let code = |other: &&Mark| other.class == Class::Code;
        others
            .iter()
            .filter(code)
            .any(|other| other.overlaps(piece))
    };
    joined
        .iter()
        .flat_map(|mark| pieces(mark, &edges))
        .filter(|piece| !in_code(piece))
        .collect()
}

fn pieces(mark: &Mark, edges: &[usize]) -> Vec<Mark> {
    let inside = edges
        .iter()
        .copied()
        .filter(|edge| mark.start < *edge && *edge < mark.end);
    let mut start = mark.start;
    let mut pieces = Vec::new();
    for end in inside.chain([mark.end]) {
        pieces.push(Mark {
            start,
            end,
            ..mark.clone()
        });
        start = end;
    }
    pieces
}
