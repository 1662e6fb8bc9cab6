# Why something did not arrive. Stands after a colon; a sentence of its own.

reason-blocked = Der Kunde hat den Bot blockiert.
reason-deactivated = Das Konto des Kunden wurde gelöscht.
reason-chat-missing = Telegram kennt diesen Chat nicht: Ein Bot kann nur denen schreiben, die ihm schon geschrieben haben.
reason-not-member = Der Bot ist nicht in der Gruppe des Kunden.
reason-right-missing = Der Bot darf in diesem Chat nicht schreiben.
reason-kind-forbidden = Der Kunde nimmt diese Art von Nachrichten nicht an.
reason-too-long = Der Inhalt ist für Telegram zu lang oder zu groß.
reason-source-missing = Die Nachricht wurde gelöscht, bevor sie gesendet werden konnte.
reason-uncopyable = Telegram lässt das niemanden kopieren.
reason-too-old = Telegram lässt einen Bot nur löschen, was jünger als 48 Stunden ist, und manche Arten von Nachrichten nie.
# $text are Telegram's own words, $code its number.
reason-other = Antwort von Telegram: { $text } ({ $code })
# A failure of the desk itself.
reason-own = Bei Relevo ist ein interner Fehler aufgetreten; Näheres steht im Protokoll.
reason-source-closed = Das Thema ist in der Gruppe des Kunden geschlossen, und nur dort kann es geöffnet werden.
reason-source-gone = Das Thema gibt es in der Gruppe des Kunden nicht mehr.
reason-upgraded = Die Nachricht wurde gesendet, bevor die Gruppe des Kunden zur Supergruppe wurde, und aus dieser Zeit lässt Telegram nichts mehr ändern.
reason-unnumbered = Telegram hat nie gemeldet, unter welcher Nummer sie angekommen ist; darum lässt sie sich weder ändern noch zurückziehen.
reason-second-topic = Die Gruppe des Kunden wurde zur Supergruppe und hat hier seitdem ein anderes Thema. Bitte schreiben Sie dort.
reason-account-quiet = Der Kunde hat 24 Stunden lang nicht geschrieben, und vorher lässt Telegram keine Antwort durch. Versuchen Sie es erneut, sobald er geschrieben hat, oder lassen Sie den Inhaber des Kontos aus seiner eigenen App schreiben.
reason-account-away = Der Bot ist nicht mit dem Konto verbunden. Der Inhaber verbindet ihn in den Einstellungen von Telegram: Telegram Business, Chatbots.
reason-account-forbids = Der Inhaber des Kontos lässt den Bot nicht antworten, oder nicht in diesem Chat. Er ändert das in den Einstellungen von Telegram: Telegram Business, Chatbots.
reason-account-keeps = Der Inhaber des Kontos lässt den Bot keine Nachrichten löschen. Er ändert das in den Einstellungen von Telegram: Telegram Business, Chatbots.
