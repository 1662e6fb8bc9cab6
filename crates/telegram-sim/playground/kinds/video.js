// A video: a still with its length; it plays where it is opened.

import { html } from "../ui/preact.js";
import { Film } from "./media.js";

export const video = {
  name: "video",
  shape: () => "media",
  sign: "🎬",
  label: () => "Video",
  Body({ message, view, place, fill }) {
    return html`<${Film} video=${message.video} hidden=${message.has_media_spoiler} fill=${fill}
      onPress=${() => place.open.media(view)} />`;
  },
};
