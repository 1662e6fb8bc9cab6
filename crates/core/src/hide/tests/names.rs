//! Code names, titles, and everything that names somebody in a message.

use std::collections::HashSet;

use proptest::prelude::*;
use relevo_telegram::{
    Author, Chat, ChatId, ChatKind, LinkButton, MessageId, Origin, Quote, Reply, Service, Text,
    User, UserId,
};

use super::super::address;
use super::super::code_name::code_name as coded;
use super::{code_name, connection, hidden};
use crate::decide::tests::desk::{
    ANN, CLUB, Numbers, card, conversation, from_ann, in_club, person, speaking_chat, text,
};
use crate::params::Language;
use crate::{Card, Codebook, TitleNames, topic_name_shown};

fn named(card: &Card) -> TitleNames<'_> {
    TitleNames {
        card,
        called: None,
        ticker: None,
        responsible: None,
    }
}

/// Addresses replaced in the words of the tests' codebook.
fn replaced(words: &str) -> String {
    let stand_in = |what| Numbers.stand_in(Language::En, what);
    address::replaced(words, stand_in).into_owned()
}

/// Promise: a code name is two words and three digits, the same for the same number.
#[test]
fn a_code_name_is_two_words_and_a_number() {
    assert_eq!(coded(0), "Bilbal Bilbal 100");
    assert_eq!(coded(-1), "Zurbul Zurbul 475");
    assert_eq!(coded(4_711), coded(4_711));
}

/// Promise: among ten thousand people of a connection hardly ever two are called the same.
#[test]
fn code_names_rarely_collide() {
    let connection = connection("name");
    let names: HashSet<String> = (1..=10_000)
        .map(|id| code_name(&connection, 7_000_000_000 + id * 13))
        .collect();
    assert_eq!(names.len(), 10_000);
}

/// Promise: no code name holds a word that would make somebody blush, in any language of the desk.
#[test]
fn code_names_are_harmless() {
    const STEMS: [&str; 58] = [
        "anal", "anus", "arsch", "bitch", "bled", "blya", "cock", "cona", "cono", "cul", "cunt",
        "dick", "dreck", "dumm", "dur", "ebal", "fag", "fick", "fotz", "fuck", "fut", "gay",
        "govn", "gnid", "hitl", "homo", "huel", "hui", "hur", "jop", "kak", "kill", "kot", "manda",
        "marik", "mierd", "moron", "muda", "naz", "neger", "nigg", "padl", "pene", "pid", "piss",
        "pizd", "porn", "puta", "puto", "rape", "satan", "scheis", "sex", "shit", "slut", "suka",
        "tit", "zhop",
    ];
    for first in 0..64 {
        for second in 0..64 {
            let name = coded(first + 64 * second).to_lowercase();
            let word = name.split(' ').next().expect("two words");
            let found = STEMS.iter().find(|stem| word.contains(*stem));
            assert_eq!(found, None, "{word}");
        }
    }
}

/// Promise: a topic is called by the code name exactly where that kind of name is hidden, and another connection has another one.
#[test]
fn titles_hide_what_is_to_be_hidden() {
    let ann = conversation(ChatId(ANN), ChatKind::Private);
    let club = conversation(CLUB, ChatKind::Supergroup);
    for (hides, private, group) in [
        ("", "Ann", "Ann"),
        ("command", "Ann", "Ann"),
        ("name", &*code_name(&connection("name"), ANN), "Ann"),
        ("title", "Ann", &*code_name(&connection("title"), CLUB.0)),
        ("links", "Ann", "Ann"),
    ] {
        let connection = connection(hides);
        let title = |of| topic_name_shown(named(&card("Ann")), of, &connection, &Numbers);
        assert_eq!((title(&ann), title(&club)), (private.into(), group.into()));
    }
    let mut other = connection("name");
    other.id = crate::ConnectionId(2);
    let here = topic_name_shown(named(&card("Ann")), &ann, &connection("name"), &Numbers);
    assert_ne!(
        here,
        topic_name_shown(named(&card("Ann")), &ann, &other, &Numbers)
    );
}

/// Promise: a name that is an address is none under `links`, and the nameless are not called by their id.
#[test]
fn names_are_no_addresses() {
    let ann = conversation(ChatId(ANN), ChatKind::Private);
    let title =
        |name: &str| topic_name_shown(named(&card(name)), &ann, &connection("links"), &Numbers);
    assert_eq!(title("Ann @ann_shop"), "Ann (username)");
    assert_eq!(title("Ann, t.me/ann"), "Ann, (link)");
    assert_eq!(title("\u{200B}"), code_name(&connection("links"), ANN));
}

/// Promise: what looks like an address is found in words that Telegram marked nothing in, and plain words are left alone.
#[test]
fn addresses_are_found_without_marks() {
    for (words, expected) in [
        ("write to @ann_shop!", "write to (username)"),
        ("see https://example.com/x?y=1 now", "see (link) now"),
        ("t.me/ann and Example.COM", "(link) and (link)"),
        ("президент.рф", "(link)"),
        ("ann@example.com", "(email)"),
        ("call +34 600-000 001, please", "call (phone), please"),
        ("x(600)0000001y", "x(phone)y"),
        ("٦٠٠٠٠٠٠٠١", "(phone)"),
    ] {
        assert_eq!(replaced(words), expected);
    }
    for words in [
        "We pay 100.50 today.",
        "a @ b",
        "e.g. this",
        "4711, 4712",
        "…",
        "",
    ] {
        assert!(!address::is_in(words), "{words}");
    }
}

