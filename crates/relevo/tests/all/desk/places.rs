//! Every command in every place: what is answered, that nothing reaches a client, and that nothing changes where it must not.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_core::Command;
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::world::AdminRights;

use super::Room;
use crate::database::{Backend, on_both};

on_both!(in_a_clients_topic);
on_both!(in_general);
on_both!(in_a_topic_of_the_team);
on_both!(edited_into_a_message);
on_both!(forwarded);
on_both!(by_an_anonymous_administrator);

/// What is answered to each command in General, and in a topic of the team's own.
const IN_GENERAL: [&str; Command::ALL.len()] = [
    "/hold → /hold belongs in a client's topic. Nothing was changed. | 🟪 Anna",
    "/wait → /wait belongs in a client's topic. Nothing was changed. | 🟪 Anna",
    "/close → /close belongs in a client's topic. Nothing was changed. | 🟪 Anna",
    "/open → /open belongs in a client's topic. Nothing was changed. | 🟪 Anna",
    "/take → /take belongs in a client's topic. Nothing was changed. | 🟪 Anna",
    "/assign → /assign belongs in a client's topic. Nothing was changed. | 🟪 Anna",
    "/drop → /drop belongs in a client's topic. Nothing was changed. | 🟪 Anna",
    "/rename → /rename belongs in a client's topic. Nothing was changed. | 🟪 Anna",
    "/info → /info belongs in a client's topic. Nothing was changed. | 🟪 Anna",
    "/del → /del belongs in a client's topic. Nothing was changed. | 🟪 Anna",
    "/retry → /retry belongs in a client's topic. Nothing was changed. | 🟪 Anna",
    "/invite → /invite belongs in a client's topic. Nothing was changed. | 🟪 Anna",
    "/ban → /ban belongs in a client's topic. Nothing was changed. | 🟪 Anna",
    "/unban → /unban belongs in a client's topic. Nothing was changed. | 🟪 Anna",
    "/waiting → Topics that need an answer, the longest first: 1 | 🟪 Anna",
    "/mine → 👤 You have no open topics. Write /take in a topic to take it. | 🟪 Anna",
    "/status → ✅ The desk is running (09:09 UTC). | 🟪 Anna",
    "/help → 🟪 waits for the team | 🟪 Anna",
    "/say → There are no quick replies yet. To save one, answer a message with /say and a name. | 🟪 Anna",
    "/mark → 🏷 There are no marks yet. | 🟪 Anna",
    "/send → Broadcasts are for those whom the owner allows to use administrative commands. | 🟪 Anna",
    "/export → 🔒 Only the owner, and those whom the owner lets (EXTENSIONS_ALLOWED), export clients. | 🟪 Anna",
    "/shift → Nobody is on duty now. | 🟪 Anna",
    "/new → /new needs a personal account: bots cannot do that. Nothing was changed. | 🟪 Anna",
    "/newchat → /newchat needs a personal account: bots cannot do that. Nothing was changed. | 🟪 Anna",
    "/join → /join needs a personal account: bots cannot do that. Nothing was changed. | 🟪 Anna",
    "/leave → /leave needs a personal account: bots cannot do that. Nothing was changed. | 🟪 Anna",
];

impl Room {
    /// What is answered to a message, beside the title of Anna's topic afterwards.
    pub(super) async fn outcome(&mut self, what: &str, said: i64) -> String {
        self.stage.pass(Duration::from_secs(4)).await;
        // A title has time.
        self.stage.jump(Duration::from_secs(31)).await;
        let rows = self.stage.rows(self.stage.group, self.marta);
        let answers = rows.iter().filter(|row| {
            let is_line = row.message_id > said && row.markup.is_some();
            row.reply_to == Some(said) || is_line
        });
        let answers: Vec<&str> = answers
            .map(|row| row.text.lines().next().unwrap_or_default())
            .collect();
        let answers = match answers.is_empty() {
            true => "-".to_owned(),
            false => answers.join(" / "),
        };
        format!("{what} → {answers} | {}", self.title())
    }

