### How a connection goes, in numbers, as the setup bot tells its owner, in Spanish. Speaks as setup.ftl.

# $bot is a username with @, $id a connection like i3, $time a moment.
setup-numbers-title = 📊 { $bot } · { $id }, { $time }
setup-numbers-none-open = No hay ninguna conversación abierta.
setup-numbers-of-team =
    { $count ->
        [one] 🟪 { $count } conversación en espera del equipo
       *[other] 🟪 { $count } conversaciones en espera del equipo
    }
setup-numbers-of-client =
    { $count ->
        [one] 🟨 { $count } conversación en espera del cliente
       *[other] 🟨 { $count } conversaciones en espera del cliente
    }
# A topic follows.
setup-numbers-longest = La que más espera:
setup-numbers-today =
    { $in ->
        [one] Hoy ha llegado { $in } mensaje
       *[other] Hoy han llegado { $in } mensajes
    } y { $out ->
        [one] ha salido { $out } respuesta
       *[other] han salido { $out } respuestas
    }.
setup-numbers-week =
    { $in ->
        [one] En 7 días ha llegado { $in } mensaje
       *[other] En 7 días han llegado { $in } mensajes
    } y { $out ->
        [one] ha salido { $out } respuesta
       *[other] han salido { $out } respuestas
    }.
setup-numbers-delivered =
    { $count ->
        [one] ✅ De ellos, { $count } entregado
       *[other] ✅ De ellos, { $count } entregados
    }
setup-numbers-on-the-way =
    { $count ->
        [one] ⏳ { $count } mensaje en camino
       *[other] ⏳ { $count } mensajes en camino
    }
setup-numbers-held =
    { $count ->
        [one] ❔ { $count } mensaje en espera de una decisión, en su tema
       *[other] ❔ { $count } mensajes en espera de una decisión, en sus temas
    }
setup-numbers-failed =
    { $count ->
        [one] ⚠️ { $count } mensaje no entregado; su tema dice por qué
       *[other] ⚠️ { $count } mensajes no entregados; sus temas dicen por qué
    }
setup-refresh = 🔄 Actualizar
