// The attach button with its menu, and files that are dropped on the chat.
//
// What is done with chosen files is the composer's (`onFiles`); the dialogs are in files of their own.

import { act } from "../net/api.js";
import { worldNow } from "../net/clock.js";
import { Icon } from "../ui/icons.js";
import { overlay } from "../ui/overlay.js";
import { html, useEffect, useRef, useState } from "../ui/preact.js";
import { askForChecklist } from "./checklist.js";
import { askForContact } from "./contact.js";
import { mediaOf, sift } from "./files.js";
import { askForLocation } from "./location.js";
import { askForPoll } from "./poll.js";
import { askForRichMessage } from "./rich-message.js";
import { SAMPLES } from "./samples.js";
import { DICE } from "./send.js";
import { askForSticker } from "./sticker.js";
import { askForStory } from "./story.js";
import { askForBotWords } from "./through-bot.js";

const icon = (name) => html`<${Icon} name=${name} size=${20} />`;

/** Lets the visitor choose files; `then` gets them. */
function useChooser() {
  const input = useRef(null);
  const wanted = useRef(null);
  const take = () => {
    const files = [...input.current.files];
    input.current.value = "";
    wanted.current?.(files);
  };
  const choose = (accept, multiple, then) => {
    wanted.current = then;
    input.current.accept = accept;
    input.current.multiple = multiple;
    input.current.click();
  };
  return [html`<input class="composer-chooser" type="file" hidden ref=${input} onChange=${take} />`, choose];
}

/** Sends one file as a kind that has no caption. */
async function sendAs(media, [file], send) {
  const { good, words } = sift([file]);
  if (good.length === 0) return overlay.say(words, { danger: true });
  return overlay.attempt(async () => send(await mediaOf(file, media)));
}

/** Says something without a dialog. */
const said = (say) =>
  overlay.attempt(async () => {
    const done = await say();
    done();
  });

/** Kinds that are sent rarely, or by others than people. */
function rareItems({ store, person, chat, send }) {
  const samples = SAMPLES.filter(({ only }) => !only || only === chat.kind);
  const sendSample = async ({ tolerate, fields }) => {
    if (tolerate) await act("tolerate_field", { name: tolerate });
    return send({ kind: "raw", fields: fields({ chat, now: worldNow() / 1000 }) });
  };
  return [
    { label: "Story…", icon: icon("story"), run: () => askForStory({ store, person, send }) },
    { label: "Rich message…", icon: icon("table"), run: () => askForRichMessage({ send }) },
    { label: "Through a bot…", icon: icon("bot"), run: () => askForBotWords({ store, send }) },
    null,
    ...samples.map((sample) => ({
      label: sample.label,
      icon: icon(sample.icon),
      run: () => said(() => sendSample(sample)),
    })),
  ];
}

/** `send(content, more)` says something here; `onFiles(files, {asFile})` opens the dialog for files. */
export function Attach({ store, person, chat, send, onFiles }) {
  const [input, choose] = useChooser();
  const sides = DICE.map((emoji) => ({ label: emoji, run: () => said(() => send({ kind: "dice", emoji })) }));
  const pictures = () => choose("image/*,video/*", true, (chosen) => onFiles(chosen));
  const files = () => choose("", true, (chosen) => onFiles(chosen, { asFile: true }));
  const voice = () => choose("audio/*", false, (chosen) => sendAs("voice", chosen, send));
  const round = () => choose("video/*", false, (chosen) => sendAs("video_note", chosen, send));
  const open = (event) => {
    const anchor = event.currentTarget;
    const onward = (items, label) => overlay.openMenu(anchor, items, { label });
    const items = [
      { label: "Photo or video", icon: icon("picture"), run: pictures },
      { label: "File", icon: icon("file"), run: files },
      { label: "Voice message from a file", icon: icon("microphone"), run: voice },
      { label: "Video message from a file", icon: icon("film"), run: round },
      null,
      { label: "Poll or quiz", icon: icon("poll"), run: () => askForPoll({ send }) },
      { label: "Checklist", icon: icon("tasks"), run: () => askForChecklist({ send }) },
      { label: "Location", icon: icon("place"), run: () => askForLocation({ send }) },
      chat.kind !== "channel" && { label: "Contact", icon: icon("person"), run: () => askForContact({ store, send }) },
      { label: "Sticker", icon: icon("sticker"), run: () => askForSticker({ send }) },
      { label: "Dice", icon: icon("game"), run: () => onward(sides, "Dice") },
      null,
      { label: "More kinds", icon: icon("more"), run: () => onward(rareItems({ store, person, chat, send }), "More kinds") },
    ];
    onward(items, "Attach");
  };
  return html`${input}
    <button type="button" class="icon-button" aria-label="Attach" aria-haspopup="menu" onClick=${open}>
      <${Icon} name="attach" />
    </button>`;
}

/** While a message is edited: another file for it. */
export function ReplaceFile({ onFiles }) {
  const [input, choose] = useChooser();
  const open = () => choose("", false, onFiles);
  return html`${input}
    <button type="button" class="icon-button" aria-label="Replace the file" title="Replace the file" onClick=${open}>
      <${Icon} name="attach" />
    </button>`;
}

const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");

/** A file that misses a chat is not opened in place of the page. */
for (const kind of ["dragover", "drop"]) {
  addEventListener(kind, (event) => {
    if (!carriesFiles(event) || event.defaultPrevented) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  });
}

/** Files dropped on the chat around `field` (a ref); whether some are held over it. */
export function useDrop(field, onFiles) {
  const [over, setOver] = useState(false);
  const take = useRef(onFiles);
  take.current = onFiles;
  useEffect(() => {
    const chat = field.current?.closest(".pane-chat");
    if (!chat) return undefined;
    const hold = (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      setOver(true);
    };
    const leave = (event) => !chat.contains(event.relatedTarget) && setOver(false);
    const drop = (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      take.current([...event.dataTransfer.files]);
    };
    const heard = { dragover: hold, dragleave: leave, drop };
    for (const [kind, hear] of Object.entries(heard)) chat.addEventListener(kind, hear);
    return () => {
      for (const [kind, hear] of Object.entries(heard)) chat.removeEventListener(kind, hear);
    };
  }, []);
  return over;
}
