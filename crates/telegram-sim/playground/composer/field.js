// The field in which one writes: it grows with its text, and its keys are Telegram's.
//
// What its other keys do is the composer's (`onKey`); marking words bold and so on is done here, with typed marks.

import { html, useLayoutEffect } from "../ui/preact.js";
import { MARKS } from "./markup.js";

/** Keys with Ctrl (or Cmd) that mark words. */
const PLAIN = { b: MARKS.bold, i: MARKS.italic, u: MARKS.underline };
const SHIFTED = { x: MARKS.strikethrough, m: MARKS.code, p: MARKS.spoiler };

/** On a screen that is touched, Enter begins a new line. */
const isTouched = () => matchMedia("(pointer: coarse)").matches;

/** Puts words where the cursor is. The old command is the only way that the browser's "undo" knows of. */
export function insert(field, words) {
  field.focus();
  if (!document.execCommand("insertText", false, words)) {
    field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Puts marks around the selected words, or takes them away. */
function mark(field, mark) {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const words = value.slice(from, to);
  const outside = value.slice(from - mark.length, from) === mark && value.slice(to, to + mark.length) === mark;
  if (outside && from >= mark.length) {
    field.setSelectionRange(from - mark.length, to + mark.length);
    insert(field, words);
    field.setSelectionRange(from - mark.length, to - mark.length);
  } else {
    insert(field, mark + words + mark);
    field.setSelectionRange(from + mark.length, to + mark.length);
  }
}

function markFor(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
  return (event.shiftKey ? SHIFTED : PLAIN)[event.key.toLowerCase()];
}

/** `list` = {id, marked, option} of the open list of commands, or null. */
export function Field({ field, label, placeholder, text, list, onText, onKey, onEnter, onFiles }) {
  useLayoutEffect(() => {
    field.current.style.height = "auto";
    field.current.style.height = `${field.current.scrollHeight}px`;
  }, [text]);
  const press = (event) => {
    if (event.isComposing) return;
    const style = markFor(event);
    if (style) mark(event.currentTarget, style);
    else if (onKey(event)) event.stopPropagation();
    else if (event.key === "Enter" && !event.shiftKey && !isTouched()) onEnter();
    else return;
    event.preventDefault();
  };
  const paste = (event) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  };
  return html`<textarea
    class="composer-field"
    ref=${field}
    rows="1"
    dir="auto"
    aria-label=${label}
    aria-autocomplete=${list ? "list" : undefined}
    aria-controls=${list?.id}
    aria-activedescendant=${list?.option}
    placeholder=${placeholder}
    value=${text}
    onInput=${(event) => onText(event.currentTarget.value)}
    onKeyDown=${press}
    onPaste=${paste}
  ></textarea>`;
}
