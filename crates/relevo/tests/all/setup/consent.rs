//! A group that serves somebody else: its owner is asked, may answer whenever they like, and the asker hears of it.

use std::sync::Arc;
use std::time::Duration;

use relevo::secrets::Secret;
use relevo::sim_wire::SimWire;
use relevo_telegram::{ChatId, UserId};
use relevo_telegram_bot::Bot;
use relevo_telegram_sim::world::AdminRights;

use super::Cradle;
use crate::database::{Backend, on_both};

on_both!(an_open_question_stays_at_home);
on_both!(asked_anew_after_a_no);
on_both!(asked_anew_after_a_day);
on_both!(nobody_can_be_asked);

const HOUR: Duration = Duration::from_secs(3_600);

impl Cradle {
    /// Paul, who has a bot of his own, chooses Olivia's group. His bot and he.
    async fn paul_asks(&mut self) -> (i64, i64) {
        let (olivia, group) = (self.olivia, self.group);
        let (second, paul) = self.second_owner("Paul").await;
        self.in_chat_of(second);
        self.sim
            .with(|world| {
                world.join(paul, group)?;
                world.promote(olivia, group, paul, AdminRights::all())
            })
            .expect("Olivia lets Paul in");
        self.start(paul, None).await;
        self.choose_as(paul, group).await;
        self.pass(Duration::from_secs(8)).await;
        (second, paul)
    }

    /// What a person's bot said to them last.
    fn last_by(&mut self, bot: i64, person: i64) -> String {
        let before = self.bot;
        self.in_chat_of(bot);
        let said = self.last(person);
        self.in_chat_of(before);
        said
    }

    /// Somebody presses a button in their chat with a bot.
    async fn press_at(&mut self, bot: i64, person: i64, label: &str) {
        self.in_chat_of(bot);
        self.press(person, label).await;
    }
}

/// Promise: a question that is open is shown at home as long as it is, whatever its owner did meanwhile; a yes connects at once, also when
/// nobody looks any more.
async fn an_open_question_stays_at_home(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, first) = (cradle.olivia, cradle.host_bot());
    let (second, paul) = cradle.paul_asks().await;
    cradle.in_chat_of(first);
    cradle.write(olivia, "/connections").await;
    cradle.jump(3 * HOUR).await;
    cradle.write(olivia, "/start").await;
    let said = cradle.last(olivia);
    assert!(
        said.contains("wants to connect a bot to your group “Support”"),
        "{said}"
    );
    cradle.press(olivia, "They may").await;
    assert!(!cradle.last(olivia).contains("wants to connect"));
    let said = cradle.last_by(second, paul);
    assert!(said.contains("✅ Connected"), "{said}");
    assert_eq!(cradle.connections().await.len(), 2);
}

/// Promise: a no is told, and whoever checks again after it has the owner asked once more.
async fn asked_anew_after_a_no(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, first) = (cradle.olivia, cradle.host_bot());
    let (second, paul) = cradle.paul_asks().await;
    cradle.jump(3 * HOUR).await;
    cradle.press_at(first, olivia, "They may not").await;
    let said = cradle.last_by(second, paul);
    assert!(said.contains("does not agree"), "{said}");
    cradle.pass(Duration::from_secs(10)).await;
    let said = cradle.last_by(first, olivia);
    assert!(
        !said.contains("wants to connect"),
        "looking does not ask: {said}"
    );
    cradle.press_at(second, paul, "Check again").await;
    let said = cradle.last_by(first, olivia);
    assert!(said.contains("wants to connect a bot"), "{said}");
    assert!(cradle.last_by(second, paul).contains("has been asked"));
    cradle.press_at(first, olivia, "They may").await;
    let said = cradle.last_by(second, paul);
    assert!(said.contains("✅ Connected"), "{said}");
}

/// Promise: a question is asked anew after a day without an answer, and not before.
async fn asked_anew_after_a_day(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, first) = (cradle.olivia, cradle.host_bot());
    let (second, paul) = cradle.paul_asks().await;
    cradle.in_chat_of(first);
    cradle.write(olivia, "/connections").await;
    for (time, asked) in [(HOUR, false), (24 * HOUR, true)] {
        cradle.jump(time).await;
        cradle.press_at(second, paul, "Check again").await;
        let said = cradle.last_by(first, olivia);
        assert_eq!(said.contains("wants to connect a bot"), asked, "{said}");
    }
}

/// Promise: nobody is said to have been asked who cannot be: the asker is sent to the host; once the owner talks to a bot, they are asked.
async fn nobody_can_be_asked(backend: Backend) {
    let mut cradle = Cradle::new(backend).await;
    let (olivia, group, first) = (cradle.olivia, cradle.group, cradle.host_bot());
    cradle.promote(olivia, group, first, AdminRights::all());
    let bots = cradle.store.identities().await.expect("the store answers");
    let token = bots[0].token.expose().to_owned();
    let line = Bot::over(Arc::new(SimWire::new(
        Arc::clone(&cradle.sim),
        token.clone(),
    )));
    let new = relevo::connect::NewBot {
        token: Secret::new(token),
        group: ChatId(group),
        owner: Some(UserId(olivia)),
        params: Vec::new(),
        by: relevo::store::By::command_line(cradle.clock.now_ms()),
    };
    let connected = relevo::connect::connect_bot(&cradle.store, &line, new).await;
    connected.expect("the bot connects");
    let (second, paul) = cradle.paul_asks().await;
    let said = cradle.last_by(second, paul);
    assert!(said.contains("no way for me to ask its owner"), "{said}");
    cradle.in_chat_of(first);
    cradle.start(olivia, None).await;
    cradle.pass(Duration::from_secs(3)).await;
    let said = cradle.last(olivia);
    assert!(said.contains("wants to connect a bot"), "{said}");
    let said = cradle.last_by(second, paul);
    assert!(said.contains("has been asked"), "{said}");
}
