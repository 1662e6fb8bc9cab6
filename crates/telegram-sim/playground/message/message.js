// One message, or an album, as a row of the history: its side, its author's picture, its bubble and buttons, and all
// the ways to its menu. Pure: whatever is done goes through `place.open`. The list around it is `../history/`.

import { kindOf } from "../kinds/index.js";
import { Avatar } from "../ui/avatar.js";
import { nameOf } from "../ui/names.js";
import { html } from "../ui/preact.js";
import { Press, Reach } from "../ui/reach.js";
import { Bubble, Content } from "./bubble.js";
import { Buttons } from "./buttons.js";
import { useGestures } from "./gestures.js";
import { spoken } from "./spoken.js";
import { showsAvatar } from "./who.js";

/** The message of an album on which something was pressed: its first, if it was none in particular. */
function hit(views, target) {
  const index = Number(target?.closest?.("[data-item]")?.dataset.item ?? 0);
  return views[index] ?? views[0];
}

function Author({ author, place }) {
  const name = nameOf(author);
  const look = () => place.open.profile(author.id);
  return html`<${Press} class="message-avatar" aria-label=${`Show ${name}`} onClick=${look}>
    <${Avatar} id=${author.id} name=${name} />
  <//>`;
}

/**
 * `views`: one message, or all of an album in order. `first`, `last`: of a run by the same author. `tabIndex`: 0 for
 * the message that the list's Tab reaches, -1 for the others. `lit`: was just jumped to.
 */
export function Message({ views, place, first = true, last = true, tabIndex = 0, lit = false }) {
  const [view] = views;
  const pill = kindOf(view.message).name === "service";
  const gestures = useGestures({
    menu: (anchor, target) => place.open.menu(hit(views, target), anchor),
    reply: () => place.open.reply(view),
  });
  const pictured = !pill && showsAvatar(view, place.chat);
  const look = [
    "message",
    pill ? "message-service" : view.outgoing ? "message-own" : "message-other",
    first && "message-first",
    pictured && "message-pictured",
    lit && "message-lit",
  ];
  const more = html`<${Press} class="message-more" aria-label="What to do with this message" aria-haspopup="menu"
    onClick=${(event) => place.open.menu(view, event.currentTarget)} />`;
  const row = pill
    ? html`<${Content} kind=${kindOf(view.message)} message=${view.message} view=${view} place=${place} />${more}`
    : html`${pictured && last && html`<${Author} author=${view.author} place=${place} />`}
        <div class="message-column">
          <${Bubble} views=${views} place=${place} first=${first} last=${last} />
          ${view.message.reply_markup?.inline_keyboard?.length > 0 && html`<${Buttons} view=${view} place=${place} />`}
          ${more}
        </div>`;
  return html`<${Reach.Provider} value=${tabIndex}>
    <div class=${look.filter(Boolean).join(" ")} role="article" aria-label=${spoken(views)} tabIndex=${tabIndex}
      data-message=${view.id} ...${gestures}>${row}</div>
  <//>`;
}
