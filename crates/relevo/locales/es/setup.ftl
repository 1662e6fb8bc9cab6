### What the setup bot says to owners, in Spanish: as notices.ftl speaks; «usted».

setup-home-text =
    👋 Esta es la configuración de su mesa de atención.

    Los clientes escriben a sus bots como a cualquiera; esto solo lo ven usted y los copropietarios.
# $person is a person’s number.
setup-home-asked = 🙋 Otra persona (número de Telegram { $person }) quiere conectar un bot a su grupo «{ $group }». Sus mensajes llegarían también allí, en temas propios.
setup-connections = 🔌 Mis conexiones
setup-new-connection = ➕ Nueva conexión
setup-language = 🌐 Idioma
setup-home = 🏠 Al principio
setup-back = ← Atrás

setup-choose-group =
    👋 { $bot } ya es suyo. Ahora elija el grupo en el que responderá su equipo.

    Tiene que ser un grupo con Temas activados del que usted sea propietario o administrador. Telegram dará al bot los permisos que necesita: gestionar temas, eliminar y fijar mensajes.

    O a mano: añada { $bot } al grupo como administrador y escriba allí
    /connect { $code }
setup-choose-group-to-move =
    Elija el grupo al que se traslada esta conexión. Las conversaciones abiertas tendrán allí temas nuevos con enlaces a los antiguos.

    O a mano: añada { $bot } al grupo como administrador y escriba allí
    /connect { $code }
setup-choose = 👥 Elegir el grupo
setup-keyboard-gone = De acuerdo.
setup-waiting = ⏳ Un momento: Telegram está añadiendo el bot al grupo.
setup-check = 🔄 Comprobar de nuevo
setup-other-group = 👥 Otro grupo

setup-first-message = Ahora escriba a { $bot } desde otra cuenta o pídaselo a alguien: el tema aparecerá en el grupo y aquí se le avisará.

setup-new-connection-text = ¿Qué desea conectar?
setup-kind-bot = 🤖 Un bot
setup-kind-business = 💼 Una cuenta de empresa
setup-kind-account = 👤 Una cuenta personal
setup-ask-token =
    Envíe el token del bot. Lo da @BotFather: /newbot crea un bot, /mybots muestra los tokens de los que ya existen.

    Su mensaje se elimina enseguida y el token se guarda cifrado. El bot no debe estar en uso en otro programa.
setup-open-bot = ➡️ Abrir el bot
setup-business =
    Una cuenta de empresa es su propia cuenta, atendida por su equipo, sin ceder la sesión:

    1. @BotFather → /mybots → su bot → Bot Settings → Secretary Mode: activado.
    2. En Telegram: Ajustes → Telegram Business → Chatbots: escriba el nombre de usuario del bot y elija los chats que puede atender.
    3. Pulse «Comprobar de nuevo»: la cuenta aparece aquí y usted elige su grupo.
setup-account = Las cuentas personales se podrán conectar en una versión posterior. Hoy funcionan los bots y las cuentas de empresa.

setup-connections-text = Sus conexiones:
setup-no-connections = Todavía no hay nada conectado.
setup-connection-running =
    🟢 { $bot } · { $id } está en marcha.
    Grupo: { $group } ({ $number })
setup-connection-stopped =
    ⏸ { $bot } · { $id } está detenida: no entra nada. Lo que escriban los clientes se guarda 24 horas.
    Grupo: { $group } ({ $number })
setup-stop = ⏸ Detener
setup-start = ▶️ Iniciar
setup-parameters = ⚙️ Parámetros
setup-numbers = 📊 Cifras
setup-relays = 📣 Bots de relevo
setup-team = 👥 Equipo
setup-api-key = 🔑 Clave de API
setup-move = 🚚 Trasladar
setup-delete = 🗑 Eliminar
setup-open-topic = 💬 Abrir el tema

setup-language-text = ¿En qué idioma desea leer esta configuración? Lo que el equipo lee en el grupo lo decide el parámetro LANGUAGE de cada conexión.
setup-language-name = Español
setup-language-app = El de mi aplicación
setup-not-here = Esto ya no existe.

setup-note-not-here = 🤔 Eso no encaja aquí. Use los botones, o /start para empezar de nuevo.
setup-note-old-button = Este botón ya no sirve. Use los del mensaje más reciente.
setup-note-not-yours = Esta conexión no es suya, o ya no lo es.
setup-note-connected = ✅ Conectado: los temas, los avisos y las respuestas funcionan en este grupo.
setup-note-first-arrived = ✅ Funciona: el primer mensaje está en su tema.
setup-note-took-bot = ✅ { $bot } ya es suyo aquí. Ábralo y pulse INICIAR: le pedirá su grupo.
setup-note-stopped = ⏸ Detenida.
setup-note-started = ▶️ Iniciada. Lo que escribieron los clientes llega con su hora; por lo que escribieron los operadores se pregunta.
setup-note-saved = ✅ Guardado; ya está en vigor.
setup-note-wrong = ⚠️ No se ha cambiado nada: { $why }

