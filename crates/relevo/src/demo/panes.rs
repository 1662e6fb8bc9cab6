//! Two panes of text side by side: what clients see on the left, what the team sees on the right.
//!
//! Pure: lines in, one string out. Measured in terminal columns, so that emoji and wide letters keep the panes straight.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Somebody's words.
    Plain,
    /// A chat's or topic's name.
    Title,
    /// Words of the team.
    Team,
    /// Stays inside the group.
    Inside,
    /// What happened, told.
    Dim,
}

impl Look {
    fn code(self) -> &'static str {
        match self {
            Look::Plain => "",
            Look::Title => "\x1b[1;36m",
            Look::Team => "\x1b[32m",
            Look::Inside => "\x1b[33m",
            Look::Dim => "\x1b[2m",
        }
    }
}

/// A line of a pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) look: Look,
    pub(super) text: String,
}

impl Line {
    pub(super) fn new(look: Look, text: impl Into<String>) -> Line {
        Line {
            look,
            text: text.into(),
        }
    }
}

/// The narrowest pane in columns: below it, a terminal wraps by itself.
const PANE_MIN: usize = 24;

/// Both panes, in a terminal of so many columns.
pub(super) fn side_by_side(left: &[Line], right: &[Line], columns: usize, colour: bool) -> String {
    let pane = (columns.saturating_sub(3) / 2).max(PANE_MIN);
    let (left, right) = (wrapped(left, pane), wrapped(right, pane));
    let mut both = String::new();
    for row in 0..left.len().max(right.len()) {
        let empty = Line::new(Look::Plain, "");
        let one = left.get(row).unwrap_or(&empty);
        let other = right.get(row).unwrap_or(&empty);
        let space = " ".repeat(pane.saturating_sub(one.text.width()));
        let line = format!(
            "{}{space} │ {}",
            painted(one, colour),
            painted(other, colour)
        );
        both.push_str(line.trim_end());
        both.push('\n');
    }
    both
}

/// A line in its colour, if colours are wanted.
pub(super) fn painted(line: &Line, colour: bool) -> String {
    if colour && line.look != Look::Plain && !line.text.is_empty() {
        format!("{}{}\x1b[0m", line.look.code(), line.text)
    } else {
        line.text.clone()
    }
}

/// Lines no wider than the pane, broken between words where there are any.
fn wrapped(lines: &[Line], pane: usize) -> Vec<Line> {
    lines
        .iter()
        .flat_map(|line| {
            wrap(&line.text, pane)
                .into_iter()
                .map(|text| Line::new(line.look, text))
        })
        .collect()
}

fn wrap(text: &str, pane: usize) -> Vec<String> {
    let mut rows = vec![String::new()];
    for word in text.split_word_bounds() {
        let row = rows.last_mut().expect("there is always a row");
        if row.width() + word.width() <= pane {
            row.push_str(word);
        } else if word.width() <= pane {
            row.truncate(row.trim_end().len());
            rows.push(if word.trim().is_empty() {
                String::new()
            } else {
                word.to_owned()
            });
        } else {
            for grapheme in word.graphemes(true) {
                let row = rows.last_mut().expect("there is always a row");
                if row.width() + grapheme.width() > pane {
                    rows.push(grapheme.to_owned());
                } else {
                    row.push_str(grapheme);
                }
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: the panes stay straight with long words, emoji and Chinese.
    #[test]
    fn the_panes_stay_straight() {
        let left = [
            Line::new(Look::Title, "Anna 👩‍🚀"),
            Line::new(
                Look::Plain,
                "我的包裹还没有到，已经等了一个星期了，请帮我查一下",
            ),
        ];
        let right = [
            Line::new(Look::Plain, "a".repeat(60)),
            Line::new(Look::Team, "Hi, I am looking into it."),
        ];
        let both = side_by_side(&left, &right, 60, false);
        assert!(both.lines().count() > 3);
        for line in both.lines() {
            let (pane, _) = line.split_once('│').expect("both panes are there");
            assert_eq!(pane.width(), 29, "{line}");
            assert!(line.width() <= 60, "{line}");
        }
    }

    /// Promise: without colour there is not one escape, for pipes and for people who switch it off.
    #[test]
    fn no_colour_means_no_escapes() {
        let lines = [Line::new(Look::Team, "x")];
        assert!(!side_by_side(&lines, &lines, 80, false).contains('\x1b'));
        assert!(side_by_side(&lines, &lines, 80, true).contains('\x1b'));
    }
}
