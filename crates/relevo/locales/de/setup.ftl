### What the setup bot says to owners, in German: as notices.ftl speaks; „Sie“.

setup-home-text =
    👋 Das ist die Einrichtung Ihres Support-Desks.

    Kunden schreiben Ihren Bots wie gewohnt; das hier sehen nur Sie und die Mitinhaber.
# $person is a person’s number.
setup-home-asked = 🙋 Jemand anderes (Telegram-Nummer { $person }) möchte einen Bot mit Ihrer Gruppe „{ $group }“ verbinden. Seine Nachrichten kämen dann ebenfalls dorthin, in eigene Themen.
setup-connections = 🔌 Meine Verbindungen
setup-new-connection = ➕ Neue Verbindung
setup-language = 🌐 Sprache
setup-home = 🏠 Zum Anfang
setup-back = ← Zurück

setup-choose-group =
    👋 { $bot } gehört jetzt Ihnen. Wählen Sie nun die Gruppe, in der Ihr Team antworten wird.

    Nötig ist eine Gruppe mit eingeschalteten Themen, in der Sie Inhaber oder Administrator sind. Telegram gibt dem Bot die nötigen Rechte: Themen verwalten, Nachrichten löschen und anheften.

    Oder von Hand: { $bot } als Administrator zur Gruppe hinzufügen und dort schreiben
    /connect { $code }
setup-choose-group-to-move =
    Wählen Sie die Gruppe, in die diese Verbindung umzieht. Offene Gespräche bekommen dort neue Themen mit Links zu den alten.

    Oder von Hand: { $bot } als Administrator zur Gruppe hinzufügen und dort schreiben
    /connect { $code }
setup-choose = 👥 Gruppe wählen
setup-keyboard-gone = In Ordnung.
setup-waiting = ⏳ Einen Moment: Telegram fügt den Bot der Gruppe hinzu.
setup-check = 🔄 Noch einmal prüfen
setup-other-group = 👥 Andere Gruppe

setup-first-message = Schreiben Sie { $bot } nun von einem anderen Konto aus oder bitten Sie jemanden darum: In der Gruppe erscheint das Thema, und hier steht es dann auch.

setup-new-connection-text = Was soll verbunden werden?
setup-kind-bot = 🤖 Ein Bot
setup-kind-business = 💼 Ein Geschäftskonto
setup-kind-account = 👤 Ein persönliches Konto
setup-ask-token =
    Senden Sie das Token des Bots. @BotFather gibt es Ihnen: /newbot legt einen Bot an, /mybots zeigt die Token der vorhandenen.

    Ihre Nachricht wird sofort gelöscht, das Token verschlüsselt aufbewahrt. Der Bot darf in keinem anderen Programm laufen.
setup-open-bot = ➡️ Bot öffnen
setup-business =
    Ein Geschäftskonto ist Ihr eigenes Konto, für das Ihr Team antwortet, ohne Zugriff auf die Sitzung:

    1. @BotFather → /mybots → Ihr Bot → Bot Settings → Secretary Mode: einschalten.
    2. In Telegram: Einstellungen → Telegram Business → Chatbots: den Benutzernamen des Bots eintragen und die Chats wählen, die er beantworten darf.
    3. „Noch einmal prüfen“ tippen: Das Konto erscheint hier, und Sie wählen seine Gruppe.
setup-account = Persönliche Konten lassen sich in einer späteren Version verbinden. Heute gehen Bots und Geschäftskonten.

setup-connections-text = Ihre Verbindungen:
setup-no-connections = Noch ist nichts verbunden.
setup-connection-running =
    🟢 { $bot } · { $id } läuft.
    Gruppe: { $group } ({ $number })
setup-connection-stopped =
    ⏸ { $bot } · { $id } ist angehalten: Nichts wird angenommen. Was Kunden schreiben, bleibt 24 Stunden aufbewahrt.
    Gruppe: { $group } ({ $number })
setup-stop = ⏸ Anhalten
setup-start = ▶️ Starten
setup-parameters = ⚙️ Parameter
setup-numbers = 📊 Zahlen
setup-relays = 📣 Relais-Bots
setup-team = 👥 Team
setup-api-key = 🔑 API-Schlüssel
setup-move = 🚚 Umziehen
setup-delete = 🗑 Löschen
setup-open-topic = 💬 Thema öffnen

