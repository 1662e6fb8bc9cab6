// A photo. Its caption is the bubble's work.

import { html } from "../ui/preact.js";
import { Photo } from "./media.js";

export const photo = {
  name: "photo",
  shape: () => "media",
  sign: "🖼",
  label: () => "Photo",
  Body({ message, view, place, fill }) {
    return html`<${Photo} sizes=${message.photo} hidden=${message.has_media_spoiler} fill=${fill}
      onPress=${() => place.open.media(view)} />`;
  },
};
