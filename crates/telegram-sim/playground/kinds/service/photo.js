// The new picture of a chat, round, under the words that announce it.

import { html, useState } from "../../ui/preact.js";
import { Press } from "../../ui/reach.js";
import { fileAddress, largest } from "../file.js";
import { Placeholder } from "../media.js";

export function NewPhoto({ sizes, view, place }) {
  const [failed, setFailed] = useState("");
  const address = fileAddress(largest(sizes));
  const look = () => place.open.media(view);
  return html`<${Press} class="kind-chat-photo" aria-label="Open the new chat photo" onClick=${look}>
    ${address && failed !== address
      ? html`<img class="kind-picture" src=${address} alt="" loading="lazy" onError=${() => setFailed(address)} />`
      : html`<${Placeholder} icon="picture" name="Photo" />`}
  <//>`;
}
