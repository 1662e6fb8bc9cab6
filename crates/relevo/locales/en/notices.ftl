# What the desk says in topics. Operators read it; clients never do.
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

notice-client-unreachable = 🚫 The client has blocked the bot or deleted their account. What you write will not arrive until they come back.

notice-client-reachable = ✅ The client can be reached again.

notice-unknown-command = There is no such command, so nothing was sent to the client. For an internal note, write / and a space before your words.

notice-not-sent-as-chat = Not sent to the client: it was written as a channel or another chat, so nobody knows who wrote it. Please write as yourself.

notice-not-sent-kind = Not sent to the client: this kind of message cannot be sent yet ({ $kind }).

notice-not-sent-to-channel = Not published: writing in this topic posts nothing in the channel.

notice-stays-note = 📝 This stays an internal note: the client does not see it. To tell the client, please write a new message.

notice-edit-not-sent = ✏️ Your edit went nowhere: the client does not have this message from here. To tell the client, please write a new message.

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

notice-quarantined = ⚠️ Something that Telegram reported could not be processed. It is kept for seven days; everything else goes on.

notice-album-incomplete = ⚠️ { $missing } of { $of } items of the client's album could not be brought here. { $kind }: { $reason }

notice-album-not-delivered = ⚠️ { $missing } of { $of } items of this album were not delivered. { $kind }: { $reason }
    .retry = Retry
