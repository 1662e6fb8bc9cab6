//! What is known of each parameter, and the reference made of it.

use std::fmt::Write;
use std::sync::LazyLock;

use super::{Params, Shape, Why, table};

/// What parameters are about: people are shown them group by group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// What is mirrored.
    Mirroring,
    /// What clients read.
    Talking,
    /// How the team works.
    Desk,
    /// What is kept.
    Keeping,
}

impl Group {
    /// All groups, in the order in which people are shown them.
    pub const ALL: [Group; 4] = [
        Group::Mirroring,
        Group::Talking,
        Group::Desk,
        Group::Keeping,
    ];

    /// Its number, for buttons; from 0.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The group of a number.
    #[must_use]
    pub fn of_number(number: u8) -> Option<Group> {
        Group::ALL.get(usize::from(number)).copied()
    }

    /// Its parameters.
    pub fn definitions(self) -> impl Iterator<Item = &'static Definition> {
        definitions().iter().filter(move |one| one.group == self)
    }
}

/// One parameter.
#[derive(Debug)]
pub struct Definition {
    /// What it is about.
    pub group: Group,
    /// Its name, in capitals.
    pub name: &'static str,
    /// What values it takes, in words.
    pub kind: &'static str,
    /// Of what shape they are.
    pub shape: Shape,
    /// What it means.
    pub meaning: &'static str,
    /// A right value.
    pub example: &'static str,
    /// The version since which it is in effect; none: it can be set, and nothing follows yet.
    pub since: Option<&'static str>,
    /// Reads a trimmed text into its field; says what is wrong.
    pub(super) read: fn(&mut Params, &str) -> Result<(), Why>,
    /// Prints its field.
    pub(super) print: fn(&Params) -> String,
}

impl Definition {
    /// Its default, as `Params::set` reads it.
    #[must_use]
    pub fn default(&self) -> String {
        self.value(&Params::default())
    }

    /// Its value there, as `Params::set` reads it.
    #[must_use]
    pub fn value(&self, params: &Params) -> String {
        (self.print)(params)
    }
}

/// Every parameter, in the order in which people are shown them.
#[must_use]
pub fn definitions() -> &'static [Definition] {
    static DEFINITIONS: LazyLock<Vec<Definition>> = LazyLock::new(table::table);
    &DEFINITIONS
}

/// The reference of parameters in Markdown, as `docs/reference/parameters.md` holds it.
#[must_use]
pub fn reference() -> String {
    let mut page = String::from(
        "# Connection parameters\n\n\
         <!-- Made from the table of definitions; see CONTRIBUTING for how to make it anew. -->\n\n\
         A parameter is set for one connection and takes effect without a restart. Names may be written in any case. \
         Lists are one entry a line, or entries between commas, in double quotes where an entry holds a comma. \
         `OFF` or `NONE` clears.\n\n\
         Texts for clients may hold the tags of Telegram's HTML style (`<b>`, `<i>`, `<a href=\"…\">` and so on; a \
         plain `<` is written `&lt;`). A line `[es]` begins the words for clients whose app speaks Spanish; the words \
         before the first such line are for everybody else.\n\n\
         A keyword expression: a comma means any of; `[a, b]` all of; `~a` not; double quotes hold phrases; a final \
         `*` stands for any ending. Case and accents do not matter.\n",
    );
    for definition in definitions() {
        let in_effect = match definition.since {
            Some(version) => format!("since {version}"),
            None => "not yet: it can be set, and nothing follows from it in this version".into(),
        };
        write!(
            page,
            "\n## {}\n\n{}\n\n- Value: {}\n- Default:{}\n- Example:{}\n- In effect: {in_effect}\n",
            definition.name,
            definition.meaning,
            definition.kind,
            code(&definition.default()),
            code(definition.example),
        )
        .expect("writing to a string");
    }
    page
}

/// A value as inline code, or as a block if it has several lines.
fn code(value: &str) -> String {
    if value.contains('\n') {
        return format!("\n\n  ```text\n  {}\n  ```\n", value.replace('\n', "\n  "));
    }
    format!(" `{value}`")
}
