//! Which messages a request has made, by the numbers it gave them.

use grammers_tl_types as tl;
use relevo_telegram::MessageId;

/// The messages of these numbers, in that order; what Telegram left out is missing.
pub(crate) fn made(answer: &tl::enums::Updates, numbers: &[i64]) -> Vec<MessageId> {
    use tl::enums::{Update, Updates};
    let of = |updates: &[Update]| {
        let found = numbers.iter().filter_map(|number| {
            updates.iter().find_map(|update| match update {
                Update::MessageId(made) if made.random_id == *number => {
                    Some(MessageId(made.id.into()))
                }
                _ => None,
            })
        });
        found.collect()
    };
    match answer {
        Updates::UpdateShortSentMessage(sent) => vec![MessageId(sent.id.into())],
        Updates::Updates(told) => of(&told.updates),
        Updates::Combined(told) => of(&told.updates),
        Updates::UpdateShort(told) => of(std::slice::from_ref(&told.update)),
        _ => Vec::new(),
    }
}
