// The bar above a chat with a person in which a bot acts for the account's owner: whether it works there, and the way to it.
// Only the owner sees it. The bot and its rights are `../menus/business.js`.

import { openBusiness } from "../menus/business.js";
import { act } from "../net/api.js";
import { starts } from "../net/starts.js";
import { Avatar } from "../ui/avatar.js";
import { Icon } from "../ui/icons.js";
import { nameOf } from "../ui/names.js";
import { overlay } from "../ui/overlay.js";
import { html } from "../ui/preact.js";

function wordsOf({ paused, everywhere }) {
  if (everywhere) return "is paused everywhere";
  return paused ? "is paused in this chat" : "reads this chat for you";
}

export function BusinessBar({ store, view, chat, details, go }) {
  const business = details?.business;
  if (!business) return null;
  const { bot, paused, everywhere } = business;
  const owner = view.id;
  const turn = () =>
    overlay.attempt(() => act("pause_business", { owner, on: !paused, chat: everywhere ? null : chat.id }));
  const manage = () => {
    // What Telegram's apps say to the bot from here.
    starts.open(owner, bot.id, `bizChat${chat.id}`);
    go({ chat: bot.id, thread: null });
  };
  const item = (label, icon, run) => ({ label, icon: html`<${Icon} name=${icon} size=${20} />`, run });
  const menu = (event) =>
    overlay.openMenu(
      event.currentTarget,
      [
        item("Manage bot", "send", manage),
        item("Bot on your account…", "bot", () => openBusiness({ store, person: store.account(owner), go })),
      ],
      { label: "Connected bot" },
    );
  return html`<div class="business-bar" role="group" aria-label="Connected bot">
    <${Avatar} id=${bot.id} name=${nameOf(bot)} size=${32} />
    <p class="pinned-text"><span class="pinned-title" dir="auto">${nameOf(bot)}</span><span>${wordsOf(business)}</span></p>
    <button type="button" class="button business-turn" onClick=${turn}>${paused ? "Go on" : "Pause"}</button>
    <button type="button" class="icon-button" aria-label="More about the bot" aria-haspopup="menu" onClick=${menu}>
      <${Icon} name="more" />
    </button>
  </div>`;
}