setup-language-text = In welcher Sprache möchten Sie diese Einrichtung lesen? Was Ihr Team in der Gruppe liest, bestimmt der Parameter LANGUAGE der jeweiligen Verbindung.
setup-language-name = Deutsch
setup-language-app = Wie meine App
setup-not-here = Das gibt es nicht mehr.

setup-note-not-here = 🤔 Das passt hier nicht. Bitte die Knöpfe verwenden, oder mit /start neu beginnen.
setup-note-old-button = Dieser Knopf ist veraltet. Bitte die der neuesten Nachricht verwenden.
setup-note-not-yours = Diese Verbindung gehört Ihnen nicht oder nicht mehr.
setup-note-connected = ✅ Verbunden: Themen, Hinweise und Antworten funktionieren in dieser Gruppe.
setup-note-first-arrived = ✅ Es funktioniert: Die erste Nachricht steht in ihrem Thema.
setup-note-took-bot = ✅ { $bot } gehört hier jetzt Ihnen. Öffnen Sie ihn und tippen Sie auf STARTEN: Er fragt nach seiner Gruppe.
setup-note-stopped = ⏸ Angehalten.
setup-note-started = ▶️ Gestartet. Was Kunden inzwischen geschrieben haben, folgt mit Uhrzeit; nach dem, was Teammitglieder geschrieben haben, wird gefragt.
setup-note-saved = ✅ Gespeichert; gilt ab sofort.
setup-note-wrong = ⚠️ Nichts wurde geändert: { $why }

setup-problem-token = ⚠️ Telegram kennt dieses Token nicht. Kopieren Sie es vollständig aus @BotFather (es sieht aus wie 123456:ABC-…) und senden Sie es noch einmal.
setup-problem-wait = ⏳ Telegram bittet um eine kurze Pause. Es wird von selbst noch einmal versucht.
setup-problem-unreachable = ⚠️ Telegram ist gerade nicht erreichbar. Es wird von selbst noch einmal versucht.
setup-problem-not-forum = ⚠️ Diese Gruppe hat noch keine Themen. Ihr Inhaber kann sie einschalten: Gruppenname → Bearbeiten → Themen. Sobald sie eingeschaltet sind, geht es von selbst weiter.
setup-problem-not-group = ⚠️ Das ist keine Gruppe. Bitte eine Gruppe mit Themen wählen.
setup-problem-group-unknown = ⚠️ Der Bot ist noch nicht in dieser Gruppe. Fügen Sie ihn hinzu: Gruppenname → Bearbeiten → Administratoren → Administrator hinzufügen, mit dem Recht „Themen verwalten“. Sobald er dort ist, geht es von selbst weiter.
setup-problem-group-silent = ⏳ Telegram hat zur Gruppe nichts geantwortet. Es wird von selbst noch einmal versucht.
setup-problem-not-member = ⚠️ Der Bot ist noch nicht in dieser Gruppe. Fügen Sie ihn hinzu: Gruppenname → Bearbeiten → Administratoren → Administrator hinzufügen, mit dem Recht „Themen verwalten“. Sobald er dort ist, geht es von selbst weiter.
setup-problem-only-member = ⚠️ Der Bot ist in dieser Gruppe nur Mitglied. Machen Sie ihn zum Administrator: Gruppenname → Bearbeiten → Administratoren → Administrator hinzufügen, mit dem Recht „Themen verwalten“. Dann geht es von selbst weiter.
setup-problem-manage-topics = ⚠️ Dem Bot fehlt das Recht „Themen verwalten“. Geben Sie es ihm: Gruppenname → Bearbeiten → Administratoren → der Bot. Dann geht es von selbst weiter.
setup-problem-is-relay = ⚠️ Dieser Bot ist Relais-Bot einer Ihrer Gruppen. Entfernen Sie ihn dort zuerst oder nehmen Sie einen anderen.
setup-problem-serves-another = ⚠️ Dieser Bot bedient schon eine andere Gruppe: ein Bot, eine Gruppe. Lassen Sie seine Verbindung umziehen oder nehmen Sie einen anderen Bot.
setup-problem-is-frontend = ⚠️ Über diesen Bot läuft schon eine Verbindung. Ein Relais-Bot ist ein weiterer: Legen Sie ihn mit @BotFather an.
setup-problem-not-yours = ⚠️ Dieser Bot gehört hier jemand anderem.
setup-problem-no-consent = ⚠️ Der Inhaber dieser Gruppe ist nicht einverstanden. Bitte eine andere Gruppe wählen; oder sprechen Sie mit ihm und drücken Sie „Noch einmal prüfen“: Dann wird er noch einmal gefragt.

