# Rundsendungen.

notice-answers-broadcast = 📣 Antwort auf Rundsendung { $number }, „{ $name }“:
