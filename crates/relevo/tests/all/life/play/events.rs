//! What happens to chats and rights, and how it is made good in the end.

use std::time::Duration;

use relevo_telegram_sim::world::{AdminRights, World};

use super::Life;
use crate::life::book::{Excuse, Said};
use crate::life::program::{CHATS, Sort};
use crate::life::step::Step;
use crate::life::word::Word;

/// After this long without an update Telegram numbers anew; the desk's bodies of what failed are gone, too.
const SILENCE: Duration = Duration::from_secs(8 * 86_400);

/// How many times ten seconds a long silence waits for the desk to have done everything.
const QUIET_STEPS_MAX: usize = 180;

impl Life {
    /// A step of people. None if it makes no sense now.
    pub(super) fn happens(&mut self, step: &Step) -> Option<()> {
        match *step {
            Step::Client {
                chat,
                who,
                what,
                answers,
            } => self.client_says((chat, who), what, answers),
            Step::Team {
                chat,
                who,
                what,
                answers,
            } => self.team_says((chat, who), what, answers),
            Step::Note { chat, who } => self.note(chat, who),
            Step::Strange { chat, how } => self.strange(chat, how),
            Step::EditByClient { chat, back } => self.edit_by_client(chat, back),
            Step::EditByTeam { chat, back } => self.edit_by_team(chat, back),
            Step::EditToNote { chat, back } => self.edit_to_note(chat, back),
            Step::DeleteByClient { chat, back } => self.delete_by_client(chat, back),
            Step::Withdraw { chat, back } => self.withdraw(chat, back),
            Step::ReactByClient { chat, back } => self.react_by_client(chat, back),
            Step::ReactByTeam { chat, back } => self.react_by_team(chat, back),
            Step::Press { pick, answer } => self.press(pick, answer),
            Step::Upgrade { chat } => self.upgrade(chat),
            Step::DeleteTopic { chat } => self.topic_deed(chat, TopicDeed::Delete),
            Step::CloseTopic { chat } => self.topic_deed(chat, TopicDeed::Close),
            Step::ReopenTopic { chat } => self.topic_deed(chat, TopicDeed::Reopen),
            Step::ForumOn => self.forum_on(),
            Step::Kick { chat } => self.kick(chat),
            Step::Return { chat } => self.come_back(chat),
            Step::KickFromTeam => self.kick_from_team(),
            Step::ReturnToTeam => self.return_to_team(),
            Step::RightsLost => self.rights(false),
            Step::RightsBack => self.rights(true),
            Step::Block { chat } => self.block(chat, true),
            Step::Unblock { chat } => self.block(chat, false),
            Step::Work
            | Step::Wait { .. }
            | Step::LongSilence
            | Step::ForumOff
            | Step::Spoil { .. }
            | Step::Kill { .. } => None,
        }
    }

    fn upgrade(&mut self, chat: usize) -> Option<()> {
        let state = &mut self.chats[chat];
        let id = self
            .stage
            .sim
            .with(|world| world.upgrade_group(state.id()))
            .ok()?;
        state.ids.push(id);
        self.book.chats[chat].moved_unseen += usize::from(!state.served);
        self.sources_may_be_gone(chat);
        Some(())
    }

    /// What waits from there can no longer be copied.
    fn sources_may_be_gone(&mut self, chat: usize) {
        for said in &mut self.book.chats[chat].by_client {
            said.excuses.insert(Excuse::SourceGone);
        }
    }

    /// Whether anything can arrive there now.
    pub(super) fn reaches(&self, chat: usize) -> bool {
        self.chats[chat].served && !self.chats[chat].blocks
    }

    /// What is under way to the client may fail.
    fn is_out_of_reach(&mut self, chat: usize) {
        let there = self.at_client(chat);
        for said in &mut self.book.chats[chat].by_team {
            if !there.iter().any(|(word, _)| *word == said.word) {
                said.excuses.insert(Excuse::Unreachable);
            }
        }
    }

    /// A topic is about to be deleted. What of it the client has not, or not as it is now, and nobody was told of, cannot be told later.
    fn goes_untold(&mut self, chat: usize) {
        let (there, told) = (self.at_client(chat), self.told_in_group());
        let live = |said: &Said| {
            let group = self.stage.group;
            let seen = |world: &mut World| world.message_seen(group, said.by, said.place.1);
            self.stage.sim.with(seen).is_some()
        };
        let untold = |said: &&Said| {
            let open = match said.is_excused(Excuse::Withdrawn) {
                true => there.iter().any(|(word, _)| *word == said.word),
                false => !there.contains(&(said.word, said.version)),
            };
            let unit = self.unit(said.word);
            let unit = unit
                .iter()
                .map(|word| &self.book.chats[chat].by_team[word.number]);
            let mut messages = unit.flat_map(|item| item.taken_back.iter().chain([&item.place.1]));
            open && !messages.any(|message| told.contains(message)) && live(said)
        };
        let by_team = self.book.chats[chat].by_team.iter();
        let gone: Vec<Word> = by_team.filter(untold).map(|said| said.word).collect();
        for word in gone {
            if let Some(said) = self.book.said_mut(word) {
                said.excuses.insert(Excuse::TopicGone);
            }
        }
    }

