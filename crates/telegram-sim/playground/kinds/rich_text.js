// Words of rich messages: a tree of styles, made into a text with entities as every other message has. Pure.
// Superscripts, anchors and references are shown as their words; formulas as code.

/** How a type of rich text is called as an entity, and what the entity takes along. */
const ENTITIES = {
  bold: "bold",
  italic: "italic",
  underline: "underline",
  strikethrough: "strikethrough",
  spoiler: "spoiler",
  code: "code",
  marked: "bold",
  text_mention: "text_mention",
  mention: "mention",
  hashtag: "hashtag",
  cashtag: "cashtag",
  bot_command: "bot_command",
  email_address: "email",
  phone_number: "phone_number",
  custom_emoji: "custom_emoji",
  mathematical_expression: "code",
};

const DEPTH_MAX = 50;

/** `{text, entities}` of a rich text: a string, a list, or an object with a type. */
export function flatten(rich) {
  const flat = { text: "", entities: [] };
  add(flat, rich, 0);
  return flat;
}

function add(flat, rich, depth) {
  if (depth > DEPTH_MAX || rich === null || rich === undefined) return;
  if (typeof rich === "string") {
    flat.text += rich;
    return;
  }
  if (Array.isArray(rich)) {
    for (const part of rich) add(flat, part, depth + 1);
    return;
  }
  const offset = flat.text.length;
  add(flat, rich.text ?? rich.alternative_text ?? rich.expression ?? rich.button?.text ?? "", depth + 1);
  const type = rich.type === "url" ? "text_link" : ENTITIES[rich.type];
  const length = flat.text.length - offset;
  if (type && length > 0) flat.entities.push({ type, offset, length, url: rich.url, user: rich.user });
}
