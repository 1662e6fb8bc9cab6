// Words of a message that the visitor had selected when choosing to reply to it: they become the quote.
//
// Choosing "Reply" takes the selection away (the menu and then the field get the focus), so it is remembered at the
// press or key that began it. What happens inside a menu does not count.

import { useEffect, useRef } from "../ui/preact.js";

function selectedIn(chat) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !chat) return null;
  const rowOf = (node) => (node instanceof Element ? node : node?.parentElement)?.closest("[data-message]");
  const row = rowOf(selection.anchorNode);
  if (!row || !chat.contains(row) || rowOf(selection.focusNode) !== row) return null;
  return { id: Number(row.dataset.message), words: selection.toString().trim() };
}

/** `field` = a ref of something in the chat's pane. Gives a function: the quote for a reply to a message, if any. */
export function useQuote(field) {
  const remembered = useRef(null);
  useEffect(() => {
    const remember = (event) => {
      if (event.target instanceof Element && event.target.closest(".menu, .menu-veil")) return;
      remembered.current = selectedIn(field.current?.closest(".pane-chat"));
    };
    for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, remember, true);
    return () => {
      for (const kind of ["pointerdown", "keydown"]) removeEventListener(kind, remember, true);
    };
  }, []);
  return ({ id, message }) => {
    const quote = remembered.current;
    const source = message.text ?? message.caption ?? "";
    return quote?.id === id && quote.words !== source.trim() && source.includes(quote.words) ? quote.words : undefined;
  };
}
