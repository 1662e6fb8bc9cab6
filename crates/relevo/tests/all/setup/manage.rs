//! Extra bots, co-owners, the API key, another bot, deleting.

use relevo::setup::Note;
use relevo_core::ConnectionId;
use relevo_telegram_sim::world::AdminRights;

use super::Cradle;
use crate::database::{Backend, on_both};

on_both!(a_relay_bot_comes_and_goes);
on_both!(a_co_owner_comes_and_goes);
on_both!(a_key_is_shown_once);
on_both!(a_second_bot);
on_both!(a_wrong_token);
on_both!(deleted_for_good);
on_both!(a_co_owner_is_no_owner);
on_both!(an_invitation_ends_with_its_connection);
on_both!(a_co_owner_of_another_bot);
on_both!(a_group_that_changes_hands);

impl Cradle {
    /// Olivia opens the screen of her connection, and there this one.
    pub(super) async fn open(&mut self, label: &str) {
        let olivia = self.olivia;
        self.write(olivia, "/connections").await;
        self.press(olivia, "i1").await;
        self.press(olivia, label).await;
    }

    /// Whether a key or a link is still kept after it was shown.
    async fn keeps_a_secret(&self) -> bool {
        let of = relevo_telegram::UserId(self.olivia);
        let dialogs = self.store.dialogs_of(of).await.expect("the store answers");
        let mut notes = dialogs.into_iter().filter_map(|one| one.body.note);
        notes.any(|note| matches!(note, Note::Key(_) | Note::Invite(_)))
    }
}

/// Promise: an extra bot is added by its token, whose message is deleted, and removed by a button.
async fn a_relay_bot_comes_and_goes(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, group) = (cradle.olivia, cradle.group);
    let (relay, token) = cradle.make_bot("acme_relay_bot");
    cradle.open("Relay").await;
    cradle.press(olivia, "Add").await;
    cradle.write(olivia, &token).await;
    assert!(
        cradle.last(olivia).contains("not in this group"),
        "{}",
        cradle.last(olivia)
    );
    cradle.promote(olivia, group, relay, AdminRights::all());
    cradle.write(olivia, &token).await;
    assert!(cradle.last(olivia).contains("@acme_relay_bot helps"));
    assert!(
        !cradle.chat(olivia).contains(&token),
        "the token is deleted"
    );
    assert_eq!(
        cradle
            .store
            .relays()
            .await
            .expect("the store answers")
            .len(),
        1
    );
    cradle.press(olivia, "Remove @acme_relay_bot").await;
    assert!(
        cradle
            .store
            .relays()
            .await
            .expect("the store answers")
            .is_empty()
    );
}

/// Promise: whoever opens the owner's link may configure the connection, until the owner takes that back; they may not delete it or let
/// others in.
async fn a_co_owner_comes_and_goes(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    cradle.set("WELCOME", "OFF").await;
    let (olivia, kate) = (cradle.olivia, cradle.person("Kate"));
    cradle.open("Team").await;
    cradle.press(olivia, "Invite").await;
    assert!(!cradle.keeps_a_secret().await, "only the chat holds it");
    let said = cradle.last(olivia);
    let (_, parameter) = said.split_once("?start=").expect("a link");
    let parameter = parameter
        .split_whitespace()
        .next()
        .expect("a code")
        .to_owned();
    cradle.start(kate, Some(&parameter)).await;
    assert!(
        cradle.last(kate).contains("is running"),
        "{}",
        cradle.chat(kate)
    );
    cradle.press(kate, "Team").await;
    assert!(
        !cradle
            .labels(kate)
            .iter()
            .any(|label| label.contains("Invite"))
    );
    cradle.write(kate, "/connections").await;
    cradle.press(kate, "i1").await;
    cradle.press(kate, "Delete").await;
    cradle.write(kate, "acme_support_bot").await;
    assert!(cradle.last(kate).contains("Only the owner"));
    let mallory = cradle.person("Mallory");
    cradle.start(mallory, Some(&parameter)).await;
    assert!(cradle.rows(mallory).iter().all(|row| row.from == mallory));
    cradle.open("Team").await;
    cradle.press(olivia, "Remove").await;
    cradle.write(kate, "/connections").await;
    assert!(
        cradle.rows(kate).last().is_some_and(|row| row.from == kate),
        "a client again"
    );
}

