### What the setup bot says about parameters, in German: as setup.ftl speaks; „Sie“. Names and values stay as they are typed.

setup-parameter-groups-text = ⚙️ Parameter von { $bot } · { $id }. Jede Änderung gilt sofort.
setup-group-mirroring = 🔁 Was gespiegelt wird
setup-group-talking = 💬 Was Kunden lesen
setup-group-desk = 👥 Wie das Team arbeitet
setup-group-keeping = 🗄 Was aufbewahrt wird
setup-parameter-group-text = Tippen Sie auf einen Parameter, um zu lesen, was er bewirkt, und um ihn zu ändern.
setup-parameter-group-idle = 💤 lässt sich setzen, bewirkt in dieser Version aber noch nichts.

# Before a value.
setup-parameter-now = Jetzt:
setup-parameter-now-default = Jetzt und als Vorgabe:
setup-parameter-default = Vorgabe:
setup-parameter-example = Zum Beispiel:
setup-parameter-idle = 💤 Lässt sich setzen, bewirkt in dieser Version aber noch nichts.
setup-parameter-cut = ✂️ Das ist nur der Anfang: 📄 zeigt alles.
# $form is one of the forms below.
setup-parameter-write = ✍️ Senden Sie den neuen Wert: { $form }.
setup-parameter-choose = 👇 Wählen Sie einen Wert.
setup-parameter-choose-some = 👇 Jeder Knopf nimmt eines hinzu oder heraus.
# Buttons.
setup-parameter-to-default = ↩️ Vorgabe
setup-parameter-whole = 📄 Der ganze Wert
# $name is a parameter; $page and $pages are numbers.
setup-value-page = { $name }, Seite { $page } von { $pages }. Sie können ihn kopieren, ändern und zurücksenden.
setup-value-before = ◀️ Davor
setup-value-after = Danach ▶️

# What a value is, for $form.
form-text = den Text, wie Kunden ihn lesen sollen. Die Formatierung von Telegram bleibt erhalten. Eine Zeile [es] beginnt den Text für Kunden, deren App Spanisch spricht. Höchstens 3800 Zeichen je Sprache
form-keywords = Stichwörter zwischen Kommas. Ein Komma heißt eines davon, [a, b] alle davon, ~a dieses nicht; in geraden Anführungszeichen stehen Wendungen, ein * am Ende steht für jede Endung
form-words = Wörter oder Wendungen, eine je Zeile oder zwischen Kommas; in geraden Anführungszeichen, wo eine ein Komma enthält
form-ids = die Nummern von Personen und Chats, eine je Zeile oder zwischen Kommas
form-people = die Nummern von Personen, eine je Zeile oder zwischen Kommas
form-hours = eine Zahl von Stunden, von 1 bis 8760
form-minutes = eine Zahl von Minuten, von 1 bis 1440
form-days = eine Zahl von Tagen, von 1 bis 36500
form-zone = den Namen einer Zeitzone der IANA-Datenbank
form-spans = Tage (Mon, Tue, Wed, Thu, Fri, Sat, Sun: Montag bis Sonntag) und Uhrzeiten, durch Strichpunkte getrennt; auch über Mitternacht
form-icon = ein Emoji, das Telegram für Themen anbietet, oder eine Farbe
form-addresses = eine Adresse je Zeile, dahinter die Namen der Ereignisse; ohne Namen sind es alle
form-example = wie im Beispiel

