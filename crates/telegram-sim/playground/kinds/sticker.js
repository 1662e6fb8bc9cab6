// A sticker: large and without a bubble. One that browsers cannot draw (animated ones are a format of Telegram's own)
// is shown as the emoji it stands for.

import { html, useState } from "../ui/preact.js";
import { fileAddress } from "./file.js";
import { Placeholder } from "./media.js";

function Drawn({ sticker }) {
  const [failed, setFailed] = useState(false);
  const still = sticker?.is_animated || sticker?.is_video ? sticker.thumbnail : sticker;
  const address = fileAddress(still);
  if (address && !failed) {
    const name = `Sticker ${sticker.emoji ?? ""}`.trim();
    return html`<img class="kind-sticker" src=${address} alt=${name} width="180" height="180"
      loading="lazy" draggable=${false} onError=${() => setFailed(true)} />`;
  }
  if (sticker?.emoji) return html`<div class="kind-emoji kind-emoji-1">${sticker.emoji}</div>`;
  return html`<div class="kind-sticker"><${Placeholder} icon="sticker" name="Sticker" /></div>`;
}

export const sticker = {
  name: "sticker",
  shape: () => "bare",
  label: (message) => (message.sticker?.emoji ? `${message.sticker.emoji} Sticker` : "Sticker"),
  Body({ message }) {
    return html`<${Drawn} key=${message.sticker?.file_unique_id} sticker=${message.sticker} />`;
  },
};
