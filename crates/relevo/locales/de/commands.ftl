# Statuses and commands: what the desk says about them in the team's group. The terms are those of notices.ftl; status = Status.

# Under a conversation that was closed. In a closed topic only administrators can write. $until is one of the sentences below.
notice-closed = ⬛ Geschlossen. { $until }
    .open = Öffnen
    .write = Schreiben

# $hours is a number, $until one of the sentences below.
notice-closed-by-itself = ⬛ Geschlossen: Der Kunde hat seit { $hours } h nicht geantwortet. { $until }
    .open = Öffnen
    .write = Schreiben

# What opens it again, for $until.
until-writes = Es öffnet sich von selbst, wenn der Kunde schreibt.
until-matches = Es öffnet sich von selbst, wenn der Kunde etwas schreibt, das zu den Stichwörtern passt; alles andere kommt nicht hierher.
until-team = Es bleibt geschlossen, auch wenn der Kunde schreibt.

notice-opened-again = 🟪 Wieder offen.

notice-opened-to-write = ✏️ Jetzt können hier alle schreiben. Es gilt als geschlossen, bis der Kunde eine Antwort bekommt.

answer-turn-of-team = 🟪 Wartet auf das Team.
answer-turn-of-client = 🟨 Wartet auf den Kunden.
answer-closed = ⬛ Geschlossen.

# $name is what the team calls the conversation.
answer-called = ✏️ Heißt ab jetzt „{ $name }“. /rename ohne Namen nimmt das zurück.
answer-called-as-before = ✏️ Heißt so, wie der Kunde sich nennt.

# $name is a person of the team.
answer-responsible = 👤 Zuständig: { $name }.
answer-nobody-responsible = 👤 Jetzt ist niemand zuständig.
answer-anonymous = Nichts wurde geändert: Sie schreiben als die Gruppe, und so sieht niemand, wer zuständig wäre. Schalten Sie für sich „Anonym bleiben“ aus und versuchen Sie es noch einmal.
answer-anonymous-asks = Sie schreiben als die Gruppe, und so sieht niemand, welche Themen Ihre sind. Schalten Sie für sich „Anonym bleiben“ aus und versuchen Sie es noch einmal.

# Buttons with names follow. $name is a person of the team.
notice-who-is-responsible = 👤 Wer soll zuständig sein?
notice-who-instead = 👤 Zuständig: { $name }. Wer soll es stattdessen sein?
notice-who-of-these = 👤 Hier ist niemand mit diesem Namen bekannt, oder es sind mehrere. Wer soll zuständig sein?
notice-assignee-left = Nichts wurde geändert: Diese Person ist nicht mehr in der Gruppe.
answer-nobody-seen = Nichts wurde geändert: Noch steht niemand zur Auswahl. Wer in dieser Gruppe geschrieben hat, erscheint hier.

# $command is a command with its slash.
answer-in-topic = { $command } gehört in das Thema eines Kunden. Nichts wurde geändert.
answer-in-general = { $command } gehört nach General. Dem Kunden wurde nichts gesendet.
answer-needs-account = { $command } braucht ein persönliches Konto: Bots können das nicht. Nichts wurde geändert.
answer-no-such-topic = Nichts wurde geändert: Das ist kein Link zum Thema eines Kunden in dieser Gruppe. Kopieren Sie den Link des Themas oder einer Nachricht darin.
answer-topic-stopped = Nichts wurde geändert: Die Verbindung dieses Themas ist angehalten.
answer-forwarded = Ein weitergeleiteter Befehl wird nicht ausgeführt: Nichts wurde geändert, und dem Kunden wurde nichts gesendet.

