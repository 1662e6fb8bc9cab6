//! A program: what happens in one life, drawn from its seed.

use relevo_telegram_sim::world::Kind;

use super::step::{Answer, KillPoint, Spoil, Step, What};
use crate::seed::Seed;

/// One life.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Program {
    pub(crate) seed: u64,
    pub(crate) size: Size,
    /// Whether Telegram and the desk keep the budgets.
    pub(crate) budgets: bool,
    /// Whether a relay helps in the team's group.
    pub(crate) relay: bool,
    pub(crate) steps: Vec<Step>,
}

/// How large a life is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Size {
    pub(crate) messages: usize,
    pub(crate) kills: usize,
}

/// The client chats: each number's kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sort {
    #[default]
    Private,
    Basic,
    Supergroup,
    Forum,
    Channel,
}

/// Who there is in every life.
pub(crate) const CHATS: [Sort; 9] = [
    Sort::Private,
    Sort::Private,
    Sort::Private,
    Sort::Private,
    Sort::Basic,
    Sort::Basic,
    Sort::Supergroup,
    Sort::Forum,
    Sort::Channel,
];

/// The calls that faults strike, the frequent ones more often.
const METHODS: [&str; 14] = [
    "sendMessage",
    "sendMessage",
    "sendMessage",
    "sendMessage",
    "copyMessage",
    "copyMessage",
    "copyMessage",
    "sendMediaGroup",
    "createForumTopic",
    "editMessageText",
    "editMessageCaption",
    "deleteMessage",
    "answerCallbackQuery",
    "getUpdates",
];

/// Files with a caption.
const MEDIA: [Kind; 6] = [
    Kind::Photo,
    Kind::Video,
    Kind::Animation,
    Kind::Audio,
    Kind::Document,
    Kind::Voice,
];

/// What is done now and then, and how much later it is made good.
const EVENTS: [&str; 9] = [
    "Upgrade",
    "DeleteTopic",
    "CloseTopic",
    "ForumOff",
    "Kick",
    "KickFromTeam",
    "RightsLost",
    "Block",
    "LongSilence",
];

impl Program {
    pub(crate) fn new(seed: u64, size: Size) -> Program {
        let mut draft = Draft {
            seed: Seed(seed.wrapping_mul(0x5851_F42D_4C95_7F2D)),
            steps: Vec::new(),
            messages: 0,
            later: Vec::new(),
        };
        let budgets = seed.is_multiple_of(4);
        let kill_every = size.messages / (size.kills + 1).max(1);
        let mut kills = 0;
        while draft.messages < size.messages {
            draft.turn(budgets);
            if kills < size.kills && draft.messages >= kill_every * (kills + 1) {
                draft.kill(index_of(seed) * size.kills + kills);
                kills += 1;
            }
        }
        draft
            .steps
            .extend(draft.later.drain(..).map(|(_, step)| step));
        Program {
            seed,
            size,
            budgets,
            relay: seed % 4 == 1,
            steps: draft.steps,
        }
    }
}

/// Only the last digits matter: lives that follow each other die at different instants.
fn index_of(seed: u64) -> usize {
    usize::try_from(seed % 1_000).expect("small")
}

struct Draft {
    seed: Seed,
    steps: Vec<Step>,
    messages: usize,
    /// What happens when so many messages have been said.
    later: Vec<(usize, Step)>,
}

impl Draft {
    /// A few messages, what else people do, and the desk's work.
    fn turn(&mut self, budgets: bool) {
        for _ in 0..=self.seed.below(5) {
            self.message();
        }
        if self.seed.percent(40) {
            self.spoil();
        }
        if self.seed.percent(50) {
            self.deed();
        }
        if self.seed.percent(8) {
            self.event();
        }
        let due = self.messages;
        let (now, later) = std::mem::take(&mut self.later)
            .into_iter()
            .partition(|(at, _)| *at <= due);
        self.later = later;
        let now: Vec<(usize, Step)> = now;
        self.steps.extend(now.into_iter().map(|(_, step)| step));
        let seconds = match (budgets, self.seed.below(10)) {
            (true, _) => 12,
            (false, 0) => 30,
            (false, 1..=3) => 3,
            (false, _) => 0,
        };
        self.steps.push(match seconds {
            0 => Step::Work,
            seconds => Step::Wait { seconds },
        });
    }

