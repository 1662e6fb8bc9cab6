//! Channels: posts come in, nothing is published by accident, comments go where they belong; and who speaks in a client group.

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::world::AdminRights;

use crate::database::{Backend, on_both};
use crate::stage::Stage;

on_both!(nothing_is_published_without_a_press);
on_both!(an_answer_to_a_post_is_a_comment);
on_both!(without_a_discussion_the_operator_is_told);
on_both!(a_post_is_mirrored_once);
on_both!(whoever_speaks_is_named);

const PARAMS: [(&str, &str); 2] = [("MONITOR_GROUPS", "TRUE"), ("MONITOR_CHANNELS", "TRUE")];

/// A client's channel with its discussion group, which the bot is in if wanted.
pub(super) struct Channel {
    pub(super) stage: Stage,
    pub(super) marta: i64,
    pub(super) olga: i64,
    pub(super) news: i64,
    pub(super) talk: i64,
}

impl Channel {
    pub(super) async fn new(backend: Backend, in_discussion: bool) -> Channel {
        let mut stage = Stage::new(backend, &PARAMS).await;
        let (marta, olga, bot) = (stage.operator("Marta"), stage.person("Olga"), stage.bot);
        let (news, talk) = stage.sim.with(|world| {
            let news = world.make_channel("Acme News", olga);
            let talk = world.make_supergroup("Acme Talk", olga);
            world.link_discussion(news, talk).expect("they are linked");
            world.add(olga, news, bot).expect("the bot is added");
            if in_discussion {
                world.add(olga, talk, bot).expect("the bot is added");
            }
            (news, talk)
        });
        stage.settle().await;
        Channel {
            stage,
            marta,
            olga,
            news,
            talk,
        }
    }

    pub(super) async fn posted(&mut self, words: &str) {
        self.stage.say(self.olga, self.news, Say::text(words));
        self.stage.settle().await;
    }

    pub(super) async fn answer(&mut self, say: Say) -> i64 {
        let topic = self.stage.topic("Acme News");
        let said = self
            .stage
            .say(self.marta, self.stage.group, say.thread(topic));
        self.stage.settle().await;
        said
    }

    pub(super) fn in_topic(&self, words: &str) -> i64 {
        self.stage.find(self.stage.group, self.marta, words)
    }
}