/// Promise: an API key is shown once and kept as a digest; a new one ends it, and so does a button.
async fn a_key_is_shown_once(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let olivia = cradle.olivia;
    let shown = |cradle: &Cradle| {
        let said = cradle.last(olivia);
        let mut words = said.split_whitespace().map(str::to_owned);
        words.find(|word| word.starts_with("relevo_"))
    };
    cradle.open("API key").await;
    assert_eq!(shown(&cradle), None);
    cradle.press(olivia, "Make").await;
    let first = shown(&cradle).expect("it is shown");
    assert!(!cradle.keeps_a_secret().await, "only the chat holds it");
    let of = |key: String| {
        let store = cradle.store.clone();
        async move {
            store
                .connection_of_key(&key)
                .await
                .expect("the store answers")
        }
    };
    assert_eq!(of(first.clone()).await, Some(ConnectionId(1)));
    cradle.open("API key").await;
    assert_eq!(shown(&cradle), None);
    cradle.press(olivia, "new key").await;
    let second = shown(&cradle).expect("it is shown");
    let of = |key: String| {
        let store = cradle.store.clone();
        async move {
            store
                .connection_of_key(&key)
                .await
                .expect("the store answers")
        }
    };
    assert_eq!(of(first).await, None);
    assert_eq!(of(second.clone()).await, Some(ConnectionId(1)));
    cradle.press(olivia, "Revoke").await;
    let gone = cradle.store.connection_of_key(&second).await;
    assert_eq!(gone.expect("the store answers"), None);
}

/// Promise: another bot is taken in by its token, asks for its group in its own chat, and serves beside the first in the same group, with a
/// colour of its own.
async fn a_second_bot(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, group) = (cradle.olivia, cradle.group);
    let (sales, token) = cradle.make_bot("acme_sales_bot");
    cradle.write(olivia, "/start").await;
    cradle.press(olivia, "New connection").await;
    cradle.press(olivia, "A bot").await;
    cradle.write(olivia, &token).await;
    assert!(cradle.last(olivia).contains("@acme_sales_bot is yours"));
    assert!(
        !cradle.chat(olivia).contains(&token),
        "the token is deleted"
    );
    cradle.in_chat_of(sales);
    cradle.start(olivia, Some("group")).await;
    cradle.choose(group).await;
    assert!(
        cradle.last(olivia).contains("✅ Connected"),
        "{}",
        cradle.chat(olivia)
    );
    let all = cradle.connections().await;
    assert_eq!(all.len(), 2);
    assert_eq!(all[0].cell, all[1].cell);
    let anna = cradle.person("Anna");
    cradle.write(anna, "to sales").await;
    cradle.in_chat_of(cradle.host_bot());
    cradle.write(anna, "to support").await;
    let topics = cradle.sim.with(|world| world.topics(group));
    let colours: Vec<_> = topics
        .iter()
        .filter(|one| one.name.contains("Anna"))
        .map(|one| one.icon_color)
        .collect();
    assert_eq!(colours.len(), 2);
    assert_ne!(colours[0], colours[1]);
    cradle.adds_up().await;
}

/// Promise: what is no token, or none that Telegram knows, is said, and nothing is kept of it.
async fn a_wrong_token(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let olivia = cradle.olivia;
    cradle.write(olivia, "/start").await;
    cradle.press(olivia, "New connection").await;
    cradle.press(olivia, "A bot").await;
    for wrong in [
        "hello",
        "12:",
        ":x",
        "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "1:ü",
    ] {
        cradle.write(olivia, wrong).await;
        assert!(
            cradle.last(olivia).contains("does not know this token"),
            "{wrong}"
        );
    }
    assert_eq!(
        cradle
            .store
            .identities()
            .await
            .expect("the store answers")
            .len(),
        1
    );
}

/// Promise: a connection is deleted by its bot's name, and nothing that is known of clients stays readable; the bot can be connected anew.
async fn deleted_for_good(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, anna) = (cradle.olivia, cradle.person("Anna"));
    cradle.write(anna, "hello").await;
    cradle.open("Delete").await;
    cradle.write(olivia, "yes").await;
    assert!(cradle.last(olivia).contains("not the bot’s name"));
    cradle.write(olivia, "@ACME_support_bot").await;
    assert!(
        cradle.last(olivia).contains("is deleted here"),
        "{}",
        cradle.last(olivia)
    );
    assert!(cradle.connections().await.is_empty());
    cradle.write(anna, "still there?").await;
    assert!(!cradle.said_in_group("still there?"));
    cradle.start(olivia, None).await;
    cradle.choose(cradle.group).await;
    // What Anna wrote meanwhile came with it.
    assert!(cradle.chat(olivia).contains("✅ It works"));
    assert!(cradle.said_in_group("still there?"));
    cradle.write(anna, "again").await;
    assert!(cradle.said_in_group("again"));
    let audit = cradle
        .store
        .audit(None, 0, 100)
        .await
        .expect("the store answers");
    assert!(audit.iter().any(|entry| entry.deed.word() == "deleted"));
    cradle.adds_up().await;
}

