"""A bot on unmodified aiogram that does one of everything, mirrors what it is told, and prints what it saw.

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
    InputMediaPhoto,
    InputMediaVideo,
    InputPollOption,
    Message,
    MessageReactionUpdated,
    PollAnswer,
    ReactionTypeEmoji,
    ReplyParameters,
)

base_url, token, forum = sys.argv[1], sys.argv[2], int(sys.argv[3])
dispatcher = Dispatcher()
album, sent = [], {}


def saw(what, **fields):
    print(json.dumps({"saw": what, **fields}), flush=True)


@dispatcher.message(F.text == "bye")
async def on_bye(message: Message):
    stop = asyncio.create_task(dispatcher.stop_polling())
    stop.add_done_callback(lambda _: saw("stopped"))


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


@dispatcher.message(F.media_group_id)
async def on_album(message: Message, bot: Bot):
    album.append(message)
    if len(album) < 3:
        return
    album.sort(key=lambda item: item.message_id)
    media = [
        InputMediaVideo(media=item.video.file_id, caption=item.caption)
        if item.video
        else InputMediaPhoto(media=item.photo[-1].file_id, caption=item.caption)
        for item in album
    ]
    items = await bot.send_media_group(forum, media)
    groups = {item.media_group_id for item in items}
    saw("album", captions=[item.caption for item in items], groups=len(groups))
    copies = await bot.copy_messages(forum, message.chat.id, [item.message_id for item in album])
    saw("copies", count=len(copies))
    edited = await bot.edit_message_media(media[2], chat_id=forum, message_id=items[0].message_id)
    saw("media", video=edited.video is not None, caption=edited.caption)


@dispatcher.message(F.location)
async def on_location(message: Message, bot: Bot):
    location = message.location
    live = location.live_period
    answer = await bot.send_location(forum, location.latitude, location.longitude, live_period=live)
    sent["location"] = answer.message_id
    saw("location", live=live)


@dispatcher.edited_message(F.location)
async def on_move(message: Message, bot: Bot):
    location, where = message.location, {"chat_id": forum, "message_id": sent["location"]}
    if location.live_period:
        moved = await bot.edit_message_live_location(location.latitude, location.longitude, **where)
        saw("moved", latitude=moved.location.latitude)
    else:
        still = await bot.stop_message_live_location(**where)
        saw("still", live=still.location.live_period)


@dispatcher.message(F.poll)
async def on_poll(message: Message, bot: Bot):
    options = [InputPollOption(text=option.text) for option in message.poll.options]
    asked = await bot.send_poll(forum, message.poll.question, options, is_anonymous=False)
    sent["poll"] = asked.message_id
    saw("poll", question=asked.poll.question, options=[option.text for option in asked.poll.options])


@dispatcher.poll_answer()
async def on_vote(answer: PollAnswer, bot: Bot):
    saw("vote", options=answer.option_ids)
    closed = await bot.stop_poll(forum, sent["poll"])
    saw("closed", voters=closed.total_voter_count)


@dispatcher.message_reaction()
async def on_reaction(change: MessageReactionUpdated, bot: Bot):
    saw("reaction", old=len(change.old_reaction), new=[one.emoji for one in change.new_reaction])
    result = await bot.set_message_reaction(change.chat.id, change.message_id, change.new_reaction)
    none = await bot.set_message_reaction(change.chat.id, change.message_id, [])
    saw("mirrored", results=[result, none])


async def main():
    session = AiohttpSession(api=TelegramAPIServer.from_base(base_url))
    async with Bot(token, session=session) as bot:
        me = await bot.me()
        saw("me", username=me.username)
        await dispatcher.start_polling(bot, handle_signals=False)


asyncio.run(main())
