# Rundsendungen: was `/send` in der Gruppe sagt, und was über einer Antwort steht.

notice-answers-broadcast = 📣 Antwort auf Rundsendung { $number }, „{ $name }“:

# Der Knopf unter einer Rundsendung, für Kunden.
send-opt-out = Bitte nicht mehr senden
send-opt-out-words = Möchten Sie solche Nachrichten nicht mehr? Ein Tipp genügt.

send-title = 📣 Rundsendung { $number }, „{ $name }“
send-nameless = eine Nachricht
send-line = /send { $line }

send-gathering = ⏳ Die Empfänger werden gezählt …
send-ready = Noch ist nichts gesendet. „Starten“ sendet.
send-ready-timed = Noch ist nichts gesendet. Nach „Starten“ beginnt sie von selbst: { $at }.
send-ready-late = ⌛ Der Zeitpunkt ist vorbei: { $at }. Es wurde nichts gesendet. Schreiben Sie den Befehl noch einmal mit einem neuen Zeitpunkt.
send-scheduled = 🕘 Beginnt von selbst: { $at }. Wer sie bekommt, entscheidet sich dann.
send-running = ▶️ Wird gesendet seit { $at }. Antworten an Kunden gehen immer vor.
send-paused = ⏸ Angehalten: Es wird nichts mehr gesendet, bis jemand „Weiter“ drückt.
send-halted = ⏸ Angehalten: Was gesendet wird, gibt es nicht mehr oder ist noch nicht abgelegt. Speichern Sie die Schnellantwort neu unter ihrem Namen und drücken Sie „Weiter“, machen Sie für die Übrigen eine neue Rundsendung oder brechen Sie diese ab.
send-broken = ⏸ Angehalten: Mit dieser Rundsendung stimmt etwas nicht, sie kann nicht weitergehen. Die anderen gehen weiter. Wer Relevo betreibt, findet den Grund im Protokoll.
send-held = ⏸ Angehalten: Ein Wort darin darf nicht mehr gesendet werden. Antworten Sie auf einen Text ohne dieses Wort mit /say save und dem Namen der Schnellantwort und drücken Sie dann „Weiter“.
send-done = ✅ Beendet: { $at }.
send-cancelled = ⏹ Abgebrochen: { $at }. Was schon unterwegs war, kam noch an.
send-abandoned = ⏹ Nicht gesendet: Einen Tag lang hat sie niemand gestartet.

send-count-all =
    { $count ->
        [one] { $count } Chat insgesamt.
       *[other] { $count } Chats insgesamt.
    }
send-count-nobody =
    { $count ->
        [one] ▫️ { $count } Zeile der Datei nennt niemanden, den man hier kennt.
       *[other] ▫️ { $count } Zeilen der Datei nennen niemanden, den man hier kennt.
    }
send-count-to =
    { $count ->
        [one] { $count } bekommt sie.
       *[other] { $count } bekommen sie.
    }
send-count-sent =
    { $count ->
        [one] ✅ { $count } hat sie bekommen.
       *[other] ✅ { $count } haben sie bekommen.
    }
send-count-waiting =
    { $count ->
        [one] ⏳ { $count } wartet noch.
       *[other] ⏳ { $count } warten noch.
    }
send-count-unknown =
    { $count ->
        [one] ❔ { $count } hat sie vielleicht bekommen: Niemand weiß es, und sie wird nicht wiederholt.
       *[other] ❔ { $count } haben sie vielleicht bekommen: Niemand weiß es, und sie wird nicht wiederholt.
    }
send-count-failed =
    { $count ->
        [one] ⚠️ { $count } war nicht zu erreichen:
       *[other] ⚠️ { $count } waren nicht zu erreichen:
    }
send-count-left-out =
    { $count ->
        [one] ▫️ { $count } ist nicht dabei:
       *[other] ▫️ { $count } sind nicht dabei:
    }

send-why-blocked = Bot blockiert
send-why-opted-out = möchte keine Rundsendungen
send-why-banned = gesperrt oder nicht betreut
send-why-no-dialog = hat dem Bot nie geschrieben
send-why-account = schreibt an das Konto einer Person
send-why-channel = ein Kanal
send-why-group = eine Gruppe (mit „kind group“ dabei)
send-why-stopped = die Verbindung ist angehalten
send-why-gone = die Verbindung ist nicht mehr hier
send-why-deactivated = gelöschtes Konto
send-why-forbidden = nimmt das nicht an
send-why-refused = Telegram hat abgelehnt
send-why-cancelled = abgebrochen, bevor sie an der Reihe waren
send-why-not-yours = dürfen Sie nicht anschreiben

send-expected-minutes =
    { $count ->
        [one] Dauert etwa { $count } Minute.
       *[other] Dauert etwa { $count } Minuten.
    }
