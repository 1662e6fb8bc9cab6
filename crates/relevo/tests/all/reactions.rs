//! Reactions follow, both ways, and say what was delivered (`RECEIPTS=all`): with what each side sees. ADR 11.

mod both_ways;
mod faults;
mod groups;
mod parked;
mod receipts;

use serde_json::Value;

use crate::edits::Room;
use crate::stage::Stage;

/// A chat as a person sees it, with the reactions under each message: whose, and which.
pub(crate) fn seen(stage: &Stage, chat: i64, reader: i64) -> String {
    let rows = stage.rows(chat, reader);
    let lines = rows.iter().map(|row| {
        let reactions: Vec<String> = row
            .reactions
            .iter()
            .map(|(who, reaction)| format!(" {} {}", stage.name(*who), emoji(reaction)))
            .collect();
        format!("{}{}\n", stage.line(row), reactions.concat())
    });
    lines.collect()
}

fn emoji(reaction: &Value) -> String {
    match reaction["type"].as_str() {
        Some("emoji") => reaction["emoji"].as_str().unwrap_or("?").to_owned(),
        other => other.unwrap_or("?").to_owned(),
    }
}

impl Room {
    /// Anna reacts to a message in her chat, with all of these and no others.
    pub(crate) fn anna_reacts(&self, message: i64, emoji: &[&str]) {
        react(&self.stage, self.anna, (self.stage.bot, message), emoji);
    }

    /// Marta reacts to a message in the group.
    pub(crate) fn marta_reacts(&self, message: i64, emoji: &[&str]) {
        react(&self.stage, self.marta, (self.stage.group, message), emoji);
    }

    pub(crate) fn anna_sees(&self) -> String {
        seen(&self.stage, self.stage.bot, self.anna)
    }

    pub(crate) fn team_sees(&self) -> String {
        seen(&self.stage, self.stage.group, self.stage.owner)
    }
}

/// Somebody reacts to a message, with all of these and no others.
pub(crate) fn react(stage: &Stage, person: i64, (chat, message): (i64, i64), emoji: &[&str]) {
    stage
        .sim
        .with(|world| world.react(person, chat, message, emoji))
        .expect("the person may react");
}
