// What became of a call, in words; equal ones in a row together; and all of them in one line.
//
// Only what calls tell is said: that a later one of the same kind worked is known; that it was a repetition is not.

import { wordsOfMethod } from "./methods.js";

/** Kinds of rules: what the bot met, and whether its call worked all the same. */
const STRUCK = {
  request_lost: { words: "request lost" },
  answer_lost: { words: "done, answer lost" },
  reset: { words: "connection cut" },
  refuse_connection: { words: "no connection" },
  broken_json: { words: "done, answer garbled" },
  half_answer: { words: "done, half an answer" },
  slow: { words: "done, slowly", worked: true },
  double_updates: { words: "told twice", worked: true },
  late_update: { words: "told late", worked: true },
  strange_update: { words: "told something strange", worked: true },
};

const answered = (call) => call.status >= 200 && call.status < 300;

/** {tone: good | warn | bad, words, worked, struck}: `struck` = a rule spoiled it. */
export function outcomeOf(call) {
  const struck = Boolean(call.fault);
  const of = STRUCK[call.fault];
  if (call.status === 429) {
    return { tone: "warn", words: `too many (429), wait ${call.retry_after ?? "?"} s`, worked: false, struck };
  }
  if (of && (answered(call) || call.status === 0)) {
    return { tone: of.worked ? "good" : "bad", words: of.words, worked: Boolean(of.worked), struck };
  }
  if (answered(call)) return { tone: "good", words: "done", worked: true, struck };
  if (call.status === 0) return { tone: "bad", words: "no answer", worked: false, struck };
  if (call.status >= 500) return { tone: "bad", words: `Telegram's error ${call.status}`, worked: false, struck };
  const why = (call.description ?? "").replace(/^(Bad Request|Forbidden|Unauthorized|Conflict): /, "");
  return { tone: "bad", words: why ? `refused: ${why}` : `refused (${call.status})`, worked: false, struck };
}

const kindOf = (call) => `${call.bot.id}/${call.method}/${call.chat?.id ?? ""}`;

const isSame = (one, other) => one.words === other.words && one.struck === other.struck;

/** Calls in order → [{key, call, outcome, count}], newest first, equal neighbours as one. */
export function groupCalls(calls) {
  const groups = [];
  for (const call of calls) {
    const outcome = outcomeOf(call);
    const last = groups.at(-1);
    if (last && kindOf(last.call) === kindOf(call) && isSame(last.outcome, outcome)) {
      last.call = call;
      last.count += 1;
    } else {
      groups.push({ key: call.number, call, outcome, count: 1 });
    }
  }
  return groups.reverse();
}

/** The kinds of calls that failed last time, in words; the first two of them. */
function stillFailing(open) {
  const words = [...new Set([...open.values()].map((call) => wordsOfMethod(call.method) ?? call.method))];
  return words.slice(0, 2).join(", ") + (words.length > 2 ? "…" : "");
}

/** What can be said of these calls in one line, after their number. */
export function summary(calls) {
  const open = new Map();
  let struck = 0;
  let failed = 0;
  for (const call of calls) {
    const outcome = outcomeOf(call);
    if (outcome.struck) struck += 1;
    if (!outcome.worked) failed += 1;
    if (outcome.worked) open.delete(kindOf(call));
    else open.set(kindOf(call), call);
  }
  const parts = [];
  if (struck > 0) parts.push(`${struck} spoiled`);
  if (failed > struck) parts.push(struck > 0 ? `${failed} failed in all` : `${failed} failed`);
  if (calls.length > 0 && failed === 0) parts.push("all done");
  else if (failed > 0 && open.size === 0) parts.push("after each failure the same call worked later");
  else if (failed > 0) parts.push(`has not worked since: ${stillFailing(open)}`);
  return parts;
}
