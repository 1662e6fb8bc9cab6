// One body of every kind, as the Bot API has it. Their files do not exist at the door, so they also show what stands in
// place of pictures and sounds that cannot be decoded.

import { ANNA, BO, BOT } from "./people.js";

const file = (id, more) => ({ file_id: id, file_unique_id: id, ...more });
export const photoOf = (id, width, height) => [
  file(`${id}s`, { width: Math.round(width / 10), height: Math.round(height / 10) }),
  file(id, { width, height, file_size: 84_000 }),
];

const HARBOUR = { latitude: 53.5461, longitude: 9.9661 };
const options = (...votes) =>
  ["Oak", "Larch, which weathers to grey and needs no paint at all", "Pine"].map((text, index) => ({
    persistent_id: String(index),
    text,
    voter_count: votes[index] ?? 0,
  }));
const poll = (more) => ({
  poll: {
    id: "1",
    question: "Which wood for the new jetty?",
    options: options(3, 5, 1),
    total_voter_count: 9,
    is_closed: false,
    is_anonymous: true,
    type: "regular",
    allows_multiple_answers: false,
    ...more,
  },
});
const channel = { id: -1001, type: "channel", title: "Harbour News" };
const marked = "Bring gloves. The secret word is herring.";

export const BODIES = {
  photo: { photo: photoOf("picture-wide", 1200, 800), caption: "The jetty this morning" },
  "photo, tall": { photo: photoOf("picture-tall", 600, 1400) },
  "photo, wide": { photo: photoOf("picture-flat", 2400, 300), caption: "Very wide", show_caption_above_media: true },
  "photo, hidden": { photo: photoOf("picture-hidden", 800, 600), has_media_spoiler: true },
  live_photo: {
    live_photo: file("live", { width: 600, height: 450, duration: 2, photo: photoOf("picture-live", 600, 450) }),
  },
  video: { video: file("video", { width: 1280, height: 720, duration: 83, mime_type: "video/mp4" }), caption: "Waves" },
  animation: {
    animation: file("gif", { width: 480, height: 360, duration: 3, mime_type: "video/mp4" }),
    document: file("gif"),
  },
  audio: {
    audio: file("sound-music", { duration: 215, performer: "The Moorings", title: "Low Tide", mime_type: "audio/wav" }),
  },
  voice: { voice: file("sound-voice", { duration: 12, mime_type: "audio/ogg" }) },
  video_note: { video_note: file("round", { length: 240, duration: 9 }) },
  document: {
    document: file("paper", {
      file_name: "Offer for the jetty, third version.pdf",
      mime_type: "application/pdf",
      file_size: 1_480_000,
    }),
    caption: "Please have a look",
  },
  sticker: {
    sticker: file("picture-sticker", {
      type: "regular",
      width: 512,
      height: 512,
      is_animated: false,
      is_video: false,
      emoji: "⚓",
    }),
  },
  "sticker, animated": {
    sticker: file("moving", { type: "regular", width: 512, height: 512, is_animated: true, emoji: "🐟" }),
  },
  "sticker without emoji": { sticker: file("lost", { type: "regular", width: 512, height: 512, is_animated: true }) },
  contact: { contact: { phone_number: "+49 40 1234567", first_name: "Bo", user_id: BO.id } },
  "contact, not on Telegram": { contact: { phone_number: "+49401", first_name: "Timber yard" } },
  location: { location: HARBOUR },
  "location, live": { location: { ...HARBOUR, live_period: 3600 } },
  venue: {
    venue: { location: HARBOUR, title: "Fish Market", address: "Große Elbstraße 9, Hamburg" },
    location: HARBOUR,
  },
  poll: poll(),
  "poll, several answers": poll({ allows_multiple_answers: true, is_anonymous: false }),
  "poll, closed": poll({ is_closed: true }),
  "poll, quiz": poll({
    type: "quiz",
    is_closed: true,
    correct_option_ids: [1],
    explanation: "Larch is full of resin.",
  }),
  dice: { dice: { emoji: "🎲", value: 4 } },
  story: { story: { chat: channel, id: 4 } },
  checklist: {
    checklist: {
      title: "Before winter",
      tasks: [
        { id: 1, text: "Take the boats out", completed_by_user: ANNA, completion_date: 1_750_000_000 },
        { id: 2, text: marked, text_entities: [{ type: "spoiler", offset: 14, length: 27 }] },
      ],
    },
  },
  paid_media: { paid_media: { star_count: 25, paid_media: [{ type: "preview", width: 800, height: 600 }] } },
  "paid_media, bought": {
    paid_media: {
      star_count: 25,
      paid_media: [
        { type: "photo", photo: photoOf("picture-paid", 800, 600) },
        { type: "video", video: file("video", { width: 720, height: 720, duration: 5 }) },
      ],
    },
  },
  invoice: {
    invoice: {
      title: "Berth 14",
      description: "One season",
      currency: "EUR",
      total_amount: 48_000,
      start_parameter: "",
    },
  },
  giveaway: {
    giveaway: { chats: [channel], winners_selection_date: 1_780_000_000, winner_count: 3, prize_star_count: 500 },
  },
  giveaway_winners: {
    giveaway_winners: { chat: channel, winner_count: 2, winners: [ANNA, BO], prize_star_count: 500 },
  },
  game: {
    game: { title: "Knots", description: "Tie them before the tide comes", photo: photoOf("picture-game", 640, 360) },
  },
  gift: { gift: { gift: { id: "1", star_count: 15, sticker: { emoji: "🧸" } }, text: "For the harbour master" } },
  rich_message: {
    rich_message: {
      blocks: [
        { type: "heading", size: 1, text: "Tides of the week" },
        {
          type: "paragraph",
          text: ["High water is ", { type: "bold", text: "early" }, " on ", { type: "spoiler", text: "Friday" }, "."],
        },
        { type: "list", items: [{ label: "1.", blocks: [{ type: "paragraph", text: "Check the ropes" }] }] },
        {
          type: "table",
          cells: [
            [
              { text: "Day", is_header: true },
              { text: "Metres", is_header: true },
            ],
            [{ text: "Friday" }, { text: "4.2" }],
          ],
        },
        { type: "blockquote", blocks: [{ type: "paragraph", text: "The sea does not wait." }], credit: "A sailor" },
        { type: "pre", language: "text", text: "HW 04:12\nLW 10:40" },
        { type: "divider" },
        { type: "details", summary: "More", blocks: [{ type: "photo", photo: photoOf("picture-rich", 640, 360) }] },
        { type: "hologram" },
      ],
    },
  },
  unknown: { hologram_projection: { size: 3 } },
  broken: { photo: null, caption: "A photo without a photo" },
  "broken, badly": { poll: { question: 7, options: "none" } },
};

