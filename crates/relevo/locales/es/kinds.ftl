# Kinds of content, as they stand at the beginning of a sentence. Names are those of Telegram's Spanish apps.

kind-text = Texto
kind-photo = Foto
kind-live-photo = Foto en vivo
kind-video = Video
kind-animation = GIF
kind-audio = Audio
kind-document = Archivo
kind-voice = Mensaje de voz
kind-video-note = Videomensaje
kind-sticker = Sticker
kind-dice = Dado
kind-contact = Contacto
kind-location = Ubicación
kind-venue = Lugar
kind-poll = Encuesta
kind-story = Historia
kind-checklist = Lista de tareas
kind-rich = Mensaje con formato avanzado
kind-uncopyable = Contenido protegido o de pago
kind-service = Mensaje de servicio
kind-unknown = Mensaje de un tipo nuevo
kind-live-location = Ubicación en tiempo real
kind-quiz = Cuestionario
kind-game = Juego
kind-paid-media = Contenido de pago
kind-invoice = Factura
kind-giveaway = Sorteo
kind-gift = Regalo

# A kind and what the thing calls itself.
thing-titled = { $thing } «{ $title }»
# The same and the stars that it costs, holds or is worth.
thing-starred = { $thing }, ⭐ { $stars }

# In the place of what the team is not shown (HIDE_INFO): inside words, and instead of a whole message.
hidden-link = (enlace)
hidden-username = (nombre de usuario)
hidden-email = (correo)
hidden-phone = (teléfono)
# $kind is a kind of content above, or hidden-message.
hidden-content = { $kind } (oculto)
hidden-message = Mensaje
