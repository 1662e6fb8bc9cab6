// How one writes in a chat: the field, what is replied to or edited, attachments, the bot's commands and its keyboard.
//
// `mode` = null | {reply: MessageView} | {edit: MessageView} belongs to the chat; the words that are being written
// belong here (`writing.js`). Where nobody may write stands a button or the reason (`shut.js`). Sending is `send.js` and
// `files.js`.

import { starts } from "../net/starts.js";
import { useSubjects } from "../net/subject.js";
import { Icon } from "../ui/icons.js";
import { html, useLayoutEffect, useMemo, useRef } from "../ui/preact.js";
import { Attach, ReplaceFile, useDrop } from "./attach.js";
import { Bar } from "./bars.js";
import { CommandList, MenuButton, useCommands } from "./commands.js";
import { EmojiButton } from "./emoji.js";
import { Field, insert } from "./field.js";
import { replaceFile, sendFiles } from "./files.js";
import { Keyboard, pressKey, useForcedReply, useKeyboard } from "./keyboard.js";
import { useQuote } from "./quote.js";
import { SendAs, useNames } from "./send-as.js";
import { CAPTION_MAX, hasText, leftInWords, lengthOf, NEAR, say, TEXT_MAX } from "./send.js";
import { askForFiles } from "./send-files.js";
import { Shut, shutFor } from "./shut.js";
import { lastEditable, useWriting } from "./writing.js";

export function Composer(properties) {
  const { handle, place, onSent } = properties;
  useSubjects(starts);
  const shut = shutFor(place);
  useLayoutEffect(() => {
    if (shut) handle.current = { focus: () => {}, send: () => {} };
  });
  return shut ? html`<${Shut} shut=${shut} onDone=${onSent} />` : html`<${Open} ...${properties} />`;
}

/** What the field is called, and what stands in it while it is empty. */
function labelsFor(mode, chat, keyboard) {
  if (mode?.edit) return hasText(mode.edit) ? ["Edit message", "Message"] : ["Edit caption", "Caption"];
  if (chat.kind === "channel") return ["Broadcast", "Broadcast"];
  if (mode?.reply?.message.is_automatic_forward) return ["Message", "Comment"];
  return ["Message", keyboard?.input_field_placeholder || "Message"];
}

/** Opens the dialog for files: to be sent, or in place of the edited message's file. */
function openFiles(files, asFile, { to, mode, onMode, onSent, writing, focusAfter }) {
  if (mode?.edit) {
    if (hasText(mode.edit)) return;
    const send = async ([file], given) => {
      await replaceFile(to, mode.edit, file, given);
      onMode(null);
      return focusAfter;
    };
    askForFiles({ files: files.slice(0, 1), caption: writing.text, asFile, replaces: true, send });
    return;
  }
  const send = async (chosen, { onSent: sent, ...given }) => {
    // What stood in the field went along as the caption of the first.
    const onSentFile = (file) => {
      writing.setText("");
      sent(file);
    };
    await sendFiles(to, chosen, { ...given, onSent: onSentFile });
    if (to.reply) onMode(null);
    onSent();
    return focusAfter;
  };
  askForFiles({ files, caption: writing.text, asFile, send });
}

