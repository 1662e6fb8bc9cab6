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
    /// The name above somebody's words.
    Author,
    /// Words of the team.
    Team,
    /// Stays inside the group.
    Inside,
    /// Gone, or not as promised.
    Lost,
    /// What a scene shows.
    Caption,
    /// Beside the point.
    Dim,
}

impl Look {
    fn code(self) -> &'static str {
        match self {
            Look::Plain => "",
            Look::Title => "\x1b[1;36m",
            Look::Author | Look::Caption => "\x1b[1m",
            Look::Team => "\x1b[32m",
            Look::Inside => "\x1b[33m",
            Look::Lost => "\x1b[31m",
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
        // What a visitor says is unknown: nothing in it may steer the terminal.
        let text: String = text.into();
        Line {
            look,
            text: text
                .chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .collect(),
        }
    }
}

/// The narrowest pane in columns: below it, a terminal wraps by itself.
const PANE_MIN: usize = 24;
/// The widest pane in columns: longer lines are hard to read.
const PANE_MAX: usize = 80;
/// What stands between the panes, in columns.
const GAP: usize = 3;

/// Both panes, in a terminal of so many columns.
pub(super) fn side_by_side(left: &[Line], right: &[Line], columns: usize, colour: bool) -> String {
    let pane = pane_of(columns);
    let (left, right) = (wrapped(left, pane), wrapped(right, pane));
    let bar = painted(&Line::new(Look::Dim, "│"), colour);
    let empty = Line::new(Look::Plain, "");
    let mut both = String::new();
    for row in 0..left.len().max(right.len()) {
        let one = left.get(row).unwrap_or(&empty);
        let other = right.get(row).unwrap_or(&empty);
        let space = " ".repeat(pane.saturating_sub(width(&one.text)));
        // A terminal that turns right-to-left words around must not carry them over the bar.
        let mark = if has_right_to_left(&one.text) {
            "\u{200E}"
        } else {
            ""
        };
        let line = format!(
            "{}{mark}{space} {bar} {}",
            painted(one, colour),
            painted(other, colour)
        );
        both.push_str(line.trim_end());
        both.push('\n');
    }
    both
}

/// The line above both panes, with their names.
pub(super) fn heading(left: &str, right: &str, columns: usize, colour: bool) -> String {
    let pane = pane_of(columns);
    let ruled = |name: &str, room: usize| {
        format!(
            "─ {name} {}",
            "─".repeat(room.saturating_sub(width(name) + 3))
        )
    };
    let rule = format!("{}┬{}", ruled(left, pane + 1), ruled(right, pane + 1));
    format!("{}\n", painted(&Line::new(Look::Dim, rule), colour))
}

/// A line over the whole width.
pub(super) fn paragraph(line: &Line, columns: usize, colour: bool) -> String {
    let rows = wrapped(std::slice::from_ref(line), columns.min(2 * PANE_MAX + GAP));
    rows.iter()
        .map(|row| format!("{}\n", painted(row, colour)))
        .collect()
}

fn pane_of(columns: usize) -> usize {
    (columns.saturating_sub(GAP) / 2).clamp(PANE_MIN, PANE_MAX)
}

/// A line in its colour, if colours are wanted.
fn painted(line: &Line, colour: bool) -> String {
    if colour && line.look != Look::Plain && !line.text.is_empty() {
        format!("{}{}\x1b[0m", line.look.code(), line.text)
    } else {
        line.text.clone()
    }
}

/// Columns on a terminal: what people see as one character is drawn as one.
fn width(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Hebrew, Arabic and their neighbours (Unicode's blocks of right-to-left scripts in the first plane).
fn has_right_to_left(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'))
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

/// A text's rows; all begin as far from the edge as the first.
fn wrap(text: &str, pane: usize) -> Vec<String> {
    let words = text.trim_start_matches(' ');
    let margin = " ".repeat(text.len() - words.len());
    let mut rows = vec![margin.clone()];
    for word in words.split_inclusive(' ') {
        let row = rows.last_mut().expect("there is always a row");
        if width(row) + width(word.trim_end()) <= pane {
            row.push_str(word);
        } else if width(&margin) + width(word.trim_end()) <= pane {
            rows.push(format!("{margin}{word}"));
        } else {
            for grapheme in word.graphemes(true) {
                let row = rows.last_mut().expect("there is always a row");
                if width(row) + width(grapheme) > pane {
                    rows.push(format!("{margin}{grapheme}"));
                } else {
                    row.push_str(grapheme);
                }
            }
        }
    }
    for row in &mut rows {
        row.truncate(row.trim_end().len());
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: the panes stay straight with long words, emoji, Chinese and Hebrew, at any width.
    #[test]
    fn the_panes_stay_straight() {
        let left = [
            Line::new(Look::Title, "Anna 👩‍🚀"),
            Line::new(
                Look::Plain,
                "  我的包裹还没有到，已经等了一个星期了，请帮我查一下",
            ),
            Line::new(Look::Plain, "  נועה: שלום! האם אפשר לשלוח לחיפה?"),
        ];
        let right = [
            Line::new(Look::Plain, "a".repeat(100)),
            Line::new(Look::Team, "Hi, I am looking into it."),
        ];
        for columns in [51, 60, 80, 160] {
            let both = side_by_side(&left, &right, columns, false);
            for line in both.lines() {
                let (pane, _) = line.split_once('│').expect("both panes are there");
                assert_eq!(width(pane), pane_of(columns) + 1, "{line}");
                assert!(width(line) <= columns, "{line}");
            }
        }
    }

    /// Promise: without colour there is not one escape, for pipes and for people who switch it off.
    #[test]
    fn no_colour_means_no_escapes() {
        let lines = [Line::new(Look::Team, "x")];
        assert!(!side_by_side(&lines, &lines, 80, false).contains('\x1b'));
        assert!(side_by_side(&lines, &lines, 80, true).contains('\x1b'));
    }

    /// Promise: nobody's words steer the terminal.
    #[test]
    fn words_do_not_steer_the_terminal() {
        assert_eq!(Line::new(Look::Plain, "a\x1b[2J\nb").text, "a [2J b");
    }

    /// Promise: a line is broken between words, and its rows begin below each other.
    #[test]
    fn rows_keep_their_margin() {
        assert_eq!(
            wrap("  Anna: my parcel has not arrived.", 16),
            ["  Anna: my", "  parcel has not", "  arrived."]
        );
        assert_eq!(wrap("", 16), [""]);
    }
}
