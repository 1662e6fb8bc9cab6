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
command-drop = niemand ist mehr zuständig
command-rename = einen Namen geben, ohne Namen: zurücknehmen
command-del = als Antwort: eine Nachricht beim Kunden zurückziehen
command-ban = nichts mehr davon kommt hier an (in einer Gruppe als Antwort: von einer Person)
command-unban = das zurücknehmen
command-waiting = Themen, die eine Antwort brauchen (in General)
command-mine = Themen, für die man selbst zuständig ist (in General)
command-status = wie es um Relevo steht (in General)
command-help = was man hier schreiben kann
