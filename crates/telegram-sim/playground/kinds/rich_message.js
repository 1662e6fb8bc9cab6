// A rich message: headings, lists, tables, quotes, pictures. The words in it: `rich_text.js`; pictures and sounds are
// drawn by the kinds of the same name. Its buttons are shown and cannot be pressed: the simulator has no such press.

import { oneLine } from "../message/entities.js";
import { Text } from "../message/text.js";
import { html } from "../ui/preact.js";
import { audio } from "./audio.js";
import { document as file } from "./document.js";
import { MapTile } from "./map.js";
import { Film, Moving, Photo } from "./media.js";
import { flatten } from "./rich_text.js";
import { voice } from "./voice.js";

function Rich({ text, place }) {
  const flat = flatten(text);
  return html`<${Text} text=${flat.text} entities=${flat.entities} place=${place} />`;
}

function Blocks({ blocks, ...around }) {
  return (blocks ?? []).map((block, index) => html`<${Block} key=${index} block=${block ?? {}} ...${around} />`);
}

function Block({ block, view, place }) {
  const rich = (text) => html`<${Rich} text=${text} place=${place} />`;
  const drawn = DRAWN[block.type]?.(block, { view, place, rich });
  const said = block.caption?.text ?? block.caption;
  const caption = said && html`<div class="kind-note" dir="auto">${rich(said)}</div>`;
  if (drawn !== undefined) return html`<div class="kind-rich-block" dir="auto">${drawn}${caption}</div>`;
  const type = String(block.type ?? "nothing").replaceAll("_", " ");
  return html`<div class="kind-note">Part not shown here: ${type}</div>`;
}

const inside = (blocks, { view, place }) => html`<${Blocks} blocks=${blocks} view=${view} place=${place} />`;
const quote = ({ blocks, text, credit }, around) =>
  html`<div class="text-quote" role="blockquote">
    ${blocks ? inside(blocks, around) : around.rich(text)}
    ${credit && html`<div class="kind-note">${around.rich(credit)}</div>`}
  </div>`;
const open = ({ view, place }) => () => place.open.media(view);

const DRAWN = {
  paragraph: ({ text }, { rich }) => rich(text),
  heading: ({ text, size }, { rich }) => {
    const level = Math.min(6, Math.max(2, (Number(size) || 1) + 1));
    return html`<div class="kind-rich-heading" role="heading" aria-level=${level}>${rich(text)}</div>`;
  },
  pre: ({ text }, { rich }) => html`<pre class="kind-rich-pre" dir="ltr">${rich(text)}</pre>`,
  footer: ({ text }, { rich }) => html`<div class="kind-note">${rich(text)}</div>`,
  thinking: ({ text }, { rich }) => html`<div class="kind-note">${rich(text)}</div>`,
  divider: () => html`<hr class="kind-rich-line" />`,
  mathematical_expression: ({ expression }) => html`<code>${expression}</code>`,
  anchor: () => null,
  list: ({ items }, around) => html`<ul class="kind-list">
    ${(items ?? []).map(
      (item) => html`<li class="kind-task">
        <span>${item.has_checkbox ? (item.is_checked ? "☑" : "☐") : item.label || "•"}</span>
        <div class="kind-card-words">${inside(item.blocks, around)}</div>
      </li>`,
    )}
  </ul>`,
  blockquote: quote,
  expandable_blockquote: quote,
  pullquote: quote,
  collage: ({ blocks }, around) => inside(blocks, around),
  slideshow: ({ blocks }, around) => inside(blocks, around),
  details: ({ summary, blocks, is_open: isOpen }, around) => html`<details open=${Boolean(isOpen)}>
    <summary>${around.rich(summary)}</summary>
    ${inside(blocks, around)}
  </details>`,
  table: ({ cells }, { rich }) => html`<table class="kind-rich-table"><tbody>
    ${(cells ?? []).map((row) => html`<tr>${row.map((cell) => tableCell(cell, rich))}</tr>`)}
  </tbody></table>`,
  map: ({ location }) => html`<${MapTile} location=${location} />`,
  buttons: ({ buttons }, { rich }) => html`<div class="kind-rich-buttons">
    ${(buttons ?? []).map((button) => html`<span class="kind-rich-button">${rich(button.text)}</span>`)}
  </div>`,
  photo: ({ photo, has_spoiler: hidden }, around) =>
    html`<${Photo} sizes=${photo} hidden=${hidden} onPress=${open(around)} />`,
  video: ({ video, has_spoiler: hidden }, around) =>
    html`<${Film} video=${video} hidden=${hidden} onPress=${open(around)} />`,
  animation: ({ animation, has_spoiler: hidden }, around) =>
    html`<${Moving} animation=${animation} hidden=${hidden} onPress=${open(around)} />`,
  audio: (block) => html`<${audio.Body} message=${block} />`,
  document: (block) => html`<${file.Body} message=${block} />`,
  voice_note: ({ voice_note: body }) => html`<${voice.Body} message=${{ voice: body }} />`,
};

function tableCell({ text, is_header: header, colspan, rowspan } = {}, rich) {
  const tag = header ? "th" : "td";
  return html`<${tag} colspan=${colspan} rowspan=${rowspan} dir="auto">${rich(text)}<//>`;
}

/** The first words in it. */
function firstWords(blocks) {
  for (const block of Array.isArray(blocks) ? blocks : []) {
    const { text, entities } = flatten(block?.text ?? block?.summary);
    const words = oneLine(text, entities) || firstWords(block?.blocks);
    if (words) return words;
  }
  return "";
}

export const richMessage = {
  name: "rich_message",
  label: (message) => firstWords(message.rich_message?.blocks) || "Rich message",
  Body({ message, view, place }) {
    const { blocks, is_rtl: rtl } = message.rich_message ?? {};
    return html`<div class="kind-rich" dir=${rtl ? "rtl" : undefined}>
      <${Blocks} blocks=${blocks} view=${view} place=${place} />
    </div>`;
  },
};
