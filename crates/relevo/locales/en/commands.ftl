# Statuses and commands: what the desk says about them in the team's group.

# Under a conversation that was closed. In a closed topic only administrators can write. $until is one of the sentences below.
notice-closed = ⬛ Closed. { $until }
    .open = Open
    .write = Write

# $hours is a number, $until one of the sentences below.
notice-closed-by-itself = ⬛ Closed: the client has not answered for { $hours } h. { $until }
    .open = Open
    .write = Write

# What opens it again, for $until.
until-writes = When the client writes, it opens by itself.
until-matches = It opens by itself when the client writes something that matches the keywords; anything else does not come here.
until-team = It stays closed, also when the client writes.

notice-opened-again = 🟪 Open again.

notice-opened-to-write = ✏️ Everybody can write here now. It counts as closed until the client is answered.

answer-turn-of-team = 🟪 Waits for the team.
answer-turn-of-client = 🟨 Waits for the client.
answer-closed = ⬛ Closed.

# $name is what the team calls the conversation.
answer-called = ✏️ Called “{ $name }” from now on. /rename without a name takes that back.
answer-called-as-before = ✏️ Called as the client calls themselves.

# $name is a person of the team.
answer-responsible = 👤 { $name } is responsible.
answer-nobody-responsible = 👤 Nobody is responsible now.
answer-anonymous = Nothing was changed: you write as the group, so nobody can see who is responsible. Switch off “Remain anonymous” for yourself and try again.
answer-anonymous-asks = You write as the group, so nobody can see which topics are yours. Switch off “Remain anonymous” for yourself and try again.

# Buttons with names follow. $name is a person of the team.
notice-who-is-responsible = 👤 Who is to be responsible?
notice-who-instead = 👤 { $name } is responsible. Who is to be responsible instead?
notice-who-of-these = 👤 Nobody known here is called that, or more than one person is. Who is to be responsible?
notice-assignee-left = Nothing was changed: this person is no longer in the group.
answer-nobody-seen = Nothing was changed: there is nobody to offer yet. People appear here once they have written in this group.

# $command is a command with its slash.
answer-in-topic = { $command } belongs in a client's topic. Nothing was changed.
answer-in-general = { $command } belongs in General. Nothing was sent to the client.
answer-needs-account = { $command } needs a personal account: bots cannot do that. Nothing was changed.
answer-no-such-topic = Nothing was changed: this is not the link of a client's topic here. Copy the link of the topic, or of a message in it.
answer-topic-stopped = Nothing was changed: the connection of this topic is stopped.
answer-forwarded = A forwarded command is not carried out: nothing was changed, and nothing was sent to the client.

# Who is banned is not mirrored any more; nobody is removed from anything.
answer-client-banned = 🚫 Banned: what this client writes does not come here any more. /unban takes that back.
answer-participant-banned = 🚫 Banned: what this participant writes does not come here any more. /unban, as a reply to the same message, takes that back.
answer-chat-banned = 🚫 Banned: what is written in this chat does not come here any more. Nobody was removed from it. /unban takes that back.
answer-client-unbanned = ✅ No longer banned: what this client writes comes here again.
answer-participant-unbanned = ✅ No longer banned: what this participant writes comes here again.
answer-chat-unbanned = ✅ No longer banned: what is written in this chat comes here again.
answer-banned-before = Nothing was changed: banned already. /unban takes that back.
answer-not-banned = Nothing was changed: there is no ban here.
answer-bans-full = Nothing was changed: the list of bans is full. Your owner can shorten it (IGNORE_CHATS).

# $command is a command with its slash. “Ban users” and “Remain anonymous” are called as in Telegram.
answer-may-not-ban = Nothing was changed: { $command } needs the right “Ban users”, which you do not have in this group. An administrator can give it to you.
answer-right-unseen = Nothing was changed: you do not write as yourself, so nobody can see whether you may ban. Switch off “Remain anonymous” for yourself and send { $command } again.
answer-author-unknown = Nothing was changed: nobody knows who wrote the message that you answered. Reply to another one; { $command } without a reply is about the whole chat.

