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
