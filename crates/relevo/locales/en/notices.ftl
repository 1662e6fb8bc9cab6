### What the desk says in topics. Operators read it; clients never do.
###
### How it speaks: short, concrete and kind; “you” is the operator. Quotation marks are “…”. The words are those of docs/glossary.md, where
### they stand in every language.
#
# Each attribute is the label of a button.
# $kind and $reason are messages of kinds.ftl and reasons.ftl; $missing and $of are numbers.

notice-repeat-mark = ⟳ The message above may be here twice: Telegram did not say whether it arrived the first time.

notice-not-delivered = ⚠️ Not delivered: { $reason }
    .retry = Retry

notice-outcome-unknown = ❔ Telegram did not say whether this message reached the client. To avoid sending it twice, nothing more happens unless you choose.
    .send-again = Send again
    .arrived = It arrived

notice-sent-again = ↻ Sent again, after everything that was waiting.

notice-arrived = ✓ Noted: it arrived.

notice-retried = ↻ Trying again, after everything that is waiting.

notice-placeholder = 📎 The client sent something that could not be copied here. { $kind }: { $reason }

notice-placeholder-retry = 📎 The client sent something that could not be copied here. { $kind }: { $reason }
    .retry = Retry

notice-client-unreachable = 🚫 The client has blocked the bot or deleted their account. What you write will not arrive until they come back.

notice-client-reachable = ✅ The client can be reached again.

notice-unknown-command = There is no such command, so nothing was sent to the client. For an internal note, write / and a space before your words.

notice-not-sent-as-chat = Not sent to the client: it was written as a channel or another chat, so nobody knows who wrote it. Please write as yourself.

notice-not-sent-kind = Not sent to the client: this kind of message cannot be sent yet ({ $kind }).

notice-not-sent-to-channel = Not published: writing in this topic posts nothing in the channel.

notice-stays-note = 📝 This stays an internal note: the client does not see it. To tell the client, please write a new message.

notice-edit-not-sent = ✏️ Your edit went nowhere: the client does not have this message from here. To tell the client, please write a new message.

notice-edit-stays-inside = 📝 Your edit stays inside, because another item of this album is a note or was taken back. Once none is, please edit this one again: then the client sees it.

notice-became-note = 📝 This is a note now. The client still has what you sent before.
    .withdraw = Withdraw

notice-taken-back = ✓ Taken back in time: it will not be sent to the client. It stays here as a note.

notice-taken-back-unsure = ❔ Taken back, but Telegram never said whether it had reached the client already. It will not be sent again; here it stays as a note.

notice-withdrawing = 🗑 Taking it back from the client …

notice-withdrawn = 🗑 Withdrawn: the client no longer has this message.

notice-not-withdrawn = ⚠️ Not withdrawn, the client still has it: { $reason }

notice-withdraw-hint = Nothing was withdrawn. To take a message back from the client, reply with /del to the team's message itself.

notice-removed-from-group = The bot is no longer in this group. What you write here will not arrive.

notice-button-expired = This button no longer works.
notice-press-not-allowed = 🔒 Only the owner, and those whom the owner lets (EXTENSIONS_ALLOWED), may do that.
# Under a button, to whoever pressed it and may not (they left the group).
notice-not-in-group = Only members of this group can do that.
# The same, if Telegram did not answer.
notice-press-again = Telegram has not confirmed yet that you are in this group. Please press again in a moment.
# Under a button, to whoever pressed it while the connection is stopped.
notice-pressed-while-stopped = Nothing was done: this connection is stopped. Once it is started again, the button works.

notice-quarantined = ⚠️ Something that Telegram reported could not be processed. It is kept for seven days; everything else goes on.

# In General. What a relay is, is in the glossary; `relevo relay list` names it.
notice-relay-not-member = ⚠️ A relay bot is not in this group any more. The other bots do its work, more slowly when there is much to do. Add it again as an administrator; `relevo relay list` shows which one it is.
notice-relay-may-not-send = ⚠️ A relay bot may not write in this group any more. The other bots do its work, more slowly when there is much to do. Make it an administrator again; `relevo relay list` shows which one it is.
notice-relay-token = ⚠️ The token of a relay bot is not valid any more. The other bots do its work, more slowly when there is much to do. `relevo relay list` shows which one it is; add it again with the current token from @BotFather.

