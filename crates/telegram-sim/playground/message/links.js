// Which words of a message become links, and where they lead. Pure.
// Only addresses that a browser opens harmlessly become links: no scripts, no files, nothing of this very page.

const ALLOWED = new Set(["http:", "https:", "mailto:", "tel:"]);

/** The address if it may be opened, else null. */
export function safeAddress(address) {
  try {
    const { protocol, href } = new URL(String(address));
    return ALLOWED.has(protocol) ? href : null;
  } catch {
    return null;
  }
}

/** The same for addresses of the web alone. */
export function webAddress(address) {
  const safe = safeAddress(address);
  return safe?.startsWith("http") ? safe : null;
}

/** What stands behind an entity with these words, harmless or not; null if it is no link. */
export function linkOf(entity, words) {
  if (entity.type === "text_link") return String(entity.url);
  if (entity.type !== "url") return null;
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|mailto:|tel:)/iu.test(words) ? words : `https://${words}`;
}

/** Where an entity leads whose words are `words`; null if it is no link, or none to follow. */
export function addressOf(entity, words) {
  switch (entity.type) {
    case "text_link":
    case "url":
      return safeAddress(linkOf(entity, words));
    case "email":
      return safeAddress(`mailto:${words}`);
    case "phone_number":
      return safeAddress(`tel:${words.replace(/[^+0-9]/gu, "")}`);
    default:
      return null;
  }
}
