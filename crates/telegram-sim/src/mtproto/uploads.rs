//! Parts of files on their way up, until a message or `messages.uploadMedia` takes them together. Bounded for the whole door.

use std::collections::{BTreeMap, HashMap};

use grammers_tl_types as tl;

use super::rpc::{Answer, Call, Refusal};

/// The longest part (bytes).
const PART_BYTES_MAX: usize = 512 << 10;
/// Everything that waits (bytes).
const WAITING_BYTES_MAX: usize = 256 << 20;
/// Parts of one file at most.
const PARTS_MAX: i32 = 8_000;

/// All parts that wait, by account and the number that its client drew.
#[derive(Default)]
pub(super) struct Uploads {
    files: HashMap<(i64, i64), BTreeMap<i32, Vec<u8>>>,
    bytes: usize,
}

impl Uploads {
    fn add(&mut self, file: (i64, i64), part: i32, bytes: &[u8]) -> Answer<bool> {
        if !(0..PARTS_MAX).contains(&part) {
            return Err(Refusal::bad("FILE_PART_INVALID"));
        }
        if bytes.is_empty() {
            return Err(Refusal::bad("FILE_PART_EMPTY"));
        }
        if bytes.len() > PART_BYTES_MAX {
            return Err(Refusal::bad("FILE_PART_TOO_BIG"));
        }
        if self.bytes + bytes.len() > WAITING_BYTES_MAX {
            return Err(Refusal::new(500, "UPLOADS_FULL"));
        }
        let old = self
            .files
            .entry(file)
            .or_default()
            .insert(part, bytes.to_vec());
        self.bytes = self.bytes + bytes.len() - old.map_or(0, |old| old.len());
        Ok(true)
    }

    /// The whole file; its parts are forgotten.
    pub(super) fn take(&mut self, account: i64, input: &tl::enums::InputFile) -> Answer<Vec<u8>> {
        let (id, parts) = match input {
            tl::enums::InputFile::File(file) => (file.id, file.parts),
            tl::enums::InputFile::Big(file) => (file.id, file.parts),
            tl::enums::InputFile::StoryDocument(_) => {
                return Err(Refusal::not_simulated("files of stories"));
            }
        };
        let there = self.files.get(&(account, id));
        let missing = |part: &i32| there.is_none_or(|there| !there.contains_key(part));
        if !(1..=PARTS_MAX).contains(&parts) {
            return Err(Refusal::bad("FILE_PARTS_INVALID"));
        }
        if let Some(part) = (0..parts).find(missing) {
            return Err(Refusal::bad(&format!("FILE_PART_{part}_MISSING")));
        }
        let there = self.files.remove(&(account, id)).unwrap_or_default();
        self.bytes -= there.values().map(Vec::len).sum::<usize>();
        Ok(there.into_values().flatten().collect())
    }
}

/// `upload.saveFilePart`.
pub(super) fn save_part(
    call: &mut Call<'_>,
    request: &tl::functions::upload::SaveFilePart,
) -> Answer<bool> {
    let file = (call.me, request.file_id);
    call.state
        .uploads
        .add(file, request.file_part, &request.bytes)
}

/// `upload.saveBigFilePart`.
pub(super) fn save_big_part(
    call: &mut Call<'_>,
    request: &tl::functions::upload::SaveBigFilePart,
) -> Answer<bool> {
    let file = (call.me, request.file_id);
    call.state
        .uploads
        .add(file, request.file_part, &request.bytes)
}
