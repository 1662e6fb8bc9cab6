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

# The panel of /shift.
shift-next = { $time }: { $names }
shift-next-nobody = { $time }: nobody
shift-said-on = On duty by their own word: { $names }
shift-said-off = Off duty by their own word: { $names }
shift-no-rota = There is no rota yet. It is made under “Rota”; until then everybody says with the buttons below whether they are on duty.
shift-come-on = I am on duty
shift-go-off = I am off duty
shift-open-rota = Rota
shift-open-substitutions = Substitutions
shift-open-lead = Shift lead
shift-open-table = As a table
shift-back = Back

# The rota. $zone is the name of a time zone.
shift-rota = 🗓 Rota, times of { $zone }. Whose week is to be changed?
shift-rota-empty = Nobody is in it yet.

# Days of the week, for buttons and lines.
shift-day-0 = Mon
shift-day-1 = Tue
shift-day-2 = Wed
shift-day-3 = Thu
shift-day-4 = Fri
shift-day-5 = Sat
shift-day-6 = Sun

# Somebody's week, and a day of it.
shift-not-in-rota = Not in the rota.
shift-week-hint = In one line, to the minute:
shift-week-example = /shift rota { $name } mon-fri 09:00-13:00, 14:00-17:00
shift-clear = Clear the week
shift-no-hours = Not on duty.
shift-add = Add hours
shift-from = When does it begin?
shift-until = From { $time } – until when?

# The table follows.
shift-table = The rota as a table. Changed and pasted below “/shift rota”, or sent as a CSV file with “/shift rota” as its caption, it replaces the rota.
shift-table-long = It is too long for one message.

# $date is a day, $name whose hours they are, $who is on instead.
shift-substitutions = Substitutions:
shift-no-substitutions = No substitutions.
shift-substitution = { $date }: { $who } for { $name }
shift-day-off = { $date }: { $name } is off
shift-substitution-hint = Another one (“off” behind a name instead of “for”: nobody comes):
shift-substitution-example = /shift sub { $date } Anna for Ben

shift-no-lead = There is no shift lead.
shift-lead-hint = The lead is mentioned where nobody answers in time. Who is it to be?
shift-lead-nobody = Nobody

# Something is in the way.
shift-unclear = /shift shows who is on duty. Besides: /shift on, /shift off, /shift rota, /shift sub, /shift lead
shift-no-spans = Nothing was changed: these are no days and hours. For example: /shift rota Anna mon-fri 09:00-13:00, 14:00-17:00
shift-wrong-substitution = Nothing was changed. For example: /shift sub 2026-12-24 Anna for Ben, or /shift sub 2026-12-24 Ben off
shift-nobody-called = Nothing was changed: nobody known here is called that. Known is who has written here or joined since the bot is there.
shift-several-called = Nothing was changed: several people are called that. Their @username tells them apart.
shift-anonymous = Nothing was changed: you write as the group, so nobody can see who you are. Switch off “Remain anonymous” for yourself and try again.
shift-may-not = Nothing was changed: the rota is for those whom the owner allows it (EXTENSIONS_ALLOWED).
shift-no-lines = Nothing was changed: the table has no lines. One for each span: name,day,from,until
shift-wrong-lines = Nothing was changed: these lines cannot be read: { $lines }. One for each span: name,day,from,until
shift-wrong-names = Nothing was changed: in these lines the name is nobody’s here, or several people’s: { $lines }.
shift-full = Nothing was changed: the rota holds no more.
shift-past-day = Nothing was changed: that day is over.
shift-no-file = Nothing was changed: a file is only read with “/shift rota” as its caption or as an answer to it. Its lines are: name,day,from,until
shift-file-large = Nothing was changed: the file is too large for a rota.
shift-file-not-fetched = Nothing was changed: Telegram does not hand over the file at the moment. Please try again in a few minutes.
shift-file-no-text = Nothing was changed: this is not a CSV file. Please save the table as CSV and send it again.
