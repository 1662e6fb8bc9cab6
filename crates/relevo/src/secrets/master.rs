//! The master key: 32 bytes under which every other key and every secret is sealed.
//!
//! Written as 64 hexadecimal digits, in a file that only its owner may read, or given as a value.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;
use std::sync::Arc;

use zeroize::{Zeroize as _, Zeroizing};

use super::keyed_hash::keyed_hash;
use super::seal::{SealKey, fill_random};

const FILE: &str = "master.key";

/// The master key. Cheap to clone; debug output hides it; wiped when the last clone is dropped.
#[derive(Clone)]
pub struct MasterKey(Arc<Keys>);

struct Keys {
    seal: SealKey,
    digest: Zeroizing<[u8; 32]>,
}

/// Why there is no master key. None of these carries the key or a part of it.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// It is not 64 hexadecimal digits.
    #[error("the master key must be 64 hexadecimal digits")]
    Malformed,
    /// Others than its owner may read the file.
    #[error("the master key file may be read by others: run `chmod 600` on it")]
    Exposed,
    /// The file cannot be read or written.
    #[error("the master key file cannot be read or written")]
    File(#[source] std::io::Error),
}

impl MasterKey {
    /// A key from its 32 bytes.
    #[must_use]
    pub fn from_bytes(mut bytes: [u8; 32]) -> MasterKey {
        let keys = Keys {
            seal: SealKey::from_bytes(keyed_hash(&bytes, &[b"relevo seal 1"])),
            digest: Zeroizing::new(keyed_hash(&bytes, &[b"relevo digest 1"])),
        };
        bytes.zeroize();
        MasterKey(Arc::new(keys))
    }

    /// A key from 64 hexadecimal digits; white space around them is ignored.
    pub fn from_value(value: &str) -> Result<MasterKey, KeyError> {
        let digits = value.trim().as_bytes();
        if digits.len() != 64 {
            return Err(KeyError::Malformed);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = (hex_digit(pair[0])? << 4) | hex_digit(pair[1])?;
        }
        Ok(MasterKey::from_bytes(bytes))
    }

    /// The key in `master.key` of a directory; made with mode 0600 if there is none. Fails if others may read it.
    pub fn load_or_make(directory: &Path) -> Result<MasterKey, KeyError> {
        let path = directory.join(FILE);
        match fs::metadata(&path) {
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => make(directory, &path)?,
            Err(error) => return Err(KeyError::File(error)),
        }
        let mode = fs::metadata(&path)
            .map_err(KeyError::File)?
            .permissions()
            .mode();
        if mode & 0o077 != 0 {
            return Err(KeyError::Exposed);
        }
        let text = Zeroizing::new(fs::read_to_string(&path).map_err(KeyError::File)?);
        MasterKey::from_value(&text)
    }

    /// A keyed digest of texts: notices that they changed without keeping them. Never 0, so that 0 can mean "none".
    #[must_use]
    pub fn digest(&self, parts: &[&str]) -> i64 {
        let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
        let hash = keyed_hash(&self.0.digest, &parts);
        let head: [u8; 8] = hash[..8].try_into().expect("a hash has 32 bytes");
        match i64::from_be_bytes(head) {
            0 => 1,
            digest => digest,
        }
    }

    /// The key that seals secrets and wraps other keys.
    pub(crate) fn seal_key(&self) -> &SealKey {
        &self.0.seal
    }
}

impl std::fmt::Debug for MasterKey {
    /// Nothing: keys never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MasterKey(…)")
    }
}

fn hex_digit(digit: u8) -> Result<u8, KeyError> {
    let value = char::from(digit).to_digit(16).ok_or(KeyError::Malformed)?;
    u8::try_from(value).map_err(|_| KeyError::Malformed)
}

/// Makes the file whole or not at all: a crash never leaves half a key, and a key that is there is never replaced.
fn make(directory: &Path, path: &Path) -> Result<(), KeyError> {
    let mut bytes = Zeroizing::new([0_u8; 32]);
    fill_random(&mut *bytes);
    let mut text = Zeroizing::new(String::with_capacity(65));
    for byte in bytes.iter() {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(digit), 16).expect("below 16"));
        }
    }
    text.push('\n');
    let draft = directory.join(format!("{FILE}.{}", std::process::id()));
    let written = write_private(&draft, text.as_bytes()).and_then(|()| fs::hard_link(&draft, path));
    let removed = fs::remove_file(&draft);
    match written {
        Ok(()) => {}
        // Another process was faster: its key is the key.
        Err(error) if error.kind() == ErrorKind::AlreadyExists && path.exists() => {}
        Err(error) => return Err(KeyError::File(error)),
    }
    removed.map_err(KeyError::File)?;
    fs::File::open(directory)
        .and_then(|directory| directory.sync_all())
        .map_err(KeyError::File)
}

fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Promise: the first start makes a key that only its owner can read, and later starts find the same one.
    #[test]
    fn made_once_and_private() {
        let directory = tempfile::tempdir().unwrap();
        let made = MasterKey::load_or_make(directory.path()).unwrap();
        let found = MasterKey::load_or_make(directory.path()).unwrap();
        assert_eq!(made.digest(&["x"]), found.digest(&["x"]));
        let files: Vec<_> = fs::read_dir(directory.path()).unwrap().collect();
        assert_eq!(files.len(), 1, "no draft is left behind");
        let mode = fs::metadata(directory.path().join(FILE))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    /// Promise: a key that others may read is refused, with the cure.
    #[test]
    fn refused_if_exposed() {
        let directory = tempfile::tempdir().unwrap();
        MasterKey::load_or_make(directory.path()).unwrap();
        let path = directory.path().join(FILE);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let error = MasterKey::load_or_make(directory.path()).unwrap_err();
        assert!(error.to_string().contains("chmod 600"));
    }

    /// Promise: a value that is no key is refused, and neither it nor a good key shows in any output.
    #[test]
    fn never_shown() {
        let value = "0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef";
        let key = MasterKey::from_value(value).unwrap();
        assert_eq!(format!("{key:?}"), "MasterKey(…)");
        let error = MasterKey::from_value("hunter2").unwrap_err();
        assert!(!format!("{error:?} {error}").contains("hunter2"));
        assert!(MasterKey::from_value(&value.replace('0', "é")).is_err());
    }

    /// Promise: the digest depends on the key and on every part.
    #[test]
    fn digest_is_keyed() {
        let one = MasterKey::from_bytes([1; 32]);
        let two = MasterKey::from_bytes([2; 32]);
        assert_eq!(one.digest(&["Zoë", "x"]), one.digest(&["Zoë", "x"]));
        assert_ne!(one.digest(&["Zoë", "x"]), two.digest(&["Zoë", "x"]));
        assert_ne!(one.digest(&["Zoë", "x"]), one.digest(&["Zoë", "y"]));
    }
}
