# Marks (/mark), and whom something is meant for (/send … to, /export). The terms are those of notices.ftl; mark = Markierung.

# On a card. $names are marks.
card-marks = 🏷 Markierungen: { $names }

marks-none =
    🏷 Es gibt noch keine Markierungen.

    Neu, in General: /mark new NAME
marks-headline =
    { $count ->
        [one] 🏷 { $count } Markierung und in wie vielen Gesprächen sie gesetzt ist
       *[other] 🏷 { $count } Markierungen und in wie vielen Gesprächen jede gesetzt ist
    }
marks-hint = Eine neue: /mark new NAME. Im Thema eines Kunden setzt und entfernt /mark sie.

# In a client's topic. $names are marks.
marks-board = 🏷 Hier gesetzt: { $names }
marks-board-none = 🏷 Hier ist keine Marke gesetzt. Antippen setzt eine.
marks-unsent = ❗ Die Schnellantwort „{ $name }“ wurde nicht gesendet: Es gibt sie nicht, oder sie kann jetzt nicht dorthin.

# Below a mark's name: what it does. $names are marks, $ticker is a text, $reply is the name of a quick reply.
marks-after = Wird sie gesetzt, gehen diese weg: { $names }
marks-sends = Wird sie gesetzt, bekommt der Kunde diese Schnellantwort: { $reply }
marks-ticker = Hinter dem Namen im Titel: { $ticker }
marks-hook = Webhooks erfahren davon.
marks-count-none = Sie ist in keinem Gespräch gesetzt.
marks-count =
    { $count ->
        [one] Sie ist in { $count } Gespräch gesetzt.
       *[other] Sie ist in { $count } Gesprächen gesetzt.
    }
marks-delete = 🗑 Markierung „{ $name }“ löschen? Sie wird überall entfernt. Was sie bisher gezählt hat, bleibt in den Berichten.
marks-key-delete = 🗑 Löschen
marks-key-delete-now = 🗑 Ja, löschen
marks-key-keep = Behalten
marks-key-hook-on = 🔔 Webhooks melden
marks-key-hook-off = 🔕 Nicht melden
marks-key-list = ← Alle Markierungen

marks-wrong-name = ❗ Ein Name hat 1 bis 32 Buchstaben, Ziffern, - oder _ und keine Leerzeichen: /mark new vip
marks-wrong-taken = ❗ Eine Markierung kann nicht „new“ oder „del“ heißen: Diese Wörter gehören zum Befehl.
marks-wrong-property = ❗ Eine Markierung hat: name, after, sends, ticker, hook. Zum Beispiel: /mark vip ticker ★
marks-wrong-much = ❗ Das ist mehr als ein Wort. Namen haben keine Leerzeichen: /mark new grosser-auftrag
marks-wrong-ticker = ❗ Der Text für Titel hat 1 bis 40 Zeichen: /mark vip ticker ★. Entfernen: /mark vip ticker CLEAR
marks-wrong-on-off = ❗ on oder off fehlt: /mark vip hook on
marks-no-such = ❗ Eine Markierung „{ $name }“ gibt es nicht. /mark in General zeigt alle.
marks-exists = ❗ Eine Markierung „{ $name }“ gibt es schon.
marks-no-reply = ❗ Eine Schnellantwort „{ $name }“ gibt es nicht. /say in General zeigt alle.
marks-full = ❗ Es gibt 50 Markierungen; mehr geht nicht. Löschen Sie eine, die niemand mehr braucht.
marks-itself = ❗ Eine Markierung kann sich nicht selbst entfernen.
marks-not-allowed = 🔒 Markierungen anlegen und ändern dürfen der Inhaber und wem er es erlaubt (EXTENSIONS_ALLOWED).
marks-anonymous = 🔒 Wer als Gruppe schreibt, den sieht niemand. Markierungen ändern Sie unter Ihrem eigenen Namen.
marks-in-general = Das geht in General. Hier setzt und entfernt /mark Markierungen.

