//! Connections: HTTP/1.1 over TCP, with the means to end an exchange as badly as a network can.
//!
//! The doors give a function from request to [`Ending`]; this file accepts, serves keep-alive
//! connections and carries out resets, silent ends and half bodies.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use futures_util::Stream;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// How an HTTP exchange ends.
pub(crate) enum Ending {
    /// With this answer.
    Answer {
        status: u16,
        content_type: &'static str,
        body: Vec<u8>,
    },
    /// With an answer that the door made whole, or that goes on for long.
    Response(Response<AnswerBody>),
    /// With the head and half of the body of a JSON answer, then the connection closes.
    Half { status: u16, body: Vec<u8> },
    /// The connection closes without a byte.
    Close,
    /// The connection is reset without a byte.
    Reset,
}

impl Ending {
    /// A JSON answer.
    pub(crate) fn json(status: u16, body: Vec<u8>) -> Ending {
        Ending::Answer {
            status,
            content_type: "application/json",
            body,
        }
    }
}

/// Accepts until the future holding this is dropped. While `refusing` is true nobody listens on the
/// address and open connections are cut.
///
/// # Errors
/// If the address cannot be taken again after a time of refusing.
pub(crate) async fn accept<F, A>(
    mut listener: TcpListener,
    mut refusing: watch::Receiver<bool>,
    answer: F,
) -> io::Result<()>
where
    F: Fn(Request<Incoming>) -> A + Clone + Send + 'static,
    A: Future<Output = Ending> + Send + 'static,
{
    let address = listener.local_addr()?;
    let mut connections = JoinSet::new();
    loop {
        let refuse = *refusing.borrow_and_update();
        if refuse {
            drop(listener);
            connections.shutdown().await;
            // The sender lives as long as the simulator that serves here.
            if refusing.wait_for(|refuse| !refuse).await.is_err() {
                return Ok(());
            }
            listener = TcpListener::bind(address).await?;
        }
        tokio::select! {
            _ = refusing.changed() => {}
            accepted = listener.accept() => {
                // A connection that died before it was accepted is the caller's loss.
                if let Ok((stream, _)) = accepted {
                    connections.spawn(converse(stream, answer.clone()));
                }
            }
            _ = connections.join_next(), if !connections.is_empty() => {}
        }
    }
}

async fn converse<F, A>(stream: TcpStream, answer: F)
where
    F: Fn(Request<Incoming>) -> A + Send,
    A: Future<Output = Ending> + Send,
{
    // Without this a small answer may wait for the caller's acknowledgement. It can only fail on a dead socket.
    let _ = stream.set_nodelay(true);
    let reset = Arc::new(AtomicBool::new(false));
    let socket = Socket {
        stream,
        reset: reset.clone(),
    };
    let service = service_fn(move |request| {
        let ending = answer(request);
        let reset = reset.clone();
        async move { end(ending.await, &reset) }
    });
    // An error here is a caller that went away or an end that a fault asked for.
    let _ = hyper::server::conn::http1::Builder::new()
        .serve_connection(TokioIo::new(socket), service)
        .await;
}

fn end(ending: Ending, reset: &AtomicBool) -> Result<Response<AnswerBody>, Cut> {
    let (status, content_type, body) = match ending {
        Ending::Answer {
            status,
            content_type,
            body,
        } => (status, content_type, AnswerBody::Whole(body.into())),
        Ending::Response(response) => return Ok(response),
        Ending::Half { status, body } => {
            let whole = body.len() as u64;
            let half = Bytes::from(body).slice(..(whole as usize) / 2);
            (
                status,
                "application/json",
                AnswerBody::Half {
                    half,
                    whole,
                    step: 0,
                },
            )
        }
        Ending::Close => return Err(Cut),
        Ending::Reset => {
            reset.store(true, Ordering::Release);
            return Err(Cut);
        }
    };
    let mut response = Response::new(body);
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    Ok(response)
}

/// The exchange ends here, by order of a fault.
#[derive(Debug)]
pub(crate) struct Cut;

impl std::fmt::Display for Cut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("cut by a fault")
    }
}

impl std::error::Error for Cut {}

/// A body that may break off, or come bit by bit.
pub(crate) enum AnswerBody {
    Whole(Bytes),
    /// The next bit is made only when there is room for it on the way to the caller.
    Stream(Pin<Box<dyn Stream<Item = Bytes> + Send>>),
    /// Announces `whole` bytes, sends `half`, lets that be flushed, then fails.
    Half {
        half: Bytes,
        whole: u64,
        step: u8,
    },
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        match self.get_mut() {
            AnswerBody::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            AnswerBody::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            AnswerBody::Stream(stream) => {
                let next = stream.as_mut().poll_next(cx);
                next.map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
            }
            AnswerBody::Half { half, step, .. } => {
                *step = step.saturating_add(1);
                match step {
                    1 => Poll::Ready(Some(Ok(Frame::data(std::mem::take(half))))),
                    // The server writes out what it has when a body makes it wait.
                    2 => {
                        cx.waker().wake_by_ref();
                        Poll::Pending
                    }
                    _ => Poll::Ready(Some(Err(Cut))),
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, AnswerBody::Whole(bytes) if bytes.is_empty())
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            AnswerBody::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            AnswerBody::Half { whole, .. } => SizeHint::with_exact(*whole),
            AnswerBody::Stream(_) => SizeHint::default(),
        }
    }
}

/// A TCP stream that can be told to end with RST instead of FIN.
struct Socket {
    stream: TcpStream,
    reset: Arc<AtomicBool>,
}

impl Drop for Socket {
    fn drop(&mut self) {
        if self.reset.load(Ordering::Acquire) {
            // It can only fail on a socket that is dead already.
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Socket {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