send-expected-hours =
    { $count ->
        [one] Dauert etwa { $count } Stunde.
       *[other] Dauert etwa { $count } Stunden.
    }
send-sample = Darunter: { $names }
send-operator-empty = ⚠️ „{ $variable }“ bleibt leer: Eine Rundsendung schreibt niemand aus dem Team selbst.
send-report-failed = ⚠️ Der Bericht konnte hier nicht als Datei gesendet werden. „relevo broadcasts --report { $number }“ gibt ihn aus.
send-tested = An Sie gesendet: Sehen Sie in Ihren Chat mit dem Bot.
send-test-no-dialog = ⚠️ Öffnen Sie Ihren eigenen Chat mit dem Bot und drücken Sie dort „Starten“; dann kann sie Ihnen gesendet werden.

send-list = Rundsendungen, die neuesten zuerst:
send-list-none = Es gibt noch keine Rundsendungen. /send macht eine.

send-content = 📣 Was soll gesendet werden? Wählen Sie eine Schnellantwort.
send-content-none = 📣 Es gibt noch keine Schnellantworten. Antworten Sie auf eine Nachricht mit /say NAME, um sie zu speichern, und schreiben Sie noch einmal /send.
send-content-answered = Die Nachricht, auf die Sie antworten
send-whom = 📣 Wer soll sie bekommen? Mehr geht in einer Zeile: /help.
send-options = 📣 { $line }
    „Weiter“ zählt, wer sie bekommt, und zeigt den Plan. Noch wird nichts gesendet.

send-key-all = Alle
send-key-active = In 30 Tagen aktiv
send-key-me = Nur ich
send-key-quiet = Nicht nachts (21:00–09:00)
send-key-opt-out = Knopf zum Abbestellen
send-key-plan = Weiter
send-key-close = Schließen
send-key-start = ▶️ Starten
send-key-test = Probe an mich
send-key-pause = ⏸ Anhalten
send-key-resume = ▶️ Weiter
send-key-cancel = ⏹ Abbrechen

send-wrong-name = Hierher gehört der Name einer Schnellantwort.
send-wrong-delay = Zwischen zwei Schnellantworten gehört die Zeit von der einen zur nächsten: 30m, 2h oder 1d, höchstens dreißig Tage.
send-wrong-steps = Eine Kette hat höchstens zehn Schnellantworten.
send-wrong-whom = Wer soll sie bekommen? Schreiben Sie „to“ und wen.
send-wrong-at = Nach „at“ gehören ein Tag und eine Uhrzeit.
send-wrong-every = Nach „every“ gehören Tage und eine Uhrzeit.
send-wrong-rate = Nach „rate“ gehört, wie viele in der Sekunde oder Minute: höchstens 30/s.
send-wrong-quiet = Nach „quiet“ gehören zwei Uhrzeiten.
send-wrong-twice = Hier steht etwas zweimal, oder „at“ neben „every“.
send-wrong-unknown = Das ist nicht zu verstehen.
send-wrong-here = Hier: „{ $rest }“
send-wrong-end = Hier: am Ende der Zeile.
send-wrong-example = Richtig ist zum Beispiel: { $line }

send-note-not-allowed = Rundsendungen sind für die, denen der Eigentümer die Verwaltungsbefehle erlaubt.
send-note-nameless = Sie schreiben als Gruppe, also weiß niemand, wer Sie sind. Rundsendungen macht man unter dem eigenen Namen: Schalten Sie „Anonym bleiben“ aus und schreiben Sie noch einmal.
send-note-restricted = Ein Wort darin darf nicht gesendet werden: „{ $word }“. Es wurde nichts angelegt.
send-note-no-broadcast = Eine Rundsendung { $number } gibt es nicht.
send-note-not-now = Das geht mit Rundsendung { $number } jetzt nicht.
send-note-no-reply = Eine Schnellantwort „{ $name }“ gibt es nicht.
send-note-not-ready = Die Schnellantwort „{ $name }“ wird noch abgelegt. Versuchen Sie es gleich noch einmal.
send-note-past = Diese Zeit ist vorbei.
send-note-left-out = Diese Uhrzeit gibt es an dem Tag nicht: Die Uhr wird vorgestellt. Wählen Sie eine andere.
send-note-nothing-answered = Um eine Nachricht zu senden, speichern Sie sie zuerst: Antworten Sie darauf mit /say NAME.
send-note-too-many = Zwanzig Rundsendungen sind unterwegs. Brechen Sie eine ab, oder warten Sie, bis eine beendet ist.
send-note-in-general = Hier sendet /send NAME eine Schnellantwort an diesen Kunden. Rundsendungen macht man in General.
send-note-closed = Geschlossen.
