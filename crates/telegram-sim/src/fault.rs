//! What goes wrong between a program and Telegram: rules that spoil chosen calls.
//!
//! A rule says which calls it means, when it strikes and how often. [`crate::sim`] asks
//! `Faults::strike` once per call and carries the fault out; the HTTP door does it truly, at the
//! socket. Everything random here comes from the seed.
//!
//! It does not spoil the world itself: deleted topics, lost rights, revoked tokens and blocked bots
//! are deeds of people, done through the control operations.

use serde::{Deserialize, Serialize};

/// Under which name rules strike what MTProto pushes; no method of any API.
pub(crate) const PUSHES: &str = "updates";

/// Whether the call's deed is done before things go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Nothing has happened in the world.
    Before,
    /// The deed is done; only the answer suffers.
    After,
}

/// One way in which a call goes wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Fault {
    /// The request never arrives. In-process: not sent; at the socket: the connection ends unanswered.
    RequestLost,
    /// The deed is done and the connection ends unanswered.
    AnswerLost,
    /// 429 with `retry_after` seconds; nothing is done.
    TooMany {
        /// Seconds.
        retry_after: u32,
    },
    /// An error answer of the server. 401, 404 and 409 get their usual texts.
    ServerError {
        /// HTTP status and `error_code`.
        code: u16,
        /// Before or after the deed.
        deed: Deed,
    },
    /// Telegram refuses, in these words; nothing is done. For what the world itself never says, and for other spellings of it.
    Refused {
        /// HTTP status and `error_code`.
        code: u16,
        /// `description`.
        description: String,
        /// `parameters.migrate_to_chat_id`.
        #[serde(default)]
        migrate_to_chat_id: Option<i64>,
    },
    /// The connection is reset (RST).
    Reset {
        /// Before or after the deed.
        deed: Deed,
    },
    /// The deed is done; the body is cut so that it is no JSON, with a matching length.
    BrokenJson,
    /// The deed is done; half of the body arrives, then the connection ends.
    HalfAnswer,
    /// The answer takes this long. Ignored where time is moved by hand.
    Slow {
        /// Milliseconds of the world's time.
        ms: u64,
    },
    /// Connections are refused. In-process it strikes call by call like any other; the HTTP door
    /// stops listening for everybody as long as such a rule is in force.
    RefuseConnection,
    /// The page is delivered again, in front of the next page, although it was confirmed.
    /// A webhook gets the update twice. Strikes only where there is an update.
    DoubleUpdates,
    /// The first update waits until those of other chats have passed it (update ids stay ascending,
    /// order inside a chat is kept). Alone it comes one poll later. Strikes only where there is an update.
    LateUpdate,
    /// MTProto: an update is not pushed to one connection, which learns of it by asking for the difference. `bot` means the
    /// account here.
    WithheldPush,
    /// The first update of a page arrives in a shape that nobody expects, each time it is asked for.
    /// It is spoiled behind the checks, which therefore stay silent. Strikes only where there is an update.
    StrangeUpdate {
        /// What is strange about it.
        how: Strange,
    },
}

/// How an update can be strange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strange {
    /// Of a kind that no version of the Bot API has, `hologram`.
    UnknownKind,
    /// Of its own kind, but with a number where the object belongs.
    Malformed,
}

/// When a rule strikes among the calls it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// From the n-th such call on, counted from 1 since the rule was set.
    Nth(u32),
    /// Each such call with this probability in thousandths, drawn from the seed.
    PerMille(u32),
}

/// A fault, the calls it means, and how often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// User id of the bot; none = every bot.
    #[serde(default)]
    pub bot: Option<i64>,
    /// Name of the method in any case; none = every method.
    #[serde(default)]
    pub method: Option<String>,
    /// The call's `chat_id`; none = every call.
    #[serde(default)]
    pub chat: Option<i64>,
    /// When it strikes.
    #[serde(default = "at_once")]
    pub when: When,
    /// How many times it strikes before it is spent.
    #[serde(default = "once")]
    pub times: u32,
    /// What happens.
    pub fault: Fault,
}

