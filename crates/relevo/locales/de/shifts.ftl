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

# The panel of /shift.
shift-next = { $time }: { $names }
shift-next-nobody = { $time }: niemand
shift-said-on = Nach eigener Meldung im Dienst: { $names }
shift-said-off = Nach eigener Meldung nicht im Dienst: { $names }
shift-no-rota = Es gibt noch keinen Dienstplan. Er entsteht unter „Dienstplan“; bis dahin sagen alle mit den Knöpfen unten, ob sie im Dienst sind.
shift-come-on = Ich bin im Dienst
shift-go-off = Ich habe Feierabend
shift-open-rota = Dienstplan
shift-open-substitutions = Vertretungen
shift-open-lead = Schichtleitung
shift-open-table = Als Tabelle
shift-back = Zurück

# The rota. $zone is the name of a time zone.
shift-rota = 🗓 Dienstplan, Uhrzeit von { $zone }. Wessen Woche soll geändert werden?
shift-rota-empty = Noch steht niemand darin.

# Days of the week, for buttons and lines.
shift-day-0 = Mo
shift-day-1 = Di
shift-day-2 = Mi
shift-day-3 = Do
shift-day-4 = Fr
shift-day-5 = Sa
shift-day-6 = So

# Somebody's week, and a day of it.
shift-not-in-rota = Nicht im Dienstplan.
shift-week-hint = In einer Zeile, auf die Minute:
shift-week-example = /shift rota { $name } Mo-Fr 09:00-13:00, 14:00-17:00
shift-clear = Woche leeren
shift-no-hours = Kein Dienst.
shift-add = Zeit hinzufügen
shift-from = Wann beginnt es?
shift-until = Ab { $time } – bis wann?

# The table follows.
shift-table = Der Dienstplan als Tabelle. Geändert und unter „/shift rota“ eingefügt, ersetzt sie den Dienstplan.
shift-table-long = Für eine Nachricht ist sie zu lang.

# $date is a day, $name whose hours they are, $who is on instead.
shift-substitutions = Vertretungen:
shift-no-substitutions = Keine Vertretungen.
shift-substitution = { $date }: { $who } für { $name }
shift-day-off = { $date }: { $name } hat frei
shift-substitution-hint = Noch eine („off“ hinter einem Namen statt „for“: Es kommt niemand):
shift-substitution-example = /shift sub { $date } Anna für Ben

shift-no-lead = Es gibt keine Schichtleitung.
shift-lead-hint = Sie wird erwähnt, wo niemand rechtzeitig antwortet. Wer soll es sein?
shift-lead-nobody = Niemand

# Something is in the way.
shift-unclear = /shift zeigt, wer im Dienst ist. Außerdem: /shift on, /shift off, /shift rota, /shift sub, /shift lead
shift-no-spans = Nichts wurde geändert: Das sind keine Tage und Uhrzeiten. Zum Beispiel: /shift rota Anna Mo-Fr 09:00-13:00, 14:00-17:00
shift-wrong-substitution = Nichts wurde geändert. Zum Beispiel: /shift sub 2026-12-24 Anna für Ben oder /shift sub 2026-12-24 Ben off
shift-nobody-called = Nichts wurde geändert: Hier ist niemand mit diesem Namen bekannt. Bekannt ist, wer hier geschrieben hat oder beigetreten ist, seit der Bot da ist.
shift-several-called = Nichts wurde geändert: So heißen mehrere. Ihr @username unterscheidet sie.
shift-anonymous = Nichts wurde geändert: Sie schreiben als die Gruppe, und so sieht niemand, wer Sie sind. Schalten Sie für sich „Anonym bleiben“ aus und versuchen Sie es noch einmal.
shift-may-not = Nichts wurde geändert: Den Dienstplan ändern diejenigen, denen es der Inhaber erlaubt (EXTENSIONS_ALLOWED).
shift-no-lines = Nichts wurde geändert: Die Tabelle hat keine Zeilen. Eine für jede Zeitspanne: name,day,from,until
shift-wrong-lines = Nichts wurde geändert: Diese Zeilen sind nicht lesbar: { $lines }. Eine für jede Zeitspanne: name,day,from,until
shift-wrong-names = Nichts wurde geändert: In diesen Zeilen heißt hier niemand so, oder mehrere: { $lines }.
shift-full = Nichts wurde geändert: Mehr fasst der Dienstplan nicht.
shift-past-day = Nichts wurde geändert: Dieser Tag ist vorbei.
shift-no-file = Nichts wurde geändert: Eine Datei wird nur mit „/shift rota“ als Beschriftung oder als Antwort darauf gelesen. Ihre Zeilen: name,day,from,until
shift-file-large = Nichts wurde geändert: Die Datei ist zu groß für einen Dienstplan.
shift-file-not-fetched = Nichts wurde geändert: Telegram gibt die Datei gerade nicht heraus. Bitte versuchen Sie es in einigen Minuten noch einmal.
shift-file-no-text = Nichts wurde geändert: Das ist keine CSV-Datei. Bitte speichern Sie die Tabelle als CSV und senden Sie sie noch einmal.