function Open({ handle, store, place, thread, mode, onMode, onSent }) {
  const { person, chat, details } = place;
  const field = useRef(null);
  const id = `composer-${person}-${chat.id}-${thread ?? ""}`;
  const quoteFor = useQuote(field);
  const quote = useMemo(() => mode?.reply && quoteFor(mode.reply), [mode?.reply]);
  const names = useNames({ store, person, chat });
  const to = { person, chat: chat.id, thread, sender: names.chosen?.id, reply: mode?.reply, quote };
  const writing = useWriting({ to, mode, onMode, onSent });
  const commands = useCommands({ id, text: writing.text, details, say: writing.sendCommand, fill: writing.setText });
  const keyboard = useKeyboard(details?.keyboard);
  const rows = store.person(person)?.window(chat.id, thread).rows ?? [];
  useForcedReply(details?.keyboard, rows, (view) => onMode({ reply: view }));
  const focus = () => field.current?.focus();
  // A dialog keeps the focus until it has left the page.
  const focusAfter = () => setTimeout(focus);
  const around = { to, mode, onMode, onSent, writing, focusAfter };
  const chosen = (files, { asFile = false } = {}) => openFiles(files, asFile, around);
  const held = useDrop(field, chosen);

  const leave = () => {
    onMode(null);
    focus();
  };
  /** Says something that is not typed; a reply is done with that. Gives what a dialog does when it is closed. */
  const send = async (content, more) => {
    await say(to, content, more);
    if (mode?.reply) onMode(null);
    onSent();
    return focusAfter;
  };
  const most = mode?.edit && !hasText(mode.edit) ? CAPTION_MAX : TEXT_MAX;
  const left = most - lengthOf(writing.text, most - NEAR);
  const submit = (event) => {
    event?.preventDefault();
    if (left >= 0) writing.submit();
    focus();
  };
  const editLast = () => {
    const last = lastEditable(rows);
    if (last) onMode({ edit: last });
  };
  const show = () => place.open.jump((mode.reply ?? mode.edit).id);
  const takeKey = (event) => {
    const asksToEdit = event.key === "ArrowUp" && !writing.text && !mode && !event.shiftKey;
    if (commands.key(event)) return true;
    if (event.key === "Escape" && mode) leave();
    else if (asksToEdit) editLast();
    else return false;
    return true;
  };
  // A question that is asked and not answered uses nothing up.
  const sendByKey = async (content) => {
    const next = await send(content);
    keyboard.pressed();
    return next;
  };
  const press = (button) => pressKey(button, { store, place, send: sendByKey, used: keyboard.pressed });
  useLayoutEffect(() => {
    handle.current = { focus, send: writing.sendWords };
  });

  const [label, placeholder] = labelsFor(mode, chat, details?.keyboard);
  // What else one could do than write makes room for what is written.
  const showsMenu = chat.kind === "private" && details?.commands.length > 0 && !writing.text && !mode?.edit;
  const showsKeyboardButton = keyboard.markup && keyboard.turns && !writing.text && !mode?.edit;
  const turnMenu = () => {
    commands.turn();
    focus();
  };
  return html`<form class="composer" onSubmit=${submit}>
    ${held && html`<div class="composer-drop"><p>Drop files here to send them</p></div>`}
    ${commands.open && html`<${CommandList} id=${id} list=${commands} />`}
    ${mode && html`<${Bar} mode=${mode} quote=${quote} onShow=${show} onClose=${leave} />`}
    <div class="composer-line">
      ${names.list.length > 1 && !mode?.edit && html`<${SendAs} names=${names} />`}
      ${showsMenu && html`<${MenuButton} id=${id} open=${commands.open} onClick=${turnMenu} />`}
      <${EmojiButton} id=${`${id}-emoji`} onChoose=${(emoji) => insert(field.current, emoji)} onClose=${focus} />
      <${Field}
        field=${field}
        label=${label}
        placeholder=${placeholder}
        text=${writing.text}
        list=${commands.pointer}
        onText=${writing.setText}
        onKey=${takeKey}
        onEnter=${submit}
        onFiles=${chosen}
      />
      ${showsKeyboardButton && html`<${KeyboardButton} shown=${keyboard.shown} onClick=${keyboard.turn} />`}
      ${mode?.edit
        ? !hasText(mode.edit) && html`<${ReplaceFile} onFiles=${chosen} />`
        : html`<${Attach} store=${store} person=${person} chat=${chat} send=${send} onFiles=${chosen} />`}
      <${SendButton} saves=${Boolean(mode?.edit)} disabled=${left < 0 || !writing.ready} />
    </div>
    <p class="composer-left" role="status">${leftInWords(left)}</p>
    ${keyboard.markup && keyboard.shown && html`<${Keyboard} markup=${keyboard.markup} onPress=${press} />`}
  </form>`;
}

function SendButton({ saves, disabled }) {
  const [label, icon] = saves ? ["Save", "check"] : ["Send", "send"];
  return html`<button type="submit" class="icon-button composer-send" aria-label=${label} disabled=${disabled}>
    <${Icon} name=${icon} />
  </button>`;
}

function KeyboardButton({ shown, onClick }) {
  const label = "The bot's keyboard";
  return html`<button type="button" class="icon-button" aria-label=${label} aria-expanded=${shown} onClick=${onClick}>
    <${Icon} name="table" />
  </button>`;
}
