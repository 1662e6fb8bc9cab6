// Kinds that nobody writes by hand, ready to be sent: what Telegram's own dialogs make elsewhere, and what a bot may meet
// without knowing it. Their amounts are made up, and nothing can be bought.

const DAY_S = 86_400;

/** A field that no Bot API has: the world refuses to hand it out unless it is told that this is meant. */
const UNKNOWN = "hologram";

/**
 * Each makes the fields of a `Message`; `chat` = {id, kind, title}, `now` in seconds. `only` = the kind of chat that has it;
 * `tolerate` = the field that is to be tolerated before.
 */
export const SAMPLES = [
  {
    label: "Paid photo",
    icon: "star",
    fields: () => ({
      paid_media: { star_count: 25, paid_media: [{ type: "preview", width: 1200, height: 800 }] },
    }),
  },
  {
    label: "Invoice",
    icon: "receipt",
    fields: () => ({
      invoice: {
        title: "Order 4711",
        description: "One tea set",
        start_parameter: "",
        currency: "EUR",
        total_amount: 4_800,
      },
    }),
  },
  {
    label: "Giveaway",
    icon: "gift",
    only: "channel",
    fields: ({ chat, now }) => ({
      giveaway: {
        chats: [{ id: chat.id, type: "channel", title: chat.title }],
        winners_selection_date: Math.floor(now) + 7 * DAY_S,
        winner_count: 3,
        prize_star_count: 500,
      },
    }),
  },
  {
    label: "A kind that nobody knows yet",
    icon: "unknown",
    tolerate: UNKNOWN,
    fields: () => ({ [UNKNOWN]: { size: 3 } }),
  },
];
