//! The catalogues beside each other: the same messages with the same variables, in the plural forms and the quotation marks of each
//! language, and none left in English.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::parser::parse_runtime;

use super::super::catalogue::{Catalogue, FOLDERS, Fact};
use super::{LANGUAGES, Language};

/// The numbers with which every message is said: all plural forms of whole numbers are among them.
const NUMBERS: [u32; 7] = [0, 1, 2, 5, 11, 21, 100];

/// What is written as in English, and why it may be.
const AS_IN_ENGLISH: &[(Language, &[&str])] = &[
    (
        Language::Es,
        &[
            "card-bot",
            "kind-audio",
            "kind-sticker",
            "kind-video",
            "list-topic",
        ],
    ),
    (Language::Ru, &[]),
    (
        Language::De,
        &[
            "card-bot",
            "card-name",
            "kind-audio",
            "kind-quiz",
            "kind-sticker",
            "kind-story",
            "kind-text",
            "kind-video",
            "list-topic",
            "setup-team",
        ],
    ),
];

/// What is the same in every language: a name of Telegram's, signs, units of measurement.
const AS_EVERYWHERE: &[&str] = &[
    "kind-animation",
    "list-topic-timeless",
    "notice-started",
    "reply-kind",
    "send-line",
    "setup-numbers-title",
    "shift-next",
    "source-general",
    "status-bot",
    "status-bot-trouble",
    "status-topic",
    "thing-starred",
];

/// A message or a label as it is written.
type Written = Pattern<&'static str>;

/// The messages and attributes (`message.attribute`) of a folder's files.
pub(super) fn written(files: &[&'static str]) -> BTreeMap<String, Written> {
    let mut all = BTreeMap::new();
    for file in files {
        let resource = parse_runtime(*file).expect("a catalogue is well formed");
        for entry in resource.body {
            let Entry::Message(message) = entry else {
                panic!("a catalogue holds messages only");
            };
            let id = message.id.name;
            for attribute in message.attributes {
                all.insert(format!("{id}.{}", attribute.id.name), attribute.value);
            }
            all.insert(id.to_owned(), message.value.expect("a message has a value"));
        }
    }
    all
}

/// What the placeables of a pattern are about.
#[derive(Default)]
struct Named {
    variables: BTreeSet<&'static str>,
    /// Those that choose between plural forms, with the forms that are written: numbers.
    chosen_by: Vec<(&'static str, BTreeSet<&'static str>)>,
}

fn named(pattern: &Written) -> Named {
    let mut found = Named::default();
    look(pattern, &mut found);
    found
}

fn look(pattern: &Written, found: &mut Named) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => {
                found.variables.insert(variable(inline));
            }
            Expression::Select { selector, variants } => {
                let name = variable(selector);
                found.variables.insert(name);
                let forms = variants.iter().filter_map(|variant| match variant.key {
                    VariantKey::Identifier { name } => Some(name),
                    VariantKey::NumberLiteral { .. } => None,
                });
                found.chosen_by.push((name, forms.collect()));
                variants
                    .iter()
                    .for_each(|variant| look(&variant.value, found));
            }
        }
    }
}

