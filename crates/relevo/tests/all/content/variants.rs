//! What people say in the walk: every kind, and the variants of it that travel differently.

use std::collections::BTreeSet;

use relevo_core::ContentKind;
use relevo_telegram_sim::control::{Say, SayContent};
use relevo_telegram_sim::world::Kind;
use serde_json::{Value, json};

use crate::stage::Stage;

/// What makes a variant travel otherwise than its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Twist {
    /// It has a button with an address and one without.
    Buttons,
    /// It was forwarded from somebody of this name.
    Forward(&'static str),
    /// It may not be forwarded.
    Protected,
    /// Its words leave no room for an author line.
    Long,
    /// Its caption is longer than bots may write.
    TooLongForBots,
    /// A quiz whose right answer only its author knows.
    OpenQuiz,
    /// Rich blocks that nobody can send again.
    OnlyWords,
    /// Without link preview.
    NoPreview,
}

/// One thing to say.
pub(crate) struct Variant {
    pub(crate) name: &'static str,
    pub(crate) kind: ContentKind,
    pub(crate) twists: Vec<Twist>,
    /// What a placeholder tells of it.
    pub(crate) told: &'static str,
    content: SayContent,
}

impl Variant {
    pub(crate) fn is(&self, twist: Twist) -> bool {
        self.twists.contains(&twist)
    }

    pub(crate) fn origin(&self) -> Option<&'static str> {
        self.twists.iter().find_map(|twist| match twist {
            Twist::Forward(name) => Some(*name),
            _ => None,
        })
    }

    /// How a person says it.
    pub(crate) fn say(&self, stage: &Stage) -> Say {
        let mut say = Say::new(self.content.clone());
        if self.is(Twist::Buttons) {
            say = say.with_buttons(json!({ "inline_keyboard": [
                [{ "text": "Shop", "url": "https://shop.example" }],
                [{ "text": "Vote", "callback_data": "1" }],
            ] }));
        }
        if let Some(name) = self.origin() {
            let date = stage.clock.now_ms() / 1_000;
            say = say.from_outside(
                json!({ "type": "hidden_user", "date": date, "sender_user_name": name }),
            );
        }
        if self.is(Twist::NoPreview) {
            let off = json!({ "is_disabled": true });
            say.more.insert("link_preview_options".into(), off);
        }
        Say {
            protect: self.is(Twist::Protected),
            ..say
        }
    }

    fn twisted(mut self, name: &'static str, twist: Twist) -> Variant {
        self.twists.push(twist);
        Variant { name, ..self }
    }

    fn told(self, told: &'static str) -> Variant {
        Variant { told, ..self }
    }
}

/// How many kinds there are among them.
pub(crate) fn kinds(variants: &[Variant]) -> usize {
    let kinds: BTreeSet<String> = variants
        .iter()
        .map(|variant| format!("{:?}", variant.kind))
        .collect();
    kinds.len()
}

fn variant(name: &'static str, kind: ContentKind, content: SayContent) -> Variant {
    Variant {
        name,
        kind,
        twists: Vec::new(),
        told: "",
        content,
    }
}

fn text(name: &'static str, words: &str, entities: Vec<Value>) -> Variant {
    let text = words.to_owned();
    variant(name, ContentKind::Text, SayContent::Text { text, entities })
}

fn sample(name: &'static str, kind: ContentKind, of: Kind) -> Variant {
    let text = String::new();
    variant(name, kind, SayContent::Sample { of, text })
}

fn captioned(name: &'static str, kind: ContentKind, media: Kind, caption: &str) -> Variant {
    let content = SayContent::Media {
        media,
        caption: caption.to_owned(),
        entities: vec![json!({ "type": "italic", "offset": 0, "length": 2 })],
        name: String::new(),
        bytes: Vec::new(),
        spoiler: false,
    };
    variant(name, kind, content)
}

