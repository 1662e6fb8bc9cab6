//! Small pictures for photos of which nobody gave the content: a vertical gradient as a valid PNG of about 2 kB.
//!
//! There are as many as letters that the world draws, made once and shared.

use std::sync::{Arc, LazyLock};

/// Each row is a filter byte, one point, and two runs of 258, the longest that deflate knows: so a row is four codes.
const WIDTH: u32 = 1 + 2 * 258;
const HEIGHT: u32 = 320;
const PICTURES: u8 = 64;

static DRAWN: LazyLock<Vec<Arc<Vec<u8>>>> =
    LazyLock::new(|| (0..PICTURES).map(|number| Arc::new(draw(number))).collect());

/// The picture that belongs to a letter.
pub(crate) fn picture(letter: u8) -> Arc<Vec<u8>> {
    DRAWN[usize::from(letter % PICTURES)].clone()
}

fn draw(number: u8) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut head = [WIDTH.to_be_bytes(), HEIGHT.to_be_bytes()].concat();
    // Eight bits a point, colours from a palette.
    head.extend([8, 3, 0, 0, 0]);
    chunk(&mut png, b"IHDR", &head);
    chunk(&mut png, b"PLTE", &palette(number));
    chunk(&mut png, b"IDAT", &rows());
    chunk(&mut png, b"IEND", &[]);
    png
}

/// 256 colours from one to another.
fn palette(number: u8) -> Vec<u8> {
    let part = |shift: u8| 64 + u32::from(number.wrapping_mul(37).wrapping_add(shift) % 128);
    let (from, to) = (
        [part(0), part(50), part(100)],
        [part(90), part(20), part(60)],
    );
    let mixed = |at: u32| (0..3).map(move |i| (from[i] * (255 - at) + to[i] * at) / 255 + 32);
    (0..256)
        .flat_map(mixed)
        .map(|part| u8::try_from(part).unwrap_or(u8::MAX))
        .collect()
}

/// The points in zlib's form, one block of fixed codes.
fn rows() -> Vec<u8> {
    let mut bits = Bits {
        bytes: vec![0x78, 0x01],
        used: 0,
    };
    // The last block, with fixed codes.
    bits.push(0b011, 3);
    let (mut low, mut high) = (1_u32, 0_u32);
    for row in 0..HEIGHT {
        let colour = row * 255 / (HEIGHT - 1);
        bits.literal(0);
        bits.literal(colour);
        for _ in 0..2 {
            // Length 258 is code 285, distance 1 is code 0.
            bits.code(0b1100_0101, 8);
            bits.code(0, 5);
        }
        for at in 0..=WIDTH {
            low = (low + if at == 0 { 0 } else { colour }) % 65_521;
            high = (high + low) % 65_521;
        }
    }
    // The end of the block.
    bits.code(0, 7);
    bits.bytes.extend((high << 16 | low).to_be_bytes());
    bits.bytes
}

/// Bits in deflate's order.
struct Bits {
    bytes: Vec<u8>,
    /// Bits used of the last byte; 0 = it is full.
    used: u32,
}

impl Bits {
    /// A number, lowest bit first.
    fn push(&mut self, number: u32, length: u32) {
        for at in 0..length {
            if self.used == 0 {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= u8::from(number >> at & 1 == 1) << self.used;
            }
            self.used = (self.used + 1) % 8;
        }
    }

    /// A code, highest bit first.
    fn code(&mut self, code: u32, length: u32) {
        self.push(code.reverse_bits() >> (32 - length), length);
    }

    fn literal(&mut self, byte: u32) {
        if byte < 144 {
            self.code(0x30 + byte, 8);
        } else {
            self.code(0x190 + byte - 144, 9);
        }
    }
}

fn chunk(png: &mut Vec<u8>, name: &[u8; 4], body: &[u8]) {
    let length = u32::try_from(body.len()).unwrap_or(0);
    png.extend(length.to_be_bytes());
    let from = png.len();
    png.extend(name);
    png.extend(body);
    let check = png[from..].iter().fold(u32::MAX, |mut sum, byte| {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 {
                sum >> 1 ^ 0xEDB8_8320
            } else {
                sum >> 1
            };
        }
        sum
    });
    png.extend((!check).to_be_bytes());
}
