//! The JSON schema of parameters, judged by a validator that others wrote.

use jsonschema::Validator;
use relevo::parameters::schema::{document, fragment};
use relevo_core::Params;
use relevo_core::params::{Definition, Shape, definition, definitions};
use serde_json::json;

/// A value, its printed form, the default and a wrong value for each parameter.
const ROWS: &str = include_str!("../../../../core/src/params/tests/rows.txt");

fn validator(known: &Definition) -> Validator {
    jsonschema::draft202012::new(&fragment(known)).expect("a fragment is a schema")
}

/// The rows: name, printed value, wrong value.
pub(super) fn rows() -> Vec<(&'static Definition, String, String)> {
    let rows = ROWS.lines().filter(|row| !row.starts_with('#'));
    rows.map(|row| {
        let cells: Vec<String> = row
            .split(" | ")
            .map(|cell| cell.replace("\\n", "\n"))
            .collect();
        let known = definition(&cells[0]).expect("a parameter");
        (known, cells[2].clone(), cells[4].clone())
    })
    .collect()
}

/// Promise: default, example and whatever is printed of every parameter fit its fragment, and the fragment names them.
#[test]
fn defaults_and_examples_fit() {
    for known in definitions() {
        let schema = fragment(known);
        assert_eq!(schema["default"], json!(known.default()));
        assert_eq!(schema["examples"], json!([known.example]));
        assert!(
            schema["description"]
                .as_str()
                .is_some_and(|text| text.starts_with(known.meaning))
        );
        let validator = validator(known);
        for text in [known.default(), known.example.to_owned()] {
            assert!(validator.is_valid(&json!(text)), "{}: {text}", known.name);
        }
        assert!(!validator.is_valid(&json!(7)), "{}", known.name);
        assert!(!validator.is_valid(&json!("")), "{}", known.name);
    }
    for (known, printed, _) in rows() {
        let fits = validator(known).is_valid(&json!(printed));
        assert!(fits, "{}: {printed}", known.name);
    }
}

/// Promise: a wrong value is refused by the parser, and by the fragment wherever shapes can tell: everywhere but in texts with markup,
/// keyword expressions, and names of zones.
#[test]
fn wrong_values_do_not_fit() {
    let mut told = 0;
    for (known, _, wrong) in rows() {
        let refused = Params::default().set(known.name, &wrong).is_err();
        assert!(refused, "{}: {wrong}", known.name);
        let shape = known.shape.without_off();
        let text = matches!(shape, Shape::Text | Shape::Keywords);
        let fits = validator(known).is_valid(&json!(wrong));
        assert_eq!(
            fits,
            text || known.name == "TIMEZONE",
            "{}: {wrong}",
            known.name
        );
        told += usize::from(!fits);
    }
    assert_eq!(told, definitions().len() - 8);
}

/// Promise: every word that a fragment offers is taken.
#[test]
fn every_word_on_offer_is_taken() {
    let mut count = 0;
    for known in definitions() {
        let words = match known.shape {
            Shape::Choice(words) | Shape::Subset(words) => words,
            _ => continue,
        };
        for word in words {
            let taken = Params::default().set(known.name, word);
            assert_eq!(taken, Ok(()), "{}: {word}", known.name);
            count += 1;
        }
    }
    assert!(count > 30, "only {count} words were on offer");
}

/// Promise: the document is a schema, takes all defaults together, and no name that does not exist.
#[test]
fn the_document_is_a_schema() {
    let document = document();
    assert!(jsonschema::meta::is_valid(&document));
    let validator = jsonschema::draft202012::new(&document).expect("a schema");
    let defaults = definitions()
        .iter()
        .map(|known| (known.name.to_owned(), json!(known.default())));
    let mut all = serde_json::Value::Object(defaults.collect());
    assert!(validator.is_valid(&all));
    all["MONITOR_MOON"] = json!("TRUE");
    assert!(!validator.is_valid(&all));
}
