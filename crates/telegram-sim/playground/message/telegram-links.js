// Links of Telegram's own, and what they name: they lead to somebody of this world and never out of the page. Pure.
// What becomes of one is `../menus/link.js`; every other address: `links.js`.

const HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);
/** What a link may hand to a bot's Start. */
const PARAMETER = /^[\w-]{1,64}$/u;

/** The address; one that was typed may lack the scheme. */
function parsed(text) {
  const words = String(text ?? "").trim();
  const whole = /^[a-z][a-z0-9+.-]*:/iu.test(words) ? words : `https://${words}`;
  try {
    return new URL(whole);
  } catch {
    return null;
  }
}

const parameter = (text) => (PARAMETER.test(text ?? "") ? text : null);

const NUMBER = /^[1-9]\d{0,15}$/u;

/** `{thread, message}` of the numbers behind a chat: a message or topic, or a topic and a message in it. */
function readNumbers(numbers, thread) {
  if (numbers.length < 1 || numbers.length > 2 || !numbers.every((number) => NUMBER.test(number))) return null;
  const [message, topic = thread] = numbers.map(Number).reverse();
  return { thread: NUMBER.test(topic ?? "") ? Number(topic) : null, message };
}

function readWeb({ pathname, searchParams: given }) {
  const [first, ...more] = pathname.split("/").filter(Boolean);
  const closed = first === "c" && NUMBER.test(more[0] ?? "");
  const place = readNumbers(closed ? more.slice(1) : more, given.get("thread"));
  if (closed) return place ? { chat: Number(`-100${more[0]}`), ...place } : { other: true };
  if (place && /^\w+$/u.test(first)) return { username: first, ...place };
  if (first === "newbot" && more.length === 2) return { manager: more[0], username: more[1], name: given.get("name") };
  if (!first || more.length > 0 || !/^\w+$/u.test(first)) return { other: true };
  return { username: first, start: parameter(given.get("start")) };
}

function readApp({ host, pathname, searchParams: given }) {
  const about = host || pathname.replace(/^\/+/u, "");
  const username = given.get("domain");
  if (about === "resolve" && username) return { username, start: parameter(given.get("start")) };
  const id = Number(given.get("id"));
  return about === "user" && id ? { id } : { other: true };
}

/**
 * What a link of Telegram's names: `{username, start}`, where `start` is what the bot gets or null; `{id}` of an account;
 * `{username or chat, thread, message}` of a message or topic, where `thread` may be null; `{manager, username, name}` of a
 * bot to be made, of which only the manager is there; `{other: true}` for what is not here. Null if it is no link of
 * Telegram's.
 */
export function telegramLink(text) {
  const url = parsed(text);
  if (url?.protocol === "tg:") return readApp(url);
  const web = url && ["http:", "https:"].includes(url.protocol) && HOSTS.has(url.host.replace(/^www\./u, ""));
  return web ? readWeb(url) : null;
}
