### How a connection goes, in numbers, as the setup bot tells its owner, in German. Speaks as setup.ftl.

# $bot is a username with @, $id a connection like i3, $time a moment.
setup-numbers-title = 📊 { $bot } · { $id }, { $time }
setup-numbers-none-open = Kein Gespräch ist offen.
setup-numbers-of-team =
    { $count ->
        [one] 🟪 { $count } Gespräch wartet auf das Team
       *[other] 🟪 { $count } Gespräche warten auf das Team
    }
setup-numbers-of-client =
    { $count ->
        [one] 🟨 { $count } Gespräch wartet auf den Kunden
       *[other] 🟨 { $count } Gespräche warten auf den Kunden
    }
# A topic follows.
setup-numbers-longest = Am längsten wartet:
setup-numbers-today =
    { $in ->
        [one] Heute ist { $in } Nachricht eingegangen
       *[other] Heute sind { $in } Nachrichten eingegangen
    }, und { $out ->
        [one] { $out } Antwort ist hinausgegangen
       *[other] { $out } Antworten sind hinausgegangen
    }.
setup-numbers-week =
    { $in ->
        [one] In 7 Tagen ist { $in } Nachricht eingegangen
       *[other] In 7 Tagen sind { $in } Nachrichten eingegangen
    }, und { $out ->
        [one] { $out } Antwort ist hinausgegangen
       *[other] { $out } Antworten sind hinausgegangen
    }.
setup-numbers-delivered =
    { $count ->
        [one] ✅ Davon ist { $count } zugestellt
       *[other] ✅ Davon sind { $count } zugestellt
    }
setup-numbers-on-the-way =
    { $count ->
        [one] ⏳ { $count } Nachricht ist unterwegs
       *[other] ⏳ { $count } Nachrichten sind unterwegs
    }
setup-numbers-held =
    { $count ->
        [one] ❔ { $count } Nachricht wartet in ihrem Thema auf eine Entscheidung
       *[other] ❔ { $count } Nachrichten warten in ihren Themen auf eine Entscheidung
    }
setup-numbers-failed =
    { $count ->
        [one] ⚠️ { $count } Nachricht wurde nicht zugestellt; ihr Thema sagt, warum
       *[other] ⚠️ { $count } Nachrichten wurden nicht zugestellt; ihre Themen sagen, warum
    }
setup-refresh = 🔄 Aktualisieren