setup-problem-nobody-to-ask = ⚠️ In dieser Gruppe läuft eine fremde Verbindung, und ihr Inhaber ist von hier aus nicht zu fragen. Bitte wenden Sie sich an den Betreiber dieses Dienstes oder wählen Sie eine andere Gruppe.

# Where a token is asked for: it was not kept, so nothing is tried by itself.
setup-token-wait = ⏳ Telegram bittet um eine kurze Pause. Vom Token wurde nichts behalten: Bitte senden Sie es in einer Minute noch einmal.
setup-token-unreachable = ⚠️ Telegram ist gerade nicht erreichbar. Vom Token wurde nichts behalten: Bitte senden Sie es nach einer Weile noch einmal.
setup-token-group-silent = ⚠️ Telegram hat zur Gruppe nichts geantwortet. Vom Token wurde nichts behalten: Bitte senden Sie es noch einmal.
setup-token-not-member = ⚠️ Der Bot ist noch nicht in dieser Gruppe. Fügen Sie ihn hinzu: Gruppenname → Bearbeiten → Administratoren → Administrator hinzufügen, mit dem Recht „Themen verwalten“. Senden Sie das Token dann noch einmal.
setup-token-only-member = ⚠️ Der Bot ist in dieser Gruppe nur Mitglied. Machen Sie ihn zum Administrator: Gruppenname → Bearbeiten → Administratoren → Administrator hinzufügen, mit dem Recht „Themen verwalten“. Senden Sie das Token dann noch einmal.

setup-lack-delete-messages = • Ohne das Recht „Nachrichten löschen“ bleiben Befehle und ihre Antworten in der Gruppe stehen.
setup-lack-pin-messages = • Ohne das Recht „Nachrichten anheften“ wird nichts angeheftet.
setup-lack-privacy = • Der Privatsphäre-Modus ist an: In Kundengruppen hört der Bot nur Befehle und Antworten an ihn. So ändern Sie das: @BotFather → /setprivacy → Disable, danach den Bot aus jeder Kundengruppe entfernen und neu hinzufügen.
setup-lack-relay-topics = • Ohne das Recht „Themen verwalten“ kann er in geschlossenen Themen nicht schreiben; das macht der verbundene Bot.

setup-relays-none = 📣 Relais-Bots schreiben Texte von Kunden neben Ihrem Bot, damit mehr davon in eine Minute passen. Eine lebhafte Gruppe braucht sie ab etwa 20 Nachrichten pro Minute. Noch gibt es keinen.
setup-relays-text = 📣 Relais-Bots schreiben Texte von Kunden neben Ihrem Bot, damit mehr davon in eine Minute passen. ⚠️: außer Dienst, siehe /status in der Gruppe.
setup-add-relay = ➕ Relais-Bot hinzufügen
setup-ask-relay =
    Legen Sie mit @BotFather einen Bot an, fügen Sie ihn der Gruppe als Administrator hinzu (das Recht „Themen verwalten“ hilft) und senden Sie sein Token.

    Ihre Nachricht wird sofort gelöscht, das Token verschlüsselt aufbewahrt.
setup-remove = ✖️ { $what } entfernen
setup-team-text =
    👥 Wer diese Verbindung einrichten darf. Um Kunden zu antworten, genügt die Mitgliedschaft in der Gruppe.

    Inhaber: { $owner }
