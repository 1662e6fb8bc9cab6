//! Framing: where one packet ends and the next begins in a TCP stream.
//!
//! The client's first bytes choose between abridged, intermediate and full. Obfuscated and padded streams are refused, as
//! is everything longer than a client may send. It knows nothing of what is in a packet.
//! Source: core.telegram.org/mtproto/mtproto-transports.

/// The longest packet that is accepted: a part of a file (512 KiB) beside others in a container, with room to spare.
pub(super) const PACKET_BYTES_MAX: usize = 2 << 20;

/// A stream that no client of ours would send; the connection ends.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadFrame(pub(super) &'static str);

#[derive(Clone, Copy)]
enum Framing {
    Abridged,
    Intermediate,
    /// With the numbers of the next packets in and out.
    Full {
        received: u32,
        sent: u32,
    },
}

/// Splits what comes and frames what goes.
#[derive(Default)]
pub(super) struct Transport {
    framing: Option<Framing>,
    buffer: Vec<u8>,
}

impl Transport {
    /// Takes bytes as they came; [`Transport::next`] gives the packets in them.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// The next whole packet, if there is one.
    pub(super) fn next(&mut self) -> Result<Option<Vec<u8>>, BadFrame> {
        if self.framing.is_none() {
            self.framing = self.choose()?;
        }
        match self.framing {
            None => Ok(None),
            Some(Framing::Abridged) => self.next_abridged(),
            Some(Framing::Intermediate) => self.next_intermediate(),
            Some(Framing::Full { received, sent }) => {
                let packet = self.next_full(received)?;
                if packet.is_some() {
                    let received = received.wrapping_add(1);
                    self.framing = Some(Framing::Full { received, sent });
                }
                Ok(packet)
            }
        }
    }

    fn choose(&mut self) -> Result<Option<Framing>, BadFrame> {
        match *self.buffer.as_slice() {
            [0xef, ..] => {
                self.buffer.drain(..1);
                Ok(Some(Framing::Abridged))
            }
            [0xee, 0xee, 0xee, 0xee, ..] => {
                self.buffer.drain(..4);
                Ok(Some(Framing::Intermediate))
            }
            [0xdd, 0xdd, 0xdd, 0xdd, ..] => Err(BadFrame("padded streams are not simulated")),
            // The first packet's number tells a full stream from an obfuscated one.
            [_, _, _, _, 0, 0, 0, 0, ..] => Ok(Some(Framing::Full {
                received: 0,
                sent: 0,
            })),
            [_, _, _, _, _, _, _, _, ..] => {
                Err(BadFrame("neither abridged, intermediate nor full"))
            }
            _ => Ok(None),
        }
    }

    fn next_abridged(&mut self) -> Result<Option<Vec<u8>>, BadFrame> {
        let (head, words) = match *self.buffer.as_slice() {
            [0x7f, low, middle, high, ..] => (4, u32::from_le_bytes([low, middle, high, 0])),
            [0x7f, ..] | [] => return Ok(None),
            [words @ 0..0x7f, ..] => (1, u32::from(words)),
            [..] => return Err(BadFrame("quick acknowledgements are not simulated")),
        };
        self.cut(head, size(words.saturating_mul(4))?)
    }

    fn next_intermediate(&mut self) -> Result<Option<Vec<u8>>, BadFrame> {
        match self.buffer.first_chunk() {
            Some(length) => self.cut(4, size(u32::from_le_bytes(*length))?),
            None => Ok(None),
        }
    }

    fn next_full(&mut self, number: u32) -> Result<Option<Vec<u8>>, BadFrame> {
        let Some(length) = self.buffer.first_chunk() else {
            return Ok(None);
        };
        let length = size(u32::from_le_bytes(*length))?;
        if length < 12 {
            return Err(BadFrame("shorter than its own frame"));
        }
        let Some(mut frame) = self.cut(0, length)? else {
            return Ok(None);
        };
        let sum = frame.split_off(length - 4);
        if crc32fast::hash(&frame).to_le_bytes() != sum[..] {
            return Err(BadFrame("wrong checksum"));
        }
        if frame[4..8] != number.to_le_bytes() {
            return Err(BadFrame("wrong packet number"));
        }
        Ok(Some(frame.split_off(8)))
    }

    fn cut(&mut self, head: usize, length: usize) -> Result<Option<Vec<u8>>, BadFrame> {
        if self.buffer.len() < head + length {
            return Ok(None);
        }
        let packet = self.buffer[head..head + length].to_vec();
        self.buffer.drain(..head + length);
        Ok(Some(packet))
    }

    /// The packet as it goes over the wire. Its length is a multiple of four.
    pub(super) fn frame(&mut self, packet: &[u8]) -> Vec<u8> {
        let length = u32::try_from(packet.len()).expect("answers are bounded");
        let mut framed = Vec::with_capacity(packet.len() + 12);
        match &mut self.framing {
            Some(Framing::Abridged) if length / 4 < 0x7f => {
                framed.push(u8::try_from(length / 4).expect("below 127"));
                framed.extend_from_slice(packet);
            }
            Some(Framing::Abridged) => {
                framed.push(0x7f);
                framed.extend_from_slice(&(length / 4).to_le_bytes()[..3]);
                framed.extend_from_slice(packet);
            }
            Some(Framing::Full { sent, .. }) => {
                framed.extend_from_slice(&(length + 12).to_le_bytes());
                framed.extend_from_slice(&sent.to_le_bytes());
                framed.extend_from_slice(packet);
                let sum = crc32fast::hash(&framed);
                framed.extend_from_slice(&sum.to_le_bytes());
                *sent = sent.wrapping_add(1);
            }
            Some(Framing::Intermediate) | None => {
                framed.extend_from_slice(&length.to_le_bytes());
                framed.extend_from_slice(packet);
            }
        }
        framed
    }
}

fn size(length: u32) -> Result<usize, BadFrame> {
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    match length <= PACKET_BYTES_MAX {
        true => Ok(length),
        false => Err(BadFrame("longer than any packet may be")),
    }
}