    fn chat(&mut self) -> usize {
        self.seed.index(CHATS.len())
    }

    fn message(&mut self) {
        let (chat, who) = (self.chat(), self.seed.index(3));
        let what = self.what();
        let answers = self.seed.percent(30).then(|| self.seed.index(6));
        self.messages += match what {
            What::Album(items) => items,
            _ => 1,
        };
        self.steps.push(match self.seed.percent(55) {
            true => Step::Client {
                chat,
                who,
                what,
                answers,
            },
            false => Step::Team {
                chat,
                who,
                what,
                answers,
            },
        });
    }

    fn what(&mut self) -> What {
        match self.seed.below(100) {
            0..=54 => What::Text,
            55..=64 => What::Formatted,
            65..=76 => What::Media(self.seed.of(&MEDIA)),
            77..=80 => What::Bare(self.seed.of(&[Kind::Sticker, Kind::VideoNote])),
            81..=83 => What::Poll,
            84..=85 => What::Contact,
            86..=87 => What::Venue,
            88 => What::Uncopyable,
            _ => What::Album(2 + self.seed.index(4)),
        }
    }

    fn spoil(&mut self) {
        let (chat, spoil) = (self.chat(), self.seed.of(&Spoil::ALL));
        if matches!(spoil, Spoil::UnknownKind | Spoil::Malformed) {
            self.messages += 1;
            // It must be the first of its page: the desk takes what waits before it.
            self.steps.push(Step::Work);
            self.steps.push(Step::Strange { chat, how: spoil });
            return;
        }
        let method = match spoil.is_of_pulls() {
            true => "getUpdates",
            false => self.seed.of(&METHODS),
        };
        let nth = 1 + u32::try_from(self.seed.below(3)).expect("small");
        let times = 1 + u32::try_from(self.seed.below(3)).expect("small");
        self.steps.push(Step::Spoil {
            spoil,
            method,
            nth,
            times,
        });
    }

    fn deed(&mut self) {
        let (chat, who, back) = (self.chat(), self.seed.index(3), self.seed.index(8));
        let pick = self.seed.index(8);
        self.steps.push(match self.seed.below(100) {
            0..=19 => Step::EditByClient { chat, back },
            20..=39 => Step::EditByTeam { chat, back },
            40..=43 => Step::EditToNote { chat, back },
            44..=46 => Step::DeleteByClient { chat, back },
            47..=52 => Step::Withdraw { chat, back },
            53..=60 => Step::Note { chat, who },
            61..=66 => Step::ReactByClient { chat, back },
            67..=72 => Step::ReactByTeam { chat, back },
            73..=90 => Step::Press {
                pick,
                answer: Answer::Truth,
            },
            _ => Step::Press {
                pick,
                answer: Answer::Any(self.seed.index(3)),
            },
        });
    }

    fn event(&mut self) {
        let chat = self.chat();
        let private = self.seed.index(4);
        let soon = self.messages + 4 + self.seed.index(30);
        let (now, later) = match self.seed.of(&EVENTS) {
            "Upgrade" => (
                Step::Upgrade {
                    chat: 4 + self.seed.index(2),
                },
                None,
            ),
            "DeleteTopic" => (Step::DeleteTopic { chat }, None),
            "CloseTopic" => (Step::CloseTopic { chat }, Some(Step::ReopenTopic { chat })),
            "ForumOff" => (Step::ForumOff, Some(Step::ForumOn)),
            "Kick" => {
                let chat = 4 + self.seed.index(5);
                (Step::Kick { chat }, Some(Step::Return { chat }))
            }
            "KickFromTeam" => (Step::KickFromTeam, Some(Step::ReturnToTeam)),
            "RightsLost" => (Step::RightsLost, Some(Step::RightsBack)),
            "Block" => (
                Step::Block { chat: private },
                Some(Step::Unblock { chat: private }),
            ),
            _ => (Step::LongSilence, None),
        };
        self.steps.push(now);
        self.later.extend(later.map(|step| (soon, step)));
    }

    fn kill(&mut self, nth: usize) {
        let at = KillPoint::ALL[nth % KillPoint::ALL.len()];
        let nth = 1 + u32::try_from(self.seed.below(6)).expect("small");
        self.steps.push(Step::Kill { at, nth });
    }
}
