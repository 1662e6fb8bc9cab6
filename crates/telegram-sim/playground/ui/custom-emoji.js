// Custom emoji that people here may use: typed among words (`../composer/markup.js`) or as reactions. Their pictures are
// deliberately absent: everybody sees the emoji they stand for, as apps do that cannot load them. The numbers are made
// up, and short to read.

const CHOICES = [
  ["📦", "5001"],
  ["🦊", "5002"],
  ["⭐", "5003"],
  ["💎", "5004"],
];

/** `{emoji, id, marks}`: what is shown, its number, and what is typed for it. */
export const CUSTOM_EMOJI = CHOICES.map(([emoji, id]) => ({ emoji, id, marks: `![${emoji}](tg://emoji?id=${id})` }));

/** What stands for a custom emoji, also for one that is not from here. */
export const standIn = (id) => CUSTOM_EMOJI.find((one) => one.id === id)?.emoji ?? "🔹";
