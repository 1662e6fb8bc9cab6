//! Groups and channels: who is asked, who is seen, where an answer goes.

mod accept;
mod channels;
mod events;
mod first_contact;
mod forum_off;
mod forums;
mod held_albums;
mod stops;
mod upgrades;
mod wanted;
mod while_stopped;

use relevo_core::Fate;
use relevo_telegram_sim::transcript::Row;

use crate::stage::Stage;

impl Stage {
    /// General of the backend group, a line a message, service messages left out.
    pub(crate) fn general(&self) -> String {
        let rows = self.rows(self.group, self.owner);
        let in_general = rows.iter().filter(|row| {
            row.thread.is_none() && row.kind != relevo_telegram_sim::world::Kind::Service
        });
        in_general
            .map(|row| format!("{}{}\n", row.text, labels(row)))
            .collect()
    }

    /// A person presses the button with this label, under the newest message that has it.
    pub(crate) fn press(&self, person: i64, label: &str) {
        let rows = self.rows(self.group, person);
        let found = rows.iter().rev().find_map(|row| {
            let nth = labels_of(row).iter().position(|text| text == label)?;
            Some((row.message_id, nth))
        });
        let (message, nth) = found.unwrap_or_else(|| panic!("there is no button “{label}”"));
        self.sim
            .with(|world| world.press_button(person, self.group, message, nth))
            .expect("the button can be pressed");
    }

    /// How many of the bot's updates were left out, by reason.
    pub(crate) async fn left_out(&self) -> String {
        let status = self.store.status().await.expect("the store answers");
        let fates = status.connections[0].fates.iter();
        let filtered = fates.filter_map(|(fate, count)| match fate {
            Fate::Filtered(filter) => Some(format!("{filter:?} {count}")),
            _ => None,
        });
        filtered.collect::<Vec<_>>().join(", ")
    }
}

pub(crate) fn labels_of(row: &Row) -> Vec<String> {
    let rows = row.markup.as_ref().map(|markup| &markup["inline_keyboard"]);
    let rows = rows.and_then(|rows| rows.as_array()).into_iter().flatten();
    let all = rows.filter_map(|row| row.as_array()).flatten();
    all.map(|button| button["text"].as_str().unwrap_or_default().to_owned())
        .collect()
}

fn labels(row: &Row) -> String {
    let labels = labels_of(row);
    if labels.is_empty() {
        return String::new();
    }
    format!(" [{}]", labels.join("] ["))
}
