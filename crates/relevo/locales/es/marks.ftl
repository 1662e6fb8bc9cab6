# Marks (/mark), and whom something is meant for (/send … to, /export). The terms are those of notices.ftl; mark = marca.

# On a card. $names are marks.
card-marks = 🏷 Marcas: { $names }

marks-none =
    🏷 Todavía no hay marcas.

    Una nueva, en General: /mark new NOMBRE
marks-headline =
    { $count ->
        [one] 🏷 { $count } marca y en cuántas conversaciones está puesta
       *[other] 🏷 { $count } marcas y en cuántas conversaciones está puesta cada una
    }
marks-hint = Una nueva: /mark new NOMBRE. En el tema de un cliente, /mark las pone y las quita.

# In a client's topic. $names are marks.
marks-board = 🏷 Puestas aquí: { $names }
marks-board-none = 🏷 Aquí no hay ninguna marca. Toque una para ponerla.
marks-unsent = ❗ La respuesta rápida «{ $name }» no se envió: no existe o ahora no puede ir ahí.

# Below a mark's name: what it does. $names are marks, $ticker is a text, $reply is the name of a quick reply.
marks-after = Al ponerla se quitan: { $names }
marks-sends = Al ponerla, el cliente recibe esta respuesta rápida: { $reply }
marks-ticker = Detrás del nombre en los títulos: { $ticker }
marks-hook = Los webhooks reciben aviso.
marks-count-none = No está puesta en ninguna conversación.
marks-count =
    { $count ->
        [one] Está puesta en { $count } conversación.
       *[other] Está puesta en { $count } conversaciones.
    }
marks-delete = 🗑 ¿Eliminar la marca «{ $name }»? Se quita en todas partes. Lo que contó hasta ahora sigue en los informes.
marks-key-delete = 🗑 Eliminar
marks-key-delete-now = 🗑 Sí, eliminar
marks-key-keep = Conservarla
marks-key-hook-on = 🔔 Avisar a webhooks
marks-key-hook-off = 🔕 No avisar
marks-key-list = ← Todas las marcas

marks-wrong-name = ❗ Un nombre tiene de 1 a 32 letras, cifras, - o _, sin espacios: /mark new vip
marks-wrong-taken = ❗ Una marca no puede llamarse «new» ni «del»: esas palabras son parte del comando.
marks-wrong-property = ❗ Una marca tiene: name, after, sends, ticker, hook. Por ejemplo: /mark vip ticker ★
marks-wrong-much = ❗ Es más de una palabra. Los nombres no llevan espacios: /mark new pedido-grande
marks-wrong-ticker = ❗ El texto para los títulos tiene de 1 a 40 caracteres: /mark vip ticker ★. Para quitarlo: /mark vip ticker CLEAR
marks-wrong-on-off = ❗ Falta on u off: /mark vip hook on
marks-no-such = ❗ No hay ninguna marca «{ $name }». /mark en General muestra cuáles hay.
marks-exists = ❗ Ya hay una marca «{ $name }».
marks-no-reply = ❗ No hay ninguna respuesta rápida «{ $name }». /say en General muestra cuáles hay.
marks-full = ❗ Hay 50 marcas y no caben más. Elimine una que ya no haga falta.
marks-itself = ❗ Una marca no puede quitarse a sí misma.
marks-not-allowed = 🔒 Las marcas las crea y las cambia el propietario y quien él autorice (EXTENSIONS_ALLOWED).
marks-anonymous = 🔒 Nadie ve quién escribe en nombre del grupo. Escriba con su propio nombre para cambiar marcas.
marks-in-general = Eso se hace en General. Aquí, /mark pone y quita marcas.

# En el bot de configuración. $does es lo que hace la marca, una línea por cosa; las palabras de los comandos quedan como son.
setup-marks = 🏷 Marcas
setup-marks-text = 🏷 Marcas de su grupo: { $count }, cada una con el número de conversaciones que la tienen. Para crear otra, envíe su nombre.
setup-marks-none = 🏷 Todavía no hay marcas. Para crear la primera, envíe su nombre: una sola palabra, como vip
setup-mark-gone = Esta marca ya no está.
setup-mark-text =
    🏷 { $name }
    { $does }

    Para cambiarla, envíe una de estas líneas:
    name NUEVO – otro nombre
    after M1,M2 – estas marcas se quitan cuando se pone
    sends RESPUESTA – el cliente recibe esta respuesta rápida cuando se pone
    ticker TEXTO – aparece tras el nombre en los títulos
    CLEAR en lugar de la última palabra lo quita.

# What is wrong with the words that say for whom something is meant. $word is the word, $example how it is right.
whom-nothing = ❗ ¿Para quién? Por ejemplo: { $example }
whom-unknown = ❗ «{ $word }» no se entiende. Por ejemplo: { $example }
whom-unfinished = ❗ Falta algo después de «and». Por ejemplo: { $example }
whom-name = ❗ Falta el nombre de una marca, o «{ $word }» no puede serlo. Por ejemplo: { $example }
whom-quote = ❗ Unas comillas no se cierran: { $word }. Por ejemplo: { $example }
whom-language = ❗ Falta un idioma, o «{ $word }» no lo es. Por ejemplo: { $example }
whom-span = ❗ ¿De cuánto tiempo atrás? Horas, días o semanas, como 12h, 30d, 2w. Por ejemplo: { $example }
whom-kind = ❗ ¿Qué chats? private, group o channel. Por ejemplo: { $example }
whom-connection = ❗ ¿Qué conexión? Por ejemplo: { $example }
whom-ids = ❗ Faltan los números de los chats. Por ejemplo: { $example }
whom-many-ids = ❗ La lista es demasiado larga: 500 números como máximo. Envíe las más largas como archivo.
whom-twice = ❗ «{ $word }» aparece dos veces. Por ejemplo: { $example }
whom-test-alone = ❗ «test» va solo: significa usted y nadie más.
whom-many = ❗ Es demasiado de una vez: 20 condiciones como máximo.
whom-no-mark = ❗ No hay ninguna marca «{ $name }». /mark en General muestra cuáles hay.

# The file that says whom something is meant for.
whom-file-missing = 📎 La lista va en un archivo CSV: escriba el comando como descripción del archivo o como respuesta a él. Por ejemplo: /send primavera to file
whom-file-large = ❗ No se envió nada: el archivo es demasiado grande; los bots reciben como máximo 20 MB. Divídalo, por favor.
whom-file-not-fetched = ❗ No se envió nada: Telegram no entrega el archivo en este momento. Inténtelo de nuevo en unos minutos, por favor.
whom-file-no-text = ❗ No se envió nada: esto no es un archivo CSV. Guarde la tabla como CSV y envíela de nuevo, por favor.
whom-file-nobody = ❗ No se envió nada: el archivo no nombra a nadie. Hace falta un número de chat por línea, o una columna «conversation_id» o «chat_id», como en las tablas de /export.
whom-file-many = ❗ No se envió nada: el archivo nombra a más de 500.000 personas. Divídalo, por favor.