    fn topic_deed(&mut self, chat: usize, deed: TopicDeed) -> Option<()> {
        let (owner, group, thread) = (self.stage.owner, self.stage.group, self.thread(chat)?);
        if matches!(deed, TopicDeed::Delete) {
            self.eyes.in_topic[chat].clear();
            self.goes_untold(chat);
        }
        let done = self.stage.sim.with(|world| match deed {
            TopicDeed::Delete => world.delete_topic(owner, group, thread),
            TopicDeed::Close => world.close_topic(owner, group, thread),
            TopicDeed::Reopen => world.reopen_topic(owner, group, thread),
        });
        done.ok()
    }

    /// The desk looks before it copies something if it has not seen a forum for a minute; within that minute nobody can know. So
    /// topics are switched off after a quiet one.
    pub(super) async fn forum_off(&mut self) -> bool {
        if !self.forum || !self.at_home {
            return false;
        }
        self.work().await;
        self.stage.clock.advance(Duration::from_secs(61));
        let now_ms = self.stage.clock.now_ms();
        self.stage.sim.with(|world| world.set_now_ms(now_ms));
        self.forum = false;
        self.book.was_without_topics = true;
        self.stage
            .sim
            .with(|world| world.set_forum(self.stage.group, false))
            .is_ok()
    }

    fn forum_on(&mut self) -> Option<()> {
        self.forum = true;
        self.stage
            .sim
            .with(|world| world.set_forum(self.stage.group, true))
            .ok()
    }

    fn kick(&mut self, chat: usize) -> Option<()> {
        let state = &mut self.chats[chat];
        (state.sort != Sort::Private && state.served).then_some(())?;
        let (owner, id, bot) = (state.people[0], state.id(), self.stage.bot);
        self.stage
            .sim
            .with(|world| world.kick(owner, id, bot))
            .ok()?;
        state.served = false;
        self.is_out_of_reach(chat);
        self.sources_may_be_gone(chat);
        Some(())
    }

    fn come_back(&mut self, chat: usize) -> Option<()> {
        let state = &mut self.chats[chat];
        (!state.served).then_some(())?;
        let (owner, id, bot) = (state.people[0], state.id(), self.stage.bot);
        self.stage
            .sim
            .with(|world| {
                world
                    .unban(owner, id, bot)
                    .and_then(|()| world.add(owner, id, bot))
            })
            .ok()?;
        state.served = true;
        Some(())
    }

    fn kick_from_team(&mut self) -> Option<()> {
        let (owner, group, bot) = (self.stage.owner, self.stage.group, self.stage.bot);
        self.at_home.then_some(())?;
        self.stage
            .sim
            .with(|world| world.kick(owner, group, bot))
            .ok()?;
        self.at_home = false;
        Some(())
    }

    fn return_to_team(&mut self) -> Option<()> {
        let (owner, group, bot) = (self.stage.owner, self.stage.group, self.stage.bot);
        (!self.at_home).then_some(())?;
        self.stage
            .sim
            .with(|world| {
                world.unban(owner, group, bot)?;
                world.add(owner, group, bot)?;
                world.promote(owner, group, bot, AdminRights::all())
            })
            .ok()?;
        self.at_home = true;
        Some(())
    }

    fn rights(&mut self, has: bool) -> Option<()> {
        let (owner, group, bot) = (self.stage.owner, self.stage.group, self.stage.bot);
        self.at_home.then_some(())?;
        let done = self.stage.sim.with(|world| match has {
            true => world.promote(owner, group, bot, AdminRights::all()),
            false => world.demote(owner, group, bot),
        });
        done.ok()
    }

    pub(super) fn block(&mut self, chat: usize, blocks: bool) -> Option<()> {
        let state = &mut self.chats[chat];
        (state.sort == Sort::Private).then_some(())?;
        let (person, bot) = (state.people[0], self.stage.bot);
        self.stage.sim.with(|world| match blocks {
            true => world.block_bot(person, bot),
            false => world.unblock_bot(person, bot),
        });
        state.blocks = blocks;
        if blocks {
            self.is_out_of_reach(chat);
        }
        Some(())
    }

    /// Only when nobody waits for anything: Telegram keeps updates for a day.
    pub(super) async fn long_silence(&mut self) -> bool {
        for _ in 0..QUIET_STEPS_MAX {
            self.pass(10).await;
            if self.pending() + self.stage.pump.waiting() == 0 {
                break;
            }
        }
        if self.pending() > 0 || self.stage.pump.waiting() > 0 || !self.at_home || !self.forum {
            return false;
        }
        self.stage.clock.advance(SILENCE);
        let now_ms = self.stage.clock.now_ms();
        self.stage.sim.with(|world| world.set_now_ms(now_ms));
        // As a serving desk does every hour. Nothing dies here: the next work is as good a moment.
        self.watch.spare(true);
        self.stage
            .store
            .sweep(now_ms)
            .await
            .expect("the store answers");
        self.work().await;
        self.watch.spare(false);
        true
    }

    /// Everything that was broken is made good.
    pub(super) fn repair(&mut self) {
        self.forum_on();
        self.return_to_team();
        self.rights(true);
        for chat in 0..CHATS.len() {
            self.come_back(chat);
            self.block(chat, false);
            self.topic_deed(chat, TopicDeed::Reopen);
        }
    }
}

#[derive(Clone, Copy)]
enum TopicDeed {
    Delete,
    Close,
    Reopen,
}
