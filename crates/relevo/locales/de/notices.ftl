### What the desk says in topics, in German. Operators read it; clients never do.
###
### How it speaks: neutral wherever that is shorter, otherwise „Sie“, never „du“. Quotation marks are „…“. A full sentence after a
### colon begins with a capital letter.
###
### One word for one thing:
###   client = Kunde · team = Team · operator = Teammitglied · note = (interne) Notiz · topic = Thema · Topics (Telegram) = Themen
###   Manage topics (right) = Themen verwalten · General = General, as Telegram shows it · administrator = Administrator
###   connection = Verbindung · stopped = angehalten · relay = Relais-Bot · token = Token · command = Befehl
###   deliver = zustellen · send = senden · publish = veröffentlichen · arrive = ankommen · wait = warten
###   withdraw, take back = zurückziehen · discard = verwerfen · retry = erneut versuchen · edit = bearbeiten, Änderung
###   mirror = spiegeln · album, item = Album, Element · poll = Umfrage · quiz = Quiz · upgraded group = Supergruppe
###   privacy mode = Privatsphäre-Modus · discussion group = Diskussionsgruppe · the desk = Relevo
#
# Each attribute is the label of a button.
# $kind and $reason are messages of kinds.ftl and reasons.ftl; $missing and $of are numbers.

notice-repeat-mark = ⟳ Die Nachricht oben steht hier vielleicht doppelt: Telegram hat nicht gemeldet, ob sie beim ersten Mal angekommen ist.

notice-not-delivered = ⚠️ Nicht zugestellt: { $reason }
    .retry = Erneut versuchen

notice-outcome-unknown = ❔ Telegram hat nicht gemeldet, ob diese Nachricht beim Kunden angekommen ist. Damit sie nicht doppelt ankommt, geschieht nichts weiter, bis Sie entscheiden.
    .send-again = Noch einmal senden
    .arrived = Ist angekommen

notice-sent-again = ↻ Noch einmal gesendet, nach allem, was schon wartete.

notice-arrived = ✓ Vermerkt: angekommen.

notice-retried = ↻ Neuer Versuch, nach allem, was schon wartet.

notice-placeholder = 📎 Der Kunde hat etwas gesendet, das sich nicht hierher kopieren ließ. { $kind }: { $reason }

notice-placeholder-retry = 📎 Der Kunde hat etwas gesendet, das sich nicht hierher kopieren ließ. { $kind }: { $reason }
    .retry = Erneut versuchen

notice-client-unreachable = 🚫 Der Kunde hat den Bot blockiert oder sein Konto gelöscht. Was Sie schreiben, kommt nicht an, solange das so ist.

notice-client-reachable = ✅ Der Kunde ist wieder erreichbar.

notice-unknown-command = Diesen Befehl gibt es nicht; der Kunde hat nichts bekommen. Für eine interne Notiz schreiben Sie / und ein Leerzeichen vor Ihren Text.

notice-not-sent-as-chat = Nicht an den Kunden gesendet: Geschrieben wurde im Namen eines Kanals oder eines anderen Chats, und niemand weiß, von wem. Bitte schreiben Sie unter Ihrem eigenen Namen.

notice-not-sent-kind = Nicht an den Kunden gesendet: Diese Art von Nachricht lässt sich noch nicht senden ({ $kind }).

notice-not-sent-to-channel = Nicht veröffentlicht: Was in diesem Thema geschrieben wird, erscheint nicht im Kanal.

notice-stays-note = 📝 Das bleibt eine interne Notiz: Der Kunde sieht sie nicht. Soll er es erfahren, schreiben Sie bitte eine neue Nachricht.

notice-edit-not-sent = ✏️ Die Änderung ging nirgendwohin: Der Kunde hat diese Nachricht nicht von hier. Soll er es erfahren, schreiben Sie bitte eine neue Nachricht.

notice-edit-stays-inside = 📝 Die Änderung bleibt intern, weil ein anderes Element dieses Albums eine Notiz ist oder zurückgezogen wurde. Sobald das nicht mehr so ist, bearbeiten Sie dieses bitte noch einmal: Dann sieht der Kunde die Änderung.

notice-became-note = 📝 Das ist jetzt eine Notiz. Der Kunde hat noch, was vorher gesendet wurde.
    .withdraw = Zurückziehen

notice-taken-back = ✓ Rechtzeitig zurückgezogen: Das geht nicht an den Kunden. Hier bleibt es als Notiz.

notice-taken-back-unsure = ❔ Zurückgezogen, aber Telegram hat nie gemeldet, ob die Nachricht schon beim Kunden war. Sie wird nicht noch einmal gesendet; hier bleibt sie als Notiz.

notice-withdrawing = 🗑 Wird beim Kunden zurückgezogen …

