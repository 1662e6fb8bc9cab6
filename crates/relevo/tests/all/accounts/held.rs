//! Olga takes rights away, or the bot off her account.

use insta::{allow_duplicates, assert_snapshot};
use serde_json::json;

use super::Office;
use super::office::rights;
use crate::database::{Backend, on_both};

on_both!(what_cannot_be_sent_is_held_until_it_can);
on_both!(what_was_on_its_way_is_held_too);
on_both!(what_may_not_be_deleted_stays);

/// Promise: General says once that nothing can be sent and why, each message that is written then is held under a button, clients are heard
/// as long as the bot is there, and when it can be sent again one press sends it.
async fn what_cannot_be_sent_is_held_until_it_can(backend: Backend) {
    let mut office = Office::new(backend, &[]).await;
    let anna = office.stage.person("Anna");
    office.writes(anna, "hello");
    office.stage.settle().await;
    office.open(&json!({ "can_reply": false }));
    office.stage.settle().await;
    office.answers("Anna", "one");
    office.answers("Anna", "two");
    office.writes(anna, "are you there?");
    office.stage.settle().await;
    office.close();
    office.stage.settle().await;
    office.answers("Anna", "three");
    office.stage.settle().await;
    assert_eq!(office.words(anna), ["hello", "are you there?"]);
    // Too early: it is held again, with a new button.
    office
        .press("is not connected to the account. Its owner", 0)
        .await;
    office.rest().await;
    assert_eq!(office.words(anna), ["hello", "are you there?"]);
    office.open(&rights());
    office.stage.settle().await;
    office
        .press("is not connected to the account. Its owner", 0)
        .await;
    office.press("does not let the bot answer", 0).await;
    office.rest().await;
    allow_duplicates! { assert_snapshot!(office.general(), @"
    ✓ The account is connected. Its private chats appear here as topics; an answer goes out in the account's name, within 24 hours after the client's last message. Reactions are not possible there.
    ⚠️ Nothing can be sent in the account's name: The account's owner does not let the bot answer, or not in this chat. They change that in Telegram's settings: Telegram Business, Chatbots. What you write is held here, with a button to send it again.
    ⚠️ Nothing can be sent in the account's name: The bot is not connected to the account. Its owner connects it in Telegram's settings: Telegram Business, Chatbots. What you write is held here, with a button to send it again.
    ✓ Messages in the account's name can be sent again. What was held meanwhile has its button.
    ") }
    allow_duplicates! { assert_snapshot!(office.stage.topics(), @"
    # 🟨 Anna
    5 bot [Service]: 
    6 bot: ⏳ Answers go out in the name of a person's own account. Telegram lets them through only within 24 hours after the client's last message.
    7 bot: hello
    9 Marta: one
    10 Marta: two
    11 bot ↩9: ⏸ Not sent: The account's owner does not let the bot answer, or not in this chat. They change that in Telegram's settings: Telegram Business, Chatbots. ⌨
    12 bot ↩10: ✓ It is sent now, after everything that was waiting.
    13 bot: are you there?
    15 Marta: three
    16 bot ↩15: ✓ It is sent now, after everything that was waiting.
    17 bot ↩15: ✓ It is sent now, after everything that was waiting.
    18 bot [Service]:
    ") }
    assert_eq!(
        office.words(anna),
        ["hello", "are you there?", "three", "two"]
    );
    office.stage.adds_up().await;
}

/// Promise: what is sent before the desk hears that the bot was taken off is not lost either: it is tried again for a moment, and then held.
async fn what_was_on_its_way_is_held_too(backend: Backend) {
    let mut office = Office::new(backend, &[]).await;
    let anna = office.stage.person("Anna");
    office.writes(anna, "hello");
    office.stage.settle().await;
    let first = office.answers("Anna", "on its way");
    // Both are in one page: it is decided about before that is known.
    office.close();
    office.stage.settle().await;
    office.rest().await;
    assert_eq!(office.words(anna), ["hello"]);
    let rows = office.stage.rows(office.stage.group, office.marta);
    let told = rows.iter().filter(|row| row.reply_to == Some(first));
    assert_eq!(told.filter(|row| row.text.contains("Not sent")).count(), 1);
    office.open(&rights());
    office.stage.settle().await;
    office.press("Not sent", 0).await;
    office.rest().await;
    assert_eq!(office.words(anna), ["hello", "on its way"]);
    office.stage.adds_up().await;
}

/// Promise: without the right to delete nothing is taken back, and the topic says so.
async fn what_may_not_be_deleted_stays(backend: Backend) {
    let mut office = Office::closed(backend, &[]).await;
    office.open(&json!({ "can_reply": true }));
    office.stage.settle().await;
    let anna = office.stage.person("Anna");
    office.writes(anna, "hello");
    office.stage.settle().await;
    let said = office.answers("Anna", "too much");
    office.stage.settle().await;
    let thread = office.stage.topic("Anna");
    let del = relevo_telegram_sim::control::Say::text("/del");
    office.stage.say(
        office.marta,
        office.stage.group,
        del.thread(thread).reply_to(said),
    );
    office.rest().await;
    assert_eq!(office.words(anna), ["hello", "too much"]);
    let told = "does not let the bot delete messages";
    office.stage.find(office.stage.group, office.marta, told);
    office.stage.adds_up().await;
}
