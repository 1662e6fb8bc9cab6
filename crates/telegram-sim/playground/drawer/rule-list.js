// Faults of calls: for each a card that sets a rule. Bot, place and calls are chosen once for all cards.

import { act } from "../net/api.js";
import { overlay } from "../ui/overlay.js";
import { html, useState } from "../ui/preact.js";
import { Card, Choice } from "./card.js";
import { METHODS, RULES, TIMES, UNTIL_TAKEN_BACK } from "./catalogue.js";
import { botsOf, groupsOf, humansOf } from "./known.js";

function placesOf(store, views) {
  return [
    { value: null, words: "Everywhere" },
    ...groupsOf(views).map((group) => ({ value: group.id, words: group.title || "Without a name", group: "Groups" })),
    ...humansOf(store).map((one) => ({ value: one.id, words: one.name || "Without a name", group: "Private chats" })),
  ];
}

/** Which calls are meant. Until something is chosen: the only bot, and the first forum, where a desk lives. */
function useAim(store, views) {
  const [chosen, setChosen] = useState({});
  const bots = botsOf(store);
  const aim = {
    bot: bots.length === 1 ? bots[0].id : null,
    place: groupsOf(views).find((group) => group.is_forum)?.id ?? null,
    method: null,
    ...chosen,
  };
  return { ...aim, choose: (change) => setChosen({ ...chosen, ...change }) };
}

function Aim({ store, views, aim, aims }) {
  const bots = botsOf(store);
  const botChoices = [
    { value: null, words: "Every bot" },
    ...bots.map((bot) => ({ value: bot.id, words: bot.name || bot.username })),
  ];
  return html`
    ${bots.length > 1 &&
    aims !== "everything" &&
    html`<${Choice} label="Bot" value=${aim.bot} options=${botChoices} onChoose=${(bot) => aim.choose({ bot })} />`}
    ${aims === "calls" &&
    html`
      <${Choice}
        label="Which calls"
        value=${aim.method}
        options=${METHODS}
        onChoose=${(method) => aim.choose({ method })}
      />
      ${aim.method !== "getUpdates" &&
      html`<${Choice}
        label="Where"
        value=${aim.place}
        options=${placesOf(store, views)}
        onChoose=${(place) => aim.choose({ place })}
      />`}
    `}
  `;
}

/** A rule as `add_fault` takes it. */
function ruleOf({ kind, aims, fixed }, aim, chosen, times) {
  const rule = { times, fault: { kind, ...fixed, ...chosen } };
  if (aims === "everything") return { ...rule, times: UNTIL_TAKEN_BACK };
  const bot = aim.bot ?? undefined;
  if (aims === "news") return { ...rule, bot };
  const method = aim.method ?? undefined;
  return { ...rule, bot, method, chat: method === "getUpdates" ? undefined : (aim.place ?? undefined) };
}

function RuleCard({ offer, aim, onBroken, onSet, store, views, open, onOpen }) {
  const choices = offer.choices ?? [];
  const [chosen, setChosen] = useState(Object.fromEntries(choices.map((one) => [one.name, one.options[0].value])));
  const [times, setTimes] = useState(1);
  const set = () =>
    overlay.attempt(async () => {
      await act("add_fault", ruleOf(offer, aim, chosen, times));
      onBroken();
      onSet();
      overlay.say(`Set: ${offer.name}`);
    });
  return html`
    <${Card} name=${offer.name} does=${offer.does} open=${open} onOpen=${onOpen} onSubmit=${set}>
      <${Aim} store=${store} views=${views} aim=${aim} aims=${offer.aims} />
      ${choices.map(
        (choice) => html`<${Choice}
          key=${choice.name}
          label=${choice.label}
          value=${chosen[choice.name]}
          options=${choice.options}
          onChoose=${(value) => setChosen({ ...chosen, [choice.name]: value })}
        />`,
      )}
      ${offer.aims !== "everything" &&
      html`<${Choice} label="How often" value=${times} options=${TIMES} onChoose=${setTimes} />`}
      ${offer.aims === "calls" &&
      aim.place === null &&
      aim.method === null &&
      html`<p class="drawer-hint">Asking for news counts as a call, too.</p>`}
      <button type="submit" class="button button-main">Break it</button>
    <//>
  `;
}

export function RuleList(properties) {
  const aim = useAim(properties.store, properties.views);
  return RULES.map((offer) => html`<${RuleCard} key=${offer.kind} offer=${offer} aim=${aim} ...${properties} />`);
}
