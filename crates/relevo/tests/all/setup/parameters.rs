//! Parameters through buttons and messages of the setup bot: every one of them, in every language, whoever else changes them meanwhile.

mod screens;

use relevo::store::{Actor, Deed};
use relevo_core::Params;
use relevo_core::params::{Definition, definition, definitions};
use relevo_core::setup::{Offer, offer};
use relevo_telegram::UserId;
use relevo_telegram_sim::control::{Say, SayContent};
use serde_json::json;

use super::deaths::stride;
use super::{Backend, Cradle};
use crate::database::on_both;
use crate::groups::labels_of;

on_both!(every_parameter_has_a_way);
on_both!(a_wrong_value_is_said);
on_both!(changed_elsewhere_meanwhile);
on_both!(formatted_words_for_clients);
on_both!(a_copied_button);
on_both!(dead_between_value_and_answer);

impl Cradle {
    /// The owner opens the screen of a parameter.
    async fn open_parameter(&mut self, name: &str) {
        let olivia = self.olivia;
        self.write(olivia, "/connections").await;
        self.press(olivia, "i1").await;
        self.press(olivia, "⚙️").await;
        self.open_from_groups(name).await;
    }

    /// The same from the groups of parameters.
    async fn open_from_groups(&mut self, name: &str) {
        let group = definition(name).expect("it exists").group.number();
        let row = self.newest(self.olivia);
        self.press_on(self.olivia, row.message_id, group.into())
            .await;
        self.press(self.olivia, &format!("{name}: ")).await;
    }

    /// The owner presses the button of a value, whether it is marked or not.
    async fn choose_value(&mut self, value: &str) {
        let row = self.newest(self.olivia);
        let labels = labels_of(&row);
        let is_it = |label: &String| label.trim_start_matches("✓ ") == value;
        let place = labels.iter().position(is_it);
        let place = place.unwrap_or_else(|| panic!("no {value} among {labels:?}"));
        self.press_on(self.olivia, row.message_id, place).await;
    }

    /// The value of a parameter, as the store has it.
    pub(super) async fn value_of(&self, name: &str) -> String {
        let params = self.connection().await.params;
        params.get(name).expect("it exists")
    }

    /// The audit log's newest change of a parameter: who made it, and to what.
    async fn newest_change(&self, of: &str) -> (Actor, String) {
        let log = self.store.audit(None, 0, 1_000).await;
        let log = log.expect("the store answers");
        let mut changes = log.into_iter().filter_map(|entry| match entry.deed {
            Deed::Parameter { name, new, .. } if name == of => Some((entry.by.who, new)),
            _ => None,
        });
        changes.next().expect("it was changed")
    }
}

/// A value that is not the default, and the same as it is printed.
fn another_value(known: &Definition) -> (String, String) {
    let printed = |value: &str| {
        let mut params = Params::default();
        params.set(known.name, value).expect("it is a value");
        known.value(&params)
    };
    let mut values = vec![known.example];
    if let Offer::One(offered) = offer(known) {
        values.extend(offered);
    }
    let mut values = values.into_iter();
    let other = values.find(|value| printed(value) != known.default());
    let other = other.expect("there is another");
    (other.to_owned(), printed(other))
}