    /// Each command, said as `say` says it.
    async fn each(&mut self, say: impl Fn(&Room, Say) -> Say) -> String {
        let mut rows = Vec::new();
        for command in Command::ALL {
            let words = format!("/{}", command.name());
            let say = say(self, Say::text(&words));
            let said = self.stage.say(self.marta, self.stage.group, say);
            self.stage.settle().await;
            rows.push(self.outcome(&words, said).await);
        }
        self.nothing_reached_anna();
        rows.join("\n")
    }

    pub(super) fn nothing_reached_anna(&self) {
        let rows = self.stage.rows(self.stage.bot, self.anna);
        let by_the_bot = rows.iter().filter(|row| row.from == self.stage.bot);
        assert_eq!(by_the_bot.count(), 0, "{}", self.seen());
    }

    /// A topic of the team's own.
    pub(super) fn coffee(&self) -> i64 {
        let (owner, group) = (self.stage.owner, self.stage.group);
        self.stage
            .sim
            .with(|world| world.make_topic(owner, group, "Coffee"))
            .expect("the owner may")
    }
}

/// Promise: in a client's topic every command does what it says, or says what it needs and where it belongs.
async fn in_a_clients_topic(backend: Backend) {
    // In a closed topic a member could not go on.
    let mut room = Room::new(backend, &[("CLOSE_NATIVELY", "FALSE")]).await;
    let seen = room.each(|room, say| say.thread(room.topic)).await;
    allow_duplicates! { assert_snapshot!(seen, @"
    /hold → 🟪 Waits for the team. | 🟪 Anna
    /wait → 🟨 Waits for the client. | 🟨 Anna
    /close → ⬛ Closed. | ⬛ Anna
    /open → 🟪 Waits for the team. | 🟪 Anna
    /take → 👤 Marta is responsible. | 🟪 Anna · Marta
    /assign → 👤 Marta is responsible. Who is to be responsible instead? | 🟪 Anna · Marta
    /drop → 👤 Nobody is responsible now. | 🟪 Anna
    /rename → ✏️ Called as the client calls themselves. | 🟪 Anna
    /info → Client | 🟪 Anna
    /del → Nothing was withdrawn. To take a message back from the client, reply with /del to the team's message itself. | 🟪 Anna
    /retry → There is nothing to try again. Reply with /retry to a message that did not arrive, or to the line that says so; after seven days it is gone. | 🟪 Anna
    /invite → This is a private chat: nobody can be invited. /invite is for groups and channels. | 🟪 Anna
    /ban → Nothing was changed: /ban needs the right “Ban users”, which you do not have in this group. An administrator can give it to you. | 🟪 Anna
    /unban → Nothing was changed: /unban needs the right “Ban users”, which you do not have in this group. An administrator can give it to you. | 🟪 Anna
    /waiting → /waiting belongs in General. Nothing was sent to the client. | 🟪 Anna
    /mine → /mine belongs in General. Nothing was sent to the client. | 🟪 Anna
    /status → /status belongs in General. Nothing was sent to the client. | 🟪 Anna
    /help → 🟪 waits for the team | 🟪 Anna
    /say → There are no quick replies yet. To save one, answer a message with /say and a name. | 🟪 Anna
    /mark → 🏷 There are no marks yet. | 🟪 Anna
    /send → Here /send NAME sends a quick reply to this client. Broadcasts are made in General. | 🟪 Anna
    /export → /export belongs in General. Nothing was sent to the client. | 🟪 Anna
    /shift → Nobody is on duty now. | 🟪 Anna
    /new → /new needs a personal account: bots cannot do that. Nothing was changed. | 🟪 Anna
    /newchat → /newchat needs a personal account: bots cannot do that. Nothing was changed. | 🟪 Anna
    /join → /join needs a personal account: bots cannot do that. Nothing was changed. | 🟪 Anna
    /leave → /leave needs a personal account: bots cannot do that. Nothing was changed. | 🟪 Anna
    ") };
}

/// Promise: in General what belongs to a client's topic says so, and changes nothing.
async fn in_general(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let seen = room.each(|_, say| say).await;
    assert_eq!(seen, IN_GENERAL.join("\n"));
}

/// Promise: in a topic of the team's own it is as in General, and the answer stands in that topic, until it tidies itself away; what is no
/// command of ours stays unanswered. One bot of several answers.
async fn in_a_topic_of_the_team(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    room.stage.second_bot(&[]).await;
    let coffee = room.coffee();
    let seen = room.each(|_, say| say.thread(coffee)).await;
    assert_eq!(seen, IN_GENERAL.join("\n"));
    let (marta, group) = (room.marta, room.stage.group);
    for words in ["/refund", "/ a note", "milk?", "/hold@another_bot"] {
        let said = room
            .stage
            .say(marta, group, Say::text(words).thread(coffee));
        room.stage.settle().await;
        let outcome = room.outcome(words, said).await;
        assert_eq!(outcome, format!("{words} → - | 🟪 Anna"));
    }
    room.marta_says("/close").await;
    let link = room.link(&room.topic.to_string());
    let say = Say::text(&format!("/open {link}")).thread(coffee);
    let said = room.stage.say(marta, group, say);
    room.stage.settle().await;
    let opened = room.outcome("/open LINK", said).await;
    assert_eq!(opened, "/open LINK → 🟪 Waits for the team. | 🟪 Anna");
    let rows = room.stage.rows(group, marta);
    let answers = rows
        .iter()
        .filter(|row| row.thread == Some(coffee) && row.reply_to.is_some());
    assert!(answers.count() > 0);
    room.stage.pass_minutes(11).await;
    let rows = room.stage.rows(group, marta);
    // Lists of modules stand for a day, with buttons or empty.
    let is_list = |row: &&relevo_telegram_sim::transcript::Row| {
        row.markup.is_some() || row.text.contains("There are no")
    };
    let left = rows
        .iter()
        .filter(|row| row.thread == Some(coffee) && row.reply_to.is_some() && !is_list(row));
    assert_eq!(left.count(), 0);
    assert!(
        rows.iter()
            .all(|row| row.thread.is_some() || row.from == room.stage.owner || row.from == marta)
    );
    room.stage.jump(Duration::from_secs(86_400)).await;
    assert_eq!(room.stage.standing().await, (0, 0, 0));
}

/// Promise: what is edited into a command is not carried out, in General and in a client's topic; the client keeps what they have.
async fn edited_into_a_message(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let (marta, group) = (room.marta, room.stage.group);
    let mut rows = Vec::new();
    for command in Command::ALL {
        let words = format!("/{}", command.name());
        for thread in [Some(room.topic), None] {
            let say = match thread {
                Some(thread) => Say::text("/ a note").thread(thread),
                None => Say::text("words"),
            };
            let said = room.stage.say(marta, group, say);
            room.stage.settle().await;
            room.stage.edit(marta, group, said, Edit::text(&words));
            room.stage.settle().await;
            let place = if thread.is_some() { "topic" } else { "General" };
            rows.push(room.outcome(&format!("{place}: {words}"), said).await);
        }
    }
    room.nothing_reached_anna();
    let odd: Vec<String> = rows
        .into_iter()
        .filter(|row| !row.ends_with("→ - | 🟪 Anna"))
        .collect();
    assert_eq!(odd, Vec::<String>::new());
}

/// Promise: a command that somebody forwards into a client's topic is not carried out and not sent, and that is said; elsewhere nobody takes it
/// for one.
async fn forwarded(backend: Backend) {
    let mut room = Room::new(backend, &[("CUSTOM_COMMANDS", "invoice")]).await;
    let (marta, group) = (room.marta, room.stage.group);
    let notes = room.stage.client_group("Notes", &[marta]);
    let mut rows = Vec::new();
    let own = Command::ALL.map(|command| format!("/{}", command.name()));
    let others = ["/refund", "/invoice", "/hold@another_bot"].map(str::to_owned);
    for words in own.into_iter().chain(others) {
        let said = room.stage.say(marta, notes, Say::text(&words));
        let forward = Say::forward(notes, said).thread(room.topic);
        let said = room.stage.say(marta, group, forward);
        room.stage.settle().await;
        rows.push(room.outcome(&words, said).await);
    }
    room.nothing_reached_anna();
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @"
    /hold → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /wait → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /close → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /open → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /take → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /assign → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /drop → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /rename → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /info → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /del → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /retry → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /invite → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /ban → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /unban → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /waiting → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /mine → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /status → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /help → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /say → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /mark → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /send → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /export → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /shift → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /new → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /newchat → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /join → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /leave → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /refund → A forwarded command is not carried out: nothing was changed, and nothing was sent to the client. | 🟪 Anna
    /invoice → - | 🟪 Anna
    /hold@another_bot → - | 🟪 Anna
    ") };
    let coffee = room.coffee();
    let said = room.stage.say(marta, notes, Say::text("/status"));
    for thread in [None, Some(coffee)] {
        let forward = Say::forward(notes, said);
        let forward = match thread {
            Some(thread) => forward.thread(thread),
            None => forward,
        };
        let said = room.stage.say(marta, group, forward);
        room.stage.settle().await;
        assert_eq!(room.outcome("/status", said).await, "/status → - | 🟪 Anna");
    }
}

/// Promise: who writes as the group may do all that needs nobody's name or right, and is told why not the rest.
async fn by_an_anonymous_administrator(backend: Backend) {
    let mut room = Room::new(backend, &[]).await;
    let (marta, owner, group) = (room.marta, room.stage.owner, room.stage.group);
    room.stage
        .sim
        .with(|world| {
            let rights = AdminRights {
                is_anonymous: true,
                ..AdminRights::all()
            };
            world.promote(owner, group, marta, rights)
        })
        .expect("the owner may");
    let seen = room
        .each(|room, say| say.thread(room.topic).anonymously())
        .await;
    allow_duplicates! { assert_snapshot!(seen, @"
    /hold → 🟪 Waits for the team. | 🟪 Anna
    /wait → 🟨 Waits for the client. | 🟨 Anna
    /close → ⬛ Closed. When the client writes, it opens by itself. | 🟨 Anna (closed)
    /open → 🟪 Waits for the team. | 🟪 Anna
    /take → Nothing was changed: you write as the group, so nobody can see who is responsible. Switch off “Remain anonymous” for yourself and try again. | 🟪 Anna
    /assign → 👤 Who is to be responsible? | 🟪 Anna
    /drop → 👤 Nobody is responsible now. | 🟪 Anna
    /rename → ✏️ Called as the client calls themselves. | 🟪 Anna
    /info → Client | 🟪 Anna
    /del → Nothing was withdrawn. To take a message back from the client, reply with /del to the team's message itself. | 🟪 Anna
    /retry → There is nothing to try again. Reply with /retry to a message that did not arrive, or to the line that says so; after seven days it is gone. | 🟪 Anna
    /invite → This is a private chat: nobody can be invited. /invite is for groups and channels. | 🟪 Anna
    /ban → Nothing was changed: you do not write as yourself, so nobody can see whether you may ban. Switch off “Remain anonymous” for yourself and send /ban again. | 🟪 Anna
    /unban → Nothing was changed: you do not write as yourself, so nobody can see whether you may ban. Switch off “Remain anonymous” for yourself and send /unban again. | 🟪 Anna
    /waiting → /waiting belongs in General. Nothing was sent to the client. | 🟪 Anna
    /mine → /mine belongs in General. Nothing was sent to the client. | 🟪 Anna
    /status → /status belongs in General. Nothing was sent to the client. | 🟪 Anna
    /help → 🟪 waits for the team | 🟪 Anna
    /say → There are no quick replies yet. To save one, answer a message with /say and a name. | 🟪 Anna
    /mark → 🏷 There are no marks yet. | 🟪 Anna
    /send → Here /send NAME sends a quick reply to this client. Broadcasts are made in General. | 🟪 Anna
    /export → /export belongs in General. Nothing was sent to the client. | 🟪 Anna
    /shift → Nobody is on duty now. | 🟪 Anna
    /new → /new needs a personal account: bots cannot do that. Nothing was changed. | 🟪 Anna
    /newchat → /newchat needs a personal account: bots cannot do that. Nothing was changed. | 🟪 Anna
    /join → /join needs a personal account: bots cannot do that. Nothing was changed. | 🟪 Anna
    /leave → /leave needs a personal account: bots cannot do that. Nothing was changed. | 🟪 Anna
    ") };
}
