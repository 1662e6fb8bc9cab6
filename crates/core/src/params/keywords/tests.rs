//! What keyword expressions mean: 200 and more cases in a file beside this one, and promises for any expression.

use proptest::prelude::*;

use super::*;

const CASES: &str = include_str!("cases.txt");

/// A cell of the file, with its escapes resolved. Expressions keep their outer spaces, but for the one beside each bar.
fn cell(text: &str) -> String {
    let text = text.strip_prefix(' ').unwrap_or(text);
    let text = text.strip_suffix(' ').unwrap_or(text);
    text.replace("\\n", "\n").replace("\\u{301}", "\u{301}")
}

fn verdict(expression: &str, text: &str) -> String {
    match Keywords::parse(expression) {
        Ok(keywords) if keywords.matches(text) => "yes".into(),
        Ok(_) => "no".into(),
        Err(KeywordsError { mistake, place }) => match place {
            Some(place) => format!("{mistake:?} {place}"),
            None => format!("{mistake:?}"),
        },
    }
}

/// Promise: an expression means what the file of cases says, and each mistake is named with its place.
#[test]
fn golden_cases() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for line in CASES.lines().filter(|line| line.contains('|')) {
        if line.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = line.split('|').collect();
        let [expression, text, wanted] = cells[..] else {
            panic!("three cells: {line}");
        };
        let (expression, text) = (cell(&format!(" {expression}")), cell(text));
        let found = verdict(&expression, &text);
        if found != wanted.trim() {
            wrong.push(format!("{line}, found {found}"));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 200, "only {count} cases");
}

/// Promise: every mistake is among the cases, or shown here.
#[test]
fn every_mistake_is_shown() {
    for mistake in [
        Mistake::Empty,
        Mistake::QuoteOpen,
        Mistake::BracketOpen,
        Mistake::BracketNested,
        Mistake::BracketStray,
        Mistake::BracketEmpty,
        Mistake::WordEmpty,
        Mistake::NotTwice,
        Mistake::StarInside,
        Mistake::CommaMissing,
    ] {
        assert!(CASES.contains(&format!("| {mistake:?}")), "{mistake:?}");
    }
    let many = |count: usize| vec!["a"; count].join(",");
    assert_eq!(verdict(&many(500), "a"), "yes");
    assert_eq!(verdict(&many(501), "a"), "TooLong 1001");
    assert_eq!(verdict(&"a".repeat(20_000), "a"), "no");
    assert_eq!(verdict(&"a".repeat(20_001), "a"), "TooLong");
}

/// Promise: a restricted word is found as a whole word, in any case, and named as its owner typed it.
#[test]
fn the_first_of_a_list_is_named() {
    let list = ["Casino", "free crypto", "win*", "🔥"].map(str::to_owned);
    assert_eq!(first_in(&list, "a CASINO!"), Some("Casino"));
    assert_eq!(first_in(&list, "Free  crypto"), Some("free crypto"));
    assert_eq!(first_in(&list, "you are the winner"), Some("win*"));
    assert_eq!(first_in(&list, "casinos, crypto for free 🔥"), None);
    assert_eq!(first_in(&list, ""), None);
}

/// A right keyword without `~`.
fn keyword() -> impl Strategy<Value = String> {
    let phrase = "[abßéЖ退1]{1,2}( [abßéЖ退1]{1,2}){0,2}";
    (phrase, "\\*?", any::<bool>()).prop_map(|(phrase, star, quoted)| match quoted {
        true => format!("\"{phrase}{star}\""),
        false => format!("{phrase}{star}"),
    })
}

/// A right expression: keywords, some with `~`, some in brackets.
fn expression() -> impl Strategy<Value = String> {
    let term = ("~?", keyword()).prop_map(|(not, keyword)| format!("{not}{keyword}"));
    let group = (prop::collection::vec(term, 1..4), any::<bool>()).prop_map(|(terms, all)| {
        let terms = terms.join(", ");
        if all { format!("[{terms}]") } else { terms }
    });
    prop::collection::vec(group, 1..4).prop_map(|groups| groups.join(","))
}

/// A text of the words that keywords are made of.
fn text() -> impl Strategy<Value = String> {
    "([abßéЖ退1🔥]{0,3} ){0,6}"
}

/// An edit: where, how many characters go, and what comes: a character, or that much of another place of the same words.
type Edit = (
    prop::sample::Index,
    usize,
    Result<char, prop::sample::Index>,
);

