//! The wire over HTTP: one keep-alive pool per bot, JSON in and out.
//!
//! HTTP/1.1 on purpose: with HTTP/2 one lost connection makes the outcome of every call in flight unknown, and its
//! frame logs would show the path, which holds the token. No redirects (they would carry the token elsewhere), no
//! repeats, and no proxy from the environment, which only the program's configuration may read.

use std::sync::OnceLock;
use std::time::Duration;

use relevo_telegram::BoxFuture;
use reqwest::multipart::{Form, Part};
use reqwest::{Client, RequestBuilder, Url};
use rustls::{ClientConfig, RootCertStore};
use serde_json::Value;

use crate::{Attached, Download, TimeLimits, Wire, WireAnswer};

/// Largest answer that is read, in bytes. The server cuts a page of updates at about 4 MiB.
const ANSWER_BYTES_MAX: usize = 32 * 1024 * 1024;

/// How long an unused connection is kept. Shorter than any known server keeps it: a request that meets the server's
/// closing has an unknown outcome.
const IDLE_MAX: Duration = Duration::from_secs(20);

/// Carries one bot's requests over HTTP.
pub struct Http {
    client: Client,
    /// Ends in `/bot<token>/`: never shown.
    methods: Url,
    /// Ends in `/file/bot<token>`: never shown.
    files: Url,
    /// Looked for in errors: never shown.
    token: String,
    /// The server without the token, for `Debug`.
    server: String,
}

/// Why no line to a Bot API server could be made. Names no part of the address or the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadAddress {
    /// The server's address is no plain `http` or `https` address.
    Server,
    /// The token is not of the form that BotFather gives out: digits, a colon, letters, digits, `_` and `-`.
    Token,
    /// The line's TLS could not be set up.
    Tls,
}

impl std::fmt::Display for BadAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            BadAddress::Server => {
                "the Bot API server's address must be http:// or https:// with a host, without user, query or fragment"
            }
            BadAddress::Token => {
                "the token must be the one from BotFather: digits, a colon, then letters, digits, '_' and '-'"
            }
            BadAddress::Tls => "TLS could not be set up",
        })
    }
}

impl std::error::Error for BadAddress {}

impl Http {
    /// A line for the bot with this token to the server at `base_url`, such as `https://api.telegram.org` or
    /// `http://127.0.0.1:8081`. Connects on the first request.
    ///
    /// # Errors
    /// If the token or the address cannot be right.
    pub fn new(token: &str, base_url: &str, limits: &TimeLimits) -> Result<Http, BadAddress> {
        if !is_token(token) {
            return Err(BadAddress::Token);
        }
        let server = base_url.trim().trim_end_matches('/');
        let parsed = Url::parse(server).map_err(|_| BadAddress::Server)?;
        let is_plain = matches!(parsed.scheme(), "http" | "https")
            && parsed.has_host()
            && parsed.username().is_empty()
            && parsed.password().is_none()
            && parsed.query().is_none()
            && parsed.fragment().is_none();
        if !is_plain {
            return Err(BadAddress::Server);
        }
        let methods =
            Url::parse(&format!("{server}/bot{token}/")).map_err(|_| BadAddress::Server)?;
        let files =
            Url::parse(&format!("{server}/file/bot{token}")).map_err(|_| BadAddress::Server)?;
        let client = Client::builder()
            .tls_backend_preconfigured(tls()?)
            .http1_only()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .connect_timeout(limits.connect)
            .pool_idle_timeout(IDLE_MAX)
            .build()
            .map_err(|_| BadAddress::Tls)?;
        Ok(Http {
            client,
            methods,
            files,
            token: token.to_owned(),
            server: server.to_owned(),
        })
    }

    async fn ask(
        &self,
        method: &str,
        patience: Duration,
        fill: impl FnOnce(RequestBuilder) -> Option<RequestBuilder>,
    ) -> WireAnswer {
        let Ok(url) = self.methods.join(method) else {
            return WireAnswer::NotSent;
        };
        let Some(request) = fill(self.client.post(url).timeout(patience)) else {
            return WireAnswer::NotSent;
        };
        let sent = request.send().await;
        // The errors hold the address and with it the token: they are looked at here and dropped.
        let mut response = match sent {
            Ok(response) => response,
            Err(error) if error.is_connect() || error.is_builder() => return WireAnswer::NotSent,
            Err(_) => return WireAnswer::Lost,
        };
        let status = response.status().as_u16();
        let mut body = Vec::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() <= ANSWER_BYTES_MAX => {
                    body.extend_from_slice(&chunk);
                }
                Ok(Some(_)) | Err(_) => return WireAnswer::Lost,
                Ok(None) if status < 300 => return WireAnswer::Http { status, body },
                Ok(None) => {
                    let body = self.without_token(body);
                    return WireAnswer::Http { status, body };
                }
            }
        }
    }
}

