# Why something did not arrive. Stands after a colon; a sentence of its own.

reason-blocked = The client has blocked the bot.
reason-deactivated = The client's account was deleted.
reason-chat-missing = Telegram does not know this chat: a bot can only write to people who have written to it.
reason-not-member = The bot is not in the client's group.
reason-right-missing = The bot may not write in this chat.
reason-kind-forbidden = The client does not accept this kind of message.
reason-too-long = It is too long or too large for Telegram.
reason-source-missing = It was deleted before it could be sent.
reason-uncopyable = Telegram lets nobody copy it.
reason-too-old = Telegram lets a bot delete only what is younger than 48 hours, and some kinds of message never.
# $text are Telegram's own words, $code its number.
reason-other = Telegram said: { $text } ({ $code })
# A failure of the desk itself.
reason-own = The desk could not process it because of an internal error; its log says more.
reason-source-closed = The topic is closed in the client's group, and only they can open it.
reason-source-gone = The topic no longer exists in the client's group.
reason-upgraded = It was sent before the client's group was upgraded, and Telegram lets nothing of that time be changed.
reason-unnumbered = Telegram never said under which number it arrived, so it cannot be changed or taken back.
reason-second-topic = The client's group was upgraded, and has another topic here since. Please write there.
reason-account-quiet = The client has not written for 24 hours, and Telegram lets no answer through before they do. Retry when they have written, or let the account's owner write from their own app.
reason-account-away = The bot is not connected to the account. Its owner connects it in Telegram's settings: Telegram Business, Chatbots.
reason-account-forbids = The account's owner does not let the bot answer, or not in this chat. They change that in Telegram's settings: Telegram Business, Chatbots.
reason-account-keeps = The account's owner does not let the bot delete messages. They change that in Telegram's settings: Telegram Business, Chatbots.
