# Envíos masivos.

notice-answers-broadcast = 📣 Responde al envío masivo { $number }, «{ $name }»:
