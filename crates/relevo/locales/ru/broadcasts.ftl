# Рассылки: что говорит `/send` в группе и что стоит над ответом на рассылку.

notice-answers-broadcast = 📣 Ответ на рассылку { $number }, «{ $name }»:

# Кнопка под рассылкой, для клиентов.
send-opt-out = Больше не присылать такое

send-title = 📣 Рассылка { $number }, «{ $name }»
send-nameless = сообщение
send-line = /send { $line }

send-gathering = ⏳ Считаем получателей…
send-ready = Пока ничего не отправлено. «Начать» отправит.
send-ready-timed = Пока ничего не отправлено. После «Начать» рассылка пойдёт сама: { $at }.
send-scheduled = 🕘 Начнётся сама: { $at }. Кто получит, решится тогда.
send-running = ▶️ Идёт с { $at }. Ответы клиентам всегда отправляются первыми.
send-paused = ⏸ Пауза: ничего не отправляется, пока никто не нажмёт «Продолжить».
send-halted = ⏸ Пауза: того, что рассылается, больше нет или оно ещё не сохранено. Сохраните быстрый ответ снова под тем же именем, создайте для остальных новую рассылку или отмените эту.
send-done = ✅ Завершена: { $at }.
send-cancelled = ⏹ Отменена: { $at }. То, что уже было в пути, дошло.

send-count-all =
    { $count ->
        [one] Всего { $count } чат.
        [few] Всего { $count } чата.
        [many] Всего { $count } чатов.
       *[other] Всего { $count } чата.
    }
send-count-nobody =
    { $count ->
        [one] ▫️ { $count } строка файла не называет никого из известных здесь.
        [few] ▫️ { $count } строки файла не называют никого из известных здесь.
        [many] ▫️ { $count } строк файла не называют никого из известных здесь.
       *[other] ▫️ { $count } строки файла не называют никого из известных здесь.
    }
send-count-to =
    { $count ->
        [one] Получит { $count }.
        [few] Получат { $count }.
        [many] Получат { $count }.
       *[other] Получат { $count }.
    }
send-count-sent =
    { $count ->
        [one] ✅ Получил { $count }.
        [few] ✅ Получили { $count }.
        [many] ✅ Получили { $count }.
       *[other] ✅ Получили { $count }.
    }
send-count-waiting =
    { $count ->
        [one] ⏳ Ждёт ещё { $count }.
        [few] ⏳ Ждут ещё { $count }.
        [many] ⏳ Ждут ещё { $count }.
       *[other] ⏳ Ждут ещё { $count }.
    }
send-count-unknown =
    { $count ->
        [one] ❔ Возможно, получил { $count }: этого никто не знает, повторно не отправляем.
        [few] ❔ Возможно, получили { $count }: этого никто не знает, повторно не отправляем.
        [many] ❔ Возможно, получили { $count }: этого никто не знает, повторно не отправляем.
       *[other] ❔ Возможно, получили { $count }: этого никто не знает, повторно не отправляем.
    }
send-count-failed =
    { $count ->
        [one] ⚠️ Не дошло до { $count }:
        [few] ⚠️ Не дошло до { $count }:
        [many] ⚠️ Не дошло до { $count }:
       *[other] ⚠️ Не дошло до { $count }:
    }
send-count-left-out =
    { $count ->
        [one] ▫️ Не войдёт { $count }:
        [few] ▫️ Не войдут { $count }:
        [many] ▫️ Не войдут { $count }:
       *[other] ▫️ Не войдут { $count }:
    }

send-why-blocked = заблокировали бота
send-why-opted-out = не хотят рассылок
send-why-banned = в блокировке или не обслуживаются
send-why-no-dialog = никогда не писали боту
send-why-account = пишут в личный аккаунт
send-why-channel = каналы
send-why-group = группы (с «kind group» войдут)
send-why-stopped = подключение остановлено
send-why-gone = подключения здесь больше нет
send-why-deactivated = удалённые аккаунты
send-why-forbidden = не принимают такое
send-why-refused = отказ Telegram
send-why-cancelled = отменено до их очереди