setup-invite = ➕ Mitinhaber einladen
setup-key-none = 🔑 Mit einem API-Schlüssel können Ihre eigenen Programme diese Verbindung nutzen. Noch gibt es keinen.
setup-key-there = 🔑 Es gibt einen API-Schlüssel. Er lässt sich nicht noch einmal anzeigen; ein neuer löst ihn ab.
setup-key-make = 🔑 Schlüssel erzeugen
setup-key-anew = 🔄 Neuen Schlüssel erzeugen
setup-key-drop = 🗑 Schlüssel widerrufen
setup-delete-text =
    🗑 Wenn { $bot } hier gelöscht wird:

    • verschwindet für immer: wer Ihre Kunden sind, was noch wartet, welche Nachricht welche ist, Parameter, Mitinhaber, der API-Schlüssel;
    • bleibt: Themen und Nachrichten in Telegram und eine Zeile im Änderungsprotokoll.

    Zum Löschen den Namen des Bots eintippen: { $bot }
setup-consent-text = Jemand anderes (Telegram-Nummer { $person }) möchte einen Bot mit Ihrer Gruppe „{ $group }“ verbinden. Seine Nachrichten kämen dann ebenfalls dorthin, in eigene Themen.
setup-agree = ✅ Erlauben
setup-refuse = ✖️ Ablehnen

setup-note-not-handed-over = ⚠️ Telegram hat den Bot angelegt, sein Token aber nicht übergeben. @BotFather zeigt es: /mybots → Ihr Bot → API Token.
setup-note-looks-no-more = ⏸ Nach einer Stunde wird nicht weiter nachgesehen. Wenn in der Gruppe alles bereit ist, drücken Sie „Noch einmal prüfen“: Dann wird sofort nachgesehen, und hier steht, was fehlt.
setup-note-owner-only = Das kann nur der Inhaber der Verbindung.
setup-note-invite = Senden Sie der Person diesen Link. Er gilt einmal, einen Tag lang: { $link }
setup-note-key = 🔑 Das ist der Schlüssel. Bewahren Sie ihn jetzt auf, er wird nicht noch einmal angezeigt: { $key }
setup-note-relay-added = ✅ { $bot } hilft jetzt in der Gruppe.
setup-note-not-the-name = Das ist nicht der Name des Bots, also wurde nichts gelöscht.
setup-note-deleted = 🗑 { $bot } ist hier gelöscht.
setup-note-moved = ✅ Umgezogen. Offene Gespräche haben in dieser Gruppe neue Themen, mit Links zurück.
setup-note-left-behind = { $count ->
    [one] ⚠️ { $count } Nachricht, die nicht ankam oder auf eine Entscheidung wartet, bleibt in der alten Gruppe: Der Betreiber sieht sie mit `relevo retry`.
   *[other] ⚠️ { $count } Nachrichten, die nicht ankamen oder auf eine Entscheidung warten, bleiben in der alten Gruppe: Der Betreiber sieht sie mit `relevo retry`.
}
setup-note-still-delivers = ⏳ Einige Nachrichten sind noch unterwegs. Der Umzug folgt von selbst, sobald sie angekommen sind.
setup-note-undecided = { $count ->
    [one] ⚠️ { $count } Nachricht wartet in der alten Gruppe auf eine Entscheidung. Bitte dort entscheiden, dann umziehen.
   *[other] ⚠️ { $count } Nachrichten warten in der alten Gruppe auf eine Entscheidung. Bitte dort entscheiden, dann umziehen.
}
setup-problem-consent-asked = ⏳ In dieser Gruppe läuft eine fremde Verbindung. Ihr Inhaber ist gefragt worden; sobald er zustimmt, geht es von selbst weiter. Kommt einen Tag lang keine Antwort, fragt „Noch einmal prüfen“ ihn wieder.

setup-make-bot = ✨ Telegram einen anlegen lassen
setup-choose-group-for-account =
    Welche Gruppe antwortet für dieses Konto? Sie braucht eingeschaltete Themen; der Bot wird mit den nötigen Rechten hinzugefügt.

    Oder von Hand: { $bot } als Administrator zur Gruppe hinzufügen und dort schreiben
    /connect { $code }
# $name is a person.
setup-account-waits = 💼 Gruppe für { $name } wählen
