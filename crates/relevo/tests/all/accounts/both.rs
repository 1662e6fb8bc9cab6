//! Anna writes to the bot and to Olga: two conversations whose chats have the same number.

use std::time::Duration;

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
        office.stage.jump(Duration::from_secs(5)).await;
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
    allow_duplicates! { assert_snapshot!(office.stage.chat(bot, anna), @"
    6691 Anna: /start
    6692 Anna: to the bot
    6694 Anna: 0 to the bot
    6696 bot: 0 for the bot, edited
    6698 Anna: 1 to the bot
    6702 Anna: 2 to the bot
    6704 bot: 2 for the bot
    ") }
    allow_duplicates! { assert_snapshot!(office.seen_by(anna), @"
    6693 Anna: to Olga
    6695 Anna: 0 to Olga
    6697 Olga: 0 for the Olga, edited
    6699 Anna: 1 to Olga
    6703 Anna: 2 to Olga
    6705 Olga: 2 for the Olga
    ") }
    allow_duplicates! { assert_snapshot!(office.stage.topics(), @"
    # 🟪 Anna (Olga's)
    5 bot [Service]: 
    6 bot: to the bot
    10 Marta: 0 for the bot, edited
    12 bot: 0 to the bot
    14 Marta: 1 for the bot
    16 bot: 1 to the bot
    18 Marta: 2 for the bot
    20 bot: 2 to the bot
    22 Marta ↩14: /del
    25 bot [Service]: 
    26 bot ↩14: 🗑 Withdrawn: the client no longer has this message.
    # 🟪 Anna (Olga's)
    7 bot [Service]: 
    8 bot: ⏳ Answers go out in the name of a person's own account. Telegram lets them through only within 24 hours after the client's last message.
    9 bot: to Olga
    11 Marta: 0 for the Olga, edited
    13 bot: 0 to Olga
    15 Marta: 1 for the Olga
    17 bot: 1 to Olga
    19 Marta: 2 for the Olga
    21 bot: 2 to Olga
    23 Marta ↩15: /del
    24 bot ↩19: Clients who write to a person's account do not see reactions: this one stays here.
    27 bot ↩15: 🗑 Withdrawn: the client no longer has this message.
    ") }
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
