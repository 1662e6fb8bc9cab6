// A live photo: its still, marked as one that can move where it is opened.

import { html } from "../ui/preact.js";
import { Photo } from "./media.js";

export const livePhoto = {
  name: "live_photo",
  shape: () => "media",
  sign: "🖼",
  label: () => "Live photo",
  Body({ message, view, place, fill }) {
    return html`<${Photo} sizes=${message.live_photo?.photo ?? message.photo} name="Live photo" badge="LIVE"
      hidden=${message.has_media_spoiler} fill=${fill} onPress=${() => place.open.media(view)} />`;
  },
};
