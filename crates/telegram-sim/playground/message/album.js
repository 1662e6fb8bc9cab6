// Several messages that were sent as one: photos and videos as a grid, files and music as a list.
// The bubble around it, with the captions of a grid, is `bubble.js`; in a list each item has its own words.

import { largest } from "../kinds/file.js";
import { html } from "../ui/preact.js";
import { Grid } from "./grid.js";
import { Words } from "./words.js";

const VISUAL = new Set(["photo", "live_photo", "video", "animation"]);

/** Whether all items are things to look at. `kinds` in the order of the messages. */
export const isGrid = (kinds) => kinds.every(({ name }) => VISUAL.has(name));

const sizeOf = ({ photo, live_photo: live, video, animation }) => live ?? video ?? animation ?? largest(photo);

export function Album({ views, kinds, place }) {
  const body = (view, index, fill) => {
    const { Body } = kinds[index];
    return html`<${Body} key=${view.id} message=${view.message} view=${view} place=${place} fill=${fill} />`;
  };
  if (isGrid(kinds)) {
    const sizes = views.map(({ message }) => sizeOf(message));
    return html`<${Grid} sizes=${sizes}>${views.map((view, index) => body(view, index, true))}<//>`;
  }
  return views.map(
    (view, index) => html`<div class="message-album-item" key=${view.id} data-item=${index}>
      ${body(view, index, false)}
      ${view.message.caption &&
      html`<${Words} text=${view.message.caption} entities=${view.message.caption_entities} place=${place} />`}
    </div>`,
  );
}
