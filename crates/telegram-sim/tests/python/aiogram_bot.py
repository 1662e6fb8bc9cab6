"""A bot on unmodified aiogram that does one of everything and prints what it saw.

Called as: aiogram_bot.py BASE_URL TOKEN FORUM_CHAT_ID
Each line of the output is a JSON object with a "saw" key; doors/clients.rs reads them.
"""

import asyncio
import json
import sys

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReactionTypeEmoji,
    ReplyParameters,
)

base_url, token, forum = sys.argv[1], sys.argv[2], int(sys.argv[3])
dispatcher = Dispatcher()


def saw(what, **fields):
    print(json.dumps({"saw": what, **fields}), flush=True)


@dispatcher.message(F.text)
async def on_text(message: Message, bot: Bot):
    saw("message", text=message.text, sender=message.from_user.first_name)
    reply = ReplyParameters(message_id=message.message_id)
    answer = await bot.send_message(message.chat.id, f"you said {message.text}", reply_parameters=reply)
    saw("answered", reply_to=answer.reply_to_message.text)

    photo = BufferedInputFile(b"not really a picture", filename="picture.png")
    sent = await bot.send_photo(message.chat.id, photo, caption="a picture")
    saw("photo", caption=sent.caption, sizes=len(sent.photo))

    topic = await bot.create_forum_topic(forum, "Client")
    copy = await bot.copy_message(forum, message.chat.id, message.message_id, message_thread_id=topic.message_thread_id)
    saw("copied", thread=topic.message_thread_id, message=copy.message_id)

    edited = await bot.edit_message_text("better words", chat_id=message.chat.id, message_id=answer.message_id)
    saw("edited", text=edited.text, date=edited.edit_date is not None)

    mistake = await bot.send_message(message.chat.id, "a mistake")
    saw("deleted", result=await bot.delete_message(message.chat.id, mistake.message_id))

    reaction = [ReactionTypeEmoji(emoji="👍")]
    saw("reacted", result=await bot.set_message_reaction(message.chat.id, message.message_id, reaction))

    try:
        await bot.send_message(forum, "nowhere", message_thread_id=999_999)
    except TelegramBadRequest as error:
        saw("bad_request", text=error.message)

    try:
        await bot.send_chat_action(message.chat.id, "typing")
    except TelegramRetryAfter as error:
        saw("retry_after", seconds=error.retry_after)

    button = InlineKeyboardButton(text="Press me", callback_data="pressed")
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[button]])
    asked = await bot.send_message(message.chat.id, "press", reply_markup=keyboard)
    saw("asked", message=asked.message_id)


@dispatcher.message(F.document)
async def on_document(message: Message, bot: Bot):
    content = await bot.download(message.document)
    saw("document", name=message.document.file_name, text=content.read().decode())


@dispatcher.callback_query()
async def on_callback(query: CallbackQuery):
    saw("callback", data=query.data, answered=await query.answer("thanks"))
    stop = asyncio.create_task(dispatcher.stop_polling())
    stop.add_done_callback(lambda _: saw("stopped"))


async def main():
    session = AiohttpSession(api=TelegramAPIServer.from_base(base_url))
    async with Bot(token, session=session) as bot:
        me = await bot.me()
        saw("me", username=me.username)
        await dispatcher.start_polling(bot, handle_signals=False)


asyncio.run(main())