# Who is banned is not mirrored any more; nobody is removed from anything.
answer-client-banned = 🚫 Gesperrt: Was dieser Kunde schreibt, kommt hier nicht mehr an. /unban nimmt das zurück.
answer-participant-banned = 🚫 Gesperrt: Was diese Person schreibt, kommt hier nicht mehr an. /unban als Antwort auf dieselbe Nachricht nimmt das zurück.
answer-chat-banned = 🚫 Gesperrt: Was in diesem Chat geschrieben wird, kommt hier nicht mehr an. Niemand wurde daraus entfernt. /unban nimmt das zurück.
answer-client-unbanned = ✅ Nicht mehr gesperrt: Was dieser Kunde schreibt, kommt hier wieder an.
answer-participant-unbanned = ✅ Nicht mehr gesperrt: Was diese Person schreibt, kommt hier wieder an.
answer-chat-unbanned = ✅ Nicht mehr gesperrt: Was in diesem Chat geschrieben wird, kommt hier wieder an.
answer-banned-before = Nichts wurde geändert: Die Sperre gibt es schon. /unban nimmt sie zurück.
answer-not-banned = Nichts wurde geändert: Hier gibt es keine Sperre.
answer-bans-full = Nichts wurde geändert: Die Liste der Sperren ist voll. Der Inhaber kann sie kürzen (IGNORE_CHATS).

# $command is a command with its slash. “Ban users” and “Remain anonymous” are called as in Telegram.
answer-may-not-ban = Nichts wurde geändert: { $command } braucht das Recht „Nutzer sperren“, das Sie in dieser Gruppe nicht haben. Ein Administrator kann es Ihnen geben.
answer-right-unseen = Nichts wurde geändert: Sie schreiben nicht unter Ihrem Namen, und so sieht niemand, ob Sie sperren dürfen. Schalten Sie für sich „Anonym bleiben“ aus und senden Sie { $command } noch einmal.
answer-author-unknown = Nichts wurde geändert: Niemand weiß, wer die Nachricht geschrieben hat, auf die Sie geantwortet haben. Antworten Sie auf eine andere; { $command } ohne Antwort meint den ganzen Chat.

# Answers to /retry.
answer-trying-again = ↻ Neuer Versuch.
answer-decide-unsure = Nichts wurde geändert: Vielleicht hat der Kunde diese Nachricht schon. Bitte entscheiden Sie mit den Schaltflächen darunter.
answer-decide-by-buttons = Nichts wurde geändert: Diese Nachricht wartet auf Ihre Entscheidung. Bitte benutzen Sie die Schaltflächen darunter.
answer-nothing-to-retry = Es gibt nichts, was erneut zu versuchen wäre. Antworten Sie mit /retry auf eine Nachricht, die nicht angekommen ist, oder auf die Zeile, die das sagt; nach sieben Tagen ist sie nicht mehr da.

# Answers to /invite. “Invite Users via Link” is called as in Telegram.
answer-invite = 🔗 Über diesen Link kann man dem Chat des Kunden beitreten: { $link }
answer-invite-named = 🔗 Ein Bot kann niemanden hinzufügen, das kann nur ein persönliches Konto. Über diesen Link kann man dem Chat des Kunden selbst beitreten: { $link }
answer-invite-for-groups = Das ist ein privater Chat: Dorthin kann niemand eingeladen werden. /invite ist für Gruppen und Kanäle.
answer-invite-hidden = Kein Link: Er öffnet den Chat des Kunden mit allen, die darin sind, und wer die Kunden sind, ist hier vor dem Team verborgen.
answer-may-not-invite = Kein Link: Der Bot muss Administrator im Chat des Kunden sein und das Recht „Nutzer per Link einladen“ haben.
answer-no-invite = Kein Link: Der Bot ist nicht mehr im Chat des Kunden, oder Telegram erstellt dort keinen.

# Answers to /info. $bot is a username without @. “Start” and “Remain anonymous” are called as in Telegram.
answer-info-sent = 👤 Privat an Sie gesendet.
answer-info-not-sent = Telegram erlaubt dem Bot nicht, Ihnen zu schreiben. Öffnen Sie https://t.me/{ $bot }, tippen Sie auf „Starten“ und senden Sie /info noch einmal.
answer-info-refused = Das dürfen nur der Inhaber und diejenigen sehen, die er bestimmt hat (EXTENSIONS_ALLOWED).
answer-info-to-nobody = Sie schreiben als die Gruppe, und so sieht niemand, an wen das zu senden wäre. Schalten Sie für sich „Anonym bleiben“ aus und senden Sie /info noch einmal.

