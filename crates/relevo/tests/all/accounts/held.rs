//! Olga takes rights away, or the bot off her account or one chat; and what may not be deleted, or is not.

use insta::{allow_duplicates, assert_snapshot};
use serde_json::json;

use super::Office;
use super::office::rights;
use crate::database::{Backend, on_both};

on_both!(what_cannot_be_sent_is_held_until_it_can);
on_both!(what_was_on_its_way_is_held_too);
on_both!(what_may_not_be_deleted_stays);
on_both!(a_chat_in_which_the_bot_is_paused);
on_both!(a_chat_that_is_cleared_stays_in_the_topic);

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

/// Promise: where Olga has paused the bot in one chat, an answer is held and the topic says why; other chats go on; afterwards one press
/// sends it.
async fn a_chat_in_which_the_bot_is_paused(backend: Backend) {
    let mut office = Office::new(backend, &[]).await;
    let (anna, ben) = (office.stage.person("Anna"), office.stage.person("Ben"));
    office.writes(anna, "hello");
    office.writes(ben, "good morning");
    office.stage.settle().await;
    office.pause(anna, true);
    office.answers("Anna", "for Anna");
    office.answers("Ben", "for Ben");
    office.rest().await;
    assert_eq!(office.words(anna), ["hello"]);
    assert_eq!(office.words(ben), ["good morning", "for Ben"]);
    office.pause(anna, false);
    office.press("or not in this chat", 0).await;
    office.rest().await;
    assert_eq!(office.words(anna), ["hello", "for Anna"]);
    assert_eq!(office.general().matches("Nothing can be sent").count(), 0);
    office.stage.adds_up().await;
}

/// Promise: whoever clears a chat clears their own: the topic keeps everything, and says once what happened.
async fn a_chat_that_is_cleared_stays_in_the_topic(backend: Backend) {
    let mut office = Office::new(backend, &[("DELETES", "mirror")]).await;
    let anna = office.stage.person("Anna");
    let said: Vec<i64> = (1..=12)
        .map(|number| office.writes(anna, &format!("line {number}")))
        .collect();
    office.rest().await;
    let (sim, olga) = (&office.stage.sim, office.olga);
    sim.with(|world| world.delete_many(anna, olga, &said))
        .unwrap();
    office.rest().await;
    allow_duplicates! { assert_snapshot!(office.stage.topics(), @"
    # 🟪 Anna
    5 bot [Service]: 
    6 bot: ⏳ Answers go out in the name of a person's own account. Telegram lets them through only within 24 hours after the client's last message.
    7 bot: line 1
    8 bot: line 2
    9 bot: line 3
    10 bot: line 4
    11 bot: line 5
    12 bot: line 6
    13 bot: line 7
    14 bot: line 8
    15 bot: line 9
    16 bot: line 10
    17 bot: line 11
    18 bot: line 12
    19 bot: 🗑 12 messages were deleted in the client's chat at once. Everything stays here.
    ") }
    office.stage.adds_up().await;
}
