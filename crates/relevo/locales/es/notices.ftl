### What the desk says in topics, in Spanish. Operators read it; clients never do.
###
### How it speaks: neutral Spanish for Spain and Latin America; impersonal wherever that is shorter, otherwise «usted», never «tú».
### Quotation marks are «…».
###
### One word for one thing:
###   client = cliente · team = equipo · operator = operador · note = nota (interna) · topic = tema · Topics (Telegram) = Temas
###   Manage topics (right) = Gestionar temas · General = General, as Telegram shows it · administrator = administrador
###   connection = conexión · stopped = detenida · relay = bot de relevo · token = token · command = comando
###   deliver = entregar · send = enviar · publish = publicar · arrive = llegar · wait = estar en espera
###   withdraw, take back = retirar · discard = descartar · retry = reintentar · edit = editar, (el) cambio · mirror = reflejar
###   album, item = álbum, elemento · poll = encuesta · quiz = cuestionario · upgraded group = supergrupo
###   privacy mode = modo de privacidad · discussion group = grupo de discusión · the desk = Relevo
#
# Each attribute is the label of a button.
# $kind and $reason are messages of kinds.ftl and reasons.ftl; $missing and $of are numbers.

notice-repeat-mark = ⟳ El mensaje de arriba puede estar repetido: Telegram no confirmó si llegó la primera vez.

notice-not-delivered = ⚠️ No entregado: { $reason }
    .retry = Reintentar

notice-outcome-unknown = ❔ Telegram no confirmó si este mensaje le llegó al cliente. Para no enviarlo dos veces, no se hará nada más hasta que usted decida.
    .send-again = Enviar otra vez
    .arrived = Sí llegó

notice-sent-again = ↻ Enviado otra vez, después de todo lo que estaba en espera.

notice-arrived = ✓ Anotado: llegó.

notice-retried = ↻ Se intenta de nuevo, después de todo lo que está en espera.

notice-placeholder = 📎 El cliente envió algo que no se pudo copiar aquí. { $kind }: { $reason }

notice-placeholder-retry = 📎 El cliente envió algo que no se pudo copiar aquí. { $kind }: { $reason }
    .retry = Reintentar

notice-client-unreachable = 🚫 El cliente bloqueó el bot o eliminó su cuenta. Lo que escriba aquí no llegará hasta que vuelva.

notice-client-reachable = ✅ El cliente puede recibir mensajes otra vez.

notice-unknown-command = Ese comando no existe, así que no se envió nada al cliente. Para dejar una nota interna, escriba / y un espacio antes del texto.

notice-not-sent-as-chat = No se envió al cliente: se escribió en nombre de un canal o de otro chat, y no se sabe quién lo escribió. Escriba con su propia cuenta, por favor.

notice-not-sent-kind = No se envió al cliente: este tipo de mensaje todavía no se puede enviar ({ $kind }).

notice-not-sent-to-channel = No se publicó: lo que se escribe en este tema no sale en el canal.

notice-stays-note = 📝 Sigue siendo una nota interna: el cliente no la ve. Para decírselo, escriba otro mensaje.

notice-edit-not-sent = ✏️ El cambio no salió de aquí: el cliente no recibió este mensaje desde este tema. Para decírselo, escriba otro mensaje.

notice-edit-stays-inside = 📝 El cambio se queda aquí, porque otro elemento de este álbum es una nota o se retiró. Cuando ya no haya ninguno así, edite este de nuevo y el cliente lo verá.

notice-became-note = 📝 Ahora es una nota. El cliente sigue viendo lo que se le envió antes.
    .withdraw = Retirar

notice-taken-back = ✓ Retirado a tiempo: no se enviará al cliente. Queda aquí como nota.

notice-taken-back-unsure = ❔ Retirado, pero Telegram no confirmó si ya le había llegado al cliente. No se enviará otra vez; queda aquí como nota.

notice-withdrawing = 🗑 Retirándolo del chat del cliente…

notice-withdrawn = 🗑 Retirado: el cliente ya no tiene este mensaje.

