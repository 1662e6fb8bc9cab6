// A message in one sentence, for screen readers and tests: who, when, what, and what is special about it. Pure.

import { kindOf, labelOf } from "../kinds/index.js";
import { nameOf } from "../ui/names.js";
import { clock } from "../ui/time.js";
import { answered, originOf } from "./who.js";

/** `views`: one message, or all of an album. */
export function spoken(views) {
  const [view] = views;
  const { message } = view;
  const what = views.length === 1 ? labelOf(message) : albumWords(views);
  if (kindOf(message).name === "service") return `${what}, ${clock(message.date)}`;
  const reply = answered(message);
  const more = [
    message.forward_origin && `forwarded from ${originOf(message.forward_origin).name}`,
    reply && `reply to ${reply.name}: ${reply.words}`,
    views.some((each) => each.message.edit_date) && "edited",
  ].filter(Boolean);
  const who = view.outgoing ? "You" : nameOf(view.author);
  return `${who}, ${clock(message.date)}: ${[what, ...more].join(", ")}`;
}

function albumWords(views) {
  const caption = views.find(({ message }) => message.caption);
  const words = `Album of ${views.length}`;
  return caption ? `${words}, ${labelOf(caption.message)}` : words;
}