impl Cradle {
    /// The parameter of the link that Olivia gets for a co-owner of a connection, in the chat where she is.
    pub(super) async fn invitation(&mut self, connection: &str) -> String {
        let olivia = self.olivia;
        self.write(olivia, "/connections").await;
        self.press(olivia, connection).await;
        self.press(olivia, "Team").await;
        self.press(olivia, "Invite").await;
        let said = self.last(olivia);
        let (_, rest) = said.split_once("https://t.me/").expect("a link");
        rest.split_whitespace().next().expect("a code").to_owned()
    }

    /// Somebody opens such a link.
    pub(super) async fn accept(&mut self, person: i64, invitation: &str) {
        let (_, parameter) = invitation.split_once("?start=").expect("a link");
        self.start(person, Some(parameter)).await;
    }
}

/// Promise: a co-owner who chooses a language stays a co-owner: no owner of the installation, without bots of their own.
async fn a_co_owner_is_no_owner(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let kate = cradle.person("Kate");
    let link = cradle.invitation("i1").await;
    cradle.accept(kate, &link).await;
    cradle.write(kate, "/language").await;
    cradle.press(kate, "Deutsch").await;
    assert!(cradle.last(kate).contains("Einrichtung"));
    assert!(
        !cradle
            .labels(kate)
            .iter()
            .any(|label| label.contains("Neue Verbindung"))
    );
    let owners = cradle.store.owners().await.expect("the store answers");
    assert_eq!(owners.all.len(), 1);
}

/// Promise: an invitation to a connection that was deleted lets nobody in anywhere, whatever is connected since.
async fn an_invitation_ends_with_its_connection(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, mallory) = (cradle.olivia, cradle.person("Mallory"));
    let link = cradle.invitation("i1").await;
    cradle.open("Delete").await;
    cradle.write(olivia, "acme_support_bot").await;
    cradle.start(olivia, None).await;
    cradle.choose(cradle.group).await;
    assert_ne!(
        cradle.connection().await.id,
        ConnectionId(1),
        "numbers are not given twice"
    );
    cradle.accept(mallory, &link).await;
    let owners = cradle.store.owners().await.expect("the store answers");
    assert!(owners.of.is_empty());
}

/// Promise: the link for a co-owner leads to the connection's own bot, wherever its owner asked for it, and they find the setup there.
async fn a_co_owner_of_another_bot(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, group, kate) = (cradle.olivia, cradle.group, cradle.person("Kate"));
    let (sales, token) = cradle.make_bot("acme_sales_bot");
    cradle.write(olivia, "/start").await;
    cradle.press(olivia, "New connection").await;
    cradle.press(olivia, "A bot").await;
    cradle.write(olivia, &token).await;
    cradle.in_chat_of(sales);
    cradle.start(olivia, Some("group")).await;
    cradle.choose(group).await;
    cradle.in_chat_of(cradle.host_bot());
    let link = cradle.invitation("i2").await;
    assert!(link.starts_with("acme_sales_bot?"), "{link}");
    cradle.in_chat_of(sales);
    cradle.accept(kate, &link).await;
    cradle.press(kate, "Team").await;
    assert!(
        cradle.last(kate).contains("Owner:"),
        "{}",
        cradle.chat(kate)
    );
}

/// Promise: a group that nothing serves any more begins anew with the next bot: that one is its desk bot.
async fn a_group_that_changes_hands(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, group) = (cradle.olivia, cradle.group);
    let (sales, token) = cradle.make_bot("acme_sales_bot");
    cradle.write(olivia, "/start").await;
    cradle.press(olivia, "New connection").await;
    cradle.press(olivia, "A bot").await;
    cradle.write(olivia, &token).await;
    cradle.open("Delete").await;
    cradle.write(olivia, "acme_support_bot").await;
    cradle.in_chat_of(sales);
    cradle.start(olivia, Some("group")).await;
    cradle.choose(group).await;
    let connection = cradle.connection().await;
    let cells = cradle.store.cells().await.expect("the store answers");
    assert_eq!(cells[0].desk, connection.identity);
}
