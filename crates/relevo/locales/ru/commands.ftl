# Statuses and commands: what the desk says about them in the team's group. The terms are those of notices.ftl; status = статус.

# Under a conversation that was closed. In a closed topic only administrators can write. $until is one of the sentences below.
notice-closed = ⬛ Закрыто. { $until }
    .open = Открыть
    .write = Написать

# $hours is a number, $until one of the sentences below.
notice-closed-by-itself = ⬛ Закрыто: клиент не ответил за { $hours } ч. { $until }
    .open = Открыть
    .write = Написать

# What opens it again, for $until.
until-writes = Откроется само, когда клиент напишет.
until-matches = Откроется само, когда клиент напишет то, что подходит под ключевые слова; остальное сюда не приходит.
until-team = Останется закрытым, даже если клиент напишет.

notice-opened-again = 🟪 Снова открыто.

notice-opened-to-write = ✏️ Теперь здесь может писать каждый. Разговор считается закрытым, пока клиенту не ответят.

answer-turn-of-team = 🟪 Ждёт ответа сотрудников.
answer-turn-of-client = 🟨 Ждёт ответа клиента.
answer-closed = ⬛ Закрыто.

# $name is what the team calls the conversation.
answer-called = ✏️ Теперь называется «{ $name }». /rename без имени это отменит.
answer-called-as-before = ✏️ Называется так, как зовётся сам клиент.

# $name is a person of the team.
answer-responsible = 👤 Ответственный: { $name }.
answer-nobody-responsible = 👤 Теперь ответственного нет.
answer-anonymous = Ничего не изменилось: вы пишете от имени группы, и не видно, кого назначить ответственным. Отключите себе «Анонимность» и попробуйте ещё раз.
answer-anonymous-asks = Вы пишете от имени группы, и не видно, какие темы ваши. Отключите себе «Анонимность» и попробуйте ещё раз.

# Buttons with names follow. $name is a person of the team.
notice-who-is-responsible = 👤 Кого назначить ответственным?
notice-who-instead = 👤 Сейчас ответственный: { $name }. Кого назначить?
notice-who-of-these = 👤 Человек с таким именем здесь неизвестен, или таких людей несколько. Кого назначить ответственным?
notice-assignee-left = Ничего не изменилось: этого человека больше нет в группе.
answer-nobody-seen = Ничего не изменилось: выбрать пока не из кого. Здесь появляются те, кто писал в этой группе.

# $command is a command with its slash.
answer-in-topic = { $command } пишут в теме клиента. Ничего не изменилось.
answer-in-general = { $command } пишут в General. Клиенту ничего не отправлено.
answer-needs-account = Для { $command } нужен личный аккаунт: боты этого не могут. Ничего не изменилось.
answer-no-such-topic = Ничего не изменилось: это не ссылка на тему клиента в этой группе. Скопируйте ссылку на тему или на сообщение в ней.
answer-topic-stopped = Ничего не изменилось: подключение этой темы остановлено.
answer-forwarded = Пересланные команды не выполняются: ничего не изменилось, и клиенту ничего не отправлено.

# Who is banned is not mirrored any more; nobody is removed from anything.
answer-client-banned = 🚫 Заблокировано: то, что пишет этот клиент, сюда больше не приходит. Команда /unban это отменит.
answer-participant-banned = 🚫 Заблокировано: то, что пишет этот участник, сюда больше не приходит. Команда /unban ответом на то же сообщение это отменит.
answer-chat-banned = 🚫 Заблокировано: то, что пишут в этом чате, сюда больше не приходит. Из чата никто не удалён. Команда /unban это отменит.
answer-client-unbanned = ✅ Разблокировано: то, что пишет этот клиент, снова приходит сюда.
answer-participant-unbanned = ✅ Разблокировано: то, что пишет этот участник, снова приходит сюда.
answer-chat-unbanned = ✅ Разблокировано: то, что пишут в этом чате, снова приходит сюда.
answer-banned-before = Ничего не изменилось: уже заблокировано. Команда /unban это отменит.
answer-not-banned = Ничего не изменилось: блокировки здесь нет.
answer-bans-full = Ничего не изменилось: список блокировок заполнен. Владелец может его сократить (IGNORE_CHATS).

# $command is a command with its slash. “Ban users” and “Remain anonymous” are called as in Telegram.
answer-may-not-ban = Ничего не изменилось: для { $command } нужно право «Блокировка пользователей», которого у вас в этой группе нет. Его может дать администратор.
answer-right-unseen = Ничего не изменилось: вы пишете не от своего имени, и не видно, есть ли у вас право блокировать. Отключите себе «Анонимность» и отправьте { $command } ещё раз.
answer-author-unknown = Ничего не изменилось: неизвестно, кто написал сообщение, на которое вы ответили. Ответьте на другое; { $command } без ответа относится ко всему чату.

