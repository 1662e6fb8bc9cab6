### What the desk says where clients write to a person's account instead of a bot, in Russian. See notices.ftl.

# The account's owner is whoever connected the bot to it in Telegram's settings (Telegram Business, Chatbots).

notice-account-window = ⏳ Ответы уходят от имени личного аккаунта. Telegram пропускает их только в течение 24 часов после последнего сообщения клиента.

notice-window-closes = ⏳ Через час Telegram перестанет пропускать ответы этому клиенту: его последнему сообщению исполнится 24 часа.

# $reason is a message of reasons.ftl.
notice-held-by-account = ⏸ Не отправлено: { $reason }
    .send = Отправить ещё раз
    .discard = Не отправлять

notice-account-connected = ✓ Аккаунт подключён. Его личные чаты появляются здесь как темы; ответы уходят от имени аккаунта, в течение 24 часов после последнего сообщения клиента. Реакций там нет.

notice-account-lost = ⚠️ От имени аккаунта ничего нельзя отправить: { $reason } То, что вы напишете, останется здесь с кнопкой, чтобы отправить ещё раз.

notice-account-back = ✓ От имени аккаунта снова можно писать. У всего, что было задержано, есть кнопка.

notice-deleted = 🗑 Удалено в чате клиента.

notice-many-deleted = 🗑 В чате клиента { $count ->
        [one] удалено сразу { $count } сообщение
        [few] удалено сразу { $count } сообщения
        [many] удалено сразу { $count } сообщений
       *[other] удалено сразу { $count } сообщения
    }. Здесь всё остаётся.

notice-reactions-stay = Клиенты, которые пишут личному аккаунту, не видят реакций: эта остаётся здесь.
