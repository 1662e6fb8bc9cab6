//! Codes by which somebody becomes an owner, and by which a group is named: 100 random bits, kept as keyed digests, single-use.

use relevo_core::setup::{Act, Said, Screen};
use relevo_core::{ConnectionId, IdentityId};
use relevo_telegram::{ChatId, Gateway, UserId};

use super::hear::{ANONYMOUS, Heard, What};
use super::known::Known;
use super::{Setup, Talk};
use crate::connect::{ConnectError, Problem, is_relay, known_to_telegram};
use crate::secrets::{Secret, random_code};
use crate::store::{Actor, By, Deed, OpenCode, Purpose, Store, StoreError};

/// How long a claim link works, in milliseconds: a day.
pub const CLAIM_MS: i64 = 24 * 3_600 * 1_000;

/// How long a code for a group works, in milliseconds: a day.
const GROUP_MS: i64 = 24 * 3_600 * 1_000;

/// A claim link.
pub struct Claimed {
    /// The link to open.
    pub link: String,
    /// Until when it works, Unix milliseconds.
    pub until_ms: i64,
}

/// Makes the claim link of a bot; whoever opens it first becomes an owner. The one before it ends.
///
/// # Errors
/// If the store cannot be written.
pub async fn claim_link(
    store: &Store,
    (identity, username): (IdentityId, &str),
    now_ms: i64,
) -> Result<Claimed, StoreError> {
    let code = random_code();
    let until_ms = now_ms + CLAIM_MS;
    let mut tx = store.write().await?;
    tx.drop_codes((Purpose::Claim, identity), None).await?;
    let open = OpenCode {
        purpose: Purpose::Claim,
        identity,
        person: None,
        connection: None,
        chat: None,
        expires_ms: until_ms,
    };
    tx.put_code(&code, open, now_ms).await?;
    tx.commit().await?;
    Ok(Claimed {
        link: format!("https://t.me/{username}?start=claim_{code}"),
        until_ms,
    })
}

/// How long a link for a co-owner works, in milliseconds: a day.
const INVITE_MS: i64 = 24 * 3_600 * 1_000;

impl Setup {
    /// A link by which somebody becomes a co-owner of a connection; the one before it ends.
    pub(super) async fn invite_link(
        &self,
        talk: &Talk,
        connection: ConnectionId,
    ) -> Result<String, StoreError> {
        let now_ms = self.clock.now_ms();
        let code = random_code();
        let known = Known::read(&self.store).await?;
        // The co-owner finds the setup at the connection's own bot.
        let own = known.connection(connection).map(|of| of.identity);
        let identity = own.unwrap_or(talk.identity);
        let mut tx = self.store.write().await?;
        tx.drop_codes((Purpose::CoOwner, identity), Some(talk.person))
            .await?;
        let open = OpenCode {
            purpose: Purpose::CoOwner,
            identity,
            person: Some(talk.person),
            connection: Some(connection),
            chat: None,
            expires_ms: now_ms + INVITE_MS,
        };
        tx.put_code(&code, open, now_ms).await?;
        tx.commit().await?;
        let username = known.name(identity);
        let username = username.trim_start_matches('@');
        Ok(format!("https://t.me/{username}?start=claim_{code}"))
    }

    /// Somebody brought a code that works: whose talk goes on, and what was said in it.
    pub(super) async fn by_code(
        &self,
        code: &str,
        known: OpenCode,
        heard: &Heard,
        chat: ChatId,
    ) -> Result<Option<(UserId, What)>, StoreError> {
        let now_ms = self.clock.now_ms();
        let configured = Known::read(&self.store).await?;
        // Whoever invited them may not own it any more.
        let of = known.connection.and_then(|id| configured.connection(id));
        let of = of.filter(|of| known.person.is_some_and(|who| configured.owns(of, who)));
        let invited_to = of.map(|of| of.id);
        let mut tx = self.store.write().await?;
        match (known.purpose, known.person) {
            (Purpose::Claim, _) => {
                if !tx.use_code(code, now_ms).await? {
                    return Ok(None);
                }
                tx.add_owner(heard.person, now_ms).await?;
                tx.give_bot(known.identity, heard.person).await?;
                tx.commit().await?;
                Ok(Some((heard.person, What::Said(Said::Start))))
            }
            // Used up once the group serves: until then it may be written again, after what was missing is there.
            // Whoever else reads it can do nothing with it: it works for its maker, and in the first chat into which it was written.
            (Purpose::Group, Some(person)) => {
                let is_theirs = heard.person == person || heard.person == ANONYMOUS;
                if !is_theirs || known.chat.is_some_and(|bound| bound != chat) {
                    return Ok(None);
                }
                tx.bind_code(code, chat).await?;
                tx.commit().await?;
                Ok(Some((person, What::Said(Said::Chose(chat)))))
            }
            (Purpose::CoOwner, _) => {
                let Some(connection) = invited_to else {
                    return Ok(None);
                };
                if !tx.use_code(code, now_ms).await? {
                    return Ok(None);
                }
                tx.set_co_owner((connection, heard.person), true, now_ms)
                    .await?;
                let by = By {
                    who: Actor::Person(heard.person),
                    at_ms: now_ms,
                };
                let deed = Deed::CoOwner {
                    person: heard.person,
                    added: true,
                };
                tx.audit(by, Some(connection), &deed).await?;
                tx.commit().await?;
                let opened = Act::Open(Screen::Connection(connection));
                Ok(Some((heard.person, What::Granted(opened))))
            }
            (Purpose::Group, None) => Ok(None),
        }
    }

    /// The code by which this person names a group; the one before it ends.
    pub(super) async fn group_code(&self, talk: &Talk) -> Result<String, StoreError> {
        let now_ms = self.clock.now_ms();
        let code = random_code();
        let mut tx = self.store.write().await?;
        tx.drop_codes((Purpose::Group, talk.identity), Some(talk.person))
            .await?;
        let open = OpenCode {
            purpose: Purpose::Group,
            identity: talk.identity,
            person: Some(talk.person),
            connection: None,
            chat: None,
            expires_ms: now_ms + GROUP_MS,
        };
        tx.put_code(&code, open, now_ms).await?;
        tx.commit().await?;
        Ok(code)
    }
}

/// The bot that the host started the desk with.
pub struct Host {
    /// The bot.
    pub identity: IdentityId,
    /// Its username, without `@`.
    pub username: String,
    /// The link for its first owner; none if it has one.
    pub claim: Option<Claimed>,
}

/// Takes in the bot that the desk is started with: the setup bot of every owner, and a frontend once it is connected.
///
/// # Errors
/// If Telegram does not know the token, or the bot is a relay; or the store cannot be written.
pub async fn host_bot(
    store: &Store,
    line: &dyn Gateway,
    token: &Secret,
    now_ms: i64,
) -> Result<Host, ConnectError> {
    let me = known_to_telegram(line).await?;
    if is_relay(store, me.id).await? {
        return Err(ConnectError::Refused(Problem::IsRelay));
    }
    let username = me.username.unwrap_or_default();
    let mut tx = store.write().await?;
    let identity = tx.put_identity(me.id, &username, token).await?;
    tx.serve_setup(identity).await?;
    tx.commit().await?;
    let claim = match store.owners().await?.all.is_empty() {
        true => Some(claim_link(store, (identity, &username), now_ms).await?),
        false => None,
    };
    Ok(Host {
        identity,
        username,
        claim,
    })
}
