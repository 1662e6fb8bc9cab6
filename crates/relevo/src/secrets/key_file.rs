//! The file of the master key: one line of 64 hexadecimal digits, which its owner alone may read. While the key is changed there are two
//! lines, the old key first.
//!
//! Every change makes the file whole or not at all. Neighbour: `rotation` says when a line comes and when one goes.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::master::random_value;
use super::{KeyError, MasterKey};

/// The file's name in the data folder.
const NAME: &str = "master.key";

/// Lines that it has at most: the old key and the new one.
const KEYS_MAX: usize = 2;

/// The file of the master key; whether it is there is another question.
#[derive(Clone, Debug)]
pub struct KeyFile(PathBuf);

/// The master keys that a store may need: one, or two while it is changed, and where to look when it has been changed since.
#[derive(Debug)]
pub struct Masters {
    /// The oldest first; at least one.
    pub(crate) keys: Vec<MasterKey>,
    /// Where they came from.
    pub(crate) file: Option<KeyFile>,
}

impl From<MasterKey> for Masters {
    /// A key that does not change.
    fn from(key: MasterKey) -> Masters {
        Masters {
            keys: vec![key],
            file: None,
        }
    }
}

impl Masters {
    /// Whether the key is being changed, or that was interrupted.
    #[must_use]
    pub fn are_changing(&self) -> bool {
        self.keys.len() > 1
    }
}

impl KeyFile {
    /// The file with this path.
    #[must_use]
    pub fn at(path: PathBuf) -> KeyFile {
        KeyFile(path)
    }

    /// The file in a data folder.
    #[must_use]
    pub fn in_folder(folder: &Path) -> KeyFile {
        KeyFile(folder.join(NAME))
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The keys in it, the oldest first.
    ///
    /// # Errors
    /// If it cannot be read, others may read it, or what it holds is no key.
    pub fn read(&self) -> Result<Vec<MasterKey>, KeyError> {
        let lines = self.lines()?;
        lines
            .iter()
            .map(|line| MasterKey::from_value(line))
            .collect()
    }

    /// The keys in it, to open a store with.
    ///
    /// # Errors
    /// As `read`.
    pub fn masters(&self) -> Result<Masters, KeyError> {
        Ok(Masters {
            keys: self.read()?,
            file: Some(self.clone()),
        })
    }

    /// Makes it with a new key, if there is none; whether it did.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn make(&self) -> Result<bool, KeyError> {
        if self.0.try_exists().map_err(KeyError::File)? {
            return Ok(false);
        }
        let draft = self.draft(&std::process::id().to_string(), &[random_value()])?;
        // Unlike a rename this never replaces a key that is there.
        let linked = fs::hard_link(&draft, &self.0);
        fs::remove_file(&draft).map_err(KeyError::File)?;
        match linked {
            Ok(()) => {}
            // Another process was faster: its key is the key.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(false),
            Err(error) => return Err(KeyError::File(error)),
        }
        self.sync_folder()?;
        Ok(true)
    }

    /// Keeps every other process from changing it until what is returned is dropped.
    ///
    /// # Errors
    /// `Busy` if somebody changes it.
    pub fn lock(&self) -> Result<File, KeyError> {
        let folder = File::open(self.folder()).map_err(KeyError::File)?;
        match folder.try_lock() {
            Ok(()) => Ok(folder),
            Err(fs::TryLockError::WouldBlock) => Err(KeyError::Busy),
            Err(fs::TryLockError::Error(error)) => Err(KeyError::File(error)),
        }
    }

    /// Adds a new key behind the one that there is.
    ///
    /// # Errors
    /// If it cannot be read or written, or has two keys already.
    pub fn add(&self) -> Result<(), KeyError> {
        let mut lines = self.lines()?;
        if lines.len() == KEYS_MAX {
            return Err(KeyError::Busy);
        }
        lines.push(random_value());
        self.replace(&lines)
    }

    /// Leaves only the newest key.
    ///
    /// # Errors
    /// If it cannot be read or written.
    pub fn keep_newest(&self) -> Result<(), KeyError> {
        let mut lines = self.lines()?;
        let newest = lines.split_off(lines.len() - 1);
        self.replace(&newest)
    }

