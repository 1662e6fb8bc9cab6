### What the desk says in topics, in Russian. Operators read it; clients never do.
###
### How it speaks: impersonal where that is shorter, otherwise «вы» (small letter), never «ты»; no verb whose gender would have to be guessed.
### Quotation marks are «…», a dash is —, and ё is written.
###
### One word for one thing:
###   client = клиент · team = сотрудники, рабочая группа (not «команда», which is a command) · operator = оператор
###   note = заметка (внутренняя) · topic = тема · Topics (Telegram) = Темы · Manage topics (right) = Управление темами
###   General = General, as Telegram shows it · administrator = администратор · connection = подключение · stopped = остановлено
###   relay = бот-ретранслятор · token = токен · command = команда
###   deliver = доставить · send = отправить · publish = опубликовать · arrive = дойти · wait = ждать, в очереди
###   withdraw, take back = отозвать · discard = не отправлять · retry = повторить · edit = правка, изменить
###   mirror = копировать · album, item = альбом, элемент · poll = опрос · quiz = викторина · upgraded group = супергруппа
###   privacy mode = режим приватности · discussion group = группа обсуждения · the desk = Relevo
#
# Each attribute is the label of a button.
# $kind and $reason are messages of kinds.ftl and reasons.ftl; $missing and $of are numbers.

notice-repeat-mark = ⟳ Возможно, сообщение выше здесь дважды: Telegram не сообщил, дошло ли оно в первый раз.

notice-not-delivered = ⚠️ Не доставлено: { $reason }
    .retry = Повторить

notice-outcome-unknown = ❔ Telegram не сообщил, дошло ли это сообщение до клиента. Чтобы оно не ушло дважды, больше ничего не произойдёт, пока вы не решите, что делать.
    .send-again = Отправить ещё раз
    .arrived = Дошло

notice-sent-again = ↻ Отправлено ещё раз — после всего, что уже было в очереди.

notice-arrived = ✓ Отмечено: дошло.

notice-retried = ↻ Новая попытка — после всего, что уже в очереди.

notice-placeholder = 📎 Не удалось скопировать сюда то, что прислал клиент. { $kind }: { $reason }

notice-placeholder-retry = 📎 Не удалось скопировать сюда то, что прислал клиент. { $kind }: { $reason }
    .retry = Повторить

notice-client-unreachable = 🚫 Клиент заблокировал бота или удалил свой аккаунт. Пока он не вернётся, ваши сообщения не дойдут.

notice-client-reachable = ✅ Клиенту снова можно писать.

notice-unknown-command = Такой команды нет, поэтому клиенту ничего не отправлено. Чтобы оставить внутреннюю заметку, поставьте перед текстом / и пробел.

notice-not-sent-as-chat = Не отправлено клиенту: написано от имени канала или другого чата, и неизвестно, кто автор. Пожалуйста, пишите от своего имени.

notice-not-sent-kind = Не отправлено клиенту: такие сообщения пока нельзя отправлять ({ $kind }).

notice-not-sent-to-channel = Не опубликовано: написанное в этой теме не попадает в канал.

notice-stays-note = 📝 Это по-прежнему внутренняя заметка: клиент её не видит. Чтобы сообщить это клиенту, напишите новое сообщение.

notice-edit-not-sent = ✏️ Правка никуда не ушла: отсюда клиент этого сообщения не получал. Чтобы сообщить это клиенту, напишите новое сообщение.

notice-edit-stays-inside = 📝 Правка осталась внутри: другой элемент этого альбома — заметка или отозван. Когда таких не останется, измените этот ещё раз, и клиент увидит правку.

notice-became-note = 📝 Теперь это заметка. У клиента осталось то, что было отправлено раньше.
    .withdraw = Отозвать

notice-taken-back = ✓ Отозвано вовремя: клиенту не уйдёт. Здесь остаётся как заметка.

notice-taken-back-unsure = ❔ Отозвано, но Telegram так и не сообщил, успело ли оно дойти до клиента. Повторно оно не уйдёт; здесь остаётся как заметка.

