//! A very small HTTP caller that shows exactly what came back, however badly it ended.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use relevo_telegram_sim::serve::{Listeners, serve};
use relevo_telegram_sim::sim::Sim;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Nothing takes this long unless it hangs: starting an interpreter on a busy machine takes longest.
const PATIENCE: Duration = Duration::from_secs(120);

/// The doors of a simulator, open on loopback until this is dropped.
pub(crate) struct Doors {
    pub(crate) bot_api: SocketAddr,
    pub(crate) control: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    serving: Option<JoinHandle<std::io::Result<()>>>,
}

impl Doors {
    pub(crate) async fn open(sim: &Arc<Sim>) -> Doors {
        let bot_api = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("loopback has a free port");
        let control = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("loopback has a free port");
        let (stop, stopped) = oneshot::channel();
        let (bot_api_at, control_at) = (bot_api.local_addr(), control.local_addr());
        let listeners = Listeners {
            bot_api: Some(bot_api),
            control: Some(control),
            ..Listeners::default()
        };
        let serving = tokio::spawn(serve(sim.clone(), listeners, async {
            let _ = stopped.await;
        }));
        Doors {
            bot_api: bot_api_at.expect("it is bound"),
            control: control_at.expect("it is bound"),
            stop: Some(stop),
            serving: Some(serving),
        }
    }

    /// Shuts the doors and waits until they are shut.
    pub(crate) async fn shut(mut self) {
        drop(self.stop.take());
        let serving = self.serving.take().expect("only shut takes it");
        until(serving)
            .await
            .expect("serving does not panic")
            .expect("serving ends well");
    }
}

/// What a caller saw of an exchange.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    Answer {
        status: u16,
        body: Vec<u8>,
    },
    /// The head and this much of the body.
    Part {
        status: u16,
        body: Vec<u8>,
    },
    /// The connection was closed without a byte.
    Closed,
    Reset,
    Refused,
}

impl Seen {
    /// Status and JSON of a whole answer.
    pub(crate) fn json(self) -> (u16, Value) {
        match self {
            Seen::Answer { status, body } => (
                status,
                serde_json::from_slice(&body).expect("the body is JSON"),
            ),
            other => panic!("no whole answer but {other:?}"),
        }
    }
}

/// The future's output; a test that hangs fails here.
pub(crate) async fn until<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, future)
        .await
        .expect("it happens in time")
}

/// One exchange on a connection of its own.
pub(crate) async fn exchange(address: SocketAddr, request: &[u8]) -> Seen {
    until(async {
        let mut stream = match TcpStream::connect(address).await {
            Ok(stream) => stream,
            Err(error) if error.kind() == ErrorKind::ConnectionRefused => return Seen::Refused,
            Err(error) if error.kind() == ErrorKind::ConnectionReset => return Seen::Reset,
            Err(error) => panic!("cannot connect: {error}"),
        };
        let mut answer = Vec::new();
        let sent = stream.write_all(request).await;
        match sent.and(stream.read_to_end(&mut answer).await.map(|_| ())) {
            Ok(()) => seen(&answer),
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::ConnectionReset | ErrorKind::BrokenPipe
                ) =>
            {
                Seen::Reset
            }
            Err(error) => panic!("the exchange failed: {error}"),
        }
    })
    .await
}

fn seen(answer: &[u8]) -> Seen {
    let text = String::from_utf8_lossy(answer);
    let Some((head, _)) = text.split_once("\r\n\r\n") else {
        return Seen::Closed;
    };
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .expect("a status line");
    let length = header(head, "content-length")
        .and_then(|length| length.parse().ok())
        .unwrap_or(0);
    let body = answer[head.len() + 4..].to_vec();
    if body.len() < length {
        Seen::Part { status, body }
    } else {
        Seen::Answer { status, body }
    }
}

/// The value of a header, by its lower-case name.
pub(crate) fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// A GET request.
pub(crate) fn get(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: sim\r\nConnection: close\r\n\r\n").into_bytes()
}

/// A POST request.
pub(crate) fn post(path: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let mut request = format!(
        "POST {path} HTTP/1.1\r\nHost: sim\r\nConnection: close\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n"
    )
    .into_bytes();
    request.extend_from_slice(body);
    request
}

/// A POST request with JSON.
pub(crate) fn post_json(path: &str, body: &Value) -> Vec<u8> {
    post(path, "application/json", body.to_string().as_bytes())
}
