//! What a page reads: everything under `/api` but the stream.

use std::time::Duration;

use serde_json::json;

use super::query::Query;
use super::reply::{self, Reply};
use crate::door::control::Refused;
use crate::playground::Playground;
use crate::sim::{Sim, SimClock};
use crate::view::{self, Hidden, Wanted};
use crate::world::World;

/// Messages in a page that names no limit, and at most.
const PAGE: usize = 60;
const PAGE_MAX: usize = 200;
/// How long the answer to a pressed button is waited for.
const PRESSED_PATIENCE: Duration = Duration::from_secs(20);

impl From<Hidden> for Refused {
    fn from(hidden: Hidden) -> Refused {
        Refused::new(404, hidden.0)
    }
}

/// Answers one `GET`.
pub(super) async fn answer(
    sim: &Sim,
    playground: &Playground,
    path: &str,
    query: Option<&str>,
) -> Result<Reply, Refused> {
    let query = Query::new(query);
    match path {
        "/api/start" => Ok(start(sim, playground)),
        "/api/chats" => with_viewer(sim, &query, |world, viewer| {
            Ok(reply::json(
                &json!({"seq": world.feed.seq(), "chats": view::all_chats(world, viewer)}),
            ))
        }),
        "/api/chat" => {
            let chat = query.needed("chat")?;
            with_viewer(sim, &query, |world, viewer| {
                Ok(reply::json(&view::details(world, viewer, chat)?))
            })
        }
        "/api/topics" => {
            let chat = query.needed("chat")?;
            with_viewer(sim, &query, |world, viewer| {
                let topics = view::all_topics(world, viewer, chat)?;
                Ok(reply::json(
                    &json!({"seq": world.feed.seq(), "topics": topics}),
                ))
            })
        }
        "/api/messages" => messages(sim, &query),
        "/api/answer" => pressed(sim, &query).await,
        "/api/calls" => {
            let calls = sim.calls(query.number("from")?.unwrap_or(0));
            let rows: Vec<_> = sim.with_quietly(|world| {
                let rows = calls.into_iter().map(|call| view::call_row(world, call));
                rows.collect()
            });
            Ok(reply::json(&json!({"calls": rows})))
        }
        _ => Err(Refused::new(404, "there is nothing under this address")),
    }
}

fn start(sim: &Sim, playground: &Playground) -> Reply {
    let factor = match sim.clock {
        SimClock::Manual => 0,
        SimClock::Real { factor } => factor,
    };
    let host = playground.host();
    // The world's time moves when somebody acts; so that it is right, this looks like one.
    sim.with(|world| {
        reply::json(&json!({
            "seq": world.feed.seq(),
            "now_ms": world.now_ms(),
            "factor": factor,
            "people": view::all_people(world),
            "host": host,
        }))
    })
}

/// The bot's answer to a pressed button, as soon as it is there; null if it does not come.
async fn pressed(sim: &Sim, query: &Query<'_>) -> Result<Reply, Refused> {
    let id = query
        .text("query")
        .ok_or_else(|| Refused::new(400, "query is missing"))?;
    let mut touched = sim.watch();
    let answer = async {
        // Every round follows a change of the world.
        loop {
            let answer = sim.with_quietly(|world| world.callback_answer(&id).cloned());
            if answer.is_some() || touched.changed().await.is_err() {
                return answer;
            }
        }
    };
    // A visitor's patience is on the wall.
    let answer = (SimClock::Real { factor: 1 })
        .within(PRESSED_PATIENCE, answer)
        .await;
    Ok(reply::json(&json!({"answer": answer.flatten()})))
}

fn messages(sim: &Sim, query: &Query<'_>) -> Result<Reply, Refused> {
    let chat = query.needed("chat")?;
    let thread = query.number("thread")?.unwrap_or(0);
    let limit = query.number("limit")?.unwrap_or(PAGE).clamp(1, PAGE_MAX);
    let given = [
        query.number("before")?.map(Wanted::Before),
        query.number("after")?.map(Wanted::After),
        query.number("around")?.map(Wanted::Around),
    ];
    let mut given = given.into_iter().flatten();
    let wanted = given.next().unwrap_or(Wanted::Newest);
    if given.next().is_some() {
        return Err(Refused::new(
            400,
            "give only one of before, after and around",
        ));
    }
    with_viewer(sim, query, |world, viewer| {
        let part = view::page(world, viewer, (chat, thread), wanted, limit)?;
        Ok(reply::json(&json!({
            "seq": world.feed.seq(),
            "messages": part.messages,
            "older": part.older,
            "newer": part.newer,
        })))
    })
}

fn with_viewer(
    sim: &Sim,
    query: &Query<'_>,
    look: impl FnOnce(&World, i64) -> Result<Reply, Refused>,
) -> Result<Reply, Refused> {
    let id = query.needed("as")?;
    sim.with_quietly(|world| look(world, view::viewer(world, id)?))
}
