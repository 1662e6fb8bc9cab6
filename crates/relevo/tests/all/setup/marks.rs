//! Marks in the setup bot.

use super::Cradle;
use crate::database::{Backend, on_both};

on_both!(they_are_made_changed_and_deleted);

/// Promise: an owner makes marks, sees what each does, changes it by the words that stand behind `/mark`, and deletes it after a second word; what
/// cannot be is said, and all of it is in the audit log.
async fn they_are_made_changed_and_deleted(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let olivia = cradle.olivia;
    cradle.open("Marks").await;
    assert!(cradle.last(olivia).contains("no marks yet"));
    for (typed, said) in [
        ("two words", "more than one word"),
        ("a.b", "1 to 32"),
        ("del", "cannot be called"),
    ] {
        cradle.write(olivia, typed).await;
        let last = cradle.last(olivia);
        assert!(last.contains(said), "{last}");
    }
    cradle.write(olivia, "भुगतान").await;
    assert!(cradle.last(olivia).contains("भुगतान"));
    cradle.press(olivia, "Back").await;
    cradle.write(olivia, "lead").await;
    for (typed, said) in [
        ("after भुगतान", "these are removed: भुगतान"),
        ("ticker ★", "in titles: ★"),
        ("name Lead-1", "Lead-1"),
        ("sends nothing", "no quick reply “nothing”"),
        ("name भुगतान", "already"),
        ("colour red", "A mark has"),
        ("hm", "A mark has"),
    ] {
        cradle.write(olivia, typed).await;
        let last = cradle.last(olivia);
        assert!(last.contains(said), "{typed}: {last}");
    }
    cradle.press(olivia, "Tell webhooks").await;
    assert!(cradle.last(olivia).contains("Webhooks hear of it"));
    cradle.press(olivia, "Delete").await;
    assert!(cradle.last(olivia).contains("Delete the mark “Lead-1”?"));
    cradle.press(olivia, "Yes").await;
    let cell = cradle.connection().await.cell;
    let marks = cradle.store.marks(cell).await.expect("the store answers");
    let names: Vec<&str> = marks.iter().map(|mark| mark.name.as_str()).collect();
    assert_eq!(names, ["भुगतान"]);
    let log = cradle.store.audit(None, 0, 20).await;
    let log = log.expect("the store answers");
    let deeds = log.iter().filter(|one| one.deed.word() == "mark");
    assert_eq!(deeds.count(), 7);
}
