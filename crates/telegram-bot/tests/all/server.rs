//! A tiny HTTP server on loopback that behaves as told, request by request.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What the server does with one request.
#[derive(Clone, Debug)]
pub(crate) enum Behaviour {
    /// Answers.
    Answer(u16, String),
    /// Answers without saying how long that is, then closes.
    Unmeasured(String),
    /// Announces more than it sends, then closes.
    Half(String),
    /// Reads the request and resets the connection.
    Reset,
    /// Reads the request and never answers.
    Silence,
    /// Answers with a redirect to this address.
    Redirect(String),
}

/// What the server has seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) connections: usize,
    /// Request line and body of each request.
    pub(crate) requests: Vec<(String, String)>,
}

pub(crate) struct Server {
    pub(crate) base_url: String,
    seen: Arc<Mutex<Seen>>,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts it; beyond the script it answers every request with silence.
    pub(crate) async fn start(script: impl IntoIterator<Item = Behaviour>) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let script: Arc<Mutex<VecDeque<Behaviour>>> =
            Arc::new(Mutex::new(script.into_iter().collect()));
        let seen = Arc::new(Mutex::new(Seen::default()));
        let shared = Arc::clone(&seen);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                shared.lock().unwrap().connections += 1;
                tokio::spawn(serve(stream, Arc::clone(&script), Arc::clone(&shared)));
            }
        });
        Server {
            base_url,
            seen,
            task,
        }
    }

    pub(crate) fn seen(&self) -> Seen {
        self.seen.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// An address on which nobody listens.
pub(crate) async fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

async fn serve(
    mut stream: TcpStream,
    script: Arc<Mutex<VecDeque<Behaviour>>>,
    seen: Arc<Mutex<Seen>>,
) {
    while let Some(request) = read_request(&mut stream).await {
        seen.lock().unwrap().requests.push(request);
        let behaviour = script.lock().unwrap().pop_front();
        let answer = match behaviour.unwrap_or(Behaviour::Silence) {
            Behaviour::Answer(status, body) => format!(
                "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
                body.len()
            ),
            Behaviour::Redirect(to) => {
                format!("HTTP/1.1 307 X\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n")
            }
            Behaviour::Unmeasured(body) => {
                let answer = format!("HTTP/1.1 200 X\r\nconnection: close\r\n\r\n{body}");
                stream.write_all(answer.as_bytes()).await.ok();
                return;
            }
            Behaviour::Half(body) => {
                let head = format!(
                    "HTTP/1.1 200 X\r\ncontent-length: {}\r\n\r\n",
                    body.len() + 50
                );
                stream.write_all((head + &body).as_bytes()).await.ok();
                return;
            }
            Behaviour::Reset => {
                stream.set_zero_linger().unwrap();
                return;
            }
            Behaviour::Silence => {
                // Until the caller gives up and closes.
                stream.read_exact(&mut [0; 1]).await.ok();
                return;
            }
        };
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

/// Request line and body; nothing when the caller has closed.
async fn read_request(stream: &mut TcpStream) -> Option<(String, String)> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length: usize = head
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .map_or(0, |(_, value)| value.trim().parse().unwrap());
            if body.len() >= length {
                let line = head.lines().next().unwrap_or_default().to_owned();
                return Some((line, body.to_owned()));
            }
        }
        let mut chunk = [0; 4096];
        match stream.read(&mut chunk).await {
            Ok(0) | Err(_) => return None,
            // A TLS handshake (record type 22) is not understood here.
            Ok(_) if bytes.is_empty() && chunk[0] == 22 => return None,
            Ok(count) => bytes.extend_from_slice(&chunk[..count]),
        }
    }
}
