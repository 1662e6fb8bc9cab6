// The little hills of a voice message. The Bot API does not tell how loud a recording is, so the hills are drawn from
// its id: each recording has its own, always the same. Pure.

const BARS = 36;
const STEP = 5;
const HEIGHT = 24;

/** Heights between 0.15 and 1, always the same for one id. */
export function hills(id) {
  let state = 2166136261;
  for (const unit of String(id ?? "")) state = Math.imul(state ^ unit.codePointAt(0), 16777619);
  return Array.from({ length: BARS }, (_, bar) => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + bar;
    const noise = ((state >>> 8) & 0xff) / 255;
    return 0.15 + 0.85 * noise * Math.sin((Math.PI * (bar + 1)) / (BARS + 1));
  });
}

/** A drawing of the bars from one up to another, as the path of an SVG. */
export function bars(heights, from, to) {
  return heights
    .slice(from, to)
    .map((height, index) => {
      const x = (from + index) * STEP + 2;
      const half = (height * (HEIGHT - 4)) / 2;
      return `M${x} ${(HEIGHT / 2 - half).toFixed(1)}V${(HEIGHT / 2 + half).toFixed(1)}`;
    })
    .join("");
}

export const FIELD = `0 0 ${BARS * STEP} ${HEIGHT}`;
export const COUNT = BARS;