# Why a value is refused. Stands after a colon; a sentence of its own. $words are values, $most, $entry, $line and $place are numbers.
value-true-or-false = Es muss TRUE oder FALSE sein.
value-one-of = Es muss eines davon sein: { $words }.
value-some-of = Es müssen einige davon sein: { $words }; oder NONE.
value-hours = Es muss eine ganze Zahl von Stunden von 1 bis 8760 sein oder OFF.
value-minutes = Es muss eine ganze Zahl von Minuten von 1 bis 1440 sein oder OFF.
value-days = Es muss eine Zahl von Tagen von 1 bis 36500 sein, forever oder NONE.
value-days-or-forever = Es muss eine Zahl von Tagen von 1 bis 36500 sein oder forever.
value-icon = Es muss auto, ein Emoji oder eines davon sein: { $words }.
value-zone = Diese Zeitzone gibt es in der IANA-Datenbank nicht.
value-no-id = Eintrag { $entry } ist nicht die Nummer einer Person oder eines Chats.
value-no-numbers = Es muss eine Liste von Nummern sein oder NONE.
value-no-words = Es muss eine Liste von Wörtern sein oder NONE.
value-too-many-entries = Es sind mehr als { $most } Einträge.
value-quote-open = Ein gerades Anführungszeichen ist nicht geschlossen.
value-quote-comma = Nach einem geraden Anführungszeichen fehlt ein Komma.
# $why is one of these sentences.
value-nor-everyone = { $why } Außer Nummern gehen everyone und, für die Inhaber allein, NONE.
value-at-place = { $why } Das ist Zeichen { $place }.
value-no-keyword = Es gibt kein Stichwort.
value-too-many-keywords = Es sind mehr als 500 Stichwörter oder 20.000 Bytes.
value-bracket-open = Eine [ ist nicht geschlossen.
value-bracket-nested = Klammern stehen in Klammern.
value-bracket-stray = Eine ] schließt nichts.
value-bracket-empty = Klammern sind leer.
value-keyword-empty = Ein Stichwort hat weder Buchstaben noch Ziffern.
value-not-twice = Vor einem Stichwort stehen zwei ~.
value-star-inside = Ein * steht nicht am Ende eines Stichworts.
value-keyword-comma = Zwischen zwei Stichwörtern fehlt ein Komma.
value-everybody-first = Zuerst kommt der Text für alle, dann die Zeile mit einer Sprache.
# $tag is a line like [es].
value-nothing-under = Unter { $tag } steht kein Text.
value-twice = { $tag } kommt zweimal vor.
value-text-too-long = Ein Text hat mehr als { $most } Zeichen.
value-stray-less = Ein <, das kein Tag beginnt, schreibt man &lt;
value-wrong-closing = Ein schließendes Tag passt nicht zum zuletzt geöffneten.
value-tag-open = Ein Tag ist nicht geschlossen.
value-unknown-tag = Ein Tag ist unbekannt. Es gibt b, i, u, s, tg-spoiler, code, pre, blockquote, a und tg-emoji; jedes andere < schreibt man &lt;
value-pre-takes-lang = <pre> nimmt nur das Attribut lang.
value-link-needs-address = <a> braucht das Attribut href und kein anderes.
value-emoji-needs-id = <tg-emoji> braucht das Attribut emoji-id.
value-no-spans = Es müssen Tage und Uhrzeiten sein, durch Strichpunkte getrennt.
value-no-spans-or-off = Es müssen Tage und Uhrzeiten sein, durch Strichpunkte getrennt, oder OFF.
value-spans-overlap = Zwei Zeiten eines Tages überschneiden sich.
value-no-address = Zeile { $line } beginnt nicht mit einer Adresse wie https://
value-no-event = Zeile { $line } nennt ein Ereignis, das es nicht gibt.
value-no-addresses = Es muss eine Adresse je Zeile sein, mit den Ereignissen dahinter, oder NONE.
value-too-many-addresses = Es sind mehr als { $most } Adressen.

