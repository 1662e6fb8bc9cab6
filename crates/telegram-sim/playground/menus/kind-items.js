// What can be done to a message of one kind besides what can be done to all: a poll is stopped or a vote taken back, a
// live location moves on or ends.

import { act } from "../net/api.js";
import { worldNow } from "../net/clock.js";
import { Icon } from "../ui/icons.js";
import { overlay } from "../ui/overlay.js";
import { html } from "../ui/preact.js";

const icon = (name) => html`<${Icon} name=${name} size=${20} />`;
const attempt = (operation, given) => overlay.attempt(() => act(operation, given));

function pollItems({ message: { poll }, outgoing, voted }, named) {
  if (poll.is_closed) return [];
  const retracts = voted?.length > 0 && poll.allows_revoting !== false;
  return [
    retracts && { label: "Retract vote", icon: icon("reply"), run: () => attempt("vote", { ...named, options: [] }) },
    outgoing && { label: "Stop poll", icon: icon("lock"), run: () => attempt("close_poll", named) },
  ];
}

/** About 100 metres to the north. */
const STEP = 0.0009;

const isLive = ({ location, date }) => location?.live_period && date + location.live_period > worldNow() / 1000;

function locationItems({ message, outgoing }, named) {
  if (!outgoing || !isLive(message)) return [];
  const { latitude, longitude, live_period: period } = message.location;
  const edit = (location) => () => attempt("edit", { ...named, content: { kind: "location", longitude, ...location } });
  const north = Math.min(90, latitude + STEP);
  return [
    { label: "Walk 100 m on", icon: icon("up"), run: edit({ latitude: north, live_period: period }) },
    { label: "Stop sharing", icon: icon("close"), run: edit({ latitude }) },
  ];
}

/** `person` looks at `shown`, a `MessageView`. */
export function kindItems(person, shown) {
  const { message, chat, id } = shown;
  const named = { person, chat, message: id };
  // A forward is somebody else's, though it was sent by oneself.
  const forward = Boolean(message.forward_origin);
  if (message.poll) return pollItems({ ...shown, outgoing: shown.outgoing && !forward }, named);
  if (message.location && !message.venue && !forward) return locationItems(shown, named);
  return [];
}
