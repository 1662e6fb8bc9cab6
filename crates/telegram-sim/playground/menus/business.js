// The bot that is connected to a person's own account, as in Telegram's settings: which one, what it may do, pausing it
// everywhere, taking it off. What it is in one chat: `../panes/business-bar.js`.

import { act } from "../net/api.js";
import { Avatar } from "../ui/avatar.js";
import { Icon } from "../ui/icons.js";
import { nameOf } from "../ui/names.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";
import { confirm } from "./ask.js";
import { Choice, Head } from "./choice.js";
import { Form } from "./form.js";
import { rowOf } from "./picker.js";
import { BUSINESS_RIGHTS } from "./rights.js";
import { Ticks } from "./rights-dialog.js";

/** What a bot may do that somebody has just chosen. */
const USUAL = ["can_reply", "can_read_messages", "can_delete_sent_messages"];

function Rights({ person, bot, held, back, close }) {
  const isOn = (name) => (held ? Boolean(held[name]) : USUAL.includes(name));
  const [ticked, setTicked] = useState(Object.fromEntries(BUSINESS_RIGHTS.map(([name]) => [name, isOn(name)])));
  const connect = async () => {
    await act("connect_business", { owner: person.id, bot: bot.id, rights: ticked });
    return () => overlay.say(held ? "Its rights are changed" : `${nameOf(bot)} is connected to your account`);
  };
  return html`<${Form}
    title=${`What ${nameOf(bot)} may do`}
    deed=${held ? "Save" : "Connect"}
    run=${connect}
    close=${close}
    back=${back}
  >
    <p class="form-words">It reads what you write with people in private, and may besides:</p>
    <${Ticks} list=${BUSINESS_RIGHTS} ticked=${ticked} onTicked=${setTicked} all="All of this" />
  </${Form}>`;
}

function ChooseBot({ close, ...around }) {
  const { store, person } = around;
  const bots = store.people.filter((one) => one.can_connect_to_business && !one.deleted);
  const choose = ({ id }) => {
    const back = () => openBusiness(around);
    overlay.openDialog(Rights, { person, bot: store.account(id), back });
    return true;
  };
  return html`<${Choice}
    title="Connect a bot to your account"
    words="It will read your private chats with people and can answer in your name. One bot at a time."
    rows=${bots.map((one) => rowOf(one))}
    label="Search bots"
    nothing="There is no bot here with Secretary Mode on. Its maker switches it on."
    onward=${choose}
    close=${close}
  />`;
}

function Connected({ connection, close, ...around }) {
  const { store, person, go } = around;
  const { enabled, rights, paused } = connection;
  const bot = store.account(connection.bot);
  const name = nameOf(bot);
  const held = BUSINESS_RIGHTS.filter(([right]) => rights[right]);
  const back = () => openBusiness(around);
  const disconnect = () =>
    confirm({
      title: `Disconnect ${name}?`,
      words: "It will not read your chats any more, nor answer in them.",
      deed: "Disconnect",
      danger: true,
      run: async () => void (await act("disconnect_business", { owner: person.id })),
    });
  const turn = async () => {
    await overlay.attempt(() => act("pause_business", { owner: person.id, on: enabled }));
    back();
  };
  const chat = () => {
    close();
    go({ chat: bot.id, thread: null });
  };
  const deeds = [
    ["Change rights…", "star", () => overlay.openDialog(Rights, { person, bot, held: rights, back })],
    [enabled ? "Pause everywhere" : "Go on", enabled ? "pause" : "play", turn],
    ["Open its chat", "send", chat],
    ["Disconnect…", "trash", disconnect, true],
  ];
  const here = paused.length > 0 && `, paused in ${paused.length === 1 ? "one chat" : `${paused.length} chats`}`;
  return html`
    <${Head} title="Bot on your account" close=${close} />
    <div class="member-card">
      <${Avatar} id=${bot.id} name=${name} size=${56} />
      <p dir="auto">${name}<br /><small>@${bot.username} · ${enabled ? "at work" : "paused everywhere"}${here}</small></p>
    </div>
    ${held.length > 0
      ? html`<p class="form-words" id="business-rights">It may:</p>
          <ul class="form-list" aria-labelledby="business-rights">
            ${held.map(([, words]) => html`<li>${words}</li>`)}
          </ul>`
      : html`<p class="form-words">It may read along, and nothing else.</p>`}
    <div class="member-deeds">
      ${deeds.map(
        ([label, icon, run, danger]) => html`<button
          type="button"
          class=${`menu-item${danger ? " menu-item-danger" : ""}`}
          onClick=${run}
        >
          <span class="menu-icon"><${Icon} name=${icon} size=${20} /></span><span>${label}</span>
        </button>`,
      )}
    </div>
  `;
}

/** `go` shows a chat in the person's pane. */
export async function openBusiness(around) {
  await overlay.attempt(async () => {
    const connection = await act("business_connection", { owner: around.person.id });
    if (connection) overlay.openDialog(Connected, { connection, ...around });
    else overlay.openDialog(ChooseBot, around);
  });
}
