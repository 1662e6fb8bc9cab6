// The list of a chat's bot commands above the field: all of them behind the Menu button, those that fit while typing.
//
// The focus stays in the field: its arrow keys walk the list, Enter says the marked command, Tab writes it.

import { Icon } from "../ui/icons.js";
import { html, useEffect, useRef, useState } from "../ui/preact.js";

const BEGUN = /^\/(\w*)(@\w*)?$/u;

/** The commands that fit what was typed so far. */
export function matching(typed, commands) {
  const begun = BEGUN.exec(typed);
  if (!begun) return [];
  const [, name, at = ""] = begun;
  const lower = name.toLowerCase();
  const bot = at.slice(1).toLowerCase();
  return commands.filter(
    (one) =>
      (at ? one.command === lower : one.command.startsWith(lower)) &&
      (one.bot.username ?? "").toLowerCase().startsWith(bot),
  );
}

/** A command as it is sent: with its bot's name where several bots would feel meant. */
function written({ command, bot }, details) {
  const bots = details.members.filter(({ person }) => person.is_bot).length;
  return details.chat.kind !== "private" && bots > 1 && bot.username ? `/${command}@${bot.username}` : `/${command}`;
}

const optionId = (list, number) => `${list}-${number}`;

/** `list` = what `useCommands` gives. */
export function CommandList({ id, list: { found, marked, markAt, choose, wordsOf } }) {
  const list = useRef(null);
  useEffect(() => {
    list.current.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [marked]);
  // The press must not take the focus out of the field.
  const hold = (event) => event.preventDefault();
  return html`<div
    class="composer-commands"
    id=${id}
    role="listbox"
    aria-label="Commands"
    ref=${list}
    onPointerDown=${hold}
    onMouseDown=${hold}
  >
    ${found.map(
      (one, number) => html`<div
        key=${`${one.bot.id}/${one.command}`}
        id=${optionId(id, number)}
        role="option"
        aria-selected=${number === marked}
        class="composer-command"
        onClick=${() => choose(one)}
        onPointerMove=${() => number !== marked && markAt(number)}
      >
        <span class="composer-command-name">${wordsOf(one)}</span>
        <span class="composer-command-words" dir="auto">${one.description}</span>
      </div>`,
    )}
  </div>`;
}

/** The list's state. `say(words)` sends a command, `fill(words)` writes it into the field. */
export function useCommands({ id, text, details, say, fill }) {
  const all = details?.commands ?? [];
  const [asked, setAsked] = useState(false);
  const [closedAt, setClosedAt] = useState(null);
  const [mark, setMark] = useState({ text: "", number: 0 });
  const found = asked ? all : closedAt === text ? [] : matching(text, all);
  const open = found.length > 0;
  // Other words, another list: it begins at its beginning.
  const marked = mark.text === text ? Math.min(mark.number, found.length - 1) : 0;
  const markAt = (number) => setMark({ text, number: (number + found.length) % found.length });
  const close = () => {
    setAsked(false);
    setClosedAt(text);
  };
  const choose = (one) => {
    close();
    say(written(one, details));
  };
  const write = (one) => {
    close();
    fill(`${written(one, details)} `);
  };
  const keys = {
    ArrowDown: () => markAt(marked + 1),
    ArrowUp: () => markAt(marked - 1),
    Enter: () => choose(found[marked]),
    Tab: () => write(found[marked]),
    Escape: close,
  };
  return {
    open,
    found,
    marked,
    markAt,
    choose,
    wordsOf: (one) => written(one, details),
    /** For the field. */
    pointer: open ? { id, option: optionId(id, marked) } : null,
    /** Opens all of them, or closes. */
    turn: () => (open ? close() : setAsked(true)),
    /** Takes a key of the field; whether it was the list's. */
    key: (event) => {
      const deed = open && !event.shiftKey && keys[event.key];
      if (deed) deed();
      else if (asked) setAsked(false);
      return Boolean(deed);
    },
  };
}

/** Opens the list of all commands. */
export function MenuButton({ id, open, onClick }) {
  return html`<button
    type="button"
    class="composer-menu"
    aria-expanded=${open}
    aria-controls=${open ? id : undefined}
    onClick=${onClick}
  >
    <${Icon} name=${open ? "down" : "up"} /><span>Menu</span>
  </button>`;
}
