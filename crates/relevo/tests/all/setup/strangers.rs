//! Strangers see only the client side; old, copied and forged buttons do nothing.

use relevo_core::ConnectionState;

use super::Cradle;
use crate::database::{Backend, on_both};

on_both!(a_client_never_sees_the_setup);
on_both!(an_old_button);
on_both!(a_forged_button);
on_both!(a_button_of_somebody_else);
on_both!(four_languages);

/// Promise: whatever a client says to the bot, it is a client's word and comes to the team; the setup stays out of sight.
async fn a_client_never_sees_the_setup(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    cradle.set("WELCOME", "OFF").await;
    let anna = cradle.person("Anna");
    for words in ["hello", "/connections", "/language", "/menu", "123:ABC"] {
        cradle.write(anna, words).await;
    }
    let said = cradle.rows(anna);
    assert!(said.iter().all(|row| row.from == anna), "{said:#?}");
    let group = cradle.rows_of(cradle.group, cradle.olivia);
    let told = |words: &str| group.iter().filter(|row| row.text == words).count();
    assert_eq!((told("hello"), told("123:ABC")), (1, 1));
    cradle.adds_up().await;
}

/// Promise: only the newest screen's buttons work: an older one says so and shows what is now.
async fn an_old_button(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let olivia = cradle.olivia;
    cradle.write(olivia, "/connections").await;
    cradle.press(olivia, "i1").await;
    let old = cradle.newest(olivia).message_id;
    cradle.write(olivia, "/connections").await;
    let stop = cradle.place_of(olivia, old, "Stop");
    cradle.press_on(olivia, old, stop).await;
    assert_eq!(cradle.connection().await.state, ConnectionState::Running);
    assert!(cradle.last(olivia).contains("out of date"));
    assert!(cradle.last(olivia).contains("Your connections"));
}

/// Promise: data that we did not sign for this person and this act does nothing, however well it is made up.
async fn a_forged_button(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let olivia = cradle.olivia;
    cradle.write(olivia, "/connections").await;
    cradle.press(olivia, "i1").await;
    let row = cradle.newest(olivia);
    let stop = cradle.place_of(olivia, row.message_id, "Stop");
    let real = cradle.data_of(&row, stop);
    let forged = [
        real.replace("stop.1", "stop.2"),
        real.replace("stop.1", "key.1"),
        format!("!{:016x}stop.1", 7),
        "!stop.1".to_owned(),
        "!".to_owned(),
        "stop.1".to_owned(),
    ];
    for data in forged {
        assert_ne!(data, real);
        cradle.press_data(olivia, row.message_id, &data).await;
    }
    assert_eq!(cradle.connection().await.state, ConnectionState::Running);
    let made = cradle
        .store
        .api_key_made_ms(relevo_core::ConnectionId(1))
        .await;
    assert_eq!(made.expect("the store answers"), None);
}

/// Promise: a button's data that somebody else brings does nothing, whether they own another connection here or none.
async fn a_button_of_somebody_else(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let olivia = cradle.olivia;
    cradle.write(olivia, "/connections").await;
    cradle.press(olivia, "i1").await;
    let row = cradle.newest(olivia);
    let stop = cradle.place_of(olivia, row.message_id, "Stop");
    let data = cradle.data_of(&row, stop);
    let mallory = cradle.person("Mallory");
    cradle.write(mallory, "hello").await;
    cradle.press_data(mallory, row.message_id, &data).await;
    let (second, paul) = cradle.second_owner("Paul").await;
    cradle.in_chat_of(second);
    cradle.start(paul, None).await;
    cradle.write(paul, "/connections").await;
    let own = cradle.newest(paul).message_id;
    cradle.press_data(paul, own, &data).await;
    assert_eq!(
        cradle.connections().await[0].state,
        ConnectionState::Running
    );
}

/// Promise: the setup speaks the language of the person's app, or the one they chose, in all four.
async fn four_languages(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let olivia = cradle.olivia;
    let said = [
        ("Español", "configuración"),
        ("Русский", "настройка"),
        ("Deutsch", "Einrichtung"),
        ("English", "setup"),
    ];
    for (name, word) in said {
        cradle.write(olivia, "/language").await;
        cradle.press(olivia, name).await;
        assert!(
            cradle.last(olivia).contains(word),
            "{}",
            cradle.last(olivia)
        );
    }
}
