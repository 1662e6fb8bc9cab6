// The dialog that sends a sticker: an emoji, drawn large on a picture of a sticker's size. Sticker sets are
// deliberately absent.

import { Title } from "../menus/form.js";
import { overlay } from "../ui/overlay.js";
import { html } from "../ui/preact.js";
import { dataOf } from "./files.js";

const EMOJI = "😀 😂 😍 😎 🤔 😢 😡 🥳 👍 👎 🙏 👋 ❤️ 🔥 🎉 🐱 🐶 🦊 🌈 🍕".split(" ");
const SIDE = 512;

/** The content of a sticker with this emoji. */
async function stickerOf(emoji) {
  const canvas = document.createElement("canvas");
  canvas.width = SIDE;
  canvas.height = SIDE;
  const pen = canvas.getContext("2d");
  pen.font = `${SIDE * 0.75}px "Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji", sans-serif`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(emoji, SIDE / 2, SIDE * 0.54);
  const picture = await new Promise((done) => canvas.toBlob(done, "image/webp"));
  return { kind: "media", media: "sticker", name: "sticker.webp", bytes: await dataOf(picture) };
}

function Sticker({ send, close }) {
  const choose = async (emoji) => {
    close();
    const done = await overlay.attempt(async () => send(await stickerOf(emoji)));
    done?.();
  };
  return html`<${Title}>Send a sticker<//>
    <div class="composer-stickers" role="group" aria-label="Stickers">
      ${EMOJI.map((emoji) => html`<button type="button" onClick=${() => choose(emoji)}>${emoji}</button>`)}
    </div>
    <div class="form-buttons"><button type="button" class="button" onClick=${close}>Cancel</button></div>`;
}

export function askForSticker({ send }) {
  overlay.openDialog(Sticker, { send });
}
