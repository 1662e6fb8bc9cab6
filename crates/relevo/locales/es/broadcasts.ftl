# Envíos masivos: qué dice `/send` en el grupo y qué figura sobre una respuesta.

notice-answers-broadcast = 📣 Responde al envío masivo { $number }, «{ $name }»:

# El botón debajo de un envío masivo, para clientes.
send-opt-out = No quiero más mensajes así
send-opt-out-words = ¿Ya no desea estos mensajes? Basta con un toque.

send-title = 📣 Envío masivo { $number }, «{ $name }»
send-nameless = un mensaje
send-line = /send { $line }

send-gathering = ⏳ Se están contando los destinatarios…
send-ready = Todavía no se ha enviado nada. «Empezar» lo envía.
send-ready-timed = Todavía no se ha enviado nada. Con «Empezar» empieza solo: { $at }.
send-ready-late = ⌛ Esa hora ya pasó: { $at }. No se ha enviado nada. Escriba el comando otra vez con una hora nueva.
send-scheduled = 🕘 Empieza solo: { $at }. Quién lo recibe se decide entonces.
send-running = ▶️ Enviándose desde { $at }. Las respuestas a los clientes van siempre primero.
send-paused = ⏸ En pausa: no se envía nada más hasta que alguien pulse «Continuar».
send-halted = ⏸ En pausa: lo que se envía ya no existe o aún no está guardado. Guarde de nuevo la respuesta rápida con su nombre y pulse «Continuar», haga otro envío para los demás o cancele este.
send-broken = ⏸ En pausa: algo falla en este envío y no puede seguir. Los demás siguen. Quien administra Relevo encontrará el motivo en el registro.
send-held = ⏸ En pausa: contiene una palabra que ya no se puede enviar. Responda a un texto sin ella con /say save y el nombre de la respuesta rápida, y pulse «Continuar».
send-done = ✅ Terminado: { $at }.
send-cancelled = ⏹ Cancelado: { $at }. Lo que ya iba en camino llegó.
send-abandoned = ⏹ No enviado: nadie lo inició en un día.

send-count-all =
    { $count ->
        [one] { $count } chat en total.
       *[other] { $count } chats en total.
    }
send-count-nobody =
    { $count ->
        [one] ▫️ { $count } línea del archivo no corresponde a nadie conocido aquí.
       *[other] ▫️ { $count } líneas del archivo no corresponden a nadie conocido aquí.
    }
send-count-to =
    { $count ->
        [one] { $count } lo recibirá.
       *[other] { $count } lo recibirán.
    }
send-count-sent =
    { $count ->
        [one] ✅ { $count } lo ha recibido.
       *[other] ✅ { $count } lo han recibido.
    }
send-count-waiting =
    { $count ->
        [one] ⏳ { $count } sigue en espera.
       *[other] ⏳ { $count } siguen en espera.
    }
send-count-unknown =
    { $count ->
        [one] ❔ { $count } quizá lo recibió: nadie lo sabe y no se repite.
       *[other] ❔ { $count } quizá lo recibieron: nadie lo sabe y no se repite.
    }
send-count-failed =
    { $count ->
        [one] ⚠️ A { $count } no se pudo llegar:
       *[other] ⚠️ A { $count } no se pudo llegar:
    }
send-count-left-out =
    { $count ->
        [one] ▫️ { $count } queda fuera:
       *[other] ▫️ { $count } quedan fuera:
    }

send-why-blocked = bloqueó el bot
send-why-opted-out = no quiere envíos masivos
send-why-banned = vetado o no atendido
send-why-no-dialog = nunca escribió al bot
send-why-account = escribe a la cuenta de una persona
send-why-channel = un canal
send-why-group = un grupo («kind group» los incluye)
send-why-stopped = la conexión está detenida
send-why-gone = la conexión ya no está aquí
send-why-deactivated = cuenta eliminada
send-why-forbidden = no acepta esto
send-why-refused = Telegram lo rechazó
send-why-cancelled = cancelado antes de su turno
send-why-not-yours = usted no puede enviarles

