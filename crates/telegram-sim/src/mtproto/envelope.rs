//! What is around a request: containers, compression, acknowledgements, pings, and the `invokeWith…` wrappers.
//!
//! [`unpack`] flattens a client's message into single items, bounded in number, size and nesting; who carries them out is
//! `connection`. Source: core.telegram.org/mtproto/service_messages.

use std::io::Read;

use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use grammers_tl_types::{self as tl, Cursor, Deserializable, Identifiable, Serializable};

use super::cipher::{int, long};

const CONTAINER: u32 = 0x73f1_f8dc;
const GZIP: u32 = 0x3072_cfa1;
const RESULT: u32 = 0xf35c_6d01;
const FUTURE_SALTS: u32 = 0xae50_0895;
/// Messages in a container at most, as in Telegram.
const CONTAINER_MAX: usize = 1_020;
/// Compressed requests may become this large (bytes).
const UNPACKED_BYTES_MAX: usize = 4 << 20;
/// `invokeWith…` inside `invokeWith…`.
const WRAPPERS_MAX: usize = 8;
/// Answers from this size on (bytes) are compressed, as Telegram does with most.
const COMPRESSED_BYTES_MIN: usize = 4_096;

/// One message of the client.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) id: i64,
    pub(super) seq: i32,
    pub(super) body: Vec<u8>,
}

impl Item {
    pub(super) fn constructor(&self) -> u32 {
        constructor(&self.body)
    }

    /// Whether it needs an acknowledgement, where that is beyond doubt.
    pub(super) fn is_content(&self) -> Option<bool> {
        match self.constructor() {
            CONTAINER | tl::types::MsgsAck::CONSTRUCTOR_ID => Some(false),
            // Clients differ about pings and the like.
            tl::functions::Ping::CONSTRUCTOR_ID
            | tl::functions::PingDelayDisconnect::CONSTRUCTOR_ID
            | tl::functions::GetFutureSalts::CONSTRUCTOR_ID
            | tl::functions::DestroySession::CONSTRUCTOR_ID
            | tl::functions::RpcDropAnswer::CONSTRUCTOR_ID
            | tl::types::MsgsStateReq::CONSTRUCTOR_ID
            | tl::types::MsgsAllInfo::CONSTRUCTOR_ID
            | tl::types::MsgsStateInfo::CONSTRUCTOR_ID
            | tl::types::MsgResendReq::CONSTRUCTOR_ID
            | tl::types::HttpWait::CONSTRUCTOR_ID => None,
            _ => Some(true),
        }
    }
}

/// A message that cannot be taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unreadable;

/// The first four bytes; 0 if there are none.
pub(super) fn constructor(body: &[u8]) -> u32 {
    int(body, 0).unwrap_or(0).cast_unsigned()
}

pub(super) fn is_container(body: &[u8]) -> bool {
    constructor(body) == CONTAINER
}

/// The messages in a container, or the one message; compressed ones unpacked.
pub(super) fn unpack(item: Item) -> Result<Vec<Item>, Unreadable> {
    let item = unpacked(item)?;
    if !is_container(&item.body) {
        return Ok(vec![item]);
    }
    let body = &item.body;
    let count = usize::try_from(int(body, 4).ok_or(Unreadable)?).map_err(|_| Unreadable)?;
    if count > CONTAINER_MAX {
        return Err(Unreadable);
    }
    let mut items = Vec::new();
    let (mut at, mut bytes) = (8, 0);
    for _ in 0..count {
        let length = int(body, at + 12).ok_or(Unreadable)?;
        let length = usize::try_from(length).map_err(|_| Unreadable)?;
        let end = (at + 16).checked_add(length).ok_or(Unreadable)?;
        let inner = unpacked(Item {
            id: long(body, at).ok_or(Unreadable)?,
            seq: int(body, at + 8).ok_or(Unreadable)?,
            body: body.get(at + 16..end).ok_or(Unreadable)?.to_vec(),
        })?;
        bytes += inner.body.len();
        if is_container(&inner.body) || bytes > UNPACKED_BYTES_MAX {
            return Err(Unreadable);
        }
        items.push(inner);
        at = end;
    }
    Ok(items)
}

fn unpacked(item: Item) -> Result<Item, Unreadable> {
    if item.constructor() != GZIP {
        return Ok(item);
    }
    let packed = Vec::<u8>::from_bytes(&item.body[4..]).map_err(|_| Unreadable)?;
    let mut body = Vec::new();
    let limit = u64::try_from(UNPACKED_BYTES_MAX).expect("fits") + 1;
    let read = GzDecoder::new(packed.as_slice())
        .take(limit)
        .read_to_end(&mut body);
    match read {
        Ok(length) if length <= UNPACKED_BYTES_MAX && constructor(&body) != GZIP => {
            Ok(Item { body, ..item })
        }
        _ => Err(Unreadable),
    }
}

/// A request without its wrappers.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) body: Vec<u8>,
    /// The client says what it is: updates are meant for this connection.
    pub(super) introduced: bool,
    /// The client wants no updates on this connection.
    pub(super) quiet: bool,
}

/// Why a wrapper was not opened.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wrapped {
    Unreadable,
    /// Of another layer than the one that is spoken.
    Layer(i32),
    NotSimulated(u32),
}

/// Takes the `invokeWith…` wrappers off.
pub(super) fn unwrap(body: Vec<u8>) -> Result<Query, Wrapped> {
    let mut query = Query {
        body,
        ..Query::default()
    };
    for _ in 0..WRAPPERS_MAX {
        let head = match constructor(&query.body) {
            tl::functions::InvokeWithLayer::<u8>::CONSTRUCTOR_ID => {
                let layer = int(&query.body, 4).ok_or(Wrapped::Unreadable)?;
                if !super::LAYERS.contains(&layer) {
                    return Err(Wrapped::Layer(layer));
                }
                8
            }
            tl::functions::InvokeWithoutUpdates::<u8>::CONSTRUCTOR_ID => {
                query.quiet = true;
                4
            }
            tl::functions::InitConnection::<u8>::CONSTRUCTOR_ID => {
                query.introduced = true;
                introduction(&query.body).ok_or(Wrapped::Unreadable)?
            }
            other if is_wrapper(other) => return Err(Wrapped::NotSimulated(other)),
            _ => return Ok(query),
        };
        query.body = query.body.get(head..).ok_or(Wrapped::Unreadable)?.to_vec();
    }
    Err(Wrapped::Unreadable)
}

fn is_wrapper(constructor: u32) -> bool {
    [
        tl::functions::InvokeAfterMsg::<u8>::CONSTRUCTOR_ID,
        tl::functions::InvokeAfterMsgs::<u8>::CONSTRUCTOR_ID,
        tl::functions::InvokeWithMessagesRange::<u8>::CONSTRUCTOR_ID,
        tl::functions::InvokeWithTakeout::<u8>::CONSTRUCTOR_ID,
    ]
    .contains(&constructor)
}

/// Length of `initConnection` up to its query.
fn introduction(body: &[u8]) -> Option<usize> {
    let mut cursor = Cursor::from_slice(body.get(4..)?);
    let flags = i32::deserialize(&mut cursor).ok()?;
    let _api_id = i32::deserialize(&mut cursor).ok()?;
    for _ in 0..6 {
        String::deserialize(&mut cursor).ok()?;
    }
    if flags & 1 != 0 {
        tl::enums::InputClientProxy::deserialize(&mut cursor).ok()?;
    }
    if flags & 2 != 0 {
        tl::enums::Jsonvalue::deserialize(&mut cursor).ok()?;
    }
    Some(4 + cursor.pos())
}