# Im Einrichtungsbot. $does ist, was die Markierung tut, je eine Zeile; Wörter der Befehle bleiben, wie sie sind.
setup-marks = 🏷 Markierungen
setup-marks-text = 🏷 Markierungen Ihrer Gruppe: { $count }, je mit der Zahl der Gespräche. Für eine neue senden Sie ihren Namen.
setup-marks-none = 🏷 Es gibt noch keine Markierungen. Für die erste senden Sie ihren Namen: ein Wort, etwa vip
setup-mark-gone = Diese Markierung gibt es nicht mehr.
setup-mark-text =
    🏷 { $name }
    { $does }

    Zum Ändern senden Sie eines davon:
    name NEU – ein anderer Name
    after M1,M2 – diese Markierungen verschwinden, wenn sie gesetzt wird
    sends ANTWORT – der Kunde bekommt diese Schnellantwort, wenn sie gesetzt wird
    ticker TEXT – steht in Titeln hinter dem Namen
    CLEAR an der Stelle des letzten Wortes nimmt es wieder weg.

# What is wrong with the words that say for whom something is meant. $word is the word, $example how it is right.
whom-nothing = ❗ Für wen? Zum Beispiel: { $example }
whom-unknown = ❗ „{ $word }“ ist nicht zu verstehen. Zum Beispiel: { $example }
whom-unfinished = ❗ Nach „and“ fehlt etwas. Zum Beispiel: { $example }
whom-name = ❗ Der Name einer Markierung fehlt, oder „{ $word }“ kann keiner sein. Zum Beispiel: { $example }
whom-quote = ❗ Ein Anführungszeichen ist nicht geschlossen: { $word }. Zum Beispiel: { $example }
whom-language = ❗ Eine Sprache fehlt, oder „{ $word }“ ist keine. Zum Beispiel: { $example }
whom-span = ❗ Wie weit zurück? Stunden, Tage oder Wochen, wie 12h, 30d, 2w. Zum Beispiel: { $example }
whom-kind = ❗ Welche Chats? private, group oder channel. Zum Beispiel: { $example }
whom-connection = ❗ Welche Verbindung? Zum Beispiel: { $example }
whom-ids = ❗ Die Nummern der Chats fehlen. Zum Beispiel: { $example }
whom-many-ids = ❗ Die Liste ist zu lang: höchstens 500 Nummern. Längere senden Sie als Datei.
whom-twice = ❗ „{ $word }“ steht doppelt da. Zum Beispiel: { $example }
whom-test-alone = ❗ „test“ steht allein: Das sind Sie selbst und sonst niemand.
whom-many = ❗ Das ist zu viel auf einmal: höchstens 20 Bedingungen.
whom-no-mark = ❗ Eine Markierung „{ $name }“ gibt es nicht. /mark in General zeigt alle.

# The file that says whom something is meant for.
whom-file-missing = 📎 Die Liste gehört in eine CSV-Datei: Schreiben Sie den Befehl als Beschriftung der Datei oder als Antwort darauf. Zum Beispiel: /send fruehling to file
whom-file-large = ❗ Nichts wurde gesendet: Die Datei ist zu groß, Bots bekommen höchstens 20 MB. Bitte teilen Sie sie auf.
whom-file-not-fetched = ❗ Nichts wurde gesendet: Telegram gibt die Datei gerade nicht heraus. Bitte versuchen Sie es in einigen Minuten noch einmal.
whom-file-no-text = ❗ Nichts wurde gesendet: Das ist keine CSV-Datei. Bitte speichern Sie die Tabelle als CSV und senden Sie sie noch einmal.
whom-file-nobody = ❗ Nichts wurde gesendet: Die Datei nennt niemanden. Nötig ist eine Chatnummer je Zeile oder eine Spalte „conversation_id“ oder „chat_id“ wie in den Tabellen von /export.
whom-file-many = ❗ Nichts wurde gesendet: Die Datei nennt mehr als 500.000 Menschen. Bitte teilen Sie sie auf.
