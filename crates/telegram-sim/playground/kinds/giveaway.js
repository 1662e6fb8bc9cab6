// Prizes that a channel gives away, and afterwards who won.

import { counted } from "../ui/amounts.js";
import { nameOf } from "../ui/names.js";
import { html } from "../ui/preact.js";
import { moment } from "../ui/time.js";
import { Card } from "./card.js";

function prize({ prize_star_count: stars, premium_subscription_month_count: months, prize_description: also }) {
  const what = stars ? counted(stars, "Star") : months ? `Telegram Premium for ${counted(months, "month")}` : "";
  return [what, also].filter(Boolean).join(" and ");
}

export const giveaway = {
  name: "giveaway",
  label: () => "🎁 Giveaway",
  Body({ message }) {
    const body = message.giveaway ?? {};
    const lines = [
      prize(body),
      `${counted(body.winner_count, "winner")}, drawn ${moment(body.winners_selection_date)}`,
      body.chats?.length && `For members of ${body.chats.map(nameOf).join(", ")}`,
      body.only_new_members && "Only for new members",
    ];
    return html`<${Card} icon="gift" title="Giveaway" lines=${lines} />`;
  },
};

export const giveawayWinners = {
  name: "giveaway_winners",
  label: () => "🎁 Giveaway winners",
  Body({ message }) {
    const body = message.giveaway_winners ?? {};
    const lines = [
      prize(body),
      counted(body.winner_count, "winner"),
      body.winners?.map(nameOf).join(", "),
      body.unclaimed_prize_count && `${counted(body.unclaimed_prize_count, "prize")} not claimed`,
    ];
    return html`<${Card} icon="gift" title="Winners of the giveaway" lines=${lines} />`;
  },
};
