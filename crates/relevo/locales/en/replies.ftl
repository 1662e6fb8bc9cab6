### Quick replies (/say): what the desk says about them. Operators read it; clients never do.
#
# $name, $old and $new are names that the team has given; $kind and $reason are messages of kinds.ftl and reasons.ftl.

# What the topic is called in which they are stored.
reply-topic = Replies

# Below a command: what the client was sent. The words themselves follow.
reply-said = 💬 Quick reply “{ $name }”:
reply-forwarded = 💬 Quick reply “{ $name }”, forwarded:
# What it holds, which opens the stored one; $count is a number of files.
reply-kind = 📎 { $kind }
reply-kind-album = 📎 { $kind }, album of { $count }

reply-gone = ⚠️ Not sent: what “{ $name }” holds is no longer in the topic where it was stored.
    .remove = Remove it
reply-partly-gone = ⚠️ Not all of “{ $name }” was sent: some of it is no longer in the topic where it was stored.
    .remove = Remove it
reply-removed = 🗑 The quick reply was removed.

# Answers to /say.
say-saved = 💾 Saved. Send it in a client's topic with /say { $name }
say-not-kept = Not saved as “{ $name }”: { $reason }
say-missing = There is no quick reply “{ $name }”. /say lists those there are. To save one, answer a message with /say { $name }
say-taken = Nothing was changed: there is a quick reply “{ $name }” already. To put another in its place, answer a message with /say save { $name }
say-renamed = ✏️ “{ $old }” is now called “{ $new }”.
say-deleted = 🗑 “{ $name }” was deleted.
say-unsavable = Not saved: this could not be sent to a client ({ $kind }).
say-nothing-to-save = Nothing was saved: write the command as an answer to the message to be saved.
say-stays-inside = Nothing was saved: what begins with a slash is a note or a command, and stays in the team.
say-album-forgotten = Not saved: this album was posted too long ago to know all of it. Please post it again, then answer that.
say-full = Not saved: there are 500 quick replies already. Delete one you no longer need with /say del.
say-bad-name = That cannot be a name. A name is one word of up to 32 letters, digits, - and _.
say-reserved = “del”, “find” and “save” are words of the command, so nothing can be called that.
say-help =
    Quick replies:
    /say – all of them
    /say NAME – send it (in a client's topic), or as an answer to a message: save that
    /say save NAME – as an answer: save it, in the place of what there is
    /say NAME fwd – forward it, with its source
    /say NAME as NEW – rename it
    /say del NAME – delete it
    /say find WORDS – search
say-anonymous = 🔒 Nothing was changed: nobody can see who writes as the group. Write under your own name to save, rename or delete quick replies.
say-in-topic = Quick replies are sent in a client's topic. Nothing was sent.
say-not-stored = Not sent: “{ $name }” has not been stored yet, or could not be. Without “fwd” it can be sent.
say-others-files = Not sent: the files of “{ $name }” were saved where another bot saw them, and this one cannot send them. Please save it again in this topic.
say-account-forwards = Not sent: a personal account forwards nothing. Without “fwd” it can be sent.
say-no-room = Not sent: with the names filled in, “{ $name }” is empty or longer than Telegram allows (4,096 characters, 1,024 below a file). Please shorten it, then save it again with /say save { $name }
say-overtaken = Not saved as “{ $name }”: while it was being stored, another one was saved under this name, or it was deleted.

# The list of them, and one of them. $count is a number, $words is what was searched.
replies-none = There are no quick replies yet. To save one, answer a message with /say and a name.
replies-all = 💬 Quick replies: { $count }
replies-found = 🔎 “{ $words }”: { $count }
replies-used = Sent so far: { $count }
replies-gone = This quick reply is no longer there.
replies-sure = 🗑 Delete “{ $name }”? Sent so far: { $count }
replies-delete = Delete
replies-keep = Keep
replies-back = All
replies-stored = Where it is stored
# In place of the list whose button was tapped, where nothing has been sent yet; a question or a reason follows below.
replies-asked = 💬 “{ $name }” was chosen; nothing has been sent yet. What became of it stands below.

# In the setup bot. The last two follow setup-note-wrong.
setup-replies = 💬 Quick replies
setup-replies-text = 💬 Quick replies of your group: { $count }. The team sends them with /say.
setup-replies-none = 💬 There are no quick replies yet. To save one, answer a message in your group with /say and a name.
setup-reply-text = Sent so far: { $count }. To call it otherwise, send the new name.
setup-reply-no-name = a name is one word of up to 32 letters, digits, - and _
setup-reply-taken = there is a quick reply of this name already
