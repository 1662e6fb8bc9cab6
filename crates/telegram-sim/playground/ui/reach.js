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

/** A link that leads somewhere in the page. Not a button element: a button cannot run over several lines of a text. */
export function InLink({ onFollow, children, ...rest }) {
  const reach = useContext(Reach);
  const follow = (event) => {
    event.preventDefault();
    event.stopPropagation();
    onFollow();
  };
  const press = (event) => event.key === "Enter" && follow(event);
  return html`<span role="link" tabIndex=${reach} onClick=${follow} onKeyDown=${press} ...${rest}>${children}</span>`;
}

/** A link to the outside that respects `Reach`. A page of the web gets a tab of its own, mail and telephone do not. */
export function OutLink({ href, children, ...rest }) {
  const tab = /^https?:/iu.test(href) ? "_blank" : undefined;
  const reach = useContext(Reach);
  return html`<a href=${href} target=${tab} rel="noopener noreferrer" tabIndex=${reach} ...${rest}>${children}</a>`;
}
