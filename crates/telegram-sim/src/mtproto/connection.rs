//! One client's connection: bytes in, packets, messages, answers out, and what the server says by itself in between.
//!
//! Garbage ends the connection; a key that nobody knows gets the transport error -404, as in Telegram. What requests mean is
//! `rpc`'s.

use std::net::SocketAddr;
use std::sync::Arc;

use grammers_tl_types::{self as tl, Deserializable, Identifiable, Serializable};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::net::tcp::OwnedWriteHalf;
use tokio::sync::mpsc;

use super::cipher::{KeyBytes, KeyId, Opened, Sealing, int, long, open, random, seal};
use super::door::{Live, PUSHES_MAX, Push};
use super::envelope::{self, Item, constructor, is_container, seconds};
use super::handshake::Handshake;
use super::rpc::{self, Caller, Ending};
use super::session::{Bad, Session, Speaks, Verdict, next_id};
use super::transport::Transport;
use crate::clock::wall_unix_ms;
use crate::sim::Sim;

/// Nobody has this key.
const UNKNOWN_KEY: i32 = -404;
/// Salts that are given away at once, at most.
const SALTS_MAX: i32 = 64;

/// Answers that wait to be written (bytes); above it the client must read first.
const OUT_BYTES_MAX: usize = 1 << 20;

/// Why a connection ends.
#[derive(Debug)]
pub(super) struct Over;

/// A key in use on this connection.
struct Keyed {
    id: KeyId,
    bytes: KeyBytes,
    session: Session,
}

/// The state of one connection.
struct Connection {
    sim: Arc<Sim>,
    number: u64,
    address: SocketAddr,
    transport: Transport,
    handshake: Handshake,
    last_plain: i64,
    keyed: Option<Keyed>,
    sender: mpsc::Sender<Push>,
    writer: OwnedWriteHalf,
    /// What is to be written.
    out: Vec<u8>,
}

/// Serves a client until either side is done.
pub(super) async fn serve(stream: TcpStream, address: SocketAddr, sim: Arc<Sim>) {
    let (mut reader, writer) = stream.into_split();
    let (sender, mut pushes) = mpsc::channel(PUSHES_MAX);
    let number = sim.mtproto.lock().new_connection();
    let mut connection = Connection {
        sim,
        number,
        address,
        transport: Transport::default(),
        handshake: Handshake::default(),
        last_plain: 0,
        keyed: None,
        sender,
        writer,
        out: Vec::new(),
    };
    let mut chunk = vec![0; 64 << 10];
    loop {
        let went_on = tokio::select! {
            read = reader.read(&mut chunk) => match read {
                Ok(length) if length > 0 => connection.take(&chunk[..length]).await,
                _ => Err(Over),
            },
            Some(push) = pushes.recv() => connection.push(&push),
        };
        // What was answered before the end is still sent.
        if connection.flush().await.is_err() || went_on.is_err() {
            break;
        }
    }
    connection.leave();
}

impl Connection {
    fn leave(&self) {
        let mut state = self.sim.mtproto.lock();
        state.live.retain(|live| live.connection != self.number);
    }

    async fn flush(&mut self) -> Result<(), Over> {
        let out = std::mem::take(&mut self.out);
        self.writer.write_all(&out).await.map_err(|_| Over)
    }

    async fn take(&mut self, bytes: &[u8]) -> Result<(), Over> {
        self.transport.push(bytes);
        loop {
            match self.transport.next() {
                Ok(Some(packet)) => {
                    self.packet(&packet).await?;
                    if self.out.len() > OUT_BYTES_MAX {
                        self.flush().await?;
                    }
                }
                Ok(None) => return Ok(()),
                Err(bad) => {
                    tracing::debug!(why = bad.0, "an MTProto stream that cannot be read");
                    return Err(Over);
                }
            }
        }
    }

    async fn packet(&mut self, packet: &[u8]) -> Result<(), Over> {
        let key: KeyId = *packet.first_chunk().ok_or(Over)?;
        if key == [0; 8] {
            return self.plain(packet);
        }
        let bytes = self.sim.mtproto.lock().keys.bytes(&key);
        let Some(bytes) = bytes else {
            let framed = self.transport.frame(&UNKNOWN_KEY.to_le_bytes());
            self.out.extend(framed);
            return Err(Over);
        };
        let opened = open(&bytes, &packet[8..]).ok_or(Over)?;
        self.message(key, bytes, opened).await
    }

    /// An unencrypted message: a step of the handshake.
    fn plain(&mut self, packet: &[u8]) -> Result<(), Over> {
        let length = int(packet, 16).ok_or(Over)?;
        let length = usize::try_from(length).map_err(|_| Over)?;
        let body = packet
            .get(20..20_usize.saturating_add(length))
            .ok_or(Over)?;
        let now_ms = wall_unix_ms();
        let step = self.handshake.step(body, seconds(now_ms.div_euclid(1_000)));
        let step = step.map_err(|broken| {
            tracing::debug!(why = broken.0, "an MTProto handshake that goes no further");
            Over
        })?;
        if let Some(key) = step.key {
            self.sim.mtproto.lock().keys.add(key);
        }
        if !step.answer.is_empty() {
            let mut packet = vec![0; 8];
            next_id(&mut self.last_plain, now_ms, Speaks::Answering).serialize(&mut packet);
            i32::try_from(step.answer.len())
                .expect("small")
                .serialize(&mut packet);
            packet.extend(step.answer);
            let framed = self.transport.frame(&packet);
            self.out.extend(framed);
        }
        Ok(())
    }

