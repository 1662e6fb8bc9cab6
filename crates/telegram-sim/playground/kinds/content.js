// Which kind of content a message carries, by the field that is there. The order is the simulator's
// (`../../src/world/content.rs`): documents after animations, locations after venues, photos after live photos.
// Service messages and what nobody knows: `index.js`.

import { animation } from "./animation.js";
import { audio } from "./audio.js";
import { checklist } from "./checklist.js";
import { contact } from "./contact.js";
import { dice } from "./dice.js";
import { document } from "./document.js";
import { game } from "./game.js";
import { gift } from "./gift.js";
import { giveaway, giveawayWinners } from "./giveaway.js";
import { invoice } from "./invoice.js";
import { livePhoto } from "./live_photo.js";
import { location } from "./location.js";
import { paidMedia } from "./paid_media.js";
import { photo } from "./photo.js";
import { poll } from "./poll.js";
import { richMessage } from "./rich_message.js";
import { sticker } from "./sticker.js";
import { story } from "./story.js";
import { text } from "./text.js";
import { venue } from "./venue.js";
import { video } from "./video.js";
import { videoNote } from "./video_note.js";
import { voice } from "./voice.js";
import { oneLine } from "../message/entities.js";

/** Each is named as the field that carries it. */
export const CONTENT = [
  text,
  richMessage,
  livePhoto,
  paidMedia,
  photo,
  video,
  animation,
  audio,
  document,
  voice,
  videoNote,
  sticker,
  contact,
  venue,
  location,
  poll,
  dice,
  story,
  checklist,
  invoice,
  giveaway,
  giveawayWinners,
  game,
  gift,
];

/** The kind of a message, or of a reply from elsewhere, which has the same fields; null if it is none of these. */
export function contentOf(message) {
  return CONTENT.find(({ name }) => name in message) ?? null;
}

/** A few words for a message of a kind: its caption with the kind's sign, or the kind's own words. */
export function wordsFor(kind, message) {
  const caption = message.caption ? oneLine(message.caption, message.caption_entities) : "";
  if (!caption) return oneLine(kind.label(message));
  return [kind.sign, caption].filter(Boolean).join(" ");
}
