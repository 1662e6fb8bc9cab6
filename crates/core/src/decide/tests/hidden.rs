//! How each content travels when the team may not see everything, and that no call into the group says what is hidden.

mod calls;

use insta::assert_snapshot;
use relevo_telegram::{Content, EntityKind, MediaKind, Message, Origin, Text};

use super::desk::{
    Desk, client_event, from_ann, in_club, mark, matter, media, person, photo, text,
};
use super::edits::link;
use crate::params::HideInfo;
use crate::{Change, Delivery, Event, Job, LinkRole};

/// A content that this version of Telegram could hold, with a name for the table.
fn contents() -> Vec<(&'static str, Content)> {
    let linked = |text: &mut Text| text.push_as(" t.me/ann", EntityKind::Found("url".into()));
    let mut words = Text::plain("see");
    linked(&mut words);
    let Content::Media(file) = photo("see") else {
        unreachable!("a file")
    };
    let captioned = |units: usize| {
        let mut caption = Text::plain("c".repeat(units));
        linked(&mut caption);
        Content::Media(relevo_telegram::Media {
            caption,
            ..file.clone()
        })
    };
    vec![
        ("text", Content::Text(words)),
        ("longest text", text(&"a".repeat(4_090))),
        ("photo", photo("")),
        ("photo with a caption", captioned(3)),
        ("photo with a long caption", captioned(1_100)),
        ("voice", media(MediaKind::Voice, "")),
        ("video note", media(MediaKind::VideoNote, "")),
        ("sticker", media(MediaKind::Sticker, "")),
        (
            "dice",
            Content::Dice {
                emoji: "🎲".into(),
                value: 4,
            },
        ),
        ("contact", matter::contact()),
        ("location", matter::location(false)),
        ("live location", matter::location(true)),
        ("venue", matter::venue()),
        ("poll", matter::poll(false)),
        ("quiz", matter::poll(true)),
        ("story", Content::Story),
        ("checklist", matter::checklist()),
        ("rich", matter::rich()),
        ("game", Content::Game),
        ("paid media", Content::Uncopyable("paid_media".into())),
        ("invoice", Content::Uncopyable("invoice".into())),
        ("giveaway", Content::Uncopyable("giveaway".into())),
        ("gift", Content::Uncopyable("gift".into())),
        ("unknown", Content::Unknown(None)),
    ]
}

fn hides(info: HideInfo, desk: Desk) -> Desk {
    let mut desk = desk;
    desk.connection.params.hide_info = info;
    desk
}

const NONE: HideInfo = HideInfo {
    name: false,
    title: false,
    links: false,
    command: false,
};
const NAME: HideInfo = HideInfo { name: true, ..NONE };
const TITLE: HideInfo = HideInfo {
    title: true,
    ..NONE
};
const LINKS: HideInfo = HideInfo {
    links: true,
    ..NONE
};
const ALL: HideInfo = HideInfo {
    name: true,
    title: true,
    links: true,
    command: true,
};

/// The delivery of an event, in words.
fn way(desk: &Desk, message: Message) -> String {
    let told = desk.check(&client_event(message));
    let line = told.lines().find_map(|line| line.split_once(" of 5: "));
    let way = line.expect("a delivery").1;
    let way = way.split(" because of").next().expect("a way");
    let long = |letter: &str| letter.repeat(300);
    let mut short = way.to_owned();
    for letter in ["a", "c"] {
        while let Some(at) = short.find(&long(letter)) {
            let run = short[at..].chars().take_while(|c| letter.starts_with(*c));
            let end = at + run.count();
            short.replace_range(at..end, &format!("{letter}×{}", end - at));
        }
    }
    short
}

/// A row for every content and every way of hiding it; `title` only where that changes something.
fn table(wrap: impl Fn(Content) -> Message, desk: impl Fn() -> Desk) -> String {
    let mut table = String::new();
    let mut both = contents();
    both.push(("forwarded text", text("news")));
    for (name, content) in both {
        let mut message = wrap(content);
        if name == "forwarded text" {
            message.origin = Some(Origin::Hidden("Zoe".into()));
        }
        let mut rows: Vec<(Vec<&str>, String)> = Vec::new();
        let plain = way(&hides(NONE, desk()), message.clone());
        for (how, info) in [
            ("title", TITLE),
            ("name", NAME),
            ("links", LINKS),
            ("all", ALL),
        ] {
            let way = way(&hides(info, desk()), message.clone());
            if how == "title" && way == plain {
                continue;
            }
            match rows.iter_mut().find(|(_, known)| *known == way) {
                Some((ways, _)) => ways.push(how),
                None => rows.push((vec![how], way)),
            }
        }
        for (ways, way) in rows {
            table += &format!("{name}, {}: {way}\n", ways.join(" "));
        }
    }
    table
}

