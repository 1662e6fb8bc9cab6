# Kinds of content, as they stand at the beginning of a sentence. Names are those of Telegram's German apps.

kind-text = Text
kind-photo = Foto
kind-live-photo = Live-Foto
kind-video = Video
kind-animation = GIF
kind-audio = Audio
kind-document = Datei
kind-voice = Sprachnachricht
kind-video-note = Videonachricht
kind-sticker = Sticker
kind-dice = Würfel
kind-contact = Kontakt
kind-location = Standort
kind-venue = Ort
kind-poll = Umfrage
kind-story = Story
kind-checklist = Checkliste
kind-rich = Aufwendig formatierte Nachricht
kind-uncopyable = Geschützter oder kostenpflichtiger Inhalt
kind-service = Systemnachricht
kind-unknown = Nachricht einer neuen Art
kind-live-location = Live-Standort
kind-quiz = Quiz
kind-game = Spiel
kind-paid-media = Kostenpflichtige Medien
kind-invoice = Rechnung
kind-giveaway = Verlosung
kind-gift = Geschenk

# A kind and what the thing calls itself.
thing-titled = { $thing } „{ $title }“
# The same and the stars that it costs, holds or is worth.
thing-starred = { $thing }, ⭐ { $stars }

# In the place of what the team is not shown (HIDE_INFO): inside words, and instead of a whole message.
hidden-link = (Link)
hidden-username = (Benutzername)
hidden-email = (E-Mail)
hidden-phone = (Telefon)
# $kind is a kind of content above, or hidden-message.
hidden-content = { $kind } (verborgen)
hidden-message = Nachricht
