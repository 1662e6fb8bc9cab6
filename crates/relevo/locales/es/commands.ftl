# Statuses and commands: what the desk says about them in the team's group. The terms are those of notices.ftl; status = estado.

# Under a conversation that was closed. In a closed topic only administrators can write. $until is one of the sentences below.
notice-closed = ⬛ Cerrado. { $until }
    .open = Abrir
    .write = Escribir

# $hours is a number, $until one of the sentences below.
notice-closed-by-itself = ⬛ Cerrado: el cliente no ha respondido en { $hours } h. { $until }
    .open = Abrir
    .write = Escribir

# What opens it again, for $until.
until-writes = Se abrirá por sí solo cuando el cliente escriba.
until-matches = Se abrirá por sí solo cuando el cliente escriba algo que coincida con las palabras clave; lo demás no llega aquí.
until-team = Seguirá cerrado aunque el cliente escriba.

notice-opened-again = 🟪 Abierto otra vez.

notice-opened-to-write = ✏️ Ahora cualquiera puede escribir aquí. Cuenta como cerrado hasta que se responda al cliente.

answer-turn-of-team = 🟪 En espera del equipo.
answer-turn-of-client = 🟨 En espera del cliente.
answer-closed = ⬛ Cerrado.

# $name is what the team calls the conversation.
answer-called = ✏️ Desde ahora se llama «{ $name }». /rename sin nombre lo deshace.
answer-called-as-before = ✏️ Se llama como el propio cliente.

# $name is a person of the team.
answer-responsible = 👤 Responsable: { $name }.
answer-nobody-responsible = 👤 Ya no hay responsable.
answer-anonymous = No se cambió nada: usted escribe como el grupo y nadie puede ver quién sería responsable. Desactive «Permanecer anónimo» en sus permisos e inténtelo de nuevo.
answer-anonymous-asks = Usted escribe como el grupo y nadie puede ver cuáles son sus temas. Desactive «Permanecer anónimo» en sus permisos e inténtelo de nuevo.

# Buttons with names follow. $name is a person of the team.
notice-who-is-responsible = 👤 ¿Quién será responsable?
notice-who-instead = 👤 Responsable: { $name }. ¿Quién lo será ahora?
notice-who-of-these = 👤 Aquí no se conoce a nadie con ese nombre, o lo llevan varias personas. ¿Quién será responsable?
notice-assignee-left = No se cambió nada: esta persona ya no está en el grupo.
answer-nobody-seen = No se cambió nada: aún no hay a quién proponer. Las personas aparecen aquí cuando han escrito en este grupo.

# $command is a command with its slash.
answer-in-topic = { $command } se escribe en el tema de un cliente. No se cambió nada.
answer-in-general = { $command } se escribe en General. No se envió nada al cliente.
answer-needs-account = { $command } requiere una cuenta personal: los bots no pueden hacerlo. No se cambió nada.
answer-no-such-topic = No se cambió nada: ese no es el enlace de un tema de cliente de este grupo. Copie el enlace del tema o de uno de sus mensajes.
answer-topic-stopped = No se cambió nada: la conexión de este tema está detenida.
answer-forwarded = Un comando reenviado no se ejecuta: no se cambió nada y no se envió nada al cliente.

# Who is banned is not mirrored any more; nobody is removed from anything.
answer-client-banned = 🚫 Vetado: lo que escriba este cliente ya no llegará aquí. /unban lo deshace.
answer-participant-banned = 🚫 Vetado: lo que escriba este participante ya no llegará aquí. /unban, como respuesta al mismo mensaje, lo deshace.
answer-chat-banned = 🚫 Vetado: lo que se escriba en este chat ya no llegará aquí. No se expulsó a nadie. /unban lo deshace.
answer-client-unbanned = ✅ Ya no está vetado: lo que escriba este cliente vuelve a llegar aquí.
answer-participant-unbanned = ✅ Ya no está vetado: lo que escriba este participante vuelve a llegar aquí.
answer-chat-unbanned = ✅ Ya no está vetado: lo que se escriba en este chat vuelve a llegar aquí.
answer-banned-before = No se cambió nada: ya estaba vetado. /unban lo deshace.
answer-not-banned = No se cambió nada: aquí no hay ningún veto.
answer-bans-full = No se cambió nada: la lista de vetos está llena. El propietario puede acortarla (IGNORE_CHATS).

# $command is a command with its slash. “Ban users” and “Remain anonymous” are called as in Telegram.
answer-may-not-ban = No se cambió nada: { $command } requiere el permiso «Suspender usuarios», que usted no tiene en este grupo. Un administrador puede dárselo.
answer-right-unseen = No se cambió nada: usted no escribe con su nombre y nadie puede ver si tiene permiso para vetar. Desactive «Permanecer anónimo» en sus permisos y envíe { $command } otra vez.
answer-author-unknown = No se cambió nada: no se sabe quién escribió el mensaje al que usted respondió. Responda a otro; { $command } sin respuesta se refiere a todo el chat.

