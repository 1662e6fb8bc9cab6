//! Updates: withheld pushes, cut connections, slices, and differences that are too long.

use grammers_client::tl;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::fault::{Fault, Rule, When};
use serde_json::json;

use super::grammers::{App, told, words};
use super::stage::Open;

fn difference(pts: i32) -> tl::functions::updates::GetDifference {
    tl::functions::updates::GetDifference {
        pts,
        pts_limit: None,
        pts_total_limit: None,
        date: i32::MAX,
        qts: 0,
        qts_limit: None,
    }
}

/// With pushes withheld and the connection cut in between, everything arrives once and in order.
#[tokio::test(flavor = "multi_thread")]
async fn withheld_pushes_and_cuts_lose_nothing() {
    let open = Open::doors().await;
    let dora = open.person("Dora", "1");
    let mut app = App::start(&open, 1, Some(dora)).await;
    let bot = app.find(open.stage.username).await;
    app.ask(&words(&bot, "start", 1)).await;
    open.sim().faults(|faults| {
        faults.add(Rule {
            bot: Some(dora),
            when: When::PerMille(300),
            times: 1_000,
            ..Rule::new(Fault::WithheldPush)
        })
    });
    for number in 0..40 {
        let text = number.to_string();
        open.stage
            .done("sendMessage", json!({"chat_id": dora, "text": text}))
            .await;
        if number % 13 == 12 {
            open.sim().cut_connections(Some(dora));
        }
    }
    // The last one is not withheld, so that what is missing is noticed.
    open.sim().faults(|faults| faults.clear());
    open.stage
        .done("sendMessage", json!({"chat_id": dora, "text": "end"}))
        .await;
    for number in 0..40 {
        assert_eq!(app.heard().await, number.to_string());
    }
    assert_eq!(app.heard().await, "end");
}

/// A long difference comes in slices; what is no longer kept is too long.
#[tokio::test(flavor = "multi_thread")]
async fn differences_come_in_slices_or_are_too_long() {
    let open = Open::doors().await;
    let dora = open.person("Dora", "1");
    let app = App::start(&open, 1, Some(dora)).await;
    let bot = app.find(open.stage.username).await;
    app.ask(&words(&bot, "start", 1)).await;
    let tl::enums::updates::State::State(before) =
        app.ask(&tl::functions::updates::GetState {}).await;
    for number in 0..130 {
        let text = number.to_string();
        open.stage
            .done("sendMessage", json!({"chat_id": dora, "text": text}))
            .await;
    }
    let tl::enums::updates::Difference::Slice(first) = app.ask(&difference(before.pts)).await
    else {
        panic!("a slice")
    };
    let tl::enums::updates::State::State(reached) = first.intermediate_state;
    let tl::enums::updates::Difference::Difference(rest) = app.ask(&difference(reached.pts)).await
    else {
        panic!("the rest")
    };
    let all = first.new_messages.iter().chain(&rest.new_messages);
    let texts: Vec<String> = all
        .map(|message| match message {
            tl::enums::Message::Message(message) => message.message.clone(),
            _ => panic!("words alone"),
        })
        .collect();
    let expected: Vec<String> = (0..130).map(|number| number.to_string()).collect();
    assert_eq!(texts, expected);
    let tl::enums::updates::State::State(now) = rest.state;
    assert_eq!(now.pts, before.pts + 130);
    let nothing = app.ask(&difference(now.pts)).await;
    assert!(matches!(nothing, tl::enums::updates::Difference::Empty(_)));

    open.sim().forget_updates();
    let late = app.ask(&difference(before.pts)).await;
    assert!(matches!(late, tl::enums::updates::Difference::TooLong(late) if late.pts == now.pts));
}

/// A supergroup counts for itself: its difference has its messages and edits, and is too long when they are forgotten.
#[tokio::test(flavor = "multi_thread")]
async fn channels_have_a_difference_of_their_own() {
    let open = Open::doors().await;
    let stage = &open.stage;
    let app = App::start(&open, 1, Some(stage.person)).await;
    let forum = app.chat("Desk").await;
    let tl::enums::InputPeer::Channel(named) = &forum else {
        panic!("a supergroup")
    };
    let first = told(app.ask(&words(&forum, "one", 1)).await);
    let ask = |pts| tl::functions::updates::GetChannelDifference {
        force: false,
        channel: tl::types::InputChannel {
            channel_id: named.channel_id,
            access_hash: named.access_hash,
        }
        .into(),
        filter: tl::enums::ChannelMessagesFilter::Empty,
        pts,
        limit: 100,
    };
    let sent = json!({"chat_id": stage.forum, "text": "two"});
    stage.done("sendMessage", sent).await;
    stage.say(stage.forum, Say::text("three"));
    let tl::enums::updates::ChannelDifference::Difference(missed) = app.ask(&ask(2)).await else {
        panic!("two messages are missed")
    };
    let ids: Vec<i32> = missed
        .new_messages
        .iter()
        .map(tl::enums::Message::id)
        .collect();
    assert_eq!(ids, [first[0].id + 1, first[0].id + 2]);
    assert!(missed.r#final);
    let nothing = app.ask(&ask(missed.pts)).await;
    assert!(matches!(
        nothing,
        tl::enums::updates::ChannelDifference::Empty(_)
    ));
    open.sim().forget_updates();
    let late = app.ask(&ask(1)).await;
    assert!(matches!(
        late,
        tl::enums::updates::ChannelDifference::TooLong(_)
    ));
}
