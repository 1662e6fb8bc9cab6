//! The stream of what is new for the persons a page shows, as server-sent events.
//!
//! One stream for all of them, since a browser gives a host few connections: what is a person's says whose it is (`as`).
//! Nothing is queued for a page: it remembers how far it has come in the world's feed, and the next bit is rendered when
//! there is room for it on the wire. So a slow page holds one bit at most, and whoever falls far behind reads anew.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::{Bytes, Incoming};
use hyper::{Request, StatusCode};
use serde::Serialize;
use serde_json::Value;
use tokio::sync::watch;

use super::query::Query;
use super::reply::{Reply, reply};
use crate::door::control::Refused;
use crate::door::socket::AnswerBody;
use crate::playground::Playground;
use crate::sim::{Sim, SimClock};
use crate::view::{self, News};

/// After this long without news a comment shows whether the page is still there.
const SILENCE: Duration = Duration::from_secs(15);

/// How many persons one stream may tell of.
const PERSONS_MAX: usize = 8;

/// Sees no chat; hears of people, calls and the host like everybody.
const NOBODY: i64 = 0;

/// One page's place in the feed.
struct Watcher {
    sim: Arc<Sim>,
    playground: Arc<Playground>,
    viewers: Vec<i64>,
    at: u64,
    touched: watch::Receiver<u64>,
    host: watch::Receiver<u64>,
    /// Whether the page is to be told of the host.
    host_due: bool,
    /// Whether the first bit, which opens the stream, is out.
    begun: bool,
}

/// Begins a stream.
pub(super) fn answer(
    sim: Arc<Sim>,
    playground: Arc<Playground>,
    http: &Request<Incoming>,
) -> Result<Reply, Refused> {
    let query = Query::new(http.uri().query());
    let ids = query.list("as")?;
    if ids.len() > PERSONS_MAX {
        return Err(Refused::new(400, format!("as: at most {PERSONS_MAX}")));
    }
    // A browser that comes back by itself says how far it had come.
    let last = http.headers().get("last-event-id");
    let last = last.and_then(|id| id.to_str().ok()?.parse().ok());
    let since = query.number("since")?;
    let touched = sim.watch();
    let (viewers, now) = sim.with_quietly(|world| {
        let viewers: Result<Vec<i64>, view::Hidden> =
            ids.iter().map(|id| view::viewer(world, *id)).collect();
        // A page of a world without people waits for the first one.
        let viewers = viewers.map(|all| if all.is_empty() { vec![NOBODY] } else { all });
        (viewers, world.feed.seq())
    });
    let watcher = Watcher {
        viewers: viewers?,
        at: last.or(since).unwrap_or(now),
        touched,
        host: playground.changes(),
        sim,
        playground,
        host_due: true,
        begun: false,
    };
    let stream = futures_util::stream::unfold(watcher, |mut watcher| async {
        let bit = watcher.next().await?;
        Some((Bytes::from(bit), watcher))
    });
    let body = AnswerBody::Stream(Box::pin(stream));
    Ok(reply(StatusCode::OK, "text/event-stream", body))
}

impl Watcher {
    /// The next bit; `None` if the simulator is gone.
    async fn next(&mut self) -> Option<String> {
        if !self.begun {
            self.begun = true;
            let mut bit = "retry: 500\n\n".to_owned();
            self.look(&mut bit);
            return Some(bit);
        }
        // Every round follows a change or the end of a silence.
        loop {
            let before = self.at;
            let mut bit = String::new();
            self.look(&mut bit);
            if !bit.is_empty() {
                return Some(bit);
            }
            if self.at != before {
                continue;
            }
            let (touched, host, host_due) = (&mut self.touched, &mut self.host, &mut self.host_due);
            let change = async {
                tokio::select! {
                    touched = touched.changed() => touched.is_ok(),
                    host = host.changed() => {
                        *host_due = true;
                        host.is_ok()
                    }
                }
            };
            // A page's patience is on the wall.
            match (SimClock::Real { factor: 1 }).within(SILENCE, change).await {
                Some(true) => {}
                Some(false) => return None,
                None => return Some(format!(":\nid: {}\n\n", self.at)),
            }
        }
    }

    /// Adds what is new. Only the last event says how far the page has come: a bit that breaks off is read again.
    fn look(&mut self, bit: &mut String) {
        let before = bit.len();
        let (reached, news) = self.news();
        self.at = reached;
        for (first, (viewer, own)) in news.iter().enumerate().map(|(at, one)| (at == 0, one)) {
            for one in own {
                match one {
                    News::Call(number) if first => self.add_call(*number, bit),
                    News::People(_) | News::Resync {} if first => add(one.name(), one, bit),
                    News::Call(_) | News::People(_) | News::Resync {} => {}
                    one => add(one.name(), &of(*viewer, one), bit),
                }
            }
        }
        if std::mem::take(&mut self.host_due) {
            add("host", &self.playground.host(), bit);
        }
        if bit.len() > before {
            // Into the last event, in front of the empty line that ends it.
            bit.pop();
            let _ = write!(bit, "id: {}\n\n", self.at);
        }
    }

    /// What is new for each, looked at under one lock so that all come equally far. Who must read anew lets all do so: the
    /// page is one.
    fn news(&self) -> (u64, Vec<(i64, Vec<News>)>) {
        self.sim.with_quietly(|world| {
            let mut reached = self.at;
            let mut news = Vec::new();
            for viewer in &self.viewers {
                let (end, own) = view::news(world, *viewer, self.at);
                if matches!(own[..], [News::Resync {}]) {
                    return (end, vec![(*viewer, own)]);
                }
                reached = end;
                news.push((*viewer, own));
            }
            (reached, news)
        })
    }

    fn add_call(&self, number: u64, bit: &mut String) {
        let calls = self.sim.calls(number);
        let call = calls
            .into_iter()
            .next()
            .filter(|call| call.number == number);
        if let Some(call) = call {
            let row = self.sim.with_quietly(|world| view::call_row(world, call));
            add("call", &row, bit);
        }
    }
}

/// News of one person, saying whose they are.
fn of(viewer: i64, news: &News) -> Value {
    let mut data = serde_json::to_value(news).expect("what is shown always serializes");
    data["as"] = viewer.into();
    data
}

fn add(name: &str, data: &impl Serialize, bit: &mut String) {
    let data = serde_json::to_string(data).expect("what is shown always serializes");
    // JSON has no line breaks of its own, so one line is enough. Writing into a string cannot fail.
    let _ = write!(bit, "event: {name}\ndata: {data}\n\n");
}
