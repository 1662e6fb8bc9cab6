### What the setup bot says about parameters, in Spanish: as setup.ftl speaks; «usted». Names and values stay as they are typed.

setup-parameter-groups-text = ⚙️ Parámetros de { $bot } · { $id }. Todo cambio está en vigor enseguida.
setup-group-mirroring = 🔁 Qué se refleja
setup-group-talking = 💬 Qué leen los clientes
setup-group-desk = 👥 Cómo trabaja el equipo
setup-group-keeping = 🗄 Qué se conserva
setup-parameter-group-text = Pulse un parámetro para leer qué hace y para cambiarlo.
setup-parameter-group-idle = 💤 se puede ajustar y todavía no tiene efecto en esta versión.

# Before a value.
setup-parameter-now = Ahora:
setup-parameter-now-default = Ahora, y de forma predeterminada:
setup-parameter-default = De forma predeterminada:
setup-parameter-example = Por ejemplo:
setup-parameter-idle = 💤 Se puede ajustar y todavía no tiene efecto en esta versión.
setup-parameter-cut = ✂️ Esto es solo el principio: 📄 lo muestra entero.
# $form is one of the forms below.
setup-parameter-write = ✍️ Envíe el valor nuevo: { $form }.
setup-parameter-choose = 👇 Elija un valor.
setup-parameter-choose-some = 👇 Cada botón añade o quita uno.
# Buttons.
setup-parameter-to-default = ↩️ Predeterminado
setup-parameter-whole = 📄 El valor entero
# $name is a parameter; $page and $pages are numbers.
setup-value-page = { $name }, página { $page } de { $pages }. Puede copiarlo, cambiarlo y enviarlo de vuelta.
setup-value-before = ◀️ Anterior
setup-value-after = Siguiente ▶️

# What a value is, for $form.
form-text = el texto tal como lo leerán los clientes. El formato de Telegram se conserva. Una línea [es] inicia el texto para los clientes cuya aplicación está en español. Hasta 3800 caracteres por idioma
form-keywords = palabras clave separadas por comas. La coma significa cualquiera de ellas, [a, b] todas ellas, ~a que no esté; entre comillas dobles van frases, un * final vale por cualquier terminación
form-words = palabras o frases, una por línea o separadas por comas; entre comillas dobles si contienen una coma
form-ids = los números de personas y chats, uno por línea o separados por comas
form-people = los números de personas, uno por línea o separados por comas
form-hours = un número de horas, de 1 a 8760
form-minutes = un número de minutos, de 1 a 1440
form-days = un número de días, de 1 a 36500
form-zone = el nombre de una zona horaria de la base de datos IANA
form-spans = días (Mon, Tue, Wed, Thu, Fri, Sat, Sun: de lunes a domingo) y horas, separados por punto y coma; también pasada la medianoche
form-icon = un emoji de los que Telegram ofrece para los temas, o un color
form-addresses = una dirección por línea, seguida de los nombres de los eventos; sin ninguno, se le avisa de todos
form-example = como en el ejemplo

