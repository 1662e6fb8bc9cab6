// How the pictures of an album are laid out: in rows as even as their number allows, each as wide as its shape wants.
// Pure; the drawing is in `grid.js`.

/** How many stand in each row, by number of pictures. */
const ROWS = {
  1: [1],
  2: [2],
  3: [1, 2],
  4: [2, 2],
  5: [2, 3],
  6: [3, 3],
  7: [3, 4],
  8: [4, 4],
  9: [3, 3, 3],
  10: [3, 3, 4],
};
const WIDE = 1.6;
const ROW_FLATTEST = 4;
const ROW_TALLEST = 0.9;

/** Width to height, within what can be looked at in a small tile. */
function shapeOf(size) {
  const shape = Number(size?.width) / Number(size?.height);
  return Number.isFinite(shape) && shape > 0 ? Math.min(2, Math.max(0.6, shape)) : 1;
}

/** Numbers of pictures in the rows, for any count. */
function countsFor(shapes) {
  if (shapes.length === 2 && shapes.every((shape) => shape >= WIDE)) return [1, 1];
  if (shapes.length <= 10) return ROWS[shapes.length] ?? [];
  const rest = shapes.length % 3;
  return [...(rest ? [rest] : []), ...Array(Math.floor(shapes.length / 3)).fill(3)];
}

/** Rows of `{shape, items: [{index, share}]}`: `shape` is width to height, the shares of a row are 1 together. */
export function rowsFor(sizes) {
  const shapes = sizes.map(shapeOf);
  let next = 0;
  return countsFor(shapes).map((count) => {
    const indices = Array.from({ length: count }, (_, step) => next + step);
    next += count;
    const sum = indices.reduce((total, index) => total + shapes[index], 0);
    const items = indices.map((index) => ({ index, share: shapes[index] / sum }));
    return { shape: Math.min(ROW_FLATTEST, Math.max(ROW_TALLEST, sum)), items };
  });
}