notice-not-withdrawn = ⚠️ No se retiró, el cliente todavía lo tiene: { $reason }

notice-withdraw-hint = No se retiró nada. Para retirar un mensaje del chat del cliente, responda con /del al propio mensaje del equipo.

notice-removed-from-group = El bot ya no está en este grupo. Lo que escriba aquí no llegará.

notice-button-expired = Este botón ya no funciona.
notice-press-not-allowed = 🔒 Solo puede hacerlo el propietario y quienes él autorice (EXTENSIONS_ALLOWED).
# Under a button, to whoever pressed it and may not (they left the group).
notice-not-in-group = Solo pueden hacerlo los miembros de este grupo.
# The same, if Telegram did not answer.
notice-press-again = Telegram aún no ha confirmado que usted está en este grupo. Pulse de nuevo en un momento.
# Under a button, to whoever pressed it while the connection is stopped.
notice-pressed-while-stopped = No se ha hecho nada: esta conexión está detenida. Cuando se vuelva a iniciar, el botón funcionará.

notice-quarantined = ⚠️ Telegram comunicó algo que no se pudo procesar. Se guarda siete días; todo lo demás sigue su curso.

# In General. What a relay is, is in the glossary; `relevo relay list` names it.
notice-relay-not-member = ⚠️ Un bot de relevo ya no está en este grupo. Los demás bots hacen su trabajo, más despacio si hay mucho que hacer. Agréguelo otra vez como administrador; `relevo relay list` muestra cuál es.
notice-relay-may-not-send = ⚠️ Un bot de relevo ya no puede escribir en este grupo. Los demás bots hacen su trabajo, más despacio si hay mucho que hacer. Hágalo administrador otra vez; `relevo relay list` muestra cuál es.
notice-relay-token = ⚠️ El token de un bot de relevo ya no es válido. Los demás bots hacen su trabajo, más despacio si hay mucho que hacer. `relevo relay list` muestra cuál es; agréguelo otra vez con el token actual de @BotFather.

# ICON_COLOR is the name of a parameter.
notice-icon-unknown = ⚠️ El emoji de ICON_COLOR no está entre los que Telegram ofrece para los temas. Los temas nuevos llevan un color en su lugar. Elija uno de los emojis que Telegram muestra al crear un tema a mano, o un color.

# $what: see thing-titled and thing-starred in kinds.ftl.
notice-lost = 📎 El cliente envió algo que Telegram no permite copiar: { $what }

notice-quiz-not-sent = No se envió al cliente: mientras un cuestionario está abierto, Telegram no le dice al bot cuál es la respuesta correcta. Envíe una encuesta normal, o cierre el cuestionario y reenvíelo aquí.

notice-buttons-not-sent = ⚠️ Enviado sin algunos de sus botones: el cliente no puede usarlos o no cabían.

# Stands inside a poll.
notice-poll-is-copy = Es una copia: los votos no se comparten.

# Stands inside a poll.
notice-quiz-is-copy = Es la copia de un cuestionario: aquí no se conoce la respuesta correcta, y los votos no se comparten.

# How the client came: as Telegram's own apps show it.
notice-started = /start { $parameter }

notice-not-sent-restricted = ⛔ No se envió al cliente: contiene «{ $word }», una palabra restringida.

# $sight is a message of this file.
notice-group-asked = 👥 Agregaron el bot al grupo «{ $title }». { $sight } Hasta que usted decida, no se refleja nada de ese grupo.
    .accept = Aceptar
    .ignore = Ignorar
    .leave = Salir del grupo

sight-all = Allí lee todo.

sight-addressed = Allí solo lee los comandos, las menciones y las respuestas dirigidas a él, porque no es administrador y tiene activo el modo de privacidad. Para cambiarlo, hágalo administrador del grupo; o desactive ese modo con @BotFather, quite el bot del grupo y agréguelo de nuevo.

notice-group-accepted = ✓ «{ $title }» está aceptado: lo que se escriba allí desde ahora aparecerá en un tema propio.

notice-group-ignored = ✓ «{ $title }» está ignorado: no se refleja nada de él y no se volverá a preguntar.

