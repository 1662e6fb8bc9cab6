### What the setup bot says about parameters, in Russian: as setup.ftl speaks; «вы». Names and values stay as they are typed.

setup-parameter-groups-text = ⚙️ Параметры { $bot } · { $id }. Всё изменённое сразу действует.
setup-group-mirroring = 🔁 Что копируется
setup-group-talking = 💬 Что читают клиенты
setup-group-desk = 👥 Как работают сотрудники
setup-group-keeping = 🗄 Что хранится
setup-parameter-group-text = Нажмите на параметр, чтобы узнать, что он делает, и изменить его.
setup-parameter-group-idle = 💤 можно задать, но в этой версии пока ни на что не влияет.

# Before a value.
setup-parameter-now = Сейчас:
setup-parameter-now-default = Сейчас, как и по умолчанию:
setup-parameter-default = По умолчанию:
setup-parameter-example = Например:
setup-parameter-idle = 💤 Можно задать, но в этой версии пока ни на что не влияет.
setup-parameter-cut = ✂️ Это только начало: 📄 покажет целиком.
# $form is one of the forms below.
setup-parameter-write = ✍️ Пришлите новое значение: { $form }.
setup-parameter-choose = 👇 Выберите значение.
setup-parameter-choose-some = 👇 Каждая кнопка добавляет или убирает одно.
# Buttons.
setup-parameter-to-default = ↩️ По умолчанию
setup-parameter-whole = 📄 Значение целиком
# $name is a parameter; $page and $pages are numbers.
setup-value-page = { $name }, страница { $page } из { $pages }. Можно скопировать, изменить и прислать обратно.
setup-value-before = ◀️ Назад по тексту
setup-value-after = Дальше ▶️

# What a value is, for $form.
form-text = текст, каким его прочтут клиенты. Форматирование Telegram сохраняется. Строка [es] начинает текст для клиентов, у которых приложение на испанском. Не больше 3800 знаков для каждого языка
form-keywords = ключевые слова через запятую. Запятая — любое из них, [a, b] — все вместе, ~a — этого быть не должно; фразы пишутся в двойных кавычках, * в конце — любое окончание
form-words = слова или фразы, по одной в строке или через запятую; если внутри есть запятая — в двойных кавычках
form-ids = номера людей и чатов, по одному в строке или через запятую
form-people = номера людей, по одному в строке или через запятую
form-hours = число часов от 1 до 8760
form-minutes = число минут от 1 до 1440
form-days = число дней от 1 до 36500
form-zone = название часового пояса из базы IANA
form-spans = дни (Mon, Tue, Wed, Thu, Fri, Sat, Sun — с понедельника по воскресенье) и часы через точку с запятой; можно и через полночь
form-icon = эмодзи из тех, что Telegram предлагает для тем, или цвет
form-addresses = по одному адресу в строке, за ним названия событий; без них — обо всех
form-example = как в примере

