// The words that are being written in a chat, kept as a draft, and what becomes of them: sent, or in place of others.
//
// The field is emptied at once when something is sent; a refusal brings the words and the reply back. Messages go one
// after the other, in the order in which they were written.

import { overlay } from "../ui/overlay.js";
import { useLayoutEffect, useRef, useState } from "../ui/preact.js";
import { keepDraft, keepMode, readDraft, readMode } from "./drafts.js";
import { write } from "./markup.js";
import { change, contentOf, hasText, say, wordsOf } from "./send.js";

/** An own message's words as they are typed. */
const typedOf = (view) => write(wordsOf(view).text, wordsOf(view).entities);

/** The words with which an edit begins: those that were begun before, or the message's. */
function editOf(to, view) {
  const kept = readMode(to);
  return (kept?.edit === view.id && kept.words) || typedOf(view);
}

/** The newest own message whose words can be changed: what ↑ edits. */
export function lastEditable(rows) {
  return rows.findLast((view) => view.outgoing && view.can_edit && wordsOf(view).text) ?? null;
}

/** `to` as in `send.js`. */
export function useWriting({ to, mode, onMode, onSent }) {
  const edited = mode?.edit ?? null;
  const [text, setShown] = useState(() => (edited ? editOf(to, edited) : readDraft(to)));
  const now = useRef(null);
  now.current = { mode, there: true };
  const turn = useRef(Promise.resolve());
  const saving = useRef(false);

  const setText = (words) => {
    if (edited) keepMode(to, { edit: edited.id, words });
    else keepDraft(to, words);
    setShown(words);
  };
  useLayoutEffect(() => () => (now.current.there = false), []);
  useLayoutEffect(() => setShown(edited ? editOf(to, edited) : readDraft(to)), [edited?.id]);

  const giveBack = (words) => {
    const begun = readDraft(to);
    const all = begun ? `${words}\n${begun}` : words;
    keepDraft(to, all);
    const { mode: shown, there } = now.current;
    if (!there || shown?.edit) return;
    setShown(all);
    if (to.reply && !shown) onMode({ reply: to.reply });
  };

  /** Says these words; whether that was possible. */
  const sayInTurn = (words, place) => {
    turn.current = turn.current.then(() =>
      overlay.attempt(async () => {
        await say(place, contentOf(words));
        onSent();
        return true;
      }),
    );
    return turn.current;
  };

  const send = async () => {
    if (!text.trim()) return;
    setText("");
    if (to.reply) onMode(null);
    if (!(await sayInTurn(text, to))) giveBack(text);
  };

  const save = async () => {
    if (saving.current) return;
    if (hasText(edited) && !text.trim()) {
      overlay.say("A message cannot be empty. It can be deleted.");
    } else if (text.trim() === typedOf(edited).trim()) {
      onMode(null);
    } else {
      saving.current = true;
      const saved = await overlay.attempt(async () => {
        await change(to, edited, text);
        return true;
      });
      saving.current = false;
      if (saved && now.current.mode?.edit === edited) onMode(null);
    }
  };

  const plain = { ...to, reply: undefined, quote: undefined };
  return {
    text,
    setText,
    /** Whether there is something to send or save. */
    ready: Boolean(text.trim()) || Boolean(edited && !hasText(edited)),
    submit: () => (edited ? save() : send()),
    /** Says words that were not typed here; what is being written stays. */
    sendWords: (words) => sayInTurn(words, plain),
    /** Says a chosen command; what was typed of it goes. */
    sendCommand: (words) => {
      if (text.startsWith("/")) setText("");
      return sayInTurn(words, plain);
    },
  };
}