/// An expression or a text of the cases, edited a few times.
fn spoiled() -> impl Strategy<Value = String> {
    let lines = CASES.lines().filter(|line| !line.starts_with('#'));
    let cells = lines.flat_map(|line| line.split('|').take(2)).map(cell);
    let cells: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
    let comes = prop_oneof![
        r#"[ab *~,"\[\]\n\u{301}ßЖ退🔥\u{200d}\u{202e}]"#
            .prop_map(|one| Ok(one.chars().next().expect("one"))),
        any::<char>().prop_map(Ok),
        any::<prop::sample::Index>().prop_map(Err),
    ];
    let edit = (any::<prop::sample::Index>(), 0..6_usize, comes);
    let edits = prop::collection::vec(edit, 1..8);
    (prop::sample::select(cells), edits).prop_map(|(cell, edits)| {
        let mut words: Vec<char> = cell.chars().collect();
        for edit in edits {
            spoil(&mut words, edit);
        }
        words.into_iter().collect()
    })
}

fn spoil(words: &mut Vec<char>, (at, gone, comes): Edit) {
    let at = at.index(words.len() + 1);
    let end = (at + gone).min(words.len());
    let new = match comes {
        Ok(one) => vec![one],
        Err(from) => {
            let from = from.index(words.len() + 1);
            words[from..(from + gone).min(words.len())].to_vec()
        }
    };
    words.splice(at..end, new);
}

/// It is read without a panic; a mistake has a place within it, and what is understood is printed as what reads the same.
fn survived(source: &str, text: &str) -> Result<(), TestCaseError> {
    match Keywords::parse(source) {
        Ok(keywords) => {
            let again = Keywords::parse(&keywords.to_string());
            prop_assert_eq!(again.as_ref(), Ok(&keywords));
            prop_assert_eq!(again.unwrap().matches(text), keywords.matches(text));
        }
        Err(error) => {
            let place = error.place.unwrap_or(1);
            prop_assert!((1..=source.chars().count() + 1).contains(&place), "{error}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Promise: any string over the grammar's alphabet, and any string at all, is read without a panic; what is not
    /// understood is named at a place within it, and what is understood is printed as an expression that reads the same.
    #[test]
    fn anything_is_survived(
        source in r#"[ab é*~,"\[\] \n1🔥ßЖ退]{0,40}|\PC{0,30}|(\[|\]|"|~|\*|,| |a){0,60}"#, text in text(),
    ) {
        survived(&source, &text)?;
    }

    /// Promise: the same of whatever the cases become under a few careless edits: they reach what random strings do not.
    #[test]
    fn spoiled_cases_are_survived(source in spoiled(), text in spoiled()) {
        survived(&source, &text)?;
    }

    /// Promise: every expression that is put together by the grammar is understood, and printed with the same meaning.
    #[test]
    fn the_grammar_is_understood(source in expression(), text in text()) {
        let keywords = Keywords::parse(&source);
        prop_assert!(keywords.is_ok(), "{source}: {keywords:?}");
        let keywords = keywords.unwrap();
        let again = Keywords::parse(&keywords.to_string()).unwrap();
        prop_assert_eq!(&again, &keywords);
        prop_assert_eq!(again.matches(&text), keywords.matches(&text));
    }

    /// Promise: `~a` holds exactly where `a` does not, alone and in brackets.
    #[test]
    fn not_is_the_negation(keyword in keyword(), text in text()) {
        let plain = Keywords::parse(&keyword).unwrap().matches(&text);
        for negated in [format!("~{keyword}"), format!("[~{keyword}]")] {
            prop_assert_eq!(Keywords::parse(&negated).unwrap().matches(&text), !plain);
        }
    }

    /// Promise: a comma is "or", brackets are "and".
    #[test]
    fn commas_and_brackets(left in keyword(), right in keyword(), text in text()) {
        let holds = |source: &str| Keywords::parse(source).unwrap().matches(&text);
        prop_assert_eq!(holds(&format!("{left},{right}")), holds(&left) || holds(&right));
        prop_assert_eq!(holds(&format!("[{left},{right}]")), holds(&left) && holds(&right));
    }

    /// Promise: case does not matter, on either side.
    #[test]
    fn case_does_not_matter(source in expression(), text in text()) {
        let plain = Keywords::parse(&source).unwrap();
        let raised = Keywords::parse(&source.to_uppercase()).unwrap();
        prop_assert_eq!(plain.matches(&text), raised.matches(&text.to_uppercase()));
        prop_assert_eq!(plain.matches(&text), plain.matches(&text.to_uppercase()));
    }

    /// Promise: an expression of plain words hits a text exactly if one of them is in it.
    #[test]
    fn plain_words_are_any_of(words in prop::collection::vec("[abc]{1,2}", 1..4), text in prop::collection::vec("[abc]{1,2}", 0..5)) {
        let keywords = Keywords::parse(&words.join(",")).unwrap();
        let wanted = text.iter().any(|word| words.contains(word));
        prop_assert_eq!(keywords.matches(&text.join(" ")), wanted);
    }
}
