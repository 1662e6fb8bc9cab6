//! Proof of what a life notices while it is played, and of what it writes down for the checkers.

use super::Life;
use crate::database::{Backend, on_both};
use crate::life::book::Excuse;
use crate::life::check::Breach;
use crate::life::step::{Step, What};
use crate::life::word::{Side, Word};

on_both!(what_waits_for_ever_is_found);
on_both!(a_store_that_fails_is_found);
on_both!(only_what_nobody_could_be_told_goes_with_its_topic);
on_both!(a_press_excuses_what_it_may_change);

fn breaches(life: &Life) -> Vec<Breach> {
    life.findings.iter().map(|finding| finding.breach).collect()
}

/// A life in which the first client has said something, and it has its topic.
async fn begun(backend: Backend) -> Life {
    let mut life = Life::new(backend, false, false).await;
    life.client_says((0, 0), What::Text, None)
        .expect("a client may write");
    life.come_to_rest().await;
    life.says_that_it_is_done().await;
    assert_eq!(breaches(&life), [], "nothing is wrong so far");
    life
}

fn team(number: usize) -> Word {
    let (side, chat) = (Side::Team, 0);
    Word { side, chat, number }
}

/// The bot is not in the group, so what the client says cannot be brought there: as if nothing were wrong any more.
async fn what_waits_for_ever_is_found(backend: Backend) {
    let mut life = begun(backend).await;
    assert!(life.act(&Step::KickFromTeam).await);
    life.client_says((0, 0), What::Text, None)
        .expect("a client may write");
    life.come_to_rest().await;
    assert_eq!(breaches(&life), [Breach::Stuck]);
    life.findings.clear();
    life.says_that_it_is_done().await;
    assert_eq!(
        breaches(&life),
        [Breach::Stuck],
        "the store knows of it, too"
    );
}

async fn a_store_that_fails_is_found(backend: Backend) {
    let mut life = begun(backend).await;
    life.stage.store.close().await;
    life.client_says((0, 0), What::Text, None)
        .expect("a client may write");
    life.work().await;
    assert_eq!(breaches(&life), [Breach::Broken]);
}

async fn only_what_nobody_could_be_told_goes_with_its_topic(backend: Backend) {
    let mut life = begun(backend).await;
    life.team_says((0, 0), What::Text, None)
        .expect("it is written");
    life.work().await;
    life.block(0, true).expect("the client blocks the bot");
    life.team_says((0, 0), What::Text, None)
        .expect("it is written");
    life.work().await;
    life.block(0, false).expect("the client is back");
    life.team_says((0, 0), What::Text, None)
        .expect("it is written");
    assert!(life.act(&Step::DeleteTopic { chat: 0 }).await);
    let of_chat = &life.book.chats[0].by_team;
    let excuses: Vec<Vec<Excuse>> = of_chat
        .iter()
        .map(|said| said.excuses.iter().copied().collect())
        .collect();
    let (arrived, told, neither) = (vec![], vec![Excuse::Unreachable], vec![Excuse::TopicGone]);
    assert_eq!(excuses, [arrived, told, neither]);
}

async fn a_press_excuses_what_it_may_change(backend: Backend) {
    let mut life = begun(backend).await;
    life.team_says((0, 0), What::Text, None)
        .expect("it is written");
    life.work().await;
    life.client_says((0, 0), What::Text, None)
        .expect("a client may write");
    life.pressed(Some(team(0)), "Retry", None);
    assert!(
        life.book.again.is_empty(),
        "what was refused did not arrive"
    );
    life.pressed(Some(team(0)), "Send again", None);
    assert_eq!(life.book.again.get(&team(0)), Some(&1));
    let client = |number| Word {
        side: Side::Client,
        ..team(number)
    };
    life.pressed_blindly(0, "Send again");
    life.pressed_blindly(0, "It arrived");
    let may_come_late = |life: &Life, number| life.book.out_of_line.contains(&client(number));
    assert!(!may_come_late(&life, 0) && !may_come_late(&life, 1));
    life.pressed_blindly(0, "Retry");
    assert!(!may_come_late(&life, 0), "it is in the topic already");
    assert!(may_come_late(&life, 1));
}
