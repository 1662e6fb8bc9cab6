"""A bot on unmodified python-telegram-bot that does one of everything, mirrors what it is told, and prints what it saw.

Called as: ptb_bot.py BASE_URL TOKEN FORUM_CHAT_ID
Each line of the output is a JSON object with a "saw" key; doors/clients.rs reads them.
"""

import json
import sys

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputMediaVideo,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, RetryAfter
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    MessageHandler,
    MessageReactionHandler,
    PollAnswerHandler,
    filters,
)

base_url, token, forum = sys.argv[1], sys.argv[2], int(sys.argv[3])
album, sent = [], {}


def saw(what, **fields):
    print(json.dumps({"saw": what, **fields}), flush=True)


async def on_text(update: Update, context):
    message, bot = update.message, context.bot
    if message.text == "bye":
        context.application.stop_running()
        return
    saw("message", text=message.text, sender=message.from_user.first_name)
    reply = ReplyParameters(message_id=message.message_id)
    answer = await bot.send_message(message.chat.id, f"you said {message.text}", reply_parameters=reply)
    saw("answered", reply_to=answer.reply_to_message.text)

    sent = await bot.send_photo(message.chat.id, b"not really a picture", caption="a picture", filename="picture.png")
    saw("photo", caption=sent.caption, sizes=len(sent.photo))

    topic = await bot.create_forum_topic(forum, "Client")
    copy = await bot.copy_message(forum, message.chat.id, message.message_id, message_thread_id=topic.message_thread_id)
    saw("copied", thread=topic.message_thread_id, message=copy.message_id)

    edited = await bot.edit_message_text("better words", chat_id=message.chat.id, message_id=answer.message_id)
    saw("edited", text=edited.text, date=edited.edit_date is not None)

    mistake = await bot.send_message(message.chat.id, "a mistake")
    saw("deleted", result=await bot.delete_message(message.chat.id, mistake.message_id))

    saw("reacted", result=await bot.set_message_reaction(message.chat.id, message.message_id, "👍"))

    try:
        await bot.send_message(forum, "nowhere", message_thread_id=999_999)
    except BadRequest as error:
        saw("bad_request", text=error.message)

    try:
        await bot.send_chat_action(message.chat.id, "typing")
    except RetryAfter as error:
        saw("retry_after", seconds=error.retry_after)

    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Press me", callback_data="pressed")]])
    asked = await bot.send_message(message.chat.id, "press", reply_markup=keyboard)
    saw("asked", message=asked.message_id)


async def on_document(update: Update, context):
    document = update.message.document
    file = await document.get_file()
    content = await file.download_as_bytearray()
    saw("document", name=document.file_name, text=content.decode())


async def on_callback(update: Update, context):
    query = update.callback_query
    saw("callback", data=query.data, answered=await query.answer("thanks"))


async def on_album(update: Update, context):
    message, bot = update.message, context.bot
    album.append(message)
    if len(album) < 3:
        return
    media = [
        InputMediaVideo(item.video.file_id, caption=item.caption)
        if item.video
        else InputMediaPhoto(item.photo[-1].file_id, caption=item.caption)
        for item in album
    ]
    items = await bot.send_media_group(forum, media)
    groups = {item.media_group_id for item in items}
    saw("album", captions=[item.caption for item in items], groups=len(groups))
    copies = await bot.copy_messages(forum, message.chat.id, [item.message_id for item in album])
    saw("copies", count=len(copies))
    edited = await bot.edit_message_media(media[2], chat_id=forum, message_id=items[0].message_id)
    saw("media", video=edited.video is not None, caption=edited.caption)


async def on_location(update: Update, context):
    location, bot = update.effective_message.location, context.bot
    place = {"latitude": location.latitude, "longitude": location.longitude}
    if update.message:
        sent["location"] = (await bot.send_location(forum, live_period=location.live_period, **place)).message_id
        saw("location", live=location.live_period)
    elif location.live_period:
        moved = await bot.edit_message_live_location(forum, sent["location"], **place)
        saw("moved", latitude=moved.location.latitude)
    else:
        still = await bot.stop_message_live_location(forum, sent["location"])
        saw("still", live=still.location.live_period)


async def on_poll(update: Update, context):
    poll = update.message.poll
    options = [option.text for option in poll.options]
    asked = await context.bot.send_poll(forum, poll.question, options, is_anonymous=False)
    sent["poll"] = asked.message_id
    saw("poll", question=asked.poll.question, options=[option.text for option in asked.poll.options])


async def on_vote(update: Update, context):
    saw("vote", options=list(update.poll_answer.option_ids))
    closed = await context.bot.stop_poll(forum, sent["poll"])
    saw("closed", voters=closed.total_voter_count)


async def on_reaction(update: Update, context):
    change = update.message_reaction
    saw("reaction", old=len(change.old_reaction), new=[one.emoji for one in change.new_reaction])
    result = await context.bot.set_message_reaction(change.chat.id, change.message_id, change.new_reaction)
    none = await context.bot.set_message_reaction(change.chat.id, change.message_id, [])
    saw("mirrored", results=[result, none])


async def on_start(application):
    saw("me", username=application.bot.username)


async def on_stop(application):
    saw("stopped")


application = (
    Application.builder()
    .token(token)
    .base_url(f"{base_url}/bot")
    .base_file_url(f"{base_url}/file/bot")
    .post_init(on_start)
    .post_shutdown(on_stop)
    .build()
)
application.add_handler(MessageHandler(filters.PHOTO | filters.VIDEO, on_album))
application.add_handler(MessageHandler(filters.LOCATION, on_location))
application.add_handler(MessageHandler(filters.POLL, on_poll))
application.add_handler(PollAnswerHandler(on_vote))
application.add_handler(MessageReactionHandler(on_reaction))
application.add_handler(MessageHandler(filters.TEXT, on_text))
application.add_handler(MessageHandler(filters.Document.ALL, on_document))
application.add_handler(CallbackQueryHandler(on_callback))
application.run_polling(stop_signals=None, allowed_updates=Update.ALL_TYPES)
