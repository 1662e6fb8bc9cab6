//! What the screens look like, in four languages, and with values that are longer than a message.

use std::collections::BTreeSet;
use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_core::params::{Group, definitions};

use super::{Backend, Cradle};
use crate::database::on_both;
use crate::groups::labels_of;

on_both!(as_people_see_them);
on_both!(in_every_language);
on_both!(longer_than_a_message);

const LANGUAGES: [&str; 4] = ["English", "Español", "Русский", "Deutsch"];
/// The most that a message holds, in UTF-16 units.
const UNITS_MAX: usize = 4_096;

impl Cradle {
    /// The newest screen: its words, and its buttons.
    fn screen(&self) -> String {
        let row = self.newest(self.olivia);
        let labels = labels_of(&row);
        let labels = labels.iter().map(|label| format!("\n  [{label}]"));
        format!("{}{}", row.text, labels.collect::<String>())
    }

    /// Presses a button as `press` does, without three seconds of waiting: these are hundreds.
    async fn tap(&mut self, label: &str) {
        let row = self.newest(self.olivia);
        let place = self.place_of(self.olivia, row.message_id, label);
        let (olivia, bot) = (self.olivia, self.bot);
        self.sim
            .with(|world| world.press_button(olivia, bot, row.message_id, place))
            .expect("the button is there");
        self.settle().await;
        self.jump(Duration::from_secs(2)).await;
    }

    /// Looks at every screen of parameters, from that of the groups.
    async fn see_all(&mut self) {
        let olivia = self.olivia;
        let mut seen = BTreeSet::new();
        for group in Group::ALL {
            let labels = self.labels(olivia);
            self.tap(&labels[usize::from(group.number())]).await;
            assert!(seen.insert(self.last(olivia)));
            for known in group.definitions() {
                self.tap(&format!("{}: ", known.name)).await;
                let said = self.last(olivia);
                assert!(said.starts_with(known.name), "{said}");
                assert!(said.encode_utf16().count() <= UNITS_MAX, "{said}");
                assert!(seen.insert(said));
                self.tap("←").await;
            }
            self.tap("←").await;
        }
    }

    async fn speaks(&mut self, language: &str) {
        let olivia = self.olivia;
        self.write(olivia, "/language").await;
        self.press(olivia, language).await;
        self.write(olivia, "/connections").await;
        self.press(olivia, "i1").await;
        self.press(olivia, "⚙️").await;
    }
}

