//! How the desk stands, counted where somebody of the team asks for it in General, and nowhere else.
//!
//! Read before the page's transaction, so that counting keeps nobody waiting. Neighbours: `relevo_core::decide` answers. Deliberately
//! absent: what `relevo status` tells the host besides.

use relevo_core::{
    BotStanding, BotTrouble, Busy, Cell, Connection, ConnectionState, ConversationId, DeskStatus,
    Direction, IdentityId, RelayOut, Unsettled, Waiting, asks_for_status,
};
use relevo_telegram::UpdateKind;

use super::named::Named;
use super::stopped;
use crate::directory::Directory;
use crate::store::{Backlog, BotStatus, Identity, Store, StoreError, Trouble};

/// How many lanes, and how many topics in which a person is needed, are named.
const NAMED_MAX: i64 = 3;

/// How the desk stands, if anything of this page asks for it and this connection is the one to answer.
pub(super) async fn asked(
    store: &Store,
    (connection, directory): (&Connection, &Directory),
    page: &[Result<UpdateKind, &'static str>],
    now_ms: i64,
) -> Result<Option<DeskStatus>, StoreError> {
    let Some(cell) = directory.cells.get(&connection.cell) else {
        return Ok(None);
    };
    let is_asked = page.iter().any(|read| {
        matches!(read, Ok(UpdateKind::Message(message))
            if message.chat.id == cell.group && asks_for_status(message))
    });
    if !is_asked || !stopped::speaks(connection, cell, directory) {
        return Ok(None);
    }
    counted(store, (cell, directory), now_ms).await.map(Some)
}

async fn counted(
    store: &Store,
    (cell, directory): (&Cell, &Directory),
    now_ms: i64,
) -> Result<DeskStatus, StoreError> {
    let stands = store.cell_bots(cell, now_ms).await?;
    let busiest = store.busiest(cell.id, NAMED_MAX).await?;
    let in_question = store.in_question(cell.id, now_ms, NAMED_MAX).await?;
    let in_lanes = busiest.iter().map(|lane| lane.conversation);
    let unsettled = in_question.most.iter();
    let unsettled = unsettled.map(|(conversation, ..)| *conversation);
    let ids: Vec<ConversationId> = in_lanes.chain(unsettled).collect();
    let named = Named::fetch(store, (cell, directory), &ids).await?;
    let bots = standings(store, (cell, directory), stands.bots).await?;
    let waits = |direction| waiting(&stands.backlog, direction);
    let busiest = busiest.iter().filter_map(|lane| {
        Some(Busy {
            direction: lane.direction,
            topic: named.topic(lane.conversation)?,
            count: small(lane.waiting),
        })
    });
    let unsettled = in_question.most.iter();
    let unsettled = unsettled.filter_map(|(conversation, held, count)| {
        Some(Unsettled {
            topic: named.topic(*conversation)?,
            held: *held,
            count: small(*count),
        })
    });
    Ok(DeskStatus {
        at_ms: now_ms,
        bots,
        to_topics: waits(Direction::ToTopic),
        to_clients: waits(Direction::ToClient),
        busiest: busiest.collect(),
        held: small(in_question.held),
        failed: small(in_question.failed),
        unsettled: unsettled.collect(),
    })
}

/// How the bots of a backend group stand, the desk bot first.
pub(crate) async fn standings(
    store: &Store,
    (cell, directory): (&Cell, &Directory),
    mut bots: Vec<BotStatus>,
) -> Result<Vec<BotStanding>, StoreError> {
    let identities = store.identities().await?;
    bots.sort_by_key(|bot| bot.id != cell.desk);
    let standings = bots.iter().filter_map(|bot| {
        let identity = identities.iter().find(|one| one.id == bot.id)?;
        Some(standing(bot, identity, directory))
    });
    Ok(standings.collect())
}

fn small(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn waiting(backlog: &[Backlog], direction: Direction) -> Waiting {
    let found = backlog.iter().find(|one| one.direction == direction);
    found.map_or(Waiting::default(), |one| Waiting {
        count: small(one.waiting),
        oldest_ms: one.oldest_ms,
    })
}

fn standing(bot: &BotStatus, identity: &Identity, directory: &Directory) -> BotStanding {
    let trouble = match bot.out {
        Some(RelayOut::NotMember) => Some(BotTrouble::NotMember),
        Some(RelayOut::Send) => Some(BotTrouble::Send),
        Some(RelayOut::Token) => Some(BotTrouble::Token),
        None if is_stopped(bot.id, directory) => Some(BotTrouble::Stopped),
        None => identity.trouble.map(|trouble| match trouble {
            Trouble::Token => BotTrouble::Token,
            Trouble::SecondPoller => BotTrouble::SecondPoller,
            Trouble::Other => BotTrouble::NoUpdates,
        }),
    };
    BotStanding {
        username: identity.username.clone(),
        is_relay: bot.is_relay,
        used: bot.used,
        of: bot.of,
        usual: bot.usual,
        wait_until_ms: bot.wait_until_ms,
        trouble,
    }
}

fn is_stopped(bot: IdentityId, directory: &Directory) -> bool {
    let connection = directory.connection_of(bot);
    connection.is_some_and(|connection| connection.state == ConnectionState::Stopped)
}