notice-withdrawn = 🗑 Zurückgezogen: Der Kunde hat diese Nachricht nicht mehr.

notice-not-withdrawn = ⚠️ Nicht zurückgezogen, der Kunde hat sie noch: { $reason }

notice-withdraw-hint = Es wurde nichts zurückgezogen. Um eine Nachricht beim Kunden zurückzuziehen, antworten Sie mit /del auf die Nachricht des Teams selbst.

notice-removed-from-group = Der Bot ist nicht mehr in dieser Gruppe. Was Sie hier schreiben, kommt nicht an.

notice-button-expired = Diese Schaltfläche hat keine Wirkung mehr.
notice-press-not-allowed = 🔒 Das dürfen nur der Inhaber und wen er dazu bestimmt (EXTENSIONS_ALLOWED).
# Under a button, to whoever pressed it and may not (they left the group).
notice-not-in-group = Das können nur Mitglieder dieser Gruppe.
# The same, if Telegram did not answer.
notice-press-again = Telegram hat noch nicht bestätigt, dass Sie in dieser Gruppe sind. Bitte drücken Sie gleich noch einmal.
# Under a button, to whoever pressed it while the connection is stopped.
notice-pressed-while-stopped = Nichts ist geschehen: Diese Verbindung ist angehalten. Sobald sie wieder gestartet ist, wirkt der Knopf.

notice-quarantined = ⚠️ Eine Meldung von Telegram ließ sich nicht verarbeiten. Sie wird sieben Tage aufbewahrt; alles andere läuft weiter.

# In General. What a relay is, is in the glossary; `relevo relay list` names it.
notice-relay-not-member = ⚠️ Ein Relais-Bot ist nicht mehr in dieser Gruppe. Die anderen Bots übernehmen seine Arbeit, bei viel Betrieb langsamer. Bitte fügen Sie ihn wieder als Administrator hinzu; `relevo relay list` zeigt, welcher es ist.
notice-relay-may-not-send = ⚠️ Ein Relais-Bot darf in dieser Gruppe nicht mehr schreiben. Die anderen Bots übernehmen seine Arbeit, bei viel Betrieb langsamer. Bitte machen Sie ihn wieder zum Administrator; `relevo relay list` zeigt, welcher es ist.
notice-relay-token = ⚠️ Das Token eines Relais-Bots ist nicht mehr gültig. Die anderen Bots übernehmen seine Arbeit, bei viel Betrieb langsamer. `relevo relay list` zeigt, welcher es ist; bitte fügen Sie ihn mit dem aktuellen Token von @BotFather wieder hinzu.

# ICON_COLOR is the name of a parameter.
notice-icon-unknown = ⚠️ Das Emoji in ICON_COLOR gehört nicht zu denen, die Telegram für Themen anbietet. Neue Themen bekommen stattdessen eine Farbe. Wählen Sie eines der Emojis, die Telegram beim Anlegen eines Themas zeigt, oder eine Farbe.

# $what: see thing-titled and thing-starred in kinds.ftl.
notice-lost = 📎 Der Kunde hat etwas gesendet, das Telegram niemanden kopieren lässt: { $what }

notice-quiz-not-sent = Nicht an den Kunden gesendet: Solange ein Quiz offen ist, verrät Telegram dem Bot die richtige Antwort nicht. Bitte senden Sie eine gewöhnliche Umfrage, oder beenden Sie das Quiz und leiten Sie es hierher weiter.

notice-buttons-not-sent = ⚠️ Ohne einen Teil der Schaltflächen gesendet: Der Kunde kann sie nicht benutzen, oder sie passten nicht hinein.

# Stands inside a poll.
notice-poll-is-copy = Dies ist eine Kopie: Stimmen zählen nur hier.

# Stands inside a poll.
notice-quiz-is-copy = Dies ist die Kopie eines Quiz: Die richtige Antwort ist hier nicht bekannt, und Stimmen zählen nur hier.

# How the client came: as Telegram's own apps show it.
notice-started = /start { $parameter }

notice-not-sent-restricted = ⛔ Nicht an den Kunden gesendet: Darin steht „{ $word }“, ein gesperrtes Wort.

# $sight is a message of this file.
notice-group-asked = 👥 Der Bot wurde zur Gruppe „{ $title }“ hinzugefügt. { $sight } Bis Sie entscheiden, wird nichts aus dieser Gruppe gespiegelt.
    .accept = Annehmen
    .ignore = Ignorieren
    .leave = Verlassen

sight-all = Er liest dort alles mit.

sight-addressed = Er liest dort nur Befehle, Erwähnungen und Antworten an ihn, denn er ist kein Administrator und sein Privatsphäre-Modus ist an. Um das zu ändern, machen Sie ihn zum Administrator der Gruppe; oder schalten Sie den Modus bei @BotFather aus, entfernen Sie den Bot aus der Gruppe und fügen Sie ihn wieder hinzu.

