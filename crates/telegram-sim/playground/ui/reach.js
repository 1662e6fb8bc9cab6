// Which controls the Tab key reaches. In a long list only the controls of the focused item are reached, so that Tab
// does not walk through everything; the list says so with `Reach`, and the controls below take their tab index from it.
// Deliberately absent: moving the focus between items, which is the list's work.

import { createContext, html, useContext } from "./preact.js";

/** The tab index of controls below: 0, or -1 to be passed over. */
export const Reach = createContext(0);

/** A button that respects `Reach`. */
export function Press({ children, ...rest }) {
  return html`<button type="button" tabIndex=${useContext(Reach)} ...${rest}>${children}</button>`;
}

/** A link to the outside, in a tab of its own, that respects `Reach`. */
export function OutLink({ children, ...rest }) {
  return html`<a target="_blank" rel="noopener noreferrer" tabIndex=${useContext(Reach)} ...${rest}>${children}</a>`;
}