# Answers to /retry.
answer-trying-again = ↻ Trying again.
answer-decide-unsure = Nothing was changed: the client may have this message already. Please decide with the buttons under it.
answer-decide-by-buttons = Nothing was changed: this message waits for your decision. Please use the buttons under it.
answer-nothing-to-retry = There is nothing to try again. Reply with /retry to a message that did not arrive, or to the line that says so; after seven days it is gone.

# Answers to /invite. “Invite Users via Link” is called as in Telegram.
answer-invite = 🔗 People can join the client's chat with this link: { $link }
answer-invite-named = 🔗 A bot cannot add people, only a personal account can. They can join the client's chat themselves with this link: { $link }
answer-invite-for-groups = This is a private chat: nobody can be invited. /invite is for groups and channels.
answer-invite-hidden = No link: it opens the client's chat with everybody in it, and who clients are is hidden from the team here.
answer-may-not-invite = No link: the bot must be an administrator of the client's chat with the right “Invite Users via Link”.
answer-no-invite = No link: the bot is not in the client's chat any more, or Telegram makes none there.

# Answers to /info. $bot is a username without @. “Start” and “Remain anonymous” are called as in Telegram.
answer-info-sent = 👤 Sent to you in private.
answer-info-not-sent = Telegram does not let the bot write to you. Open https://t.me/{ $bot }, press “Start” and send /info again.
answer-info-refused = Only the owner and those they have named (EXTENSIONS_ALLOWED) may see this.
answer-info-to-nobody = You write as the group, so nobody can see whom to send this to. Switch off “Remain anonymous” for yourself and send /info again.

# The card of a client, a group or a channel: a headline, then a line for each thing that is known. $count is a number, $time a moment.
card-client = Client
card-group = Group
card-channel = Channel
card-name = Name: { $name }
card-title = Title: { $name }
card-username = Username: { $words }
card-id = ID: { $words }
card-phone = Phone: { $words }
card-language = Language of the app: { $words }
card-start-parameter = Came with the link: { $words }
card-first = First message: { $time }
card-last = Last message: { $time }
card-nobody-responsible = 👤 Nobody is responsible.
card-bot = Bot: { $words }
card-window = ⏳ Answers are possible within 24 hours after the client's last message.
card-members = Members: { $count }
card-participants = Have written so far: { $count }

# Answers to /waiting and /mine: a headline or a sentence, then a line for each topic. $count and $more are numbers, $square is the status,
# $span one of the spans of notices.ftl, $title a topic's.
answer-waiting = Topics that need an answer, the longest first: { $count }
answer-nobody-waits = ✅ Nobody is waiting for an answer.
answer-mine = 👤 Your topics: { $count }
answer-none-mine = 👤 You have no open topics. Write /take in a topic to take it.
list-topic = { $square } { $span } – { $title }
list-topic-timeless = { $square } { $title }
list-more = … and { $more } more

# The answer to /help: this, then a line for each command.
help-statuses =
    🟪 waits for the team
    🟨 waits for the client; closes by itself after a while
    ⬛ closed
# The same where nothing closes by itself.
help-statuses-ageless =
    🟪 waits for the team
    🟨 waits for the client
    ⬛ closed
help-commands = Commands
help-notes = / and a space, then your words: a note that the client never sees
help-deleting = Deleting a message in Telegram does not take it back from the client: reply to it with /del.

# What each command does, in the list of /help and in Telegram's menu. At most 256 characters.
command-hold = 🟪 come back to it later
command-wait = 🟨 wait for the client
command-close = ⬛ close it
command-open = open it again (in General with the link of a topic)
command-take = you are responsible
command-assign = a colleague is responsible: you choose who
command-drop = nobody is responsible any more
command-rename = give it a name, or without one take that back
command-info = what is known of this client or group
command-del = as a reply: take a message back from the client
command-retry = as a reply: try again what did not arrive
command-invite = a link into the client's group or channel
command-ban = nothing of them comes here any more (in a group as a reply: of one person)
command-unban = take that back
command-waiting = the topics that need an answer (in General)
command-mine = the topics you are responsible for (in General)
command-status = how the desk stands (in General)
command-help = what can be written here
command-say = quick replies: save (as a reply to a message), send, list
command-mark = marks of this client; in General all marks and their rules
command-send = a quick reply to this client; in General a broadcast to many
command-export = the clients as a table (in General)
command-shift = who is on duty now and next
