# Why something did not arrive. Stands after a colon; a sentence of its own.

reason-blocked = Клиент заблокировал бота.
reason-deactivated = Аккаунт клиента удалён.
reason-chat-missing = Telegram не знает этого чата: бот может писать только тем, кто уже писал ему.
reason-not-member = Бота нет в группе клиента.
reason-right-missing = Боту нельзя писать в этом чате.
reason-kind-forbidden = Клиент не принимает такие сообщения.
reason-too-long = Слишком длинно или слишком большой файл для Telegram.
reason-source-missing = Сообщение удалили раньше, чем оно было отправлено.
reason-uncopyable = Telegram не разрешает это копировать.
reason-too-old = Telegram разрешает боту удалять только сообщения моложе 48 часов, а некоторые виды — никогда.
# $text are Telegram's own words, $code its number.
reason-other = Ответ Telegram: { $text } ({ $code })
# A failure of the desk itself.
reason-own = Внутренняя ошибка Relevo; подробности — в его журнале.
reason-source-closed = В группе клиента эта тема закрыта, и открыть её могут только там.
reason-source-gone = Этой темы в группе клиента больше нет.
reason-upgraded = Отправлено до того, как группа клиента стала супергруппой, а Telegram не даёт менять ничего из того времени.
reason-unnumbered = Telegram не сообщил, под каким номером оно дошло, поэтому его нельзя ни изменить, ни отозвать.
reason-second-topic = Группа клиента стала супергруппой, и теперь у неё здесь другая тема. Пожалуйста, пишите там.
