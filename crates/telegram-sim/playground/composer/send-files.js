// The dialog before files are sent: what they look like, words under them, and whether they go as pictures or as files.
//
// Several go as an album. What was sent leaves the dialog, so that a refusal in the middle sends nothing twice.

import { Form, Tick } from "../menus/form.js";
import { Icon } from "../ui/icons.js";
import { overlay } from "../ui/overlay.js";
import { html, useEffect, useMemo, useRef, useState } from "../ui/preact.js";
import { kindOfFile, sift, sizeInWords } from "./files.js";
import { CAPTION_MAX, leftInWords, lengthOf, NEAR } from "./send.js";

const ICONS = { photo: "picture", video: "film", animation: "film", audio: "music", voice: "microphone" };

function Preview({ file, asFile, onRemove }) {
  const address = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  const kind = kindOfFile(file, asFile);
  const picture =
    kind === "photo" || kind === "animation"
      ? html`<img src=${address} alt="" />`
      : kind === "video"
        ? html`<video src=${address} muted preload="metadata" aria-hidden="true"></video>`
        : html`<${Icon} name=${ICONS[kind] ?? "file"} />`;
  return html`<li class="composer-file">
    <span class="composer-file-picture">${picture}</span>
    <span class="composer-file-text">
      <span class="composer-file-name" dir="auto">${file.name}</span>
      <span class="composer-file-size">${sizeInWords(file.size)}</span>
    </span>
    ${onRemove &&
    html`<button type="button" class="icon-button" aria-label=${`Leave out ${file.name}`} onClick=${onRemove}>
      <${Icon} name="close" />
    </button>`}
  </li>`;
}

/** Words under the files. Enter sends, as in the chat. */
function Caption({ caption, onCaption, left }) {
  const send = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    event.currentTarget.form.requestSubmit();
  };
  return html`<label class="form-field">
    <span>Caption</span>
    <textarea
      class="composer-caption"
      rows="3"
      dir="auto"
      autofocus
      value=${caption}
      onInput=${(event) => onCaption(event.currentTarget.value)}
      onKeyDown=${send}
    ></textarea>
    <small role="status">${leftInWords(left)}</small>
  </label>`;
}

/** More files for the same message. */
function More({ onFiles }) {
  const input = useRef(null);
  const take = () => {
    onFiles([...input.current.files]);
    input.current.value = "";
  };
  return html`<input type="file" multiple hidden ref=${input} onChange=${take} />
    <button type="button" class="button" onClick=${() => input.current.click()}>Add more</button>`;
}

/** The dialog's title and what its button says. */
function titleOf(files, replaces) {
  if (replaces) return ["Replace the file", "Replace"];
  return [files.length === 1 ? `Send ${files[0].name}` : `Send ${files.length} files`, "Send"];
}

function SendFiles({ files: given, caption: words, asFile: begun, replaces, send, close }) {
  const first = useMemo(() => sift(given), [given]);
  const [files, setFiles] = useState(first.good);
  const [refused, setRefused] = useState(first.words);
  const [caption, setCaption] = useState(words);
  const [asFile, setAsFile] = useState(begun);
  const [spoiler, setSpoiler] = useState(false);
  const [sent, setSent] = useState(null);
  const left = CAPTION_MAX - lengthOf(caption, CAPTION_MAX - NEAR);
  const add = (more) => {
    const { good, words: others } = sift(more);
    setFiles([...files, ...good]);
    setRefused(others);
  };
  const leaveOut = (file, event) => {
    // The button goes with its file.
    event.currentTarget.form.querySelector("textarea").focus();
    setFiles(files.filter((one) => one !== file));
  };
  const run = async () => {
    setSent(0);
    try {
      return await send(files, {
        asFile,
        spoiler,
        caption,
        onSent: (file) => {
          setSent((count) => count + 1);
          setFiles((rest) => rest.filter((one) => one !== file));
          setCaption("");
        },
      });
    } finally {
      setSent(null);
    }
  };
  const pictures = files.some((file) => kindOfFile(file) !== "document");
  const disabled = files.length === 0 || left < 0 || sent !== null;
  const [title, deed] = titleOf(files, replaces);
  return html`<${Form} title=${title} deed=${deed} disabled=${disabled} run=${run} close=${close}>
    ${refused && html`<p class="composer-refused" role="alert">${refused}</p>`}
    <ul class="composer-files" aria-label="Chosen files">
      ${files.map(
        (file) => html`<${Preview}
          key=${file}
          file=${file}
          asFile=${asFile}
          onRemove=${files.length > 1 && ((event) => leaveOut(file, event))}
        />`,
      )}
    </ul>
    <${Caption} caption=${caption} onCaption=${setCaption} left=${left} />
    ${pictures && html`<${Tick} label="Send as a file" on=${asFile} onChange=${setAsFile} />`}
    ${pictures && !asFile && html`<${Tick} label="Hide until it is pressed" on=${spoiler} onChange=${setSpoiler} />`}
    ${!replaces && html`<${More} onFiles=${add} />`}
    ${sent !== null &&
    html`<label class="composer-progress"><span role="status">Sending; ${sent} of ${sent + files.length} done</span>
      <progress max=${sent + files.length} value=${sent}></progress></label>`}
  <//>`;
}

/** `send(files, {asFile, spoiler, caption, onSent})`; `caption` = words there already; `replaces`: a file for another. */
export function askForFiles({ files, send, caption = "", asFile = false, replaces = false }) {
  if (files.length > 0) overlay.openDialog(SendFiles, { files, send, caption, asFile, replaces });
}
