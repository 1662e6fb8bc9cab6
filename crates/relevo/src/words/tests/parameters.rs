//! Parameters in every language: meanings, what values are, and why a text is none.

use relevo_core::params::{
    KeywordsError, Mistake, ParamError, Params, Why, definition, definitions,
};

use relevo_core::setup::is_written;

use super::super::setup::Voice;
use super::{LANGUAGES, Language};

/// Promise: in English a parameter means word for word what the reference says, and something of its own in every other language.
#[test]
fn meanings_are_those_of_the_reference() {
    for known in definitions() {
        let said = LANGUAGES.map(|language| Voice::of(language).meaning(known));
        assert_eq!(said[0], known.meaning, "{}", known.name);
        let mut different = said.to_vec();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), LANGUAGES.len(), "{said:?}");
        let variables = |words: &str| ["{title}", "{first_name}"].map(|one| words.contains(one));
        for words in &said {
            assert_eq!(variables(words), variables(known.meaning), "{words}");
            assert!(!Voice::of(Language::Ru).form(known).is_empty());
        }
    }
}

/// Promise: why a value is refused is said in every language, and names what would fit.
#[test]
fn reasons_are_said() {
    let why = |name: &str, text: &str| match Params::default().set(name, text) {
        Err(ParamError::Wrong { why, .. }) => why,
        other => panic!("{name}: {other:?}"),
    };
    let mut reasons: Vec<Why> = definitions()
        .iter()
        .map(|known| why(known.name, "\"<unreadable ["))
        .collect();
    let mistakes = [
        Mistake::Empty,
        Mistake::TooLong,
        Mistake::QuoteOpen,
        Mistake::BracketOpen,
        Mistake::BracketNested,
        Mistake::BracketStray,
        Mistake::BracketEmpty,
        Mistake::WordEmpty,
        Mistake::NotTwice,
        Mistake::StarInside,
        Mistake::CommaMissing,
    ];
    for mistake in mistakes {
        for place in [None, Some(3)] {
            reasons.push(Why::Expression(KeywordsError { mistake, place }));
        }
    }
    reasons.extend([
        Why::TooManyEntries,
        Why::TooManyAddresses,
        Why::NoEvent(2),
        Why::NothingUnder("es".into()),
        Why::Twice("pt-br".into()),
        Why::TextTooLong,
        Why::EverybodyFirst,
        Why::SpansOverlap,
        Why::NoNumbers,
        Why::NoAddresses,
        Why::Days,
        Why::StrayLess,
        Why::WrongClosing,
        Why::TagOpen,
        Why::UnknownTag,
        Why::PreTakesLang,
        Why::LinkNeedsAddress,
        Why::EmojiNeedsId,
        Why::NoSpansOrOff,
        Why::QuoteComma,
    ]);
    for language in LANGUAGES {
        for why in &reasons {
            let words = Voice::of(language).why(why);
            assert!((5..300).contains(&words.chars().count()), "{words}");
        }
    }
    let said = |why: &Why| LANGUAGES.map(|one| Voice::of(one).why(why)).join("\n");
    insta::assert_snapshot!(said(&why("PRIVATE_KEYWORDS", "refund, [price")), @"
    A [ is not closed. It is character 9.
    Un [ queda sin cerrar. Está en el carácter 9.
    Скобка [ не закрыта. Это знак 9.
    Eine [ ist nicht geschlossen. Das ist Zeichen 9.
    ");
    insta::assert_snapshot!(said(&why("EXTENSIONS_ALLOWED", "admins")), @"
    Entry 1 is not the number of a person or chat. Other than numbers, everyone fits, and NONE for the owners alone.
    La entrada 1 no es el número de una persona o de un chat. Además de números valen everyone y, solo para los propietarios, NONE.
    Запись 1 — не номер человека или чата. Кроме номеров, подходит everyone, а для одних владельцев — NONE.
    Eintrag 1 ist nicht die Nummer einer Person oder eines Chats. Außer Nummern gehen everyone und, für die Inhaber allein, NONE.
    ");
    insta::assert_snapshot!(said(&why("EDITS", "delete")), @"
    It is one of replace, append.
    Tiene que ser uno de estos: replace, append.
    Подходит только одно из этих: replace, append.
    Es muss eines davon sein: replace, append.
    ");
}

/// Promise: what a value is, is told of its own parameter.
#[test]
fn forms_are_told() {
    let form = |name: &str| Voice::of(Language::En).form(definition(name).unwrap());
    insta::assert_snapshot!(form("IGNORE_CHATS"), @"the numbers of people and chats, one a line or between commas");
    insta::assert_snapshot!(form("RESTRICTED_KEYWORDS_BACKEND"), @"words or phrases, one a line or between commas; in double quotes where one holds a comma");
    insta::assert_snapshot!(form("RETAIN_LINKS"), @"a number of days, from 1 to 36500");
    let mut written = definitions().iter().filter(|one| is_written(one));
    assert!(written.all(|one| !form(one.name).contains("example")));
}
