//! Mentions in the topics of new conversations that nobody answers.

use relevo_core::ConnectionState;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Fault, Rule};

use super::{MINUTE, mentions, pass, room, says};
use crate::database::{Backend, on_both};

on_both!(those_on_duty_are_mentioned_once);
on_both!(the_first_answer_ends_it);
on_both!(nothing_is_mentioned_twice_after_a_death);
on_both!(nobody_off_duty_is_mentioned);
on_both!(a_mention_in_a_backlog_is_dropped_after_an_answer);
on_both!(where_nobody_is_on_duty_the_lead_is_mentioned);

/// Promise: those on duty are mentioned once after `SHIFT_PING`, the lead once after twice that, and then nobody; where somebody is
/// responsible nobody is.
async fn those_on_duty_are_mentioned_once(backend: Backend) {
    let mut room = room(backend, &[("SHIFT_PING", "10")]).await;
    let (owner, topic) = (room.stage.owner, room.topic);
    let ben = room.stage.client("Ben");
    room.stage.say(ben, room.stage.bot, Say::text("hello"));
    room.stage.settle().await;
    let (bens, marta, group) = (room.stage.topic("Ben"), room.marta, room.stage.group);
    let take = Say::text("/take").thread(bens);
    room.stage.say(marta, group, take);
    room.marta_asks("/shift on").await;
    says(&mut room, owner, "/shift lead Olivia").await;
    pass(&mut room, 9).await;
    assert_eq!(mentions(&room, topic), Vec::<String>::new());
    pass(&mut room, 2).await;
    assert_eq!(mentions(&room, topic), ["Marta"]);
    pass(&mut room, 10).await;
    assert_eq!(mentions(&room, topic), ["Marta", "Olivia"]);
    pass(&mut room, 40).await;
    assert_eq!(mentions(&room, topic), ["Marta", "Olivia"]);
    assert_eq!(mentions(&room, bens), Vec::<String>::new());
    room.stage.adds_up().await;
}

/// Promise: the first answer of a person ends it; the client's next words are no new conversation, until it was closed.
async fn the_first_answer_ends_it(backend: Backend) {
    let mut room = room(backend, &[]).await;
    let topic = room.topic;
    room.marta_asks("/shift on").await;
    pass(&mut room, 5).await;
    room.marta_says("/ a note is no answer").await;
    pass(&mut room, 2).await;
    room.marta_says("good morning").await;
    room.anna_says("and one more thing").await;
    pass(&mut room, 30).await;
    assert_eq!(mentions(&room, topic), Vec::<String>::new());
    room.marta_says("/close").await;
    room.anna_says("something else").await;
    pass(&mut room, 12).await;
    assert_eq!(mentions(&room, topic), ["Marta"]);
}

/// Promise: whenever the desk dies, a mention stands once: it is noted with the delivery that makes it, and one whose outcome nobody
/// knows is not made again.
async fn nothing_is_mentioned_twice_after_a_death(backend: Backend) {
    let mut room = room(backend, &[]).await;
    let topic = room.topic;
    room.marta_asks("/shift on").await;
    pass(&mut room, 9).await;
    room.stage.tick(2 * MINUTE);
    let (app, now_ms) = (&room.stage.pump.app, room.stage.clock.now_ms());
    let fired = relevo::timers::fire(&app.store, &app.shared, now_ms).await;
    assert!(fired.expect("the store works"));
    // The call is made, and the desk dies before that is recorded.
    room.stage.crash_after_the_calls().await;
    assert_eq!(mentions(&room, topic), ["Marta"]);
    room.stage.settle().await;
    pass(&mut room, 30).await;
    assert_eq!(mentions(&room, topic), ["Marta"]);
    assert_eq!(room.stage.standing().await, (0, 0, 0));
}

/// Promise: nobody is mentioned who is off duty or has left the group; while nobody is on nothing happens, and whoever comes on is
/// mentioned then. A connection that is stopped, or
/// whose `SHIFT_PING` is `OFF`, mentions nobody.
async fn nobody_off_duty_is_mentioned(backend: Backend) {
    let mut room = room(backend, &[]).await;
    let topic = room.topic;
    room.marta_asks("/shift on").await;
    pass(&mut room, 5).await;
    let (marta, group) = (room.marta, room.stage.group);
    room.stage
        .sim
        .with(|world| world.leave(marta, group))
        .expect("she may");
    pass(&mut room, 10).await;
    assert_eq!(mentions(&room, topic), Vec::<String>::new());
    room.stage.set_parameter("SHIFT_PING", "OFF").await;
    room.stage
        .sim
        .with(|world| world.join(marta, group))
        .expect("she may");
    pass(&mut room, 3).await;
    room.stage.set_state(ConnectionState::Stopped).await;
    room.stage.set_parameter("SHIFT_PING", "10").await;
    pass(&mut room, 3).await;
    assert_eq!(mentions(&room, topic), Vec::<String>::new());
    room.stage.set_state(ConnectionState::Running).await;
    room.marta_asks("/shift off").await;
    pass(&mut room, 3).await;
    let seen = mentions(&room, topic);
    room.marta_asks("/shift on").await;
    pass(&mut room, 3).await;
    assert_eq!(mentions(&room, topic), ["Marta"]);
    assert_eq!(seen, Vec::<String>::new());
}

/// Promise: a mention that has to wait, and is overtaken by an answer, rings nobody.
async fn a_mention_in_a_backlog_is_dropped_after_an_answer(backend: Backend) {
    let mut room = room(backend, &[]).await;
    let topic = room.topic;
    room.marta_asks("/shift on").await;
    pass(&mut room, 9).await;
    let wait = Rule {
        method: Some("sendMessage".into()),
        chat: Some(room.stage.group),
        ..Rule::new(Fault::TooMany { retry_after: 120 })
    };
    room.stage.sim.faults(|faults| faults.add(wait));
    pass(&mut room, 2).await;
    let (waiting, _, _) = room.stage.standing().await;
    assert_eq!((waiting, mentions(&room, topic)), (1, Vec::new()));
    room.marta_says("good morning").await;
    pass(&mut room, 20).await;
    assert_eq!(mentions(&room, topic), Vec::<String>::new());
    assert_eq!(room.stage.standing().await, (0, 0, 0));
}

/// Promise: where nobody is on duty, the lead is mentioned in their place, at once and once; and `/shift` says that nobody is.
async fn where_nobody_is_on_duty_the_lead_is_mentioned(backend: Backend) {
    let mut room = room(backend, &[]).await;
    let (owner, topic) = (room.stage.owner, room.topic);
    says(&mut room, owner, "/shift lead Olivia").await;
    says(&mut room, owner, "/shift").await;
    assert!(super::panel(&room).starts_with("Nobody is on duty now."));
    pass(&mut room, 9).await;
    assert_eq!(mentions(&room, topic), Vec::<String>::new());
    pass(&mut room, 30).await;
    assert_eq!(mentions(&room, topic), ["Olivia"]);
}
