# Kinds of content, as they stand at the beginning of a sentence. Names are those of Telegram's Russian apps.

kind-text = Текст
kind-photo = Фото
kind-live-photo = Живое фото
kind-video = Видео
kind-animation = GIF
kind-audio = Аудио
kind-document = Файл
kind-voice = Голосовое сообщение
kind-video-note = Видеосообщение
kind-sticker = Стикер
kind-dice = Кубик
kind-contact = Контакт
kind-location = Геопозиция
kind-venue = Место
kind-poll = Опрос
kind-story = История
kind-checklist = Чек-лист
kind-rich = Сообщение со сложным оформлением
kind-uncopyable = Защищённое или платное содержимое
kind-service = Служебное сообщение
kind-unknown = Сообщение нового вида
kind-live-location = Трансляция геопозиции
kind-quiz = Викторина
kind-game = Игра
kind-paid-media = Платное медиа
kind-invoice = Счёт
kind-giveaway = Розыгрыш
kind-gift = Подарок

# A kind and what the thing calls itself.
thing-titled = { $thing } «{ $title }»
# The same and the stars that it costs, holds or is worth.
thing-starred = { $thing }, ⭐ { $stars }

# In the place of what the team is not shown (HIDE_INFO): inside words, and instead of a whole message.
hidden-link = (ссылка)
hidden-username = (имя пользователя)
hidden-email = (почта)
hidden-phone = (телефон)
# $kind is a kind of content above, or hidden-message.
hidden-content = { $kind } (скрыто)
hidden-message = Сообщение
