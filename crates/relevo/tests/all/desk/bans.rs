//! `/ban` and `/unban`: who may, who is not mirrored any more, and what is written down of it.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo::store::{Actor, Deed};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::world::AdminRights;

use super::Room;
use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(a_client_is_banned_and_comes_back);
on_both!(a_participant_or_a_whole_group);
on_both!(who_may_not_ban_is_told_why);
on_both!(a_crash_bans_once);
on_both!(both_connections_of_a_group_ban_for_themselves);

impl Stage {
    /// Somebody of the team becomes an administrator with this right to ban.
    pub(super) fn promote(&self, person: i64, can_restrict_members: bool) {
        let rights = AdminRights {
            can_restrict_members,
            ..AdminRights::all()
        };
        self.sim
            .with(|world| world.promote(self.owner, self.group, person, rights))
            .expect("the owner promotes");
    }

    /// The audit log, oldest first: who changed which parameter from what to what.
    async fn audited(&self) -> Vec<(Option<i64>, String)> {
        let entries = self.store.audit(None, 0, 100).await;
        let entries = entries.expect("the store answers").into_iter().rev();
        let told = entries.filter_map(|entry| {
            let Deed::Parameter { name, old, new } = entry.deed else {
                return None;
            };
            let who = match entry.by.who {
                Actor::CommandLine => None,
                Actor::Person(person) => Some(person.0),
            };
            (name == "IGNORE_CHATS").then(|| (who, format!("{old} → {new}")))
        });
        told.collect()
    }

    /// How many requests of this method the bots have made.
    pub(super) fn times_asked(&self, method: &str) -> usize {
        let asked = self.asked.lock().expect("nobody panicked");
        asked.iter().filter(|(name, _)| *name == method).count()
    }

    /// What the desk answered to a message of the group.
    pub(super) fn answers_to(&self, message: i64) -> String {
        let rows = self.rows(self.group, self.owner);
        let answers = rows.iter().filter(|row| row.reply_to == Some(message));
        let answers: Vec<&str> = answers.map(|row| row.text.as_str()).collect();
        answers.join(" / ")
    }
}

impl Room {
    /// Somebody says something in a topic; what the desk answers.
    pub(super) async fn asks(&mut self, person: i64, say: Say) -> String {
        let said = self.stage.say(person, self.stage.group, say);
        self.stage.settle().await;
        self.stage.pass(Duration::from_secs(5)).await;
        self.stage.answers_to(said)
    }
}

