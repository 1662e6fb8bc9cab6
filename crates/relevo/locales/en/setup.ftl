### What the setup bot says to owners. Operators and clients never read it.
###
### How it speaks: as notices.ftl; “you” is the owner. Names of buttons and rights are Telegram’s own. The words are those of docs/glossary.md.
# $bot is a username with @, $group a group’s title, $id a connection like i3, $number a group’s id, $code a code to type.

setup-home-text =
    👋 This is the setup of your support desk.

    Clients write to your bots as to anybody else; only you and your co-owners see this here.
# $person is a person’s number.
setup-home-asked = 🙋 Somebody else (Telegram number { $person }) wants to connect a bot to your group “{ $group }”. Its messages would come there too, with their own topics.
setup-connections = 🔌 My connections
setup-new-connection = ➕ New connection
setup-language = 🌐 Language
setup-home = 🏠 To the beginning
setup-back = ← Back

setup-choose-group =
    👋 { $bot } is yours. Now choose the group in which your team will answer.

    It has to be a group with Topics switched on, of which you are the owner or an administrator. Telegram gives the bot the rights it needs: manage topics, delete and pin messages.

    Or by hand: add { $bot } to the group as an administrator and write there
    /connect { $code }
setup-choose-group-to-move =
    Choose the group to which this connection moves. Open conversations get new topics there, with links back to the old ones.

    Or by hand: add { $bot } to the group as an administrator and write there
    /connect { $code }
setup-choose = 👥 Choose the group
setup-keyboard-gone = All right.
setup-waiting = ⏳ One moment: Telegram is adding the bot to the group.
setup-check = 🔄 Check again
setup-other-group = 👥 Another group

setup-first-message = Now write to { $bot } from another account, or ask a colleague to: the topic appears in the group, and this message tells you so.

setup-new-connection-text = What do you want to connect?
setup-kind-bot = 🤖 A bot
setup-kind-business = 💼 A business account
setup-kind-account = 👤 A personal account
setup-ask-token =
    Send me the token of the bot. @BotFather gives it to you: /newbot makes a bot, /mybots shows the tokens of those you have.

    I delete your message at once and keep the token encrypted. The bot must not be in use elsewhere.
setup-open-bot = ➡️ Open the bot
setup-business =
    A business account is your own account, answered by your team, without a session:

    1. @BotFather → /mybots → your bot → Bot Settings → Secretary Mode: on.
    2. In Telegram: Settings → Telegram Business → Chatbots: enter the bot’s username, and choose the chats that it may answer.
    3. Press “Check again”: the account appears here, and you choose its group.
setup-account = Personal accounts can be connected in a later version. What works today: bots and business accounts.

setup-connections-text = Your connections:
setup-no-connections = Nothing is connected yet.
setup-connection-running =
    🟢 { $bot } · { $id } is running.
    Group: { $group } ({ $number })
setup-connection-stopped =
    ⏸ { $bot } · { $id } is stopped: nothing is taken in. What clients write meanwhile is kept for 24 hours.
    Group: { $group } ({ $number })
setup-stop = ⏸ Stop
setup-start = ▶️ Start
setup-parameters = ⚙️ Parameters
setup-numbers = 📊 Numbers
setup-relays = 📣 Relay bots
setup-team = 👥 Team
setup-api-key = 🔑 API key
setup-move = 🚚 Move
setup-delete = 🗑 Delete
setup-open-topic = 💬 Open the topic

setup-language-text = In which language do you want to read this setup? What your team reads in the group is the parameter LANGUAGE of each connection.
setup-language-name = English
setup-language-app = As my app
setup-not-here = This is not there any more.

setup-note-not-here = 🤔 That does not fit here. Please use the buttons, or /start to begin anew.
setup-note-old-button = This button is out of date. Please use those of the newest message.
setup-note-not-yours = This connection is not yours (any more).
setup-note-connected = ✅ Connected: topics, notices and answers work in this group.
setup-note-first-arrived = ✅ It works: the first message stands in its topic.
setup-note-took-bot = ✅ { $bot } is yours here. Open it and press START: it asks for its group.
setup-note-stopped = ⏸ Stopped.
setup-note-started = ▶️ Started. What clients wrote meanwhile follows with its time; what operators wrote is asked about.
setup-note-saved = ✅ Saved; in effect at once.
setup-note-wrong = ⚠️ Nothing was changed: { $why }

setup-problem-token = ⚠️ Telegram does not know this token. Copy it whole from @BotFather (it looks like 123456:ABC-…) and send it again.
setup-problem-wait = ⏳ Telegram asks for a short break. It is tried again by itself.
setup-problem-unreachable = ⚠️ Telegram cannot be reached at the moment. It is tried again by itself.
setup-problem-not-forum = ⚠️ This group has no topics yet. Its owner can switch them on: the group’s name → Edit → Topics. I go on by myself as soon as they are on.
setup-problem-not-group = ⚠️ This is no group. Please choose a group with topics.
setup-problem-group-unknown = ⚠️ The bot is not in this group yet. Add it: the group’s name → Edit → Administrators → Add administrator, with the right “Manage topics”. I go on by myself as soon as it is there.
setup-problem-group-silent = ⏳ Telegram did not answer about the group. It is tried again by itself.
setup-problem-not-member = ⚠️ The bot is not in this group yet. Add it: the group’s name → Edit → Administrators → Add administrator, with the right “Manage topics”. I go on by myself as soon as it is there.
setup-problem-only-member = ⚠️ The bot is only a member of this group. Make it an administrator: the group’s name → Edit → Administrators → Add administrator, with the right “Manage topics”. I go on by myself as soon as it is one.
setup-problem-manage-topics = ⚠️ The bot lacks the right “Manage topics”. Give it: the group’s name → Edit → Administrators → the bot. I go on by myself as soon as it has it.
setup-problem-is-relay = ⚠️ This bot is a relay bot of one of your groups. Remove it there first, or take another bot.
setup-problem-serves-another = ⚠️ This bot serves another group already: one bot, one group. Move its connection, or take another bot.
setup-problem-is-frontend = ⚠️ This bot is the frontend of a connection. A relay bot is an extra one: make it with @BotFather.
setup-problem-not-yours = ⚠️ This bot belongs to somebody else here.
setup-problem-no-consent = ⚠️ The owner of this group does not agree. Please choose another group; or talk to them and press “Check again”: then they are asked once more.

