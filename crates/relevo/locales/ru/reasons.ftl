# Why something did not arrive. Stands after a colon, so it begins with a small letter.

reason-blocked = клиент заблокировал бота.
reason-deactivated = аккаунт клиента удалён.
reason-chat-missing = Telegram не знает этого чата: бот может писать только тем, кто уже писал ему.
reason-not-member = бота нет в группе клиента.
reason-right-missing = у бота нет права писать в этом чате.
reason-kind-forbidden = клиент не принимает такие сообщения.
reason-too-long = слишком длинный текст или слишком большой файл для Telegram.
reason-source-missing = сообщение удалили раньше, чем оно было отправлено.
reason-uncopyable = Telegram не разрешает это копировать.
reason-too-old = Telegram разрешает боту удалять только сообщения моложе 48 часов, а некоторые виды — никогда.
# $text are Telegram's own words, $code its number.
reason-other = ответ Telegram: { $text } ({ $code })
# A failure of the desk itself.
reason-own = внутренняя ошибка Relevo; подробности — в его журнале.
reason-source-closed = в группе клиента эта тема закрыта, и открыть её могут только там.
reason-source-gone = этой темы в группе клиента больше нет.
reason-upgraded = отправлено до того, как группа клиента стала супергруппой, а ничего из того времени Telegram менять не даёт.
reason-unnumbered = Telegram не сообщил, под каким номером оно дошло, поэтому его нельзя ни изменить, ни отозвать.
reason-second-topic = группа клиента стала супергруппой, и теперь у неё здесь другая тема. Пожалуйста, пишите там.
reason-account-quiet = клиент не писал 24 часа, и Telegram не пропустит ответ, пока он не напишет. Повторите, когда он напишет, или пусть владелец аккаунта напишет сам из своего приложения.
reason-account-away = бот не подключён к аккаунту. Владелец подключает его в настройках Telegram: Telegram для бизнеса, Чат-боты.
reason-account-forbids = владелец аккаунта не разрешает боту отвечать — вообще или в этом чате. Это меняется в настройках Telegram: Telegram для бизнеса, Чат-боты.
reason-account-keeps = владелец аккаунта не разрешает боту удалять сообщения. Это меняется в настройках Telegram: Telegram для бизнеса, Чат-боты.