/// Promise: what a banned client writes stays outside from the next second on; after `/unban` it comes again. Twice is no change, and each
/// change is in the audit log by the person who made it. Nothing of it reaches the client or changes the status.
async fn a_client_is_banned_and_comes_back(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let (marta, topic) = (room.marta, room.topic);
    room.stage.promote(marta, true);
    let mut rows = Vec::new();
    for words in ["/unban", "/ban", "/ban", "/BAN@acme_support_bot now"] {
        let answer = room.asks(marta, Say::text(words).thread(topic)).await;
        rows.push(format!("{words} → {answer}"));
    }
    room.anna_says("nobody reads this").await;
    rows.push(room.title());
    let answer = room.asks(marta, Say::text("/unban").thread(topic)).await;
    rows.push(format!("/unban → {answer}"));
    room.anna_says("thank you").await;
    room.stage.pass(Duration::from_secs(5)).await;
    let anna = room.anna.to_string();
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @"
    /unban → Nothing was changed: there is no ban here.
    /ban → 🚫 Banned: what this client writes does not come here any more. /unban takes that back.
    /ban → Nothing was changed: banned already. /unban takes that back.
    /BAN@acme_support_bot now → Nothing was changed: banned already. /unban takes that back.
    🟪 Anna
    /unban → ✅ No longer banned: what this client writes comes here again.
    ") };
    let topics = room.stage.topics();
    let mirrored = |words: &str| topics.contains(&format!("bot: {words}"));
    assert!(
        !mirrored("nobody reads this") && mirrored("thank you"),
        "{topics}"
    );
    allow_duplicates! { assert_snapshot!(room.seen(), @"
    3042 Anna: /start
    3043 Anna: hello
    3044 Anna: nobody reads this
    3045 Anna: thank you
    ") };
    let audited = room.stage.audited().await;
    assert!(
        audited.iter().all(|(who, _)| *who == Some(marta)),
        "{audited:?}"
    );
    let values: Vec<String> = audited
        .iter()
        .map(|(_, values)| values.replace(&anna, "Anna"))
        .collect();
    allow_duplicates! { assert_snapshot!(values.join("\n"), @"
    777000 → 777000, Anna
    777000, Anna → 777000
    ") };
    assert_eq!(room.stage.standing().await, (0, 0, 0));
}

/// Promise: in a group a reply to what a participant wrote bans them and nobody else, everywhere; without one the group is meant.
/// Nobody is removed, and what cannot be told apart bans nobody.
async fn a_participant_or_a_whole_group(backend: Backend) {
    let params = [("MONITOR_GROUPS", "TRUE")];
    let mut room = Room::new(backend, &params).await;
    let (carl, dora) = (room.stage.person("Carl"), room.stage.person("Dora"));
    let club = room.stage.client_group("Club", &[carl, dora]);
    let bot = room.stage.bot;
    room.stage
        .sim
        .with(|world| world.start_bot(carl, bot, None))
        .expect("Carl starts the bot");
    room.stage.say(carl, club, Say::text("buy my coins"));
    room.stage.say(dora, club, Say::text("please stop"));
    room.stage.settle().await;
    let (marta, group, topic) = (room.marta, room.stage.group, room.stage.topic("Club"));
    room.stage.promote(marta, true);
    let his = room.stage.find(group, marta, "buy my coins");
    let note = Say::text("/ a note").thread(topic);
    let note = room.stage.say(marta, group, note);
    room.stage.settle().await;
    let mut rows = Vec::new();
    for (words, to) in [
        ("/ban", Some(his)),
        ("(Carl and Dora write)", None),
        ("/unban", Some(his)),
        ("/unban", Some(his)),
        ("/ban", Some(note)),
        ("(Carl and Dora write)", None),
        ("/ban", None),
        ("/unban", None),
        ("(Carl and Dora write)", None),
    ] {
        if words.starts_with('(') {
            let before = room.stage.topics();
            for (person, chat, words) in [
                (carl, club, "Carl in the group"),
                (dora, club, "Dora in the group"),
                (carl, bot, "Carl in private"),
            ] {
                room.stage.say(person, chat, Say::text(words));
                room.stage.pass(Duration::from_secs(5)).await;
            }
            let after = room.stage.topics();
            let come = ["Carl in the group", "Dora in the group", "Carl in private"]
                .into_iter()
                .filter(|words| after.matches(words).count() > before.matches(words).count());
            rows.push(format!("{words} → {}", come.collect::<Vec<_>>().join(", ")));
            continue;
        }
        let say = Say::text(words).thread(topic);
        let say = match to {
            Some(to) => say.reply_to(to),
            None => say,
        };
        let answer = room.asks(marta, say).await;
        rows.push(format!("{words} → {answer}"));
    }
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @"
    /ban → 🚫 Banned: what this participant writes does not come here any more. /unban, as a reply to the same message, takes that back.
    (Carl and Dora write) → Dora in the group
    /unban → ✅ No longer banned: what this participant writes comes here again.
    /unban → Nothing was changed: there is no ban here.
    /ban → 🚫 Banned: what is written in this chat does not come here any more. Nobody was removed from it. /unban takes that back.
    (Carl and Dora write) → Carl in private
    /ban → Nothing was changed: banned already. /unban takes that back.
    /unban → ✅ No longer banned: what is written in this chat comes here again.
    (Carl and Dora write) → Carl in the group, Dora in the group, Carl in private
    ") };
    assert_eq!(room.stage.times_asked("banChatMember"), 0);
    let (club, carl) = (club.to_string(), carl.to_string());
    let audited = room.stage.audited().await;
    let values: Vec<String> = audited
        .iter()
        .map(|(_, values)| values.replace(&club, "Club").replace(&carl, "Carl"))
        .collect();
    allow_duplicates! { assert_snapshot!(values.join("\n"), @"
    777000 → 777000, Carl
    777000, Carl → 777000
    777000 → 777000, Club
    777000, Club → 777000
    ") };
}

/// Promise: without Telegram's right, as the group, and by somebody who has left meanwhile, nothing is banned and it is said why; in
/// General it is said where the command belongs. The right counts from the moment it is given.
async fn who_may_not_ban_is_told_why(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let (marta, owner, topic) = (room.marta, room.stage.owner, room.topic);
    let nils = room.stage.operator("Nils");
    room.stage.settle().await;
    let ban = || Say::text("/ban").thread(topic);
    let mut rows = vec![("a member", room.asks(marta, ban()).await)];
    room.stage.promote(marta, false);
    rows.push(("without the right", room.asks(marta, ban()).await));
    room.stage.promote(nils, true);
    let anonymous = room.asks(nils, ban().anonymously()).await;
    rows.push(("anonymously", anonymous));
    rows.push(("in General", room.asks(nils, Say::text("/ban")).await));
    let group = room.stage.group;
    let said = room.stage.say(nils, group, ban());
    room.stage
        .sim
        .with(|world| world.leave(nils, group))
        .expect("Nils leaves");
    room.stage.pass(Duration::from_secs(5)).await;
    rows.push(("who has left", room.stage.answers_to(said)));
    room.anna_says("still here").await;
    assert!(room.stage.topics().contains("bot: still here"));
    assert_eq!(room.stage.audited().await, []);
    room.stage.promote(marta, true);
    rows.push(("with the right", room.asks(marta, ban()).await));
    rows.push((
        "the owner",
        room.asks(owner, Say::text("/unban").thread(topic)).await,
    ));
    let rows: Vec<String> = rows
        .into_iter()
        .map(|(who, answer)| format!("{who}: {answer}"))
        .collect();
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @"
    a member: Nothing was changed: /ban needs the right “Ban users”, which you do not have in this group. An administrator can give it to you.
    without the right: Nothing was changed: /ban needs the right “Ban users”, which you do not have in this group. An administrator can give it to you.
    anonymously: Nothing was changed: you do not write as yourself, so nobody can see whether you may ban. Switch off “Remain anonymous” for yourself and send /ban again.
    in General: /ban belongs in a client's topic. Nothing was changed.
    who has left: Nothing was changed: /ban needs the right “Ban users”, which you do not have in this group. An administrator can give it to you.
    with the right: 🚫 Banned: what this client writes does not come here any more. /unban takes that back.
    the owner: ✅ No longer banned: what this client writes comes here again.
    ") };
    let by: Vec<Option<i64>> = room.stage.audited().await.iter().map(|one| one.0).collect();
    assert_eq!(by, [Some(marta), Some(owner)]);
}

/// Promise: a desk that dies between the look and its record looks again and bans once, with one answer and one entry.
async fn a_crash_bans_once(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let owner = room.stage.owner;
    let looks = room.stage.times_asked("getChatMember");
    let say = Say::text("/ban").thread(room.topic);
    let said = room.stage.say(owner, room.stage.group, say);
    room.stage.crash_after_the_calls().await;
    assert_eq!(room.stage.times_asked("getChatMember") - looks, 1);
    assert_eq!(room.stage.audited().await, []);
    room.stage.settle().await;
    room.stage.pass(Duration::from_secs(10)).await;
    assert_eq!(room.stage.times_asked("getChatMember") - looks, 2);
    assert_eq!(room.stage.audited().await.len(), 1);
    let answer = room.stage.answers_to(said);
    allow_duplicates! { assert_snapshot!(answer, @"🚫 Banned: what this client writes does not come here any more. /unban takes that back.") };
    room.anna_says("nobody reads this").await;
    assert!(!room.stage.topics().contains("nobody reads this"));
}

/// Promise: a ban belongs to the connection in whose topic it was asked for.
async fn both_connections_of_a_group_ban_for_themselves(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let second = room.stage.second_bot(&[]).await;
    let anna = room.anna;
    room.stage
        .sim
        .with(|world| world.start_bot(anna, second, None))
        .expect("Anna starts the second bot");
    room.stage.say(anna, second, Say::text("hello, second"));
    room.stage.settle().await;
    let owner = room.stage.owner;
    let say = Say::text("/ban").thread(room.topic);
    room.asks(owner, say).await;
    room.anna_says("to the first").await;
    room.stage.say(anna, second, Say::text("to the second"));
    room.stage.pass(Duration::from_secs(5)).await;
    let topics = room.stage.topics();
    assert!(!topics.contains("to the first"), "{topics}");
    assert!(topics.contains("to the second"), "{topics}");
}
