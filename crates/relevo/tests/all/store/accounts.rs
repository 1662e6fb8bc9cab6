//! Connected accounts.

use relevo::secrets::Secret;
use relevo::store::StoreError;
use relevo_core::{
    AccountState, CardId, Change, Conversation, ConversationId, Frontend, Handling, Status,
};
use relevo_telegram::{BusinessConnection, BusinessId, BusinessRights, User, UserId};

use super::contracts;
use super::desk::{Desk, GROUP, NOW_MS};

contracts! {
    an_account_is_an_identity_of_its_own
    a_renewed_connection_replaces_the_old_one
    an_account_moves_to_another_bot
    pending_accounts_are_kept_until_they_are_connected
    closing_windows_are_found
}

const OWNER: i64 = 900_000;

fn connection(id: &str, enabled: bool) -> BusinessConnection {
    BusinessConnection {
        id: BusinessId(id.into()),
        user: User {
            id: UserId(OWNER),
            bot: false,
            first_name: "sycamore-first".into(),
            last_name: Some("sycamore-last".into()),
            username: Some("olga".into()),
            language: None,
        },
        enabled,
        rights: BusinessRights {
            reply: true,
            delete_sent: false,
            delete_all: true,
        },
    }
}

/// Promise: an account is found again with the bot over which it is reached; a bot cannot be one, and a person is no bot.
async fn an_account_is_an_identity_of_its_own(desk: Desk) {
    let mut tx = desk.store.write().await.unwrap();
    let account = tx
        .put_account(UserId(OWNER), "olga", desk.identity)
        .await
        .unwrap();
    let cell = tx.put_cell(GROUP, desk.identity).await.unwrap();
    let made = tx.add_connection(account, cell, None).await.unwrap();
    tx.commit().await.unwrap();
    let again = desk.reopen().await;
    let identities = again.identities().await.unwrap();
    let known = identities.iter().find(|one| one.id == account).unwrap();
    assert_eq!(
        (known.via, known.user),
        (Some(desk.identity), UserId(OWNER))
    );
    assert_eq!(known.username, "olga");
    assert_eq!(known.token.expose(), "");
    let bot = identities
        .iter()
        .find(|one| one.id == desk.identity)
        .unwrap();
    assert_eq!((bot.via, &bot.business), (None, &None));
    let connections = again.connections().await.unwrap();
    let known = connections.iter().find(|one| one.id == made).unwrap();
    assert_eq!((known.identity, known.bot()), (account, desk.identity));
    assert_eq!(known.bot_user(), UserId(110_201_543));
    assert_eq!(known.account().unwrap().state, AccountState::Unheard);
    let own = connections
        .iter()
        .find(|one| one.id == desk.connection)
        .unwrap();
    assert_eq!(own.frontend, Frontend::Bot);
    again.close().await;
    let mut tx = desk.store.write().await.unwrap();
    let error = tx
        .put_account(UserId(110_201_543), "x", desk.identity)
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Conflict(_)), "{error}");
}

/// Promise: what Telegram tells of a connection is kept, and only the newest; nothing of it is readable.
async fn a_renewed_connection_replaces_the_old_one(desk: Desk) {
    let mut tx = desk.store.write().await.unwrap();
    let account = tx
        .put_account(UserId(OWNER), "", desk.identity)
        .await
        .unwrap();
    let cell = tx.put_cell(GROUP, desk.identity).await.unwrap();
    tx.add_connection(account, cell, None).await.unwrap();
    tx.commit().await.unwrap();
    let version = desk.store.config_version().await.unwrap();
    for (name, enabled) in [("first", true), ("second", true), ("second", false)] {
        let now = connection(name, enabled);
        let identity = account;
        desk.apply(&[Change::Account { identity, now }]).await;
        let known = desk.store.identities().await.unwrap();
        let known = known.iter().find(|one| one.id == account).unwrap();
        assert_eq!(known.business, Some(BusinessId(name.into())));
        assert_eq!(known.username, "olga");
        let connections = desk.store.connections().await.unwrap();
        let state = connections[1].account().unwrap().state;
        let expected = match enabled {
            true => AccountState::Alive(connection(name, true).rights),
            false => AccountState::Ended,
        };
        assert_eq!(state, expected);
    }
    // Whoever keeps the configuration in memory reads it again.
    assert!(desk.store.config_version().await.unwrap() > version);
    // Set up again, it is still connected.
    let mut tx = desk.store.write().await.unwrap();
    tx.put_account(UserId(OWNER), "olga", desk.identity)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let known = desk.store.identities().await.unwrap();
    let known = known.iter().find(|one| one.id == account).unwrap();
    assert_eq!(known.business, Some(BusinessId("second".into())));
}

/// Promise: over another bot nothing is known of the connection until Telegram tells of it.
async fn an_account_moves_to_another_bot(desk: Desk) {
    let mut tx = desk.store.write().await.unwrap();
    let account = tx
        .put_account(UserId(OWNER), "olga", desk.identity)
        .await
        .unwrap();
    tx.set_account(account, &connection("first", true))
        .await
        .unwrap();
    let token = Secret::new("2:token".into());
    let other = tx
        .put_identity(UserId(2), "other_bot", &token)
        .await
        .unwrap();
    let again = tx.put_account(UserId(OWNER), "olga", other).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(again, account);
    let known = desk.store.identities().await.unwrap();
    let known = known.iter().find(|one| one.id == account).unwrap();
    assert_eq!((known.via, &known.business), (Some(other), &None));
}

/// Promise: an account to which a bot was connected before anybody asked for it is offered with its names, until it is connected or its
/// owner takes the bot off.
async fn pending_accounts_are_kept_until_they_are_connected(desk: Desk) {
    let put = async |now: BusinessConnection, at_ms: i64| {
        let mut tx = desk.store.write().await.unwrap();
        tx.put_pending(desk.identity, &now, at_ms).await.unwrap();
        tx.commit().await.unwrap();
    };
    put(connection("first", true), 1).await;
    put(connection("second", true), 2).await;
    let pending = desk.store.pending_accounts().await.unwrap();
    assert_eq!(pending.len(), 1);
    assert_eq!((pending[0].bot, pending[0].at_ms), (desk.identity, 2));
    assert_eq!(pending[0].connection, connection("second", true));
    put(connection("second", false), 3).await;
    assert!(desk.store.pending_accounts().await.unwrap().is_empty());
    put(connection("third", true), 4).await;
    let mut tx = desk.store.write().await.unwrap();
    tx.forget_pending(desk.identity, UserId(OWNER))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(desk.store.pending_accounts().await.unwrap().is_empty());
}

/// Promise: the conversations are found whose day ends, that owe an answer and were not told of; what a conversation knows of its window
/// comes back.
async fn closing_windows_are_found(desk: Desk) {
    let handled = |number: i64, wrote_ms: i64, told_ms: i64, status: Status| Conversation {
        id: ConversationId(number),
        card: CardId(number),
        handling: Handling {
            status,
            client_wrote_ms: wrote_ms,
            window_told_ms: told_ms,
            reactions_told: number == 11,
            deletions_told_ms: number,
            ..Handling::default()
        },
        ..desk.conversation(number, 500 + number)
    };
    let owed = Status::UserAnswered;
    let all = [
        handled(11, NOW_MS, 0, owed),
        handled(12, NOW_MS - 5, NOW_MS - 9, owed),
        handled(13, NOW_MS - 5, NOW_MS - 5, owed),
        handled(14, NOW_MS - 5, 0, Status::SupportAnswered),
        handled(15, NOW_MS - 10, 0, owed),
        handled(16, NOW_MS + 1, 0, owed),
        handled(17, 0, 0, owed),
    ];
    let changes = all.clone().map(Change::NewConversation);
    desk.apply(&changes).await;
    let period = (NOW_MS - 10, NOW_MS);
    let found = desk
        .store
        .closing_windows(desk.connection, period, 10)
        .await
        .unwrap();
    assert_eq!(found, [ConversationId(12), ConversationId(11)]);
    let mut tx = desk.store.write().await.unwrap();
    let known = tx.conversations(&[ConversationId(11)]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(known, [all[0].clone()]);
}
