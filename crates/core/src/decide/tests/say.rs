//! `/say NAME` in a client's topic.

use insta::assert_snapshot;
use relevo_telegram::{
    Author, Chat, Contact, Content, LinkButton, Media, MediaKind, MessageId, Text,
};

use super::accounts::{VIA, alive};
use super::channels::newsroom;
use super::desk::{Desk, answering, group_event, media, operator, text};
use crate::params::HideInfo;
use crate::{
    Brings, CellId, Change, Direction, Fate, IdentityId, Job, Link, LinkRole, Matter, Name, Reply,
    ReplyContent, ReplyId, ReplyWhat,
};

pub(crate) fn reply(what: ReplyWhat, stored: &[i64]) -> Reply {
    Reply {
        id: ReplyId(3),
        cell: CellId(1),
        name: Name::read("hi").unwrap(),
        content: ReplyContent {
            what,
            buttons: Vec::new(),
            seen_by: IdentityId(1),
        },
        stored: stored.iter().map(|one| MessageId(*one)).collect(),
        used: 0,
        saved_ms: 0,
    }
}

pub(crate) fn words(text: &str) -> ReplyWhat {
    ReplyWhat::Words {
        text: Text::plain(text),
        no_preview: false,
    }
}

fn photo(caption: &str) -> Media {
    match media(MediaKind::Photo, caption) {
        Content::Media(media) => media,
        _ => unreachable!("it is one"),
    }
}

fn with(reply: Reply) -> Desk {
    Desk {
        reply: Some(reply),
        ..Desk::with_ann()
    }
}

/// What is sent to the client.
fn job(desk: &Desk, command: &str) -> Option<Job> {
    let decision = desk.decide(&group_event(operator(text(command))));
    decision
        .changes
        .into_iter()
        .find_map(|change| match change {
            Change::Deliver(one) if one.direction == Direction::ToClient => Some(one.job),
            _ => None,
        })
}

