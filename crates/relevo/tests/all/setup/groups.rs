//! Choosing the group: whatever order Telegram tells things in, and whatever is missing there.

use std::time::Duration;

use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::world::{AdminRights, Picking};

use super::Cradle;
use crate::database::{Backend, on_both};

on_both!(every_order_in_which_telegram_tells);
on_both!(a_bot_that_nobody_adds);
on_both!(by_hand_with_a_code);
on_both!(what_is_missing_is_said_and_awaited);
on_both!(a_code_of_nobody);
on_both!(the_group_of_somebody_else);
on_both!(another_group_instead);
on_both!(a_code_that_somebody_else_reads);

/// Promise: whether Telegram adds the bot before or after it tells which group was chosen, and in how many steps, it is connected at once.
async fn every_order_in_which_telegram_tells(backend: Backend) {
    for picking in [
        Picking::JoinedFirst,
        Picking::JoinedInSteps,
        Picking::SharedFirst,
    ] {
        let mut cradle = Cradle::new(backend).await;
        cradle.sim.with(|world| world.set_picking(picking));
        let code = cradle.code();
        cradle.start(cradle.olivia, Some(&code)).await;
        cradle.choose(cradle.group).await;
        let said = cradle.last(cradle.olivia);
        assert!(said.contains("✅ Connected"), "{picking:?}: {said}");
        assert_eq!(
            cradle.connection().await.owner.map(|owner| owner.0),
            Some(cradle.olivia)
        );
    }
}

/// Promise: where Telegram adds nobody, the owner is told how to do it by hand, and once that is done it goes on by itself.
async fn a_bot_that_nobody_adds(backend: Backend) {
    let mut cradle = Cradle::new(backend).await;
    cradle
        .sim
        .with(|world| world.set_picking(Picking::SharedOnly));
    let code = cradle.code();
    cradle.start(cradle.olivia, Some(&code)).await;
    cradle.choose(cradle.group).await;
    assert!(cradle.last(cradle.olivia).contains("⏳ One moment"));
    cradle.pass(Duration::from_secs(10)).await;
    let said = cradle.last(cradle.olivia);
    assert!(said.contains("is not in this group yet"), "{said}");
    let told = cradle.rows(cradle.olivia).len();
    cradle.pass(Duration::from_secs(60)).await;
    assert_eq!(cradle.rows(cradle.olivia).len(), told, "said once");
    let (olivia, group, bot) = (cradle.olivia, cradle.group, cradle.bot);
    cradle.promote(olivia, group, bot, AdminRights::all());
    cradle.settle().await;
    assert!(cradle.last(olivia).contains("✅ Connected"));
}

/// Promise: the old way works as well: the bot is added by hand, and the code is written into the group.
async fn by_hand_with_a_code(backend: Backend) {
    let mut cradle = Cradle::new(backend).await;
    let code = cradle.code();
    cradle.start(cradle.olivia, Some(&code)).await;
    let (olivia, group, bot) = (cradle.olivia, cradle.group, cradle.bot);
    let said = cradle.last(olivia);
    let command = said.lines().last().expect("a command").to_owned();
    assert!(command.starts_with("/connect "), "{said}");
    cradle.promote(olivia, group, bot, AdminRights::all());
    cradle
        .sim
        .with(|world| world.say(olivia, group, Say::text(&command)))
        .expect("the owner may");
    cradle.settle().await;
    assert!(cradle.last(olivia).contains("✅ Connected"));
    assert_eq!(cradle.connections().await.len(), 1);
    cradle
        .sim
        .with(|world| world.say(olivia, group, Say::text(&command)))
        .expect("the owner may");
    cradle.settle().await;
    assert_eq!(cradle.connections().await.len(), 1, "it works once");
}

/// Promise: topics that are off and rights that are missing are said with their fix, one after the other, and awaited.
async fn what_is_missing_is_said_and_awaited(backend: Backend) {
    let mut cradle = Cradle::new(backend).await;
    let code = cradle.code();
    cradle.start(cradle.olivia, Some(&code)).await;
    let (olivia, bot) = (cradle.olivia, cradle.bot);
    let said = cradle.last(olivia);
    let command = said.lines().last().expect("a command").to_owned();
    let group = cradle
        .sim
        .with(|world| world.make_supergroup("Plain", olivia));
    cradle
        .sim
        .with(|world| {
            world.add(olivia, group, bot)?;
            world.say(olivia, group, Say::text(&command))
        })
        .expect("it is their group");
    cradle.settle().await;
    cradle.pass(Duration::from_secs(10)).await;
    assert!(cradle.last(olivia).contains("has no topics yet"));
    cradle
        .sim
        .with(|world| world.set_forum(group, true))
        .expect("it is a supergroup");
    cradle.pass(Duration::from_secs(3)).await;
    assert!(cradle.last(olivia).contains("only a member of this group"));
    let rights = AdminRights {
        can_manage_topics: false,
        ..AdminRights::all()
    };
    cradle.promote(olivia, group, bot, rights);
    cradle.settle().await;
    assert!(
        cradle
            .last(olivia)
            .contains("lacks the right “Manage topics”")
    );
    let rights = AdminRights {
        can_delete_messages: false,
        ..AdminRights::all()
    };
    cradle.promote(olivia, group, bot, rights);
    cradle.settle().await;
    let said = cradle.last(olivia);
    assert!(
        said.contains("✅ Connected") && said.contains("“Delete messages”"),
        "{said}"
    );
}

