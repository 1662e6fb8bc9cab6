// Times in words, from Unix seconds, in the visitor's own time zone. "Today" is the world's today.
// What is not a time gives an empty text: a message never fails for its date.

import { worldNow } from "../net/clock.js";

const two = (number) => String(number).padStart(2, "0");

function dateOf(seconds) {
  const date = new Date(Number(seconds) * 1000);
  return seconds === null || seconds === undefined || Number.isNaN(date.getTime()) ? null : date;
}

/** "09:05". */
export function clock(seconds) {
  const date = dateOf(seconds);
  return date ? `${two(date.getHours())}:${two(date.getMinutes())}` : "";
}

/** For `<time datetime>`. */
export function machineTime(seconds) {
  return dateOf(seconds)?.toISOString() ?? "";
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" });
const DAY_AND_YEAR = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

/** "Today", "Yesterday", "3 March" or, in another year, "3 March 2024". `now` in Unix seconds. */
export function day(seconds, now = worldNow() / 1000) {
  const date = dateOf(seconds);
  const today = dateOf(now);
  if (!date || !today) return "";
  const yesterday = new Date(today);
  yesterday.setDate(today.getDate() - 1);
  if (date.toDateString() === today.toDateString()) return "Today";
  if (date.toDateString() === yesterday.toDateString()) return "Yesterday";
  return (date.getFullYear() === today.getFullYear() ? DAY : DAY_AND_YEAR).format(date);
}

const SHORT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

/** For lists: "09:05" today, "3 Mar" before. */
export function shortTime(seconds) {
  const date = dateOf(seconds);
  if (!date) return "";
  return day(seconds) === "Today" ? clock(seconds) : SHORT.format(date);
}

/** "3 March 2024, 09:05". */
export function moment(seconds) {
  const date = dateOf(seconds);
  return date ? `${DAY_AND_YEAR.format(date)}, ${clock(seconds)}` : "";
}

/** "0:07", "12:30", "1:02:03". */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(Number(seconds) || 0));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = two(whole % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

const SPANS = [
  [31536000, "year"],
  [2592000, "month"],
  [604800, "week"],
  [86400, "day"],
  [3600, "hour"],
  [60, "minute"],
  [1, "second"],
];

/** "2 days", "90 minutes": in the largest unit that leaves no rest. */
export function span(seconds) {
  const whole = Math.max(0, Math.round(Number(seconds) || 0));
  const [unit, word] = SPANS.find(([each]) => each <= whole && whole % each === 0) ?? [1, "second"];
  const count = whole / unit;
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
