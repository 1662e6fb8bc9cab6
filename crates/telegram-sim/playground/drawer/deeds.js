// What people do to a bot: delete a topic, block it, remove it from a group.
//
// They are done in the world, by somebody who may do them. A rule is taken back; a deed must be undone by people.

import { act } from "../net/api.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";
import { Card, Choice } from "./card.js";
import { botsOf, groupsOf, humansOf, memberOf, whoCan } from "./known.js";

const named = (one) => ({ value: one.id, words: one.name || one.title || "Without a name" });

/** A choice among things with an id and a name; nothing to choose among fewer than `least`. */
function Pick({ label, ones, one, onChoose, least = 1 }) {
  if (ones.length < least) return null;
  return html`<${Choice} label=${label} value=${one?.id} options=${ones.map(named)} onChoose=${onChoose} />`;
}

/** The chosen one of these, or the first; so a choice that went away does no harm. */
function useChosen(ones) {
  const [id, choose] = useState(null);
  return [ones.find((one) => one.id === id) ?? ones[0] ?? null, choose];
}

/** The rights a bot had when it was removed. Kept in the tab: a phone's drawer is closed in between. */
function rightsOf(key) {
  return JSON.parse(sessionStorage.getItem(key) ?? "null");
}

const note = (words) => html`<p class="drawer-hint">${words}</p>`;

function DeleteTopic({ views, open, onOpen, onBroken }) {
  const name = "Delete a topic";
  const forums = open === name ? groupsOf(views).filter((group) => group.is_forum) : [];
  const [forum, chooseForum] = useChosen(forums);
  const rows = (forum?.views[0].topics(forum.id) ?? []).filter((row) => row.thread !== 0);
  const topics = rows.map((row) => ({ id: row.thread, name: row.name }));
  const [topic, chooseTopic] = useChosen(topics);
  const by = whoCan(forum, "manage_topics");
  const remove = () =>
    overlay.attempt(async () => {
      await act("delete_topic", { person: by.id, chat: forum.id, thread: topic.id });
      onBroken();
      overlay.say(`Deleted: ${topic.name}`);
    });
  return html`
    <${Card}
      name=${name}
      does="Somebody deletes a topic of the group. Telegram tells no bot."
      open=${open}
      onOpen=${onOpen}
      onSubmit=${remove}
    >
      <${Pick} label="Group" ones=${forums} one=${forum} onChoose=${chooseForum} least=${2} />
      <${Pick} label="Topic" ones=${topics} one=${topic} onChoose=${chooseTopic} />
      ${!forum
        ? note("None of the people shown is in a group with topics.")
        : !topic
          ? note("There is no topic besides General.")
          : !by
            ? note("None of the people shown may delete topics here.")
            : html`<button type="submit" class="button button-main">Delete it</button>`}
    <//>
  `;
}

function BlockBot({ store, open, onOpen, onBroken }) {
  const humans = humansOf(store);
  const [person, choosePerson] = useChosen(humans);
  const bots = botsOf(store);
  const [bot, chooseBot] = useChosen(bots);
  // Whether it is blocked is known of the shown people only; of others both can be done.
  const blocked = store.person(person?.id)?.chats.get(bot?.id)?.blocked;
  const block = (operation, words) =>
    overlay.attempt(async () => {
      await act(operation, { person: person.id, bot: bot.id });
      onBroken();
      overlay.say(`${person.name} ${words} ${bot.name}`);
    });
  const stop = () => block("block_bot", "has blocked");
  const allow = () => block("unblock_bot", "has unblocked");
  return html`
    <${Card}
      name="Block the bot"
      does="A person blocks the bot: nothing reaches that person any more."
      open=${open}
      onOpen=${onOpen}
      onSubmit=${blocked ? allow : stop}
    >
      <${Pick} label="Bot" ones=${bots} one=${bot} onChoose=${chooseBot} least=${2} />
      ${person && bot
        ? html`
            <${Pick} label="Person" ones=${humans} one=${person} onChoose=${choosePerson} />
            <button type="submit" class="button button-main">${blocked ? "Unblock it" : "Block it"}</button>
            ${blocked === undefined && html`<button type="button" class="button" onClick=${allow}>Unblock it</button>`}
          `
        : note("There is no person or no bot yet.")}
    <//>
  `;
}

function RemoveBot({ store, views, open, onOpen, onBroken }) {
  const name = "Remove the bot from the group";
  const groups = open === name ? groupsOf(views) : [];
  const [group, chooseGroup] = useChosen(groups);
  const bots = botsOf(store);
  const [chosen, chooseBot] = useState(null);
  const inside = bots.find((one) => memberOf(group, one.id));
  const bot = bots.find((one) => one.id === chosen) ?? inside ?? bots[0] ?? null;
  const by = whoCan(group, "restrict");
  const member = memberOf(group, bot?.id);
  const at = { person: by?.id, chat: group?.id, account: bot?.id };
  const key = `drawer-rights ${at.chat}/${at.account}`;
  const remove = async () => {
    sessionStorage.setItem(key, JSON.stringify(member.rights ?? null));
    chooseBot(bot.id);
    await act("kick", at);
    overlay.say(`${bot.name} was removed`);
  };
  const add = async () => {
    await act("unban", at);
    await act("add", at);
    const rights = rightsOf(key);
    if (rights) await act("promote", { ...at, rights });
    overlay.say(rights ? `${bot.name} is inside again, with its rights` : `${bot.name} is inside, without any rights`);
  };
  const change = () =>
    overlay.attempt(async () => {
      await (member ? remove() : add());
      onBroken();
    });
  return html`
    <${Card}
      name=${name}
      does="An administrator removes it; what it says there is refused."
      open=${open}
      onOpen=${onOpen}
      onSubmit=${change}
    >
      <${Pick} label="Bot" ones=${bots} one=${bot} onChoose=${chooseBot} least=${2} />
      <${Pick} label="Group" ones=${groups} one=${group} onChoose=${chooseGroup} />
      ${!group || !bot
        ? note("None of the people shown is in a group, or there is no bot.")
        : member === undefined
          ? note("One moment…")
          : !by
            ? note("None of the people shown may remove members here.")
            : html`<button type="submit" class="button button-main">${member ? "Remove it" : "Add it"}</button>`}
    <//>
  `;
}

export function Deeds(properties) {
  return html`
    <${DeleteTopic} ...${properties} />
    <${BlockBot} ...${properties} />
    <${RemoveBot} ...${properties} />
  `;
}
