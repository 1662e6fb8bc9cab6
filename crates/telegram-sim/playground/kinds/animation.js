// A GIF, in Telegram mostly a silent film that repeats.

import { html } from "../ui/preact.js";
import { Moving } from "./media.js";

export const animation = {
  name: "animation",
  shape: () => "media",
  sign: "🎞",
  label: () => "GIF",
  Body({ message, view, place, fill }) {
    return html`<${Moving} animation=${message.animation} hidden=${message.has_media_spoiler} fill=${fill}
      onPress=${() => place.open.media(view)} />`;
  },
};
