"""A person on unmodified Telethon: the real handshake, a login by code and password, talk with a bot, a login by QR code.

Called as: telethon_user.py MTPROTO_HOST MTPROTO_PORT CONTROL_URL PHONE PASSWORD BOT
Each line of the output is a JSON object with a "saw" key; mtproto/telethon.rs reads them.
"""

import asyncio
import base64
import json
import sys
import urllib.request

from telethon import TelegramClient, connection, errors, events
from telethon.crypto import rsa
from telethon.sessions import MemorySession
from telethon.tl.functions.auth import AcceptLoginTokenRequest

host, port, control, phone, password, bot = sys.argv[1:]


def saw(what, **fields):
    print(json.dumps({"saw": what, **fields}), flush=True)


def ask(operation, **arguments):
    body = json.dumps(arguments).encode()
    with urllib.request.urlopen(f"{control}/{operation}", data=body) as answer:
        return json.load(answer)["result"]


def client(framing):
    session = MemorySession()
    session.set_dc(2, host, int(port))
    return TelegramClient(session, 1, "hash", connection=framing, catch_up=True)


async def by_code(app):
    await app.connect()
    saw("connected", authorized=await app.is_user_authorized())
    await app.send_code_request(phone)
    code = ask("login_code", phone=phone)
    wrong = "00000" if code != "00000" else "11111"
    try:
        await app.sign_in(phone, wrong)
    except errors.PhoneCodeInvalidError as error:
        saw("wrong code", error=type(error).__name__)
    try:
        await app.sign_in(phone, code)
    except errors.SessionPasswordNeededError:
        saw("password needed")
    try:
        await app.sign_in(password="not it")
    except errors.PasswordHashInvalidError:
        saw("wrong password")
    me = await app.sign_in(password=password)
    saw("me", name=me.first_name, phone=me.phone, own=me.is_self)


async def by_qr(app, other):
    await other.connect()
    login = await other.qr_login()
    token = base64.urlsafe_b64decode(login.url.split("token=")[1] + "==")
    waiting = asyncio.create_task(login.wait(60))
    await app(AcceptLoginTokenRequest(token))
    try:
        me = await waiting
    except errors.SessionPasswordNeededError:
        me = await other.sign_in(password=password)
    saw("scanned", name=me.first_name, logins=ask("logins", account=me.id))


async def talk(app, other):
    heard, echoed = asyncio.Queue(), asyncio.Queue()
    app.add_event_handler(lambda event: heard.put(event.raw_text), events.NewMessage(incoming=True))
    other.add_event_handler(lambda event: echoed.put(event.raw_text), events.NewMessage(outgoing=True))
    sent = await app.send_message(bot, "**hello**, bot")
    saw("sent", text=sent.raw_text, bold=len(sent.entities or []))
    saw("other app", text=await asyncio.wait_for(echoed.get(), 60))
    saw("heard", text=await asyncio.wait_for(heard.get(), 60))
    dialogs = await app.get_dialogs()
    saw("dialogs", names=sorted(dialog.name for dialog in dialogs))


async def main():
    rsa.add_key(ask("mtproto_public_key"), old=False)
    app, other = client(connection.ConnectionTcpFull), client(connection.ConnectionTcpAbridged)
    await by_code(app)
    await by_qr(app, other)
    await talk(app, other)
    await other.disconnect()
    saw("logged out", result=await app.log_out())


asyncio.run(main())