# Why a value is refused. Stands after a colon; a sentence of its own. $words are values, $most, $entry, $line and $place are numbers.
value-true-or-false = Подходит только TRUE или FALSE.
value-one-of = Подходит только одно из этих: { $words }.
value-some-of = Подходят только некоторые из этих: { $words } — или NONE.
value-hours = Нужно целое число часов от 1 до 8760 или OFF.
value-minutes = Нужно целое число минут от 1 до 1440 или OFF.
value-days = Нужно число дней от 1 до 36500, forever или NONE.
value-days-or-forever = Нужно число дней от 1 до 36500 или forever.
value-icon = Подходит auto, эмодзи или одно из этих: { $words }.
value-zone = Такого часового пояса в базе IANA нет.
value-no-id = Запись { $entry } — не номер человека или чата.
value-no-numbers = Нужен список номеров или NONE.
value-no-words = Нужен список слов или NONE.
value-too-many-entries = Записей больше { $most }.
value-quote-open = Двойная кавычка не закрыта.
value-quote-comma = После двойной кавычки не хватает запятой.
# $why is one of these sentences.
value-nor-everyone = { $why } Кроме номеров, подходит everyone, а для одних владельцев — NONE.
value-at-place = { $why } Это знак { $place }.
value-no-keyword = Нет ни одного ключевого слова.
value-too-many-keywords = Ключевых слов больше 500, или выражение длиннее 20 000 байт.
value-bracket-open = Скобка [ не закрыта.
value-bracket-nested = Скобки внутри скобок.
value-bracket-stray = Скобка ] ничего не закрывает.
value-bracket-empty = Скобки пусты.
value-keyword-empty = В ключевом слове нет ни букв, ни цифр.
value-not-twice = Перед ключевым словом два знака ~.
value-star-inside = Знак * стоит не в конце ключевого слова.
value-keyword-comma = Между двумя ключевыми словами не хватает запятой.
value-everybody-first = Сначала текст для всех, потом строка с языком.
# $tag is a line like [es].
value-nothing-under = Под { $tag } нет текста.
value-twice = { $tag } встречается дважды.
value-text-too-long = Текст длиннее { $most } знаков.
value-stray-less = Знак <, который не начинает тег, пишется &lt;
value-wrong-closing = Закрывающий тег не подходит к тому, что открыт последним.
value-tag-open = Тег не закрыт.
value-unknown-tag = Есть неизвестный тег. Известны b, i, u, s, tg-spoiler, code, pre, blockquote, a и tg-emoji; любой другой < пишется &lt;
value-pre-takes-lang = У <pre> может быть только атрибут lang.
value-link-needs-address = У <a> должен быть атрибут href и никакой другой.
value-emoji-needs-id = У <tg-emoji> должен быть атрибут emoji-id.
value-no-spans = Нужны дни и часы через точку с запятой.
value-no-spans-or-off = Нужны дни и часы через точку с запятой или OFF.
value-spans-overlap = Два промежутка одного дня пересекаются.
value-no-address = Строка { $line } не начинается с адреса https://
value-no-event = В строке { $line } названо событие, которого нет.
value-no-addresses = Нужно по одному адресу в строке, за ним события, или NONE.
value-too-many-addresses = Адресов больше { $most }.

