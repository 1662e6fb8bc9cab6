// A button that copies a text and says so. Browsers allow it only on a press, and some not at all: then it says that.

import { html, useState } from "./preact.js";
import { Press } from "./reach.js";

const COPIED = "Copied";
const REFUSED = "Your browser does not let pages copy";

/** Whether the text is now in the clipboard. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** `children` is what the button shows before it is pressed. */
export function CopyButton({ text, children, ...rest }) {
  const [outcome, setOutcome] = useState("");
  const copy = async () => setOutcome((await copyText(text)) ? COPIED : REFUSED);
  return html`<${Press} ...${rest} onClick=${copy}><span aria-live="polite">${outcome || children}</span></${Press}>`;
}
