//! A playground open on loopback, and a browser's part of the conversation with it.

use std::net::SocketAddr;
use std::sync::Arc;

use relevo_telegram_sim::playground::Playground;
use relevo_telegram_sim::serve::{Listeners, serve};
use relevo_telegram_sim::sim::{Checks, Sim, SimClock};
use relevo_telegram_sim::world::World;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::doors::wire::{header, until};

/// An open playground; it shuts when dropped.
pub(crate) struct Open {
    pub(crate) sim: Arc<Sim>,
    pub(crate) playground: Arc<Playground>,
    pub(crate) wishes: tokio::sync::mpsc::UnboundedReceiver<relevo_telegram_sim::playground::Wish>,
    pub(crate) at: SocketAddr,
    serving: JoinHandle<()>,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// An answer with its head.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        header(&self.head, name).unwrap_or_default()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("the body is JSON")
    }
}

impl Open {
    pub(crate) async fn new(world: World) -> Open {
        let sim = Sim::new(world, SimClock::Manual, Checks::On);
        let (playground, wishes) = Playground::new("A test");
        let listener = TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("loopback has a free port");
        let at = listener.local_addr().expect("it is bound");
        let listeners = Listeners {
            playground: Some((listener, playground.clone())),
            ..Listeners::default()
        };
        let served = sim.clone();
        let serving = tokio::spawn(async move {
            let ended = serve(served, listeners, std::future::pending()).await;
            ended.expect("the door stays open");
        });
        Open {
            sim,
            playground,
            wishes,
            at,
            serving,
        }
    }

    /// An exchange with these lines in its head.
    pub(crate) async fn ask(&self, first: &str, lines: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = format!("{first} HTTP/1.0\r\n");
        for (name, value) in lines {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str(&format!("Content-Length: {}\r\n\r\n", body.len()));
        let answer = until(async {
            let mut stream = TcpStream::connect(self.at).await.expect("it listens");
            let sent = [request.as_bytes(), body].concat();
            stream.write_all(&sent).await.expect("it reads");
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).await.expect("it answers");
            answer
        })
        .await;
        let text = String::from_utf8_lossy(&answer);
        let (head, _) = text.split_once("\r\n\r\n").expect("a whole head");
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        Answer {
            status: status.expect("a status line"),
            head: head.to_owned(),
            body: answer[head.len() + 4..].to_vec(),
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), &[("Host", "localhost")], b"")
            .await
    }

    /// The object under an address that answers well.
    pub(crate) async fn read(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(
            answer.status,
            200,
            "{path}: {}",
            String::from_utf8_lossy(&answer.body)
        );
        answer.json()
    }

    pub(crate) async fn act(&self, operation: &str, arguments: &Value) -> (u16, Value) {
        let head = [("Host", "localhost"), ("Content-Type", "application/json")];
        let path = format!("POST /api/do/{operation}");
        let answer = self
            .ask(&path, &head, arguments.to_string().as_bytes())
            .await;
        (answer.status, answer.json())
    }

    /// Opens the stream of these persons.
    pub(crate) async fn events(&self, persons: &str, since: u64) -> Events {
        let mut stream = TcpStream::connect(self.at).await.expect("it listens");
        let request = format!(
            "GET /api/events?as={persons}&since={since} HTTP/1.0\r\nHost: localhost\r\n\r\n"
        );
        stream
            .write_all(request.as_bytes())
            .await
            .expect("it reads");
        let mut events = Events {
            lines: BufReader::new(stream),
            seq: since,
        };
        // The head ends with an empty line.
        while !events.line().await.is_empty() {}
        events
    }
}

/// A stream being read.
pub(crate) struct Events {
    lines: BufReader<TcpStream>,
    /// The last `id`.
    pub(crate) seq: u64,
}

impl Events {
    async fn line(&mut self) -> String {
        let mut line = String::new();
        let read = until(self.lines.read_line(&mut line)).await;
        assert!(read.expect("it goes on") > 0, "the stream ended");
        line.trim_end().to_owned()
    }

    /// The next event with its data.
    pub(crate) async fn next(&mut self) -> (String, Value) {
        let (mut name, mut data) = (String::new(), None);
        loop {
            let line = self.line().await;
            match line.split_once(": ") {
                Some(("event", value)) => name = value.to_owned(),
                Some(("data", value)) => data = serde_json::from_str(value).ok(),
                Some(("id", value)) => self.seq = value.parse().expect("a number"),
                _ => {
                    if let Some(data) = data.take() {
                        return (name, data);
                    }
                }
            }
        }
    }

    /// Data of the next event of this name; others are passed over.
    pub(crate) async fn next_of(&mut self, wanted: &str) -> Value {
        loop {
            let (name, data) = self.next().await;
            if name == wanted {
                return data;
            }
        }
    }
}
