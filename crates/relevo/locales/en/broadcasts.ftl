# Broadcasts: what `/send` says in the group, and what stands above an answer to one.

notice-answers-broadcast = 📣 Answers broadcast { $number }, “{ $name }”:

# The button under a broadcast, for clients.
send-opt-out = No more such messages
send-opt-out-words = You no longer want such messages? One tap is enough.

send-title = 📣 Broadcast { $number }, “{ $name }”
send-nameless = a message
send-line = /send { $line }

send-gathering = ⏳ The recipients are being counted …
send-ready = Nothing has been sent yet. “Start” sends it.
send-ready-timed = Nothing has been sent yet. “Start” lets it begin by itself: { $at }.
send-ready-late = ⌛ Its time is over: { $at }. Nothing has been sent. Send the command again with a new time.
send-scheduled = 🕘 Begins by itself: { $at }. Who gets it is decided then.
send-running = ▶️ Being sent since { $at }. Answers to clients always go first.
send-paused = ⏸ Paused: nothing more is sent until somebody presses “Resume”.
send-halted = ⏸ Paused: what it sends is gone, or not stored yet. Save the quick reply again under its name and press “Resume”, make a new broadcast for the others, or cancel this one.
send-broken = ⏸ Paused: something is wrong with this broadcast, and it cannot go on. The others do. Whoever runs Relevo finds the reason in its log.
send-held = ⏸ Paused: a word in it must not be sent any more. Answer better words with /say save and the name of the quick reply, then press “Resume”.
send-done = ✅ Finished: { $at }.
send-cancelled = ⏹ Cancelled: { $at }. What was under way still arrived.
send-abandoned = ⏹ Not sent: nobody started it within a day.

send-count-all =
    { $count ->
        [one] { $count } chat in all.
       *[other] { $count } chats in all.
    }
send-count-nobody =
    { $count ->
        [one] ▫️ { $count } line of the file names nobody known here.
       *[other] ▫️ { $count } lines of the file name nobody known here.
    }
send-count-to =
    { $count ->
        [one] { $count } will get it.
       *[other] { $count } will get it.
    }
send-count-sent =
    { $count ->
        [one] ✅ { $count } has got it.
       *[other] ✅ { $count } have got it.
    }
send-count-waiting =
    { $count ->
        [one] ⏳ { $count } is still waiting.
       *[other] ⏳ { $count } are still waiting.
    }
send-count-unknown =
    { $count ->
        [one] ❔ { $count } may have got it: nobody knows, and it is not sent again.
       *[other] ❔ { $count } may have got it: nobody knows, and it is not sent again.
    }
send-count-failed =
    { $count ->
        [one] ⚠️ { $count } could not be reached:
       *[other] ⚠️ { $count } could not be reached:
    }
send-count-left-out =
    { $count ->
        [one] ▫️ { $count } is left out:
       *[other] ▫️ { $count } are left out:
    }

send-why-blocked = has blocked the bot
send-why-opted-out = wants no broadcasts
send-why-banned = banned, or not served
send-why-no-dialog = has never written to the bot
send-why-account = writes to a person’s account
send-why-channel = a channel
send-why-group = a group (“kind group” includes them)
send-why-stopped = the connection is stopped
send-why-gone = the connection is no longer here
send-why-deactivated = deleted account
send-why-forbidden = does not accept this
send-why-refused = Telegram refused
send-why-cancelled = cancelled before their turn
send-why-not-yours = not yours to send

send-expected-minutes =
    { $count ->
        [one] Takes about { $count } minute.
       *[other] Takes about { $count } minutes.
    }
send-expected-hours =
    { $count ->
        [one] Takes about { $count } hour.
       *[other] Takes about { $count } hours.
    }
send-sample = Among them: { $names }
send-operator-empty = ⚠️ “{ $variable }” stays empty: nobody of the team says a broadcast.
send-report-failed = ⚠️ The report could not be sent here as a file. “relevo broadcasts --report { $number }” prints it.
send-tested = Sent to you: look into your chat with the bot.
send-test-no-dialog = ⚠️ Open your own chat with the bot and press “Start” there; then it can be sent to you.

send-list = Broadcasts, the newest first:
send-list-none = There are no broadcasts yet. /send makes one.

send-content = 📣 What should be sent? Choose a quick reply.
send-content-none = 📣 There are no quick replies yet. Answer any message with /say NAME to save it, then write /send again.
send-content-answered = The message you answered
send-whom = 📣 Who should get it? More choices in one line: /help.
send-options = 📣 { $line }
    “Next” counts who gets it and shows the plan. Nothing is sent yet.

send-key-all = Everybody
send-key-active = Active in 30 days
send-key-me = Only me
send-key-quiet = Not at night (21:00–09:00)
send-key-opt-out = Button to opt out
send-key-plan = Next
send-key-close = Close
send-key-start = ▶️ Start
send-key-test = Test to me
send-key-pause = ⏸ Pause
send-key-resume = ▶️ Resume
send-key-cancel = ⏹ Cancel

send-wrong-name = The name of a quick reply belongs here.
send-wrong-delay = Between two quick replies belongs the time from one to the next: 30m, 2h or 1d, thirty days at most.
send-wrong-steps = A chain has ten quick replies at most.
send-wrong-whom = Who should get it? Write “to” and whom.
send-wrong-at = After “at” belong a date and a time.
send-wrong-every = After “every” belong days and a time.
send-wrong-rate = After “rate” belongs how many a second or a minute: at most 30/s.
send-wrong-quiet = After “quiet” belong two times.
send-wrong-twice = An option stands here twice, or “at” beside “every”.
send-wrong-unknown = This is not understood.
send-wrong-here = Here: “{ $rest }”
send-wrong-end = Here: at the end of the line.
send-wrong-example = So it is right: { $line }

send-note-not-allowed = Broadcasts are for those whom the owner allows to use administrative commands.
send-note-nameless = You write as the group, so nobody knows who you are. Broadcasts are made under one’s own name: turn off “Remain anonymous” and write again.
send-note-restricted = A word in it must not be sent: “{ $word }”. Nothing was made.
send-note-no-broadcast = There is no broadcast { $number }.
send-note-not-now = That cannot be done with broadcast { $number } now.
send-note-no-reply = There is no quick reply “{ $name }”.
send-note-not-ready = The quick reply “{ $name }” is still being stored. Try again in a moment.
send-note-past = That time is over.
send-note-left-out = There is no such time that day: the clocks go forward. Choose another.
send-note-nothing-answered = To send a message, save it first: answer it with /say NAME.
send-note-too-many = Twenty broadcasts are under way. Cancel one, or wait until one is finished.
send-note-in-general = Here /send NAME sends a quick reply to this client. Broadcasts are made in General.
send-note-closed = Closed.