# The card of a client, a group or a channel: a headline, then a line for each thing that is known. $count is a number, $time a moment.
card-client = Kunde
card-group = Gruppe
card-channel = Kanal
card-name = Name: { $name }
card-title = Titel: { $name }
card-username = Benutzername: { $words }
card-id = Telegram-ID: { $words }
card-phone = Telefon: { $words }
card-language = Sprache der App: { $words }
card-start-parameter = Kam über den Link: { $words }
card-first = Erste Nachricht: { $time }
card-last = Letzte Nachricht: { $time }
card-nobody-responsible = 👤 Niemand ist zuständig.
card-bot = Bot: { $words }
card-window = ⏳ Antworten sind innerhalb von 24 Stunden nach der letzten Nachricht des Kunden möglich.
card-members = Mitglieder: { $count }
card-participants = Haben bisher geschrieben: { $count }

# Answers to /waiting and /mine: a headline or a sentence, then a line for each topic. $count and $more are numbers, $square is the status,
# $span one of the spans of notices.ftl, $title a topic's.
answer-waiting = Themen, die eine Antwort brauchen, die ältesten zuerst: { $count }
answer-nobody-waits = ✅ Niemand wartet auf eine Antwort.
answer-mine = 👤 Ihre Themen: { $count }
answer-none-mine = 👤 Sie haben keine offenen Themen. Mit /take in einem Thema übernehmen Sie es.
list-topic = { $square } { $span } – { $title }
list-topic-timeless = { $square } { $title }
list-more = … und { $more } weitere

# The answer to /help: this, then a line for each command.
help-statuses =
    🟪 wartet auf das Team
    🟨 wartet auf den Kunden; schließt sich nach einiger Zeit von selbst
    ⬛ geschlossen
# The same where nothing closes by itself.
help-statuses-ageless =
    🟪 wartet auf das Team
    🟨 wartet auf den Kunden
    ⬛ geschlossen
help-commands = Befehle
help-notes = / und ein Leerzeichen, dann der Text: eine Notiz, die der Kunde nie sieht
help-deleting = Eine Nachricht in Telegram zu löschen, zieht sie beim Kunden nicht zurück: Antworten Sie darauf mit /del.

# What each command does, in the list of /help and in Telegram's menu. At most 256 characters.
command-hold = 🟪 später darauf zurückkommen
command-wait = 🟨 auf den Kunden warten
command-close = ⬛ schließen
command-open = wieder öffnen (in General mit dem Link eines Themas)
command-take = selbst zuständig sein
command-assign = jemand aus dem Team ist zuständig: Sie wählen, wer
command-drop = niemand ist mehr zuständig
command-rename = einen Namen geben, ohne Namen: zurücknehmen
command-info = was über diesen Kunden oder diese Gruppe bekannt ist
command-del = als Antwort: eine Nachricht beim Kunden zurückziehen
command-retry = als Antwort: erneut versuchen, was nicht angekommen ist
command-invite = ein Link in die Gruppe oder den Kanal des Kunden
command-ban = nichts mehr davon kommt hier an (in einer Gruppe als Antwort: von einer Person)
command-unban = das zurücknehmen
command-waiting = Themen, die eine Antwort brauchen (in General)
command-mine = Themen, für die man selbst zuständig ist (in General)
command-status = wie es um Relevo steht (in General)
command-help = was man hier schreiben kann
command-say = Schnellantworten: speichern (als Antwort auf eine Nachricht), senden, auflisten
command-mark = Markierungen dieses Kunden; in General alle Markierungen und ihre Regeln
command-send = eine Schnellantwort an diesen Kunden; in General ein Rundschreiben an viele
command-export = die Kunden als Tabelle (in General)
command-shift = wer jetzt Dienst hat und wer danach
