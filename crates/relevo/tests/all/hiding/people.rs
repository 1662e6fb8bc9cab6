//! In a private chat.

use relevo_telegram_sim::control::{Edit, Say};

use super::{LINKS, Masquerade, NAMES};
use crate::database::{Backend, on_both};

on_both!(nothing_of_a_person_reaches_the_team);
on_both!(edits_and_renamings_stay_hidden);
on_both!(each_hides_its_own);

/// Promise: with everything hidden, nothing that tells who the client is or leads to anybody is in the backend group, whatever the
/// client sends; and nothing that is sent goes missing.
async fn nothing_of_a_person_reaches_the_team(backend: Backend) {
    let mut open = Masquerade::new(backend, "NONE").await;
    open.says_everything(open.stage.bot).await;
    let all = [&NAMES[..], &LINKS[..], &["Heimatkanal"][..]].concat();
    assert_eq!(open.found(&all), all, "the search finds everything");

    let mut hidden = Masquerade::new(backend, "name, title, links").await;
    hidden.says_everything(hidden.stage.bot).await;
    let said = |all: &Masquerade| all.topics().lines().count();
    assert!(said(&hidden) > 30, "{}", hidden.topics());
    assert_eq!(said(&hidden), said(&open), "{}", hidden.topics());
    assert_eq!(hidden.found(&all), [] as [&str; 0], "{}", hidden.group());
}

/// Promise: what is edited or called otherwise later stays hidden, also where the new version answers the copy.
async fn edits_and_renamings_stay_hidden(backend: Backend) {
    for edits in ["replace", "append"] {
        let mut stage = Masquerade::new(backend, "name, links").await;
        stage.stage.set_parameter("EDITS", edits).await;
        let bot = stage.stage.bot;
        let first = stage.stage.say(stage.client, bot, Say::text("hello"));
        let photo = stage.stage.say(stage.client, bot, Say::photo("look"));
        stage.stage.settle().await;
        let edit = Edit::text("hello from @maximust, https://secret.example/x");
        stage.stage.edit(stage.client, bot, first, edit.clone());
        stage.stage.edit(stage.client, bot, photo, edit);
        stage.stage.sim.with(|world| {
            world.rename_account(stage.client, "Maximiliane II", Some("Mustermann"));
        });
        stage.stage.say(stage.client, bot, Say::text("bye"));
        stage.stage.pass_minutes(1).await;
        let all = [&NAMES[..], &LINKS[..]].concat();
        assert_eq!(stage.found(&all), [] as [&str; 0], "{}", stage.group());
        let replaced = stage
            .topics()
            .matches("hello from (username), (link)")
            .count();
        assert_eq!(replaced, 2, "{}", stage.topics());
    }
}

/// Promise: `links` leaves the name, and `name` leaves the links.
async fn each_hides_its_own(backend: Backend) {
    for (hides, found, lost) in [
        ("links", "Maximiliane", "maximust"),
        ("name", "maximust", "Maximiliane"),
    ] {
        let mut stage = Masquerade::new(backend, hides).await;
        let bot = stage.stage.bot;
        stage
            .stage
            .say(stage.client, bot, Say::text("I am @maximust"));
        stage.stage.settle().await;
        let group = stage.group();
        assert!(group.contains(found) && !group.contains(lost), "{group}");
    }
}
