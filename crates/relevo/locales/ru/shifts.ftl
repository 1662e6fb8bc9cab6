# Shifts: what the desk says by itself of who is on duty, and what its panels (/shift) say. The terms are those of notices.ftl; shift = смена, on duty = дежурить.

# In the topic of a new conversation. $span is a time such as “12 min”; the people on duty follow on a line of their own.
shift-nobody-answers = 🔔 Новая беседа ждёт ответа уже { $span }.
shift-lead-needed = 🔔 Никто не ответил за { $span }.

# Before names.
shift-on-duty = Дежурят:
shift-lead = Старший смены:

# In General, when others are on duty than before. Names, and the topics that need an answer, follow.
shift-change = 🔁 Смена дежурных
shift-on-duty-now = Сейчас дежурят:
shift-nobody-on-duty = Сейчас никто не дежурит.
shift-off-duty = Сменились:

# What was done since the last change; joined with “·”.
shift-answers = { $count ->
    [one] { $count } ответ
    [few] { $count } ответа
    [many] { $count } ответов
   *[other] { $count } ответа
 } в { $topics ->
    [one] { $topics } теме
    [few] { $topics } темах
    [many] { $topics } темах
   *[other] { $topics } темы
 }
shift-closed = закрыто: { $count }
shift-taken = взято: { $count }
shift-nothing-done = С прошлой смены ни на что не ответили, ничего не закрыли и не взяли.

# Behind a topic: opens the newest note in it.
shift-note = заметка

# The panel of /shift.
shift-next = { $time }: { $names }
shift-next-nobody = { $time }: никто
shift-said-on = Сами отметили, что дежурят: { $names }
shift-said-off = Сами отметили, что не дежурят: { $names }
shift-no-rota = Графика дежурств пока нет. Он составляется под кнопкой «График»; до тех пор каждый отмечает кнопками ниже, дежурит ли он.
shift-come-on = Я дежурю
shift-go-off = Я не дежурю
shift-open-rota = График
shift-open-substitutions = Замены
shift-open-lead = Старший смены
shift-open-table = Таблицей
shift-back = Назад

# The rota. $zone is the name of a time zone.
shift-rota = 🗓 График дежурств, время { $zone }. Чью неделю изменить?
shift-rota-empty = В нём пока никого нет.

# Days of the week, for buttons and lines.
shift-day-0 = пн
shift-day-1 = вт
shift-day-2 = ср
shift-day-3 = чт
shift-day-4 = пт
shift-day-5 = сб
shift-day-6 = вс

# Somebody's week, and a day of it.
shift-not-in-rota = Не в графике.
shift-week-hint = Одной строкой, с точностью до минуты:
shift-week-example = /shift rota { $name } пн-пт 09:00-13:00, 14:00-17:00
shift-clear = Очистить неделю
shift-no-hours = Не дежурит.
shift-add = Добавить часы
shift-from = Когда начало?
shift-until = С { $time } — до которого часа?

# The table follows.
shift-table = График таблицей. Измените её и вставьте под «/shift rota»: она заменит график.
shift-table-long = Для одного сообщения она слишком длинная.

# $date is a day, $name whose hours they are, $who is on instead.
shift-substitutions = Замены:
shift-no-substitutions = Замен нет.
shift-substitution = { $date }: { $who } вместо { $name }
shift-day-off = { $date }: выходной, { $name }
shift-substitution-hint = Ещё одна («off» после имени вместо «for»: не выходит никто):
shift-substitution-example = /shift sub { $date } Анна за Иван

shift-no-lead = Старшего смены нет.
shift-lead-hint = Старший упоминается там, где никто вовремя не ответил. Кто это будет?
shift-lead-nobody = Никто

# Something is in the way.
shift-unclear = /shift показывает, кто дежурит. Ещё: /shift on, /shift off, /shift rota, /shift sub, /shift lead
shift-no-spans = Ничего не изменилось: это не дни и часы. Например: /shift rota Анна пн-пт 09:00-13:00, 14:00-17:00
shift-wrong-substitution = Ничего не изменилось. Например: /shift sub 2026-12-24 Анна за Иван или /shift sub 2026-12-24 Иван off
shift-nobody-called = Ничего не изменилось: здесь не известен никто с таким именем. Известны те, кто писал здесь или вошёл, с тех пор как здесь бот.
shift-several-called = Ничего не изменилось: так зовут нескольких. Их различает @username.
shift-anonymous = Ничего не изменилось: вы пишете от имени группы, и не видно, кто вы. Отключите себе «Анонимность» и попробуйте ещё раз.
shift-may-not = Ничего не изменилось: график меняют те, кому это разрешил владелец (EXTENSIONS_ALLOWED).
shift-no-lines = Ничего не изменилось: в таблице нет строк. На каждый промежуток одна: name,day,from,until
shift-wrong-lines = Ничего не изменилось: эти строки не прочитать: { $lines }. На каждый промежуток одна: name,day,from,until
shift-wrong-names = Ничего не изменилось: в этих строках имя здесь ничьё или его носят несколько человек: { $lines }.
shift-full = Ничего не изменилось: больше в график не помещается.
shift-past-day = Ничего не изменилось: этот день уже прошёл.
shift-no-file = Ничего не изменилось: файл читается только с «/shift rota» в подписи к нему или в ответе на него. Его строки: name,day,from,until
shift-file-large = Ничего не изменилось: файл слишком велик для графика дежурств.
shift-file-not-fetched = Ничего не изменилось: Telegram сейчас не отдаёт файл. Попробуйте ещё раз через несколько минут, пожалуйста.
shift-file-no-text = Ничего не изменилось: это не файл CSV. Сохраните таблицу как CSV и отправьте её ещё раз, пожалуйста.