# Answers to /retry.
answer-trying-again = ↻ Новая попытка.
answer-decide-unsure = Ничего не изменилось: возможно, клиент уже получил это сообщение. Выберите, что делать, кнопками под ним.
answer-decide-by-buttons = Ничего не изменилось: это сообщение ждёт вашего решения. Воспользуйтесь кнопками под ним.
answer-nothing-to-retry = Повторять нечего. Ответьте командой /retry на сообщение, которое не дошло, или на строку, где об этом сказано; спустя семь дней оно уже не хранится.

# Answers to /invite. “Invite Users via Link” is called as in Telegram.
answer-invite = 🔗 По этой ссылке можно войти в чат клиента: { $link }
answer-invite-named = 🔗 Бот не может добавлять людей, это может только личный аккаунт. По этой ссылке можно войти в чат клиента самостоятельно: { $link }
answer-invite-for-groups = Это личный чат: пригласить в него никого нельзя. /invite — для групп и каналов.
answer-invite-hidden = Ссылки нет: она открывает чат клиента со всеми, кто в нём есть, а кто такие клиенты, здесь от сотрудников скрыто.
answer-may-not-invite = Ссылки нет: бот должен быть администратором чата клиента с правом «Пригласительные ссылки».
answer-no-invite = Ссылки нет: бота больше нет в чате клиента, или Telegram не выдаёт там ссылок.

# Answers to /info. $bot is a username without @. “Start” and “Remain anonymous” are called as in Telegram.
answer-info-sent = 👤 Отправлено вам в личные сообщения.
answer-info-not-sent = Telegram не даёт боту вам написать. Откройте https://t.me/{ $bot }, нажмите «Запустить» и отправьте /info ещё раз.
answer-info-refused = Это могут видеть только владелец и те, кого он указал (EXTENSIONS_ALLOWED).
answer-info-to-nobody = Вы пишете от имени группы, поэтому не видно, кому это отправить. Отключите себе «Анонимность» и отправьте /info ещё раз.

# The card of a client, a group or a channel: a headline, then a line for each thing that is known. $count is a number, $time a moment.
card-client = Клиент
card-group = Группа
card-channel = Канал
card-name = Имя: { $name }
card-title = Название: { $name }
card-username = Имя пользователя: { $words }
card-id = ID в Telegram: { $words }
card-phone = Телефон: { $words }
card-language = Язык приложения: { $words }
card-start-parameter = Переход по ссылке: { $words }
card-first = Первое сообщение: { $time }
card-last = Последнее сообщение: { $time }
card-nobody-responsible = 👤 Ответственного нет.
card-bot = Бот: { $words }
card-window = ⏳ Ответить можно в течение 24 часов после последнего сообщения клиента.
card-members = Участников: { $count }
card-participants = Уже писали: { $count }

# Answers to /waiting and /mine: a headline or a sentence, then a line for each topic. $count and $more are numbers, $square is the status,
# $span one of the spans of notices.ftl, $title a topic's.
answer-waiting = Темы, которые ждут ответа, начиная с самых давних: { $count }
answer-nobody-waits = ✅ Никто не ждёт ответа.
answer-mine = 👤 Ваши темы: { $count }
answer-none-mine = 👤 Открытых тем за вами нет. Чтобы взять тему, напишите в ней /take.
list-topic = { $square } { $span } — { $title }
list-topic-timeless = { $square } { $title }
list-more = … и ещё { $more }

# The answer to /help: this, then a line for each command.
help-statuses =
    🟪 ждёт ответа сотрудников
    🟨 ждёт ответа клиента; через некоторое время закроется сам
    ⬛ закрыто
# The same where nothing closes by itself.
help-statuses-ageless =
    🟪 ждёт ответа сотрудников
    🟨 ждёт ответа клиента
    ⬛ закрыто
help-commands = Команды
help-notes = / и пробел, затем текст — заметка, которую клиент не увидит
help-deleting = Удаление сообщения в Telegram не отзывает его у клиента: ответьте на него командой /del.

# What each command does, in the list of /help and in Telegram's menu. At most 256 characters.
command-hold = 🟪 вернуться к этому позже
command-wait = 🟨 ждать ответа клиента
command-close = ⬛ закрыть
command-open = открыть снова (в General — со ссылкой на тему)
command-take = взять ответственность на себя
command-assign = назначить ответственным коллегу по вашему выбору
command-drop = снять ответственного
command-rename = дать имя, а без имени — отменить его
command-info = что известно об этом клиенте или группе
command-del = ответом на сообщение: отозвать его у клиента
command-retry = ответом на сообщение: повторить то, что не дошло
command-invite = ссылка для входа в группу или канал клиента
command-ban = больше ничего отсюда не получать (в группе ответом на сообщение — от одного человека)
command-unban = отменить это
command-waiting = темы, которые ждут ответа (в General)
command-mine = темы, за которые вы отвечаете (в General)
command-status = как работает Relevo (в General)
command-help = что здесь можно написать
command-say = быстрые ответы: сохранить (ответом на сообщение), отправить, показать список
command-mark = метки этого клиента; в General — все метки и их правила
command-send = быстрый ответ этому клиенту; в General — рассылка
command-export = клиенты в виде таблицы (в General)
command-shift = кто дежурит сейчас и кто следующий