notice-group-accepted = ✓ „{ $title }“ ist angenommen: Was dort ab jetzt geschrieben wird, erscheint in einem eigenen Thema.

notice-group-ignored = ✓ „{ $title }“ wird ignoriert: Nichts daraus wird gespiegelt, und es wird nicht wieder gefragt.

notice-group-left = ✓ Der Bot verlässt „{ $title }“.

notice-added-to-group = ✅ Der Bot ist wieder in dieser Gruppe.

notice-people-joined = → Neu in der Gruppe: { $names }

notice-person-left = ← { $name } hat die Gruppe verlassen

notice-message-pinned = 📌 { $name } hat eine Nachricht angeheftet

notice-which-source = ❔ Diese Gruppe hat eigene Themen, und mehrere davon sind aktiv oder keines. Für welches ist diese Nachricht? Um ohne Rückfrage zu wählen, antworten Sie auf eine Nachricht des Kunden.

source-general = General

notice-source-chosen = ✓ An das Thema „{ $name }“ gesendet.

notice-unpublished = 📣 Noch nicht veröffentlicht: Was hier geschrieben wird, erscheint nicht im Kanal. Um stattdessen einen Beitrag zu kommentieren, antworten Sie auf ihn.
    .publish = Veröffentlichen

notice-no-discussion = 📣 Der Bot kennt zu diesem Beitrag keine Diskussion, in der er kommentieren könnte: Der Kanal hat keine Diskussionsgruppe, oder der Bot ist nicht darin, oder der Beitrag ist älter als der Bot dort. Veröffentlichen lässt sich das nur als eigener Beitrag.
    .publish = Veröffentlichen

notice-published = ✓ Im Kanal veröffentlicht.

# $more, $minutes and $hours are numbers. The line is changed until nothing waits, and then deleted.
notice-backlog = ⏳ { $more ->
        [one] { $more } weitere Nachricht wartet
       *[other] { $more } weitere Nachrichten warten
    }

notice-backlog-minutes = ⏳ { $more ->
        [one] { $more } weitere Nachricht wartet
       *[other] { $more } weitere Nachrichten warten
    }, hier in etwa { $minutes } min

notice-backlog-hours = ⏳ { $more ->
        [one] { $more } weitere Nachricht wartet
       *[other] { $more } weitere Nachrichten warten
    }, hier in etwa { $hours } h

notice-backlog-gone = ⏳ Alles, was wartete, ist da.

notice-arrived-at-last = ✓ Der neue Versuch ist gelungen: angekommen.

notice-written-at = 🕓 Geschrieben am { $time }, während diese Verbindung angehalten war:

notice-held-while-stopped = ⏸ Das haben Sie geschrieben, während die Verbindung angehalten war; darum wurde es nicht gesendet. Stimmt es noch?
    .send = Senden
    .discard = Verwerfen

notice-discarded = ✓ Nicht gesendet. Hier bleibt es als Notiz.

notice-edit-held-while-stopped = ⏸ Das haben Sie bearbeitet, während die Verbindung angehalten war; darum hat der Kunde noch die vorige Fassung. Stimmt die Änderung noch?
    .send = Senden
    .discard = Verwerfen

notice-edit-discarded = ✓ Die Änderung wurde nicht gesendet: Der Kunde behält die vorige Fassung.

notice-gap = ⚠️ Diese Verbindung war mehr als einen Tag angehalten. Telegram bewahrt 24 Stunden auf, was Kunden schreiben: Was sie zwischen dem { $from } und dem { $to } geschrieben haben, fehlt hier.

notice-outage = ⚠️ Mehr als einen Tag lang kam nichts von Telegram. Es bewahrt 24 Stunden auf, was geschrieben wird: Was zwischen dem { $from } und dem { $to } geschrieben wurde, fehlt hier.

# $fix is a message of this file.
notice-group-paused = ⏸ In die Themen kann nicht geschrieben werden: { $fix } Bis dahin wartet alles, danach geht es von selbst weiter.

pause-not-forum = Bitte schalten Sie in den Einstellungen dieser Gruppe die Themen ein.
pause-manage-topics = Bitte geben Sie dem Bot das Administratorrecht „Themen verwalten“.
pause-not-member = Bitte nehmen Sie den Bot wieder als Administrator in die Gruppe Ihres Teams auf.
pause-send = Bitte lassen Sie den Bot in der Gruppe Ihres Teams wieder schreiben, als Administrator.

notice-group-resumed = ▶ In die Themen kann wieder geschrieben werden. Was seit dem { $since } gewartet hat, folgt jetzt der Reihe nach.