# ICON_COLOR is the name of a parameter.
notice-icon-unknown = ⚠️ The emoji in ICON_COLOR is not one that Telegram offers for topics. New topics have a colour instead. Choose one of the emoji that Telegram shows when you make a topic by hand, or a colour.

# $what: see thing-titled and thing-starred in kinds.ftl.
notice-lost = 📎 The client sent something that Telegram lets nobody copy: { $what }

notice-quiz-not-sent = Not sent to the client: Telegram does not tell the bot the right answer of a quiz that is still open. Please send an ordinary poll, or close the quiz and forward it here.

notice-buttons-not-sent = ⚠️ Sent without some of its buttons: the client cannot use them, or they did not fit.

# Stands inside a poll.
notice-poll-is-copy = A copy: votes are not shared.

# Stands inside a poll.
notice-quiz-is-copy = A copy of a quiz: the right answer is not known here, and votes are not shared.
# How the client came: as Telegram's own apps show it.
notice-started = /start { $parameter }

notice-not-sent-restricted = ⛔ Not sent to the client: it says “{ $word }”, which is a restricted word.

# $sight is a message of this file.
notice-group-asked = 👥 The bot was added to the group “{ $title }”. { $sight } Until you choose, nothing of that group is mirrored.
    .accept = Accept
    .ignore = Ignore
    .leave = Leave

sight-all = It reads everything there.

sight-addressed = It reads only commands, mentions of it and replies to it there, as its privacy mode is on and it is no administrator. To change that, make it an administrator of the group; or switch privacy mode off with @BotFather, then remove it from the group and add it again.

notice-group-accepted = ✓ “{ $title }” is accepted: what is written there from now on appears in a topic of its own.

notice-group-ignored = ✓ “{ $title }” is ignored: nothing of it is mirrored, and nobody is asked again.

notice-group-left = ✓ The bot leaves “{ $title }”.

notice-added-to-group = ✅ The bot is in this group again.

notice-people-joined = → { $names } joined

notice-person-left = ← { $name } left

notice-message-pinned = 📌 { $name } pinned a message

notice-which-source = ❔ This group has topics of its own, and several of them are active or none is. For which one is this message? To choose without being asked, reply to one of the client's messages.

source-general = General

notice-source-chosen = ✓ Sent to the topic “{ $name }”.

notice-unpublished = 📣 Not published yet: writing here posts nothing in the channel. To comment on a post instead, reply to it.
    .publish = Publish

notice-no-discussion = 📣 The bot knows no discussion of this post in which it could comment: the channel has no discussion group, or the bot is not in it, or the post is older than the bot there. It can only be published as a post.
    .publish = Publish

notice-published = ✓ Published in the channel.

# $more, $minutes and $hours are numbers. The line is changed until nothing waits, and then deleted.
notice-backlog = ⏳ { $more } more waiting

notice-backlog-minutes = ⏳ { $more } more waiting, here in about { $minutes } min

notice-backlog-hours = ⏳ { $more } more waiting, here in about { $hours } h

notice-backlog-gone = ⏳ All that waited has arrived.

notice-arrived-at-last = ✓ Tried again, and it arrived.

notice-written-at = 🕓 Written { $time }, while this connection was stopped:

notice-held-while-stopped = ⏸ You wrote this while the connection was stopped, so it was not sent. Is it still right?
    .send = Send
    .discard = Discard

notice-discarded = ✓ Not sent. It stays here as a note.

notice-edit-held-while-stopped = ⏸ You edited this while the connection was stopped, so the client still has what you wrote before. Is the edit still right?
    .send = Send
    .discard = Discard

notice-edit-discarded = ✓ The edit was not sent: the client keeps what you wrote before.

notice-gap = ⚠️ This connection was stopped for more than a day. Telegram keeps what clients write for 24 hours: what they wrote between { $from } and { $to } is not here.

notice-outage = ⚠️ For more than a day nothing came from Telegram. It keeps what people write for 24 hours: what was written between { $from } and { $to } is not here.

