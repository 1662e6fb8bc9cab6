# Shifts: what the desk says by itself of who is on duty, and what its panels (/shift) say. The terms are those of notices.ftl; shift = turno, on duty = de turno.

# In the topic of a new conversation. $span is a time such as “12 min”; the people on duty follow on a line of their own.
shift-nobody-answers = 🔔 Una conversación nueva espera respuesta desde hace { $span }.
shift-lead-needed = 🔔 Nadie ha respondido en { $span }.

# Before names.
shift-on-duty = De turno:
shift-lead = Jefe de turno:

# In General, when others are on duty than before. Names, and the topics that need an answer, follow.
shift-change = 🔁 Cambio de turno
shift-on-duty-now = De turno ahora:
shift-nobody-on-duty = Ahora no hay nadie de turno.
shift-off-duty = Termina el turno:

# What was done since the last change; joined with “·”.
shift-answers = { $count ->
    [one] { $count } respuesta
   *[other] { $count } respuestas
 } en { $topics ->
    [one] { $topics } tema
   *[other] { $topics } temas
 }
shift-closed = { $count ->
    [one] { $count } cerrado
   *[other] { $count } cerrados
 }
shift-taken = { $count ->
    [one] { $count } asumido
   *[other] { $count } asumidos
 }
shift-nothing-done = Desde el último cambio no se respondió, cerró ni asumió nada.

# Behind a topic: opens the newest note in it.
shift-note = nota

# The panel of /shift.
shift-next = { $time }: { $names }
shift-next-nobody = { $time }: nadie
shift-said-on = De turno por aviso propio: { $names }
shift-said-off = Fuera de turno por aviso propio: { $names }
shift-no-rota = Todavía no hay plan de turnos. Se hace en «Plan»; mientras tanto, cada cual dice con los botones de abajo si está de turno.
shift-come-on = Estoy de turno
shift-go-off = Termino el turno
shift-open-rota = Plan
shift-open-substitutions = Sustituciones
shift-open-lead = Jefe de turno
shift-open-table = Como tabla
shift-back = Atrás

# The rota. $zone is the name of a time zone.
shift-rota = 🗓 Plan de turnos, hora de { $zone }. ¿De quién es la semana que se cambia?
shift-rota-empty = Aún no hay nadie.

# Days of the week, for buttons and lines.
shift-day-0 = lun
shift-day-1 = mar
shift-day-2 = mié
shift-day-3 = jue
shift-day-4 = vie
shift-day-5 = sáb
shift-day-6 = dom

# Somebody's week, and a day of it.
shift-not-in-rota = No está en el plan.
shift-week-hint = En una línea, al minuto:
shift-week-example = /shift rota { $name } lun-vie 09:00-13:00, 14:00-17:00
shift-clear = Vaciar la semana
shift-no-hours = Sin turno.
shift-add = Añadir horas
shift-from = ¿Cuándo empieza?
shift-until = Desde las { $time }, ¿hasta cuándo?

# The table follows.
shift-table = El plan como tabla. Cambiada y pegada debajo de «/shift rota», sustituye el plan.
shift-table-long = Es demasiado larga para un mensaje.

# $date is a day, $name whose hours they are, $who is on instead.
shift-substitutions = Sustituciones:
shift-no-substitutions = No hay sustituciones.
shift-substitution = { $date }: { $who } por { $name }
shift-day-off = { $date }: { $name } libra
shift-substitution-hint = Otra más (con «off» tras el nombre en lugar de «for» no viene nadie):
shift-substitution-example = /shift sub { $date } Ana por Luis

shift-no-lead = No hay jefe de turno.
shift-lead-hint = Se le menciona donde nadie responde a tiempo. ¿Quién será?
shift-lead-nobody = Nadie

# Something is in the way.
shift-unclear = /shift muestra quién está de turno. Además: /shift on, /shift off, /shift rota, /shift sub, /shift lead
shift-no-spans = No se cambió nada: esto no son días y horas. Por ejemplo: /shift rota Ana lun-vie 09:00-13:00, 14:00-17:00
shift-wrong-substitution = No se cambió nada. Por ejemplo: /shift sub 2026-12-24 Ana por Luis, o /shift sub 2026-12-24 Luis off
shift-nobody-called = No se cambió nada: aquí no se conoce a nadie con ese nombre. Se conoce a quien ha escrito o entrado desde que está el bot.
shift-several-called = No se cambió nada: varias personas se llaman así. Su @username las distingue.
shift-anonymous = No se cambió nada: usted escribe como el grupo y nadie puede ver quién es. Desactive «Permanecer anónimo» en sus permisos e inténtelo de nuevo.
shift-may-not = No se cambió nada: el plan lo cambian quienes el propietario permite (EXTENSIONS_ALLOWED).
shift-no-lines = No se cambió nada: la tabla no tiene líneas. Una por tramo: name,day,from,until
shift-wrong-lines = No se cambió nada: estas líneas no se entienden: { $lines }. Una por tramo: name,day,from,until
shift-wrong-names = No se cambió nada: en estas líneas el nombre no es de nadie de aquí, o es de varias personas: { $lines }.
shift-full = No se cambió nada: en el plan no cabe más.
shift-past-day = No se cambió nada: ese día ya pasó.
shift-no-file = No se cambió nada: un archivo solo se lee con «/shift rota» como descripción o como respuesta a él. Sus líneas son: name,day,from,until
shift-file-large = No se cambió nada: el archivo es demasiado grande para un plan de turnos.
shift-file-not-fetched = No se cambió nada: Telegram no entrega el archivo en este momento. Inténtelo de nuevo en unos minutos, por favor.
shift-file-no-text = No se cambió nada: esto no es un archivo CSV. Guarde la tabla como CSV y envíela de nuevo, por favor.
