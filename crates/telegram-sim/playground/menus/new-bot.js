// Making a bot, and showing its token once: with it a program can be that bot.

import { act } from "../net/api.js";
import { CopyButton } from "../ui/copy.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";
import { Field, Form, Tick, Title } from "./form.js";
import { usePeople } from "./know.js";
import { bare, refuseUsername } from "./names.js";

function Token({ username, token, write, close }) {
  const go = () => {
    close();
    write();
  };
  return html`<div class="form">
    <${Title}>@${username} is ready</${Title}>
    <label class="form-field">
      <span>Token</span>
      <input class="form-token" readonly autofocus value=${token} onFocus=${(event) => event.target.select()} />
    </label>
    <p class="form-words">
      Give it to your program and point the program at the Bot API address that the playground's program printed when it
      started. The token is not shown again.
    </p>
    <div class="form-buttons">
      <${CopyButton} class="button" text=${token}>Copy token</${CopyButton}>
      <button type="button" class="button" onClick=${go}>Open its chat</button>
      <button type="button" class="button button-main" onClick=${close}>Done</button>
    </div>
  </div>`;
}

function NewBot({ go, close }) {
  const { people } = usePeople();
  const [name, setName] = useState("");
  const [username, setUsername] = useState("");
  const [privacy, setPrivacy] = useState(true);
  const make = async () => {
    refuseUsername(username, people, true);
    const { id, token } = await act("make_bot", { username: bare(username), first_name: name.trim(), privacy });
    const write = () => go({ chat: id, thread: null });
    return () => overlay.openDialog(Token, { username: bare(username), token, write });
  };
  const disabled = !name.trim() || !bare(username);
  return html`<${Form} title="New bot" deed="Make bot" disabled=${disabled} run=${make} close=${close}>
    <${Field} label="Name" text=${name} onText=${setName} max=${64} first required />
    <${Field} label="Username" text=${username} onText=${setUsername} max=${33} hint="It ends in “bot”." required />
    <${Tick} label="Privacy mode: in groups it sees only what is meant for it" on=${privacy} onChange=${setPrivacy} />
  </${Form}>`;
}

export function openNewBot({ go }) {
  overlay.openDialog(NewBot, { go });
}
