//! The team is asked about a client group before anything of it is mirrored.

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::world::AdminRights;

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(a_group_is_mirrored_once_it_is_accepted);
on_both!(ignored_and_left_groups_stay_outside);
on_both!(the_question_says_what_the_bot_reads);
on_both!(the_team_need_not_be_asked);
on_both!(a_group_known_before_is_asked_about_when_it_writes);
on_both!(removed_and_added_again_it_is_the_same_topic);

const ASK: [(&str, &str); 2] = [("MONITOR_GROUPS", "TRUE"), ("ACCEPT_GROUPS", "ask")];

/// Promise: until somebody of the team accepts a group nothing of it is mirrored, only counted; then everything is.
async fn a_group_is_mirrored_once_it_is_accepted(backend: Backend) {
    let mut stage = Stage::new(backend, &ASK).await;
    let (marta, olga) = (stage.operator("Marta"), stage.person("Olga"));
    let acme = stage.client_group("Acme", &[olga]);
    stage.settle().await;
    stage.say(olga, acme, Say::text("before"));
    stage.say(olga, acme, Say::text("still before"));
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.general(), @"👥 The bot was added to the group “Acme”. It reads everything there. Until you choose, nothing of that group is mirrored. [Accept] [Ignore] [Leave]") };
    assert_eq!(stage.topics(), "");
    let left_out = stage.left_out().await;
    allow_duplicates! { assert_snapshot!(left_out, @"NotAccepted 2") };
    stage.press(marta, "Accept");
    stage.settle().await;
    stage.say(olga, acme, Say::text("after"));
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.general(), @"✓ “Acme” is accepted: what is written there from now on appears in a topic of its own.") };
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Acme
    5 bot [Service]: 
    6 bot: 🔵 Olga ⏎ after
    ") };
}

