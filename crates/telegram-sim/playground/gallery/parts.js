// What the gallery shows, in parts: who wrote what to whom. Bodies are in `bodies.js`, people in `people.js`.

import { BODIES, photoOf, SERVICE } from "./bodies.js";
import { ANNA, BO, BOT, CHATS, EMOJI, LONG, ME, NAMELESS, NOA, one, post, view } from "./people.js";

const entity = (type, text, words, more) => ({ type, offset: text.indexOf(words), length: words.length, ...more });

const STYLED =
  "bold italic underline strike hidden words code https://example.org write to us anna@example.org +49401234567 " +
  "@anna @nobody #harbour $EUR /start my page Bo";
const styles = [
  ["bold", "bold"],
  ["italic", "italic"],
  ["underline", "underline"],
  ["strikethrough", "strike"],
  ["spoiler", "hidden words"],
  ["code", "code"],
  ["url", "https://example.org"],
  ["text_link", "write to us", { url: "javascript:alert(1)" }],
  ["email", "anna@example.org"],
  ["phone_number", "+49401234567"],
  ["mention", "@anna"],
  ["mention", "@nobody"],
  ["hashtag", "#harbour"],
  ["cashtag", "$EUR"],
  ["bot_command", "/start"],
  ["text_link", "my page", { url: "https://example.org/page" }],
  ["text_mention", "Bo", { user: BO }],
].map(([type, words, more]) => entity(type, STYLED, words, more));

const BLOCKS = 'Before\nfn main() {\n    println!("tide");\n}\nBetween\nA quote of one line\nAfter';
const code = BLOCKS.slice(7, BLOCKS.indexOf("\nBetween"));
const LONG_QUOTE = `Rope by rope.\n${"The harbour master writes long letters. ".repeat(12)}`;
const word = "x".repeat(4096);
const reply = (target) => ({ reply_to_message: target });
const target = view(BO, { text: "Can you bring the long ladder tomorrow?" }).message;
const album = (from, count, make) =>
  Array.from({ length: count }, (_, index) => view(from, { media_group_id: "1", ...make(index) }));
const shapes = [
  [1200, 800],
  [800, 1200],
  [1000, 1000],
  [1600, 700],
  [900, 1200],
];
const pictures = (from, count, caption) =>
  album(from, count, (index) => ({
    photo: photoOf(`picture-${count}-${index}`, ...shapes[index % shapes.length]),
    caption: index === 0 ? caption : undefined,
  }));

const reactions = [
  { type: "emoji", emoji: "👍", count: 3, mine: true, who: ["Mira", "Bo", "Anna Berg"] },
  { type: "emoji", emoji: "❤", count: 1, mine: false, who: ["Bo"] },
  { type: "custom_emoji", custom_emoji_id: "5", count: 2, mine: false, who: [] },
];

const keyboard = {
  inline_keyboard: [
    [
      { text: "Yes", callback_data: "yes", style: "success" },
      { text: "No", callback_data: "no", style: "danger" },
    ],
    [
      { text: "Our page", url: "https://example.org" },
      { text: "Copy the code", copy_text: { text: "4711" } },
    ],
    [
      { text: "Pay", pay: true },
      { text: "Mini app", web_app: { url: "https://example.org" } },
      { text: "Main", callback_data: "m", style: "primary" },
    ],
    [{ text: "A button with a very long name that needs more than one line on a small screen", callback_data: "long" }],
  ],
};

const origins = [
  { type: "user", date: 1, sender_user: BO },
  { type: "hidden_user", date: 1, sender_user_name: "Somebody hidden" },
  { type: "chat", date: 1, sender_chat: { id: -7, type: "supergroup", title: "Old Crew" }, author_signature: "chief" },
  {
    type: "channel",
    date: 1,
    chat: { id: -8, type: "channel", title: "Weather" },
    message_id: 4,
    author_signature: "Ida",
  },
];

const part = (title, chat, runs) => ({ title, chat: CHATS[chat], runs });

const kinds = Object.entries(BODIES).flatMap(([name, body]) => [
  part(name, "group", [one(ANNA, body), one(ME, { ...body, ...reply(target) })]),
]);

