### What the desk says where clients write to a person's account instead of a bot, in Spanish. See notices.ftl.

# The account's owner is whoever connected the bot to it in Telegram's settings (Telegram Business, Chatbots).

notice-account-window = ⏳ Las respuestas salen en nombre de la cuenta de una persona. Telegram solo las deja pasar en las 24 horas siguientes al último mensaje del cliente.

notice-window-closes = ⏳ Dentro de una hora Telegram ya no dejará pasar respuestas a este cliente: su último mensaje tendrá 24 horas.

# $reason is a message of reasons.ftl.
notice-held-by-account = ⏸ No enviado: { $reason }
    .send = Enviar otra vez
    .discard = Descartar

notice-account-connected = ✓ La cuenta está conectada. Sus chats privados aparecen aquí como temas; las respuestas salen en nombre de la cuenta, en las 24 horas siguientes al último mensaje del cliente. Allí no hay reacciones.

notice-account-lost = ⚠️ No se puede enviar nada en nombre de la cuenta: { $reason } Lo que escriba queda retenido aquí, con un botón para enviarlo otra vez.

notice-account-back = ✓ Ya se puede enviar de nuevo en nombre de la cuenta. Lo que quedó retenido tiene su botón.

notice-deleted = 🗑 Eliminado en el chat del cliente.

notice-many-deleted = 🗑 { $count ->
        [one] Se eliminó { $count } mensaje
       *[other] Se eliminaron { $count } mensajes
    } a la vez en el chat del cliente. Aquí se conserva todo.

notice-reactions-stay = Los clientes que escriben a la cuenta de una persona no ven reacciones: esta se queda aquí.