    async fn message(&mut self, key: KeyId, bytes: KeyBytes, opened: Opened) -> Result<(), Over> {
        let now_s = wall_unix_ms().div_euclid(1_000);
        let current = self.keyed.as_ref();
        let known = current.is_some_and(|now| now.id == key && now.session.id == opened.session);
        if !known {
            self.leave();
            self.keyed = Some(Keyed {
                id: key,
                bytes,
                session: Session::new(opened.session),
            });
        }
        let keyed = self.keyed.as_mut().ok_or(Over)?;
        if let Verdict::Bad(bad) = keyed.session.judge(&opened, now_s) {
            self.refuse_message((opened.id, opened.seq), bad);
            return self.forget_unless(known);
        }
        if !self
            .sim
            .mtproto
            .lock()
            .keys
            .takes_salt(&key, now_s, opened.salt)
        {
            self.refuse_salt(&key, (opened.id, opened.seq), now_s);
            return self.forget_unless(known);
        }
        if !known {
            self.greet(&key, opened.id, now_s);
        }
        let item = Item {
            id: opened.id,
            seq: opened.seq,
            body: opened.body,
        };
        self.items(item).await
    }

    /// A session begins with the first message that is taken.
    fn forget_unless(&mut self, known: bool) -> Result<(), Over> {
        if !known {
            self.keyed = None;
        }
        Ok(())
    }

    fn greet(&mut self, key: &KeyId, first: i64, now_s: i64) {
        let salt = self.sim.mtproto.lock().keys.salt(key, now_s, 0);
        let created = tl::types::NewSessionCreated {
            first_msg_id: first,
            unique_id: i64::from_le_bytes(random()),
            server_salt: salt,
        };
        let created = tl::enums::NewSession::Created(created).to_bytes();
        self.send(&created, true, Speaks::ByItself);
    }

    async fn items(&mut self, item: Item) -> Result<(), Over> {
        let container = is_container(&item.body);
        let (id, seq) = (item.id, item.seq);
        if container {
            let session = &mut self.keyed.as_mut().ok_or(Over)?.session;
            if session.has_seen(id) {
                self.refuse_message((id, seq), Bad::ContainerRepeated);
                return Ok(());
            }
        }
        let Ok(items) = envelope::unpack(item) else {
            self.refuse_message((id, seq), Bad::Container);
            return Ok(());
        };
        let mut acknowledged = Vec::new();
        for item in items {
            let content = item.is_content();
            let session = &mut self.keyed.as_mut().ok_or(Over)?.session;
            match session.take(item.id, item.seq, content) {
                Verdict::Bad(bad) => self.refuse_message((item.id, item.seq), bad),
                Verdict::Repeated => acknowledged.push(item.id),
                Verdict::Fresh => {
                    if content == Some(true) {
                        acknowledged.push(item.id);
                    }
                    self.item(item).await?;
                    if self.out.len() > OUT_BYTES_MAX {
                        self.flush().await?;
                    }
                }
            }
        }
        if container {
            let session = &mut self.keyed.as_mut().ok_or(Over)?.session;
            session.take(id, seq, Some(false));
        }
        if !acknowledged.is_empty() {
            let ack = tl::types::MsgsAck {
                msg_ids: acknowledged,
            };
            let ack = tl::enums::MsgsAck::Ack(ack).to_bytes();
            self.send(&ack, false, Speaks::ByItself);
        }
        Ok(())
    }

    async fn item(&mut self, item: Item) -> Result<(), Over> {
        match constructor(&item.body) {
            tl::types::MsgsAck::CONSTRUCTOR_ID
            | tl::types::HttpWait::CONSTRUCTOR_ID
            | tl::types::MsgsAllInfo::CONSTRUCTOR_ID
            | tl::types::MsgsStateInfo::CONSTRUCTOR_ID => {}
            // Both begin with the number that comes back.
            tl::functions::Ping::CONSTRUCTOR_ID
            | tl::functions::PingDelayDisconnect::CONSTRUCTOR_ID => {
                let ping_id = long(&item.body, 4).ok_or(Over)?;
                let msg_id = item.id;
                let pong = tl::enums::Pong::Pong(tl::types::Pong { msg_id, ping_id }).to_bytes();
                self.send(&pong, false, Speaks::Answering);
            }
            tl::functions::GetFutureSalts::CONSTRUCTOR_ID => self.give_salts(&item)?,
            tl::functions::DestroySession::CONSTRUCTOR_ID => {
                let session_id = long(&item.body, 4).ok_or(Over)?;
                let none = tl::types::DestroySessionNone { session_id };
                let none = tl::enums::DestroySessionRes::DestroySessionNone(none).to_bytes();
                self.send(&none, false, Speaks::Answering);
            }
            tl::types::MsgsStateReq::CONSTRUCTOR_ID => self.give_states(&item)?,
            tl::functions::RpcDropAnswer::CONSTRUCTOR_ID => {
                let unknown = tl::enums::RpcDropAnswer::RpcAnswerUnknown.to_bytes();
                self.send(
                    &envelope::result(item.id, &unknown),
                    true,
                    Speaks::Answering,
                );
            }
            _ => self.request(item).await?,
        }
        Ok(())
    }