/// Promise: every parameter can be set in the setup, by a button or by a message, is in the store as if the command line had set it, with
/// the person in the audit log, and gets its default again by a button. A parameter without a way fails here.
async fn every_parameter_has_a_way(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let olivia = cradle.olivia;
    cradle.write(olivia, "/connections").await;
    cradle.press(olivia, "i1").await;
    cradle.press(olivia, "⚙️").await;
    for known in definitions() {
        let (value, printed) = another_value(known);
        cradle.open_from_groups(known.name).await;
        match offer(known) {
            Offer::Some(words) => {
                let before = cradle.value_of(known.name).await;
                let holds = |set: &str, word: &str| set.split(", ").any(|one| one == word);
                for word in words {
                    if holds(&before, word) != holds(&printed, word) {
                        cradle.choose_value(word).await;
                    }
                }
            }
            Offer::One(values) if values.contains(&&*value) => cradle.choose_value(&value).await,
            Offer::One(_) => cradle.write(olivia, &value).await,
        }
        assert_eq!(cradle.value_of(known.name).await, printed, "{}", known.name);
        let last = cradle.last(olivia);
        assert!(last.starts_with("✅"), "{}: {last}", known.name);
        let change = (Actor::Person(UserId(olivia)), printed);
        assert_eq!(cradle.newest_change(known.name).await, change);
        cradle.press(olivia, "↩️").await;
        let reset = cradle.value_of(known.name).await;
        assert_eq!(reset, known.default(), "{}", known.name);
        cradle.press(olivia, "←").await;
        cradle.press(olivia, "←").await;
    }
    let stored = cradle.store.parameters().await;
    assert!(stored.expect("the store answers").is_empty());
}

/// Promise: a wrong value changes nothing; the person reads why in their own language, sees an example, and can go on at once.
async fn a_wrong_value_is_said(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let olivia = cradle.olivia;
    cradle.write(olivia, "/language").await;
    cradle.press(olivia, "Deutsch").await;
    for (name, wrong, why) in [
        ("WORKING_HOURS", "9 to 5", "Tage und Uhrzeiten"),
        ("IGNORE_CHATS", "777000, Marta", "Eintrag 2"),
        ("PRIVATE_KEYWORDS", "refund, [price", "Das ist Zeichen 9."),
        ("TIMEZONE", "Europe/Nowhere", "Diese Zeitzone gibt es"),
        ("WELCOME", "Hi\n[es]", "Unter [es]"),
        ("EDITS", "shred", "replace, append"),
    ] {
        cradle.open_parameter(name).await;
        let before = cradle.value_of(name).await;
        cradle.write(olivia, wrong).await;
        let said = cradle.last(olivia);
        assert!(said.starts_with("⚠️ Nichts wurde geändert: "), "{said}");
        assert!(said.contains(why), "{said}");
        assert_eq!(cradle.value_of(name).await, before);
    }
    cradle.open_parameter("TIMEZONE").await;
    cradle.write(olivia, "Europe/Nowhere").await;
    assert!(cradle.last(olivia).contains("Zum Beispiel: Europe/Madrid"));
    cradle.write(olivia, "europe/madrid").await;
    assert!(cradle.last(olivia).starts_with("✅"));
    assert_eq!(cradle.value_of("TIMEZONE").await, "Europe/Madrid");
}

/// Promise: what somebody else has set meanwhile is shown, and not undone by a button that was drawn before.
async fn changed_elsewhere_meanwhile(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let olivia = cradle.olivia;
    cradle.open_parameter("HIDE_INFO").await;
    cradle.set("HIDE_INFO", "links").await;
    cradle.choose_value("name").await;
    assert_eq!(cradle.value_of("HIDE_INFO").await, "name, links");
    let labels = cradle.labels(olivia);
    assert_eq!(labels[..4], ["✓ name", "title", "✓ links", "command"]);
    cradle.set("EDITS", "append").await;
    cradle.press(olivia, "←").await;
    let labels = cradle.labels(olivia);
    assert!(labels.contains(&"EDITS: append".to_owned()), "{labels:?}");
    assert!(labels.contains(&"HIDE_INFO: name, links".to_owned()));
}

