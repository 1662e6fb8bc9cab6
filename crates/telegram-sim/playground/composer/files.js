// Chosen files: what they are sent as, how they are grouped, their content for the door. Nothing is drawn here.

import { read } from "./markup.js";
import { replace, say } from "./send.js";

export const FILE_BYTES_MAX = 20 << 20;
const ALBUM_MAX = 10;

/** Kinds that make one album with each other; the others go alone. */
const ALBUMS = { photo: "pictures", video: "pictures", document: "documents", audio: "sounds" };
const PICTURES = /^image\/(jpeg|png|webp|bmp|avif)$/;

/** What a file is sent as. */
export function kindOfFile({ type }, asFile = false) {
  if (asFile) return "document";
  if (PICTURES.test(type)) return "photo";
  if (type === "image/gif") return "animation";
  if (/^video\//.test(type)) return "video";
  return /^audio\//.test(type) ? "audio" : "document";
}

/** A size in words. */
export function sizeInWords(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const [size, unit] = bytes < 1e6 ? [bytes / 1000, "kB"] : [bytes / 1e6, "MB"];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}

/** The files that can be sent, and words about the others ("" = there are none). */
export function sift(files) {
  const large = files.filter(({ size }) => size > FILE_BYTES_MAX);
  const empty = files.filter(({ size }) => size === 0);
  const names = (list) => list.map(({ name }) => name).join(", ");
  const words = [
    large.length > 0 && `Larger than 20 MB, so it cannot be sent: ${names(large)}.`,
    empty.length > 0 && `Empty, so it cannot be sent: ${names(empty)}.`,
  ];
  return {
    good: files.filter((file) => !large.includes(file) && !empty.includes(file)),
    words: words.filter(Boolean).join(" "),
  };
}

/** A file's content in base64. */
export function dataOf(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => failed(new Error(`${file.name || "The file"} cannot be read.`));
    reader.readAsDataURL(file);
  });
}

/** What can be covered until it is pressed. */
const COVERED = ["photo", "video", "animation"];

/** The content of a message with this file. */
export async function mediaOf(file, media, { caption = "", spoiler = false } = {}) {
  const { text, entities } = read(caption);
  const covered = spoiler && COVERED.includes(media);
  return { kind: "media", media, caption: text, entities, name: file.name, bytes: await dataOf(file), spoiler: covered };
}

/** Files that go together: [[{file, media}]]; a group of one is a message of its own. */
export function grouped(files, asFile) {
  const groups = [];
  for (const file of files) {
    const media = kindOfFile(file, asFile);
    const album = ALBUMS[media];
    const fitting = album && groups.find((group) => ALBUMS[group[0].media] === album && group.length < ALBUM_MAX);
    if (fitting) fitting.push({ file, media });
    else groups.push([{ file, media }]);
  }
  return groups;
}

/** Sends them in order, the caption under the first. `onSent(file)` after each. */
export async function sendFiles(to, files, { asFile, spoiler, caption, onSent }) {
  let words = caption;
  for (const group of grouped(files, asFile)) {
    const album = group.length > 1 ? { media_group: `album-${Date.now()}-${Math.random()}` } : {};
    for (const { file, media } of group) {
      await say(to, await mediaOf(file, media, { caption: words, spoiler }), album);
      words = "";
      onSent(file);
    }
  }
}

/** Puts a file in place of an own message's. */
export async function replaceFile(to, view, file, { asFile, spoiler, caption }) {
  await replace(to, view, await mediaOf(file, kindOfFile(file, asFile), { caption, spoiler }));
}