/// The answer to the request `id`; large ones are compressed.
pub(super) fn result(id: i64, answer: &[u8]) -> Vec<u8> {
    let mut body = RESULT.to_le_bytes().to_vec();
    id.serialize(&mut body);
    if answer.len() < COMPRESSED_BYTES_MIN {
        body.extend_from_slice(answer);
    } else {
        body.extend_from_slice(&GZIP.to_le_bytes());
        compressed(answer).serialize(&mut body);
    }
    body
}

fn compressed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut encoder, bytes).expect("a vector takes everything");
    encoder.finish().expect("a vector takes everything")
}

/// `future_salts`: when each of them holds.
pub(super) fn future_salts(request: i64, now_s: i64, salts: &[(i64, i64, i64)]) -> Vec<u8> {
    let mut body = FUTURE_SALTS.to_le_bytes().to_vec();
    request.serialize(&mut body);
    seconds(now_s).serialize(&mut body);
    i32::try_from(salts.len())
        .expect("few")
        .serialize(&mut body);
    for (from_s, until_s, salt) in salts {
        seconds(*from_s).serialize(&mut body);
        seconds(*until_s).serialize(&mut body);
        salt.serialize(&mut body);
    }
    body
}

/// Unix seconds as TL has them.
pub(super) fn seconds(unix_s: i64) -> i32 {
    i32::try_from(unix_s).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(body: Vec<u8>) -> Item {
        Item {
            id: 4,
            seq: 1,
            body,
        }
    }

    fn words(words: &[u32]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut body = GZIP.to_le_bytes().to_vec();
        compressed(bytes).serialize(&mut body);
        body
    }

    /// Compressed requests are unpacked once, and only up to a size.
    #[test]
    fn unpacking_is_bounded() {
        let ping = words(&[0x7abe_77ec, 1, 0]);
        let items = unpack(item(packed(&ping))).expect("readable");
        assert_eq!(items[0].body, ping);
        let bomb = vec![0; UNPACKED_BYTES_MAX + 1];
        assert_eq!(unpack(item(packed(&bomb))).err(), Some(Unreadable));
        assert_eq!(unpack(item(packed(&packed(&ping)))).err(), Some(Unreadable));
        assert_eq!(
            unpack(item(words(&[GZIP, 0x0101_0104]))).err(),
            Some(Unreadable)
        );
    }

    /// Containers hold what they say they hold, no containers, and not too much.
    #[test]
    fn containers_are_checked() {
        let two = words(&[CONTAINER, 2, 8, 0, 1, 4, 7, 12, 0, 3, 4, 9]);
        let items = unpack(item(two)).expect("readable");
        let read: Vec<_> = items
            .iter()
            .map(|item| (item.id, item.seq, item.constructor()))
            .collect();
        assert_eq!(read, [(8, 1, 7), (12, 3, 9)]);
        let bad = [
            words(&[CONTAINER]),
            words(&[CONTAINER, 1, 8, 0, 1, u32::MAX]),
            words(&[CONTAINER, 1, 8, 0, 1, 8, 7]),
            words(&[CONTAINER, 1, 8, 0, 1, 8, CONTAINER, 0]),
            words(&[CONTAINER, u32::MAX]),
            words(&[CONTAINER, 100_000]),
        ];
        for body in bad {
            assert_eq!(
                unpack(item(body.clone())).err(),
                Some(Unreadable),
                "{body:?}"
            );
        }
    }

    /// Wrappers come off, but not without end, and only of the layers that are spoken.
    #[test]
    fn wrappers_are_bounded() {
        let layer = grammers_tl_types::LAYER.cast_unsigned();
        let ping = [0x7abe_77ec, 1, 0];
        let wrapped = |times: usize| {
            let mut all = [0xda9b_0d0d, layer].repeat(times);
            all.extend(ping);
            words(&all)
        };
        let query = unwrap(wrapped(1)).expect("readable");
        assert_eq!(query.body, words(&ping));
        assert_eq!(unwrap(wrapped(WRAPPERS_MAX + 1)), Err(Wrapped::Unreadable));
        assert_eq!(unwrap(words(&[0xda9b_0d0d, 100])), Err(Wrapped::Layer(100)));
    }
}
