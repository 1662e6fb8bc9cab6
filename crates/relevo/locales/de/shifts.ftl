# Shifts: what the desk says by itself of who is on duty, and what its panels (/shift) say. The terms are those of notices.ftl; shift = Schicht, on duty = im Dienst.

# In the topic of a new conversation. $span is a time such as “12 min”; the people on duty follow on a line of their own.
shift-nobody-answers = 🔔 Ein neues Gespräch wartet seit { $span } auf eine Antwort.
shift-lead-needed = 🔔 Seit { $span } hat niemand geantwortet.

# Before names.
shift-on-duty = Im Dienst:
shift-lead = Schichtleitung:

# In General, when others are on duty than before. Names, and the topics that need an answer, follow.
shift-change = 🔁 Schichtwechsel
shift-on-duty-now = Jetzt im Dienst:
shift-nobody-on-duty = Jetzt ist niemand im Dienst.
shift-off-duty = Dienst beendet:

# What was done since the last change; joined with “·”.
shift-answers = { $count ->
    [one] { $count } Antwort
   *[other] { $count } Antworten
 } in { $topics ->
    [one] { $topics } Thema
   *[other] { $topics } Themen
 }
shift-closed = { $count } geschlossen
shift-taken = { $count } übernommen
shift-nothing-done = Seit dem letzten Wechsel wurde nichts beantwortet, geschlossen oder übernommen.

# Behind a topic: opens the newest note in it.
shift-note = Notiz
