### How a connection goes, in numbers, as the setup bot tells its owner, in Russian. Speaks as setup.ftl.

# $bot is a username with @, $id a connection like i3, $time a moment.
setup-numbers-title = 📊 { $bot } · { $id }, { $time }
setup-numbers-none-open = Открытых бесед нет.
setup-numbers-of-team =
    { $count ->
        [one] 🟪 { $count } беседа ждёт сотрудников
        [few] 🟪 { $count } беседы ждут сотрудников
        [many] 🟪 { $count } бесед ждут сотрудников
       *[other] 🟪 { $count } беседы ждут сотрудников
    }
setup-numbers-of-client =
    { $count ->
        [one] 🟨 { $count } беседа ждёт клиента
        [few] 🟨 { $count } беседы ждут клиента
        [many] 🟨 { $count } бесед ждут клиента
       *[other] 🟨 { $count } беседы ждут клиента
    }
# A topic follows.
setup-numbers-longest = Дольше всех ждёт:
setup-numbers-today =
    { $in ->
        [one] Сегодня пришло { $in } сообщение
        [few] Сегодня пришло { $in } сообщения
        [many] Сегодня пришло { $in } сообщений
       *[other] Сегодня пришло { $in } сообщения
    }, { $out ->
        [one] ушёл { $out } ответ
        [few] ушло { $out } ответа
        [many] ушло { $out } ответов
       *[other] ушло { $out } ответа
    }.
setup-numbers-week =
    { $in ->
        [one] За 7 дней пришло { $in } сообщение
        [few] За 7 дней пришло { $in } сообщения
        [many] За 7 дней пришло { $in } сообщений
       *[other] За 7 дней пришло { $in } сообщения
    }, { $out ->
        [one] ушёл { $out } ответ
        [few] ушло { $out } ответа
        [many] ушло { $out } ответов
       *[other] ушло { $out } ответа
    }.
setup-numbers-delivered =
    { $count ->
        [one] ✅ Из них доставлено { $count } сообщение
        [few] ✅ Из них доставлено { $count } сообщения
        [many] ✅ Из них доставлено { $count } сообщений
       *[other] ✅ Из них доставлено { $count } сообщения
    }
setup-numbers-on-the-way =
    { $count ->
        [one] ⏳ { $count } сообщение в пути
        [few] ⏳ { $count } сообщения в пути
        [many] ⏳ { $count } сообщений в пути
       *[other] ⏳ { $count } сообщения в пути
    }
setup-numbers-held =
    { $count ->
        [one] ❔ { $count } сообщение ждёт решения в своей теме
        [few] ❔ { $count } сообщения ждут решения в своих темах
        [many] ❔ { $count } сообщений ждут решения в своих темах
       *[other] ❔ { $count } сообщения ждут решения в своих темах
    }
setup-numbers-failed =
    { $count ->
        [one] ⚠️ { $count } сообщение не доставлено; его тема говорит почему
        [few] ⚠️ { $count } сообщения не доставлены; их темы говорят почему
        [many] ⚠️ { $count } сообщений не доставлено; их темы говорят почему
       *[other] ⚠️ { $count } сообщения не доставлены; их темы говорят почему
    }
setup-refresh = 🔄 Обновить