/// Promise: a quick reply goes to the client in its lane, turns the status, is counted, and stands in the topic.
#[test]
fn a_reply_is_sent() {
    let mut desk = with(reply(words("Hello {first_name}, {operator} here"), &[]));
    desk.turns = true;
    let said = desk.check(&group_event(operator(text("/say hi"))));
    assert_snapshot!(said, @r#"
    now conversation 5 chat 42 Open(ThreadId(11)) last author 0 🟨 title Due
    deliver 100 ToClient of 5: text "Hello Ann, Olga here" because of -100500/30
    record TurnOfClient
    deliver 101 Aside of 5: rename, saying None
    reply 3 used
    deliver 102 ToTopic of 5: say ReplySaid(Said { name: Name(…), kind: Text, items: 1, text: Text { text: "Hello Ann, Olga here", entities: [] }, link: None, forwarded: false }) about Some(30) buttons []
    fate Waiting
    "#);
    let answer = answering(operator(text("/say HI")), 20);
    let said = desk.check(&group_event(answer));
    assert!(said.contains("answering 20"), "{said}");
}

/// Promise: each content goes its own way: a file with its caption filled in, an album whole, one with variables made anew, the rest anew,
/// and everything forwarded where that is asked for.
#[test]
fn every_content_goes_its_way() {
    let contact = Matter::Contact(Contact {
        phone: "+34600100200".into(),
        first_name: "Acme".into(),
        last_name: None,
        user: None,
        vcard: None,
    });
    let files = |captions: &[&str]| {
        ReplyWhat::Files(captions.iter().map(|caption| photo(caption)).collect())
    };
    let mut with_button = reply(words("Pay here"), &[9]);
    with_button.content.buttons = vec![LinkButton {
        label: "Pay".into(),
        url: Some("https://example.org/".into()),
    }];
    let mut file_with_button = reply(files(&["Bill"]), &[9]);
    file_with_button.content.buttons = with_button.content.buttons.clone();
    let all = [
        reply(files(&["For {first_name}"]), &[9]),
        reply(files(&["One", ""]), &[9, 10]),
        reply(files(&["For {title}", ""]), &[9, 10]),
        reply(ReplyWhat::Matter(contact), &[9]),
        with_button,
        file_with_button,
    ];
    let mut rows = Vec::new();
    for one in all {
        let desk = with(one);
        for command in ["/say hi", "/say hi fwd"] {
            let said = desk.check(&group_event(operator(text(command))));
            let sent = said.lines().filter(|line| line.contains("ToClient"));
            rows.push(format!("{command}: {}", sent.collect::<String>()));
        }
    }
    assert_snapshot!(rows.join("\n"), @r#"
    /say hi: deliver 100 ToClient of 5: reply 3 copy 9 caption "For Ann" because of -100500/30
    /say hi fwd: deliver 100 ToClient of 5: reply 3 forward [MessageId(9)] because of -100500/30
    /say hi: deliver 100 ToClient of 5: reply 3 album [MessageId(9), MessageId(10)] because of -100500/30
    /say hi fwd: deliver 100 ToClient of 5: reply 3 forward [MessageId(9), MessageId(10)] because of -100500/30
    /say hi: deliver 100 ToClient of 5: reply 3 album anew ["For Ann", ""] because of -100500/30
    /say hi fwd: deliver 100 ToClient of 5: reply 3 forward [MessageId(9), MessageId(10)] because of -100500/30
    /say hi: deliver 100 ToClient of 5: anew contact "Acme" because of -100500/30
    /say hi fwd: deliver 100 ToClient of 5: reply 3 forward [MessageId(9)] because of -100500/30
    /say hi: deliver 100 ToClient of 5: reply 3 words "Pay here" with 1 buttons because of -100500/30
    /say hi fwd: deliver 100 ToClient of 5: reply 3 forward [MessageId(9)] because of -100500/30
    /say hi: deliver 100 ToClient of 5: reply 3 copy 9 caption "Bill\nPay" because of -100500/30
    /say hi fwd: deliver 100 ToClient of 5: reply 3 forward [MessageId(9)] because of -100500/30
    "#);
}

/// Promise: what a typed message may not say, a quick reply may not say either, whether in its words, its captions, its buttons or what a
/// name makes of it.
#[test]
fn forbidden_words_stay_inside() {
    let button = LinkButton {
        label: "Get a rebate".into(),
        url: Some("https://example.org/".into()),
    };
    let mut with_button = reply(words("Hello"), &[]);
    with_button.content.buttons = vec![button];
    let all = [
        reply(words("A REBATE for you"), &[]),
        reply(words("Hello {first_name}"), &[]),
        reply(
            ReplyWhat::Files(vec![photo("ok"), photo("rebate")]),
            &[8, 9],
        ),
        with_button,
    ];
    for one in all {
        let mut desk = with(one);
        desk.names.name = "Rebate".into();
        desk.connection.params.restricted_keywords_backend = vec!["rebate".into()];
        let decision = desk.decide(&group_event(operator(text("/say hi"))));
        assert_eq!(decision.fate, Fate::Failed);
        let leaves = |change: &Change| matches!(change, Change::Deliver(one) if one.direction == Direction::ToClient);
        assert!(!decision.changes.iter().any(leaves));
        let counts = |change: &Change| matches!(change, Change::ReplyUsed { .. });
        assert!(!decision.changes.iter().any(counts));
    }
}

/// Promise: of rich blocks it is what people read that counts, not how Telegram writes it down; and what is read is found, in every item of an album.
#[test]
fn what_people_read_is_looked_at() {
    let blocks = ReplyWhat::Blocks {
        words: Text::plain("Our offer"),
        input: r#"{"blocks":[{"type":"paragraph","text":"Our offer"}]}"#.into(),
    };
    let album = ReplyWhat::Files(vec![photo(""), photo("our OFFER")]);
    for (what, word, goes) in [
        (blocks.clone(), "paragraph", true),
        (blocks, "offer", false),
        (album.clone(), "photo", true),
        (album, "offer", false),
    ] {
        let mut desk = with(reply(what, &[8, 9]));
        desk.connection.params.restricted_keywords_backend = vec![word.into()];
        assert_eq!(job(&desk, "/say hi").is_some(), goes, "{word}");
    }
}

/// Promise: lengths are looked at again once names are filled in, in UTF-16 units; what does not fit, and what is empty, is told and no call is made.
#[test]
fn lengths_count_after_names_are_filled_in() {
    let fill = "🙂".repeat(2_045);
    for (name, what, goes) in [
        ("Ann", words(&format!("{fill}{{first_name}}")), true),
        ("Annabelle", words(&format!("{fill}{{first_name}}")), false),
        ("", words("{first_name}"), false),
        (
            "Ann",
            ReplyWhat::Files(vec![photo(&format!("{}{{title}}", "x".repeat(1_017)))]),
            true,
        ),
        (
            "Annabelle",
            ReplyWhat::Files(vec![
                photo(""),
                photo(&format!("{}{{title}}", "x".repeat(1_017))),
            ]),
            false,
        ),
    ] {
        let mut desk = with(reply(what, &[8, 9]));
        desk.names.name = name.into();
        desk.names.last_name = None;
        let said = desk.check(&group_event(operator(text("/say hi"))));
        assert_eq!(said.contains("ToClient"), goes, "{said}");
        assert_eq!(said.contains("NoRoom"), !goes, "{said}");
    }
}

/// Promise: whoever writes as the group signs with the title that Telegram shows behind their messages, or as the group.
#[test]
fn the_group_signs_too() {
    let sent = |signature: Option<&str>| {
        let desk = with(reply(words("{operator}"), &[]));
        let mut message = operator(text("/say hi"));
        let chat = Chat {
            title: Some("Acme".into()),
            ..message.chat.clone()
        };
        message.author = Author::Chat {
            chat,
            signature: signature.map(str::to_owned),
        };
        desk.check(&group_event(message))
    };
    for (signature, signed) in [
        (None, "Acme"),
        (Some(" "), "Acme"),
        (Some("Support"), "Support"),
    ] {
        let said = sent(signature);
        assert!(said.contains(&format!("text \"{signed}\"")), "{said}");
    }
}

/// Promise: what is held is neither counted nor shown as sent: it may never be.
#[test]
fn what_is_held_counts_as_nothing() {
    let desk = Desk {
        reply: Some(reply(words("Hello"), &[])),
        ..newsroom()
    };
    let decision = desk.decide(&group_event(operator(text("/say hi"))));
    assert_eq!(decision.fate, Fate::Held);
    let counts = |change: &Change| matches!(change, Change::ReplyUsed { .. });
    assert!(!decision.changes.iter().any(counts));
    assert!(!format!("{:?}", decision.changes).contains("ReplySaid"));
}

/// Promise: what cannot be sent says why, and nothing leaves.
#[test]
fn what_cannot_be_sent_says_why() {
    let said = |desk: &Desk, command: &str| desk.check(&group_event(operator(text(command))));
    let mut others = reply(ReplyWhat::Files(vec![photo("{title}"), photo("")]), &[8, 9]);
    others.content.seen_by = IdentityId(2);
    let nobody = Desk::with_ann();
    let rows = [
        said(&nobody, "/say hi"),
        said(&with(reply(words("Hello"), &[])), "/say hi fwd"),
        said(&with(others), "/say hi"),
    ];
    assert_snapshot!(rows.join("\n"), @"
    deliver 100 ToTopic of 5: say Answer(Say(Missing { name: Name(…) })) about Some(30) buttons []
    fate Internal
    deliver 100 ToTopic of 5: say Answer(Say(NotStored { name: Name(…) })) about Some(30) buttons []
    fate Internal
    deliver 100 ToTopic of 5: say Answer(Say(OthersFiles { name: Name(…) })) about Some(30) buttons []
    fate Internal
    ");
}

/// Promise: by a person's account files go by their ids and nothing is copied or forwarded.
#[test]
fn an_account_sends_by_ids() {
    let mut desk = with(reply(ReplyWhat::Files(vec![photo("Bill")]), &[9]));
    desk = alive(desk);
    let own = |desk: &mut Desk| {
        desk.reply.as_mut().unwrap().content.seen_by = VIA;
    };
    own(&mut desk);
    assert!(matches!(job(&desk, "/say hi"), Some(Job::Saved(_))));
    assert_eq!(job(&desk, "/say hi fwd"), None);
    desk.reply = Some(reply(
        ReplyWhat::Files(vec![photo("One"), photo("Two")]),
        &[9, 10],
    ));
    desk.reply.as_mut().unwrap().content.seen_by = IdentityId(9);
    assert_eq!(job(&desk, "/say hi"), None);
    own(&mut desk);
    let Some(Job::Saved(saved)) = job(&desk, "/say hi") else {
        panic!("it is sent");
    };
    assert!(matches!(saved.brings, Brings::Anew { .. }));
}

/// Promise: where the team may not see who a client is, it does not see it in what the client was sent either.
#[test]
fn hidden_names_stay_hidden() {
    let mut desk = with(reply(words("Hello {first_name}"), &[]));
    desk.connection.params.hide_info = HideInfo {
        name: true,
        ..HideInfo::default()
    };
    let said = desk.check(&group_event(operator(text("/say hi"))));
    let shown = said
        .lines()
        .find(|line| line.contains("ReplySaid"))
        .unwrap();
    assert!(
        !shown.contains("Ann") && shown.contains("{first_name}"),
        "{shown}"
    );
    assert!(said.contains("text \"Hello Ann\""), "{said}");
}

/// Promise: editing the command into another one changes nothing at the client's; editing it into words changes what the client has.
#[test]
fn an_edited_command_is_no_version() {
    let mut desk = with(reply(words("Hello"), &[]));
    let link = Link {
        conversation: desk.conversation.as_ref().unwrap().id,
        cell: desk.cell.id,
        identity: desk.connection.identity,
        client_chat: desk.conversation.as_ref().unwrap().chat,
        client_message: MessageId(80),
        topic_message: operator(text("x")).place.message,
        relay: None,
        role: LinkRole::Team,
        kind: crate::ContentKind::Text,
        digest: Link::SAID,
        author: 0,
        made_ms: desk.now_ms,
    };
    desk.links = vec![link];
    let edited = |command: &str| crate::Event::GroupEdited {
        mark: super::desk::mark(),
        message: operator(text(command)),
    };
    assert_snapshot!(desk.check(&edited("/say bye")), @"fate Filtered(NotActedOn)");
    assert_snapshot!(desk.check(&edited("Good day")), @r#"
    deliver 100 ToClient of 5: edit to text "Good day", else text "✏\u{fe0f} Good day" answering 30 because of -100500/30
    fate Waiting
    "#);
}