# What each parameter means. $title and $first_name are variables of the texts themselves, which are shown as such.
parameter-MONITOR_PRIVATE = Копируются ли личные чаты.
parameter-MONITOR_GROUPS = Копируются ли группы, в которых состоит бот для клиентов.
parameter-MONITOR_CHANNELS = Копируются ли каналы, в которых состоит бот для клиентов.
parameter-ACCEPT_GROUPS = Спрашивать ли сотрудников в General, прежде чем группа начнёт копироваться; не спрашивается, если бота добавил владелец или кто-то из сотрудников.
parameter-IGNORE_CHATS = Кто не копируется никогда: чат или всё, что пишет человек, где бы то ни было. Блокировки — записи этого списка.
parameter-WHITE_LIST = Если задано, копируются только эти люди и чаты.
parameter-PRIVATE_KEYWORDS = В личных чатах новую или закрытую беседу будит только сообщение, которое подходит.
parameter-GROUPS_KEYWORDS = В группах новую или закрытую беседу будит только сообщение, которое подходит.
parameter-CHANNELS_KEYWORDS = В каналах новую или закрытую беседу будит только сообщение, которое подходит.
parameter-RESTRICTED_KEYWORDS_FRONTEND = Входящее сообщение с чем-либо из этого не копируется.
parameter-RESTRICTED_KEYWORDS_BACKEND = Исходящее сообщение с чем-либо из этого не отправляется, и оператору говорится, из-за чего.
parameter-EDITS = Что правка делает с копией на другой стороне: replace меняет её, append присылает новую версию ответом на неё.
parameter-DELETES = Что удаление в чате подключённого аккаунта делает с копией в теме: mark помечает её, mirror удаляет. Больше десяти сразу только подсчитываются. О других удалениях Telegram не сообщает.
parameter-GROUP_EVENTS = Сообщается ли в теме, кто пришёл в группу клиентов, кто ушёл и что в ней ещё случилось.
parameter-HIDE_INFO = Что о клиентах не показывается операторам: name ставит кодовые имена вместо имён людей, title — вместо названий чатов, links убирает имена пользователей, ссылки и упоминания; command оставляет /info владельцу и людям из EXTENSIONS_ALLOWED. С name, title или links нет /invite. См. docs/concepts/hiding.md.
parameter-WELCOME = Приветствие: отправляется каждый раз, когда открывается беседа, но не чаще раза в час. { $title } — название чата, { $first_name } — имя того, кто пишет.
parameter-WELCOME_CHATS = Где отправляется приветствие; в группах — только при первом обращении.
parameter-SILENT_MODE = FALSE: если сообщение клиента окончательно не удалось принять, он получит ERROR_TEXT, не чаще раза в минуту и только в личном чате; из-за фильтров и блокировок — никогда.
parameter-ERROR_TEXT = Что читает клиент, чьё сообщение не удалось принять, если SILENT_MODE — FALSE. { $title } и { $first_name } — как в WELCOME. Если текста нет, ничего.
parameter-OPT_OUT_TEXT = Что читает клиент, отказавшийся от рассылок. Если текста нет, ничего.
parameter-WORKING_HOURS = Когда работают сотрудники, по TIMEZONE. Кто пишет в личный чат в другое время, получает AWAY, раз в день в каждой беседе. OFF: не получает никто.
parameter-AWAY = Что читает клиент, который пишет вне WORKING_HOURS; только в личных чатах. { $title } и { $first_name } — как в WELCOME. Если текста нет, ничего.
parameter-AUTOCLOSE = Сколько беседа, на которую ответили, ждёт клиента, прежде чем закроется сама.
parameter-SHIFT_PING = Через сколько минут без ответа в теме новой беседы упоминаются дежурные (/shift), а через вдвое большее время — старший смены. Без графика никто не упоминается.
parameter-CLOSE_NATIVELY = Закрывается ли вместе с беседой и её тема на форуме: тогда в ней пишут только те, кто управляет темами.
parameter-LEAVE_CLOSED = Виды чатов, закрытые беседы которых остаются закрытыми, когда клиент пишет; сообщения всё равно копируются.
parameter-REPLY_ONLY = Уходят ли клиенту только прямые ответы на его сообщения; остальное в теме — внутреннее.
parameter-AUTO_INFO = Начинается ли тема с того, что известно о клиенте, как /info показывает это всем. Не там, где в HIDE_INFO есть command.
parameter-RECEIPTS = Что сообщается операторам об их ответах: только что ответ не дошёл или также что дошёл.
parameter-EXTENSIONS_ALLOWED = Кому, кроме владельца, доступны административные функции: /send и /export, изменение меток (/mark) и графика (/shift), а также /info там, где HIDE_INFO что-то скрывает; оно приходит в их собственный чат с ботом.
parameter-ICON_COLOR = Значок новых тем этого подключения. auto: у каждого подключения свой цвет, чтобы их можно было различить в одной группе. Эмодзи: один из тех, что Telegram предлагает для тем, как есть или его custom_emoji_id; о другом будет сказано в General, и у тем останется цвет.
parameter-CUSTOM_COMMANDS = Команды другого бота-помощника в группе: они не трогаются.
parameter-WEBHOOKS = Адреса, которым сообщается о событиях.
parameter-LANGUAGE = Язык, на котором Relevo говорит с операторами.
parameter-TIMEZONE = Часовой пояс для WORKING_HOURS, для дня, в который AWAY отправляется один раз, и для времени в карточках.
parameter-RETAIN_BODIES = Сколько хранятся, в зашифрованном виде, слова и файлы доставленных сообщений. NONE: нисколько.
parameter-RETAIN_LINKS = Сколько известно, какое сообщение какому соответствует на другой стороне; вместе с этим кончаются правки, ответы и отзыв для более старых сообщений.
