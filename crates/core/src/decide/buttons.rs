//! The buttons under a message, which only its sender can make: what is left of them are lines with their names and addresses.

use relevo_telegram::{EntityKind, LinkButton, Text};

/// Words with a line for each button, if that fits.
pub(crate) fn under(words: &Text, buttons: &[LinkButton], units_max: usize) -> Option<Text> {
    let mut whole = words.clone();
    for button in buttons {
        if !whole.is_empty() {
            whole.push_str("\n");
        }
        let label = button.label.replace('\n', " ");
        match &button.url {
            Some(address) => whole.push_as(&label, EntityKind::TextLink(address.clone())),
            None => whole.push_str(&format!("[{label}]")),
        }
    }
    (whole.units() <= units_max).then_some(whole)
}

/// Lines of their own for the buttons, as many as one message takes.
pub(super) fn alone(buttons: &[LinkButton], units_max: usize) -> Option<Text> {
    let longest = (1..=buttons.len()).rev();
    longest
        .filter_map(|count| under(&Text::default(), &buttons[..count], units_max))
        .next()
}

/// Those that open an address: the others only work where they were sent.
pub(super) fn with_address(buttons: &[LinkButton]) -> Vec<LinkButton> {
    let buttons = buttons.iter().filter(|button| button.url.is_some());
    buttons.cloned().collect()
}