setup-problem-token = ⚠️ Telegram no conoce este token. Cópielo entero de @BotFather (tiene la forma 123456:ABC-…) y envíelo de nuevo.
setup-problem-wait = ⏳ Telegram pide una breve pausa. Se intentará de nuevo solo.
setup-problem-unreachable = ⚠️ Ahora no se puede contactar con Telegram. Se intentará de nuevo solo.
setup-problem-not-forum = ⚠️ Este grupo todavía no tiene temas. Su propietario puede activarlos: nombre del grupo → Editar → Temas. En cuanto estén activados se continúa solo.
setup-problem-not-group = ⚠️ Esto no es un grupo. Elija un grupo con temas.
setup-problem-group-unknown = ⚠️ El bot todavía no está en este grupo. Añádalo: nombre del grupo → Editar → Administradores → Añadir administrador, con el permiso «Gestionar temas». En cuanto esté se continúa solo.
setup-problem-group-silent = ⏳ Telegram no respondió sobre el grupo. Se intentará de nuevo solo.
setup-problem-not-member = ⚠️ El bot todavía no está en este grupo. Añádalo: nombre del grupo → Editar → Administradores → Añadir administrador, con el permiso «Gestionar temas». En cuanto esté se continúa solo.
setup-problem-only-member = ⚠️ El bot es solo miembro de este grupo. Hágalo administrador: nombre del grupo → Editar → Administradores → Añadir administrador, con el permiso «Gestionar temas». En cuanto lo sea se continúa solo.
setup-problem-manage-topics = ⚠️ Al bot le falta el permiso «Gestionar temas». Concédaselo: nombre del grupo → Editar → Administradores → el bot. En cuanto lo tenga se continúa solo.
setup-problem-is-relay = ⚠️ Este bot es un bot de relevo de uno de sus grupos. Quítelo allí primero o use otro.
setup-problem-serves-another = ⚠️ Este bot ya atiende otro grupo: un bot, un grupo. Traslade su conexión o use otro bot.
setup-problem-is-frontend = ⚠️ Este bot atiende una conexión. Un bot de relevo es uno adicional: créelo con @BotFather.
setup-problem-not-yours = ⚠️ Este bot pertenece aquí a otra persona.
setup-problem-no-consent = ⚠️ El propietario de este grupo no está de acuerdo. Elija otro grupo; o hable con él y pulse «Comprobar de nuevo»: se le preguntará otra vez.

setup-problem-nobody-to-ask = ⚠️ Este grupo atiende la conexión de otra persona y desde aquí no hay forma de preguntarle. Pregunte a quien administra este servicio o elija otro grupo.

# Where a token is asked for: it was not kept, so nothing is tried by itself.
setup-token-wait = ⏳ Telegram pide una breve pausa. No se ha guardado nada del token: envíelo de nuevo dentro de un minuto.
setup-token-unreachable = ⚠️ Ahora no se puede contactar con Telegram. No se ha guardado nada del token: envíelo de nuevo dentro de un rato.
setup-token-group-silent = ⚠️ Telegram no respondió sobre el grupo. No se ha guardado nada del token: envíelo de nuevo.
setup-token-not-member = ⚠️ El bot todavía no está en este grupo. Añádalo: nombre del grupo → Editar → Administradores → Añadir administrador, con el permiso «Gestionar temas». Después envíe el token de nuevo.
setup-token-only-member = ⚠️ El bot es solo miembro de este grupo. Hágalo administrador: nombre del grupo → Editar → Administradores → Añadir administrador, con el permiso «Gestionar temas». Después envíe el token de nuevo.

setup-lack-delete-messages = • Sin el permiso «Eliminar mensajes», los comandos y sus respuestas se quedan en el grupo.
setup-lack-pin-messages = • Sin el permiso «Fijar mensajes» no se fija nada.
setup-lack-privacy = • El modo de privacidad está activado: en los grupos de clientes el bot solo oye comandos y respuestas a él. Para cambiarlo: @BotFather → /setprivacy → Disable; después quite el bot de cada grupo de clientes y añádalo de nuevo.
setup-lack-relay-topics = • Sin el permiso «Gestionar temas» no puede escribir en temas cerrados; lo hace el bot conectado.