    fn lines(&self) -> Result<Vec<Zeroizing<String>>, KeyError> {
        let mode = fs::metadata(&self.0)
            .map_err(KeyError::File)?
            .permissions()
            .mode();
        if mode & 0o077 != 0 {
            return Err(KeyError::Exposed);
        }
        let text = Zeroizing::new(fs::read_to_string(&self.0).map_err(KeyError::File)?);
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let lines: Vec<_> = lines.map(|line| Zeroizing::new(line.to_owned())).collect();
        match lines.len() {
            1..=KEYS_MAX => Ok(lines),
            _ => Err(KeyError::Malformed),
        }
    }

    fn replace(&self, lines: &[Zeroizing<String>]) -> Result<(), KeyError> {
        // Always the same name: what a crash leaves is written over by the next attempt.
        let draft = self.draft("new", lines)?;
        fs::rename(&draft, &self.0).map_err(KeyError::File)?;
        self.sync_folder()
    }

    /// A file beside it with these lines, on the disk.
    fn draft(&self, ending: &str, lines: &[Zeroizing<String>]) -> Result<PathBuf, KeyError> {
        let mut name = self.0.as_os_str().to_owned();
        name.push(format!(".{ending}"));
        let path = PathBuf::from(name);
        let written = || {
            let mut options = File::options();
            let mut file = options
                .write(true)
                .create(true)
                .truncate(true)
                .mode(0o600)
                .open(&path)?;
            for line in lines {
                file.write_all(line.as_bytes())?;
                file.write_all(b"\n")?;
            }
            file.sync_all()
        };
        written().map_err(KeyError::File)?;
        Ok(path)
    }

    fn sync_folder(&self) -> Result<(), KeyError> {
        let folder = File::open(self.folder());
        folder
            .and_then(|folder| folder.sync_all())
            .map_err(KeyError::File)
    }

    fn folder(&self) -> &Path {
        let parent = self
            .0
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        parent.unwrap_or(Path::new("."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made() -> (tempfile::TempDir, KeyFile) {
        let folder = tempfile::tempdir().unwrap();
        let file = KeyFile::in_folder(folder.path());
        assert!(file.make().unwrap());
        (folder, file)
    }

    /// Promise: the first start makes a key that only its owner can read, and later starts find the same one.
    #[test]
    fn made_once_and_private() {
        let (folder, file) = made();
        let first = file.read().unwrap();
        assert!(!file.make().unwrap(), "it is there");
        assert!(file.read().unwrap() == first);
        let files: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(files.len(), 1, "no draft is left behind");
        let mode = fs::metadata(file.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    /// Promise: a key that others may read is refused, with the cure.
    #[test]
    fn refused_if_exposed() {
        let (_folder, file) = made();
        fs::set_permissions(file.path(), fs::Permissions::from_mode(0o640)).unwrap();
        let error = file.read().unwrap_err();
        assert!(error.to_string().contains("chmod 600"));
    }

    /// Promise: a second key stands behind the first, a third is refused, and at the end the newest is left, as private as before.
    #[test]
    fn keys_come_and_go_in_order() {
        let (folder, file) = made();
        let old = file.read().unwrap();
        file.add().unwrap();
        let both = file.read().unwrap();
        assert!(both.len() == 2 && both[0] == old[0] && both[1] != old[0]);
        assert!(matches!(file.add(), Err(KeyError::Busy)));
        file.keep_newest().unwrap();
        assert!(file.read().unwrap() == both[1..]);
        let mode = fs::metadata(file.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let files: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(files.len(), 1, "no draft is left behind");
    }

    /// Promise: while somebody changes it, nobody else does.
    #[test]
    fn changed_by_one_at_a_time() {
        let (_folder, file) = made();
        let held = file.lock().unwrap();
        assert!(matches!(file.lock(), Err(KeyError::Busy)));
        drop(held);
        assert!(file.lock().is_ok());
    }
}