    async fn request(&mut self, item: Item) -> Result<(), Over> {
        let keyed = self.keyed.as_ref().ok_or(Over)?;
        let caller = Caller {
            connection: self.number,
            key: keyed.id,
            address: self.address,
        };
        let (ending, wants_updates) = rpc::answer(&self.sim, caller, item.body).await;
        if wants_updates {
            self.listen();
        }
        match ending {
            Ending::Answer(answer) => {
                self.send(&envelope::result(item.id, &answer), true, Speaks::Answering);
                Ok(())
            }
            Ending::Silence => Err(Over),
        }
    }

    /// From now on this connection gets updates.
    fn listen(&mut self) {
        let Some(keyed) = &self.keyed else { return };
        let mut state = self.sim.mtproto.lock();
        let there = |live: &Live| live.connection == self.number;
        if !state.live.iter().any(there) {
            state.live.push(Live {
                connection: self.number,
                key: keyed.id,
                sender: self.sender.clone(),
            });
        }
    }

    fn give_salts(&mut self, item: &Item) -> Result<(), Over> {
        let wanted = tl::functions::GetFutureSalts::from_bytes(&item.body[4..]);
        let wanted = i64::from(wanted.map_err(|_| Over)?.num.clamp(1, SALTS_MAX));
        let now_s = wall_unix_ms().div_euclid(1_000);
        let key = self.keyed.as_ref().ok_or(Over)?.id;
        let state = self.sim.mtproto.lock();
        let first_s = now_s - now_s.rem_euclid(super::keys::SALT_S);
        let salts: Vec<(i64, i64, i64)> = (0..wanted)
            .map(|later| {
                let from_s = first_s + later * super::keys::SALT_S;
                let until_s = from_s + 2 * super::keys::SALT_S;
                (from_s, until_s, state.keys.salt(&key, now_s, later))
            })
            .collect();
        drop(state);
        let answer = envelope::future_salts(item.id, now_s, &salts);
        self.send(&answer, false, Speaks::Answering);
        Ok(())
    }

    fn give_states(&mut self, item: &Item) -> Result<(), Over> {
        let asked = tl::types::MsgsStateReq::from_bytes(&item.body[4..]).map_err(|_| Over)?;
        let session = &self.keyed.as_ref().ok_or(Over)?.session;
        // 4 = it came, 1 = nothing is known of it.
        let info = asked
            .msg_ids
            .iter()
            .map(|id| if session.has_seen(*id) { 4 } else { 1 })
            .collect();
        let info = tl::types::MsgsStateInfo {
            req_msg_id: item.id,
            info,
        };
        let info = tl::enums::MsgsStateInfo::Info(info).to_bytes();
        self.send(&info, false, Speaks::Answering);
        Ok(())
    }

    fn refuse_message(&mut self, (bad_msg_id, bad_msg_seqno): (i64, i32), bad: Bad) {
        let notification = tl::types::BadMsgNotification {
            bad_msg_id,
            bad_msg_seqno,
            error_code: bad as i32,
        };
        let notification = tl::enums::BadMsgNotification::Notification(notification).to_bytes();
        self.send(&notification, false, Speaks::Answering);
    }

    fn refuse_salt(&mut self, key: &KeyId, (bad_msg_id, bad_msg_seqno): (i64, i32), now_s: i64) {
        let notification = tl::types::BadServerSalt {
            bad_msg_id,
            bad_msg_seqno,
            error_code: 48,
            new_server_salt: self.sim.mtproto.lock().keys.salt(key, now_s, 0),
        };
        let notification = tl::enums::BadMsgNotification::BadServerSalt(notification).to_bytes();
        self.send(&notification, false, Speaks::Answering);
    }

    fn push(&mut self, push: &Push) -> Result<(), Over> {
        match push {
            Push::Updates(updates) => {
                self.send(updates, true, Speaks::ByItself);
                Ok(())
            }
            Push::Cut => Err(Over),
        }
    }

    /// Seals a message for the session; without one there is nobody to hear it.
    fn send(&mut self, body: &[u8], content: bool, speaks: Speaks) {
        let Some(keyed) = &mut self.keyed else { return };
        let now_ms = wall_unix_ms();
        let (id, seq) = keyed.session.next(now_ms, content, speaks);
        let now_s = now_ms.div_euclid(1_000);
        let sealing = Sealing {
            salt: self.sim.mtproto.lock().keys.salt(&keyed.id, now_s, 0),
            session: keyed.session.id,
            id,
            seq,
            body,
        };
        let packet = seal(&keyed.bytes, &sealing);
        let framed = self.transport.frame(&packet);
        self.out.extend(framed);
    }
}
