//! Plain tables for a terminal: columns as wide as they need, measured in characters.

/// A table with a header line.
pub(super) fn render(header: &[&str], rows: &[Vec<String>]) -> String {
    let widths: Vec<usize> = (0..header.len())
        .map(|column| {
            let cells = rows
                .iter()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.chars().count());
            cells
                .chain([header[column].chars().count()])
                .max()
                .unwrap_or(0)
        })
        .collect();
    let header = header
        .iter()
        .map(|&name| name.to_owned())
        .collect::<Vec<String>>();
    std::iter::once(&header)
        .chain(rows)
        .map(|row| line(row, &widths))
        .collect()
}

fn line(row: &[String], widths: &[usize]) -> String {
    let cells: Vec<String> = row
        .iter()
        .zip(widths)
        .map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.chars().count())))
        .collect();
    format!("{}\n", cells.join("  ").trim_end())
}

/// A text of several lines in one cell or line.
pub(super) fn one_line(text: &str) -> String {
    text.replace('\n', " ⏎ ")
}

#[cfg(test)]
mod tests {
    /// Promise: columns stand under each other, whatever the alphabet.
    #[test]
    fn columns_stand_under_each_other() {
        let rows = vec![
            vec!["@поддержка".to_owned(), "1".to_owned()],
            vec!["@a".to_owned(), "20".to_owned()],
        ];
        assert_eq!(
            super::render(&["bot", "waiting"], &rows),
            "bot         waiting\n@поддержка  1\n@a          20\n"
        );
    }
}
