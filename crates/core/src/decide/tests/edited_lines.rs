//! What an edit does to the author line and to words above a copy: they are neither lost nor said twice.

use insta::assert_snapshot;
use relevo_telegram::{Content, Message};

use super::desk::{Desk, from_ann, in_club, mark, person, photo, text};
use super::edits::link;
use crate::{Event, LinkRole};

/// A desk on which these stand for the message that is edited.
fn with(mut desk: Desk, links: &[(LinkRole, i64)]) -> Desk {
    let of = |(role, topic): &(LinkRole, i64)| link(&desk, *role, 3, *topic);
    desk.links = links.iter().map(of).collect();
    desk
}

fn edited(desk: &Desk, message: Message) -> String {
    let mark = mark();
    desk.check(&Event::ClientEdited { mark, message })
}

/// Promise: the copy says its author after every edit, once; words that stand above a copy are answered by the new version, because
/// they stay as they were.
#[test]
fn an_edit_leaves_the_author_where_it_stands() {
    use LinkRole::{AuthorLine, Client, Item, Under, Words};
    let bob = |content: Content| Message {
        album: Some("album".into()),
        ..in_club(person(8, "Bob"), content)
    };
    let club = |links: &[(LinkRole, i64)]| with(Desk::with_club(), links);
    let ann = with(Desk::with_ann(), &[(Words, 29), (Client, 30)]);
    let rows = [
        (
            "under its buttons",
            edited(
                &club(&[(Client, 30), (Under, 31), (Client, 32)]),
                bob(text("new")),
            ),
        ),
        (
            "under a line of its own",
            edited(
                &club(&[(Client, 30), (AuthorLine, 31), (Client, 32)]),
                bob(text("new")),
            ),
        ),
        (
            "the item with the author",
            edited(&club(&[(Client, 30)]), bob(photo(""))),
        ),
        (
            "another item, without words",
            edited(&club(&[(Item, 30)]), bob(photo(""))),
        ),
        (
            "another item, with words",
            edited(&club(&[(Item, 30)]), bob(photo("new"))),
        ),
        (
            "another item, of which there is a newer version",
            edited(&club(&[(Item, 30), (Client, 31)]), bob(photo("new"))),
        ),
        (
            "under its words, in a group",
            edited(&club(&[(Words, 29), (Item, 30)]), bob(photo("new"))),
        ),
        (
            "under its words, in private",
            edited(&ann, from_ann(photo("new"))),
        ),
    ];
    let told = rows.map(|(name, told)| format!("== {name}\n{told}"));
    assert_snapshot!(told.join("\n"), @r#"
    == under its buttons
    deliver 100 ToTopic of 5: edit to text "🟠 Bob ✏\u{fe0f}\nnew", else text "🟠 Bob ✏\u{fe0f}\nnew" answering 3 because of -100700/3
    fate Waiting
    == under a line of its own
    deliver 100 ToTopic of 5: edit to text "new", else text "🟠 Bob ✏\u{fe0f}\nnew" answering 3 because of -100700/3
    fate Waiting
    == the item with the author
    deliver 100 ToTopic of 5: edit to Photo caption "🟠 Bob", else copy caption "🟠 Bob ✏\u{fe0f}" or Photo answering 3 because of -100700/3
    fate Waiting
    == another item, without words
    deliver 100 ToTopic of 5: edit to Photo caption "", else copy caption "🟠 Bob ✏\u{fe0f}" or Photo answering 3 because of -100700/3
    fate Waiting
    == another item, with words
    deliver 100 ToTopic of 5: edit to Photo caption "new", else copy caption "🟠 Bob ✏\u{fe0f}\nnew" or Photo answering 3 because of -100700/3
    fate Waiting
    == another item, of which there is a newer version
    deliver 100 ToTopic of 5: edit to Photo caption "🟠 Bob ✏\u{fe0f}\nnew", else copy caption "🟠 Bob ✏\u{fe0f}\nnew" or Photo answering 3 because of -100700/3
    fate Waiting
    == under its words, in a group
    deliver 100 ToTopic of 5: no edit to nothing, else copy caption "🟠 Bob ✏\u{fe0f}\nnew" or Photo answering 3 because of -100700/3
    fate Waiting
    == under its words, in private
    deliver 100 ToTopic of 5: no edit to nothing, else copy caption "✏\u{fe0f} new" or Photo answering 3 because of 42/3
    fate Waiting
    "#);
}
