// What stands above the content of a bubble: the author with a title, the bot it came through, where it was forwarded
// from. Who that is: `who.js`. The reply is `reply.js`.

import { colourOf, nameOf } from "../ui/names.js";
import { html } from "../ui/preact.js";
import { Press } from "../ui/reach.js";
import { originOf, titleOf } from "./who.js";

/** A name that can be looked at, if it is somebody this world knows. */
function Name({ id, name, place, ...rest }) {
  if (id === undefined || id === null) return html`<span dir="auto" ...${rest}>${name}</span>`;
  return html`<${Press} dir="auto" ...${rest} onClick=${() => place.open.profile(id)}>${name}<//>`;
}

const Via = ({ bot, place }) => html`<span class="message-via">
  via <${Name} class="message-name-plain" id=${bot.id} name=${`@${bot.username ?? nameOf(bot)}`} place=${place} />
</span>`;

/** The owner of an account sees what a bot sent in their name. */
const By = ({ bot, place }) => html`<span class="message-via">
  by <${Name} class="message-name-plain" id=${bot.id} name=${nameOf(bot)} place=${place} />
</span>`;

/** `named`: whether the author stands here. */
export function Head({ view, place, named }) {
  const { author, message } = view;
  const by = message.sender_business_bot;
  const via = message.via_bot
    ? html`<${Via} bot=${message.via_bot} place=${place} />`
    : by && html`<${By} bot=${by} place=${place} />`;
  if (!named) return via ? html`<div class="message-head">${via}</div>` : null;
  const title = titleOf(view, place);
  const look = `message-name ui-person-${colourOf(author.id)}`;
  return html`<div class="message-head">
    <${Name} class=${look} id=${author.id} name=${nameOf(author)} place=${place} />
    ${via}
    ${title && html`<span class="message-title" dir="auto">${title}</span>`}
  </div>`;
}

export function Forwarded({ message, place }) {
  // A channel's post in its discussion group is the channel's own message there.
  if (!message.forward_origin || message.is_automatic_forward) return null;
  const { id, name, signature } = originOf(message.forward_origin);
  return html`<div class="message-forwarded">
    Forwarded from <${Name} class="message-name-plain" id=${id} name=${name} place=${place} />
    ${signature && html`<span dir="auto"> (${signature})</span>`}
  </div>`;
}
