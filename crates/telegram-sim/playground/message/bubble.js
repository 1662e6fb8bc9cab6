// The bubble: what stands above, the content, its caption, reactions and the small print, in that order.
// The row around it, with everything that can be done to it, is `message.js`; kinds of content are in `../kinds/`.

import { kindOf } from "../kinds/index.js";
import { unknown } from "../kinds/unknown.js";
import { html, useErrorBoundary } from "../ui/preact.js";
import { Album, isGrid } from "./album.js";
import { Forwarded, Head } from "./head.js";
import { Meta } from "./meta.js";
import { Reactions } from "./reactions.js";
import { Reply } from "./reply.js";
import { showsName } from "./who.js";
import { Words } from "./words.js";

/** A body, or its kind's name where the message is not as it should be: one bad message must not empty the page. */
export function Content({ kind, ...given }) {
  const [failed] = useErrorBoundary();
  const { Body } = failed ? unknown : kind;
  return html`<${Body} ...${given} />`;
}

/** How the bubble stands around its content; see `../kinds/index.js`. */
function shapeOf(views, kinds) {
  if (views.length > 1) return isGrid(kinds) ? "media" : "plain";
  return kinds[0].shape?.(views[0].message) ?? "plain";
}

/** Captions that stand under the content; a list of files has each under its own file. */
function captionsOf(views, kinds) {
  if (views.length > 1 && !isGrid(kinds)) return [];
  return views.filter(({ message }) => message.caption);
}

export function Bubble({ views, place, first, last }) {
  const [view] = views;
  const { message } = view;
  const kinds = views.map((each) => kindOf(each.message));
  const shape = shapeOf(views, kinds);
  const captions = captionsOf(views, kinds);
  const reacted = views.find((each) => each.reactions?.length > 0);
  const meta = html`<${Meta} view=${views.find((each) => each.message.edit_date) ?? view} place=${place} />`;
  const above = Boolean(message.show_caption_above_media);
  // The small print ends the last thing that has words.
  const ends = reacted ? "reactions" : shape === "words" || (captions.length > 0 && !above) ? "words" : "content";
  const caption = captions.map(({ id, message: said }, index) => {
    const end = ends === "words" && index === captions.length - 1 && meta;
    return html`<${Words} key=${id} text=${said.caption} entities=${said.caption_entities} place=${place}
      meta=${end} />`;
  });
  const content =
    views.length > 1
      ? html`<${Album} views=${views} kinds=${kinds} place=${place} />`
      : html`<${Content} key=${message.edit_date} kind=${kinds[0]} message=${message} view=${view} place=${place}
          meta=${ends === "words" && meta} />`;
  return html`<div class=${`message-bubble message-bubble-${shape}${last ? " message-tailed" : ""}`}>
    <${Head} view=${view} place=${place} named=${first && showsName(view, place.chat)} />
    <${Forwarded} message=${message} place=${place} />
    <${Reply} message=${message} place=${place} />
    ${above && caption}
    ${content}
    ${!above && caption}
    ${reacted && html`<div class="message-reactions"><${Reactions} view=${reacted} place=${place} />${meta}</div>`}
    ${ends === "content" && meta}
  </div>`;
}
