# Marks (/mark), and whom something is meant for (/send … to, /export). The terms are those of notices.ftl; mark = метка.

# On a card. $names are marks.
card-marks = 🏷 Метки: { $names }

marks-none =
    🏷 Меток пока нет.

    Создайте первую в General: /mark new ИМЯ
marks-headline =
    { $count ->
        [one] 🏷 { $count } метка и сколько разговоров ею отмечено
        [few] 🏷 { $count } метки и сколько разговоров отмечено каждой
        [many] 🏷 { $count } меток и сколько разговоров отмечено каждой
       *[other] 🏷 { $count } метки и сколько разговоров отмечено каждой
    }
marks-hint = Новая: /mark new ИМЯ. В теме клиента /mark ставит и снимает метки.

# In a client's topic. $names are marks.
marks-board = 🏷 Стоят здесь: { $names }
marks-board-none = 🏷 Здесь нет меток. Нажмите на метку, чтобы поставить её.
marks-unsent = ❗ Быстрый ответ «{ $name }» не отправлен: его нет, или сейчас отправить его туда нельзя.

# Below a mark's name: what it does. $names are marks, $ticker is a text, $reply is the name of a quick reply.
marks-after = Когда её ставят, снимаются: { $names }
marks-sends = Когда её ставят, клиент получает быстрый ответ: { $reply }
marks-ticker = После имени в заголовке: { $ticker }
marks-hook = О ней узнают вебхуки.
marks-count-none = Она не стоит ни в одном разговоре.
marks-count =
    { $count ->
        [one] Она стоит в { $count } разговоре.
        [few] Она стоит в { $count } разговорах.
        [many] Она стоит в { $count } разговорах.
       *[other] Она стоит в { $count } разговора.
    }
marks-delete = 🗑 Удалить метку «{ $name }»? Она снимется везде. То, что она насчитала до сих пор, останется в отчётах.
marks-key-delete = 🗑 Удалить
marks-key-delete-now = 🗑 Да, удалить
marks-key-keep = Оставить
marks-key-hook-on = 🔔 Сообщать вебхукам
marks-key-hook-off = 🔕 Не сообщать
marks-key-list = ← Все метки

marks-wrong-name = ❗ Имя метки — от 1 до 32 букв, цифр, - или _, без пробелов: /mark new vip
marks-wrong-taken = ❗ Метку нельзя назвать «new» или «del»: эти слова — часть команды.
marks-wrong-property = ❗ У метки есть: name, after, sends, ticker, hook. Например: /mark vip ticker ★
marks-wrong-much = ❗ Это больше одного слова. В именах нет пробелов: /mark new большой-заказ
marks-wrong-ticker = ❗ Текст для заголовка — от 1 до 40 знаков: /mark vip ticker ★. Убрать его: /mark vip ticker CLEAR
marks-wrong-on-off = ❗ Не хватает on или off: /mark vip hook on
marks-no-such = ❗ Метки «{ $name }» нет. Список — по команде /mark в General.
marks-exists = ❗ Метка «{ $name }» уже есть.
marks-no-reply = ❗ Быстрого ответа «{ $name }» нет. Список — по команде /say в General.
marks-full = ❗ Меток уже 50, больше нельзя. Удалите ненужную.
marks-itself = ❗ Метка не может снимать саму себя.
marks-not-allowed = 🔒 Метки создаёт и меняет владелец и те, кому он разрешил (EXTENSIONS_ALLOWED).
marks-anonymous = 🔒 Никто не видит, кто пишет от имени группы. Чтобы менять метки, пишите от своего имени.
marks-in-general = Это делается в General. Здесь /mark ставит и снимает метки.

# В боте настройки. $does – что делает метка, по строке на каждое; слова команд остаются как есть.
setup-marks = 🏷 Метки
setup-marks-text = 🏷 Меток в вашей группе: { $count }; у каждой показано, сколько разговоров ею отмечено. Чтобы создать ещё одну, пришлите её имя.
setup-marks-none = 🏷 Меток пока нет. Чтобы создать первую, пришлите её имя: одно слово, например vip
setup-mark-gone = Этой метки больше нет.
setup-mark-text =
    🏷 { $name }
    { $does }

    Чтобы изменить её, пришлите одну из строк:
    name НОВОЕ – другое имя
    after M1,M2 – эти метки снимаются, когда ставят её
    sends ОТВЕТ – клиент получает этот быстрый ответ, когда её ставят
    ticker ТЕКСТ – стоит в заголовках после имени
    CLEAR вместо последнего слова убирает это.

# What is wrong with the words that say for whom something is meant. $word is the word, $example how it is right.
whom-nothing = ❗ Для кого? Например: { $example }
whom-unknown = ❗ «{ $word }» непонятно. Например: { $example }
whom-unfinished = ❗ После «and» чего-то не хватает. Например: { $example }
whom-name = ❗ Не хватает имени метки, или «{ $word }» им быть не может. Например: { $example }
whom-quote = ❗ Кавычка не закрыта: { $word }. Например: { $example }
whom-language = ❗ Не хватает языка, или «{ $word }» — не язык. Например: { $example }
whom-span = ❗ За какое время? Часы, дни или недели: 12h, 30d, 2w. Например: { $example }
whom-kind = ❗ Какие чаты? private, group или channel. Например: { $example }
whom-connection = ❗ Какое подключение? Например: { $example }
whom-ids = ❗ Не хватает номеров чатов. Например: { $example }
whom-many-ids = ❗ Список слишком длинный: не больше 500 номеров. Длинные отправляйте файлом.
whom-twice = ❗ «{ $word }» стоит дважды. Например: { $example }
whom-test-alone = ❗ «test» стоит отдельно: это вы и больше никто.
whom-many = ❗ Слишком много сразу: не больше 20 условий.
whom-no-mark = ❗ Метки «{ $name }» нет. Список — по команде /mark в General.

# The file that says whom something is meant for.
whom-file-missing = 📎 Список должен быть в файле CSV: напишите команду в подписи к файлу или в ответ на него. Например: /send весна to file
whom-file-large = ❗ Ничего не отправлено: файл слишком большой, боты получают не больше 20 МБ. Разделите его, пожалуйста.
whom-file-not-fetched = ❗ Ничего не отправлено: Telegram сейчас не отдаёт файл. Попробуйте ещё раз через несколько минут, пожалуйста.
whom-file-no-text = ❗ Ничего не отправлено: это не файл CSV. Сохраните таблицу как CSV и отправьте её ещё раз, пожалуйста.
whom-file-nobody = ❗ Ничего не отправлено: файл никого не называет. Нужен номер чата в каждой строке или столбец «conversation_id» либо «chat_id», как в таблицах /export.
whom-file-many = ❗ Ничего не отправлено: файл называет больше 500 000 человек. Разделите его, пожалуйста.
