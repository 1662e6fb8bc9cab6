### Schnellantworten (/say): was Relevo über sie sagt. Das liest das Team, nie ein Kunde.
#
# $name, $old und $new sind Namen, die das Team vergeben hat; $kind und $reason sind Nachrichten aus kinds.ftl und reasons.ftl.

# Wie das Thema heißt, in dem sie aufbewahrt werden.
reply-topic = Antworten

# Unter einem Befehl: was der Kunde bekommen hat. Die Worte selbst folgen.
reply-said = 💬 Schnellantwort „{ $name }“:
reply-forwarded = 💬 Schnellantwort „{ $name }“, weitergeleitet:
# Was sie enthält, öffnet die aufbewahrte; $count ist eine Zahl von Dateien.
reply-kind = 📎 { $kind }
reply-kind-album = 📎 { $kind }, Album mit { $count }

reply-gone = ⚠️ Nicht gesendet: Was zu „{ $name }“ gehört, ist nicht mehr in dem Thema, in dem es aufbewahrt wurde.
    .remove = Entfernen
reply-partly-gone = ⚠️ Von „{ $name }“ wurde nicht alles gesendet: Ein Teil ist nicht mehr in dem Thema, in dem er aufbewahrt wurde.
    .remove = Entfernen
reply-removed = 🗑 Die Schnellantwort wurde entfernt.

# Antworten auf /say.
say-saved = 💾 Gespeichert. Im Thema eines Kunden senden: /say { $name }
say-not-kept = Nicht als „{ $name }“ gespeichert: { $reason }
say-missing = Es gibt keine Schnellantwort „{ $name }“. /say zeigt alle. Zum Speichern eine Nachricht mit /say { $name } beantworten
say-taken = Nichts geändert: Die Schnellantwort „{ $name }“ gibt es schon. Um sie zu ersetzen, eine Nachricht mit /say save { $name } beantworten
say-renamed = ✏️ „{ $old }“ heißt jetzt „{ $new }“.
say-deleted = 🗑 „{ $name }“ wurde gelöscht.
say-unsavable = Nicht gespeichert: So etwas lässt sich keinem Kunden senden ({ $kind }).
say-nothing-to-save = Nichts gespeichert: Bitte den Befehl als Antwort auf die Nachricht schreiben, die gespeichert werden soll.
say-stays-inside = Nichts gespeichert: Was mit einem Schrägstrich beginnt, ist eine Notiz oder ein Befehl und bleibt im Team.
say-album-forgotten = Nicht gespeichert: Dieses Album ist zu alt, um noch ganz bekannt zu sein. Bitte noch einmal posten und darauf antworten.
say-full = Nicht gespeichert: Es gibt schon 500 Schnellantworten. Mit /say del lässt sich eine löschen, die niemand mehr braucht.
say-bad-name = So kann nichts heißen. Ein Name ist ein Wort aus bis zu 32 Buchstaben, Ziffern, - und _.
say-reserved = „del“, „find“ und „save“ gehören zum Befehl, so kann nichts heißen.
say-help =
    Schnellantworten:
    /say – alle
    /say NAME – senden (im Thema eines Kunden), oder als Antwort auf eine Nachricht: diese speichern
    /say save NAME – als Antwort: speichern und ersetzen, was es gibt
    /say NAME fwd – weiterleiten, mit Quelle
    /say NAME as NEU – umbenennen
    /say del NAME – löschen
    /say find WORTE – suchen
say-anonymous = 🔒 Nichts geändert: Wer im Namen der Gruppe schreibt, ist nicht zu erkennen. Schreiben Sie unter Ihrem Namen, um Schnellantworten zu speichern, umzubenennen oder zu löschen.
say-in-topic = Schnellantworten werden im Thema eines Kunden gesendet. Es wurde nichts gesendet.
say-not-stored = Nicht gesendet: „{ $name }“ wird noch aufbewahrt, oder das ging nicht. Ohne „fwd“ lässt sie sich senden.
say-others-files = Nicht gesendet: Die Dateien von „{ $name }“ hat beim Speichern ein anderer Bot gesehen, dieser kann sie nicht senden. Bitte in diesem Thema noch einmal speichern.
say-account-forwards = Nicht gesendet: Ein persönliches Konto leitet nichts weiter. Ohne „fwd“ lässt sie sich senden.
say-no-room = Nicht gesendet: Mit eingesetzten Namen ist „{ $name }“ leer oder länger, als Telegram erlaubt (4096 Zeichen, unter einer Datei 1024). Bitte kürzen Sie den Text und speichern Sie ihn neu mit /say save { $name }
say-overtaken = Nicht als „{ $name }“ gespeichert: Unterdessen wurde unter diesem Namen etwas anderes gespeichert, oder der Eintrag wurde gelöscht.

# Die Liste, und eine davon. $count ist eine Zahl, $words das Gesuchte.
replies-none = Es gibt noch keine Schnellantworten. Zum Speichern eine Nachricht mit /say und einem Namen beantworten.
replies-all = 💬 Schnellantworten: { $count }
replies-found = 🔎 „{ $words }“: { $count }
replies-used = Bisher gesendet: { $count }
replies-gone = Diese Schnellantwort gibt es nicht mehr.
replies-sure = 🗑 „{ $name }“ löschen? Bisher gesendet: { $count }
replies-delete = Löschen
replies-keep = Behalten
replies-back = Alle
replies-stored = Wo sie aufbewahrt ist
# Statt der Liste, auf der getippt wurde, solange nichts gesendet ist; darunter folgt eine Frage oder ein Grund.
replies-asked = 💬 „{ $name }“ wurde gewählt; gesendet ist noch nichts. Was daraus wurde, steht darunter.

# Im Einrichtungsbot. Die letzten beiden folgen auf setup-note-wrong.
setup-replies = 💬 Schnellantworten
setup-replies-text = 💬 Schnellantworten Ihrer Gruppe: { $count }. Das Team sendet sie mit /say.
setup-replies-none = 💬 Es gibt noch keine Schnellantworten. Zum Speichern in Ihrer Gruppe eine Nachricht mit /say und einem Namen beantworten.
setup-reply-text = Bisher gesendet: { $count }. Um sie anders zu nennen, senden Sie den neuen Namen.
setup-reply-no-name = ein Name ist ein Wort aus bis zu 32 Buchstaben, Ziffern, - und _
setup-reply-taken = es gibt schon eine Schnellantwort mit diesem Namen