/// Promise: what an operator writes in a channel's topic is published only when somebody presses *Publish*, as it is then; edits follow,
/// and it can be withdrawn.
async fn nothing_is_published_without_a_press(backend: Backend) {
    let mut channel = Channel::new(backend, false).await;
    channel.posted("we moved").await;
    let other = channel.answer(Say::text("thinking aloud")).await;
    let draft = channel.answer(Say::text("we are openn")).await;
    assert!(
        !channel
            .stage
            .chat(channel.news, channel.olga)
            .contains("open")
    );
    let edit = |channel: &Channel, message, words: &str| {
        let (marta, group) = (channel.marta, channel.stage.group);
        channel.stage.edit(marta, group, message, Edit::text(words));
    };
    edit(&channel, draft, "we are open");
    edit(&channel, other, "/ thinking aloud");
    channel.stage.settle().await;
    channel.stage.press(channel.marta, "Publish");
    channel.stage.settle().await;
    edit(&channel, draft, "we are open again");
    channel.stage.settle().await;
    allow_duplicates! { assert_snapshot!(channel.stage.topics(), @"
    # 🟪 Acme News
    4 bot [Service]: 
    5 bot: 🟣 Acme News ⏎ we moved
    6 Marta: / thinking aloud
    7 bot ↩6: 📣 Not published yet: writing here posts nothing in the channel. To comment on a post instead, reply to it. ⌨
    8 Marta: we are open again
    9 bot ↩8: ✓ Published in the channel.
    10 bot ↩6: ✓ Taken back in time: it will not be sent to the client. It stays here as a note.
    ") };
    allow_duplicates! { assert_snapshot!(channel.stage.chat(channel.news, channel.olga), @"
    1 Olga [Service]: 
    2 Olga: we moved
    3 bot: we are open again
    ") };
    channel.answer(Say::text("/del").reply_to(draft)).await;
    assert!(
        !channel
            .stage
            .chat(channel.news, channel.olga)
            .contains("open again")
    );
}

/// Promise: an answer to a mirrored post is a comment in the discussion group, also to a comment of our own; edits and withdrawals
/// find it there.
async fn an_answer_to_a_post_is_a_comment(backend: Backend) {
    let mut channel = Channel::new(backend, true).await;
    channel.posted("we moved").await;
    let post = channel.in_topic("we moved");
    let comment = channel.answer(Say::text("where to?").reply_to(post)).await;
    let more = channel
        .answer(Say::text("and when?").reply_to(comment))
        .await;
    let (marta, group) = (channel.marta, channel.stage.group);
    channel
        .stage
        .edit(marta, group, comment, Edit::text("where to, please?"));
    channel.stage.settle().await;
    allow_duplicates! { assert_snapshot!(channel.stage.chat(channel.talk, channel.olga), @"
    1 Olga [Service]: 
    2 Olga [Service]: 
    3 ?: we moved
    4 bot ↩3: where to, please?
    5 bot ↩4: and when?
    ") };
    channel.answer(Say::text("/del").reply_to(more)).await;
    allow_duplicates! { assert_snapshot!(channel.stage.topics(), @"
    # 🟪 Acme News
    4 bot [Service]: 
    5 bot: 🟣 Acme News ⏎ we moved
    6 Marta ↩5: where to, please?
    7 Marta ↩6: and when?
    8 Marta ↩7: /del
    9 bot ↩7: 🗑 Withdrawn: the client no longer has this message.
    ") };
    allow_duplicates! { assert_snapshot!(channel.stage.chat(channel.talk, channel.olga), @"
    1 Olga [Service]: 
    2 Olga [Service]: 
    3 ?: we moved
    4 bot ↩3: where to, please?
    ") };
    allow_duplicates! { assert_snapshot!(channel.stage.chat(channel.news, channel.olga), @"
    1 Olga [Service]: 
    2 Olga: we moved
    ") };
}

/// Promise: where the bot cannot comment, the operator is told, and may still publish.
async fn without_a_discussion_the_operator_is_told(backend: Backend) {
    let mut channel = Channel::new(backend, false).await;
    channel.posted("we moved").await;
    let post = channel.in_topic("we moved");
    channel.answer(Say::text("where to?").reply_to(post)).await;
    allow_duplicates! { assert_snapshot!(channel.stage.topics(), @"
    # 🟪 Acme News
    4 bot [Service]: 
    5 bot: 🟣 Acme News ⏎ we moved
    6 Marta ↩5: where to?
    7 bot ↩6: 📣 The bot knows no discussion of this post in which it could comment: the channel has no discussion group, or the bot is not in it, or the post is older than the bot there. It can only be published as a post. ⌨
    ") };
}

/// Promise: a post that comes from its channel and as automatic forward is mirrored once, in the channel's topic; if only the discussion
/// group is mirrored, there.
async fn a_post_is_mirrored_once(backend: Backend) {
    let mut channel = Channel::new(backend, true).await;
    channel.posted("we moved").await;
    channel
        .stage
        .say(channel.olga, channel.talk, Say::text("finally"));
    channel.stage.settle().await;
    channel
        .stage
        .set_parameter("MONITOR_CHANNELS", "FALSE")
        .await;
    channel.stage.settle().await;
    channel.posted("we moved again").await;
    allow_duplicates! { assert_snapshot!(channel.stage.topics(), @"
    # 🟪 Acme News
    4 bot [Service]: 
    5 bot: 🟣 Acme News ⏎ we moved
    # 🟪 Acme Talk
    6 bot [Service]: 
    7 bot: 🔵 Olga ⏎ finally
    8 bot: 🟣 Acme News ⏎ we moved again
    ") };
    let left_out = channel.stage.left_out().await;
    allow_duplicates! { assert_snapshot!(left_out, @"NotMonitored 1, AutomaticForward 1") };
}

/// Promise: an anonymous administrator is shown as the group with their title, a channel that speaks as the channel, a post with its
/// signature; an anonymous administrator of the team is one of the team.
async fn whoever_speaks_is_named(backend: Backend) {
    let mut channel = Channel::new(backend, true).await;
    let (olga, talk, news) = (channel.olga, channel.talk, channel.news);
    let (owner, group) = (channel.stage.owner, channel.stage.group);
    channel
        .stage
        .sim
        .with(|world| {
            world.set_signatures(news, true)?;
            let rights = AdminRights {
                is_anonymous: true,
                ..AdminRights::all()
            };
            world.promote(owner, group, channel.marta, rights)
        })
        .expect("both may be done");
    channel.posted("signed").await;
    channel
        .stage
        .say(olga, talk, Say::text("as the group").anonymously());
    channel
        .stage
        .say(olga, talk, Say::text("as the channel").on_behalf_of(news));
    channel.stage.settle().await;
    let topic = channel.stage.topic("Acme Talk");
    channel.stage.say(
        channel.marta,
        group,
        Say::text("from nobody").thread(topic).anonymously(),
    );
    channel.stage.settle().await;
    allow_duplicates! { assert_snapshot!(channel.stage.topics(), @"
    # 🟪 Acme News
    4 bot [Service]: 
    5 bot: 🟣 Acme News – Olga ⏎ signed
    # 🟪 Acme Talk
    6 bot [Service]: 
    7 bot: 🔵 Acme Talk ⏎ as the group
    8 bot: 🟣 Acme News ⏎ as the channel
    9 Marta: from nobody
    ") };
    allow_duplicates! { assert_snapshot!(channel.stage.chat(talk, olga), @"
    1 Olga [Service]: 
    2 Olga [Service]: 
    3 ?: signed
    4 Olga: as the group
    5 Olga: as the channel
    6 bot: from nobody
    ") };
}
