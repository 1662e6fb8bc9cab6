// Questions to the door and deeds in the world, over HTTP. What they mean: ../README.md.
// Nothing is kept here; `store.js` keeps.

/** A refusal, with words to show. `status` 0 = the door did not answer. */
export class Refused extends Error {
  constructor(status, words) {
    super(words);
    this.status = status;
  }
}

async function answer(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new Refused(0, "The playground does not answer. Is its program still running?");
  }
  const body = await response.json().catch(() => null);
  if (!response.ok || body === null) {
    throw new Refused(response.status, body?.error ?? `The playground answered ${response.status}.`);
  }
  return body;
}

/** Asks; parameters that are null or undefined are left out. */
export function get(path, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined);
  const query = new URLSearchParams(given).toString();
  return answer(fetch(query ? `${path}?${query}` : path));
}

function post(path, body) {
  return answer(
    fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
}

/** Somebody does something: an operation of the control API. */
export async function act(operation, given = {}) {
  const wanted = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  return (await post(`/api/do/${operation}`, Object.fromEntries(wanted))).result;
}

/** Pulls a lever of the host. */
export const pull = (lever) => post(`/api/levers/${lever}`, {});

/** Tells the host where to go with its tour: `next`, `skip` or `again`. */
export const guide = (wish) => post(`/api/guide/${wish}`, {});
