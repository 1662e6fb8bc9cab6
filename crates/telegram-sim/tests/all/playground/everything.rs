//! Everything one person sees, read at once or kept current by events, so that the two can be compared.

use std::collections::BTreeMap;

use serde_json::Value;

use super::asking::Open;

/// All that is shown to one person.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Everything {
    pub(crate) person: i64,
    pub(crate) seq: u64,
    chats: BTreeMap<i64, Value>,
    topics: BTreeMap<(i64, i64), Value>,
    pub(crate) messages: BTreeMap<(i64, i64), Value>,
}

impl Everything {
    pub(crate) async fn read(open: &Open, person: i64) -> Everything {
        let chats = open.read(&format!("/api/chats?as={person}")).await;
        let mut all = Everything {
            person,
            seq: chats["seq"].as_u64().expect("a number"),
            ..Everything::default()
        };
        for row in list(&chats["chats"]) {
            let chat = row["id"].as_i64().expect("a number");
            all.chats.insert(chat, row.clone());
            if row["is_forum"] == false {
                all.read_messages(open, chat, 0).await;
                continue;
            }
            let topics = open
                .read(&format!("/api/topics?as={person}&chat={chat}"))
                .await;
            for topic in list(&topics["topics"]) {
                let thread = topic["thread"].as_i64().expect("a number");
                all.topics.insert((chat, thread), topic.clone());
                all.read_messages(open, chat, thread).await;
            }
        }
        all
    }

    async fn read_messages(&mut self, open: &Open, chat: i64, thread: i64) {
        let path = format!(
            "/api/messages?as={}&chat={chat}&thread={thread}&limit=200",
            self.person
        );
        let page = open.read(&path).await;
        assert_eq!(page["older"], false, "this test reads whole chats");
        for view in list(&page["messages"]) {
            let id = view["id"].as_i64().expect("a number");
            self.messages.insert((chat, id), view.clone());
        }
    }

    /// Takes an event of this person; `false` = everything must be read anew.
    pub(crate) fn hear(&mut self, name: &str, mut data: Value) -> bool {
        if let Some(fields) = data.as_object_mut()
            && let Some(whose) = fields.remove("as")
            && whose != self.person
        {
            return true;
        }
        let number = |field: &str| data[field].as_i64().unwrap_or(0);
        let chat = number("chat");
        match name {
            "message" => {
                self.messages.insert((chat, number("id")), data);
            }
            "gone" => {
                for id in list(&data["ids"]) {
                    self.messages
                        .remove(&(chat, id.as_i64().expect("a number")));
                }
            }
            "chat" => {
                self.chats.insert(number("id"), data);
            }
            "left" => {
                self.chats.remove(&chat);
                self.topics.retain(|(of, _), _| *of != chat);
                self.messages.retain(|(of, _), _| *of != chat);
            }
            "topic" => self.hear_topic(chat, &data["topic"]),
            "resync" => return false,
            _ => {}
        }
        true
    }

    fn hear_topic(&mut self, chat: i64, topic: &Value) {
        let thread = topic["thread"].as_i64().expect("a number");
        if topic["deleted"] == false {
            self.topics.insert((chat, thread), topic.clone());
            return;
        }
        self.topics.remove(&(chat, thread));
        self.messages
            .retain(|(of, _), view| *of != chat || view["thread"] != thread);
    }

    /// What differs, for a test that fails.
    pub(crate) fn differs_from(&self, other: &Everything) -> Option<String> {
        let parts = [
            (format!("{:#?}", self.chats), format!("{:#?}", other.chats)),
            (
                format!("{:#?}", self.topics),
                format!("{:#?}", other.topics),
            ),
            (
                format!("{:#?}", self.messages),
                format!("{:#?}", other.messages),
            ),
        ];
        parts
            .into_iter()
            .find(|(kept, read)| kept != read)
            .map(|(kept, read)| {
                let differing = kept
                    .lines()
                    .zip(read.lines())
                    .filter(|(kept, read)| kept != read);
                let shown: Vec<String> = differing
                    .take(8)
                    .map(|(kept, read)| format!("kept {kept} read {read}"))
                    .collect();
                format!(
                    "{} against {} lines\n{}",
                    kept.lines().count(),
                    read.lines().count(),
                    shown.join("\n")
                )
            })
    }
}

pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}
