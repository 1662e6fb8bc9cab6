# Marks (/mark), and whom something is meant for (/send … to, /export). The terms are those of notices.ftl; mark = a word pinned to a conversation.

# On a card. $names are marks.
card-marks = 🏷 Marks: { $names }

marks-none =
    🏷 There are no marks yet.

    Make one in General: /mark new NAME
marks-headline =
    { $count ->
        [one] 🏷 { $count } mark, and in how many conversations it is set
       *[other] 🏷 { $count } marks, and in how many conversations each is set
    }
marks-hint = A new one: /mark new NAME. In a client’s topic, /mark sets and removes them.

# In a client's topic. $names are marks.
marks-board = 🏷 Set here: { $names }
marks-board-none = 🏷 No mark is set here. Tap one to set it.
marks-unsent = ❗ The quick reply “{ $name }” was not sent: it is missing, or cannot go there now.

# Below a mark's name: what it does. $names are marks, $ticker is a text, $reply is the name of a quick reply.
marks-after = When it is set, these are removed: { $names }
marks-sends = When it is set, the client gets this quick reply: { $reply }
marks-ticker = Behind the name in titles: { $ticker }
marks-hook = Webhooks hear of it.
marks-count-none = It is set in no conversation.
marks-count =
    { $count ->
        [one] It is set in { $count } conversation.
       *[other] It is set in { $count } conversations.
    }
marks-delete = 🗑 Delete the mark “{ $name }”? It is removed everywhere. What it counted up to now stays in the reports.
marks-key-delete = 🗑 Delete
marks-key-delete-now = 🗑 Yes, delete
marks-key-keep = Keep it
marks-key-hook-on = 🔔 Tell webhooks
marks-key-hook-off = 🔕 Stop webhooks
marks-key-list = ← All marks

marks-wrong-name = ❗ A name is 1 to 32 letters, digits, - or _, without spaces: /mark new vip
marks-wrong-taken = ❗ A mark cannot be called “new” or “del”: those words are part of the command.
marks-wrong-property = ❗ A mark has: name, after, sends, ticker, hook. For example: /mark vip ticker ★
marks-wrong-much = ❗ That is more than one word. Names have no spaces: /mark new big-order
marks-wrong-ticker = ❗ The text for titles has 1 to 40 characters: /mark vip ticker ★. To remove it: /mark vip ticker CLEAR
marks-wrong-on-off = ❗ on or off is missing: /mark vip hook on
marks-no-such = ❗ There is no mark “{ $name }”. /mark in General lists them.
marks-exists = ❗ There is a mark “{ $name }” already.
marks-no-reply = ❗ There is no quick reply “{ $name }”. /say in General lists them.
marks-full = ❗ There are 50 marks; more are not possible. Delete one that is not needed.
marks-itself = ❗ A mark cannot remove itself.
marks-not-allowed = 🔒 Marks are made and changed by the owner, and by those whom the owner lets (EXTENSIONS_ALLOWED).
marks-anonymous = 🔒 Nobody can see who writes as the group. Write under your own name to change marks.
marks-in-general = That is done in General. Here, /mark sets and removes marks.

# In the setup bot. $does is what the mark does, a line each; names of commands stay as they are.
setup-marks = 🏷 Marks
setup-marks-text = 🏷 Marks of your group: { $count }, each with how many conversations have it. To make another, send its name.
setup-marks-none = 🏷 There are no marks yet. To make the first, send its name: one word, like vip
setup-mark-gone = This mark is no longer there.
setup-mark-text =
    🏷 { $name }
    { $does }

    To change it, send one of these:
    name NEW – another name
    after M1,M2 – these marks go when it is set
    sends REPLY – the client gets this quick reply when it is set
    ticker TEXT – shown behind the name in titles
    CLEAR in the place of the last word takes it away.

# What is wrong with the words that say for whom something is meant. $word is the word, $example how it is right.
whom-nothing = ❗ For whom? For example: { $example }
whom-unknown = ❗ “{ $word }” is not understood. For example: { $example }
whom-unfinished = ❗ Something is missing after “and”. For example: { $example }
whom-name = ❗ The name of a mark is missing, or “{ $word }” cannot be one. For example: { $example }
whom-quote = ❗ A quotation mark is not closed: { $word }. For example: { $example }
whom-language = ❗ A language is missing, or “{ $word }” is none. For example: { $example }
whom-span = ❗ How long back? Hours, days or weeks, like 12h, 30d, 2w. For example: { $example }
whom-kind = ❗ Which chats? private, group or channel. For example: { $example }
whom-connection = ❗ Which connection? For example: { $example }
whom-ids = ❗ The numbers of chats are missing. For example: { $example }
whom-many-ids = ❗ That list is too long: 500 numbers at most. Send longer ones as a file.
whom-twice = ❗ “{ $word }” stands there twice. For example: { $example }
whom-test-alone = ❗ “test” stands alone: it means you and nobody else.
whom-many = ❗ That is too much at once: 20 conditions at most.
whom-no-mark = ❗ There is no mark “{ $name }”. /mark in General lists them.

# The file that says whom something is meant for.
whom-file-missing = 📎 The list belongs in a CSV file: write the command as the caption of the file, or as an answer to it. For example: /send spring to file
whom-file-large = ❗ Nothing was sent: the file is too large, bots get 20 MB at most. Please split it.
whom-file-not-fetched = ❗ Nothing was sent: Telegram does not hand over the file at the moment. Please try again in a few minutes.
whom-file-no-text = ❗ Nothing was sent: this is not a CSV file. Please save the table as CSV and send it again.
whom-file-nobody = ❗ Nothing was sent: the file names nobody. Needed is one chat number a line, or a column “conversation_id” or “chat_id”, as in the tables of /export.
whom-file-many = ❗ Nothing was sent: the file names more than 500,000 people. Please split it.
