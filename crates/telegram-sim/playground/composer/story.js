// The dialog that shares a story: whose it is. Bots learn nothing else of a story, so there is nothing else to choose.

import { rowOf } from "../menus/picker.js";
import { Choice } from "../menus/choice.js";
import { overlay } from "../ui/overlay.js";
import { html } from "../ui/preact.js";

const STORY_ID = 1;

/** Somebody or a channel as a `Chat` of the Bot API. */
function chatOf({ id, kind, title, name, first_name: first, last_name: last, username }) {
  const named = username ? { username } : {};
  if (kind === "channel") return { id, type: "channel", title, ...named };
  return { id, type: "private", first_name: first ?? name, ...(last && { last_name: last }), ...named };
}

/** The content of a message with a story of this person or channel. */
export const storyOf = (from) => ({ kind: "raw", fields: { story: { chat: chatOf(from), id: STORY_ID } } });

function Story({ sources, send, close }) {
  const run = ({ id }) => send(storyOf(sources.find((one) => one.id === id)));
  const rows = sources.map((one) => rowOf(one));
  return html`<${Choice} title="Share a story of …" rows=${rows} label="Search" run=${run} close=${close} />`;
}

/** People, and the channels that the person has. */
export function askForStory({ store, person, send }) {
  const people = store.people.filter((one) => !one.is_bot && !one.deleted);
  const channels = (store.person(person)?.sortedChats() ?? []).filter(({ kind }) => kind === "channel");
  overlay.openDialog(Story, { sources: [...people, ...channels], send });
}
