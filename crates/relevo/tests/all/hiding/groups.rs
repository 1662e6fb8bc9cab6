//! In a client group.

use relevo_telegram_sim::control::Say;

use super::{LINKS, Masquerade, NAMES, TITLES};
use crate::database::{Backend, on_both};

on_both!(nothing_of_a_group_reaches_the_team);
on_both!(people_of_a_group_are_told_apart);
on_both!(the_longest_words_arrive_whole);

/// Promise: what is promised for private chats holds for groups, their titles and their members too.
async fn nothing_of_a_group_reaches_the_team(backend: Backend) {
    let mut open = Masquerade::new(backend, "NONE").await;
    let club = open.club();
    open.says_everything(club).await;
    let expected = [&NAMES[..2], &LINKS[..3], &TITLES[..1]].concat();
    assert_eq!(open.found(&expected), expected);

    let mut hidden = Masquerade::new(backend, "name, title, links").await;
    let club = hidden.club();
    hidden.says_everything(club).await;
    let said = |all: &Masquerade| all.topics().lines().count();
    assert!(said(&hidden) > 30, "{}", hidden.topics());
    let all = [&NAMES[..], &LINKS[..], &TITLES[..]].concat();
    assert_eq!(hidden.found(&all), [] as [&str; 0], "{}", hidden.group());
}

/// Promise: everybody has one code name and keeps it, in a group and in private; a reply to a message reaches its author's chat.
async fn people_of_a_group_are_told_apart(backend: Backend) {
    let mut play = Masquerade::new(backend, "name, title").await;
    let (club, bot) = (play.club(), play.stage.bot);
    play.stage.say(play.client, club, Say::text("one"));
    play.stage.say(play.friend, club, Say::text("two"));
    play.stage.say(play.client, club, Say::text("three"));
    play.stage.say(play.client, bot, Say::text("four"));
    play.stage.pass_minutes(1).await;
    let topics = play.topics();
    let named = |words: &str| {
        let line = topics.lines().find(|line| line.ends_with(words));
        let line = line.unwrap_or_else(|| panic!("nobody said {words}: {topics}"));
        let (name, _) = line.split_once(" ⏎ ").expect("an author line");
        name.split_once(": ").expect("a sender").1.to_owned()
    };
    assert_eq!(named("one"), named("three"));
    assert_ne!(named("one"), named("two"));
    let code = named("one")
        .split_once(' ')
        .expect("a dot and a name")
        .1
        .to_owned();
    assert!(topics.contains(&format!("# 🟪 {code}\n")), "{topics}");
    let owner = play.stage.owner;
    let asked = play.stage.find(play.stage.group, owner, "two");
    let thread = play.stage.rows(play.stage.group, owner);
    let thread = thread.iter().find(|row| row.message_id == asked);
    let thread = thread.and_then(|row| row.thread).expect("a topic");
    let answer = Say::text("yes, you").thread(thread).reply_to(asked);
    play.stage.say(owner, play.stage.group, answer);
    play.stage.settle().await;
    let answered = play.stage.find(club, play.friend, "yes, you");
    assert!(answered > 0, "the answer is in the group");
}

/// Promise: words too long to stand under their author line stand below it, all of them, in a message of their own.
async fn the_longest_words_arrive_whole(backend: Backend) {
    let mut play = Masquerade::new(backend, "links").await;
    let club = play.club();
    let words = format!("{}@maximust", "word ".repeat(815));
    play.stage.say(play.client, club, Say::text(&words));
    play.stage.pass_minutes(1).await;
    let rows = play.stage.rows(play.stage.group, play.stage.owner);
    let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
    let expected = format!("{}(username)", "word ".repeat(815));
    let (line, whole) = (texts[texts.len() - 2], texts[texts.len() - 1]);
    assert!(line.ends_with(" Maximiliane Mustermann"), "{texts:?}");
    assert_eq!(whole, expected);
    assert_eq!(
        rows[rows.len() - 1].reply_to,
        Some(rows[rows.len() - 2].message_id)
    );
}
