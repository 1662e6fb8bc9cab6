//! Operations on chats, their members and their topics.

use serde_json::{Value, json};

use super::Run::World;
use super::{Operation, done};

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "make_group",
        takes: &["title", "owner"],
        does: "Makes a basic group; the result is its id.",
        run: World(|world, given| {
            Ok(world
                .make_group(&given.text("title")?, given.id("owner")?)
                .into())
        }),
    },
    Operation {
        name: "make_supergroup",
        takes: &["title", "owner"],
        does: "Makes a supergroup without topics; the result is its id.",
        run: World(|world, given| {
            Ok(world
                .make_supergroup(&given.text("title")?, given.id("owner")?)
                .into())
        }),
    },
    Operation {
        name: "make_forum",
        takes: &["title", "owner"],
        does: "Makes a supergroup with topics; the result is its id.",
        run: World(|world, given| {
            Ok(world
                .make_forum(&given.text("title")?, given.id("owner")?)
                .into())
        }),
    },
    Operation {
        name: "make_channel",
        takes: &["title", "owner"],
        does: "Makes a channel; the result is its id.",
        run: World(|world, given| {
            Ok(world
                .make_channel(&given.text("title")?, given.id("owner")?)
                .into())
        }),
    },
    Operation {
        name: "make_chat",
        takes: &["kind", "title", "owner", "forum?", "username?"],
        does: "Makes any chat, with a public name if given; the result is its id.",
        run: World(|world, given| Ok(world.make_chat(given.all()?).into())),
    },
    Operation {
        name: "set_forum",
        takes: &["chat", "on"],
        does: "Switches topics on or off.",
        run: World(|world, given| done(world.set_forum(given.id("chat")?, given.on("on")?))),
    },
    Operation {
        name: "set_protected",
        takes: &["chat", "on"],
        does: "Nobody may forward from the chat, or all may again.",
        run: World(|world, given| done(world.set_protected(given.id("chat")?, given.on("on")?))),
    },
    Operation {
        name: "set_signatures",
        takes: &["chat", "on"],
        does: "Channel posts show their author's name, or not.",
        run: World(|world, given| done(world.set_signatures(given.id("chat")?, given.on("on")?))),
    },
    Operation {
        name: "set_reactions",
        takes: &["chat", "emoji?"],
        does: "Limits the emoji for reactions; without any, all are allowed.",
        run: World(|world, given| {
            done(world.set_reactions(given.id("chat")?, given.get("emoji")?))
        }),
    },
    Operation {
        name: "set_permissions",
        takes: &["chat", "permissions"],
        does: "What ordinary members may do: the fields of ChatPermissions.",
        run: World(|world, given| {
            done(world.set_permissions(given.id("chat")?, given.get("permissions")?))
        }),
    },
    Operation {
        name: "rename_chat",
        takes: &["person", "chat", "title"],
        does: "A person changes the title.",
        run: World(|world, given| {
            done(world.rename_chat(
                given.id("person")?,
                given.id("chat")?,
                &given.text("title")?,
            ))
        }),
    },
    Operation {
        name: "link_discussion",
        takes: &["channel", "group"],
        does: "Makes a supergroup the discussion group of a channel.",
        run: World(|world, given| {
            done(world.link_discussion(given.id("channel")?, given.id("group")?))
        }),
    },
    Operation {
        name: "delete_chat",
        takes: &["chat"],
        does: "The owner deletes the chat.",
        run: World(|world, given| done(world.delete_chat(given.id("chat")?))),
    },
    Operation {
        name: "upgrade_group",
        takes: &["group"],
        does: "A basic group becomes a supergroup; the result is the new id.",
        run: World(|world, given| Ok(world.upgrade_group(given.id("group")?)?.into())),
    },
    Operation {
        name: "join",
        takes: &["account", "chat"],
        does: "An account joins by itself.",
        run: World(|world, given| done(world.join(given.id("account")?, given.id("chat")?))),
    },
    Operation {
        name: "add",
        takes: &["person", "chat", "account"],
        does: "A person adds an account, for instance a bot.",
        run: World(|world, given| {
            done(world.add(given.id("person")?, given.id("chat")?, given.id("account")?))
        }),
    },
    Operation {
        name: "leave",
        takes: &["account", "chat"],
        does: "An account leaves.",
        run: World(|world, given| done(world.leave(given.id("account")?, given.id("chat")?))),
    },
    Operation {
        name: "kick",
        takes: &["person", "chat", "account"],
        does: "A person removes an account and keeps it out.",
        run: World(|world, given| {
            done(world.kick(given.id("person")?, given.id("chat")?, given.id("account")?))
        }),
    },
    Operation {
        name: "unban",
        takes: &["person", "chat", "account"],
        does: "A person lets a kicked account come again.",
        run: World(|world, given| {
            done(world.unban(given.id("person")?, given.id("chat")?, given.id("account")?))
        }),
    },
    Operation {
        name: "promote",
        takes: &["person", "chat", "account", "rights"],
        does: "Makes an administrator; rights are the fields of ChatMemberAdministrator, absent ones are not given.",
        run: World(|world, given| {
            let (person, chat, account) =
                (given.id("person")?, given.id("chat")?, given.id("account")?);
            done(world.promote(person, chat, account, given.get("rights")?))
        }),
    },
    Operation {
        name: "demote",
        takes: &["person", "chat", "account"],
        does: "Makes an administrator an ordinary member.",
        run: World(|world, given| {
            done(world.demote(given.id("person")?, given.id("chat")?, given.id("account")?))
        }),
    },
    Operation {
        name: "restrict",
        takes: &["person", "chat", "account", "permissions"],
        does: "Limits what one member may do.",
        run: World(|world, given| {
            let (person, chat, account) =
                (given.id("person")?, given.id("chat")?, given.id("account")?);
            done(world.restrict(person, chat, account, given.get("permissions")?))
        }),
    },
    Operation {
        name: "make_topic",
        takes: &["person", "chat", "name"],
        does: "A person makes a topic; the result is its thread id.",
        run: World(|world, given| {
            Ok(world
                .make_topic(given.id("person")?, given.id("chat")?, &given.text("name")?)?
                .into())
        }),
    },
    Operation {
        name: "rename_topic",
        takes: &["person", "chat", "thread", "name"],
        does: "A person renames a topic.",
        run: World(|world, given| {
            let (person, chat, thread) =
                (given.id("person")?, given.id("chat")?, given.id("thread")?);
            done(world.rename_topic(person, chat, thread, &given.text("name")?))
        }),
    },
    Operation {
        name: "close_topic",
        takes: &["person", "chat", "thread"],
        does: "A person closes a topic.",
        run: World(|world, given| {
            done(world.close_topic(given.id("person")?, given.id("chat")?, given.id("thread")?))
        }),
    },
    Operation {
        name: "reopen_topic",
        takes: &["person", "chat", "thread"],
        does: "A person reopens a topic.",
        run: World(|world, given| {
            done(world.reopen_topic(given.id("person")?, given.id("chat")?, given.id("thread")?))
        }),
    },
    Operation {
        name: "delete_topic",
        takes: &["person", "chat", "thread"],
        does: "A person deletes a topic; no bot hears of it.",
        run: World(|world, given| {
            done(world.delete_topic(given.id("person")?, given.id("chat")?, given.id("thread")?))
        }),
    },
    Operation {
        name: "lose_topic_root",
        takes: &["chat", "thread"],
        does: "Telegram archives the topic's root message: bots can no longer use the topic.",
        run: World(|world, given| {
            done(world.lose_topic_root(given.id("chat")?, given.id("thread")?))
        }),
    },
    Operation {
        name: "close_general",
        takes: &["person", "chat", "on"],
        does: "A person closes or reopens General.",
        run: World(|world, given| {
            done(world.close_general(given.id("person")?, given.id("chat")?, given.on("on")?))
        }),
    },
    Operation {
        name: "hide_general",
        takes: &["person", "chat", "on"],
        does: "A person hides General, which closes it, or shows it again.",
        run: World(|world, given| {
            done(world.hide_general(given.id("person")?, given.id("chat")?, given.on("on")?))
        }),
    },
    Operation {
        name: "topics",
        takes: &["chat"],
        does: "All topics ever made in a chat, General aside.",
        run: World(|world, given| Ok(json!(world.topics(given.id("chat")?)))),
    },
    Operation {
        name: "chat_action",
        takes: &["bot", "viewer", "chat", "thread?"],
        does: "What the viewer sees the bot doing in a chat right now, or null.",
        run: World(|world, given| {
            let (bot, viewer, chat) = (given.id("bot")?, given.id("viewer")?, given.id("chat")?);
            Ok(world
                .chat_action(bot, viewer, chat, given.get("thread")?)
                .map_or(Value::Null, Value::from))
        }),
    },
];