proptest! {
    /// Promise: names of any letters are read without a fault, and what was replaced has no address any more.
    #[test]
    fn any_words_can_be_searched(words in "\\PC{0,60}") {
        let once = replaced(&words);
        prop_assert!(!once.contains("://"), "{once}");
        prop_assert!(!address::is_in(&once), "{once}");
    }
}

fn known(id: i64) -> User {
    User {
        id: UserId(id),
        bot: false,
        first_name: "Maxi".into(),
        last_name: Some("Must".into()),
        username: Some("maximust".into()),
        language: None,
    }
}

/// Promise: an author's name goes with `name`, the username with any of them; a chat that speaks goes with `title`.
#[test]
fn authors_are_called_by_code() {
    let by = |author: Author| in_club(author, text("hi"));
    let Author::User(user) = hidden("name", &by(Author::User(known(8)))).author else {
        panic!("a person")
    };
    let code = code_name(&connection("name"), 8);
    assert_eq!(
        (user.first_name, user.last_name, user.username),
        (code, None, None)
    );
    let Author::User(user) = hidden("links", &by(Author::User(known(8)))).author else {
        panic!("a person")
    };
    assert_eq!((&*user.first_name, user.username), ("Maxi Must", None));
    let news = ChatId(-55);
    let signed = Author::Chat {
        chat: Chat {
            id: news,
            kind: ChatKind::Channel,
            title: Some("News".into()),
            forum: false,
        },
        signature: Some("Maxi".into()),
    };
    let Author::Chat { chat, signature } = hidden("title", &by(signed)).author else {
        panic!("a chat")
    };
    let code = code_name(&connection("title"), news.0);
    assert_eq!((chat.title, signature), (Some(code), None));
    let Author::Chat { chat, .. } = hidden("name", &by(speaking_chat(news, "News"))).author else {
        panic!("a chat")
    };
    assert_eq!(chat.title.as_deref(), Some("News"));
}

/// Promise: origins, inline bots and buttons are not there for the team.
#[test]
fn what_hangs_on_a_message_goes() {
    let chat = |title: &str| Chat {
        id: ChatId(-55),
        kind: ChatKind::Channel,
        title: Some(title.into()),
        forum: false,
    };
    let origins = [
        Origin::User(known(9)),
        Origin::Hidden("Maxi".into()),
        Origin::Chat(chat("News")),
        Origin::Untold,
    ];
    for (hides, kept) in [("name", 0), ("links", 0), ("title", 2), ("command", 4)] {
        let kept_here = origins.iter().filter(|origin| {
            let forwarded = relevo_telegram::Message {
                origin: Some((*origin).clone()),
                ..from_ann(text("news"))
            };
            hidden(hides, &forwarded).origin.is_some()
        });
        assert_eq!(kept_here.count(), kept, "{hides}");
    }
    let button = |url: &str| LinkButton {
        label: "see t.me/acme".into(),
        url: Some(url.into()),
    };
    let message = relevo_telegram::Message {
        buttons: vec![button("https://example.com"), button("tg://user?id=9")],
        via_bot: Some(UserId(9)),
        ..from_ann(text("hi"))
    };
    let hangs = |hides: &str| {
        let shown = hidden(hides, &message);
        (shown.buttons.len(), shown.via_bot.is_some())
    };
    assert_eq!(hangs("links"), (0, false));
    assert_eq!(hangs("name"), (0, false));
    assert_eq!(hangs("title"), (2, true));
}

/// Promise: a quote is kept as it is or not at all.
#[test]
fn quotes_are_whole_or_gone() {
    let quoting = |words: &str| relevo_telegram::Message {
        reply: Some(Reply {
            to: Some(MessageId(2)),
            answered: None,
            external: false,
            quote: Some(Quote {
                text: Text::plain(words),
                position: 4,
            }),
        }),
        ..from_ann(text("yes"))
    };
    let kept = |hides: &str, words: &str| {
        let reply = hidden(hides, &quoting(words))
            .reply
            .expect("still an answer");
        assert_eq!(reply.to, Some(MessageId(2)));
        reply.quote.is_some()
    };
    assert!(kept("links name title", "the blue one"));
    assert!(!kept("links", "at example.com/x"));
    assert!(kept("name", "at example.com/x"));
}

/// Promise: who comes and goes is called by code, and a new title is not told.
#[test]
fn events_of_the_chat_are_hidden() {
    let told = |hides: &str, service: Service| {
        let event = in_club(person(8, "Bob"), relevo_telegram::Content::Service(service));
        hidden(hides, &event).content
    };
    let code = code_name(&connection("name"), 8);
    let relevo_telegram::Content::Service(Service::Joined(who)) =
        told("name", Service::Joined(vec![known(8)]))
    else {
        panic!("an event")
    };
    assert_eq!(who[0].first_name, code);
    let title = |hides: &str| told(hides, Service::NewTitle("Club t.me/x".into()));
    let new = |title: &str| relevo_telegram::Content::Service(Service::NewTitle(title.into()));
    assert_eq!(title("title"), new(""));
    assert_eq!(title("links"), new("Club (link)"));
}