const words = [
  part("Words, private", "private", [
    { views: [view(ANNA, { text: "Hello" })], last: false },
    {
      views: [view(ANNA, { text: "Is the jetty open today? I would come by at nine, if that suits you." })],
      first: false,
    },
    { views: [view(ME, { text: "Yes" })], last: false },
    { views: [view(ME, { text: "Nine is fine.\nBring boots.", edit_date: 1_780_000_000 })], first: false },
    one(ANNA, { text: "👍" }),
    one(ME, { text: "🏳️‍🌈👩🏽‍🚒" }),
    one(ANNA, { text: "⚓🐟🌊" }),
    one(ANNA, { text: "⚓🐟🌊🐠" }),
  ]),
  part("Styles", "group", [one(ANNA, { text: STYLED, entities: styles }), one(ME, { text: STYLED, entities: styles })]),
  part("Blocks", "group", [
    ...[ANNA, ME].map((who) =>
      one(who, {
        text: BLOCKS,
        entities: [
          entity("pre", BLOCKS, code, { language: "rust" }),
          entity("blockquote", BLOCKS, "A quote of one line"),
        ],
      }),
    ),
    one(NOA, {
      text: LONG_QUOTE,
      entities: [{ type: "expandable_blockquote", offset: 14, length: LONG_QUOTE.length - 14 }],
    }),
  ]),
  part("Long, right to left, empty", "group", [
    one(LONG, {
      text: word.slice(0, 400),
      reply_markup: { inline_keyboard: [[{ text: word.slice(0, 90), callback_data: "x" }]] },
    }),
    one(NOA, { text: "שלום! הסירה מוכנה מחר בבוקר, בואו מוקדם.", ...reply(view(NOA, { text: "מתי?" }).message) }),
    one(ME, { text: "مرحبا، القارب جاهز غدا صباحا.", edit_date: 1 }),
    one(NAMELESS, { text: "" }),
    one(EMOJI, { text: "a \u202e\u0007 b", sender_tag: "Fox of the northern forest and of all its trees" }),
  ]),
];

const situations = [
  part("Group", "group", [
    { views: [view(ANNA, { text: "Owner here" })], last: false },
    { views: [view(ANNA, { text: "and once more" })], first: false },
    one(BO, { text: "With a title" }),
    one(BOT, { text: "Through a bot", via_bot: BOT }),
    one(ME, { text: "Mine, through a bot", via_bot: BOT }),
    one(BO, {
      text: "As the group",
      sender_chat: { id: -500, type: "supergroup", title: "Harbour Crew" },
      author_signature: "chief",
    }),
    one(BO, { text: "As a channel", sender_chat: { id: -1001, type: "channel", title: "Harbour News" } }),
    { views: [view(ANNA, { text: "Jumped to" })], lit: true },
  ]),
  part("Channel", "channel", [
    { views: [post({ text: "The fish market opens at five." })] },
    { views: [post({ text: "Signed and edited", author_signature: "Anna", edit_date: 1 })] },
    { views: [post({ ...BODIES.photo })] },
  ]),
  part("Replies", "group", [
    one(ANNA, { text: "Yes, I can", ...reply(target) }),
    one(ME, {
      text: "With a quote",
      ...reply(target),
      quote: { text: "the long ladder", position: 14, is_manual: true },
    }),
    one(ANNA, { text: "To a photo", ...reply(view(ME, BODIES.photo).message) }),
    one(ANNA, {
      text: "To another topic",
      external_reply: { origin: origins[0], chat: { id: -500, title: "Harbour Crew" }, message_id: 3 },
    }),
    one(ME, { text: "To elsewhere", external_reply: { origin: origins[1], photo: [] } }),
    one(ANNA, { text: "To a story", reply_to_story: { id: 1, chat: { id: 102, first_name: "Bo" } } }),
  ]),
  part("Forwards", "group", [
    ...origins.map((forward_origin, index) => one(index % 2 ? ME : ANNA, { text: "Look at this", forward_origin })),
    one(ANNA, { ...BODIES.photo, forward_origin: origins[3], ...reply(target) }),
    one(ME, { ...BODIES.sticker, forward_origin: origins[0] }),
  ]),
  part("Reactions and buttons", "group", [
    one(ANNA, { text: "Yes", reply_markup: keyboard }, { reactions }),
    one(ME, { text: "A question with buttons and reactions under it", reply_markup: keyboard }, { reactions }),
    one(ANNA, BODIES.photo, { reactions }),
    one(ME, BODIES["photo, tall"], { reactions }),
    one(ANNA, BODIES.sticker, { reactions }),
  ]),
  part("Votes", "group", [one(ANNA, BODIES.poll, { voted: [1] }), one(ME, BODIES["poll, quiz"], { voted: [0] })]),
];

const albums = [2, 3, 4, 5, 6, 7, 8, 9, 10].map((count) =>
  part(`Album of ${count}`, "group", [
    { views: pictures(count % 2 ? ME : ANNA, count, count === 3 ? undefined : `All ${count} of them`) },
  ]),
);
const lists = part("Albums of files", "group", [
  { views: album(ANNA, 2, (index) => ({ ...BODIES.document, caption: index ? "Please have a look" : undefined })) },
  { views: album(ME, 2, () => BODIES.audio) },
]);

const service = part("What happened", "group", [
  ...Object.entries(SERVICE).map(([field, value]) => one(ANNA, { [field]: value })),
  one(ME, { pinned_message: { message_id: 1, date: 1, ...BODIES.photo } }),
  one(LONG, { new_chat_title: "A very long name of a group ".repeat(6) }),
]);

export const PARTS = [...words, ...situations, ...albums, lists, service, ...kinds];
