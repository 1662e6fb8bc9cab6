### What the desk says where clients write to a person's account instead of a bot, in German. See notices.ftl.

# The account's owner is whoever connected the bot to it in Telegram's settings (Telegram Business, Chatbots).

notice-account-window = ⏳ Antworten gehen im Namen eines persönlichen Kontos hinaus. Telegram lässt sie nur innerhalb von 24 Stunden nach der letzten Nachricht des Kunden durch.

notice-window-closes = ⏳ In einer Stunde lässt Telegram keine Antworten an diesen Kunden mehr durch: Seine letzte Nachricht ist dann 24 Stunden alt.

# $reason is a message of reasons.ftl.
notice-held-by-account = ⏸ Nicht gesendet: { $reason }
    .send = Noch einmal senden
    .discard = Verwerfen

notice-account-connected = ✓ Das Konto ist verbunden. Seine privaten Chats erscheinen hier als Themen; Antworten gehen im Namen des Kontos hinaus, innerhalb von 24 Stunden nach der letzten Nachricht des Kunden. Reaktionen gibt es dort nicht.

notice-account-lost = ⚠️ Im Namen des Kontos lässt sich nichts senden: { $reason } Was Sie schreiben, bleibt hier liegen, mit einer Schaltfläche zum erneuten Senden.

notice-account-back = ✓ Im Namen des Kontos lässt sich wieder senden. Was liegen blieb, hat seine Schaltfläche.

notice-deleted = 🗑 Im Chat des Kunden gelöscht.

notice-many-deleted = 🗑 { $count ->
        [one] { $count } Nachricht wurde
       *[other] { $count } Nachrichten wurden
    } im Chat des Kunden auf einmal gelöscht. Hier bleibt alles stehen.

notice-reactions-stay = Kunden, die einem persönlichen Konto schreiben, sehen keine Reaktionen: Diese bleibt hier.