setup-relays-none = 📣 Los bots de relevo publican textos de clientes junto a su bot, para que quepan más en un minuto. Un grupo activo los necesita a partir de unos 20 mensajes por minuto. Todavía no hay ninguno.
setup-relays-text = 📣 Los bots de relevo publican textos de clientes junto a su bot, para que quepan más en un minuto. ⚠️: fuera de servicio, vea /status en el grupo.
setup-add-relay = ➕ Añadir un bot de relevo
setup-ask-relay =
    Cree un bot con @BotFather, añádalo al grupo como administrador (el permiso «Gestionar temas» ayuda) y envíe su token.

    Su mensaje se elimina enseguida y el token se guarda cifrado.
setup-remove = ✖️ Quitar { $what }
setup-team-text =
    👥 Quién puede configurar esta conexión. Para responder a clientes basta con ser miembro del grupo.

    Propietario: { $owner }
setup-invite = ➕ Invitar a un copropietario
setup-key-none = 🔑 Con una clave de API, sus programas pueden usar esta conexión. Todavía no hay ninguna.
setup-key-there = 🔑 Hay una clave de API. No se puede mostrar de nuevo; una nueva la sustituye.
setup-key-make = 🔑 Crear una clave
setup-key-anew = 🔄 Crear una clave nueva
setup-key-drop = 🗑 Anular la clave
setup-delete-text =
    🗑 Al eliminar { $bot } aquí:

    • desaparece para siempre: quiénes son sus clientes, lo pendiente, qué mensaje corresponde a cuál, los parámetros, los copropietarios y la clave de API;
    • queda: los temas y mensajes en Telegram y una línea en el registro de auditoría.

    Para eliminarla, escriba el nombre del bot: { $bot }
setup-consent-text = Otra persona (número de Telegram { $person }) quiere conectar un bot a su grupo «{ $group }». Sus mensajes llegarían también allí, en temas propios.
setup-agree = ✅ Permitir
setup-refuse = ✖️ No permitir

setup-note-not-handed-over = ⚠️ Telegram ha creado el bot, pero no ha entregado su token. Lo muestra @BotFather: /mybots → su bot → API Token.
setup-note-looks-no-more = ⏸ Tras una hora se deja de comprobar. Cuando todo esté listo en el grupo, pulse «Comprobar de nuevo»: se mira enseguida y se dice qué falta.
setup-note-owner-only = Eso solo puede hacerlo el propietario de la conexión.
setup-note-invite = Envíe este enlace a la persona. Sirve una vez, durante un día: { $link }
setup-note-key = 🔑 Esta es la clave. Guárdela ahora; no se muestra de nuevo: { $key }
setup-note-relay-added = ✅ { $bot } ya ayuda en el grupo.
setup-note-not-the-name = Ese no es el nombre del bot; no se ha eliminado nada.
setup-note-deleted = 🗑 { $bot } se ha eliminado aquí.
setup-note-moved = ✅ Trasladada. Las conversaciones abiertas tienen temas nuevos en este grupo, con enlaces a los antiguos.
setup-note-left-behind = { $count ->
    [one] ⚠️ { $count } mensaje que no llegó o espera una decisión se queda en el grupo antiguo: quien administra el servicio lo ve con `relevo retry`.
   *[other] ⚠️ { $count } mensajes que no llegaron o esperan una decisión se quedan en el grupo antiguo: quien administra el servicio los ve con `relevo retry`.
}
setup-note-still-delivers = ⏳ Algunos mensajes siguen en camino. El traslado se hará solo en cuanto lleguen.
setup-note-undecided = { $count ->
    [one] ⚠️ { $count } mensaje espera una decisión en el grupo antiguo. Decida allí y luego traslade.
   *[other] ⚠️ { $count } mensajes esperan una decisión en el grupo antiguo. Decida allí y luego traslade.
}
setup-problem-consent-asked = ⏳ Este grupo atiende la conexión de otra persona. Se le ha preguntado a su propietario; en cuanto acepte se continúa solo. Si en un día no responde, «Comprobar de nuevo» se lo pregunta otra vez.

setup-make-bot = ✨ Que Telegram cree uno
setup-choose-group-for-account =
    ¿Qué grupo atiende esta cuenta? Tiene que tener Temas activados; el bot se añade con los permisos que necesita.

    O a mano: añada { $bot } al grupo como administrador y escriba allí
    /connect { $code }
# $name is a person.
setup-account-waits = 💼 Elegir el grupo para { $name }
