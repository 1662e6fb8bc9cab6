### What the setup bot says about parameters. Owners read it.
###
### How it speaks: as setup.ftl. Names and values of parameters stand as they are typed, in every language.

setup-parameter-groups-text = ⚙️ Parameters of { $bot } · { $id }. Whatever is changed is in effect at once.
setup-group-mirroring = 🔁 What is mirrored
setup-group-talking = 💬 What clients read
setup-group-desk = 👥 How the team works
setup-group-keeping = 🗄 What is kept
setup-parameter-group-text = Tap a parameter to read what it does, and to change it.
setup-parameter-group-idle = 💤 can be set, and has no effect in this version yet.

# Before a value.
setup-parameter-now = Now:
setup-parameter-now-default = Now, and by default:
setup-parameter-default = By default:
setup-parameter-example = For example:
setup-parameter-idle = 💤 It can be set, and has no effect in this version yet.
setup-parameter-cut = ✂️ This is only the beginning: 📄 shows all of it.
# $form is one of the forms below.
setup-parameter-write = ✍️ Send me the new value: { $form }.
setup-parameter-choose = 👇 Choose a value.
setup-parameter-choose-some = 👇 Each button takes one in or out.
# Buttons.
setup-parameter-to-default = ↩️ Default
setup-parameter-whole = 📄 The whole value
# $name is a parameter; $page and $pages are numbers.
setup-value-page = { $name }, page { $page } of { $pages }. You can copy it, change it and send it back.
setup-value-before = ◀️ Before
setup-value-after = After ▶️

# What a value is, for $form.
form-text = words, as clients are to read them. Telegram’s formatting is kept. A line [es] begins the words for clients whose app speaks Spanish. At most 3,800 characters for each language
form-keywords = keywords between commas. A comma means any of them, [a, b] all of them, ~a not this one; double quotes hold phrases, a final * stands for any ending
form-words = words or phrases, one a line or between commas; in double quotes where one holds a comma
form-ids = the numbers of people and chats, one a line or between commas
form-people = the numbers of people, one a line or between commas
form-hours = a number of hours, from 1 to 8760
form-minutes = a number of minutes, from 1 to 1440
form-days = a number of days, from 1 to 36500
form-zone = the name of a time zone in the IANA database
form-spans = days (Mon, Tue, Wed, Thu, Fri, Sat, Sun) and hours, separated by semicolons; over midnight as well
form-icon = an emoji that Telegram offers for topics, or a colour
form-addresses = one address a line, followed by the names of events; without any, it is told of all
form-example = as in the example

# Why a value is refused. Stands after a colon; a sentence of its own. $words are values, $most, $entry, $line and $place are numbers.
value-true-or-false = It is either TRUE or FALSE.
value-one-of = It is one of { $words }.
value-some-of = It is some of { $words }, or NONE.
value-hours = It is a whole number of hours from 1 to 8760, or OFF.
value-minutes = It is a whole number of minutes from 1 to 1440, or OFF.
value-days = It is a number of days from 1 to 36500, forever, or NONE.
value-days-or-forever = It is a number of days from 1 to 36500, or forever.
value-icon = It is auto, an emoji, or one of { $words }.
value-zone = The IANA database has no such time zone.
value-no-id = Entry { $entry } is not the number of a person or chat.
value-no-numbers = It is a list of numbers, or NONE.
value-no-words = It is a list of words, or NONE.
value-too-many-entries = There are more than { $most } entries.
value-quote-open = A double quote is not closed.
value-quote-comma = A comma is missing after a double quote.
# $why is one of these sentences.
value-nor-everyone = { $why } Other than numbers, everyone fits, and NONE for the owners alone.
value-at-place = { $why } It is character { $place }.
value-no-keyword = There is no keyword.
value-too-many-keywords = There are more than 500 keywords, or it is longer than 20,000 bytes.
value-bracket-open = A [ is not closed.
value-bracket-nested = Brackets stand within brackets.
value-bracket-stray = A ] closes nothing.
value-bracket-empty = Brackets are empty.
value-keyword-empty = A keyword has neither letter nor digit.
value-not-twice = A ~ stands twice before a keyword.
value-star-inside = A * stands elsewhere than at the end of a keyword.
value-keyword-comma = A comma is missing between two keywords.
value-everybody-first = The words for everybody come first, before the line with a language.
# $tag is a line like [es].
value-nothing-under = There are no words under { $tag }.
value-twice = { $tag } is there twice.
value-text-too-long = A text is longer than { $most } characters.
value-stray-less = A < that opens no tag is written &lt;
value-wrong-closing = A closing tag does not match the tag opened last.
value-tag-open = A tag is not closed.
value-unknown-tag = A tag is not known. There are b, i, u, s, tg-spoiler, code, pre, blockquote, a and tg-emoji; any other < is written &lt;
value-pre-takes-lang = <pre> takes the attribute lang and no other.
value-link-needs-address = <a> needs the attribute href and no other.
value-emoji-needs-id = <tg-emoji> needs the attribute emoji-id.
value-no-spans = It is days and hours, separated by semicolons.
value-no-spans-or-off = It is days and hours, separated by semicolons, or OFF.
value-spans-overlap = Two spans of a day overlap.
value-no-address = Line { $line } does not begin with an https:// address.
value-no-event = Line { $line } names an event that does not exist.
value-no-addresses = It is one address a line, with the events after it, or NONE.
value-too-many-addresses = There are more than { $most } addresses.

