// What is said about each thing that can happen in a chat, by the field of the message that tells it. A field without
// words of its own is named. Pure: parts are words, `{who}`, `{name}` or `{message, label}`; `index.js` draws them.

import { counted, money } from "../../ui/amounts.js";
import { duration, moment, span } from "../../ui/time.js";
import { contentOf, wordsFor } from "../content.js";

const asList = (value) => (Array.isArray(value) ? value : []);

/** Names and commas: "Anna, Bo and Chris". */
function list(people) {
  return asList(people).flatMap((who, index, all) => {
    const before = index === 0 ? [] : [index === all.length - 1 ? " and " : ", "];
    return [...before, { who }];
  });
}

function pinned(target, message, actor) {
  if (!target?.date) return [actor, " pinned a message"];
  const kind = contentOf(target);
  const label = kind ? wordsFor(kind, target) : "a message";
  return [actor, " pinned ", { message: target.message_id, label }];
}

function joined(members, message, actor) {
  const alone = asList(members).length === 1 && members[0]?.id === actor.who?.id;
  return alone ? [actor, " joined"] : [actor, " added ", ...list(members)];
}

const groupCreated = (value, message, actor) => [actor, " created the group ", { name: message.chat?.title ?? "" }];

function topicEdited(value, message, actor) {
  const name = value?.name;
  return name ? [actor, " renamed the topic to ", { name }] : [actor, " changed the topic's icon"];
}

function writeAccess(value) {
  const app = value?.web_app_name;
  if (app) return ["This bot may write to you, because you opened ", { name: app }];
  return [
    value?.from_attachment_menu ? "This bot was added to the attachment menu" : "You allowed this bot to write to you",
  ];
}

function timer(value, message, actor) {
  const time = value?.message_auto_delete_time;
  return time
    ? [actor, ` set messages to delete themselves after ${span(time)}`]
    : [actor, " turned off self-deleting messages"];
}

/** `(value, message, actor) → parts` by field. */
export const SAID = {
  new_chat_members: joined,
  left_chat_member: (who, message, actor) =>
    who?.id === actor.who?.id ? [actor, " left"] : [actor, " removed ", { who }],
  chat_owner_left: (value, message, actor) => [actor, " left and is no longer the owner"],
  chat_owner_changed: (value) => [{ who: value?.new_owner }, " is the owner now"],
  new_chat_title: (name, message, actor) => [actor, " changed the name to ", { name: String(name) }],
  new_chat_photo: (value, message, actor) => [actor, " changed the photo"],
  delete_chat_photo: (value, message, actor) => [actor, " removed the photo"],
  group_chat_created: groupCreated,
  supergroup_chat_created: groupCreated,
  channel_chat_created: () => ["Channel created"],
  message_auto_delete_timer_changed: timer,
  migrate_to_chat_id: () => ["This group became a supergroup; it goes on there"],
  migrate_from_chat_id: () => ["This group was upgraded to a supergroup"],
  pinned_message: pinned,
  successful_payment: (value, message, actor) => [actor, ` paid ${money(value?.total_amount, value?.currency)}`],
  refunded_payment: (value, message, actor) => [actor, ` got ${money(value?.total_amount, value?.currency)} back`],
  users_shared: (value, message, actor) => {
    const users = asList(value?.users).map((user) => ({ ...user, id: user?.user_id }));
    return [actor, " shared ", ...list(users)];
  },
  chat_shared: (value, message, actor) => [
    actor,
    " shared the chat ",
    { name: value?.title ?? String(value?.chat_id) },
  ],
  managed_bot_created: (value, message, actor) => [actor, " created the bot ", { who: value?.bot }],
  connected_website: (name) => ["You allowed this bot to write to you when you logged in on ", { name: String(name) }],
  write_access_allowed: writeAccess,
  passport_data: (value, message, actor) => [actor, " shared documents with Telegram Passport"],
  web_app_data: (value, message, actor) => [actor, " sent data with the button ", { name: value?.button_text ?? "" }],
  proximity_alert_triggered: (value) => [
    { who: value?.traveler },
    ` is within ${value?.distance} m of `,
    { who: value?.watcher },
  ],
  boost_added: (value, message, actor) => [actor, ` boosted the group ${counted(value?.boost_count, "time")}`],
  chat_background_set: (value, message, actor) => [actor, " set a new background"],
  checklist_tasks_done: (value, message, actor) => [actor, " changed which tasks are done"],
  checklist_tasks_added: (value, message, actor) => [actor, ` added ${counted(value?.tasks?.length, "task")}`],
  forum_topic_created: (value, message, actor) => [actor, " created the topic ", { name: value?.name ?? "" }],
  forum_topic_edited: topicEdited,
  forum_topic_closed: (value, message, actor) => [actor, " closed the topic"],
  forum_topic_reopened: (value, message, actor) => [actor, " reopened the topic"],
  general_forum_topic_hidden: (value, message, actor) => [actor, " hid the General topic"],
  general_forum_topic_unhidden: (value, message, actor) => [actor, " showed the General topic again"],
  giveaway_created: () => ["A giveaway began"],
  giveaway_completed: (value) => [`The giveaway is over: ${counted(value?.winner_count, "winner")}`],
  poll_option_added: (value, message, actor) => [actor, " added the answer ", { name: value?.option_text ?? "" }],
  poll_option_deleted: (value, message, actor) => [actor, " removed the answer ", { name: value?.option_text ?? "" }],
  video_chat_scheduled: (value, message, actor) => [actor, ` scheduled a video chat for ${moment(value?.start_date)}`],
  video_chat_started: (value, message, actor) => [actor, " started a video chat"],
  video_chat_ended: (value) => [`The video chat is over (${duration(value?.duration)})`],
  video_chat_participants_invited: (value, message, actor) => [
    actor,
    " invited ",
    ...list(value?.users),
    " to the video chat",
  ],
};

/** Fields without words of their own. */
const NAMED = new Set([
  "unique_gift",
  "gift_upgrade_sent",
  "community_chat_added",
  "community_chat_joined",
  "community_chat_removed",
  "direct_message_price_changed",
  "paid_message_price_changed",
  "suggested_post_approved",
  "suggested_post_approval_failed",
  "suggested_post_declined",
  "suggested_post_paid",
  "suggested_post_refunded",
]);

/** The field that makes a message a service message; undefined for all others. */
export function serviceField(message) {
  return Object.keys(message).find((field) => Object.hasOwn(SAID, field) || NAMED.has(field));
}