const topic = { name: "Boats & ropes", icon_color: 16766590 };

/** Service messages, by field. */
export const SERVICE = {
  new_chat_members: [BO],
  left_chat_member: BO,
  new_chat_title: "Harbour Crew",
  new_chat_photo: photoOf("picture-chat", 400, 400),
  delete_chat_photo: true,
  group_chat_created: true,
  supergroup_chat_created: true,
  channel_chat_created: true,
  migrate_to_chat_id: -1009,
  migrate_from_chat_id: -9,
  pinned_message: { message_id: 1, date: 1, text: marked, entities: [{ type: "spoiler", offset: 14, length: 27 }] },
  forum_topic_created: topic,
  forum_topic_edited: { name: "Boats, ropes and knots" },
  forum_topic_closed: {},
  forum_topic_reopened: {},
  general_forum_topic_hidden: {},
  general_forum_topic_unhidden: {},
  chat_shared: { request_id: 1, chat_id: -9, title: "Crew" },
  users_shared: {
    request_id: 1,
    users: [
      { user_id: 102, first_name: "Bo" },
      { user_id: 103, first_name: "Noa" },
    ],
  },
  message_auto_delete_timer_changed: { message_auto_delete_time: 604_800 },
  video_chat_started: {},
  video_chat_ended: { duration: 754 },
  video_chat_scheduled: { start_date: 1_780_000_000 },
  video_chat_participants_invited: { users: [ANNA, BO, BOT] },
  write_access_allowed: { from_request: true },
  successful_payment: { currency: "EUR", total_amount: 48_000 },
  boost_added: { boost_count: 2 },
  proximity_alert_triggered: { traveler: ANNA, watcher: BO, distance: 40 },
  suggested_post_paid: {},
};
