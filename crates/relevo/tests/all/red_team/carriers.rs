//! Whatever can carry an operator's words.

use relevo_telegram_sim::control::{Say, SayContent};
use relevo_telegram_sim::world::Kind;

/// Makes a message of words.
pub(super) type Carrier = fn(&str) -> Say;

/// All carriers of words that a client can be sent, by name.
pub(super) fn all() -> Vec<(&'static str, Carrier)> {
    vec![
        ("text", Say::text),
        ("a photo", |words| Say::photo(words)),
        ("a video", |words| Say::media(Kind::Video, words)),
        ("a GIF", |words| Say::media(Kind::Animation, words)),
        ("a song", |words| Say::media(Kind::Audio, words)),
        ("a file", |words| Say::media(Kind::Document, words)),
        ("a voice message", |words| Say::media(Kind::Voice, words)),
        ("a poll's question", |words| poll(words, "no")),
        ("a venue", venue),
        ("a contact", contact),
    ]
}

/// A poll.
pub(super) fn poll(question: &str, option: &str) -> Say {
    Say::new(SayContent::Poll {
        question: question.to_owned(),
        options: vec!["yes".to_owned(), option.to_owned()],
        correct: None,
        public: false,
    })
}

fn venue(words: &str) -> Say {
    Say::new(SayContent::Venue {
        latitude: 40.4,
        longitude: -3.7,
        title: words.to_owned(),
        address: "Main Street 1".to_owned(),
    })
}

fn contact(words: &str) -> Say {
    Say::new(SayContent::Contact {
        phone_number: "+34600000001".to_owned(),
        first_name: words.to_owned(),
        user_id: None,
    })
}
