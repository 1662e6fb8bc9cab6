// Custom emoji for the emoji panel: typed marks that stand for one (`markup.js`). Their pictures are deliberately absent:
// everybody sees the emoji they stand for, as apps do that cannot load them. Numbers without a picture behind them.

const CHOICES = [
  ["📦", "5368324170671202286"],
  ["🦊", "5377498341074542641"],
  ["⭐", "5222148368955877900"],
];

/** `{emoji, marks}`: what is shown, and what is typed for it. */
export const CUSTOM_EMOJI = CHOICES.map(([emoji, id]) => ({ emoji, marks: `![${emoji}](tg://emoji?id=${id})` }));