# Why a value is refused. Stands after a colon; a sentence of its own. $words are values, $most, $entry, $line and $place are numbers.
value-true-or-false = Tiene que ser TRUE o FALSE.
value-one-of = Tiene que ser uno de estos: { $words }.
value-some-of = Tienen que ser algunos de estos: { $words }, o NONE.
value-hours = Tiene que ser un número entero de horas de 1 a 8760, u OFF.
value-minutes = Tiene que ser un número entero de minutos de 1 a 1440, u OFF.
value-days = Tiene que ser un número de días de 1 a 36500, forever o NONE.
value-days-or-forever = Tiene que ser un número de días de 1 a 36500, o forever.
value-icon = Tiene que ser auto, un emoji o uno de estos: { $words }.
value-zone = Esa zona horaria no está en la base de datos IANA.
value-no-id = La entrada { $entry } no es el número de una persona o de un chat.
value-no-numbers = Tiene que ser una lista de números, o NONE.
value-no-words = Tiene que ser una lista de palabras, o NONE.
value-too-many-entries = Hay más de { $most } entradas.
value-quote-open = Faltan unas comillas dobles de cierre.
value-quote-comma = Falta una coma después de unas comillas dobles.
# $why is one of these sentences.
value-nor-everyone = { $why } Además de números valen everyone y, solo para los propietarios, NONE.
value-at-place = { $why } Está en el carácter { $place }.
value-no-keyword = No hay ninguna palabra clave.
value-too-many-keywords = Hay más de 500 palabras clave, o son más de 20 000 bytes.
value-bracket-open = Un [ queda sin cerrar.
value-bracket-nested = Hay corchetes dentro de corchetes.
value-bracket-stray = Un ] no cierra nada.
value-bracket-empty = Hay unos corchetes vacíos.
value-keyword-empty = Una palabra clave no tiene ni letras ni cifras.
value-not-twice = Hay dos ~ delante de una palabra clave.
value-star-inside = Un * no está al final de una palabra clave.
value-keyword-comma = Falta una coma entre dos palabras clave.
value-everybody-first = Primero va el texto para todos, antes de la línea con un idioma.
# $tag is a line like [es].
value-nothing-under = No hay texto debajo de { $tag }.
value-twice = { $tag } aparece dos veces.
value-text-too-long = Un texto tiene más de { $most } caracteres.
value-stray-less = Un < que no abre ninguna etiqueta se escribe &lt;
value-wrong-closing = Una etiqueta de cierre no corresponde a la última que se abrió.
value-tag-open = Una etiqueta queda sin cerrar.
value-unknown-tag = Hay una etiqueta desconocida. Existen b, i, u, s, tg-spoiler, code, pre, blockquote, a y tg-emoji; cualquier otro < se escribe &lt;
value-pre-takes-lang = <pre> admite el atributo lang y ningún otro.
value-link-needs-address = <a> necesita el atributo href y ningún otro.
value-emoji-needs-id = <tg-emoji> necesita el atributo emoji-id.
value-no-spans = Tienen que ser días y horas, separados por punto y coma.
value-no-spans-or-off = Tienen que ser días y horas, separados por punto y coma, u OFF.
value-spans-overlap = Dos franjas de un mismo día se solapan.
value-no-address = La línea { $line } no empieza por una dirección https://
value-no-event = La línea { $line } nombra un evento que no existe.
value-no-addresses = Tiene que ser una dirección por línea, con los eventos detrás, o NONE.
value-too-many-addresses = Hay más de { $most } direcciones.