/// Promise: a code that nobody made is a client's word like any other, and connects nothing.
async fn a_code_of_nobody(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let anna = cradle.person("Anna");
    let bot = cradle.bot;
    let club = cradle.sim.with(|world| world.make_forum("Club", anna));
    cradle.promote(anna, club, bot, AdminRights::all());
    cradle
        .sim
        .with(|world| world.say(anna, club, Say::text("/connect aaaaaaaaaaaaaaaaaaaa")))
        .expect("it is her group");
    cradle.settle().await;
    assert_eq!(cradle.connections().await.len(), 1);
    cradle.adds_up().await;
}

/// Promise: a group that serves somebody else's connection is shared only if its owner agrees.
async fn the_group_of_somebody_else(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, group) = (cradle.olivia, cradle.group);
    let (second, paul) = cradle.second_owner("Paul").await;
    cradle.in_chat_of(second);
    cradle
        .sim
        .with(|world| world.join(paul, group))
        .and_then(|()| {
            cradle
                .sim
                .with(|world| world.promote(olivia, group, paul, AdminRights::all()))
        })
        .expect("Olivia lets Paul in");
    cradle.start(paul, None).await;
    cradle.choose_as(paul, group).await;
    cradle.pass(Duration::from_secs(8)).await;
    assert!(
        cradle.last(paul).contains("has been asked"),
        "{}",
        cradle.chat(paul)
    );
    assert_eq!(cradle.connections().await.len(), 1);
    cradle.in_chat_of(cradle.host_bot());
    assert!(cradle.last(olivia).contains("wants to connect a bot"));
    cradle.press(olivia, "They may not").await;
    cradle.in_chat_of(second);
    cradle.pass(Duration::from_secs(3)).await;
    assert!(cradle.last(paul).contains("Please choose another group"));
    assert_eq!(cradle.connections().await.len(), 1);
}

/// Promise: whoever chose a group that does not work can choose another one.
async fn another_group_instead(backend: Backend) {
    let mut cradle = Cradle::new(backend).await;
    cradle
        .sim
        .with(|world| world.set_picking(Picking::SharedOnly));
    let code = cradle.code();
    cradle.start(cradle.olivia, Some(&code)).await;
    cradle.choose(cradle.group).await;
    cradle.pass(Duration::from_secs(10)).await;
    let olivia = cradle.olivia;
    cradle.press(olivia, "Another group").await;
    let other = cradle.sim.with(|world| world.make_forum("Other", olivia));
    cradle
        .sim
        .with(|world| world.set_picking(Picking::JoinedFirst));
    cradle.choose(other).await;
    assert!(cradle.last(olivia).contains("✅ Connected"));
    let cell = cradle.store.cells().await.expect("the store answers");
    assert!(cell.iter().any(|cell| cell.group.0 == other));
}

/// Promise: whoever reads a code in a group can do nothing with it, in that group or in one of theirs.
async fn a_code_that_somebody_else_reads(backend: Backend) {
    let mut cradle = Cradle::new(backend).await;
    let code = cradle.code();
    cradle.start(cradle.olivia, Some(&code)).await;
    let (olivia, bot, mallory) = (cradle.olivia, cradle.bot, cradle.person("Mallory"));
    let said = cradle.last(olivia);
    let command = said.lines().last().expect("a command").to_owned();
    let plain = cradle
        .sim
        .with(|world| world.make_supergroup("Plain", olivia));
    let theirs = cradle
        .sim
        .with(|world| world.make_forum("Mallory's", mallory));
    cradle.promote(mallory, theirs, bot, AdminRights::all());
    cradle
        .sim
        .with(|world| {
            world.add(olivia, plain, bot)?;
            world.say(olivia, plain, Say::text(&command))
        })
        .expect("it is her group");
    cradle.settle().await;
    for say in [Say::text(&command), Say::text(&command).anonymously()] {
        cradle
            .sim
            .with(|world| world.say(mallory, theirs, say))
            .expect("it is their group");
        cradle.pass(Duration::from_secs(5)).await;
        assert!(cradle.connections().await.is_empty());
    }
}
