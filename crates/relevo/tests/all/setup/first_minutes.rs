//! From the token to the first mirrored message.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo::intake::Took;
use relevo_telegram_sim::control::Say;
use relevo_telegram_sim::world::AdminRights;

use super::Cradle;
use crate::database::{Backend, on_both};

on_both!(from_token_to_topic);
on_both!(a_forwarded_claim_link);
on_both!(who_writes_at_once_is_heard);

/// Promise: one token and at most six taps, and the first message of a client stands in its topic; the owner is told so.
async fn from_token_to_topic(backend: Backend) {
    let mut cradle = Cradle::new(backend).await;
    let code = cradle.code();
    cradle.start(cradle.olivia, Some(&code)).await;
    cradle.choose(cradle.group).await;
    assert!(cradle.taps <= 6, "{} taps", cradle.taps);
    let anna = cradle.person("Anna");
    cradle.write(anna, "hello").await;
    assert_eq!(cradle.topics(cradle.group), ["🟪 Anna"]);
    cradle.pass(Duration::from_secs(3)).await;
    let seen = cradle
        .chat(cradle.olivia)
        .replace(&cradle.group.to_string(), "GROUP");
    allow_duplicates!(assert_snapshot!(seen, @"
    me: /start claim_CODE
    bot: 👋 @acme_support_bot is yours. Now choose the group in which your team will answer.
        
        It has to be a group with Topics switched on, of which you are the owner or an administrator. Telegram gives the bot the rights it needs: manage topics, delete and pin messages.
        
        Or by hand: add @acme_support_bot to the group as an administrator and write there
        /connect CODE
    me: 
    bot: All right.
    bot: ✅ Connected: topics, notices and answers work in this group.
        
        Now write to @acme_support_bot from another account, or ask a colleague to: the topic appears in the group, and this message tells you so.
          [🏠 To the beginning]
    bot: ✅ It works: the first message stands in its topic.
        
        🟢 @acme_support_bot · i1 is running.
        Group: Support (GROUP)
          [💬 Open the topic]
          [⚙️ Parameters]
          [📊 Numbers]
          [📣 Relay bots]
          [👥 Team]
          [💬 Quick replies]
          [🏷 Marks]
          [🔑 API key]
          [⏸ Stop]
          [🚚 Move]
          [🗑 Delete]
          [← Back]
    "));
}

/// Promise: a claim link works once. Whoever opens it afterwards is a client like any other and learns nothing of the setup.
async fn a_forwarded_claim_link(backend: Backend) {
    let mut cradle = Cradle::new(backend).await;
    let code = cradle.code();
    cradle.start(cradle.olivia, Some(&code)).await;
    let mallory = cradle.person("Mallory");
    cradle.start(mallory, Some(&code)).await;
    cradle.write(mallory, "/start").await;
    cradle.write(mallory, "/language").await;
    let said = cradle.rows(mallory);
    assert!(said.iter().all(|row| row.from == mallory), "{said:#?}");
    let owners = cradle.store.owners().await.expect("the store answers");
    assert_eq!(owners.all.len(), 1);
}

/// Promise: whoever writes the moment after the bot was connected is mirrored, although the intake has not heard of the connection yet: it
/// leaves with Telegram what it cannot tell whose it is.
async fn who_writes_at_once_is_heard(backend: Backend) {
    let mut cradle = Cradle::new(backend).await;
    let (mut intake, app, mut seen) = cradle.lone_intake().await;
    let group = relevo_telegram::ChatId(cradle.group);
    cradle.promote(cradle.olivia, cradle.group, cradle.bot, AdminRights::all());
    cradle.connect_by_hand(group).await;
    let (anna, bot) = (cradle.person("Anna"), cradle.bot);
    cradle
        .sim
        .with(|world| world.say(anna, bot, Say::text("at once")))
        .expect("she may");
    for _ in 0..3 {
        let took = intake.step(Duration::ZERO).await.expect("the store works");
        assert!(matches!(took, Took::NotBefore(_)), "{took:?}");
    }
    app.follow(&mut seen).await.expect("the store works");
    intake.step(Duration::ZERO).await.expect("the store works");
    cradle.settle().await;
    assert!(cradle.said_in_group("at once"));
}
