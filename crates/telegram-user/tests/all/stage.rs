//! A world with its MTProto door open on loopback, and accounts that are logged in.

use std::collections::VecDeque;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use relevo_telegram::{
    Call, ChatId, Content, Gateway as _, Message, Once, Outcome, Receipt, Send, Text, UpdateId,
    UpdateKind,
};
use relevo_telegram_sim::control::{NewPerson, Say};
use relevo_telegram_sim::serve::{Listeners, serve};
use relevo_telegram_sim::sim::{Checks, Sim, SimClock};
use relevo_telegram_sim::world::World;
use relevo_telegram_user::{Account, App, Server, Session};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// The longest wait for anything; a test that hangs fails here.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long an account waits for a page before it is asked again.
const LOOK: Duration = Duration::from_millis(500);

pub(crate) async fn until<T>(future: impl Future<Output = T>) -> T {
    let in_time = tokio::time::timeout(PATIENCE, future).await;
    in_time.expect("it happens in time")
}

pub(crate) fn app() -> App {
    App {
        id: 1,
        hash: "hash".into(),
        device: "Relevo tests".into(),
    }
}

/// The world; its door shuts with this.
pub(crate) struct Stage {
    pub(crate) sim: Arc<Sim>,
    address: SocketAddr,
    serving: JoinHandle<std::io::Result<()>>,
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Stage {
    pub(crate) async fn new() -> Stage {
        let sim = Sim::new(World::new(1), SimClock::Real { factor: 1 }, Checks::On);
        let door = TcpListener::bind("127.0.0.1:0").await;
        let door = door.expect("loopback has a free port");
        let address = door.local_addr().expect("it is bound");
        let listeners = Listeners {
            mtproto: Some(door),
            ..Listeners::default()
        };
        let serving = tokio::spawn(serve(sim.clone(), listeners, std::future::pending()));
        Stage {
            sim,
            address,
            serving,
        }
    }

    pub(crate) fn person(&self, first_name: &str, phone: &str) -> i64 {
        let new = NewPerson {
            first_name: first_name.to_owned(),
            phone: Some(phone.to_owned()),
            ..NewPerson::default()
        };
        self.sim.with(|world| world.make_person(new))
    }

    /// A session at the world's server, with a key of its own drawn from `seed`; with an account it is logged in.
    pub(crate) fn session(&self, seed: u8, account: Option<i64>) -> Arc<Session> {
        let key = std::array::from_fn(|at| {
            let at = u8::try_from(at).expect("256 bytes");
            seed.wrapping_mul(31).wrapping_add(at) ^ 0x5a
        });
        self.sim.share_auth_key(key, account);
        let SocketAddr::V4(v4) = self.address else {
            panic!("loopback is IPv4 here")
        };
        Arc::new(Session::at(Server {
            id: 2,
            ipv4: v4,
            ipv6: format!("[::1]:{}", v4.port()).parse().expect("an address"),
            auth_key: Some(key),
        }))
    }

    pub(crate) fn say(&self, person: i64, chat: i64, words: &str) -> i64 {
        self.sim
            .with(|world| world.say(person, chat, Say::text(words)))
            .expect("it may be said")
    }

    /// What somebody sees in a chat.
    pub(crate) fn seen(&self, chat: i64, reader: i64) -> Vec<String> {
        let rows = self.sim.with(|world| world.transcript(chat, reader));
        let there = rows.into_iter().filter(|row| !row.deleted);
        there.map(|row| row.text).collect()
    }
}

/// An account that takes its updates in as the desk does, and keeps what a page brings.
pub(crate) struct Taking {
    pub(crate) account: Account,
    after: Option<UpdateId>,
    kept: Option<Vec<u8>>,
    read: VecDeque<UpdateKind>,
}

impl Taking {
    pub(crate) fn new(session: Arc<Session>) -> Taking {
        Taking {
            account: Account::resume(session, app()),
            after: None,
            kept: None,
            read: VecDeque::new(),
        }
    }

    /// The process dies, and another goes on with what was kept.
    pub(crate) fn dies(self) -> Taking {
        let kept = self.kept.expect("something was kept");
        let session = Session::read(&kept).expect("a session");
        Taking {
            after: self.after,
            kept: Some(kept),
            ..Taking::new(Arc::new(session))
        }
    }

    /// Takes one page in; whether there was anything. A line that is down is tried again.
    pub(crate) async fn page(&mut self) -> bool {
        let Ok(page) = until(self.account.next_page(self.after, LOOK)).await else {
            return false;
        };
        for raw in &page.updates {
            assert!(self.after.is_none_or(|after| after < raw.id), "in order");
            self.after = Some(raw.id);
            let update = self.account.read(raw).expect("it can be read");
            self.read.push_back(update.kind);
        }
        self.kept = page.kept.or(self.kept.take());
        !page.updates.is_empty()
    }

    /// Until it is logged in and hears what is said from now on.
    pub(crate) async fn listens(&mut self) {
        until(async {
            loop {
                if self
                    .account
                    .next_page(self.after, Duration::from_millis(50))
                    .await
                    .is_ok()
                {
                    return;
                }
            }
        })
        .await;
    }

    /// The next update that is so.
    pub(crate) async fn next<T>(&mut self, pick: impl Fn(&UpdateKind) -> Option<T>) -> T {
        until(async {
            loop {
                while let Some(update) = self.read.pop_front() {
                    if let Some(picked) = pick(&update) {
                        return picked;
                    }
                }
                self.page().await;
            }
        })
        .await
    }

    /// The next message with words that the account did not write.
    pub(crate) async fn hears(&mut self, own: i64) -> Message {
        self.next(|update| match update {
            UpdateKind::Message(message) if words(message).is_some() => {
                Some(message.clone()).filter(|one| !is_by(one, own))
            }
            _ => None,
        })
        .await
    }

    /// What pages have brought and nobody has asked for yet: words of others.
    pub(crate) fn rest(&mut self, own: i64) -> Vec<String> {
        let read = std::mem::take(&mut self.read);
        let others = read.iter().filter_map(|update| match update {
            UpdateKind::Message(message) if !is_by(message, own) => words(message),
            _ => None,
        });
        others.map(str::to_owned).collect()
    }

    pub(crate) async fn makes(&self, call: &Call, once: u64) -> Outcome {
        until(self.account.call_once(call, Once(once))).await
    }

    /// Sends words, again and again under one number until it is known that they are there.
    pub(crate) async fn sends(&self, chat: i64, text: &str, once: u64) -> i64 {
        let call = send(chat, Text::plain(text));
        until(async {
            loop {
                match self.account.call_once(&call, Once(once)).await {
                    Outcome::Done(Receipt::Message(id)) => return id.0,
                    Outcome::NotSent => {}
                    other => panic!("{other:?}"),
                }
            }
        })
        .await
    }
}

pub(crate) fn is_by(message: &Message, person: i64) -> bool {
    match &message.author {
        relevo_telegram::Author::User(user) => user.id.0 == person,
        _ => false,
    }
}

pub(crate) fn words(message: &Message) -> Option<&str> {
    match &message.content {
        Content::Text(text) => Some(&text.text),
        _ => None,
    }
}

pub(crate) fn to(chat: i64) -> Send {
    Send {
        chat: ChatId(chat),
        thread: None,
        reply: None,
        silent: false,
    }
}

pub(crate) fn send(chat: i64, text: Text) -> Call {
    Call::SendText {
        to: to(chat),
        text,
        no_preview: false,
        buttons: Vec::new(),
    }
}