fn raw(name: &'static str, kind: ContentKind, fields: &Value) -> Variant {
    let fields = fields.as_object().expect("an object").clone();
    variant(name, kind, SayContent::Raw { fields })
}

fn poll(name: &'static str, kind: ContentKind, correct: Option<usize>, public: bool) -> Variant {
    let content = SayContent::Poll {
        question: "When?".into(),
        options: vec!["Today".into(), "Tomorrow".into()],
        correct,
        public,
    };
    variant(name, kind, content)
}

/// Every variant of the walk.
pub(crate) fn all() -> Vec<Variant> {
    [words(), files(), places_and_votes(), the_rest(), hung()]
        .into_iter()
        .flatten()
        .collect()
}

fn words() -> Vec<Variant> {
    let styles = json!([
        { "type": "bold", "offset": 0, "length": 3 },
        { "type": "text_link", "offset": 4, "length": 3, "url": "https://a.example" },
        { "type": "spoiler", "offset": 8, "length": 3 },
        { "type": "pre", "offset": 12, "length": 4, "language": "rust" },
    ]);
    let styles = styles.as_array().expect("a list").clone();
    let emoji = json!({ "type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "5368324170671202286" });
    let bold = |offset: usize, length: usize| json!({ "type": "bold", "offset": offset, "length": length });
    vec![
        text("plain words", "Good morning", vec![]),
        text("formatted words", "one two six four", styles),
        text("a custom emoji", "👍 fine", vec![emoji]),
        text(
            "both directions and joined emoji",
            "👩‍🚀 שלום مرحبا e\u{301} 🇩🇪",
            vec![bold(6, 4)],
        ),
        text(
            "markup that is none",
            "<b>1 & 2</b> *a* _b_ [c](d) `e`",
            vec![],
        ),
        text("words of full length", &"w".repeat(4_096), vec![])
            .twisted("words of full length", Twist::Long),
        raw(
            "an address without preview",
            ContentKind::Text,
            &json!({ "text": "https://a.example" }),
        )
        .twisted("an address without preview", Twist::NoPreview),
        sample("a rich message", ContentKind::Rich, Kind::RichMessage),
        raw(
            "a rich message with a button",
            ContentKind::Rich,
            &json!({ "rich_message": { "blocks": [
                { "type": "paragraph", "text": "Choose" },
                { "type": "buttons", "buttons": [{ "text": "Yes", "callback_data": "1" }] },
            ] } }),
        )
        .twisted("a rich message with a button", Twist::OnlyWords),
    ]
}

fn files() -> Vec<Variant> {
    use ContentKind as Of;
    let spoiler = SayContent::Media {
        media: Kind::Photo,
        caption: String::new(),
        entities: Vec::new(),
        name: String::new(),
        bytes: Vec::new(),
        spoiler: true,
    };
    vec![
        captioned("a photo", Of::Photo, Kind::Photo, "look"),
        sample("a photo without words", Of::Photo, Kind::Photo),
        variant("a photo under a spoiler", Of::Photo, spoiler),
        captioned(
            "a caption of full length",
            Of::Photo,
            Kind::Photo,
            &"c".repeat(1_024),
        )
        .twisted("a caption of full length", Twist::Long),
        captioned(
            "a caption for Premium",
            Of::Video,
            Kind::Video,
            &"c".repeat(2_000),
        )
        .twisted("a caption for Premium", Twist::TooLongForBots),
        captioned("a live photo", Of::LivePhoto, Kind::LivePhoto, "look"),
        captioned("a video", Of::Video, Kind::Video, "look"),
        captioned("an animation", Of::Animation, Kind::Animation, "look"),
        captioned("music", Of::Audio, Kind::Audio, "listen"),
        captioned("a document", Of::Document, Kind::Document, "read"),
        captioned("a voice message", Of::Voice, Kind::Voice, "listen"),
        sample("a video note", Of::VideoNote, Kind::VideoNote),
        sample("a sticker", Of::Sticker, Kind::Sticker),
    ]
}

fn places_and_votes() -> Vec<Variant> {
    use ContentKind as Of;
    let live = SayContent::Location {
        latitude: 52.5,
        longitude: 13.4,
        live_period: Some(3_600),
    };
    let closed = json!({ "poll": {
        "question": "Which?", "type": "quiz", "is_closed": true, "correct_option_ids": [1],
        "explanation": "Because", "allows_revoting": false,
        "options": [
            { "persistent_id": "0", "text": "This", "voter_count": 0 },
            { "persistent_id": "1", "text": "That", "voter_count": 0 },
        ],
    } });
    vec![
        sample("a contact", Of::Contact, Kind::Contact),
        sample("a place", Of::Location, Kind::Location),
        variant("a live location", Of::LiveLocation, live),
        sample("a venue", Of::Venue, Kind::Venue),
        sample("a poll", Of::Poll, Kind::Poll),
        poll("a public poll", Of::Poll, None, true),
        poll("a quiz", Of::Quiz, Some(1), false).twisted("a quiz", Twist::OpenQuiz),
        raw("a quiz that is over", Of::Quiz, &closed),
    ]
}

fn the_rest() -> Vec<Variant> {
    use ContentKind as Of;
    let slots = SayContent::Dice {
        emoji: "🎰".into()
    };
    let done = json!({ "checklist": { "title": "To do", "tasks": [
        { "id": 1, "text": "Ask", "completion_date": 1_795_424_000 },
        { "id": 2, "text": "Answer" },
    ] } });
    vec![
        sample("dice", Of::Dice, Kind::Dice),
        variant("a slot machine", Of::Dice, slots),
        sample("a story", Of::Story, Kind::Story),
        raw("a checklist", Of::Checklist, &done),
        sample("paid media", Of::PaidMedia, Kind::PaidMedia).told("Paid media, ⭐ 5"),
        sample("an invoice", Of::Invoice, Kind::Invoice).told("Invoice “Ticket”"),
        sample("a giveaway", Of::Giveaway, Kind::Giveaway).told("Giveaway, ⭐ 500"),
        sample("winners", Of::Giveaway, Kind::GiveawayWinners).told("Giveaway, ⭐ 500"),
        sample("a game", Of::Game, Kind::Game),
        sample("a gift", Of::Gift, Kind::Gift).told("Gift, ⭐ 15"),
        sample("a hologram", Of::Unknown, Kind::Unknown),
    ]
}

/// What hangs on a message, whatever it holds.
fn hung() -> Vec<Variant> {
    use ContentKind as Of;
    let words = || text("", "Good morning", vec![]);
    let photo = || captioned("", Of::Photo, Kind::Photo, "look");
    vec![
        words().twisted("words with buttons", Twist::Buttons),
        photo().twisted("a photo with buttons", Twist::Buttons),
        sample("", Of::Sticker, Kind::Sticker).twisted("a sticker with buttons", Twist::Buttons),
        sample("", Of::Poll, Kind::Poll).twisted("a poll with buttons", Twist::Buttons),
        words().twisted("forwarded words", Twist::Forward("Carla")),
        photo().twisted("a forwarded photo", Twist::Forward("Carla")),
        sample("", Of::Dice, Kind::Dice).twisted("forwarded dice", Twist::Forward("Carla")),
        sample("", Of::Contact, Kind::Contact)
            .twisted("a forwarded contact", Twist::Forward("Carla")),
        sample("", Of::Poll, Kind::Poll).twisted("a forwarded poll", Twist::Forward("Carla")),
        sample("", Of::Invoice, Kind::Invoice)
            .told("Invoice “Ticket”")
            .twisted("a forwarded invoice", Twist::Forward("Carla")),
        words().twisted("protected words", Twist::Protected),
        photo().twisted("a protected photo", Twist::Protected),
    ]
}
