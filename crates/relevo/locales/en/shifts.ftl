# Shifts: what the desk says by itself of who is on duty, and what its panels (/shift) say.

# In the topic of a new conversation. $span is a time such as “12 min”; the people on duty follow on a line of their own.
shift-nobody-answers = 🔔 A new conversation has waited { $span } for an answer.
shift-lead-needed = 🔔 Nobody has answered for { $span }.

# Before names.
shift-on-duty = On duty:
shift-lead = Shift lead:

# In General, when others are on duty than before. Names, and the topics that need an answer, follow.
shift-change = 🔁 Shift change
shift-on-duty-now = On duty now:
shift-nobody-on-duty = Nobody is on duty now.
shift-off-duty = Off duty:

# What was done since the last change; joined with “·”.
shift-answers = { $count ->
    [one] { $count } answer
   *[other] { $count } answers
 } in { $topics ->
    [one] { $topics } topic
   *[other] { $topics } topics
 }
shift-closed = { $count } closed
shift-taken = { $count } taken
shift-nothing-done = Nothing was answered, closed or taken since the last change.

# Behind a topic: opens the newest note in it.
shift-note = note