/// Promise: an ignored group is never asked about again, whoever adds the bot; a group that is left loses the bot, and is asked about
/// when somebody adds it again.
async fn ignored_and_left_groups_stay_outside(backend: Backend) {
    let mut stage = Stage::new(backend, &ASK).await;
    let (marta, olga) = (stage.operator("Marta"), stage.person("Olga"));
    let bot = stage.bot;
    for (title, button) in [("Ads", "Ignore"), ("Bets", "Leave")] {
        let group = stage.client_group(title, &[olga]);
        stage.settle().await;
        stage.press(marta, button);
        stage.settle().await;
        let is_in = stage.calls("leaveChat") == 0;
        if is_in {
            stage
                .sim
                .with(|world| {
                    world
                        .kick(olga, group, bot)
                        .and_then(|()| world.unban(olga, group, bot))
                })
                .expect("the bot is removed");
        }
        stage.say(olga, group, Say::text("hello"));
        stage.settle().await;
        stage
            .sim
            .with(|world| world.add(olga, group, bot))
            .expect("the bot is added again");
        stage.say(olga, group, Say::text("hello again"));
        stage.settle().await;
    }
    allow_duplicates! { assert_snapshot!(stage.general(), @"
    ✓ “Ads” is ignored: nothing of it is mirrored, and nobody is asked again.
    ✓ The bot leaves “Bets”.
    👥 The bot was added to the group “Bets”. It reads everything there. Until you choose, nothing of that group is mirrored. [Accept] [Ignore] [Leave]
    ") };
    assert_eq!(stage.topics(), "");
    assert_eq!(stage.calls("leaveChat"), 1);
}

/// Promise: the question tells whether the bot reads everything there: as an administrator, by its privacy mode, or not.
async fn the_question_says_what_the_bot_reads(backend: Backend) {
    let mut stage = Stage::new(backend, &ASK).await;
    let (bot, olga) = (stage.bot, stage.person("Olga"));
    stage.sim.with(|world| world.set_privacy(bot, true));
    stage.client_group("Private", &[olga]);
    stage.settle().await;
    stage.sim.with(|world| {
        let group = world.make_supergroup("Trusting", olga);
        world
            .promote(olga, group, bot, AdminRights::all())
            .expect("the bot is made an administrator");
    });
    stage.settle().await;
    stage.sim.with(|world| world.set_privacy(bot, false));
    stage.client_group("Open", &[olga]);
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.general(), @"
    👥 The bot was added to the group “Private”. It reads only commands, mentions of it and replies to it there, as its privacy mode is on and it is no administrator. To change that, make it an administrator of the group; or switch privacy mode off with @BotFather, then remove it from the group and add it again. Until you choose, nothing of that group is mirrored. [Accept] [Ignore] [Leave]
    👥 The bot was added to the group “Trusting”. It reads everything there. Until you choose, nothing of that group is mirrored. [Accept] [Ignore] [Leave]
    👥 The bot was added to the group “Open”. It reads everything there. Until you choose, nothing of that group is mirrored. [Accept] [Ignore] [Leave]
    ") };
}

/// Promise: whoever is known in the backend group, and the owner, is not asked.
async fn the_team_need_not_be_asked(backend: Backend) {
    let mut stage = Stage::new(backend, &ASK).await;
    let marta = stage.operator("Marta");
    stage.settle().await;
    let of_marta = stage.client_group("Marta's", &[marta]);
    let of_owner = stage.client_group("Olivia's", &[stage.owner]);
    stage.settle().await;
    stage.say(marta, of_marta, Say::text("hello"));
    stage.say(stage.owner, of_owner, Say::text("hello"));
    stage.settle().await;
    assert_eq!(stage.general(), "");
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Marta's
    4 bot [Service]: 
    6 bot: 🟢 Marta 👤 ⏎ hello
    # 🟪 Olivia's
    5 bot [Service]: 
    7 bot: 🔴 Olivia ⏎ hello
    ") };
}

/// Promise: a group that the bot was in before anybody could be asked is asked about when somebody writes there, once.
async fn a_group_known_before_is_asked_about_when_it_writes(backend: Backend) {
    let mut stage = Stage::new(backend, &[("ACCEPT_GROUPS", "ask")]).await;
    let olga = stage.person("Olga");
    let acme = stage.client_group("Acme", &[olga]);
    stage.settle().await;
    assert_eq!(stage.general(), "", "groups are not monitored");
    stage.set_parameter("MONITOR_GROUPS", "TRUE").await;
    stage.settle().await;
    stage.say(olga, acme, Say::text("one"));
    stage.say(olga, acme, Say::text("two"));
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.general(), @"👥 The bot was added to the group “Acme”. It reads everything there. Until you choose, nothing of that group is mirrored. [Accept] [Ignore] [Leave]") };
    stage.set_parameter("ACCEPT_GROUPS", "all").await;
    stage.settle().await;
    stage.say(olga, acme, Say::text("three"));
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Acme
    4 bot [Service]: 
    5 bot: 🟢 Olga ⏎ three
    ") };
}

/// Promise: a group that loses the bot is told of in its topic, and gets the same topic when the bot is added again.
async fn removed_and_added_again_it_is_the_same_topic(backend: Backend) {
    let mut stage = Stage::new(backend, &[("MONITOR_GROUPS", "TRUE")]).await;
    let (bot, olga) = (stage.bot, stage.person("Olga"));
    let acme = stage.client_group("Acme", &[olga]);
    stage.settle().await;
    stage.say(olga, acme, Say::text("one"));
    stage.settle().await;
    stage
        .sim
        .with(|world| world.kick(olga, acme, bot))
        .expect("the bot is removed");
    stage.settle().await;
    stage.sim.with(|world| {
        world.unban(olga, acme, bot).expect("the bot is forgiven");
        world.add(olga, acme, bot).expect("the bot is added");
    });
    stage.say(olga, acme, Say::text("two"));
    stage.settle().await;
    allow_duplicates! { assert_snapshot!(stage.topics(), @"
    # 🟪 Acme
    3 bot [Service]: 
    4 bot: 🟢 Olga ⏎ one
    5 bot: The bot is no longer in this group. What you write here will not arrive.
    6 bot: ✅ The bot is in this group again.
    7 bot: 🟢 Olga ⏎ two
    ") };
}
