// Custom emoji for the emoji panel: typed marks that stand for one (`markup.js`). Their pictures are deliberately absent:
// everybody sees the emoji they stand for, as apps do that cannot load them. The numbers are made up, and short to read.

const CHOICES = [
  ["📦", "5001"],
  ["🦊", "5002"],
  ["⭐", "5003"],
  ["💎", "5004"],
];

/** `{emoji, marks}`: what is shown, and what is typed for it. */
export const CUSTOM_EMOJI = CHOICES.map(([emoji, id]) => ({ emoji, marks: `![${emoji}](tg://emoji?id=${id})` }));
