// Texts of people, with everything Telegram can mark in them: styles, links, quotes, code, hidden words.
// How entities become a tree: `entities.js`; which links are followed: `links.js`. Custom emoji are shown as the
// emoji they stand for, dates and unknown entities as the words they stand on.

import { CopyButton } from "../ui/copy.js";
import { html, useContext, useState } from "../ui/preact.js";
import { InLink, OutLink, Press, Reach } from "../ui/reach.js";
import { isBlock, tree, wordsIn } from "./entities.js";
import { addressOf, linkOf } from "./links.js";
import { telegramLink } from "./telegram-links.js";

const STYLES = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code" };
/** Coloured like links, but nothing is behind them here. */
const COLOURED = new Set(["hashtag", "cashtag", "mention", "text_link", "url", "email", "phone_number"]);
/** A quote of more than this is shown shortened at first. */
const QUOTE_SHORT = { characters: 160, lines: 3 };

/**
 * Without a `place` nothing can be pressed but links. `locked`: inside something that is pressed as a whole, where
 * nothing else can be.
 */
export function Text({ text, entities, place, locked = false }) {
  const words = typeof text === "string" ? text : "";
  return entities?.length ? draw(tree(words, entities), { place, locked }) : words;
}

function draw(nodes, around) {
  return nodes.map((node, index) => {
    if (typeof node !== "string") return piece(node, around);
    // A block ends its line itself; the line break beside it would show as an empty line.
    let words = node;
    if (index > 0 && isBlock(nodes[index - 1])) words = words.replace(/^\n/u, "");
    if (index + 1 < nodes.length && isBlock(nodes[index + 1])) words = words.replace(/\n$/u, "");
    return words;
  });
}

function piece({ entity, nodes }, around) {
  const style = STYLES[entity.type];
  if (style) return html`<${style} class=${`text-${entity.type}`}>${draw(nodes, around)}<//>`;
  switch (entity.type) {
    case "pre":
      return html`<${Code} language=${entity.language} nodes=${nodes} around=${around} />`;
    case "blockquote":
      return html`<span class="text-quote" role="blockquote">${draw(nodes, around)}</span>`;
    case "expandable_blockquote":
      return html`<${LongQuote} nodes=${nodes} around=${around} />`;
    case "spoiler":
      return html`<${Spoiler} nodes=${nodes} around=${around} />`;
    default:
      return reference(entity, nodes, around);
  }
}

/** Words that lead somewhere: out, to a person, or to a bot's command. */
function reference(entity, nodes, { place, locked }) {
  const words = wordsIn(nodes);
  const inner = draw(nodes, { place, locked: true });
  const link = locked || !place ? null : linkOf(entity, words);
  if (link && telegramLink(link)) {
    return html`<${InLink} class="text-link" title=${entity.url} onFollow=${() => place.open.link(link)}>${inner}<//>`;
  }
  const address = locked ? null : addressOf(entity, words);
  if (address) {
    return html`<${OutLink} class="text-link" href=${address} title=${entity.url}>${inner}<//>`;
  }
  const act = locked || !place ? null : deedOf(entity, words, place);
  if (act) return html`<${Press} class="text-link" onClick=${act}>${inner}<//>`;
  return COLOURED.has(entity.type) ? html`<span class="text-marked">${inner}</span>` : draw(nodes, { place, locked });
}

function deedOf(entity, words, place) {
  if (entity.type === "bot_command") return () => place.open.command(words);
  const account = entity.type === "text_mention" ? entity.user?.id : mentioned(entity, words, place);
  return account ? () => place.open.profile(account) : null;
}

/** The account behind `@name`, if this chat knows it. */
function mentioned(entity, words, place) {
  if (entity.type !== "mention") return null;
  const name = words.replace(/^@/u, "").toLowerCase();
  const named = (who) => who?.username?.toLowerCase() === name;
  const member = place.details?.members?.find(({ person }) => named(person));
  return member?.person.id ?? (named(place.chat) ? place.chat.id : null);
}

/** Hidden until pressed. Not a button element: a button cannot run over several lines of a text. */
function Spoiler({ nodes, around }) {
  const [shown, setShown] = useState(false);
  const reach = useContext(Reach);
  if (shown) return html`<span class="text-spoiler text-spoiler-shown">${draw(nodes, around)}</span>`;
  const hidden = html`<span class="text-spoiler-words">${draw(nodes, { ...around, locked: true })}</span>`;
  if (around.locked) return html`<span class="text-spoiler">${hidden}</span>`;
  const show = (event) => {
    event.preventDefault();
    event.stopPropagation();
    setShown(true);
  };
  const press = (event) => (event.key === "Enter" || event.key === " ") && show(event);
  return html`<span class="text-spoiler" role="button" tabIndex=${reach} aria-label="Hidden text, press to show"
    onClick=${show} onKeyDown=${press}>${hidden}</span>`;
}

function Code({ language, nodes, around }) {
  const words = wordsIn(nodes);
  // Spans, since a text may stand where only words may stand; a reader hears the language first.
  return html`<span class="text-pre" dir="ltr">
    <span class="text-pre-head">
      <span class="text-pre-language">${language || "code"}</span>
      ${!around.locked && html`<${CopyButton} class="text-pre-copy" text=${words}>Copy<//>`}
    </span>
    <code class="text-pre-words">${draw(nodes, { ...around, locked: true })}</code>
  </span>`;
}

function LongQuote({ nodes, around }) {
  const [open, setOpen] = useState(false);
  const words = wordsIn(nodes);
  const short = words.length <= QUOTE_SHORT.characters && words.split("\n").length <= QUOTE_SHORT.lines;
  if (short || around.locked) return html`<span class="text-quote" role="blockquote">${draw(nodes, around)}</span>`;
  return html`<span class="text-quote" role="blockquote">
    <span class=${open ? "text-quote-words" : "text-quote-words text-quote-folded"}>
      ${draw(nodes, { ...around, locked: !open })}
    </span>
    <${Press} class="text-quote-more" aria-expanded=${open} onClick=${() => setOpen(!open)}>
      ${open ? "Show less" : "Show more"}
    <//>
  </span>`;
}
