//! How an account logs in: by the code that Telegram sends to the phone's other devices, or by a QR code that one of them scans; then, where
//! the owner has set one, the password, which never leaves this process (SRP).
//!
//! A step at a time, each told how it ended, so that a bot's keypad, a terminal and a page can ask in their own words. Nothing is remembered
//! here but the line; what was entered is dropped with the call. Neighbour: `account` goes on with the session. Deliberately absent: signing
//! up, and codes by paid message, which are refused by Telegram's own words.

use std::sync::Arc;
use std::time::Duration;

use grammers_crypto::two_factor_auth::{calculate_2fa, check_p_and_g};
use grammers_session::types::PeerInfo;
use grammers_session::updates::UpdatesLike;
use grammers_tl_types as tl;
use relevo_telegram::{Refusal, User};
use tokio::sync::{Mutex, mpsc};

use crate::line::{App, Line, Trouble};
use crate::read::Parties;
use crate::refusal::refusal;
use crate::session::Session;

/// Somebody who is logging in.
pub struct Login {
    line: Line,
    pushes: Mutex<mpsc::Receiver<UpdatesLike>>,
}

/// A code that was sent.
#[derive(Clone)]
pub struct SentCode {
    phone: String,
    hash: String,
    /// How many digits it has, if Telegram says.
    pub digits: Option<usize>,
}

/// What comes next.
#[derive(Debug)]
pub enum Step {
    /// Logged in, as this account.
    Done(User),
    /// The owner has set a password; Telegram shows the owner's own hint to it.
    Password(Option<String>),
    /// Another device has to scan this.
    Scan {
        /// The address in the QR code: `tg://login?token=…`.
        address: String,
        /// When it becomes worthless, Unix seconds.
        until_s: i64,
    },
}

/// Why a step was not taken. The words for people are the caller's.
#[derive(Debug, PartialEq, Eq)]
pub enum LoginError {
    /// Telegram knows no such phone number.
    Phone,
    /// The number was banned by Telegram.
    Banned,
    /// The code is wrong; another try is possible.
    Code,
    /// The code is too old: a new one has to be sent.
    CodeExpired,
    /// The password is wrong; another try is possible.
    Password,
    /// The QR code is too old: the next one has to be shown.
    Expired,
    /// Nobody has this number in Telegram yet.
    NoAccount,
    /// Telegram asks to wait.
    Wait(Duration),
    /// The line is down. Try again.
    Line,
    /// Telegram refuses for another reason.
    Refused(Refusal),
}

impl Login {
    /// Over a session that nobody has logged in with.
    #[must_use]
    pub fn begin(session: Arc<Session>, app: App) -> Login {
        let (line, pushes) = Line::open(session, app);
        Login {
            line,
            pushes: Mutex::new(pushes),
        }
    }

