# Kinds of content, as they stand at the beginning of a sentence.

kind-text = Text
kind-photo = Photo
kind-live-photo = Live photo
kind-video = Video
kind-animation = GIF
kind-audio = Audio
kind-document = File
kind-voice = Voice message
kind-video-note = Video message
kind-sticker = Sticker
kind-dice = Dice
kind-contact = Contact
kind-location = Location
kind-venue = Place
kind-poll = Poll
kind-story = Story
kind-checklist = Checklist
kind-rich = Richly formatted message
kind-uncopyable = Protected or paid content
kind-service = Service message
kind-unknown = Message of a new kind
kind-live-location = Live location
kind-quiz = Quiz
kind-game = Game
kind-paid-media = Paid media
kind-invoice = Invoice
kind-giveaway = Giveaway
kind-gift = Gift

# A kind and what the thing calls itself.
thing-titled = { $thing } “{ $title }”
# The same and the stars that it costs, holds or is worth.
thing-starred = { $thing }, ⭐ { $stars }

# In the place of what the team is not shown (HIDE_INFO): inside words, and instead of a whole message.
hidden-link = (link)
hidden-username = (username)
hidden-email = (email)
hidden-phone = (phone)
# $kind is a kind of content above, or hidden-message.
hidden-content = { $kind } (hidden)
hidden-message = Message