/// Promise: under `name` or `links` nothing that could carry more than its words is copied as it is.
#[test]
fn every_private_content_has_its_hidden_way() {
    assert_snapshot!(table(from_ann, Desk::with_ann), @r#"
    text, name: text "see t.me/ann"
    text, links all: text "see(link)"
    longest text, name links all: text "a×4090"
    photo, name links all: copy caption "" or Photo
    photo with a caption, name: copy caption "ccc t.me/ann" or Photo
    photo with a caption, links all: copy caption "ccc(link)" or Photo
    photo with a long caption, name: copy under "c×1100 t.me/ann" always caption "" or Photo
    photo with a long caption, links all: copy under "c×1100(link)" always caption "" or Photo
    voice, name links all: copy caption "" or Voice
    video note, name links all: anew file VideoNote
    sticker, name links all: anew file Sticker
    dice, name links all: text "🎲 4"
    contact, name links all: text "Contact (hidden)"
    location, name links all: anew place None
    live location, name links all: anew place None
    venue, name links all: anew venue "Office"
    poll, name links all: anew poll "When?" of 2
    quiz, name links all: anew poll "When?" of 2
    story, title name links all: text "Story (hidden)"
    checklist, name links all: text "Launch\n☑ pack\n☐ go"
    rich, name links all: text "Heading\nwords"
    game, name links all: text "Game (hidden)"
    paid media, name links all: text "PaidMedia (hidden)"
    invoice, name links all: text "Invoice (hidden)"
    giveaway, name links all: text "Giveaway (hidden)"
    gift, name links all: text "Gift (hidden)"
    unknown, title name links all: text "Unknown (hidden)"
    forwarded text, name links all: text "news"
    "#);
}

/// Promise: in a group too, and the author is called by code.
#[test]
fn every_group_content_has_its_hidden_way() {
    let by_bob = |content| in_club(person(8, "Bob"), content);
    assert_snapshot!(table(by_bob, Desk::with_club), @r#"
    text, name: text "🟠 Firfun Fenzal 794\nsee t.me/ann"
    text, links: text "🟠 Bob\nsee(link)"
    text, all: text "🟠 Firfun Fenzal 794\nsee(link)"
    longest text, name all: anew words of 4090 units under "🟠 Firfun Fenzal 794" always
    longest text, links: anew words of 4090 units under "🟠 Bob" always
    photo, name all: copy caption "🟠 Firfun Fenzal 794" or Photo
    photo, links: copy caption "🟠 Bob" or Photo
    photo with a caption, name: copy caption "🟠 Firfun Fenzal 794\nccc t.me/ann" or Photo
    photo with a caption, links: copy caption "🟠 Bob\nccc(link)" or Photo
    photo with a caption, all: copy caption "🟠 Firfun Fenzal 794\nccc(link)" or Photo
    photo with a long caption, name: copy under "🟠 Firfun Fenzal 794\nc×1100 t.me/ann" always caption "" or Photo
    photo with a long caption, links: copy under "🟠 Bob\nc×1100(link)" always caption "" or Photo
    photo with a long caption, all: copy under "🟠 Firfun Fenzal 794\nc×1100(link)" always caption "" or Photo
    voice, name all: copy caption "🟠 Firfun Fenzal 794" or Voice
    voice, links: copy caption "🟠 Bob" or Voice
    video note, name all: anew file VideoNote under "🟠 Firfun Fenzal 794"
    video note, links: anew file VideoNote under "🟠 Bob"
    sticker, name all: anew file Sticker under "🟠 Firfun Fenzal 794"
    sticker, links: anew file Sticker under "🟠 Bob"
    dice, name all: text "🟠 Firfun Fenzal 794\n🎲 4"
    dice, links: text "🟠 Bob\n🎲 4"
    contact, name all: text "🟠 Firfun Fenzal 794\nContact (hidden)"
    contact, links: text "🟠 Bob\nContact (hidden)"
    location, name all: anew place None under "🟠 Firfun Fenzal 794"
    location, links: anew place None under "🟠 Bob"
    live location, name all: anew place None under "🟠 Firfun Fenzal 794"
    live location, links: anew place None under "🟠 Bob"
    venue, name all: anew venue "Office" under "🟠 Firfun Fenzal 794"
    venue, links: anew venue "Office" under "🟠 Bob"
    poll, name all: anew poll "When?" of 2 under "🟠 Firfun Fenzal 794"
    poll, links: anew poll "When?" of 2 under "🟠 Bob"
    quiz, name all: anew poll "When?" of 2 under "🟠 Firfun Fenzal 794"
    quiz, links: anew poll "When?" of 2 under "🟠 Bob"
    story, title links: text "🟠 Bob\nStory (hidden)"
    story, name all: text "🟠 Firfun Fenzal 794\nStory (hidden)"
    checklist, name all: text "🟠 Firfun Fenzal 794\nLaunch\n☑ pack\n☐ go"
    checklist, links: text "🟠 Bob\nLaunch\n☑ pack\n☐ go"
    rich, name all: text "🟠 Firfun Fenzal 794\nHeading\nwords"
    rich, links: text "🟠 Bob\nHeading\nwords"
    game, name all: text "🟠 Firfun Fenzal 794\nGame (hidden)"
    game, links: text "🟠 Bob\nGame (hidden)"
    paid media, name all: text "🟠 Firfun Fenzal 794\nPaidMedia (hidden)"
    paid media, links: text "🟠 Bob\nPaidMedia (hidden)"
    invoice, name all: text "🟠 Firfun Fenzal 794\nInvoice (hidden)"
    invoice, links: text "🟠 Bob\nInvoice (hidden)"
    giveaway, name all: text "🟠 Firfun Fenzal 794\nGiveaway (hidden)"
    giveaway, links: text "🟠 Bob\nGiveaway (hidden)"
    gift, name all: text "🟠 Firfun Fenzal 794\nGift (hidden)"
    gift, links: text "🟠 Bob\nGift (hidden)"
    unknown, title links: text "🟠 Bob\nUnknown (hidden)"
    unknown, name all: text "🟠 Firfun Fenzal 794\nUnknown (hidden)"
    forwarded text, name all: text "🟠 Firfun Fenzal 794\nnews"
    forwarded text, links: text "🟠 Bob\nnews"
    "#);
}

/// Promise: a client's edit changes the copy to what the team may see of it. What stands under its own caption, or was copied as a
/// content that is hidden now, is answered by the new version.
#[test]
fn edits_have_their_hidden_ways() {
    let edit = |desk: &Desk, content: Content| {
        let mark = mark();
        let message = from_ann(content);
        desk.check(&Event::ClientEdited { mark, message })
    };
    let mut ann = hides(LINKS, Desk::with_ann());
    ann.links = vec![link(&ann, LinkRole::Client, 3, 30)];
    let mut headed = ann.clone();
    headed.links.insert(0, link(&ann, LinkRole::Words, 3, 29));
    let mut words = Text::default();
    words.push_as("@ann_shop", EntityKind::Found("mention".into()));
    let Content::Media(file) = photo("") else {
        unreachable!("a file")
    };
    let captioned = Content::Media(relevo_telegram::Media {
        caption: words.clone(),
        ..file
    });
    assert_snapshot!([
        edit(&ann, Content::Text(words)),
        edit(&ann, captioned.clone()),
        edit(&headed, captioned),
        edit(&ann, matter::rich()),
        edit(&ann, matter::checklist()),
    ].join("\n"), @r#"
    deliver 100 ToTopic of 5: edit to text "(username)", else text "✏\u{fe0f} (username)" answering 3 because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: edit to Photo caption "(username)", else copy caption "✏\u{fe0f} (username)" or Photo answering 3 because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: no edit to nothing, else copy caption "✏\u{fe0f} (username)" or Photo answering 3 because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: edit to text "Heading\nwords", else text "✏\u{fe0f} Heading\nwords" answering 3 because of 42/3
    fate Waiting
    deliver 100 ToTopic of 5: edit to text "Launch\n☑ pack\n☐ go", else text "✏\u{fe0f} Launch\n☑ pack\n☐ go" answering 3 because of 42/3
    fate Waiting
    "#);
}

/// Promise: a caption that does not fit above its file together with the author's line is not cut: the end of it stands under the file.
/// Letters and formatting stay whole.
#[test]
fn the_longest_captions_are_whole() {
    let club = hides(LINKS, Desk::with_club());
    let mut edited = club.clone();
    edited.links = vec![
        link(&club, LinkRole::Words, 3, 29),
        link(&club, LinkRole::Client, 3, 30),
    ];
    let family = "👩‍👩‍👧‍👦";
    for (units, ends) in [(4_080, "end"), (4_096, "bold"), (4_096, family)] {
        let mut words = Text::plain("c".repeat(units - Text::plain(ends).units()));
        words.push_as(ends, EntityKind::Bold);
        let Content::Media(file) = photo("") else {
            unreachable!("a file")
        };
        let caption = words.clone();
        let content = Content::Media(relevo_telegram::Media { caption, ..file });
        let message = in_club(person(8, "Bob"), content);
        let new = club.decide(&client_event(message.clone()));
        let mark = mark();
        let anew = edited.decide(&Event::ClientEdited { mark, message });
        for changes in [new.changes, anew.changes] {
            let job = changes.iter().find_map(|change| match change {
                Change::Deliver(one) => Some(one.job.clone()),
                _ => None,
            });
            let job = match job.expect("it is mirrored") {
                Job::Edit { anew, .. } => *anew,
                job => job,
            };
            assert_eq!(job.above(), Some(LinkRole::Words));
            let Job::Copy {
                header: Some(header),
                caption: Some(below),
                ..
            } = job
            else {
                panic!("a file under words: {job:?}")
            };
            assert!(header.text.units() <= 4_096 && below.units() <= 1_024);
            let (_, above) = header.text.text.split_once('\n').expect("the author");
            assert_eq!(format!("{above}{}", below.text), words.text);
            let bold = |text: &Text| {
                let bold = text.entities.iter();
                let bold = bold.filter(|entity| entity.kind == EntityKind::Bold);
                bold.map(|entity| entity.length).sum::<u32>()
            };
            let name = Text::plain("Bob").units();
            let marked = usize::try_from(bold(&header.text) + bold(&below)).expect("short");
            assert_eq!(marked - name, Text::plain(ends).units());
        }
    }
}

/// Promise: words that change after they were said above their file, and before the file is there, are said again.
#[test]
fn words_that_change_above_their_file_are_said_again() {
    let long = |letter: &str| in_club(person(8, "Bob"), photo(&letter.repeat(1_100)));
    let mut club = hides(LINKS, Desk::with_club());
    let changes = club.decide(&client_event(long("a"))).changes;
    let first = changes.into_iter().find_map(|change| match change {
        Change::Deliver(one) => Some(one),
        _ => None,
    });
    club.pending = vec![Delivery {
        step: 1,
        header_message: Some(29),
        ..first.expect("it is mirrored")
    }];
    club.content_digest = 18;
    let after = |desk: &Desk, message: Message| {
        let mark = mark();
        let changes = desk.decide(&Event::ClientEdited { mark, message }).changes;
        changes.into_iter().find_map(|change| match change {
            Change::Replace(one) => Some((one.step, one.header_message)),
            _ => None,
        })
    };
    assert_eq!(after(&club, long("b")), Some((0, None)), "other words");
    assert_eq!(after(&club, long("a")), Some((1, Some(29))), "another file");
    let short = in_club(person(8, "Bob"), photo("short"));
    assert_eq!(after(&club, short), Some((1, Some(29))), "words below");
    // The same for a newer version that is on its way as a message of its own.
    club.links = vec![
        link(&club, LinkRole::Words, 3, 27),
        link(&club, LinkRole::Client, 3, 28),
    ];
    let mark = mark();
    let message = long("b");
    let changes = club.decide(&Event::ClientEdited { mark, message }).changes;
    let Some(Change::Replace(later)) = changes.first() else {
        panic!("it takes the place of what waits: {changes:?}")
    };
    let Job::Edit { anew, .. } = later.job.clone() else {
        panic!("a newer version: {:?}", later.job)
    };
    club.pending = vec![Delivery {
        job: *anew,
        step: 1,
        header_message: Some(29),
        ..later.clone()
    }];
    club.content_digest = 19;
    assert_eq!(after(&club, long("c")), Some((0, None)), "a newer version");
}
