# Рассылки.

notice-answers-broadcast = 📣 Ответ на рассылку { $number }, «{ $name }»:
