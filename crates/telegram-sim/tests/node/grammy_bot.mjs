// A bot on unmodified grammY that does one of everything, mirrors what it is told, and prints what it saw.
//
// Called as: grammy_bot.mjs BASE_URL TOKEN FORUM_CHAT_ID
// Each line of the output is a JSON object with a "saw" key; doors/clients.rs reads them.

import { Bot, GrammyError, InlineKeyboard, InputFile } from "grammy";

const [baseUrl, token, forumText] = process.argv.slice(2);
const forum = Number(forumText);
const bot = new Bot(token, { client: { apiRoot: baseUrl } });
const album = [];
const sent = {};

const saw = (what, fields = {}) => console.log(JSON.stringify({ saw: what, ...fields }));

async function refusal(call) {
  try {
    await call;
  } catch (error) {
    if (error instanceof GrammyError) return error;
    throw error;
  }
  throw new Error("a call was not refused");
}

bot.on(["message:photo", "message:video"], async (context) => {
  album.push(context.message);
  if (album.length < 3) return;
  const media = album.map((item) =>
    item.video
      ? { type: "video", media: item.video.file_id, caption: item.caption }
      : { type: "photo", media: item.photo.at(-1).file_id, caption: item.caption },
  );
  const items = await context.api.sendMediaGroup(forum, media);
  const groups = new Set(items.map((item) => item.media_group_id));
  saw("album", { captions: items.map((item) => item.caption ?? null), groups: groups.size });
  const ids = album.map((item) => item.message_id);
  saw("copies", { count: (await context.api.copyMessages(forum, context.chat.id, ids)).length });
  const edited = await context.api.editMessageMedia(forum, items[0].message_id, media[2]);
  saw("media", { video: edited.video !== undefined, caption: edited.caption });
});

bot.on("message:location", async (context) => {
  const { latitude, longitude, live_period } = context.message.location;
  sent.location = (await context.api.sendLocation(forum, latitude, longitude, { live_period })).message_id;
  saw("location", { live: live_period });
});

bot.on("edited_message:location", async (context) => {
  const { latitude, longitude, live_period } = context.editedMessage.location;
  if (live_period) {
    const moved = await context.api.editMessageLiveLocation(forum, sent.location, latitude, longitude);
    saw("moved", { latitude: moved.location.latitude });
  } else {
    const still = await context.api.stopMessageLiveLocation(forum, sent.location);
    saw("still", { live: still.location.live_period ?? null });
  }
});

bot.on("message:poll", async (context) => {
  const { question, options } = context.message.poll;
  const texts = options.map(({ text }) => ({ text }));
  const asked = await context.api.sendPoll(forum, question, texts, { is_anonymous: false });
  sent.poll = asked.message_id;
  saw("poll", { question: asked.poll.question, options: asked.poll.options.map(({ text }) => text) });
});

bot.on("poll_answer", async (context) => {
  saw("vote", { options: context.pollAnswer.option_ids });
  saw("closed", { voters: (await context.api.stopPoll(forum, sent.poll)).total_voter_count });
});

bot.on("message_reaction", async (context) => {
  const { old_reaction, new_reaction, chat, message_id } = context.messageReaction;
  saw("reaction", { old: old_reaction.length, new: new_reaction.map(({ emoji }) => emoji) });
  const result = await context.api.setMessageReaction(chat.id, message_id, new_reaction);
  const none = await context.api.setMessageReaction(chat.id, message_id, []);
  saw("mirrored", { results: [result, none] });
});

bot.on("message:document", async (context) => {
  const file = await context.getFile();
  const answer = await fetch(`${baseUrl}/file/bot${token}/${file.file_path}`);
  saw("document", { name: context.message.document.file_name, text: await answer.text() });
});

bot.on("callback_query:data", async (context) => {
  const answered = await context.answerCallbackQuery("thanks");
  saw("callback", { data: context.callbackQuery.data, answered });
});

bot.hears("bye", () => {
  // Not awaited: it ends when the polling does, which waits for this.
  void bot.stop();
});

bot.on("message:text", async (context) => {
  const { message, api, chat } = context;
  saw("message", { text: message.text, sender: context.from.first_name });
  const reply_parameters = { message_id: message.message_id };
  const answer = await api.sendMessage(chat.id, `you said ${message.text}`, { reply_parameters });
  saw("answered", { reply_to: answer.reply_to_message.text });

  const picture = new InputFile(Buffer.from("not really a picture"), "picture.png");
  const photo = await api.sendPhoto(chat.id, picture, { caption: "a picture" });
  saw("photo", { caption: photo.caption, sizes: photo.photo.length });

  const { message_thread_id } = await api.createForumTopic(forum, "Client");
  const copy = await api.copyMessage(forum, chat.id, message.message_id, { message_thread_id });
  saw("copied", { thread: message_thread_id, message: copy.message_id });

  const edited = await api.editMessageText(chat.id, answer.message_id, "better words");
  saw("edited", { text: edited.text, date: edited.edit_date !== undefined });

  const mistake = await api.sendMessage(chat.id, "a mistake");
  saw("deleted", { result: await api.deleteMessage(chat.id, mistake.message_id) });

  const reaction = [{ type: "emoji", emoji: "👍" }];
  saw("reacted", { result: await api.setMessageReaction(chat.id, message.message_id, reaction) });

  const nowhere = await refusal(api.sendMessage(forum, "nowhere", { message_thread_id: 999_999 }));
  saw("bad_request", { text: nowhere.description });

  const busy = await refusal(api.sendChatAction(chat.id, "typing"));
  saw("retry_after", { seconds: busy.parameters.retry_after });

  const reply_markup = new InlineKeyboard().text("Press me", "pressed");
  const asked = await api.sendMessage(chat.id, "press", { reply_markup });
  saw("asked", { message: asked.message_id });
});

await bot.init();
saw("me", { username: bot.botInfo.username });
await bot.start({
  allowed_updates: ["message", "edited_message", "callback_query", "message_reaction", "poll_answer"],
});
saw("stopped");
