//! One story in each language (`LANGUAGE`): the desk's words where operators read them.

use std::time::Duration;

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::fault::{Fault, Rule};

use crate::database::{Backend, on_both};
use crate::groups::labels_of;
use crate::stage::Stage;

on_both!(english);
on_both!(spanish);
on_both!(russian);
on_both!(german);
on_both!(a_change_of_language_is_heard_at_once);

impl Stage {
    /// What the bot says in the group, in the order of its messages, with the labels of its buttons.
    fn words_of_the_desk(&self) -> String {
        let rows = self.rows(self.group, self.owner).into_iter();
        let own = rows.filter(|row| row.from == self.bot && row.reply_to.is_some());
        let lines = own.map(|row| {
            let labels = labels_of(&row)
                .into_iter()
                .map(|label| format!(" [{label}]"));
            format!("{}{}\n", row.text, labels.collect::<String>())
        });
        lines.collect()
    }

    /// What people who pressed a button were told.
    fn press_answers(&self) -> String {
        let asked = self.asked.lock().expect("nobody panicked");
        let answers = asked
            .iter()
            .filter(|(method, _)| *method == "answerCallbackQuery");
        let lines = answers.filter_map(|(_, asked)| asked["text"].as_str());
        lines.map(|words| format!("(press) {words}\n")).collect()
    }
}