# What each parameter means. $title and $first_name are variables of the texts themselves, which are shown as such.
parameter-MONITOR_PRIVATE = Si se reflejan los chats privados.
parameter-MONITOR_GROUPS = Si se reflejan los grupos en los que está el bot de los clientes.
parameter-MONITOR_CHANNELS = Si se reflejan los canales en los que está el bot de los clientes.
parameter-ACCEPT_GROUPS = Si se pregunta al equipo en General antes de reflejar un grupo por primera vez; no cuando el bot lo añadió el propietario o alguien del equipo.
parameter-IGNORE_CHATS = A quién no se refleja nunca: un chat, o lo que una persona escriba en cualquier lugar. Los vetos son entradas de esta lista.
parameter-WHITE_LIST = Si contiene algo, solo se refleja a estas personas y estos chats.
parameter-PRIVATE_KEYWORDS = En los chats privados, solo un mensaje que coincida despierta una conversación nueva o cerrada.
parameter-GROUPS_KEYWORDS = En los grupos, solo un mensaje que coincida despierta una conversación nueva o cerrada.
parameter-CHANNELS_KEYWORDS = En los canales, solo un mensaje que coincida despierta una conversación nueva o cerrada.
parameter-RESTRICTED_KEYWORDS_FRONTEND = Un mensaje entrante que contenga algo de esto no se refleja.
parameter-RESTRICTED_KEYWORDS_BACKEND = Un mensaje saliente que contenga algo de esto se retiene, y se dice al operador qué palabra es.
parameter-EDITS = Qué hace un cambio con la copia al otro lado: replace la cambia, append envía la versión nueva como respuesta a ella.
parameter-DELETES = Qué hace una eliminación en un chat de una cuenta conectada con la copia en su tema: mark lo dice junto a ella, mirror la elimina. Más de diez a la vez solo se cuentan. Telegram no avisa de otras eliminaciones.
parameter-GROUP_EVENTS = Si en el tema se cuenta quién entra, quién sale y qué más ocurre en los grupos de clientes.
parameter-HIDE_INFO = Qué no se muestra a los operadores de los clientes: name pone nombres en clave en lugar de los de las personas; title, en lugar de los títulos de los chats; links quita nombres de usuario, enlaces y menciones; command reserva /info al propietario y a las personas de EXTENSIONS_ALLOWED. Con name, title o links no hay /invite. Véase docs/concepts/hiding.md.
parameter-WELCOME = El saludo, que se envía una vez cada vez que se abre una conversación, como mucho cada hora. { $title } es el título del chat; { $first_name }, el nombre de pila de quien escribe.
parameter-WELCOME_CHATS = Dónde se envía el saludo; en los grupos, solo en el primer contacto.
parameter-SILENT_MODE = FALSE: cuando el mensaje de un cliente no se pudo aceptar definitivamente, el cliente recibe ERROR_TEXT, como mucho una vez por minuto y solo en chats privados; nunca por filtros o vetos.
parameter-ERROR_TEXT = Qué lee un cliente cuyo mensaje no se pudo aceptar, si SILENT_MODE es FALSE. { $title } y { $first_name }, como en WELCOME. Sin este texto: nada.
parameter-OPT_OUT_TEXT = Qué lee un cliente después de darse de baja de los envíos masivos. Sin este texto: nada.
parameter-WORKING_HOURS = Cuándo trabaja el equipo, según TIMEZONE. Fuera de estas horas, quien escribe en privado recibe AWAY, una vez por conversación y día. OFF: nadie lo recibe.
parameter-AWAY = Qué lee un cliente que escribe fuera de WORKING_HOURS; solo en chats privados. { $title } y { $first_name }, como en WELCOME. Sin este texto: nada.
parameter-AUTOCLOSE = Cuánto espera al cliente una conversación respondida antes de cerrarse por sí sola.
parameter-SHIFT_PING = Tras cuántos minutos sin respuesta el tema de una conversación nueva menciona a quien está de turno (/shift), y tras el doble al jefe de turno. Sin plan de turnos no se menciona a nadie.
parameter-CLOSE_NATIVELY = Si al cerrar una conversación se cierra también su tema del foro, donde entonces solo escribe quien puede gestionar temas.
parameter-LEAVE_CLOSED = Clases de chats cuyas conversaciones cerradas siguen cerradas cuando un cliente escribe; los mensajes se reflejan de todos modos.
parameter-REPLY_ONLY = Si solo salen las respuestas explícitas; todo lo demás en un tema es interno.
parameter-AUTO_INFO = Si un tema empieza con lo que se sabe del cliente, como /info lo cuenta a todos. No cuando HIDE_INFO contiene command.
parameter-RECEIPTS = Qué se dice a los operadores de sus respuestas: solo que una no llegó, o también que llegó.
parameter-EXTENSIONS_ALLOWED = Quién, además del propietario, puede usar las funciones administrativas: /send y /export, cambiar las marcas (/mark) y el plan de turnos (/shift), y /info cuando HIDE_INFO oculta algo, que reciben en su propio chat con el bot.
parameter-ICON_COLOR = El icono de los temas nuevos de esta conexión. auto: un color propio, para distinguir varias conexiones en un mismo grupo. Un emoji: uno de los que Telegram ofrece para los temas, tal cual o por su custom_emoji_id; si es otro, se dice en General y los temas tienen el color.
parameter-CUSTOM_COMMANDS = Comandos de otro bot ayudante del grupo: se dejan en paz.
parameter-WEBHOOKS = Direcciones a las que se avisa de los eventos.
parameter-LANGUAGE = El idioma en el que Relevo habla a los operadores.
parameter-TIMEZONE = La zona horaria de WORKING_HOURS, del día en que AWAY se envía una vez y de las horas en las fichas.
parameter-RETAIN_BODIES = Cuánto se conservan, cifrados, el texto y los archivos de los mensajes entregados. NONE: nada.
parameter-RETAIN_LINKS = Cuánto se sabe qué mensaje corresponde a cuál al otro lado; con ello terminan los cambios, las respuestas y las retiradas de mensajes más antiguos.
