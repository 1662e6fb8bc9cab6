//! Parameters that are one of a few words, or a set of them.

use super::value::{ID, Value, clears};
use super::{Shape, Why};
use crate::ConnectionId;

/// An enum whose variants are words, and its reading and printing.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$meaning:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$meaning])* $variant),+ }

        impl Value for $name {
            const SHAPE: Shape = Shape::Choice(&[$($word),+]);

            fn read(text: &str) -> Result<$name, Why> {
                $(if text.eq_ignore_ascii_case($word) { return Ok($name::$variant); })+
                Err(Why::OneOf(&[$($word),+]))
            }

            fn print(&self) -> String {
                match self { $($name::$variant => $word.into()),+ }
            }
        }
    };
}

/// A struct of flags, written as the list of those that are set.
macro_rules! subset {
    ($(#[$doc:meta])* $name:ident { $($(#[$meaning:meta])* $flag:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct $name { $($(#[$meaning])* pub $flag: bool),+ }

        impl Value for $name {
            const SHAPE: Shape = Shape::Subset(&[$($word),+]);

            fn read(text: &str) -> Result<$name, Why> {
                let mut set = $name::default();
                if clears(text) { return Ok(set); }
                let wrong = || Why::SomeOf(&[$($word),+]);
                let words = super::list::read(text)?;
                for word in words.iter().flat_map(|word| word.split(',')).map(str::trim) {
                    match word.to_lowercase().as_str() {
                        $($word => set.$flag = true,)+
                        _ => return Err(wrong()),
                    }
                }
                if words.is_empty() { return Err(wrong()); }
                Ok(set)
            }

            fn print(&self) -> String {
                let mut words = Vec::new();
                $(if self.$flag { words.push($word); })+
                if words.is_empty() { "NONE".into() } else { words.join(", ") }
            }
        }
    };
}

choice! {
    /// A language that the desk speaks.
    Language {
        /// English.
        #[default]
        En = "en",
        /// Spanish.
        Es = "es",
        /// Russian.
        Ru = "ru",
        /// German.
        De = "de",
    }
}

impl Language {
    /// Its IETF tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Es => "es",
            Language::Ru => "ru",
            Language::De => "de",
        }
    }

    /// The language of a tag, which may name a region as well (`pt-br`); none: a language that the desk does not speak.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Language> {
        let own = tag.split(['-', '_']).next()?;
        [Language::En, Language::Es, Language::Ru, Language::De]
            .into_iter()
            .find(|language| language.tag().eq_ignore_ascii_case(own))
    }
}

choice! {
    /// Which groups are mirrored when the frontend is added to one.
    AcceptGroups {
        /// The owner is asked.
        #[default]
        Ask = "ask",
        /// All are.
        All = "all",
    }
}
choice! {
    /// What an edit does to its counterpart.
    Edits {
        /// The counterpart is edited.
        #[default]
        Replace = "replace",
        /// The new version is sent as a reply to the old.
        Append = "append",
    }
}
choice! {
    /// What a deletion does to its counterpart.
    Deletes {
        /// It is marked.
        #[default]
        Mark = "mark",
        /// It is deleted.
        Mirror = "mirror",
    }
}
choice! {
    /// What operators are told of their answers.
    Receipts {
        /// That one did not arrive.
        #[default]
        Errors = "errors",
        /// Also that one did.
        All = "all",
    }
}
subset! {
    /// Kinds of client chats.
    ChatKinds {
        /// Private chats.
        private = "private",
        /// Groups and supergroups.
        group = "group",
        /// Channels.
        channel = "channel",
    }
}
subset! {
    /// What operators are not shown of clients.
    HideInfo {
        /// Names.
        name = "name",
        /// Chat titles.
        title = "title",
        /// Links and usernames.
        links = "links",
        /// The card by command.
        command = "command",
    }
}

/// Who may use administrative functions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extensions {
    /// The connection's owners.
    Owners,
    /// Everybody in the backend group.
    Everyone,
    /// These people, and the owners.
    People(Vec<i64>),
}

impl Value for Extensions {
    const SHAPE: Shape = Shape::List {
        item: ID,
        words: &["NONE", "everyone"],
    };

