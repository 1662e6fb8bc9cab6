// Checks of `../../net/window.js`: pages and events in any order give the same messages as the truth.

import { MessageWindow } from "../../net/window.js";
import { chance, equal, hold, idsOf, made } from "./tools.js";

/** A door with `count` messages. Its answers wait until `answer()`; what they hold may be written down earlier. */
class Door {
  asked = [];
  failing = false;

  constructor(count) {
    this.truth = Array.from({ length: count }, (_, at) => made(at + 1));
    this.window = new MessageWindow({ get: (_, wanted) => this.#get(wanted), person: 1, chat: 7, thread: 0 });
  }

  #get(wanted) {
    return new Promise((resolve, reject) => this.asked.push({ wanted, resolve, reject, page: null }));
  }

  /** Writes down what an answer will hold; events may come between that and its arrival. */
  write(question) {
    const { before, after, around, limit } = question.wanted;
    const at = (id) => this.truth.filter((view) => view.id < id).length;
    let [from, to] = [this.truth.length - limit, this.truth.length];
    if (before !== undefined) [from, to] = [at(before) - limit, at(before)];
    if (after !== undefined) [from, to] = [at(after + 1), at(after + 1) + limit];
    if (around !== undefined) [from, to] = [at(around) - limit / 2, at(around) + limit / 2];
    [from, to] = [Math.max(0, from), Math.min(to, this.truth.length)];
    question.page = { messages: this.truth.slice(from, to), older: from > 0, newer: to < this.truth.length };
  }

  /** The answer arrives, and all that follows from it happens. */
  async answer(index = 0) {
    const [question] = this.asked.splice(index, 1);
    if (!question) return;
    if (!question.page) this.write(question);
    if (this.failing) question.reject(new Error("Nobody is there."));
    else question.resolve(question.page);
    await settled();
  }

  async answerAll() {
    while (this.asked.length > 0) await this.answer();
  }

  add(fields) {
    const view = made((this.truth.at(-1)?.id ?? 0) + 1, fields);
    this.truth.push(view);
    return view;
  }

  /** The loaded run is a part of the truth without gaps, and the flags say what is beside it. */
  compare(words) {
    const { rows, older, newer } = this.window;
    const from = rows.length > 0 ? this.truth.findIndex((view) => view.id === rows[0].id) : 0;
    const part = this.truth.slice(Math.max(0, from), Math.max(0, from) + rows.length);
    equal(idsOf(rows), idsOf(part), `${words}, ids`);
    hold(rows.every((view, at) => view === part[at]), `${words}: an old version is shown`);
    hold(rows.length <= 600, `${words}: ${rows.length} rows`);
    if (rows.length === 0) return;
    // "There is more" may be said of what is gone by now, never the other way round.
    hold(older || from === 0, `${words}: older messages are denied`);
    hold(newer || from + rows.length === this.truth.length, `${words}: newer messages are denied`);
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

async function opened(count) {
  const door = new Door(count);
  door.window.goToEnd();
  await door.answerAll();
  return door;
}

export const checkWindow = [
  ["window: the end, and older pages", async () => {
    const door = await opened(150);
    equal(idsOf(door.window.rows), idsOf(door.truth.slice(90)), "the end");
    door.window.loadOlder();
    door.window.loadOlder();
    equal(door.asked.length, 1, "two loads are one question");
    await door.answerAll();
    door.window.loadOlder();
    await door.answerAll();
    equal([door.window.rows.length, door.window.older, door.window.newer], [150, false, false], "all");
  }],
  ["window: events while a page is under way", async () => {
    const door = await opened(100);
    door.window.loadOlder();
    door.write(door.asked[0]);
    const edited = (door.truth[9] = made(10, { version: 2 }));
    door.window.take(edited);
    door.truth.splice(19, 1);
    door.window.drop([20]);
    door.window.take(door.add());
    await door.answerAll();
    door.compare("after the page");
    equal(door.window.rows.length, 100, "rows");
  }],
  ["window: a page that comes after a jump is ignored", async () => {
    const door = await opened(1000);
    door.window.loadOlder();
    const gone = door.window.goTo(100);
    const there = door.window.goTo(500);
    await door.answer(2);
    await door.answerAll();
    equal([await gone, await there, door.window.aim], [false, true, { id: 500, found: true }], "jumps");
    hold(door.window.rows.some((view) => view.id === 500), "the last jump wins");
    door.compare("after both");
  }],
  ["window: new messages far from the end are only announced", async () => {
    const door = await opened(1000);
    door.window.goTo(200);
    await door.answerAll();
    const [view, rows] = [door.add(), door.window.rows];
    door.window.take(view);
    hold(door.window.rows === rows && door.window.newer && door.window.arrived === view, "it was appended");
    door.window.goToEnd();
    await door.answerAll();
    equal([door.window.rows.at(-1).id, door.window.newer, door.window.aim.id], [1001, false, null], "at the end");
  }],
  ["window: events out of order and twice", async () => {
    const door = await opened(3);
    const [four, five] = [door.add(), door.add()];
    for (const view of [five, four, five, four]) door.window.take(view);
    door.compare("after all");
  }],
  ["window: a message that is gone is not jumped to", async () => {
    const door = await opened(300);
    door.truth.splice(149, 1);
    const found = door.window.goTo(150);
    await door.answerAll();
    equal([await found, door.window.aim], [false, { id: 151, found: false }], "beside it");
  }],
  ["window: what failed can be done again", async () => {
    const door = await opened(100);
    door.failing = true;
    door.window.loadOlder();
    await door.answerAll();
    equal([door.window.error, door.window.rows.length], ["Nobody is there.", 60], "failed");
    door.failing = false;
    door.window.retry();
    await door.answerAll();
    equal([door.window.error, door.window.rows.length], [null, 100], "again");
  }],
  ["window: rows are let go far from the reader", async () => {
    const door = await opened(1000);
    for (let pages = 0; pages < 12; pages += 1) {
      door.window.at = door.window.rows[5].id;
      door.window.loadOlder();
      await door.answerAll();
    }
    door.compare("upwards");
    equal([door.window.rows.length, door.window.newer], [600, true], "the newest are let go");
    door.window.take(door.add());
    door.compare("a new one");
  }],
  ["window: everything gone, but more beside it", async () => {
    const door = await opened(200);
    const gone = idsOf(door.window.rows);
    door.truth = door.truth.filter((view) => !gone.includes(view.id));
    door.window.drop(gone);
    await door.answerAll();
    door.compare("beside it");
    hold(door.window.rows.length > 0, "nothing is shown");
  }],
  ...Array.from({ length: 40 }, (_, seed) => [`window: at random, ${seed}`, () => atRandom(seed)]),
];

/** Random deeds of a reader and of the world; events reach the window later than they happen, but in order. */
async function atRandom(seed) {
  const below = chance(seed + 1);
  const door = new Door(below(3) === 0 ? below(50) : 200 + below(1500));
  const { window } = door;
  const stream = [];
  const someId = () => 1 + below((door.truth.at(-1)?.id ?? 0) + 3);
  const hear = () => {
    const event = stream.shift();
    // The door tells how a message is when it is told, not how it was.
    if (event?.gone) window.drop(event.gone);
    else if (event) door.truth.filter((view) => view.id === event.id).forEach((view) => window.take(view));
  };
  const change = () => {
    const at = below(door.truth.length);
    if (!door.truth[at]) return;
    const id = door.truth[at].id;
    door.truth[at] = made(id, { version: below(1e6) });
    stream.push({ id });
  };
  const remove = () => {
    const gone = idsOf(door.truth.splice(below(door.truth.length), 1 + below(4)));
    if (gone.length > 0) stream.push({ gone });
  };
  const deeds = [
    () => stream.push({ id: door.add().id }),
    change,
    change,
    remove,
    hear,
    hear,
    hear,
    () => door.asked.length > 0 && door.write(door.asked[below(door.asked.length)]),
    () => door.answer(below(Math.max(1, door.asked.length))),
    () => door.answer(),
    () => window.loadOlder(),
    () => window.loadNewer(),
    () => below(4) === 0 && window.goTo(someId()),
    () => below(4) === 0 && window.goToEnd(),
    () => below(6) === 0 && window.reload(),
    () => (window.at = below(2) ? (window.rows[below(window.rows.length)]?.id ?? null) : null),
  ];
  window.goToEnd();
  for (let step = 0; step < 400; step += 1) {
    deeds[below(deeds.length)]();
    await Promise.resolve();
    if (step % 40 !== 39) continue;
    do {
      while (stream.length > 0) hear();
      await door.answerAll();
    } while (stream.length > 0 || window.loading);
    door.compare(`step ${step}`);
  }
}