notice-withdrawing = 🗑 Сообщение отзывается у клиента…

notice-withdrawn = 🗑 Отозвано: у клиента этого сообщения больше нет.

notice-not-withdrawn = ⚠️ Не отозвано, сообщение осталось у клиента: { $reason }

notice-withdraw-hint = Ничего не отозвано. Чтобы отозвать сообщение у клиента, ответьте командой /del на само сообщение сотрудника.

notice-removed-from-group = Бота больше нет в этой группе. То, что вы здесь напишете, не дойдёт.

notice-button-expired = Эта кнопка больше не работает.
notice-press-not-allowed = 🔒 Это могут только владелец и те, кому он разрешил (EXTENSIONS_ALLOWED).
# Under a button, to whoever pressed it and may not (they left the group).
notice-not-in-group = Это могут делать только участники этой группы.
# The same, if Telegram did not answer.
notice-press-again = Telegram пока не подтвердил, что вы в этой группе. Нажмите ещё раз чуть позже.
# Under a button, to whoever pressed it while the connection is stopped.
notice-pressed-while-stopped = Ничего не сделано: подключение остановлено. Кнопка заработает, когда его снова запустят.

notice-quarantined = ⚠️ Не удалось обработать одно из событий Telegram. Оно сохранено на семь дней; всё остальное работает.

# In General. What a relay is, is in the glossary; `relevo relay list` names it.
notice-relay-not-member = ⚠️ Одного из ботов-ретрансляторов больше нет в этой группе. Его работу выполняют другие боты; если её много, то медленнее. Добавьте его снова администратором; какой это бот, покажет `relevo relay list`.
notice-relay-may-not-send = ⚠️ Один из ботов-ретрансляторов больше не может писать в этой группе. Его работу выполняют другие боты; если её много, то медленнее. Снова сделайте его администратором; какой это бот, покажет `relevo relay list`.
notice-relay-token = ⚠️ Токен одного из ботов-ретрансляторов больше не действует. Его работу выполняют другие боты; если её много, то медленнее. Какой это бот, покажет `relevo relay list`; добавьте его снова с действующим токеном от @BotFather.

# ICON_COLOR is the name of a parameter.
notice-icon-unknown = ⚠️ Эмодзи из ICON_COLOR нет среди тех, что Telegram предлагает для тем. Новые темы пока получают цвет. Выберите один из эмодзи, которые Telegram показывает при создании темы вручную, или цвет.

# $what: see thing-titled and thing-starred in kinds.ftl.
notice-lost = 📎 Клиент прислал то, что Telegram не разрешает копировать: { $what }

notice-quiz-not-sent = Не отправлено клиенту: пока викторина открыта, Telegram не сообщает боту правильный ответ. Отправьте обычный опрос или завершите викторину и перешлите её сюда.

notice-buttons-not-sent = ⚠️ Отправлено без некоторых кнопок: клиент не может ими пользоваться, или они не поместились.

# Stands inside a poll.
notice-poll-is-copy = Это копия: голоса не общие.

# Stands inside a poll.
notice-quiz-is-copy = Это копия викторины: правильный ответ здесь неизвестен, голоса не общие.

# How the client came: as Telegram's own apps show it.
notice-started = /start { $parameter }

notice-not-sent-restricted = ⛔ Не отправлено клиенту: в тексте есть запрещённое слово «{ $word }».

# $sight is a message of this file.
notice-group-asked = 👥 Бота добавили в группу «{ $title }». { $sight } Пока вы не решите, из этой группы ничего не копируется.
    .accept = Принять
    .ignore = Игнорировать
    .leave = Выйти

sight-all = Он видит там всё.

sight-addressed = Он видит там только команды, упоминания и ответы ему: он не администратор, и у него включён режим приватности. Чтобы это изменить, сделайте его администратором группы или отключите этот режим у @BotFather, удалите бота из группы и добавьте снова.

notice-group-accepted = ✓ Группа «{ $title }» принята: всё новое из неё появится здесь в отдельной теме.

