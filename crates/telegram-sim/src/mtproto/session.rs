//! One MTProto session on one connection: its numbers in and out, and which messages of the client are not taken.
//!
//! Salts follow the authorization key (`keys`). A session ends with its connection: whoever comes back is told
//! `new_session_created`, as after Telegram has forgotten a session, and asks for the difference.
//! Source: core.telegram.org/mtproto/service_messages_about_messages.

use std::collections::VecDeque;

use super::cipher::Opened;

/// Numbers of the client's latest messages that are remembered.
const SEEN_MAX: usize = 1_024;
/// A message may be this much older than the server's time (s) …
const PAST_S: i64 = 300;
/// … or this much ahead of it (s).
const AHEAD_S: i64 = 30;

/// Why a message is not taken: the codes of `bad_msg_notification`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bad {
    TooOld = 16,
    FromTheFuture = 17,
    NotDivisibleByFour = 18,
    ContainerRepeated = 19,
    SeqTooLow = 32,
    SeqTooHigh = 33,
    SeqNotEven = 34,
    SeqNotOdd = 35,
    Container = 64,
}

/// What to do with a message of the client.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Fresh,
    /// Seen before: it is acknowledged again, and nothing is done.
    Repeated,
    Bad(Bad),
}

/// The state of one session.
pub(super) struct Session {
    pub(super) id: i64,
    content_sent: i32,
    last_sent: i64,
    seen: VecDeque<i64>,
    /// The highest number of a message so far, with its sequence number.
    highest: (i64, i32),
}

/// Whether the server answers or speaks by itself: the last bits of its message's number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaks {
    Answering,
    ByItself,
}

impl Session {
    pub(super) fn new(id: i64) -> Session {
        Session {
            id,
            content_sent: 0,
            last_sent: 0,
            seen: VecDeque::new(),
            highest: (0, 0),
        }
    }

    /// Judges a message as it came, container or not, at `now_s` (Unix seconds).
    pub(super) fn judge(&self, message: &Opened, now_s: i64) -> Verdict {
        if message.id % 4 != 0 {
            return Verdict::Bad(Bad::NotDivisibleByFour);
        }
        let sent_s = message.id >> 32;
        if sent_s < now_s - PAST_S {
            return Verdict::Bad(Bad::TooOld);
        }
        if sent_s > now_s + AHEAD_S {
            return Verdict::Bad(Bad::FromTheFuture);
        }
        Verdict::Fresh
    }

    /// Judges one message, alone or from a container, by its numbers. `content` = it needs an acknowledgement.
    pub(super) fn take(&mut self, id: i64, seq: i32, content: Option<bool>) -> Verdict {
        if self.seen.contains(&id) {
            return Verdict::Repeated;
        }
        match content {
            Some(true) if seq % 2 == 0 => return Verdict::Bad(Bad::SeqNotOdd),
            Some(false) if seq % 2 != 0 => return Verdict::Bad(Bad::SeqNotEven),
            _ => {}
        }
        let (highest, its_seq) = self.highest;
        if id > highest && seq < its_seq {
            return Verdict::Bad(Bad::SeqTooLow);
        }
        if id < highest && seq > its_seq {
            return Verdict::Bad(Bad::SeqTooHigh);
        }
        if id > highest {
            self.highest = (id, seq);
        }
        if self.seen.len() == SEEN_MAX {
            self.seen.pop_front();
        }
        self.seen.push_back(id);
        Verdict::Fresh
    }

    /// Whether a message with this number came.
    pub(super) fn has_seen(&self, id: i64) -> bool {
        self.seen.contains(&id)
    }

    /// Number and sequence number of the server's next message, at `now_ms` (Unix milliseconds).
    pub(super) fn next(&mut self, now_ms: i64, content: bool, speaks: Speaks) -> (i64, i32) {
        let id = next_id(&mut self.last_sent, now_ms, speaks);
        let seq = self.content_sent * 2 + i32::from(content);
        self.content_sent += i32::from(content);
        (id, seq)
    }
}

/// A message number: the time in units of 2^-32 s, ascending, and who spoke first in its last bits.
pub(super) fn next_id(last: &mut i64, now_ms: i64, speaks: Speaks) -> i64 {
    let fraction = (now_ms.rem_euclid(1_000) << 32) / 1_000;
    let now = ((now_ms.div_euclid(1_000) << 32) | fraction) & !3;
    *last = now.max((*last & !3) + 4);
    *last | if speaks == Speaks::Answering { 1 } else { 3 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW_S: i64 = 1_800_000_000;

    fn came(id: i64) -> Opened {
        Opened {
            salt: 1,
            session: 1,
            id,
            seq: 1,
            body: Vec::new(),
        }
    }

    /// Messages out of time or with impossible numbers are named as such.
    #[test]
    fn numbers_are_checked() {
        let session = Session::new(1);
        let at = |seconds: i64| (NOW_S + seconds) << 32;
        let cases = [
            (at(0), Verdict::Fresh),
            (at(-299), Verdict::Fresh),
            (at(-301), Verdict::Bad(Bad::TooOld)),
            (at(31), Verdict::Bad(Bad::FromTheFuture)),
            (at(0) + 1, Verdict::Bad(Bad::NotDivisibleByFour)),
        ];
        for (id, verdict) in cases {
            assert_eq!(session.judge(&came(id), NOW_S), verdict, "{id}");
        }
    }

    /// Sequence numbers ascend with the messages' numbers, and are odd for what needs an acknowledgement.
    #[test]
    fn sequence_numbers_are_checked() {
        let mut session = Session::new(1);
        assert_eq!(session.take(400, 5, Some(true)), Verdict::Fresh);
        assert_eq!(session.take(400, 5, Some(true)), Verdict::Repeated);
        let bad = [
            ((404, 3, Some(true)), Bad::SeqTooLow),
            ((396, 7, Some(true)), Bad::SeqTooHigh),
            ((404, 6, Some(true)), Bad::SeqNotOdd),
            ((404, 7, Some(false)), Bad::SeqNotEven),
        ];
        for ((id, seq, content), why) in bad {
            assert_eq!(session.take(id, seq, content), Verdict::Bad(why));
        }
        assert_eq!(session.take(404, 6, None), Verdict::Fresh);
    }

    /// The server's numbers ascend, also within one instant, and say who spoke first.
    #[test]
    fn own_numbers_ascend() {
        let mut session = Session::new(1);
        let (first, seq) = session.next(NOW_S * 1_000, true, Speaks::Answering);
        let (second, next) = session.next(NOW_S * 1_000, false, Speaks::ByItself);
        assert!(second > first);
        assert_eq!((first & 3, second & 3, seq, next), (1, 3, 1, 2));
    }
}