/// Promise: groups, parameters and values are shown short and whole, in the person's language.
async fn as_people_see_them(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let olivia = cradle.olivia;
    cradle
        .set(
            "RESTRICTED_KEYWORDS_BACKEND",
            "guarantee, wire transfer, cash",
        )
        .await;
    cradle.speaks("English").await;
    allow_duplicates!(assert_snapshot!(cradle.screen(), @"
    ⚙️ Parameters of @acme_support_bot · i1. Whatever is changed is in effect at once.
      [🔁 What is mirrored]
      [💬 What clients read]
      [👥 How the team works]
      [🗄 What is kept]
      [← Back]
    "));
    cradle.press(olivia, "What is mirrored").await;
    allow_duplicates!(assert_snapshot!(cradle.screen(), @r#"
    🔁 What is mirrored
    Tap a parameter to read what it does, and to change it.
      [MONITOR_PRIVATE: ✓]
      [MONITOR_GROUPS: ✗]
      [MONITOR_CHANNELS: ✗]
      [ACCEPT_GROUPS: ask]
      [IGNORE_CHATS: 777000]
      [WHITE_LIST: OFF]
      [PRIVATE_KEYWORDS: OFF]
      [GROUPS_KEYWORDS: OFF]
      [CHANNELS_KEYWORDS: OFF]
      [RESTRICTED_KEYWORDS_FRONTEND: NONE]
      [RESTRICTED_KEYWORDS_BACKEND: "guarantee", "wire tran…]
      [EDITS: replace]
      [DELETES: mark]
      [GROUP_EVENTS: ✗]
      [HIDE_INFO: NONE]
      [← Back]
    "#));
    cradle.speaks("Deutsch").await;
    cradle.open_from_groups("WELCOME").await;
    allow_duplicates!(assert_snapshot!(cradle.screen(), @"
    WELCOME
    Die Begrüßung, jedes Mal gesendet, wenn sich ein Gespräch öffnet, höchstens stündlich. {title} ist der Titel des Chats, {first_name} der Vorname dessen, der schreibt.

    Jetzt und als Vorgabe:
    Hello! Write your question here, and we will answer in this chat.

    ✍️ Senden Sie den neuen Wert: den Text, wie Kunden ihn lesen sollen. Die Formatierung von Telegram bleibt erhalten. Eine Zeile [es] beginnt den Text für Kunden, deren App Spanisch spricht. Höchstens 3800 Zeichen je Sprache.
    Zum Beispiel:
    Hello {first_name}! We answer within an hour.
    [es]
    ¡Hola {first_name}! Respondemos en una hora.
      [OFF]
      [← Zurück]
    "));
    cradle.speaks("Русский").await;
    cradle.open_from_groups("HIDE_INFO").await;
    cradle.choose_value("name").await;
    allow_duplicates!(assert_snapshot!(cradle.screen(), @"
    ✅ Сохранено и уже действует.

    HIDE_INFO
    Что о клиентах не показывается операторам: name ставит кодовые имена вместо имён людей, title — вместо названий чатов, links убирает имена пользователей, ссылки и упоминания; command оставляет /info владельцу и людям из EXTENSIONS_ALLOWED. С name, title или links нет /invite. См. docs/concepts/hiding.md.

    Сейчас: name
    По умолчанию: NONE

    👇 Каждая кнопка добавляет или убирает одно.
      [✓ name]
      [title]
      [links]
      [command]
      [NONE]
      [↩️ По умолчанию]
      [← Назад]
    "));
    cradle.speaks("Español").await;
    cradle.open_from_groups("TIMEZONE").await;
    cradle.write(olivia, "Madrid").await;
    allow_duplicates!(assert_snapshot!(cradle.screen(), @"
    ⚠️ No se ha cambiado nada: Esa zona horaria no está en la base de datos IANA.

    TIMEZONE
    La zona horaria de WORKING_HOURS, del día en que AWAY se envía una vez y de las horas en las fichas.

    Ahora, y de forma predeterminada: UTC

    ✍️ Envíe el valor nuevo: el nombre de una zona horaria de la base de datos IANA.
    Por ejemplo: Europe/Madrid
      [✓ UTC]
      [Europe/London]
      [Europe/Madrid]
      [Europe/Berlin]
      [Europe/Kyiv]
      [Europe/Moscow]
      [Asia/Dubai]
      [Asia/Kolkata]
      [Asia/Shanghai]
      [America/New_York]
      [America/Los_Angeles]
      [America/Mexico_City]
      [America/Bogota]
      [America/Sao_Paulo]
      [← Atrás]
    "));
    cradle.speaks("English").await;
    cradle.open_from_groups("DELETES").await;
    allow_duplicates!(assert_snapshot!(cradle.screen(), @"
    DELETES
    What a deletion in a chat of a connected account does to the copy in its topic: mark says so beside it, mirror deletes it. More than ten at once are only counted. Telegram tells of no other deletions.

    Now, and by default: mark

    👇 Choose a value.
      [✓ mark]
      [mirror]
      [← Back]
    "));
    cradle.speaks("English").await;
    cradle.press(olivia, "What is kept").await;
    allow_duplicates!(assert_snapshot!(cradle.screen(), @"
    🗄 What is kept
    Tap a parameter to read what it does, and to change it.

    💤 can be set, and has no effect in this version yet.
      [💤 RETAIN_BODIES: NONE]
      [💤 RETAIN_LINKS: forever]
      [← Back]
    "));
    cradle.press(olivia, "RETAIN_BODIES: ").await;
    allow_duplicates!(assert_snapshot!(cradle.screen(), @"
    RETAIN_BODIES
    How long words and media of delivered messages are kept, encrypted. NONE: not at all.

    💤 It can be set, and has no effect in this version yet.

    Now, and by default: NONE

    ✍️ Send me the new value: a number of days, from 1 to 36500.
    For example: 30
      [✓ NONE]
      [7]
      [30]
      [90]
      [forever]
      [← Back]
    "));
}

/// Promise: every screen is drawn in every language, and no two say the same.
async fn in_every_language(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    // What is drawn is the same on both databases.
    let languages = match backend {
        Backend::Sqlite => &LANGUAGES[..],
        Backend::Postgres => &LANGUAGES[..1],
    };
    for language in languages {
        cradle.speaks(language).await;
        cradle.see_all().await;
    }
}

/// Promise: where every value is as long as it may be, no screen is longer than a message, and a long value can be read to its end.
async fn longer_than_a_message(backend: Backend) {
    let mut cradle = Cradle::connected(backend).await;
    let olivia = cradle.olivia;
    let text = format!("<b>{}</b>\n[es]\n{}", "x".repeat(3_700), "y🙂 ".repeat(900));
    let ids: Vec<String> = (1..2_000).map(|id| (id * 1_001).to_string()).collect();
    let ids = ids.join(", ");
    for known in definitions() {
        for long in [&text, &ids] {
            let mut params = relevo_core::Params::default();
            if params.set(known.name, long).is_ok() {
                cradle.set(known.name, long).await;
            }
        }
    }
    cradle.speaks("Русский").await;
    cradle.see_all().await;
    cradle.open_from_groups("WHITE_LIST").await;
    cradle.press(olivia, "📄").await;
    let mut read = String::new();
    loop {
        let said = cradle.last(olivia);
        let (_, page) = said.split_once('\n').expect("a title");
        read.push_str(page);
        if !cradle
            .labels(olivia)
            .iter()
            .any(|label| label.contains("▶️"))
        {
            break;
        }
        // A page's last space is lost, as Telegram trims messages.
        if !read.ends_with(' ') && read.ends_with(',') {
            read.push(' ');
        }
        cradle.tap("▶️").await;
    }
    assert_eq!(read, ids);
}