# What each parameter means. $title and $first_name are variables of the texts themselves, which are shown as such.
parameter-MONITOR_PRIVATE = Ob private Chats gespiegelt werden.
parameter-MONITOR_GROUPS = Ob Gruppen gespiegelt werden, in denen der Bot für die Kunden ist.
parameter-MONITOR_CHANNELS = Ob Kanäle gespiegelt werden, in denen der Bot für die Kunden ist.
parameter-ACCEPT_GROUPS = Ob das Team in General gefragt wird, bevor eine Gruppe zum ersten Mal gespiegelt wird; nicht, wo der Inhaber oder jemand aus dem Team den Bot hinzugefügt hat.
parameter-IGNORE_CHATS = Wer nie gespiegelt wird: ein Chat, oder was eine Person irgendwo schreibt. Sperren sind Einträge dieser Liste.
parameter-WHITE_LIST = Wenn gesetzt, werden nur diese Personen und Chats gespiegelt.
parameter-PRIVATE_KEYWORDS = In privaten Chats weckt nur eine passende Nachricht ein neues oder geschlossenes Gespräch.
parameter-GROUPS_KEYWORDS = In Gruppen weckt nur eine passende Nachricht ein neues oder geschlossenes Gespräch.
parameter-CHANNELS_KEYWORDS = In Kanälen weckt nur eine passende Nachricht ein neues oder geschlossenes Gespräch.
parameter-RESTRICTED_KEYWORDS_FRONTEND = Eine eingehende Nachricht, die etwas davon enthält, wird nicht gespiegelt.
parameter-RESTRICTED_KEYWORDS_BACKEND = Eine ausgehende Nachricht, die etwas davon enthält, wird aufgehalten, und das Teammitglied erfährt, weshalb.
parameter-EDITS = Was eine Änderung mit dem Gegenstück macht: replace ändert es, append sendet die neue Fassung als Antwort darauf.
parameter-DELETES = Was eine Löschung in einem Chat eines verbundenen Kontos mit der Kopie im Thema macht: mark vermerkt sie daneben, mirror löscht sie. Mehr als zehn auf einmal werden nur gezählt. Andere Löschungen meldet Telegram nicht.
parameter-GROUP_EVENTS = Ob im Thema steht, wer in Gruppen von Kunden kommt und geht und was dort sonst geschieht.
parameter-HIDE_INFO = Was Teammitglieder von Kunden nicht sehen: name setzt Decknamen an die Stelle von Personennamen, title an die von Chat-Titeln, links nimmt Benutzernamen, Links und Erwähnungen heraus; command lässt /info dem Inhaber und den Personen aus EXTENSIONS_ALLOWED. Mit name, title oder links gibt es kein /invite. Siehe docs/concepts/hiding.md.
parameter-WELCOME = Die Begrüßung, jedes Mal gesendet, wenn sich ein Gespräch öffnet, höchstens stündlich. { $title } ist der Titel des Chats, { $first_name } der Vorname dessen, der schreibt.
parameter-WELCOME_CHATS = Wohin die Begrüßung gesendet wird; in Gruppen nur beim ersten Kontakt.
parameter-SILENT_MODE = FALSE: Konnte die Nachricht eines Kunden endgültig nicht angenommen werden, bekommt er ERROR_TEXT, höchstens einmal je Minute und nur in privaten Chats; nie wegen Filtern oder Sperren.
parameter-ERROR_TEXT = Was ein Kunde liest, dessen Nachricht nicht angenommen werden konnte, wenn SILENT_MODE FALSE ist. { $title } und { $first_name } wie bei WELCOME. Ohne Text: nichts.
parameter-OPT_OUT_TEXT = Was ein Kunde liest, der Rundsendungen abbestellt hat. Ohne Text: nichts.
parameter-WORKING_HOURS = Wann das Team arbeitet, nach TIMEZONE. Wer außerhalb dieser Zeiten privat schreibt, bekommt AWAY, einmal je Gespräch und Tag. OFF: niemand.
parameter-AWAY = Was ein Kunde liest, der außerhalb von WORKING_HOURS schreibt; nur in privaten Chats. { $title } und { $first_name } wie bei WELCOME. Ohne Text: nichts.
parameter-AUTOCLOSE = Wie lange ein beantwortetes Gespräch auf den Kunden wartet, bevor es sich von selbst schließt.
parameter-SHIFT_PING = Nach wie vielen Minuten ohne Antwort im Thema eines neuen Gesprächs erwähnt wird, wer im Dienst ist (/shift), und nach doppelt so vielen die Schichtleitung. Ohne Dienstplan wird niemand erwähnt.
parameter-CLOSE_NATIVELY = Ob sich mit einem Gespräch auch sein Thema im Forum schließt, in dem dann nur schreibt, wer Themen verwalten darf.
parameter-LEAVE_CLOSED = Arten von Chats, deren geschlossene Gespräche geschlossen bleiben, wenn ein Kunde schreibt; gespiegelt wird trotzdem.
parameter-REPLY_ONLY = Ob nur ausdrückliche Antworten hinausgehen; alles andere in einem Thema ist intern.
parameter-AUTO_INFO = Ob ein Thema mit dem beginnt, was über den Kunden bekannt ist, so wie /info es allen zeigt. Nicht, wo HIDE_INFO command enthält.
parameter-RECEIPTS = Was Teammitglieder über ihre Antworten erfahren: nur, dass eine nicht ankam, oder auch, dass sie ankam.
parameter-EXTENSIONS_ALLOWED = Wer außer dem Inhaber die Verwaltungsfunktionen benutzen darf: /send und /export, Markierungen (/mark) und den Dienstplan (/shift) ändern, und /info, wo HIDE_INFO etwas verbirgt; es kommt in den eigenen Chat mit dem Bot.
parameter-ICON_COLOR = Das Symbol der neuen Themen dieser Verbindung. auto: eine eigene Farbe, damit sich mehrere Verbindungen in einer Gruppe unterscheiden lassen. Ein Emoji: eines, das Telegram für Themen anbietet, als solches oder mit seiner custom_emoji_id; ein anderes wird in General gemeldet, und die Themen haben die Farbe.
parameter-CUSTOM_COMMANDS = Befehle, die einem anderen Helfer-Bot in der Gruppe gehören: Sie bleiben unberührt.
parameter-WEBHOOKS = Adressen, denen Ereignisse gemeldet werden.
parameter-LANGUAGE = Die Sprache, in der Relevo mit Teammitgliedern spricht.
parameter-TIMEZONE = Die Zeitzone für WORKING_HOURS, für den Tag, an dem AWAY einmal gesendet wird, und für die Zeiten auf Infokarten.
parameter-RETAIN_BODIES = Wie lange Worte und Medien zugestellter Nachrichten verschlüsselt aufbewahrt werden. NONE: gar nicht.
parameter-RETAIN_LINKS = Wie lange bekannt ist, welche Nachricht welcher auf der anderen Seite entspricht; damit enden Änderungen, Antworten und Rücknahmen bei älteren Nachrichten.