/// A note, a command that is none, a note that was sent before, an unknown outcome, a refusal, how the desk stands, and a button
/// that is pressed when it has been pressed already.
async fn told(backend: Backend, language: &str) -> String {
    let mut stage = Stage::new(backend, &[("LANGUAGE", language)]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    stage.say(anna, stage.bot, Say::text("hello"));
    stage.settle().await;
    let thread = stage.topic("Anna");
    let write = |stage: &Stage, words: &str| {
        let say = Say::text(words).thread(thread);
        stage.say(marta, stage.group, say)
    };
    write(&stage, "/ she is on holiday");
    write(&stage, "/refund 20");
    let sent = write(&stage, "we refund twenty");
    stage.settle().await;
    stage.edit(marta, stage.group, sent, Edit::text("/ not yet"));
    stage.pass(Duration::from_secs(5)).await;
    let lost = Rule {
        method: Some("sendMessage".into()),
        chat: Some(anna),
        times: 1,
        ..Rule::new(Fault::AnswerLost)
    };
    stage.sim.faults(|faults| faults.add(lost));
    write(&stage, "good news");
    stage.pass(Duration::from_secs(5)).await;
    stage.sim.with(|world| world.block_bot(anna, stage.bot));
    write(&stage, "are you there?");
    stage.pass(Duration::from_secs(5)).await;
    stage.say(marta, stage.group, Say::text("/status"));
    stage.pass(Duration::from_secs(5)).await;
    let words = stage.words_of_the_desk();
    // Twice before the desk has heard of it.
    for _ in 0..2 {
        let rows = stage.rows(stage.group, marta);
        let row = rows.iter().find(|row| labels_of(row).len() == 2);
        let message = row.expect("the question").message_id;
        stage
            .sim
            .with(|world| world.press_button(marta, stage.group, message, 1))
            .expect("the button can be pressed");
    }
    stage.pass(Duration::from_secs(5)).await;
    words + &stage.press_answers()
}

/// Promise: with `LANGUAGE=en` everything that operators read is English.
async fn english(backend: Backend) {
    let words = told(backend, "en").await;
    allow_duplicates! { assert_snapshot!(words, @"
    There is no such command, so nothing was sent to the client. For an internal note, write / and a space before your words.
    📝 This is a note now. The client still has what you sent before. [Withdraw]
    ❔ Telegram did not say whether this message reached the client. To avoid sending it twice, nothing more happens unless you choose. [Send again] [It arrived]
    ⚠️ Not delivered: The client has blocked the bot. [Retry]
    ✅ The desk is running (09:00 UTC).
    Messages sent here in the last minute:
    🤖 @acme_support_bot: 8 of 20
    Nothing waits.
    ❔ Waiting for a decision, in their topics: 1
    ↳ Anna: 1
    ⚠️ Not delivered, their topics say why: 1
    ↳ Anna: 1
    (press) This button no longer works.
    ") };
}

/// Promise: with `LANGUAGE=es` everything that operators read is Spanish.
async fn spanish(backend: Backend) {
    let words = told(backend, "es").await;
    allow_duplicates! { assert_snapshot!(words, @"
    Ese comando no existe, así que no se envió nada al cliente. Para dejar una nota interna, escriba / y un espacio antes del texto.
    📝 Ahora es una nota. El cliente sigue viendo lo que se le envió antes. [Retirar]
    ❔ Telegram no confirmó si este mensaje le llegó al cliente. Para no enviarlo dos veces, no se hará nada más hasta que usted decida. [Enviar otra vez] [Sí llegó]
    ⚠️ No entregado: el cliente bloqueó el bot. [Reintentar]
    ✅ Relevo está en marcha (09:00 UTC).
    Mensajes enviados aquí en el último minuto:
    🤖 @acme_support_bot: 8 de 20
    No hay nada en espera.
    ❔ Pendientes de una decisión, en sus temas: 1
    ↳ Anna: 1
    ⚠️ No entregados, el motivo está en sus temas: 1
    ↳ Anna: 1
    (press) Este botón ya no funciona.
    ") };
}

/// Promise: with `LANGUAGE=ru` everything that operators read is Russian.
async fn russian(backend: Backend) {
    let words = told(backend, "ru").await;
    allow_duplicates! { assert_snapshot!(words, @"
    Такой команды нет, поэтому клиенту ничего не отправлено. Чтобы оставить внутреннюю заметку, поставьте перед текстом / и пробел.
    📝 Теперь это заметка. У клиента осталось то, что было отправлено раньше. [Отозвать]
    ❔ Telegram не сообщил, дошло ли это сообщение до клиента. Чтобы оно не ушло дважды, больше ничего не произойдёт, пока вы не решите, что делать. [Отправить ещё раз] [Дошло]
    ⚠️ Не доставлено: клиент заблокировал бота. [Повторить]
    ✅ Relevo работает (09:00 UTC).
    Отправлено сюда за последнюю минуту:
    🤖 @acme_support_bot: 8 из 20
    Очередь пуста.
    ❔ Ждут решения в своих темах: 1
    ↳ Anna: 1
    ⚠️ Не доставлено, причины в темах: 1
    ↳ Anna: 1
    (press) Эта кнопка больше не работает.
    ") };
}

/// Promise: with `LANGUAGE=de` everything that operators read is German.
async fn german(backend: Backend) {
    let words = told(backend, "de").await;
    allow_duplicates! { assert_snapshot!(words, @"
    Diesen Befehl gibt es nicht; der Kunde hat nichts bekommen. Für eine interne Notiz schreiben Sie / und ein Leerzeichen vor Ihren Text.
    📝 Das ist jetzt eine Notiz. Der Kunde hat noch, was vorher gesendet wurde. [Zurückziehen]
    ❔ Telegram hat nicht gemeldet, ob diese Nachricht beim Kunden angekommen ist. Damit sie nicht doppelt ankommt, geschieht nichts weiter, bis Sie entscheiden. [Noch einmal senden] [Ist angekommen]
    ⚠️ Nicht zugestellt: Der Kunde hat den Bot blockiert. [Erneut versuchen]
    ✅ Relevo läuft (09:00 Uhr UTC).
    Hier gesendete Nachrichten in der letzten Minute:
    🤖 @acme_support_bot: 8 von 20
    Nichts wartet.
    ❔ Warten in ihren Themen auf eine Entscheidung: 1
    ↳ Anna: 1
    ⚠️ Nicht zugestellt, Gründe in den Themen: 1
    ↳ Anna: 1
    (press) Diese Schaltfläche hat keine Wirkung mehr.
    ") };
}

/// Promise: who changes the language hears the new one with the next notice.
async fn a_change_of_language_is_heard_at_once(backend: Backend) {
    let mut stage = Stage::new(backend, &[]).await;
    let (marta, anna) = (stage.operator("Marta"), stage.client("Anna"));
    stage.say(anna, stage.bot, Say::text("hello"));
    stage.settle().await;
    let thread = stage.topic("Anna");
    for language in ["de", "ru"] {
        stage.set_parameter("LANGUAGE", language).await;
        stage.say(marta, stage.group, Say::text("/refund").thread(thread));
        stage.settle().await;
    }
    let words = stage.words_of_the_desk();
    allow_duplicates! { assert_snapshot!(words, @"
    Diesen Befehl gibt es nicht; der Kunde hat nichts bekommen. Für eine interne Notiz schreiben Sie / und ein Leerzeichen vor Ihren Text.
    Такой команды нет, поэтому клиенту ничего не отправлено. Чтобы оставить внутреннюю заметку, поставьте перед текстом / и пробел.
    ") };
}
