//! What a file's first bytes tell: its media type, and the size of a picture. Nothing is decoded.

/// Media types by the first bytes of a file.
const STARTS: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
];

/// Media types by the ending of a file's name.
const ENDINGS: &[(&str, &str)] = &[
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("svg", "image/svg+xml"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("oga", "audio/ogg"),
    ("ogg", "audio/ogg"),
    ("opus", "audio/ogg"),
    ("wav", "audio/wav"),
    ("txt", "text/plain"),
    ("pdf", "application/pdf"),
    ("zip", "application/zip"),
];

/// The media type of a file: by what it is, else by what it is called.
pub(super) fn mime_of(name: &str, bytes: &[u8]) -> Option<&'static str> {
    let boxed = |kind: &[u8]| bytes.get(8..12) == Some(kind);
    if bytes.starts_with(b"RIFF") && boxed(b"WEBP") {
        return Some("image/webp");
    }
    if bytes.starts_with(b"RIFF") && boxed(b"WAVE") {
        return Some("audio/wav");
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(if boxed(b"M4A ") {
            "audio/mp4"
        } else {
            "video/mp4"
        });
    }
    let by_start = STARTS.iter().find(|(start, _)| bytes.starts_with(start));
    if let Some((_, mime)) = by_start {
        return Some(mime);
    }
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    let by_ending = ENDINGS.iter().find(|(known, _)| *known == ending);
    by_ending.map(|(_, mime)| *mime)
}

/// Width and height of a PNG, GIF, WebP or JPEG.
pub(super) fn size_of(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = match bytes {
        [0x89, b'P', b'N', b'G', ..] => (big(bytes, 16, 4)?, big(bytes, 20, 4)?),
        [b'G', b'I', b'F', b'8', ..] => (little(bytes, 6, 2)?, little(bytes, 8, 2)?),
        [b'R', b'I', b'F', b'F', ..] => webp_size(bytes)?,
        [0xff, 0xd8, ..] => jpeg_size(bytes)?,
        _ => return None,
    };
    (size.0 > 0 && size.1 > 0).then_some(size)
}

fn big(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + length)?;
    Some(
        bytes
            .iter()
            .fold(0, |sum, byte| sum << 8 | u32::from(*byte)),
    )
}

fn little(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + length)?;
    let reversed = bytes.iter().rev();
    Some(reversed.fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}

/// The three forms of WebP keep their size in three places.
fn webp_size(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8 " => Some((
            little(bytes, 26, 2)? & 0x3fff,
            little(bytes, 28, 2)? & 0x3fff,
        )),
        b"VP8L" => {
            let bits = little(bytes, 21, 4)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8X" => Some((little(bytes, 24, 3)? + 1, little(bytes, 27, 3)? + 1)),
        _ => None,
    }
}

/// Walks over the segments to the one that begins a frame.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    // Each step goes on by at least two bytes.
    loop {
        let mark = big(bytes, at, 2)?;
        let frame = matches!(mark, 0xffc0..=0xffcf) && !matches!(mark, 0xffc4 | 0xffc8 | 0xffcc);
        if frame {
            return Some((big(bytes, at + 7, 2)?, big(bytes, at + 5, 2)?));
        }
        let length = big(bytes, at + 2, 2)?.max(2);
        at += 2 + usize::try_from(length).ok()?;
    }
}

#[cfg(test)]
mod tests {
    use super::{mime_of, size_of};

    #[test]
    fn sizes_are_read_from_headers() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\x40\0\0\0\xc8";
        assert_eq!(size_of(png), Some((320, 200)));
        assert_eq!(size_of(b"GIF89a\x40\x01\xc8\x00"), Some((320, 200)));
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\xc8\x01\x40";
        assert_eq!(size_of(jpeg), Some((320, 200)));
        let extended = b"RIFF....WEBPVP8X....\0\0\0\0\x3f\x01\x00\xc7\x00\x00";
        assert_eq!(size_of(extended), Some((320, 200)));
        let lossy = b"RIFF....WEBPVP8 .......\x9d\x01\x2a\x40\x01\xc8\x00";
        assert_eq!(size_of(lossy), Some((320, 200)));
    }

    #[test]
    fn what_is_cut_off_or_unknown_has_no_size() {
        for bytes in [
            &b""[..],
            b"\x89PNG",
            b"GIF8",
            b"RIFF",
            b"\xff\xd8",
            b"words",
        ] {
            assert_eq!(size_of(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn content_counts_more_than_names() {
        assert_eq!(mime_of("a.txt", b"\x89PNG\r\n\x1a\n"), Some("image/png"));
        assert_eq!(mime_of("a.PDF", b""), Some("application/pdf"));
        assert_eq!(mime_of("a", b"words"), None);
    }
}