send-expected-minutes =
    { $count ->
        [one] Займёт около { $count } минуты.
        [few] Займёт около { $count } минут.
        [many] Займёт около { $count } минут.
       *[other] Займёт около { $count } минут.
    }
send-expected-hours =
    { $count ->
        [one] Займёт около { $count } часа.
        [few] Займёт около { $count } часов.
        [many] Займёт около { $count } часов.
       *[other] Займёт около { $count } часов.
    }
send-sample = Среди них: { $names }
send-report-failed = ⚠️ Отчёт не удалось отправить сюда файлом. Его выводит «relevo broadcasts --report { $number }».
send-tested = Отправлено вам: загляните в свой чат с ботом.
send-test-no-dialog = ⚠️ Откройте свой чат с ботом и нажмите там «Запустить»: тогда вам можно будет отправить.

send-list = Рассылки, сначала новые:
send-list-none = Рассылок пока нет. Новую создаст /send.

send-content = 📣 Что отправить? Выберите быстрый ответ.
send-content-none = 📣 Быстрых ответов пока нет. Ответьте на любое сообщение командой /say ИМЯ, чтобы сохранить его, и снова напишите /send.
send-content-answered = Сообщение, на которое вы ответили
send-whom = 📣 Кому? Больше возможностей в одной строке: /help.
send-options = 📣 { $line }
    «Далее» посчитает получателей и покажет план. Пока ничего не отправляется.

send-key-all = Всем
send-key-active = Активным за 30 дней
send-key-me = Только мне
send-key-quiet = Не ночью (21:00–09:00)
send-key-opt-out = Кнопка отказа
send-key-plan = Далее
send-key-close = Закрыть
send-key-start = ▶️ Начать
send-key-test = Проверить на себе
send-key-pause = ⏸ Пауза
send-key-resume = ▶️ Продолжить
send-key-cancel = ⏹ Отменить

send-wrong-name = Здесь должно быть имя быстрого ответа.
send-wrong-delay = Между двумя быстрыми ответами нужно время от одного до другого: 30m, 2h или 1d, не больше тридцати дней.
send-wrong-steps = В цепочке не больше десяти быстрых ответов.
send-wrong-whom = Кому? Напишите «to» и кому.
send-wrong-at = После «at» нужны дата и время.
send-wrong-every = После «every» нужны дни и время.
send-wrong-rate = После «rate» нужно, сколько в секунду или в минуту: не больше 30/s.
send-wrong-quiet = После «quiet» нужны два времени.
send-wrong-twice = Здесь что-то указано дважды или «at» рядом с «every».
send-wrong-unknown = Это непонятно.
send-wrong-here = Здесь: «{ $rest }»
send-wrong-end = Здесь: в конце строки.
send-wrong-example = Правильно так: { $line }

send-note-not-allowed = Рассылки доступны тем, кому владелец разрешил административные команды.
send-note-no-broadcast = Рассылки { $number } нет.
send-note-not-now = С рассылкой { $number } этого сейчас сделать нельзя.
send-note-no-reply = Быстрого ответа «{ $name }» нет.
send-note-not-ready = Быстрый ответ «{ $name }» ещё сохраняется. Попробуйте чуть позже.
send-note-past = Это время уже прошло.
send-note-left-out = В тот день такого времени нет: часы переводят вперёд. Выберите другое.
send-note-nothing-answered = Чтобы разослать сообщение, сначала сохраните его: ответьте на него /say ИМЯ.
send-note-too-many = Уже идёт двадцать рассылок. Отмените одну или дождитесь, пока какая-нибудь завершится.
send-note-in-general = Здесь /send ИМЯ отправляет быстрый ответ этому клиенту. Рассылки создаются в General.
send-note-closed = Закрыто.