# $fix is a message of this file.
notice-group-paused = ⏸ The topics cannot be written to: { $fix } Until then everything waits, and then it goes on by itself.

pause-not-forum = please switch on Topics in this group’s settings.
pause-manage-topics = please give the bot the administrator right “Manage topics”.
pause-not-member = please take the bot into your team’s group again, as an administrator.
pause-send = please let the bot write in your team’s group again, as an administrator.

notice-group-resumed = ▶ The topics can be written to again. What had waited since { $since } follows now, in its order.

notice-taken-over = 🔁 From here on another of your bots serves this group: the first one has left it, or its connection is stopped.

# $link leads to the topic in the old group.
notice-moved-here = 🚚 This conversation goes on here. What was before stands in its old topic: { $link }
# Said by the setup bot to the team, in the topics of the old group. $link leads to the topic in the new group, or to that group.
setup-left-goes-on = 🚚 This conversation goes on in the new group: { $link }
setup-left-not-here = 🚚 The team has moved: what is written here does not reach the client any more. This conversation goes on in the new group: { $link }

notice-edit-refused = ✏️ The client still has what you wrote before: { $reason }

notice-connection-stopped = ⏸ Not sent: this connection is stopped, so nothing that you write here reaches the client. If it is started again within 24 hours, you are asked here whether to send it.

notice-topic-right-missing = ⚠️ The bot may not rename, close or open this topic. Give it the right to manage topics; this time, please do it by hand.

notice-sent-late = ✓ It is sent now, after everything that was waiting.

notice-album-incomplete = ⚠️ { $missing } of { $of } items of the client's album could not be brought here. { $kind }: { $reason }

notice-album-not-delivered = ⚠️ { $missing ->
        [one] { $missing } of { $of } items of this album was
       *[other] { $missing } of { $of } items of this album were
    } not delivered. { $kind }: { $reason }
    .retry = Retry

# Moments: $year, $month, $day, $hour and $minute are digits, all but the year two.
moment = { $year }-{ $month }-{ $day } { $hour }:{ $minute } UTC
moment-in-zone = { $year }-{ $month }-{ $day } { $hour }:{ $minute } ({ $zone })
moment-time = { $hour }:{ $minute } UTC

# Answers to /status in General. The first line is one of these; $time is a time of day.
notice-status = ✅ The desk is running ({ $time }).
notice-status-not-forum = ⏸ Clients' messages wait: this group has no topics. Switch them on in the group's settings; then all goes on by itself ({ $time }).
notice-status-manage-topics = ⏸ Clients' messages wait: the bot may not manage topics here. Give it that right; then all goes on by itself ({ $time }).
# The other lines. $who is a bot's name or status-relay, $budget is status-budget or status-budget-learned, $span one of the spans below,
# $why one of status-stopped to status-may-not-send, $title a topic's; the rest are numbers.
status-sent = Messages sent here in the last minute:
status-bot = 🤖 { $who }: { $budget }
status-bot-waits = ⏸ { $who }: { $budget }; it has to wait { $span } more
status-bot-trouble = ⚠️ { $who }: { $budget }; { $why }
status-more-bots = … and { $more } more
status-relay = { $bot } (relay)
status-budget = { $used } of { $of }
status-budget-learned = { $used } of { $of } (usually { $usual })
status-stopped = its connection is stopped
status-token = its token is not valid any more
status-second-poller = another program receives what is meant for it
status-no-updates = Telegram tells it nothing
status-not-member = it is not in this group any more
status-may-not-send = it may not write here
status-nothing-waits = Nothing waits.
status-to-topics = 📥 To topics: { $count } waiting, the oldest for { $span }
status-to-topics-minutes = 📥 To topics: { $count } waiting, the oldest for { $span }; all here in { $minutes } min at best
status-to-clients = 📤 To clients: { $count } waiting, the oldest for { $span }
status-held = ❔ Waiting for a decision, in their topics: { $count }
status-failed = ⚠️ Not delivered, their topics say why: { $count }
status-topic = ↳ { $title }: { $count }
span-seconds = { $number } s
span-minutes = { $number } min
span-hours = { $number } h
span-days = { $number } d

