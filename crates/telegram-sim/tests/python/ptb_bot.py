"""A bot on unmodified python-telegram-bot that does one of everything and prints what it saw.

Called as: ptb_bot.py BASE_URL TOKEN FORUM_CHAT_ID
Each line of the output is a JSON object with a "saw" key; doors/clients.rs reads them.
"""

import json
import sys

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.error import BadRequest, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

base_url, token, forum = sys.argv[1], sys.argv[2], int(sys.argv[3])


def saw(what, **fields):
    print(json.dumps({"saw": what, **fields}), flush=True)


async def on_text(update: Update, context):
    message, bot = update.message, context.bot
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
    context.application.stop_running()


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
application.add_handler(MessageHandler(filters.TEXT, on_text))
application.add_handler(MessageHandler(filters.Document.ALL, on_document))
application.add_handler(CallbackQueryHandler(on_callback))
application.run_polling(stop_signals=None)
