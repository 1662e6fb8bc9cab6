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