    /// Has a code sent to the account's other devices.
    ///
    /// # Errors
    /// If there is no such number, or Telegram will not.
    pub async fn send_code(&self, phone: &str) -> Result<SentCode, LoginError> {
        let request = tl::functions::auth::SendCode {
            phone_number: phone.to_owned(),
            api_id: self.line.app.id,
            api_hash: self.line.app.hash.clone(),
            settings: tl::types::CodeSettings {
                allow_flashcall: false,
                current_number: false,
                allow_app_hash: false,
                allow_missed_call: false,
                allow_firebase: false,
                unknown_number: false,
                logout_tokens: None,
                token: None,
                app_sandbox: None,
            }
            .into(),
        };
        let sent = match self.line.ask(&request).await {
            Err(trouble) if self.moved(&trouble).await => self.line.ask(&request).await,
            answer => answer,
        };
        match sent? {
            tl::enums::auth::SentCode::Code(sent) => Ok(SentCode {
                phone: phone.to_owned(),
                hash: sent.phone_code_hash,
                digits: digits(&sent.r#type),
            }),
            _ => Err(LoginError::Refused(Refusal::Other {
                code: 501,
                text: "Telegram sends no free code to this number".into(),
            })),
        }
    }

    /// Enters the code.
    ///
    /// # Errors
    /// If it is wrong or too old.
    pub async fn enter_code(&self, sent: &SentCode, code: &str) -> Result<Step, LoginError> {
        let request = tl::functions::auth::SignIn {
            phone_number: sent.phone.clone(),
            phone_code_hash: sent.hash.clone(),
            phone_code: Some(code.to_owned()),
            email_verification: None,
        };
        match self.line.ask(&request).await {
            Ok(authorization) => self.logged_in(authorization),
            Err(trouble) if trouble.is("SESSION_PASSWORD_NEEDED") => self.asks_password().await,
            Err(trouble) => Err(trouble.into()),
        }
    }

    /// The QR code that another device is to scan now, or what follows once it was scanned. Asked again when the device has scanned it, or
    /// when it has become too old.
    ///
    /// # Errors
    /// If Telegram will not.
    pub async fn qr(&self) -> Result<Step, LoginError> {
        let request = tl::functions::auth::ExportLoginToken {
            api_id: self.line.app.id,
            api_hash: self.line.app.hash.clone(),
            except_ids: Vec::new(),
        };
        let mut answer = self.line.ask(&request).await;
        if let Ok(tl::enums::auth::LoginToken::MigrateTo(to)) = &answer {
            self.line.move_to(to.dc_id).await;
            let token = to.token.clone();
            answer = self
                .line
                .ask(&tl::functions::auth::ImportLoginToken { token })
                .await;
        }
        match answer {
            Ok(tl::enums::auth::LoginToken::Token(token)) => Ok(Step::Scan {
                address: format!("tg://login?token={}", base64url(&token.token)),
                until_s: token.expires.into(),
            }),
            Ok(tl::enums::auth::LoginToken::Success(done)) => self.logged_in(done.authorization),
            Ok(tl::enums::auth::LoginToken::MigrateTo(_)) => Err(LoginError::Line),
            Err(trouble) if trouble.is("SESSION_PASSWORD_NEEDED") => self.asks_password().await,
            Err(trouble) => Err(trouble.into()),
        }
    }

    /// Waits until another device has scanned the QR code, so long at most. Then [`Login::qr`] says what follows.
    pub async fn scanned(&self, patience: Duration) -> bool {
        let mut pushes = self.pushes.lock().await;
        let scanned = async {
            while let Some(pushed) = pushes.recv().await {
                if tells_of_scan(&pushed) {
                    return true;
                }
            }
            false
        };
        tokio::time::timeout(patience, scanned)
            .await
            .unwrap_or(false)
    }

    /// Enters the password.
    ///
    /// # Errors
    /// If it is wrong.
    pub async fn enter_password(&self, password: &str) -> Result<Step, LoginError> {
        let known = self.password().await?;
        let proof = proof(&known, password).ok_or(LoginError::Line)?;
        let request = tl::functions::auth::CheckPassword {
            password: proof.into(),
        };
        let authorization = self.line.ask(&request).await?;
        self.logged_in(authorization)
    }

    async fn password(&self) -> Result<tl::types::account::Password, LoginError> {
        let tl::enums::account::Password::Password(known) = self
            .line
            .ask(&tl::functions::account::GetPassword {})
            .await?;
        Ok(known)
    }

    async fn asks_password(&self) -> Result<Step, LoginError> {
        let known = self.password().await?;
        Ok(Step::Password(known.hint.filter(|hint| !hint.is_empty())))
    }

    fn logged_in(&self, authorization: tl::enums::auth::Authorization) -> Result<Step, LoginError> {
        let tl::enums::auth::Authorization::Authorization(done) = authorization else {
            return Err(LoginError::NoAccount);
        };
        let users = [done.user];
        let me: PeerInfo = (&users[0]).into();
        self.line.session.learn([me]);
        let parties = Parties::of(&users, &[]);
        let id = parties.own().ok_or(LoginError::Line)?;
        Ok(Step::Done(parties.user(id)))
    }

    /// Whether Telegram keeps the account elsewhere, and the line goes on there.
    async fn moved(&self, trouble: &Trouble) -> bool {
        let Trouble::Refused(error) = trouble else {
            return false;
        };
        let is_elsewhere = ["PHONE_MIGRATE", "USER_MIGRATE", "NETWORK_MIGRATE"];
        let server = error.value.and_then(|server| i32::try_from(server).ok());
        match server.filter(|_| is_elsewhere.contains(&error.name.as_str())) {
            Some(server) => {
                self.line.move_to(server).await;
                true
            }
            None => false,
        }
    }
}

impl From<Trouble> for LoginError {
    fn from(trouble: Trouble) -> LoginError {
        let error = match trouble {
            Trouble::Wait(time) => return LoginError::Wait(time),
            Trouble::Lost => return LoginError::Line,
            Trouble::Refused(error) => error,
        };
        match error.name.as_str() {
            "PHONE_NUMBER_INVALID" => LoginError::Phone,
            "PHONE_NUMBER_BANNED" => LoginError::Banned,
            "PHONE_NUMBER_UNOCCUPIED" => LoginError::NoAccount,
            "PHONE_CODE_INVALID" | "PHONE_CODE_EMPTY" => LoginError::Code,
            "PHONE_CODE_EXPIRED" => LoginError::CodeExpired,
            "PASSWORD_HASH_INVALID" => LoginError::Password,
            "AUTH_TOKEN_EXPIRED" | "AUTH_TOKEN_INVALID" => LoginError::Expired,
            _ => LoginError::Refused(refusal(&error)),
        }
    }
}

impl std::fmt::Debug for SentCode {
    /// Without the phone number.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SentCode(…)")
    }
}

