### How a connection goes, in numbers, as the setup bot tells its owner. Speaks as setup.ftl.

# $bot is a username with @, $id a connection like i3, $time a moment.
setup-numbers-title = 📊 { $bot } · { $id }, { $time }
setup-numbers-none-open = No conversation is open.
setup-numbers-of-team =
    { $count ->
        [one] 🟪 { $count } conversation waits for the team
       *[other] 🟪 { $count } conversations wait for the team
    }
setup-numbers-of-client =
    { $count ->
        [one] 🟨 { $count } conversation waits for the client
       *[other] 🟨 { $count } conversations wait for the client
    }
# A topic follows.
setup-numbers-longest = Waiting longest:
setup-numbers-today =
    { $in ->
        [one] Today { $in } message came in
       *[other] Today { $in } messages came in
    }, and { $out ->
        [one] { $out } answer went out
       *[other] { $out } answers went out
    }.
setup-numbers-week =
    { $in ->
        [one] In 7 days { $in } message came in
       *[other] In 7 days { $in } messages came in
    }, and { $out ->
        [one] { $out } answer went out
       *[other] { $out } answers went out
    }.
setup-numbers-delivered =
    { $count ->
        [one] ✅ { $count } of them has been delivered
       *[other] ✅ { $count } of them have been delivered
    }
setup-numbers-on-the-way =
    { $count ->
        [one] ⏳ { $count } message is on its way
       *[other] ⏳ { $count } messages are on their way
    }
setup-numbers-held =
    { $count ->
        [one] ❔ { $count } message waits for a decision, in its topic
       *[other] ❔ { $count } messages wait for a decision, in their topics
    }
setup-numbers-failed =
    { $count ->
        [one] ⚠️ { $count } message was not delivered; its topic says why
       *[other] ⚠️ { $count } messages were not delivered; their topics say why
    }
setup-refresh = 🔄 Refresh