impl Http {
    async fn fetch(&self, path: &str, bytes_max: usize, patience: Duration) -> Download {
        let Some(url) = self.address_of(path) else {
            return Download::Failed;
        };
        // The errors hold the address and with it the token: they are dropped.
        let Ok(mut response) = self.client.get(url).timeout(patience).send().await else {
            return Download::Failed;
        };
        if response.status() != reqwest::StatusCode::OK {
            return Download::Failed;
        }
        let told = response.content_length();
        if told.is_some_and(|told| told > bytes_max as u64) {
            return Download::TooLarge;
        }
        let mut bytes = Vec::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if bytes.len() + chunk.len() <= bytes_max => {
                    bytes.extend_from_slice(&chunk);
                }
                Ok(Some(_)) => return Download::TooLarge,
                Ok(None) => return Download::Whole(bytes),
                Err(_) => return Download::Failed,
            }
        }
    }

    /// Where a file is. The path comes from the server: it stays below the token's folder, whatever it says. A path on the server's own
    /// disk (a Bot API server that runs with `--local`) is no address.
    fn address_of(&self, path: &str) -> Option<Url> {
        let is_folder_or_file = |part: &str| !part.is_empty() && part != "." && part != "..";
        if !path.split('/').all(is_folder_or_file) {
            return None;
        }
        let mut url = self.files.clone();
        url.path_segments_mut().ok()?.extend(path.split('/'));
        Some(url)
    }

    /// Whoever stands before Telegram may put the address into its errors, and the words of errors are kept and shown to people.
    fn without_token(&self, body: Vec<u8>) -> Vec<u8> {
        let text = String::from_utf8_lossy(&body);
        match text.contains(&self.token) {
            true => text.replace(&self.token, "(token)").into_bytes(),
            false => body,
        }
    }
}

impl Wire for Http {
    fn download<'a>(
        &'a self,
        path: &'a str,
        bytes_max: usize,
        patience: Duration,
    ) -> BoxFuture<'a, Download> {
        Box::pin(self.fetch(path, bytes_max, patience))
    }

    fn request<'a>(
        &'a self,
        method: &'static str,
        params: Value,
        patience: Duration,
    ) -> BoxFuture<'a, WireAnswer> {
        Box::pin(async move {
            self.ask(method, patience, |request| Some(request.json(&params)))
                .await
        })
    }
    fn upload<'a>(
        &'a self,
        method: &'static str,
        params: Value,
        file: Attached<'a>,
        patience: Duration,
    ) -> BoxFuture<'a, WireAnswer> {
        Box::pin(async move {
            self.ask(method, patience, |request| {
                Some(request.multipart(form(params, file)?))
            })
            .await
        })
    }
}

/// The parameters as a form, with the file in its field.
fn form(params: Value, Attached { field, file }: Attached<'_>) -> Option<Form> {
    let Value::Object(params) = params else {
        return None;
    };
    let mut form = Form::new();
    for (name, value) in params {
        form = match value {
            Value::String(text) => form.text(name, text),
            other => form.text(name, other.to_string()),
        };
    }
    let part = Part::bytes(file.bytes.to_vec()).file_name(file.name.clone());
    Some(form.part(field, part))
}

impl std::fmt::Debug for Http {
    /// Without the token.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Http")
            .field("server", &self.server)
            .finish_non_exhaustive()
    }
}

fn is_token(token: &str) -> bool {
    token.split_once(':').is_some_and(|(id, secret)| {
        !id.is_empty()
            && id.bytes().all(|byte| byte.is_ascii_digit())
            && !secret.is_empty()
            && secret
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
    })
}

/// The TLS settings all bots share, made once: ring, the bundled Mozilla roots, and the machine's own roots on top
/// (a company's inspecting proxy, a private Bot API server).
///
/// reqwest's own way with `rustls-no-provider` is the platform verifier, which on Linux reads the machine's
/// certificate files and cannot be built where there are none (a bare container): hence the bundled ones.
fn tls() -> Result<ClientConfig, BadAddress> {
    static SHARED: OnceLock<Option<ClientConfig>> = OnceLock::new();
    let made = SHARED.get_or_init(|| {
        let mut roots = RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        };
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        // The provider is given by hand, so that nothing depends on who installs a process-wide one first.
        ClientConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
            .with_safe_default_protocol_versions()
            .ok()
            .map(|builder| builder.with_root_certificates(roots).with_no_client_auth())
    });
    made.clone().ok_or(BadAddress::Tls)
}
