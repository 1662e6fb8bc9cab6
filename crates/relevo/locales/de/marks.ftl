# Marks (/mark), and whom something is meant for (/send … to, /export). The terms are those of notices.ftl; mark = Marke.

# On a card. $names are marks.
card-marks = 🏷 Marken: { $names }

marks-none =
    🏷 Es gibt noch keine Marken.

    Lege in General eine an: /mark new NAME
marks-headline =
    { $count ->
        [one] 🏷 { $count } Marke und in wie vielen Gesprächen sie gesetzt ist
       *[other] 🏷 { $count } Marken und in wie vielen Gesprächen jede gesetzt ist
    }
marks-hint = Eine neue: /mark new NAME. Im Thema eines Kunden setzt und entfernt /mark sie.

# In a client's topic. $names are marks.
marks-board = 🏷 Hier gesetzt: { $names }
marks-board-none = 🏷 Hier ist keine Marke gesetzt. Tippe auf eine, um sie zu setzen.

# Below a mark's name: what it does. $names are marks, $ticker is a text, $reply is the name of a quick reply.
marks-after = Wird sie gesetzt, gehen diese weg: { $names }
marks-sends = Wird sie gesetzt, bekommt der Kunde diese Schnellantwort: { $reply }
marks-ticker = Hinter dem Namen im Titel: { $ticker }
marks-hook = Webhooks erfahren davon.
marks-count =
    { $count ->
        [0] Sie ist in keinem Gespräch gesetzt.
        [one] Sie ist in { $count } Gespräch gesetzt.
       *[other] Sie ist in { $count } Gesprächen gesetzt.
    }
marks-delete = 🗑 Marke „{ $name }“ löschen? Sie wird überall entfernt. Was sie bisher gezählt hat, bleibt in den Berichten.
marks-key-delete = 🗑 Löschen
marks-key-delete-now = 🗑 Ja, löschen
marks-key-keep = Behalten
marks-key-hook-on = 🔔 Webhooks melden
marks-key-hook-off = 🔕 Nicht melden
marks-key-list = ← Alle Marken

marks-wrong-name = ❗ Ein Name hat 1 bis 32 Buchstaben, Ziffern, - oder _ und keine Leerzeichen: /mark new vip
marks-wrong-taken = ❗ Eine Marke kann nicht „new“ oder „del“ heißen: Diese Wörter gehören zum Befehl.
marks-wrong-property = ❗ Eine Marke hat: name, after, sends, ticker, hook. Zum Beispiel: /mark vip ticker ★
marks-wrong-much = ❗ Das ist mehr als ein Wort. Namen haben keine Leerzeichen: /mark new grosser-auftrag
marks-wrong-ticker = ❗ Der Text für Titel hat 1 bis 40 Zeichen: /mark vip ticker ★. Weg damit: /mark vip ticker CLEAR
marks-wrong-on-off = ❗ on oder off fehlt: /mark vip hook on
marks-no-such = ❗ Eine Marke „{ $name }“ gibt es nicht. /mark in General zeigt alle.
marks-exists = ❗ Eine Marke „{ $name }“ gibt es schon.
marks-no-reply = ❗ Eine Schnellantwort „{ $name }“ gibt es nicht. /say in General zeigt alle.
marks-full = ❗ Es gibt 50 Marken; mehr geht nicht. Lösche eine, die niemand mehr braucht.
marks-itself = ❗ Eine Marke kann sich nicht selbst entfernen.
marks-not-allowed = 🔒 Marken anlegen und ändern dürfen der Inhaber und wem er es erlaubt (EXTENSIONS_ALLOWED).
marks-anonymous = 🔒 Wer als Gruppe schreibt, den sieht niemand. Schreib unter deinem eigenen Namen, um Marken zu ändern.
marks-in-general = Das geht in General. Hier setzt und entfernt /mark Marken.

# What is wrong with the words that say for whom something is meant. $word is the word, $example how it is right.
whom-nothing = ❗ Für wen? Zum Beispiel: { $example }
whom-unknown = ❗ „{ $word }“ ist nicht zu verstehen. Zum Beispiel: { $example }
whom-unfinished = ❗ Nach „and“ fehlt etwas. Zum Beispiel: { $example }
whom-name = ❗ Der Name einer Marke fehlt, oder „{ $word }“ kann keiner sein. Zum Beispiel: { $example }
whom-quote = ❗ Ein Anführungszeichen ist nicht geschlossen: { $word }. Zum Beispiel: { $example }
whom-language = ❗ Eine Sprache fehlt, oder „{ $word }“ ist keine. Zum Beispiel: { $example }
whom-span = ❗ Wie weit zurück? Stunden, Tage oder Wochen, wie 12h, 30d, 2w. Zum Beispiel: { $example }
whom-kind = ❗ Welche Chats? private, group oder channel. Zum Beispiel: { $example }
whom-connection = ❗ Welche Verbindung? Zum Beispiel: { $example }
whom-ids = ❗ Die Nummern der Chats fehlen. Zum Beispiel: { $example }
whom-many-ids = ❗ Die Liste ist zu lang: höchstens 500 Nummern. Längere schick als Datei.
whom-twice = ❗ „{ $word }“ steht doppelt da. Zum Beispiel: { $example }
whom-test-alone = ❗ „test“ steht allein: Das bist du und sonst niemand.
whom-many = ❗ Das ist zu viel auf einmal: höchstens 20 Bedingungen.
whom-no-mark = ❗ Eine Marke „{ $name }“ gibt es nicht. /mark in General zeigt alle.
