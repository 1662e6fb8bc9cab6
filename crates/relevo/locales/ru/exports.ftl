# Exports (/export): the clients as a table (CSV), sent to General. The terms are those of notices.ftl.

# $count is a number of clients.
export-begins = ⏳ Таблица готовится. Она придёт сюда файлом.
export-goes-on =
    { $count ->
        [one] ⏳ Пока { $count } клиент. Будут ещё файлы.
        [few] ⏳ Пока { $count } клиента. Будут ещё файлы.
        [many] ⏳ Пока { $count } клиентов. Будут ещё файлы.
       *[other] ⏳ Пока { $count } клиента. Будут ещё файлы.
    }
export-done =
    { $count ->
        [one] ✅ Готово: { $count } клиент.
        [few] ✅ Готово: { $count } клиента.
        [many] ✅ Готово: { $count } клиентов.
       *[other] ✅ Готово: { $count } клиента.
    }
export-failed = ❗ Таблицу не удалось подготовить или отправить. Попробуйте ещё раз: /export
export-busy = ⏳ Одна таблица уже готовится. Попросите снова, когда она придёт.
export-not-allowed = 🔒 Выгружать клиентов может владелец и те, кому он разрешил (EXTENSIONS_ALLOWED).
export-anonymous = 🔒 Никто не видит, кто пишет от имени группы. Чтобы выгрузить клиентов, пишите от своего имени.
