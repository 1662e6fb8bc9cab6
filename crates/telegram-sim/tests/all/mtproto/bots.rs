//! A bot that is logged in beside its own program at the Bot API.

use grammers_client::tl;
use relevo_telegram_sim::control::{NewBot, Say};
use serde_json::json;

use super::grammers::App;
use super::stage::Open;
use crate::doors::wire::until;

/// A bot logs in by its token; it hears what people say and what its own program sends, and that program loses nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_bot_logs_in_beside_its_own_program() {
    let open = Open::doors().await;
    let stage = &open.stage;
    let mut app = App::start(&open, 1, None).await;
    let wrong = until(app.client.bot_sign_in("1:x", "hash")).await;
    assert!(
        wrong
            .expect_err("nobody's token")
            .to_string()
            .contains("ACCESS_TOKEN_INVALID")
    );
    let me = until(app.client.bot_sign_in(&stage.token, "hash"))
        .await
        .expect("its token");
    assert_eq!(me.username(), Some(stage.username));
    stage.say_private("for both");
    assert_eq!(app.heard().await, "for both");
    let button = json!({"inline_keyboard": [[{"text": "Open", "url": "https://example.org/"}]]});
    let words =
        json!({"chat_id": stage.person, "text": "from the program", "reply_markup": button});
    stage.done("sendMessage", words).await;
    let own = app.said().await;
    assert_eq!(own.text(), "from the program");
    assert!(own.reply_markup().is_some());
    let waiting = stage.updates(0).await;
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0]["message"]["text"], "for both");
    let refused = app
        .refused(&tl::functions::messages::GetPinnedDialogs { folder_id: 0 })
        .await;
    assert_eq!(refused.0, "BOT_METHOD_INVALID");
}

/// Privacy mode holds at this door too: what a bot does not hear is neither pushed nor in a difference, and nothing is missed.
#[tokio::test(flavor = "multi_thread")]
async fn privacy_mode_holds_for_logins() {
    let open = Open::doors().await;
    let stage = &open.stage;
    let made = open.sim().with(|world| {
        let made = world.make_bot(NewBot {
            username: "shy_bot".to_owned(),
            ..NewBot::default()
        });
        world
            .add(stage.person, stage.forum, made.id)
            .expect("the owner may");
        made
    });
    let mut app = App::start(&open, 1, None).await;
    until(app.client.bot_sign_in(&made.token, "hash"))
        .await
        .expect("its token");
    stage.say(stage.forum, Say::text("among ourselves"));
    stage.say(stage.forum, Say::text("/help@shy_bot"));
    assert_eq!(app.heard().await, "/help@shy_bot");
}