# Answers to /retry.
answer-trying-again = ↻ Se intenta de nuevo.
answer-decide-unsure = No se cambió nada: es posible que el cliente ya tenga este mensaje. Decídalo con los botones que aparecen debajo de él.
answer-decide-by-buttons = No se cambió nada: este mensaje espera su decisión. Use los botones que aparecen debajo de él.
answer-nothing-to-retry = No hay nada que reintentar. Responda con /retry a un mensaje que no llegó o al aviso que lo dice; pasados siete días ya no se conserva.

# Answers to /invite. “Invite Users via Link” is called as in Telegram.
answer-invite = 🔗 Con este enlace se entra en el chat del cliente: { $link }
answer-invite-named = 🔗 Un bot no puede agregar a nadie, solo una cuenta personal. Con este enlace cada persona puede entrar por su cuenta en el chat del cliente: { $link }
answer-invite-for-groups = Este es un chat privado: no se puede invitar a nadie. /invite es para grupos y canales.
answer-invite-hidden = Sin enlace: abre el chat del cliente con todos los que están en él, y aquí el equipo no puede ver quiénes son los clientes.
answer-may-not-invite = Sin enlace: el bot debe ser administrador del chat del cliente con el permiso «Invitar usuarios con un enlace».
answer-no-invite = Sin enlace: el bot ya no está en el chat del cliente, o Telegram no crea ninguno allí.

# Answers to /info. $bot is a username without @. “Start” and “Remain anonymous” are called as in Telegram.
answer-info-sent = 👤 Enviado a usted en privado.
answer-info-not-sent = Telegram no permite que el bot le escriba. Abra https://t.me/{ $bot }, pulse «Iniciar» y envíe /info otra vez.
answer-info-refused = Solo pueden verlo el propietario y las personas que este ha indicado (EXTENSIONS_ALLOWED).
answer-info-to-nobody = Usted escribe como el grupo y nadie puede ver a quién habría que enviarlo. Desactive «Permanecer anónimo» en sus permisos y envíe /info otra vez.

# The card of a client, a group or a channel: a headline, then a line for each thing that is known. $count is a number, $time a moment.
card-client = Cliente
card-group = Grupo
card-channel = Canal
card-name = Nombre: { $name }
card-title = Título: { $name }
card-username = Usuario: { $words }
card-id = ID de Telegram: { $words }
card-phone = Teléfono: { $words }
card-language = Idioma de la aplicación: { $words }
card-start-parameter = Llegó con el enlace: { $words }
card-first = Primer mensaje: { $time }
card-last = Último mensaje: { $time }
card-nobody-responsible = 👤 No hay responsable.
card-bot = Bot: { $words }
card-window = ⏳ Se puede responder en las 24 horas siguientes al último mensaje del cliente.
card-members = Miembros: { $count }
card-participants = Han escrito hasta ahora: { $count }

# Answers to /waiting and /mine: a headline or a sentence, then a line for each topic. $count and $more are numbers, $square is the status,
# $span one of the spans of notices.ftl, $title a topic's.
answer-waiting = Temas que necesitan respuesta, primero los más antiguos: { $count }
answer-nobody-waits = ✅ Nadie espera respuesta.
answer-mine = 👤 Sus temas: { $count }
answer-none-mine = 👤 No tiene temas abiertos. Escriba /take en un tema para encargarse de él.
list-topic = { $square } { $span } – { $title }
list-topic-timeless = { $square } { $title }
list-more = … y { $more } más

# The answer to /help: this, then a line for each command.
help-statuses =
    🟪 en espera del equipo
    🟨 en espera del cliente; se cierra solo al cabo de un tiempo
    ⬛ cerrado
# The same where nothing closes by itself.
help-statuses-ageless =
    🟪 en espera del equipo
    🟨 en espera del cliente
    ⬛ cerrado
help-commands = Comandos
help-notes = / y un espacio, y después el texto: una nota que el cliente nunca ve
help-deleting = Eliminar un mensaje en Telegram no se lo retira al cliente: respóndale con /del.

# What each command does, in the list of /help and in Telegram's menu. At most 256 characters.
command-hold = 🟪 volver a esto más tarde
command-wait = 🟨 esperar al cliente
command-close = ⬛ cerrar
command-open = abrir otra vez (en General, con el enlace de un tema)
command-take = quedar como responsable
command-assign = asignar a otra persona: usted elige
command-drop = dejar sin responsable
command-rename = dar un nombre; sin nombre, deshacerlo
command-info = lo que se sabe de este cliente o grupo
command-del = como respuesta: retirar un mensaje al cliente
command-retry = como respuesta: reintentar lo que no llegó
command-invite = un enlace al grupo o canal del cliente
command-ban = que ya no llegue nada de aquí (en un grupo, como respuesta: de una persona)
command-unban = deshacerlo
command-waiting = los temas que necesitan respuesta (en General)
command-mine = los temas de los que uno es responsable (en General)
command-status = cómo está Relevo (en General)
command-help = qué se puede escribir aquí
command-say = respuestas rápidas: guardar (respondiendo a un mensaje), enviar, ver la lista
command-mark = las marcas de este cliente; en General, todas las marcas y sus reglas
command-send = una respuesta rápida a este cliente; en General, un envío a muchos
command-export = los clientes en una tabla (en General)
command-shift = quién está de turno ahora y quién después