impl Rule {
    /// Every call, at once, one time.
    pub fn new(fault: Fault) -> Rule {
        Rule {
            bot: None,
            method: None,
            chat: None,
            when: at_once(),
            times: once(),
            fault,
        }
    }
}

fn at_once() -> When {
    When::Nth(1)
}

fn once() -> u32 {
    1
}

/// A rule in force or spent, with what it has done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleState {
    /// Given when the rule was set.
    pub id: u64,
    /// As set.
    pub rule: Rule,
    /// Calls that it meant so far.
    pub seen: u32,
    /// Calls that it spoiled so far.
    pub struck: u32,
}

impl RuleState {
    fn is_spent(&self) -> bool {
        self.struck >= self.rule.times
    }
}

impl Fault {
    /// Its `kind`, as rules name it.
    pub(crate) fn kind(&self) -> String {
        let json = serde_json::to_value(self).unwrap_or_default();
        json["kind"].as_str().unwrap_or_default().to_owned()
    }
}

/// What a rule looks at in a call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CallSeen<'a> {
    pub(crate) bot: Option<i64>,
    pub(crate) method: &'a str,
    pub(crate) chat: Option<i64>,
    /// Whether this asks for a fault of a call or of the updates in it.
    pub(crate) updates: bool,
}

/// All rules, in the order in which they were set; the first that strikes wins.
#[derive(Debug)]
pub struct Faults {
    rules: Vec<RuleState>,
    next_id: u64,
    seed: u64,
}

impl Faults {
    /// No rules.
    pub fn new(seed: u64) -> Faults {
        Faults {
            rules: Vec::new(),
            next_id: 1,
            seed,
        }
    }

    /// Sets a rule and returns its id.
    pub fn add(&mut self, rule: Rule) -> u64 {
        let id = self.next_id;
        self.next_id += 1;
        self.rules.push(RuleState {
            id,
            rule,
            seen: 0,
            struck: 0,
        });
        id
    }

    /// Takes a rule back. False if there is none of this id.
    pub fn remove(&mut self, id: u64) -> bool {
        let before = self.rules.len();
        self.rules.retain(|state| state.id != id);
        self.rules.len() < before
    }

    /// Takes all rules back.
    pub fn clear(&mut self) {
        self.rules.clear();
    }

    /// All rules, spent ones included.
    pub fn list(&self) -> &[RuleState] {
        &self.rules
    }

    pub(crate) fn any_in_force(&self) -> bool {
        self.rules.iter().any(|state| !state.is_spent())
    }

    pub(crate) fn refuses_connections(&self) -> bool {
        self.rules
            .iter()
            .any(|state| state.rule.fault == Fault::RefuseConnection && !state.is_spent())
    }

    /// The fault that strikes this call, if any. Counts the call for every rule that means it.
    pub(crate) fn strike(&mut self, call: CallSeen<'_>) -> Option<Fault> {
        let mut struck = None;
        for index in 0..self.rules.len() {
            if self.rules[index].is_spent() || !means(&self.rules[index].rule, call) {
                continue;
            }
            self.rules[index].seen += 1;
            let hits = match self.rules[index].rule.when {
                When::Nth(nth) => self.rules[index].seen >= nth,
                When::PerMille(share) => self.draw() % 1000 < u64::from(share),
            };
            if hits && struck.is_none() {
                self.rules[index].struck += 1;
                struck = Some(self.rules[index].rule.fault.clone());
            }
        }
        struck
    }

    /// SplitMix64: enough for dice, and the same on every machine.
    fn draw(&mut self) -> u64 {
        self.seed = self.seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.seed;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

fn means(rule: &Rule, call: CallSeen<'_>) -> bool {
    let of_updates = matches!(
        rule.fault,
        Fault::DoubleUpdates
            | Fault::LateUpdate
            | Fault::StrangeUpdate { .. }
            | Fault::WithheldPush
    );
    let of_pushes = rule.fault == Fault::WithheldPush;
    of_updates == call.updates
        && of_pushes == (call.method == PUSHES)
        && rule.bot.is_none_or(|bot| call.bot == Some(bot))
        && rule
            .method
            .as_ref()
            .is_none_or(|method| method.eq_ignore_ascii_case(call.method))
        && rule.chat.is_none_or(|chat| call.chat == Some(chat))
}