notice-group-ignored = ✓ Группа «{ $title }» игнорируется: из неё ничего не копируется, и вопросов о ней больше не будет.

notice-group-left = ✓ Бот выходит из группы «{ $title }».

notice-added-to-group = ✅ Бот снова в этой группе.

notice-people-joined = → Теперь в группе: { $names }

notice-person-left = ← Больше не в группе: { $name }

notice-message-pinned = 📌 { $name }: закреплено сообщение

notice-which-source = ❔ В этой группе есть свои темы, и активных среди них несколько или ни одной. Для какой это сообщение? Чтобы выбрать тему без вопроса, отвечайте на сообщение клиента.

source-general = General

notice-source-chosen = ✓ Отправлено в тему «{ $name }».

notice-unpublished = 📣 Пока не опубликовано: написанное здесь не попадает в канал. Чтобы прокомментировать пост, ответьте на него.
    .publish = Опубликовать

notice-no-discussion = 📣 Бот не знает обсуждения этого поста, где он мог бы оставить комментарий: у канала нет группы обсуждения, или бота в ней нет, или пост появился раньше бота. Можно только опубликовать новый пост.
    .publish = Опубликовать

notice-published = ✓ Опубликовано в канале.

# $more, $minutes and $hours are numbers. The line is changed until nothing waits, and then deleted.
notice-backlog = ⏳ В очереди ещё { $more ->
        [one] { $more } сообщение
        [few] { $more } сообщения
        [many] { $more } сообщений
       *[other] { $more } сообщения
    }

notice-backlog-minutes = ⏳ В очереди ещё { $more ->
        [one] { $more } сообщение
        [few] { $more } сообщения
        [many] { $more } сообщений
       *[other] { $more } сообщения
    }; всё придёт примерно через { $minutes } мин

notice-backlog-hours = ⏳ В очереди ещё { $more ->
        [one] { $more } сообщение
        [few] { $more } сообщения
        [many] { $more } сообщений
       *[other] { $more } сообщения
    }; всё придёт примерно через { $hours } ч

notice-backlog-gone = ⏳ Всё, что было в очереди, пришло.

notice-arrived-at-last = ✓ Новая попытка удалась: дошло.

notice-written-at = 🕓 Написано { $time }, пока это подключение было остановлено:

notice-held-while-stopped = ⏸ Вы написали это, пока подключение было остановлено, поэтому клиенту оно не ушло. Ещё актуально?
    .send = Отправить
    .discard = Не отправлять

notice-discarded = ✓ Не отправлено. Здесь остаётся как заметка.

notice-edit-held-while-stopped = ⏸ Вы изменили это, пока подключение было остановлено, поэтому у клиента прежний текст. Правка ещё актуальна?
    .send = Отправить
    .discard = Не отправлять

notice-edit-discarded = ✓ Правка не отправлена: у клиента остаётся прежний текст.

notice-gap = ⚠️ Это подключение было остановлено больше суток. Telegram хранит сообщения клиентов 24 часа: того, что они написали с { $from } до { $to }, здесь нет.

notice-outage = ⚠️ Больше суток от Telegram ничего не поступало. Он хранит сообщения 24 часа: того, что было написано с { $from } до { $to }, здесь нет.

# $fix is a message of this file.
notice-group-paused = ⏸ В темы нельзя писать: { $fix } До тех пор всё ждёт, а потом продолжится само.

pause-not-forum = включите темы в настройках этой группы.
pause-manage-topics = дайте боту право администратора «Управление темами».
pause-not-member = снова добавьте бота в рабочую группу администратором.
pause-send = снова разрешите боту писать в рабочей группе, сделав его администратором.

notice-group-resumed = ▶ В темы снова можно писать. Всё, что ждало с { $since }, сейчас придёт по порядку.

notice-taken-over = 🔁 Дальше эту группу ведёт другой ваш бот: первый вышел из неё, или его подключение остановлено.