notice-taken-over = 🔁 Ab hier betreut ein anderer Ihrer Bots diese Gruppe: Der erste hat sie verlassen, oder seine Verbindung ist angehalten.

# $link leads to the topic in the old group.
notice-moved-here = 🚚 Dieses Gespräch geht hier weiter. Was davor war, steht im alten Thema: { $link }
# Said by the setup bot to the team, in the topics of the old group. $link leads to the topic in the new group, or to that group.
setup-left-goes-on = 🚚 Dieses Gespräch geht in der neuen Gruppe weiter: { $link }
setup-left-not-here = 🚚 Das Team ist umgezogen: Was hier geschrieben wird, erreicht den Kunden nicht mehr. Dieses Gespräch geht in der neuen Gruppe weiter: { $link }

notice-edit-refused = ✏️ Der Kunde hat noch die vorige Fassung: { $reason }

notice-connection-stopped = ⏸ Nicht gesendet: Diese Verbindung ist angehalten; nichts, was Sie hier schreiben, erreicht den Kunden. Läuft sie innerhalb von 24 Stunden wieder, werden Sie hier gefragt, ob es gesendet werden soll.

notice-topic-right-missing = ⚠️ Der Bot darf dieses Thema nicht umbenennen, schließen oder öffnen. Bitte geben Sie ihm das Recht „Themen verwalten“, und tun Sie es dieses Mal von Hand.

notice-sent-late = ✓ Wird jetzt gesendet, nach allem, was schon wartete.

notice-album-incomplete = ⚠️ { $missing ->
        [one] { $missing } von { $of } Elementen aus dem Album des Kunden ließ
       *[other] { $missing } von { $of } Elementen aus dem Album des Kunden ließen
    } sich nicht übernehmen. { $kind }: { $reason }

notice-album-not-delivered = ⚠️ { $missing ->
        [one] { $missing } von { $of } Elementen dieses Albums wurde
       *[other] { $missing } von { $of } Elementen dieses Albums wurden
    } nicht zugestellt. { $kind }: { $reason }
    .retry = Erneut versuchen

# Moments: $year, $month, $day, $hour and $minute are digits, all but the year two.
moment = { $day }.{ $month }.{ $year } um { $hour }:{ $minute } Uhr UTC
moment-in-zone = { $day }.{ $month }.{ $year } um { $hour }:{ $minute } Uhr ({ $zone })
moment-time = { $hour }:{ $minute } Uhr UTC

# Answers to /status in General. The first line is one of these; $time is a time of day.
notice-status = ✅ Relevo läuft ({ $time }).
notice-status-not-forum = ⏸ Nachrichten von Kunden warten: Diese Gruppe hat keine Themen. Bitte schalten Sie sie in den Einstellungen der Gruppe ein; dann geht alles von selbst weiter ({ $time }).
notice-status-manage-topics = ⏸ Nachrichten von Kunden warten: Der Bot darf hier keine Themen verwalten. Bitte geben Sie ihm dieses Recht; dann geht alles von selbst weiter ({ $time }).
# The other lines. $who is a bot's name or status-relay, $budget is status-budget or status-budget-learned, $span one of the spans below,
# $why one of status-stopped to status-may-not-send, $title a topic's; the rest are numbers.
status-sent = Hier gesendete Nachrichten in der letzten Minute:
status-bot = 🤖 { $who }: { $budget }
status-bot-waits = ⏸ { $who }: { $budget }; muss noch { $span } warten
status-bot-trouble = ⚠️ { $who }: { $budget }; { $why }
status-more-bots = … und { $more } weitere
status-relay = { $bot } (Relais)
status-budget = { $used } von { $of }
status-budget-learned = { $used } von { $of } (sonst { $usual })
status-stopped = die Verbindung ist angehalten
status-token = das Token ist nicht mehr gültig
status-second-poller = ein anderes Programm empfängt, was für diesen Bot bestimmt ist
status-no-updates = Telegram meldet diesem Bot nichts
status-not-member = nicht mehr in dieser Gruppe
status-may-not-send = darf hier nicht schreiben
status-nothing-waits = Nichts wartet.
status-to-topics = 📥 In die Themen: { $count } wartend, die älteste schon { $span }
status-to-topics-minutes = 📥 In die Themen: { $count } wartend, die älteste schon { $span }; alles hier frühestens in { $minutes } min
status-to-clients = 📤 An Kunden: { $count } wartend, die älteste schon { $span }
status-held = ❔ Warten in ihren Themen auf eine Entscheidung: { $count }
status-failed = ⚠️ Nicht zugestellt, Gründe in den Themen: { $count }
status-topic = ↳ { $title }: { $count }
span-seconds = { $number } s
span-minutes = { $number } min
span-hours = { $number } h
span-days = { $number ->
        [one] { $number } Tag
       *[other] { $number } Tage
    }

