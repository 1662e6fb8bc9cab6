// Files of messages: where they lie, which of several sizes to show, how large a picture stands in a chat. Pure.

/** The address of a file; null for a body that has none. */
export function fileAddress(file) {
  const id = file?.file_unique_id;
  return id ? `/files/${encodeURIComponent(id)}` : null;
}

const area = (size) => (Number(size?.width) || 0) * (Number(size?.height) || 0);

/** The largest of a picture's sizes; null without any. */
export function largest(sizes) {
  const list = Array.isArray(sizes) ? sizes.filter(Boolean) : [];
  return list.reduce((best, size) => (best === null || area(size) > area(best) ? size : best), null);
}

/** The smallest. */
export function smallest(sizes) {
  const list = Array.isArray(sizes) ? sizes.filter(Boolean) : [];
  return list.reduce((best, size) => (best === null || area(size) < area(best) ? size : best), null);
}

const WIDE = 380;
const HIGH = 400;
const NARROW = 140;
const LOW = 90;

/** Width and height in pixels for a picture of this size: as large as there is room, never a thread or a dot. */
export function boxOf(body) {
  const width = Number(body?.width) > 0 ? Number(body.width) : 4;
  const height = Number(body?.height) > 0 ? Number(body.height) : 3;
  const scale = Math.min(WIDE / width, HIGH / height);
  const fit = (side, least, most) => Math.round(Math.min(most, Math.max(least, side * scale)));
  return { width: fit(width, NARROW, WIDE), height: fit(height, LOW, HIGH) };
}
