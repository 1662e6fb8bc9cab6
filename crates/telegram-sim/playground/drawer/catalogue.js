// The faults of calls that the drawer offers, and the words for every rule that may be in force.
//
// The forms are those of `add_fault` (`../../src/fault.rs`). Not offered: faults that only a programmer can tell apart
// (broken JSON, half answers, resets, strange updates). Set through the control API, they are shown, too.

/** As often as a rule can count: until it is taken back. */
export const UNTIL_TAKEN_BACK = 1_000_000_000;

export const TIMES = [
  { value: 1, words: "The next call" },
  { value: 5, words: "The next 5" },
  { value: UNTIL_TAKEN_BACK, words: "Until taken back" },
];

/** Methods in which a fault is worth seeing; `getUpdates` belongs to no chat. */
export const METHODS = [
  { value: null, words: "All calls" },
  { value: "copyMessage", words: "Copying a message" },
  { value: "sendMessage", words: "Sending a text" },
  { value: "editMessageText", words: "Editing a text" },
  { value: "createForumTopic", words: "Making a topic" },
  { value: "getUpdates", words: "Asking for news" },
];

const BEFORE_OR_AFTER = {
  name: "deed",
  label: "When",
  options: [
    { value: "before", words: "Before doing it" },
    { value: "after", words: "After doing it" },
  ],
};

/** `aims`: at chosen calls, at a bot's news, or at everything. `choices` become fields of the fault. */
export const RULES = [
  {
    kind: "too_many",
    name: "Too many requests",
    does: "Telegram says “not so fast” (429) and does nothing until the bot has waited.",
    aims: "calls",
    choices: [
      {
        name: "retry_after",
        label: "Wait",
        options: [3, 10, 30, 60].map((value) => ({ value, words: `${value} seconds` })),
      },
    ],
  },
  {
    kind: "server_error",
    name: "Answer 502",
    does: "Telegram has trouble of its own and answers with an error.",
    aims: "calls",
    fixed: { code: 502 },
    choices: [BEFORE_OR_AFTER],
  },
  {
    kind: "answer_lost",
    name: "Drop the answer",
    does: "Telegram does what it was asked, but the bot never hears so.",
    aims: "calls",
  },
  {
    kind: "request_lost",
    name: "Lose the request",
    does: "The call gets lost on its way: nothing is done, nothing is answered.",
    aims: "calls",
  },
  {
    kind: "slow",
    name: "Slow answers",
    does: "Telegram takes its time.",
    aims: "calls",
    choices: [
      {
        name: "ms",
        label: "How slow",
        options: [2, 10, 30].map((seconds) => ({ value: seconds * 1000, words: `${seconds} seconds` })),
      },
    ],
  },
  {
    kind: "refuse_connection",
    name: "Refuse connections",
    does: "No bot can reach Telegram at all until you take it back.",
    aims: "everything",
  },
  {
    kind: "double_updates",
    name: "Double updates",
    does: "Telegram tells the bot the same news twice.",
    aims: "news",
  },
];

const OTHER_NAMES = {
  reset: "Cut the connection",
  broken_json: "Garble the answer",
  half_answer: "Half an answer",
  late_update: "Late updates",
  strange_update: "Strange updates",
  refused: "Refuse it",
};

/** What a fault is called, with what was chosen for it. */
export function nameOfFault(fault) {
  const name = RULES.find((rule) => rule.kind === fault.kind)?.name ?? OTHER_NAMES[fault.kind] ?? fault.kind;
  if (fault.kind === "too_many") return `${name}: wait ${fault.retry_after} s`;
  if (fault.kind === "slow") return `${name}: ${fault.ms / 1000} s`;
  if (fault.kind === "server_error") return `Answer ${fault.code}, ${fault.deed} doing it`;
  return name;
}

/** How far a rule is: struck 2 of 5. */
export function strikesOf({ rule, struck }) {
  if (rule.times < UNTIL_TAKEN_BACK) return `struck ${struck} of ${rule.times}`;
  return struck === 0 ? "has not struck yet" : `struck ${struck === 1 ? "once" : `${struck} times`}`;
}

export const isSpent = ({ rule, struck }) => struck >= rule.times;
