//! New numbers for a decision, drawn from ranges that the store reserved beforehand: decisions stay pure.

use crate::Seq;

/// Numbers that nobody has used. Drawing more than was reserved is a bug of the caller and panics.
#[derive(Clone, Debug)]
pub struct Fresh {
    next_seq: i64,
    end_seq: i64,
    next_id: i64,
    end_id: i64,
}

impl Fresh {
    /// Sequence numbers `seqs` of one cell (reserved under the cell's lock, so their order is the order of decisions)
    /// and row ids `ids` of the installation.
    #[must_use]
    pub fn new(seqs: std::ops::Range<i64>, ids: std::ops::Range<i64>) -> Fresh {
        Fresh {
            next_seq: seqs.start,
            end_seq: seqs.end,
            next_id: ids.start,
            end_id: ids.end,
        }
    }

    /// The next delivery number of the cell.
    pub fn seq(&mut self) -> Seq {
        assert!(
            self.next_seq < self.end_seq,
            "more deliveries decided than were reserved"
        );
        self.next_seq += 1;
        Seq(self.next_seq - 1)
    }

    /// The next row id.
    pub fn id(&mut self) -> i64 {
        assert!(
            self.next_id < self.end_id,
            "more ids drawn than were reserved"
        );
        self.next_id += 1;
        self.next_id - 1
    }
}

/// The most delivery numbers, and the most row ids, that one event or one outcome may draw.
pub const FRESH_PER_EVENT_MAX: i64 = 11;