# $link leads to the topic in the old group.
notice-moved-here = 🚚 Беседа продолжается здесь. То, что было раньше, осталось в прежней теме: { $link }
# Said by the setup bot to the team, in the topics of the old group. $link leads to the topic in the new group, or to that group.
setup-left-goes-on = 🚚 Беседа продолжается в новой группе: { $link }
setup-left-not-here = 🚚 Команда переехала: написанное здесь больше не доходит до клиента. Беседа продолжается в новой группе: { $link }

notice-edit-refused = ✏️ У клиента остаётся прежняя версия: { $reason }

notice-connection-stopped = ⏸ Не отправлено: это подключение остановлено, и ничто из написанного здесь до клиента не дойдёт. Если его запустят в течение 24 часов, здесь появится вопрос, отправить ли это.

notice-topic-right-missing = ⚠️ У бота нет права переименовывать, закрывать и открывать эту тему. Дайте ему право «Управление темами»; на этот раз сделайте это, пожалуйста, вручную.

notice-sent-late = ✓ Теперь отправляется — после всего, что уже было в очереди.

notice-album-incomplete = ⚠️ Не удалось перенести сюда { $missing ->
        [one] { $missing } элемент
        [few] { $missing } элемента
        [many] { $missing } элементов
       *[other] { $missing } элемента
    } альбома клиента из { $of }. { $kind }: { $reason }

notice-album-not-delivered = ⚠️ Не доставлено { $missing ->
        [one] { $missing } элемент
        [few] { $missing } элемента
        [many] { $missing } элементов
       *[other] { $missing } элемента
    } этого альбома из { $of }. { $kind }: { $reason }
    .retry = Повторить

# Moments: $year, $month, $day, $hour and $minute are digits, all but the year two.
moment = { $day }.{ $month }.{ $year } { $hour }:{ $minute } UTC
moment-in-zone = { $day }.{ $month }.{ $year } { $hour }:{ $minute } ({ $zone })
moment-time = { $hour }:{ $minute } UTC

# Answers to /status in General. The first line is one of these; $time is a time of day.
notice-status = ✅ Relevo работает ({ $time }).
notice-status-not-forum = ⏸ Сообщения клиентов ждут: в этой группе нет тем. Включите их в настройках группы, и всё продолжится само ({ $time }).
notice-status-manage-topics = ⏸ Сообщения клиентов ждут: у бота нет права управлять темами в этой группе. Дайте его, и всё продолжится само ({ $time }).
# The other lines. $who is a bot's name or status-relay, $budget is status-budget or status-budget-learned, $span one of the spans below,
# $why one of status-stopped to status-may-not-send, $title a topic's; the rest are numbers.
status-sent = Отправлено сюда за последнюю минуту:
status-bot = 🤖 { $who }: { $budget }
status-bot-waits = ⏸ { $who }: { $budget }; ждать ещё { $span }
status-bot-trouble = ⚠️ { $who }: { $budget }; { $why }
status-more-bots = … и ещё { $more }
status-relay = { $bot } (ретранслятор)
status-budget = { $used } из { $of }
status-budget-learned = { $used } из { $of } (обычно { $usual })
status-stopped = подключение остановлено
status-token = токен больше не действует
status-second-poller = его обновления получает другая программа
status-no-updates = Telegram ничего ему не сообщает
status-not-member = больше не состоит в этой группе
status-may-not-send = не может здесь писать
status-nothing-waits = Очередь пуста.
status-to-topics = 📥 В темы: в очереди { $count }, самое давнее ждёт { $span }
status-to-topics-minutes = 📥 В темы: в очереди { $count }, самое давнее ждёт { $span }; всё придёт не раньше чем через { $minutes } мин
status-to-clients = 📤 Клиентам: в очереди { $count }, самое давнее ждёт { $span }
status-held = ❔ Ждут решения в своих темах: { $count }
status-failed = ⚠️ Не доставлено, причины в темах: { $count }
status-topic = ↳ { $title }: { $count }
span-seconds = { $number } с
span-minutes = { $number } мин
span-hours = { $number } ч
span-days = { $number ->
        [one] { $number } день
        [few] { $number } дня
        [many] { $number } дней
       *[other] { $number } дня
    }

