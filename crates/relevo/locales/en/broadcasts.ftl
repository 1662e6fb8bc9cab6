# Broadcasts.

notice-answers-broadcast = 📣 Answers broadcast { $number }, “{ $name }”:
