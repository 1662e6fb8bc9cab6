//! The conversations that lists are made of, and which menus are registered.

use relevo::secrets::Secret;
use relevo_core::{
    CardId, Change, ConnectionId, Conversation, ConversationId, Handling, Responsible, Standing,
    Status, Topic,
};
use relevo_telegram::{ChatId, ThreadId, UserId};

use super::contracts;
use super::desk::{Desk, GROUP, NOW_MS};

contracts! {
    what_waits_for_the_team
    what_somebody_is_responsible_for
    a_bots_menu_is_remembered
}

impl Desk {
    /// A conversation with a topic of its own, in this status since then.
    fn handled(&self, id: i64, status: Status, status_ms: i64) -> Conversation {
        Conversation {
            topic: Topic::Open(ThreadId(id)),
            handling: Handling {
                status,
                status_ms,
                ..Handling::default()
            },
            ..self.conversation(id, 1_000 + id)
        }
    }

    /// Another connection: of this cell, and one of another.
    async fn others(&self) -> (ConnectionId, ConnectionId) {
        let mut tx = self.store.write().await.unwrap();
        let mut connections = Vec::new();
        for (user, group) in [(1, None), (2, Some(ChatId(-1_001_111_111_111)))] {
            let token = Secret::new(format!("{user}:token"));
            let name = format!("bot_{user}");
            let identity = tx.put_identity(UserId(user), &name, &token).await.unwrap();
            let cell = match group {
                None => self.cell,
                Some(group) => tx.put_cell(group, identity).await.unwrap(),
            };
            let owner = Some(UserId(77));
            connections.push(tx.add_connection(identity, cell, owner).await.unwrap());
        }
        tx.commit().await.unwrap();
        (connections[0], connections[1])
    }

    async fn know(&self, all: &[Conversation]) {
        let all: Vec<Change> = all.iter().cloned().map(Change::NewConversation).collect();
        self.apply(&all).await;
    }
}

fn ids(found: &[Conversation]) -> Vec<i64> {
    found.iter().map(|one| one.id.0).collect()
}

/// Promise: what waits for the team is what is 🟪, has a topic and is served, over every connection of the cell and no other; the oldest
/// first, and no more than asked for, but all are counted.
async fn what_waits_for_the_team(desk: Desk) {
    let (second, elsewhere) = desk.others().await;
    let waits = |id, ago| desk.handled(id, Status::UserAnswered, NOW_MS - ago);
    desk.know(&[
        waits(1, 10),
        waits(2, 30),
        Conversation {
            connection: second,
            ..waits(3, 20)
        },
        Conversation {
            connection: elsewhere,
            ..waits(4, 40)
        },
        Conversation {
            topic: Topic::None,
            ..waits(5, 50)
        },
        Conversation {
            standing: Standing::Ignored,
            ..waits(6, 60)
        },
        desk.handled(7, Status::SupportAnswered, NOW_MS - 70),
        desk.handled(8, Status::Closed, NOW_MS - 80),
        waits(9, 20),
    ])
    .await;
    let all = desk.store.waiting_for_team(desk.cell, 30).await.unwrap();
    assert_eq!((ids(&all.first), all.all), (vec![2, 3, 9, 1], 4));
    assert_eq!(all.first[3], waits(1, 10));
    let few = desk.store.waiting_for_team(desk.cell, 2).await.unwrap();
    assert_eq!((ids(&few.first), few.all), (vec![2, 3], 4));
}

/// Promise: whoever asks gets what they are responsible for and is not closed, over every connection of the cell and no other; first what
/// waits for the team, and of each status the oldest first.
async fn what_somebody_is_responsible_for(desk: Desk) {
    let (second, elsewhere) = desk.others().await;
    let of = |person, conversation: Conversation| Conversation {
        handling: Handling {
            responsible: Some(Responsible {
                person: UserId(person),
                card: CardId(900),
            }),
            ..conversation.handling
        },
        ..conversation
    };
    let team = |id, ago| desk.handled(id, Status::UserAnswered, NOW_MS - ago);
    let client = |id, ago| desk.handled(id, Status::SupportAnswered, NOW_MS - ago);
    desk.know(&[
        of(77, client(1, 90)),
        of(77, client(2, 95)),
        of(77, team(3, 10)),
        Conversation {
            connection: second,
            ..of(77, team(4, 20))
        },
        Conversation {
            connection: elsewhere,
            ..of(77, team(5, 30))
        },
        of(78, team(6, 40)),
        team(7, 50),
        of(77, desk.handled(8, Status::Closed, NOW_MS - 60)),
    ])
    .await;
    let person = UserId(77);
    let all = desk.store.of_responsible(desk.cell, person, 30).await;
    let all = all.unwrap();
    assert_eq!((ids(&all.first), all.all), (vec![4, 3, 2, 1], 4));
    assert_eq!(all.first[0].id, ConversationId(4));
    let few = desk.store.of_responsible(desk.cell, person, 1).await;
    let few = few.unwrap();
    assert_eq!((ids(&few.first), few.all), (vec![4], 4));
    let nobody = desk.store.of_responsible(desk.cell, UserId(1), 30).await;
    assert_eq!(nobody.unwrap().all, 0);
}

/// Promise: the menu of a bot is known for the group in which it was registered last, and for no other.
async fn a_bots_menu_is_remembered(desk: Desk) {
    let (bot, store) = (desk.identity, &desk.store);
    let other = ChatId(-1_001_111_111_111);
    assert_eq!(store.menu(bot, GROUP).await.unwrap(), None);
    for digest in [7, i64::MIN] {
        store.put_menu(bot, GROUP, digest).await.unwrap();
        assert_eq!(store.menu(bot, GROUP).await.unwrap(), Some(digest));
    }
    assert_eq!(store.menu(bot, other).await.unwrap(), None);
    store.put_menu(bot, other, 8).await.unwrap();
    assert_eq!(store.menu(bot, GROUP).await.unwrap(), None);
    assert_eq!(store.menu(bot, other).await.unwrap(), Some(8));
    store.forget_menu(bot, GROUP).await.unwrap();
    assert_eq!(store.menu(bot, other).await.unwrap(), Some(8));
    store.forget_menu(bot, other).await.unwrap();
    assert_eq!(store.menu(bot, other).await.unwrap(), None);
}
