// Keeps the keyboard where it was: when the focused button goes, the part of the page that it belonged to takes the focus.

import { useLayoutEffect, useRef } from "./preact.js";

/** For a component whose outermost element gets the result as `ref` and `tabindex="-1"`. */
export function useKeptFocus() {
  const part = useRef(null);
  // Asked while rendering, that is before anything goes.
  const within = Boolean(part.current?.contains(document.activeElement));
  useLayoutEffect(() => {
    if (within && !part.current?.contains(document.activeElement)) part.current?.focus();
  });
  return part;
}
