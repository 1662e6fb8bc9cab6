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

/** Where an entity leads whose words are `words`; null if it is no link, or none to follow. */
export function addressOf(entity, words) {
  switch (entity.type) {
    case "text_link":
      return safeAddress(entity.url);
    case "url":
      return safeAddress(/^(?:[a-z][a-z0-9+.-]*:\/\/|mailto:|tel:)/iu.test(words) ? words : `https://${words}`);
    case "email":
      return safeAddress(`mailto:${words}`);
    case "phone_number":
      return safeAddress(`tel:${words.replace(/[^+0-9]/gu, "")}`);
    default:
      return null;
  }
}
