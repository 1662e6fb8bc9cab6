//! The account's connection is stopped while the bot's own goes on.

use insta::{allow_duplicates, assert_snapshot};
use relevo::store::By;
use relevo_core::ConnectionState;
use relevo_telegram_sim::control::Say;

use super::Office;
use crate::database::{Backend, on_both};

on_both!(what_comes_meanwhile_is_kept);

/// Promise: while an account's connection is stopped, nothing of it is shown or sent and the bot's own clients are served; when it
/// is started, all of it comes, in order and once, and of what the team wrote it is asked whether it is still right.
async fn what_comes_meanwhile_is_kept(backend: Backend) {
    let mut office = Office::new(backend, &[]).await;
    let (anna, carl) = (office.stage.person("Anna"), office.stage.client("Carl"));
    office.writes(anna, "hello");
    office.stage.settle().await;
    set(&office, ConnectionState::Stopped).await;
    office.stage.settle().await;
    office.writes(anna, "one");
    office.answers("Anna", "two");
    office
        .stage
        .say(carl, office.stage.bot, Say::text("to the bot"));
    office.stage.settle().await;
    office.writes(anna, "three");
    office.rest().await;
    assert_eq!(office.words(anna), ["hello", "one", "three"]);
    allow_duplicates! { assert_snapshot!(office.stage.topics(), @"
    # 🟪 Anna
    5 bot [Service]: 
    6 bot: ⏳ Answers go out in the name of a person's own account. Telegram lets them through only within 24 hours after the client's last message.
    7 bot: hello
    8 Marta: two
    10 bot ↩8: ⏸ Not sent: this connection is stopped, so nothing that you write here reaches the client. If it is started again within 24 hours, you are asked here whether to send it.
    # 🟪 Carl
    9 bot [Service]: 
    11 bot: to the bot
    ") }
    set(&office, ConnectionState::Running).await;
    office.rest().await;
    assert_eq!(office.words(anna), ["hello", "one", "three"]);
    office.press("Is it still right?", 0).await;
    office.rest().await;
    assert_eq!(office.words(anna), ["hello", "one", "three", "two"]);
    allow_duplicates! { assert_snapshot!(office.stage.topics(), @"
    # 🟨 Anna
    5 bot [Service]: 
    6 bot: ⏳ Answers go out in the name of a person's own account. Telegram lets them through only within 24 hours after the client's last message.
    7 bot: hello
    8 Marta: two
    10 bot ↩8: ⏸ Not sent: this connection is stopped, so nothing that you write here reaches the client. If it is started again within 24 hours, you are asked here whether to send it.
    12 bot: one
    13 bot ↩8: ✓ It is sent now, after everything that was waiting.
    14 bot: three
    15 bot [Service]: 
    # 🟪 Carl
    9 bot [Service]: 
    11 bot: to the bot
    ") }
    office.stage.adds_up().await;
}

/// Stops or starts it, as its owner would.
async fn set(office: &Office, state: ConnectionState) {
    let stage = &office.stage;
    let connections = stage.store.connections().await.unwrap();
    let of = connections.iter().find(|one| one.account().is_some());
    let by = By::command_line(stage.clock.now_ms());
    relevo::stopping::set(&stage.store, of.unwrap().id, state, by)
        .await
        .unwrap();
}