notice-group-left = ✓ El bot sale de «{ $title }».

notice-added-to-group = ✅ El bot está de nuevo en este grupo.

notice-people-joined = → Ingreso en el grupo: { $names }

notice-person-left = ← Salida del grupo: { $name }

notice-message-pinned = 📌 { $name } ancló un mensaje

notice-which-source = ❔ Este grupo tiene temas propios, y hay varios activos o ninguno. ¿Para cuál es este mensaje? Para elegir sin que se le pregunte, responda a un mensaje del cliente.

source-general = General

notice-source-chosen = ✓ Enviado al tema «{ $name }».

notice-unpublished = 📣 Todavía no se publicó: lo que se escribe aquí no sale en el canal. Si quiere comentar una publicación, responda a ella.
    .publish = Publicar

notice-no-discussion = 📣 El bot no conoce ninguna discusión de esta publicación en la que pueda comentar: el canal no tiene grupo de discusión, el bot no está en él, o la publicación es anterior al bot. Solo se puede publicar aparte, en el canal.
    .publish = Publicar

notice-published = ✓ Publicado en el canal.

# $more, $minutes and $hours are numbers. The line is changed until nothing waits, and then deleted.
notice-backlog = ⏳ { $more ->
        [one] { $more } mensaje más en espera
       *[other] { $more } mensajes más en espera
    }

notice-backlog-minutes = ⏳ { $more ->
        [one] { $more } mensaje más en espera, llegará aquí en unos { $minutes } min
       *[other] { $more } mensajes más en espera, llegarán aquí en unos { $minutes } min
    }

notice-backlog-hours = ⏳ { $more ->
        [one] { $more } mensaje más en espera, llegará aquí en unas { $hours } h
       *[other] { $more } mensajes más en espera, llegarán aquí en unas { $hours } h
    }

notice-backlog-gone = ⏳ Ya llegó todo lo que estaba en espera.

notice-arrived-at-last = ✓ Se intentó de nuevo y llegó.

notice-written-at = 🕓 Escrito el { $time }, mientras esta conexión estaba detenida:

notice-held-while-stopped = ⏸ Escribió esto mientras la conexión estaba detenida, así que no se envió. ¿Sigue siendo válido?
    .send = Enviar
    .discard = Descartar

notice-discarded = ✓ No se envió. Queda aquí como nota.

notice-edit-held-while-stopped = ⏸ Editó esto mientras la conexión estaba detenida, así que el cliente sigue viendo lo anterior. ¿El cambio sigue siendo válido?
    .send = Enviar
    .discard = Descartar

notice-edit-discarded = ✓ El cambio no se envió: el cliente sigue viendo lo anterior.

notice-gap = ⚠️ Esta conexión estuvo detenida más de un día. Telegram guarda 24 horas lo que escriben los clientes: lo que escribieron entre el { $from } y el { $to } no está aquí.

notice-outage = ⚠️ Durante más de un día no llegó nada de Telegram, que guarda 24 horas lo que se escribe: lo que se escribió entre el { $from } y el { $to } no está aquí.

# $fix is a message of this file.
notice-group-paused = ⏸ No se puede escribir en los temas: { $fix } Mientras tanto todo queda en espera, y después continúa solo.

pause-not-forum = active los Temas en los ajustes de este grupo.
pause-manage-topics = dé al bot el permiso de administrador «Gestionar temas».
pause-not-member = agregue otra vez el bot al grupo de su equipo, como administrador.
pause-send = permita que el bot vuelva a escribir en el grupo de su equipo, como administrador.

notice-group-resumed = ▶ Ya se puede escribir otra vez en los temas. Lo que estaba en espera desde el { $since } llega ahora, en su orden.

notice-taken-over = 🔁 Desde aquí, otro de sus bots atiende este grupo: el primero salió de él o su conexión está detenida.