# What each parameter means: in English exactly as the reference has it. $title and $first_name are variables of the texts themselves, which are shown as such.
parameter-MONITOR_PRIVATE = Whether private chats are mirrored.
parameter-MONITOR_GROUPS = Whether groups that the frontend is in are mirrored.
parameter-MONITOR_CHANNELS = Whether channels that the frontend is in are mirrored.
parameter-ACCEPT_GROUPS = Whether the team is asked in General before a group is mirrored for the first time; not where the owner or one of the team added the bot.
parameter-IGNORE_CHATS = Who is never mirrored: a chat, or what a person writes anywhere. Bans are entries here.
parameter-WHITE_LIST = If set, only these people and chats are mirrored.
parameter-PRIVATE_KEYWORDS = In private chats, only a message that matches wakes a new or closed conversation.
parameter-GROUPS_KEYWORDS = In groups, only a message that matches wakes a new or closed conversation.
parameter-CHANNELS_KEYWORDS = In channels, only a message that matches wakes a new or closed conversation.
parameter-RESTRICTED_KEYWORDS_FRONTEND = An incoming message with one of these is not mirrored.
parameter-RESTRICTED_KEYWORDS_BACKEND = An outgoing message with one of these is stopped, and the operator told which.
parameter-EDITS = What an edit does to its counterpart: replace changes it, append sends the new version as a reply to it.
parameter-DELETES = What a deletion in a chat of a connected account does to the copy in its topic: mark says so beside it, mirror deletes it. More than ten at once are only counted. Telegram tells of no other deletions.
parameter-GROUP_EVENTS = Whether joining, leaving and other events of client groups are told in the topic.
parameter-HIDE_INFO = What operators are not shown of clients: name puts code names in the place of people's names, title of chats' titles, links takes usernames, links and mentions out; command leaves /info to the owner and the people of EXTENSIONS_ALLOWED. With name, title or links there is no /invite. See docs/concepts/hiding.md.
parameter-WELCOME = The greeting, sent once each time a conversation opens, at most hourly. { $title } is the chat's title, { $first_name } the author's first name.
parameter-WELCOME_CHATS = Where the greeting is sent; in groups only at first contact.
parameter-SILENT_MODE = FALSE: when a client's message could not be taken for good, the client gets ERROR_TEXT, at most once a minute and in private chats only; never for filters or bans.
parameter-ERROR_TEXT = What a client reads when their message could not be taken and SILENT_MODE is FALSE. { $title } and { $first_name } as in WELCOME. Without it: nothing.
parameter-OPT_OUT_TEXT = What a client reads after opting out of broadcasts. Without it: nothing.
parameter-WORKING_HOURS = When the team works, in TIMEZONE. Outside these hours who writes in private gets AWAY, once per conversation and day. OFF: nobody does.
parameter-AWAY = What a client reads who writes outside WORKING_HOURS; private chats only. { $title } and { $first_name } as in WELCOME. Without it: nothing.
parameter-AUTOCLOSE = How long an answered conversation waits for the client before it closes by itself.
parameter-SHIFT_PING = After how many minutes without an answer a new conversation's topic mentions whoever is on duty (/shift), and after twice that the shift lead. Without a rota nobody is mentioned.
parameter-CLOSE_NATIVELY = Whether closing a conversation closes its forum topic too, where only who may manage topics can write.
parameter-LEAVE_CLOSED = Kinds of chats whose closed conversations stay closed when a client writes; messages are still mirrored.
parameter-REPLY_ONLY = Whether only explicit replies go out; everything else in a topic is internal.
parameter-AUTO_INFO = Whether a topic begins with what is known of the client, as /info tells it to everybody. Not where HIDE_INFO holds command.
parameter-RECEIPTS = What operators are told of their answers: only that one did not arrive, or also that one did.
parameter-EXTENSIONS_ALLOWED = Who may use the administrative functions, besides the owner: /send and /export, changing marks (/mark) and the rota (/shift), and /info where HIDE_INFO hides something, which they get in their own chat with the bot.
parameter-ICON_COLOR = The icon of this connection's new topics. auto: a colour of its own, so that several connections in one group can be told apart. An emoji: one of those that Telegram offers for topics, as itself or by its custom_emoji_id; another is said in General, and topics have the colour.
parameter-CUSTOM_COMMANDS = Commands that belong to a helper bot in the group: they are left alone.
parameter-WEBHOOKS = Addresses that are told of events.
parameter-LANGUAGE = The language in which the desk speaks to operators.
parameter-TIMEZONE = The time zone of WORKING_HOURS, of the day on which AWAY is sent once, and of the times on info cards.
parameter-RETAIN_BODIES = How long words and media of delivered messages are kept, encrypted. NONE: not at all.
parameter-RETAIN_LINKS = How long it is known which message is which on the other side; edits, replies and withdrawals of older messages end with it.