setup-problem-nobody-to-ask = ⚠️ This group serves somebody else’s connection, and there is no way for me to ask its owner. Please ask whoever runs this desk, or choose another group.

# Where a token is asked for: it was not kept, so nothing is tried by itself.
setup-token-wait = ⏳ Telegram asks for a short break. Nothing was kept of the token: please send it again in a minute.
setup-token-unreachable = ⚠️ Telegram cannot be reached at the moment. Nothing was kept of the token: please send it again in a while.
setup-token-group-silent = ⚠️ Telegram did not answer about the group. Nothing was kept of the token: please send it again.
setup-token-not-member = ⚠️ The bot is not in this group yet. Add it: the group’s name → Edit → Administrators → Add administrator, with the right “Manage topics”. Then send the token again.
setup-token-only-member = ⚠️ The bot is only a member of this group. Make it an administrator: the group’s name → Edit → Administrators → Add administrator, with the right “Manage topics”. Then send the token again.

setup-lack-delete-messages = • Without the right “Delete messages” commands and their answers stay in the group.
setup-lack-pin-messages = • Without the right “Pin messages” nothing is pinned.
setup-lack-privacy = • Privacy mode is on: in clients’ groups the bot hears only commands and replies to it. To change that: @BotFather → /setprivacy → Disable, then remove the bot from each client group and add it again.
setup-lack-relay-topics = • Without the right “Manage topics” it cannot write in closed topics; the connected bot does that.

setup-relays-none = 📣 Relay bots post clients’ texts besides your bot, so that more of them fit into a minute. A busy group needs one from about 20 messages a minute on. There are none yet.
setup-relays-text = 📣 Relay bots post clients’ texts besides your bot, so that more of them fit into a minute. ⚠️: out of service, see /status in the group.
setup-add-relay = ➕ Add a relay bot
setup-ask-relay =
    Make a bot with @BotFather, add it to the group as an administrator (the right “Manage topics” helps), and send me its token.

    I delete your message at once and keep the token encrypted.
# $what is a bot or a person.
setup-remove = ✖️ Remove { $what }
# $owner is a person’s number.
setup-team-text =
    👥 Who may configure this connection. Whoever answers clients needs nothing but to be a member of the group.

    Owner: { $owner }
setup-invite = ➕ Invite a co-owner
setup-key-none = 🔑 With an API key your own programs can use this connection. There is none yet.
setup-key-there = 🔑 There is an API key. It cannot be shown again; a new one ends it.
setup-key-make = 🔑 Make a key
setup-key-anew = 🔄 Make a new key
setup-key-drop = 🗑 Revoke the key
setup-delete-text =
    🗑 Deleting { $bot } here:

    • goes for good: who your clients are, what waits, which message is which, parameters, co-owners, the API key;
    • stays: topics and messages in Telegram, and a line in the audit log.

    To delete it, type the bot’s name: { $bot }
# $person is a person’s number.
setup-consent-text = Somebody else (Telegram number { $person }) wants to connect a bot to your group “{ $group }”. Its messages would come there too, with their own topics.
setup-agree = ✅ They may
setup-refuse = ✖️ They may not

setup-note-not-handed-over = ⚠️ Telegram has made the bot, but did not hand over its token. @BotFather shows it: /mybots → your bot → API Token.
setup-note-looks-no-more = ⏸ I have looked for an hour and stop now. Once everything is ready in the group, press “Check again”: I look at once and say what is missing.
setup-note-owner-only = Only the owner of the connection can do that.
setup-note-invite = Send this link to the person. It works once, for a day: { $link }
setup-note-key = 🔑 This is the key. Keep it now; it is not shown again: { $key }
setup-note-relay-added = ✅ { $bot } helps in the group now.
setup-note-not-the-name = That is not the bot’s name, so nothing was deleted.
setup-note-deleted = 🗑 { $bot } is deleted here.
setup-note-moved = ✅ Moved. Open conversations have new topics in this group, with links back.
setup-note-left-behind = { $count ->
    [one] ⚠️ { $count } message that failed or waits for a decision stays in the old group: whoever hosts the desk sees it with `relevo retry`.
   *[other] ⚠️ { $count } messages that failed or wait for a decision stay in the old group: whoever hosts the desk sees them with `relevo retry`.
}
setup-note-still-delivers = ⏳ A few messages are still on their way. It moves by itself as soon as they have arrived.
setup-note-undecided = { $count ->
    [one] ⚠️ { $count } message waits for a decision in the old group. Please decide about it there, then move.
   *[other] ⚠️ { $count } messages wait for a decision in the old group. Please decide about them there, then move.
}
setup-problem-consent-asked = ⏳ This group serves somebody else’s connection. Its owner has been asked; I go on by myself as soon as they agree. If no answer comes within a day, “Check again” asks them once more.

setup-make-bot = ✨ Let Telegram make one
setup-choose-group-for-account =
    Which group answers for this account? It has to have Topics switched on; the bot is added with the rights it needs.

    Or by hand: add { $bot } to the group as an administrator and write there
    /connect { $code }
# $name is a person.
setup-account-waits = 💼 Choose the group for { $name }