/// Promise: words for clients keep the formatting that their owner gave them in Telegram, are shown as they will look, and reach the next
/// client without a restart.
async fn formatted_words_for_clients(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let (olivia, bot) = (cradle.olivia, cradle.bot);
    cradle.open_parameter("WELCOME").await;
    let bold = json!({ "type": "bold", "offset": 0, "length": 2 });
    let content = SayContent::Text {
        text: "Hi {first_name}, 1 < 2\n[es]\n¡Hola!".into(),
        entities: vec![bold],
    };
    cradle
        .sim
        .with(|world| world.say(olivia, bot, Say::new(content)))
        .expect("anybody may");
    cradle.breathe().await;
    let source = "<b>Hi</b> {first_name}, 1 &lt; 2\n[es]\n¡Hola!";
    assert_eq!(cradle.value_of("WELCOME").await, source);
    let shown = cradle.newest(olivia);
    assert!(
        shown
            .text
            .contains("\nHi {first_name}, 1 < 2\n[es]\n¡Hola!")
    );
    let kinds: Vec<&str> = shown
        .entities
        .iter()
        .filter_map(|one| one["type"].as_str())
        .collect();
    assert_eq!(kinds[..3], ["bold", "bold", "code"]);
    // Its source can be copied, changed and sent back.
    cradle.press(olivia, "📄").await;
    assert!(
        cradle.last(olivia).ends_with(source),
        "{}",
        cradle.last(olivia)
    );
    cradle
        .write(olivia, &source.replace("1 &lt; 2", "welcome"))
        .await;
    let anna = cradle.person("Anna");
    cradle.write(anna, "hello").await;
    let rows = cradle.rows(anna);
    let greeting = rows.iter().find(|row| row.from == bot).expect("it greets");
    assert_eq!(greeting.text, "Hi Anna, welcome");
    assert_eq!(greeting.entities[0]["type"], "bold");
}

/// Promise: the data of a parameter's button does nothing where somebody else brings it, on their own message or on the owner's.
async fn a_copied_button(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let olivia = cradle.olivia;
    cradle.open_parameter("MONITOR_GROUPS").await;
    let row = cradle.newest(olivia);
    let place = cradle.place_of(olivia, row.message_id, "TRUE");
    let data = cradle.data_of(&row, place);
    let (second, paul) = cradle.second_owner("Paul").await;
    let mallory = cradle.person("Mallory");
    cradle.write(mallory, "hello").await;
    cradle.press_data(mallory, row.message_id, &data).await;
    cradle.press_data(paul, row.message_id, &data).await;
    cradle.in_chat_of(second);
    cradle.write(paul, "/connections").await;
    let own = cradle.newest(paul).message_id;
    cradle.press_data(paul, own, &data).await;
    assert_eq!(cradle.value_of("MONITOR_GROUPS").await, "FALSE");
    cradle.in_chat_of(cradle.host_bot());
    cradle.press_data(olivia, row.message_id, &data).await;
    assert_eq!(cradle.value_of("MONITOR_GROUPS").await, "TRUE");
}

/// Promise: wherever the desk dies between a value and the answer, the value is set once, and the screen comes after the restart: also
/// for a button that takes a word into a set, which is not taken out again by being done twice.
async fn dead_between_value_and_answer(backend: Backend) {
    for instant in (1..200).step_by(stride(backend)) {
        let mut cradle = Cradle::connected(backend).await;
        let olivia = cradle.olivia;
        cradle.open_parameter("AWAY").await;
        cradle.dies_at(instant);
        cradle.write(olivia, "We sleep.").await;
        let said = cradle.last(olivia);
        assert!(said.starts_with("✅"), "dead at {instant}: {said}");
        assert!(said.contains("We sleep."), "dead at {instant}: {said}");
        cradle.press(olivia, "←").await;
        cradle.press(olivia, "←").await;
        cradle.open_from_groups("LEAVE_CLOSED").await;
        cradle.choose_value("group").await;
        let died = cradle.has_died();
        assert_eq!(cradle.value_of("AWAY").await, "We sleep.");
        assert_eq!(
            cradle.value_of("LEAVE_CLOSED").await,
            "group",
            "dead at {instant}"
        );
        assert!(cradle.labels(olivia).contains(&"✓ group".to_owned()));
        let log = cradle.store.audit(None, 0, 1_000).await;
        let log = log.expect("the store answers");
        let changes = log
            .iter()
            .filter(|entry| matches!(entry.deed, Deed::Parameter { .. }));
        assert_eq!(changes.count(), 2, "dead at {instant}");
        if !died {
            return;
        }
    }
    panic!("the dialog has more instants than were tried");
}