send-expected-minutes =
    { $count ->
        [one] Tarda alrededor de { $count } minuto.
       *[other] Tarda alrededor de { $count } minutos.
    }
send-expected-hours =
    { $count ->
        [one] Tarda alrededor de { $count } hora.
       *[other] Tarda alrededor de { $count } horas.
    }
send-sample = Entre ellos: { $names }
send-operator-empty = ⚠️ «{ $variable }» queda vacío: un envío no lo escribe nadie del equipo.
send-report-failed = ⚠️ El informe no se pudo enviar aquí como archivo. «relevo broadcasts --report { $number }» lo muestra.
send-tested = Enviado a usted: mire su chat con el bot.
send-test-no-dialog = ⚠️ Abra su propio chat con el bot y pulse allí «Iniciar»; entonces se le podrá enviar.

send-list = Envíos masivos, primero los más recientes:
send-list-none = Aún no hay envíos masivos. /send crea uno.

send-content = 📣 ¿Qué se envía? Elija una respuesta rápida.
send-content-none = 📣 Aún no hay respuestas rápidas. Responda a cualquier mensaje con /say NOMBRE para guardarlo y escriba /send otra vez.
send-content-answered = El mensaje al que respondió
send-whom = 📣 ¿Quién lo recibe? Hay más opciones en una línea: /help.
send-options = 📣 { $line }
    «Siguiente» cuenta quién lo recibe y muestra el plan. Todavía no se envía nada.

send-key-all = Todos
send-key-active = Activos en 30 días
send-key-me = Solo yo
send-key-quiet = De noche no (21:00–09:00)
send-key-opt-out = Botón para darse de baja
send-key-plan = Siguiente
send-key-close = Cerrar
send-key-start = ▶️ Empezar
send-key-test = Probar conmigo
send-key-pause = ⏸ Pausa
send-key-resume = ▶️ Continuar
send-key-cancel = ⏹ Cancelar

send-wrong-name = Aquí va el nombre de una respuesta rápida.
send-wrong-delay = Entre dos respuestas rápidas va el tiempo de una a otra: 30m, 2h o 1d, treinta días como máximo.
send-wrong-steps = Una cadena tiene diez respuestas rápidas como máximo.
send-wrong-whom = ¿Quién lo recibe? Escriba «to» y a quién.
send-wrong-at = Después de «at» van una fecha y una hora.
send-wrong-every = Después de «every» van días y una hora.
send-wrong-rate = Después de «rate» va cuántos por segundo o por minuto: 30/s como máximo.
send-wrong-quiet = Después de «quiet» van dos horas.
send-wrong-twice = Aquí una opción está dos veces, o «at» junto a «every».
send-wrong-unknown = Esto no se entiende.
send-wrong-here = Aquí: «{ $rest }»
send-wrong-end = Aquí: al final de la línea.
send-wrong-example = Así está bien: { $line }

send-note-not-allowed = Los envíos masivos son para quienes el propietario permite usar comandos administrativos.
send-note-nameless = Usted escribe como el grupo, así que nadie sabe quién es. Los envíos masivos se hacen con el nombre propio: desactive «Permanecer anónimo» y escriba de nuevo.
send-note-restricted = Contiene una palabra que no se puede enviar: «{ $word }». No se ha creado nada.
send-note-no-broadcast = No hay ningún envío masivo { $number }.
send-note-not-now = Eso no se puede hacer ahora con el envío masivo { $number }.
send-note-no-reply = No hay ninguna respuesta rápida «{ $name }».
send-note-not-ready = La respuesta rápida «{ $name }» aún se está guardando. Pruebe otra vez en un momento.
send-note-past = Esa hora ya pasó.
send-note-left-out = Ese día no existe esa hora: se adelanta el reloj. Elija otra.
send-note-nothing-answered = Para enviar un mensaje, guárdelo primero: respóndale con /say NOMBRE.
send-note-too-many = Hay veinte envíos masivos en curso. Cancele uno o espere a que termine uno.
send-note-in-general = Aquí /send NOMBRE envía una respuesta rápida a este cliente. Los envíos masivos se hacen en General.
send-note-closed = Cerrado.