# $link leads to the topic in the old group.
notice-moved-here = 🚚 Esta conversación continúa aquí. Lo anterior está en su tema antiguo: { $link }
# Said by the setup bot to the team, in the topics of the old group. $link leads to the topic in the new group, or to that group.
setup-left-goes-on = 🚚 Esta conversación continúa en el grupo nuevo: { $link }
setup-left-not-here = 🚚 El equipo se ha trasladado: lo que se escriba aquí ya no llega al cliente. Esta conversación continúa en el grupo nuevo: { $link }

notice-edit-refused = ✏️ El cliente sigue viendo lo anterior: { $reason }

notice-connection-stopped = ⏸ No se envió: esta conexión está detenida, así que nada de lo que escriba aquí le llega al cliente. Si se reanuda en menos de 24 horas, se le preguntará aquí si quiere enviarlo.

notice-topic-right-missing = ⚠️ El bot no puede renombrar, cerrar ni abrir este tema. Dele el permiso «Gestionar temas»; esta vez, hágalo a mano, por favor.

notice-sent-late = ✓ Se envía ahora, después de todo lo que estaba en espera.

notice-album-incomplete = ⚠️ { $missing ->
        [one] No se pudo traer aquí { $missing } de los { $of } elementos
       *[other] No se pudieron traer aquí { $missing } de los { $of } elementos
    } del álbum del cliente. { $kind }: { $reason }

notice-album-not-delivered = ⚠️ { $missing ->
        [one] No se entregó { $missing } de los { $of } elementos
       *[other] No se entregaron { $missing } de los { $of } elementos
    } de este álbum. { $kind }: { $reason }
    .retry = Reintentar

# Moments: $year, $month, $day, $hour and $minute are digits, all but the year two.
moment = { $day }/{ $month }/{ $year } a las { $hour }:{ $minute } UTC
moment-in-zone = { $day }/{ $month }/{ $year } a las { $hour }:{ $minute } ({ $zone })
moment-time = { $hour }:{ $minute } UTC

# Answers to /status in General. The first line is one of these; $time is a time of day.
notice-status = ✅ Relevo está en marcha ({ $time }).
notice-status-not-forum = ⏸ Los mensajes de los clientes están en espera: este grupo no tiene temas. Actívelos en los ajustes del grupo; después todo continúa solo ({ $time }).
notice-status-manage-topics = ⏸ Los mensajes de los clientes están en espera: el bot no puede gestionar los temas de este grupo. Dele ese permiso; después todo continúa solo ({ $time }).
# The other lines. $who is a bot's name or status-relay, $budget is status-budget or status-budget-learned, $span one of the spans below,
# $why one of status-stopped to status-may-not-send, $title a topic's; the rest are numbers.
status-sent = Mensajes enviados aquí en el último minuto:
status-bot = 🤖 { $who }: { $budget }
status-bot-waits = ⏸ { $who }: { $budget }; debe esperar { $span } más
status-bot-trouble = ⚠️ { $who }: { $budget }; { $why }
status-more-bots = … y { $more } más
status-relay = { $bot } (relevo)
status-budget = { $used } de { $of }
status-budget-learned = { $used } de { $of } (normalmente { $usual })
status-stopped = su conexión está detenida
status-token = su token ya no es válido
status-second-poller = otro programa recibe lo que es para este bot
status-no-updates = Telegram no le comunica nada
status-not-member = ya no está en este grupo
status-may-not-send = no puede escribir aquí
status-nothing-waits = No hay nada en espera.
status-to-topics = 📥 Hacia los temas: { $count } en espera, el más antiguo desde hace { $span }
status-to-topics-minutes = 📥 Hacia los temas: { $count } en espera, el más antiguo desde hace { $span }; todo aquí en { $minutes } min como mínimo
status-to-clients = 📤 Hacia los clientes: { $count } en espera, el más antiguo desde hace { $span }
status-held = ❔ Pendientes de una decisión, en sus temas: { $count }
status-failed = ⚠️ No entregados, el motivo está en sus temas: { $count }
status-topic = ↳ { $title }: { $count }
span-seconds = { $number } s
span-minutes = { $number } min
span-hours = { $number } h
span-days = { $number ->
        [one] { $number } día
       *[other] { $number } días
    }

