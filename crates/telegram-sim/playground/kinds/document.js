// A file to download: its name, how large it is, and an icon for its sort.

import { fileSize } from "../ui/amounts.js";
import { Icon } from "../ui/icons.js";
import { html, useContext } from "../ui/preact.js";
import { Reach } from "../ui/reach.js";
import { fileAddress } from "./file.js";

const SORTS = [
  ["picture", /^image\//u, /\.(png|jpe?g|gif|webp|svg|heic)$/iu],
  ["film", /^video\//u, /\.(mp4|mov|mkv|webm|avi)$/iu],
  ["music", /^audio\//u, /\.(mp3|ogg|wav|flac|m4a)$/iu],
  ["archive", /zip|compressed|x-tar|x-7z|x-rar/u, /\.(zip|gz|tar|7z|rar|xz|zst)$/iu],
  ["table", /spreadsheet|excel|csv/u, /\.(xlsx?|ods|csv)$/iu],
  ["code", /json|xml|javascript|html/u, /\.(json|xml|js|ts|rs|py|html|css|toml|ya?ml|sh)$/iu],
];

/** The icon for a file's media type or, if that says nothing, its name. */
export function iconOf(file) {
  const [type, name] = [file?.mime_type ?? "", file?.file_name ?? ""];
  return (SORTS.find(([, types]) => types.test(type)) ?? SORTS.find(([, , names]) => names.test(name)))?.[0] ?? "file";
}

const nameOf = (file) => file?.file_name || "File";

function Inside({ file }) {
  return html`<span class="kind-round"><${Icon} name=${iconOf(file)} /></span>
    <span class="kind-card-words">
      <span class="kind-title" dir="auto">${nameOf(file)}</span>
      <span class="kind-note">${fileSize(file?.file_size)}</span>
    </span>`;
}

export const document = {
  name: "document",
  sign: "📎",
  label: (message) => nameOf(message.document),
  Body({ message }) {
    const file = message.document;
    const address = fileAddress(file);
    const reach = useContext(Reach);
    if (!address) return html`<div class="kind-card"><${Inside} file=${file} /></div>`;
    return html`<a class="kind-card kind-document" href=${address} download=${nameOf(file)} tabIndex=${reach}
      title="Download"><${Inside} file=${file} /></a>`;
  },
};
