//! Anna writes to the bot and to Olga: two conversations whose chats have the same number.

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{Edit, Say};

use super::Office;
use crate::database::{Backend, on_both};

on_both!(nothing_mixes);

/// Promise: what is said to the bot and what is said to Olga have a topic each, and answers, edits, withdrawals and reactions reach that
/// chat and no other; every call there says in whose name it is made.
async fn nothing_mixes(backend: Backend) {
    let mut office = Office::new(backend, &[]).await;
    let anna = office.stage.client("Anna");
    let bot = office.stage.bot;
    office.stage.settle().await;
    office.stage.say(anna, bot, Say::text("to the bot"));
    office.rest().await;
    let to_bot = office.stage.topic("Anna");
    office
        .stage
        .sim
        .with(|world| world.rename_account(anna, "Anna (Olga's)", None));
    office.writes(anna, "to Olga");
    office.rest().await;
    let to_olga = office.stage.topic("Anna (Olga's)");
    assert_ne!(to_bot, to_olga);
    office.stage.asked.lock().unwrap().clear();
    let (group, marta) = (office.stage.group, office.marta);
    let mut said = Vec::new();
    for round in 0..3 {
        for (thread, whom) in [(to_bot, "bot"), (to_olga, "Olga")] {
            let words = format!("{round} for the {whom}");
            said.push(
                office
                    .stage
                    .say(marta, group, Say::text(&words).thread(thread)),
            );
        }
        office
            .stage
            .say(anna, bot, Say::text(&format!("{round} to the bot")));
        office.writes(anna, &format!("{round} to Olga"));
        office.stage.settle().await;
    }
    office
        .stage
        .edit(marta, group, said[0], Edit::text("0 for the bot, edited"));
    office
        .stage
        .edit(marta, group, said[1], Edit::text("0 for the Olga, edited"));
    office.stage.settle().await;
    for (message, thread) in [(said[2], to_bot), (said[3], to_olga)] {
        let del = Say::text("/del").thread(thread).reply_to(message);
        office.stage.say(marta, group, del);
    }
    for message in [said[4], said[5]] {
        office
            .stage
            .sim
            .with(|world| world.react(marta, group, message, &["👍"]))
            .unwrap();
    }
    office.rest().await;
    office.rest().await;
    allow_duplicates! { assert_snapshot!(office.stage.chat(bot, anna), @"") }
    allow_duplicates! { assert_snapshot!(office.seen_by(anna), @"") }
    allow_duplicates! { assert_snapshot!(office.stage.topics(), @"") }
    let asked = office.asked_about(anna);
    let in_her_name = asked.iter().filter(|(_, behalf)| *behalf).count();
    assert!(in_her_name >= 4 && in_her_name < asked.len(), "{asked:?}");
    let never = ["copyMessage", "forwardMessage", "setMessageReaction"];
    let wrong = asked
        .iter()
        .find(|(method, behalf)| *behalf && never.contains(method));
    assert_eq!(wrong, None);
    office.stage.adds_up().await;
}
