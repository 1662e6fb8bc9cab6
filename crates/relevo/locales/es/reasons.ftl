# Why something did not arrive. Stands after a colon, so it begins with a small letter.

reason-blocked = el cliente bloqueó el bot.
reason-deactivated = la cuenta del cliente ya no existe.
reason-chat-missing = Telegram no conoce este chat: un bot solo puede escribir a quien le haya escrito antes.
reason-not-member = el bot no está en el grupo del cliente.
reason-right-missing = el bot no tiene permiso para escribir en este chat.
reason-kind-forbidden = el cliente no acepta este tipo de mensajes.
reason-too-long = es demasiado largo o pesado para Telegram.
reason-source-missing = se eliminó antes de poder enviarlo.
reason-uncopyable = Telegram no permite copiarlo.
reason-too-old = Telegram solo permite que un bot elimine mensajes de menos de 48 horas, y algunos tipos nunca.
# $text are Telegram's own words, $code its number.
reason-other = Telegram respondió: { $text } ({ $code })
# A failure of the desk itself.
reason-own = Relevo no pudo procesarlo por un error interno; los detalles están en su registro.
reason-source-closed = el tema está cerrado en el grupo del cliente, y solo se puede abrir desde allí.
reason-source-gone = el tema ya no existe en el grupo del cliente.
reason-upgraded = se envió antes de que el grupo del cliente pasara a ser un supergrupo, y Telegram ya no permite cambiar nada de entonces.
reason-unnumbered = Telegram no dijo con qué número llegó, así que no se puede cambiar ni retirar.
reason-second-topic = el grupo del cliente pasó a ser un supergrupo y desde entonces tiene otro tema aquí. Escriba en ese tema, por favor.
reason-account-quiet = el cliente lleva 24 horas sin escribir y Telegram no deja pasar respuestas hasta que lo haga. Reintente cuando haya escrito, o pida al dueño de la cuenta que escriba desde su aplicación.
reason-account-away = el bot no está conectado a la cuenta. Su dueño lo conecta en los ajustes de Telegram: Telegram Business, Chatbots.
reason-account-forbids = el dueño de la cuenta no permite que el bot responda, o no en este chat. Lo cambia en los ajustes de Telegram: Telegram Business, Chatbots.
reason-account-keeps = el dueño de la cuenta no permite que el bot elimine mensajes. Lo cambia en los ajustes de Telegram: Telegram Business, Chatbots.