    fn read(text: &str) -> Result<Extensions, Why> {
        if clears(text) {
            return Ok(Extensions::Owners);
        }
        if text.eq_ignore_ascii_case("everyone") {
            return Ok(Extensions::Everyone);
        }
        let ids = Vec::<i64>::read(text);
        ids.map(Extensions::People)
            .map_err(|why| Why::NorEveryone(Box::new(why)))
    }

    fn print(&self) -> String {
        match self {
            Extensions::Owners => "NONE".into(),
            Extensions::Everyone => "everyone".into(),
            Extensions::People(ids) => ids.print(),
        }
    }
}

/// The look of a connection's new topics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IconColor {
    /// A colour for each connection, so that those of one group can be told apart.
    Auto,
    /// One of Telegram's six colours, as `createForumTopic` takes it.
    Color(u32),
    /// A custom emoji, by id or as itself.
    Emoji(String),
}

/// The colours that `createForumTopic` takes (Bot API, `icon_color`), under names of ours.
const COLORS: [(&str, u32); 6] = [
    ("blue", 7_322_096),
    ("yellow", 16_766_590),
    ("violet", 13_338_331),
    ("green", 9_367_192),
    ("rose", 16_749_490),
    ("red", 16_478_047),
];

impl IconColor {
    /// The colour of a connection's new topics, as `createForumTopic` takes it: the chosen one, or one that goes round by the
    /// connection's number and stays. An emoji stands instead of it where Telegram shows one.
    #[must_use]
    pub fn color(&self, of: ConnectionId) -> u32 {
        match self {
            IconColor::Color(color) => *color,
            IconColor::Auto | IconColor::Emoji(_) => {
                let count = i64::try_from(COLORS.len()).expect("six");
                let nth = usize::try_from((of.0 - 1).rem_euclid(count)).expect("one of six");
                COLORS[nth].1
            }
        }
    }

    /// The emoji, by its id or as itself, if it is one.
    #[must_use]
    pub fn emoji(&self) -> Option<&str> {
        match self {
            IconColor::Emoji(emoji) => Some(emoji),
            IconColor::Auto | IconColor::Color(_) => None,
        }
    }
}

impl Value for IconColor {
    const SHAPE: Shape = Shape::Pattern(
        r"^(auto|blue|yellow|violet|green|rose|red|[0-9]{1,20}|[^\x00-\x7F]{1,12})$",
    );

    fn read(text: &str) -> Result<IconColor, Why> {
        let word = text.to_lowercase();
        if word == "auto" || clears(text) {
            return Ok(IconColor::Auto);
        }
        if let Some((_, color)) = COLORS.iter().find(|(name, _)| *name == word) {
            return Ok(IconColor::Color(*color));
        }
        let number = text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit());
        let emoji = text.chars().count() <= 12 && !text.chars().any(|letter| letter.is_ascii());
        if !text.is_empty() && (number || emoji) {
            return Ok(IconColor::Emoji(text.into()));
        }
        Err(Why::Icon(COLORS.iter().map(|(name, _)| *name).collect()))
    }

    fn print(&self) -> String {
        match self {
            IconColor::Auto => "auto".into(),
            IconColor::Emoji(emoji) => emoji.clone(),
            IconColor::Color(color) => COLORS
                .iter()
                .find(|(_, known)| known == color)
                .map_or("auto", |(name, _)| name)
                .into(),
        }
    }
}

/// How long something is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retain {
    /// Not longer than delivery needs it.
    None,
    /// So many days.
    Days(u32),
    /// Until it is deleted by hand.
    Forever,
}

impl Value for Retain {
    const SHAPE: Shape = Shape::Pattern("^(NONE|forever|[1-9][0-9]{0,4})$");

    fn read(text: &str) -> Result<Retain, Why> {
        if clears(text) {
            return Ok(Retain::None);
        }
        if text.eq_ignore_ascii_case("forever") {
            return Ok(Retain::Forever);
        }
        match text.parse() {
            Ok(days @ 1..=36_500) => Ok(Retain::Days(days)),
            _ => Err(Why::Days),
        }
    }

    fn print(&self) -> String {
        match self {
            Retain::None => "NONE".into(),
            Retain::Days(days) => days.to_string(),
            Retain::Forever => "forever".into(),
        }
    }
}
