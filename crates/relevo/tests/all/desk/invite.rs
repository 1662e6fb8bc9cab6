//! `/invite`: a link into the client's group, for the team to pass on.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Deed, Fault, Rule};
use relevo_telegram_sim::world::AdminRights;

use super::Room;
use crate::database::{Backend, on_both};

on_both!(a_link_for_the_team);
on_both!(where_there_is_none_it_is_said_why);
on_both!(what_is_hidden_stays_so);
on_both!(trouble_and_a_crash_end_in_one_answer);

const METHOD: &str = "createChatInviteLink";

/// Carl's group, whose topic is there.
struct Club {
    room: Room,
    carl: i64,
    chat: i64,
    topic: i64,
}

impl Club {
    async fn new(backend: Backend, params: &[(&str, &str)]) -> Club {
        let mut all = vec![("MONITOR_GROUPS", "TRUE")];
        all.extend(params);
        let room = Room::new(backend, &all).await;
        let carl = room.stage.person("Carl");
        let bot = room.stage.bot;
        room.stage
            .sim
            .with(|world| world.start_bot(carl, bot, None))
            .expect("Carl starts the bot");
        let chat = room.stage.client_group("Club", &[carl]);
        let club = Club {
            topic: 0,
            room,
            carl,
            chat,
        };
        club.let_invite(true);
        club.open().await
    }

    async fn open(mut self) -> Club {
        let stage = &mut self.room.stage;
        stage.say(self.carl, self.chat, Say::text("hello"));
        stage.settle().await;
        let topics = stage.sim.with(|world| world.topics(stage.group));
        let newest = topics.iter().map(|topic| topic.thread).max();
        self.topic = newest.expect("the group has a topic");
        self
    }

    /// Carl makes the bot an administrator of his group, with the right to invite or without it.
    fn let_invite(&self, can_invite_users: bool) {
        let rights = AdminRights {
            can_invite_users,
            ..AdminRights::all()
        };
        let bot = self.room.stage.bot;
        self.room
            .stage
            .sim
            .with(|world| world.promote(self.carl, self.chat, bot, rights))
            .expect("Carl promotes the bot");
    }

    /// Marta asks in the group's topic; what the desk answers. Links look alike.
    async fn asks(&mut self, words: &str) -> String {
        let say = Say::text(words).thread(self.topic);
        let answer = self.room.asks(self.room.marta, say).await;
        alike(&answer)
    }

    /// What is read in the client's group.
    fn seen(&self) -> String {
        self.room.stage.chat(self.chat, self.carl)
    }
}

fn alike(answer: &str) -> String {
    let words = answer.split(' ').map(|word| match word.contains("t.me/+") {
        true => "LINK",
        false => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Promise: in the topic of a group the answer is a link, a new one each time, and goes away again like other answers; the client's group sees
/// nothing of it. Whoever names somebody is told that a bot cannot add people.
async fn a_link_for_the_team(backend: Backend) {
    let mut club = Club::new(backend, &[]).await;
    let seen = club.seen();
    let mut rows = Vec::new();
    for words in ["/invite", "/invite @dora"] {
        rows.push(format!("{words} → {}", club.asks(words).await));
    }
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @"
    /invite → 🔗 People can join the client's chat with this link: LINK
    /invite @dora → 🔗 A bot cannot add people, only a personal account can. They can join the client's chat themselves with this link: LINK
    ") };
    let stage = &mut club.room.stage;
    let links = |topics: String| {
        let words = topics.split_whitespace().map(str::to_owned);
        let links = words.filter(|word| word.contains("t.me/+"));
        links.collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(links(stage.topics()).len(), 2);
    stage.pass_minutes(11).await;
    assert_eq!(links(stage.topics()).len(), 0);
    assert_eq!(club.seen(), seen);
    assert_eq!(club.room.stage.standing().await, (0, 0, 0));
}

/// Promise: in a private chat, without the right, and after the bot has left, an answer says why there is no link.
async fn where_there_is_none_it_is_said_why(backend: Backend) {
    let mut club = Club::new(backend, &[]).await;
    let (marta, topic) = (club.room.marta, club.room.topic);
    let private = Say::text("/invite").thread(topic);
    let mut rows = vec![format!("private: {}", club.room.asks(marta, private).await)];
    let general = club.room.asks(marta, Say::text("/invite")).await;
    rows.push(format!("General: {general}"));
    assert_eq!(club.room.stage.times_asked(METHOD), 0);
    club.let_invite(false);
    rows.push(format!("no right: {}", club.asks("/invite").await));
    let (carl, chat, bot) = (club.carl, club.chat, club.room.stage.bot);
    club.room
        .stage
        .sim
        .with(|world| world.kick(carl, chat, bot))
        .expect("Carl removes the bot");
    club.room.stage.settle().await;
    rows.push(format!("outside: {}", club.asks("/invite").await));
    allow_duplicates! { assert_snapshot!(rows.join("\n"), @"
    private: This is a private chat: nobody can be invited. /invite is for groups and channels.
    General: /invite belongs in a client's topic. Nothing was changed.
    no right: No link: the bot must be an administrator of the client's chat with the right “Invite Users via Link”.
    outside: No link: the bot is not in the client's chat any more, or Telegram makes none there.
    ") };
    assert_eq!(
        club.room.stage.paused().await,
        None,
        "the team's group is well"
    );
}

/// Promise: where links, titles or names are hidden, no link is made, also if that is so only since the command was written.
async fn what_is_hidden_stays_so(backend: Backend) {
    for hidden in ["LINKS", "TITLE", "NAME"] {
        let mut club = Club::new(backend, &[]).await;
        club.room.stage.set_parameter("HIDE_INFO", hidden).await;
        club.room.stage.pass(Duration::from_secs(2)).await;
        let answer = club.asks("/invite").await;
        allow_duplicates! { assert_snapshot!(answer, @"No link: it opens the client's chat with everybody in it, and who clients are is hidden from the team here.") };
        assert_eq!(club.room.stage.times_asked(METHOD), 0);
        assert!(!club.room.stage.topics().contains("t.me/+"));
    }
}

/// Promise: a wait that Telegram asks for, an outcome that nobody knows and a crash between the link and its record end in one answer.
async fn trouble_and_a_crash_end_in_one_answer(backend: Backend) {
    let mut club = Club::new(backend, &[]).await;
    let faults = [
        Fault::TooMany { retry_after: 3 },
        Fault::Reset { deed: Deed::After },
    ];
    for fault in faults {
        let rule = Rule {
            method: Some(METHOD.into()),
            ..Rule::new(fault)
        };
        club.room.stage.sim.faults(|faults| faults.add(rule));
        let say = Say::text("/invite").thread(club.topic);
        let marta = club.room.marta;
        club.room.asks(marta, say).await;
        club.room.stage.pass(Duration::from_secs(10)).await;
    }
    let say = Say::text("/invite").thread(club.topic);
    let asked = club
        .room
        .stage
        .say(club.room.marta, club.room.stage.group, say);
    club.room.stage.crash_after_the_calls().await;
    club.room.stage.pass(Duration::from_secs(10)).await;
    let answer = alike(&club.room.stage.answers_to(asked));
    assert_eq!(answer.matches("LINK").count(), 1, "{answer}");
    assert_eq!(club.room.stage.topics().matches("t.me/+").count(), 3);
    assert_eq!(club.room.stage.standing().await, (0, 0, 0));
}
