### What the desk says where clients write to a person's account instead of a bot. See notices.ftl.

# The account's owner is whoever connected the bot to it in Telegram's settings (Telegram Business, Chatbots).

notice-account-window = ⏳ Answers go out in the name of a person's own account. Telegram lets them through only within 24 hours after the client's last message.

notice-window-closes = ⏳ In an hour Telegram lets no more answers through to this client: their last message will be 24 hours old.

# $reason is a message of reasons.ftl.
notice-held-by-account = ⏸ Not sent: { $reason }
    .send = Send again
    .discard = Discard

notice-account-connected = ✓ The account is connected. Its private chats appear here as topics; an answer goes out in the account's name, within 24 hours after the client's last message. Reactions are not possible there.

notice-account-lost = ⚠️ Nothing can be sent in the account's name: { $reason } What you write is held here, with a button to send it again.

notice-account-back = ✓ Messages in the account's name can be sent again. What was held meanwhile has its button.

notice-deleted = 🗑 Deleted in the client's chat.

notice-many-deleted = 🗑 { $count ->
        [one] { $count } message was
       *[other] { $count } messages were
    } deleted in the client's chat at once. Everything stays here.

notice-reactions-stay = Clients who write to a person's account do not see reactions: this one stays here.
