//! The wires of the stage's bots into the simulated world. They note what was asked and spoil what a scenario wants spoilt.

use std::sync::Arc;
use std::time::Duration;

use relevo::app::Lines;
use relevo::sim_wire::SimWire;
use relevo_telegram::BoxFuture;
use relevo_telegram_bot::{Attached, Bot, Download, Wire, WireAnswer};
use relevo_telegram_sim::sim::Sim;
use serde_json::{Value, json};

use super::Asked;

/// Lines of bots into a simulated world.
pub(crate) fn lines_into(sim: &Arc<Sim>, asked: &Asked) -> Lines {
    let (sim, asked) = (Arc::clone(sim), Arc::clone(asked));
    Arc::new(move |identity| {
        let wire = SimWire::new(Arc::clone(&sim), identity.token.expose().to_owned());
        let asked = Arc::clone(&asked);
        Arc::new(Bot::over(Arc::new(Spoiled { wire, asked })))
    })
}

/// The words of a message that arrives unreadable.
pub(super) const POISON: &str = "☠";

/// In the words of a message that Telegram tells of only after what people did to it.
pub(crate) const OVERTAKEN: &str = "⏪";

/// A wire that spoils the updates of poisonous messages: what no simulator of Telegram would send. It notes what was asked.
struct Spoiled {
    wire: SimWire,
    asked: Asked,
}

impl Wire for Spoiled {
    fn download<'a>(
        &'a self,
        path: &'a str,
        bytes_max: usize,
        patience: Duration,
    ) -> BoxFuture<'a, Download> {
        self.wire.download(path, bytes_max, patience)
    }

    fn upload<'a>(
        &'a self,
        method: &'static str,
        params: Value,
        file: Attached<'a>,
        patience: Duration,
    ) -> BoxFuture<'a, WireAnswer> {
        let mut noted = params.clone();
        noted[file.field] = String::from_utf8_lossy(&file.file.bytes).into();
        self.asked
            .lock()
            .expect("nobody panicked while noting")
            .push((method, noted));
        self.wire.upload(method, params, file, patience)
    }

    fn request<'a>(
        &'a self,
        method: &'static str,
        params: Value,
        patience: Duration,
    ) -> BoxFuture<'a, WireAnswer> {
        Box::pin(async move {
            self.asked
                .lock()
                .expect("nobody panicked while noting")
                .push((method, params.clone()));
            let answer = self.wire.request(method, params, patience).await;
            let WireAnswer::Http { status: 200, body } = &answer else {
                return answer;
            };
            if method != "getUpdates" {
                return answer;
            }
            let Ok(mut page) = serde_json::from_slice::<Value>(body) else {
                return answer;
            };
            let updates = page["result"].as_array_mut();
            if let Some(updates) = updates {
                updates.sort_by_key(|update| {
                    let words = update["message"]["text"].as_str();
                    words.is_some_and(|words| words.contains(OVERTAKEN))
                });
            }
            for update in page["result"].as_array_mut().into_iter().flatten() {
                if update["message"]["text"] == POISON {
                    update["message"] = json!({ "message_id": "five", "chat": [] });
                }
            }
            WireAnswer::Http {
                status: 200,
                body: page.to_string().into_bytes(),
            }
        })
    }
}
