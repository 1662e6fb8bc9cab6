// The small print of a message: whose hand wrote a channel's post, whether it was edited, when, and the mark of
// something sent. The simulator knows no read receipts for people, so there is one mark, not two.

import { html } from "../ui/preact.js";
import { clock, machineTime, moment } from "../ui/time.js";

export function Meta({ view, place }) {
  const { message } = view;
  const channel = place.chat.kind === "channel";
  const words = [channel && message.author_signature, message.edit_date && "edited"].filter(Boolean).join(", ");
  const edited = message.edit_date ? `, edited ${moment(message.edit_date)}` : "";
  const title = moment(message.date) + edited;
  return html`<span class="message-meta">
    ${words && html`<bdi class="message-meta-words">${words}</bdi>`}
    <time datetime=${machineTime(message.date)} title=${title}>${clock(message.date)}</time>
    ${view.outgoing && !channel && html`<span class="message-sent" role="img" aria-label="Sent">✓</span>`}
  </span>`;
}