fn tells_of_scan(pushed: &UpdatesLike) -> bool {
    use tl::enums::{Update, Updates};
    let UpdatesLike::Updates(told) = pushed else {
        return false;
    };
    let is_token = |update: &Update| matches!(update, Update::LoginToken);
    match told {
        Updates::UpdateShort(short) => is_token(&short.update),
        Updates::Updates(told) => told.updates.iter().any(is_token),
        Updates::Combined(told) => told.updates.iter().any(is_token),
        _ => false,
    }
}

fn digits(sent: &tl::enums::auth::SentCodeType) -> Option<usize> {
    use tl::enums::auth::SentCodeType as Told;
    let length = match sent {
        Told::App(way) => way.length,
        Told::Sms(way) => way.length,
        Told::Call(way) => way.length,
        _ => return None,
    };
    usize::try_from(length).ok().filter(|digits| *digits > 0)
}

/// The proof that somebody knows the password; none if Telegram's parameters are none that may be used.
fn proof(
    known: &tl::types::account::Password,
    password: &str,
) -> Option<tl::types::InputCheckPasswordSrp> {
    use tl::enums::PasswordKdfAlgo as Way;
    let Some(Way::Sha256Sha256Pbkdf2Hmacsha512iter100000Sha256ModPow(way)) = &known.current_algo
    else {
        return None;
    };
    if !check_p_and_g(&way.p, &way.g) {
        return None;
    }
    let mut a = vec![0; 256];
    getrandom::fill(&mut a).ok()?;
    let (proof, public) = calculate_2fa(
        &way.salt1,
        &way.salt2,
        &way.p,
        &way.g,
        known.srp_b.clone()?,
        a,
        password,
    );
    Some(tl::types::InputCheckPasswordSrp {
        srp_id: known.srp_id?,
        a: public.to_vec(),
        m1: proof.to_vec(),
    })
}

/// As addresses write bytes: RFC 4648 §5, without padding.
fn base64url(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}