fn variable(inline: &InlineExpression<&'static str>) -> &'static str {
    match inline {
        InlineExpression::VariableReference { id } => id.name,
        other => panic!("a catalogue names only variables, not {other:?}"),
    }
}

/// The plural forms into which Fluent sorts whole numbers in this language.
fn forms(language: Language) -> BTreeSet<String> {
    let all = "x = { $n ->\n [zero] zero\n [one] one\n [two] two\n [few] few\n [many] many\n *[other] other\n }";
    let catalogue = Catalogue::read(language, &[all]);
    let form = |number: u32| catalogue.text("x", None, &[("n", number.into())]);
    // Fractions are always “other”, so every language has it.
    let numbers = (0..=200).chain([1_000_000]).map(form);
    numbers.chain(["other".to_owned()]).collect()
}

/// A message or label with this number in the place of every variable that chooses, and words in that of any other.
fn said(language: Language, key: &str, pattern: &Written, number: u32) -> String {
    let named = named(pattern);
    let marks = named.variables.iter().map(|name| (*name, mark(name)));
    let marks: BTreeMap<&str, String> = marks.collect();
    let chooses = |name: &str| named.chosen_by.iter().any(|(chosen, _)| *chosen == name);
    let facts: Vec<Fact<'_>> = marks
        .iter()
        .map(|(name, mark)| match chooses(name) {
            true => (*name, number.into()),
            false => (*name, mark.as_str().into()),
        })
        .collect();
    let (id, label) = match key.split_once('.') {
        Some((id, label)) => (id, Some(label)),
        None => (key, None),
    };
    Catalogue::of(language).text(id, label, &facts)
}

fn mark(name: &str) -> String {
    format!("⟦{name}⟧")
}

/// Fails with every complaint at once.
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Promise: a message is about the same things in every language.
#[test]
fn variables_are_the_same() {
    let english = written(FOLDERS[0].1);
    let mut wrong = Vec::new();
    for (language, files) in FOLDERS {
        for (key, pattern) in written(files) {
            let Some(original) = english.get(&key) else {
                continue;
            };
            let (here, there) = (named(&pattern).variables, named(original).variables);
            if here != there {
                wrong.push(format!(
                    "{language:?} {key}: {here:?}, in English {there:?}"
                ));
            }
        }
    }
    none(&wrong);
}

/// Promise: whatever depends on a number is written in every plural form of its language, and in no other.
#[test]
fn plural_forms_are_complete() {
    let two: BTreeSet<String> = ["one", "other"].map(str::to_owned).into();
    let four: BTreeSet<String> = ["one", "few", "many", "other"].map(str::to_owned).into();
    assert_eq!(LANGUAGES.map(forms), [two.clone(), two.clone(), four, two]);
    let mut wrong = Vec::new();
    let mut choices = 0;
    for (language, files) in FOLDERS {
        let forms = forms(*language);
        for (key, pattern) in written(files) {
            for (name, here) in named(&pattern).chosen_by {
                choices += 1;
                let here: BTreeSet<String> = here.into_iter().map(str::to_owned).collect();
                if here != forms {
                    wrong.push(format!(
                        "{language:?} {key} by {name}: {here:?}, not {forms:?}"
                    ));
                }
            }
        }
    }
    none(&wrong);
    assert!(choices > 0, "no catalogue chooses a plural form");
}

/// Promise: every message is said with every number, shows all that it is about, and leaves no placeholder.
#[test]
fn every_number_is_said() {
    let mut wrong = Vec::new();
    for (language, files) in FOLDERS {
        for (key, pattern) in written(files) {
            let named = named(&pattern);
            for number in NUMBERS {
                let words = said(*language, &key, &pattern, number);
                let shown = |name: &str| match named.chosen_by.iter().any(|(by, _)| *by == name) {
                    true => words.contains(&number.to_string()),
                    false => words.contains(&mark(name)),
                };
                let whole = named.variables.iter().all(|name| shown(name));
                if !whole || words.contains(['{', '}', '$']) || words.trim() != words {
                    wrong.push(format!("{language:?} {key} with {number}: {words:?}"));
                }
            }
        }
    }
    none(&wrong);
}

/// Promise: nothing is left in English, apart from what is listed.
#[test]
fn nothing_is_left_in_english() {
    let english = written(FOLDERS[0].1);
    for (language, files) in &FOLDERS[1..] {
        let listed = AS_IN_ENGLISH.iter().find(|(known, _)| known == language);
        let listed = listed.map_or(&[][..], |(_, keys)| keys);
        let same = written(files).into_iter().filter(|(key, pattern)| {
            let original = english.get(key);
            original.is_some_and(|original| {
                let in_english = said(Language::En, key, original, 5);
                said(*language, key, pattern, 5) == in_english
            })
        });
        let same: BTreeSet<String> = same.map(|(key, _)| key).collect();
        let allowed = listed.iter().chain(AS_EVERYWHERE).chain(units(*language));
        let allowed: BTreeSet<String> = allowed.map(|key| (*key).to_owned()).collect();
        assert_eq!(same, allowed, "{language:?}");
    }
}

/// Units that are written in Latin letters.
fn units(language: Language) -> &'static [&'static str] {
    match language {
        Language::Ru => &["moment-time"],
        Language::De => &["span-hours", "span-minutes", "span-seconds"],
        _ => &["moment-time", "span-hours", "span-minutes", "span-seconds"],
    }
}

/// Promise: quotations stand in the marks of their language, and dots are one sign.
#[test]
fn typography_is_the_languages_own() {
    let mut wrong = Vec::new();
    for (language, files) in FOLDERS {
        let own = match language {
            Language::En => "“”",
            Language::Es | Language::Ru => "«»",
            Language::De => "„“",
        };
        for (key, pattern) in written(files) {
            let words = said(*language, &key, &pattern, 5);
            let marks = words.chars().filter(|letter| "“”„«»\"".contains(*letter));
            let pairs: String = marks.collect();
            let right = pairs.replace(own, "").is_empty();
            if !right || words.contains("...") || words.contains("  ") {
                wrong.push(format!("{language:?} {key}: {words:?}"));
            }
        }
    }
    none(&wrong);
}
