// A picture or video in full size, with its caption and the way to save it.

import { nameOf } from "../ui/names.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";
import { Head } from "./choice.js";

const PICTURES = /^image\/(png|jpe?g|gif|webp|avif|svg\+xml)$/;

const picture = (sizes, title) => sizes?.length && { file: sizes.at(-1), kind: "picture", title };
const film = (file, title) => file && { file, kind: "video", title };

function animation(file) {
  return file && { file, kind: file.mime_type === "image/gif" ? "picture" : "video", title: "GIF" };
}

function file(document) {
  if (!document) return null;
  const kind = PICTURES.test(document.mime_type) ? "picture" : "file";
  return { file: document, kind, title: document.file_name ?? "File" };
}

const paid = (item) => picture(item.photo, "Photo") || film(item.video, "Video");

/** All files of a message that can be looked at: [{file, kind: picture | video | file, title}]. */
export function mediaIn(message) {
  const { photo, live_photo: live, game, new_chat_photo: face, video, video_note: note, sticker } = message;
  const single =
    picture(photo, "Photo") ||
    picture(live?.photo, "Live photo") ||
    film(video, "Video") ||
    film(note, "Video message") ||
    animation(message.animation) ||
    (sticker && { file: sticker, kind: sticker.is_video ? "video" : "picture", title: "Sticker" }) ||
    picture(game?.photo, "Game") ||
    picture(face, "New picture of the chat") ||
    file(message.document);
  if (single) return [single];
  return (message.paid_media?.paid_media ?? []).map(paid).filter(Boolean);
}

function Shown({ kind, address, words }) {
  const [broken, setBroken] = useState(false);
  if (broken || kind === "file") return html`<p class="media-broken">A browser cannot show what is in this file.</p>`;
  const failed = () => setBroken(true);
  return kind === "picture"
    ? html`<img class="media-shown" src=${address} alt=${words} onError=${failed} />`
    : html`<video
        class="media-shown"
        src=${address}
        aria-label=${words}
        controls
        autoplay
        loop
        playsinline
        onError=${failed}
      ></video>`;
}

function Media({ shown, files, close }) {
  const author = nameOf(shown.author);
  const { caption } = shown.message;
  return html`<div class="media">
    <${Head} title=${files[0].title} close=${close} />
    ${files.map(({ file, kind, title }, at) => {
      const address = `/files/${encodeURIComponent(file.file_unique_id)}`;
      return html`<div class="media-one">
        <${Shown} kind=${kind} address=${address} words=${`${title} from ${author}`} />
        <a class="button" href=${address} download=${file.file_name ?? true} autofocus=${at === 0}>Download</a>
      </div>`;
    })}
    ${caption && html`<p class="media-caption" dir="auto">${caption}</p>`}
  </div>`;
}

export function openMedia(shown) {
  const files = mediaIn(shown.message);
  if (files.length > 0) overlay.openDialog(Media, { shown, files });
  else overlay.say("There is nothing to show in full size.");
}
