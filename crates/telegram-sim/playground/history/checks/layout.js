// Checks of `../layout.js`: whatever changes, the anchor stays where it is on the screen, and little is drawn.

import { Layout } from "../layout.js";
import { chance, hold } from "./tools.js";

const itemAt = (id) => ({ id, views: [{ id }] });

/** Where on the screen an item is. */
const onScreen = (layout, id) => layout.top(layout.indexOf(id)) - layout.at;

const heightFor = (id) => 30 + ((id * 7919) % 400);

/** Measures what is drawn, as the page does after every drawing, until nothing else needs to be drawn. */
function settle(layout) {
  for (let rounds = 0; rounds < 20; rounds += 1) {
    layout.draw();
    const fresh = layout.drawn().filter((index) => !layout.isMeasured(index));
    layout.setHeights(fresh.map((index) => [layout.items[index].id, heightFor(layout.items[index].id)]));
    layout.solve();
    if (fresh.length === 0 && !layout.isShort()) return;
  }
}

function opened(from, to) {
  const layout = new Layout();
  layout.resize(800);
  layout.setItems(Array.from({ length: to - from }, (_, at) => itemAt(from + at)));
  settle(layout);
  return layout;
}

/** Gaps and drawn items together are as high as the paper says. */
function addsUp(layout, words) {
  const { above, between, below } = layout.gaps();
  const drawn = layout.drawn().reduce((sum, index) => sum + layout.heightOf(index), 0);
  const height = above + between + below + drawn;
  const wanted = layout.max > 0 ? layout.max + layout.view : layout.view;
  hold(above >= -0.01 && between >= -0.01 && below >= 0, `${words}: a gap is negative: ${above}, ${between}, ${below}`);
  hold(Math.abs(height - wanted) < 0.01, `${words}: ${height} high instead of ${wanted}`);
}

export const checkLayout = [
  ["layout: begins at the end, and stays there", () => {
    const layout = opened(100, 160);
    hold(layout.anchor.end && Math.abs(layout.at - layout.max) < 1, "not at the end");
    layout.setItems([...layout.items, itemAt(160)]);
    settle(layout);
    hold(layout.anchor.end && Math.abs(layout.at - layout.max) < 1, "not at the end with a new one");
  }],
  ["layout: few items stand at the bottom", () => {
    const layout = opened(1, 3);
    hold(layout.at === 0 && layout.gaps().above > 100, "they are not at the bottom");
    addsUp(layout, "few");
  }],
  ["layout: one step up leaves the end", () => {
    const layout = opened(100, 160);
    layout.moved(layout.at - 2);
    layout.solve();
    hold(!layout.anchor.end, "it cannot be left");
    layout.moved(layout.at + 1);
    hold(layout.anchor.end, "it cannot be reached");
  }],
  ["layout: a jump stands in the middle", () => {
    const layout = opened(1, 400);
    layout.aim(layout.indexOf(77));
    settle(layout);
    const top = onScreen(layout, 77);
    hold(top > 48 && top < 700, `it is at ${top}`);
  }],
  ...Array.from({ length: 25 }, (_, seed) => [`layout: at random, ${seed}`, () => atRandom(seed)]),
];

function atRandom(seed) {
  const below = chance(seed + 100);
  let [from, to] = [5000, 5060];
  const layout = opened(from, to);
  const range = () => Array.from({ length: to - from }, (_, at) => itemAt(from + at));
  const change = {
    older: () => layout.setItems(((from -= 60), range())),
    newer: () => layout.setItems(((to += 1 + below(60)), range())),
    fewer: () => layout.setItems(layout.items.filter((item) => item.id === layout.anchor.id || below(20) > 0)),
    grows: () => {
      const drawn = layout.drawn();
      const item = layout.items[drawn[below(drawn.length)]];
      layout.setHeights([[item.id, 20 + below(900)]]);
      layout.solve();
    },
    rest: () => layout.solve(true),
    pin: () => (layout.pinned = layout.items[below(layout.items.length)].id),
  };
  for (let step = 0; step < 200; step += 1) {
    const name = ["older", "newer", "fewer", "grows", "grows", "rest", "pin", "scroll", "scroll"][below(9)];
    if (name === "scroll") {
      layout.moved(Math.max(0, Math.min(layout.max, layout.at + below(1600) - 900)));
      layout.solve();
      settle(layout);
    } else {
      const { anchor } = layout;
      const before = anchor.end ? null : onScreen(layout, anchor.id);
      change[name]();
      settle(layout);
      // Near an end there may not be enough to keep it where it was.
      const edge = layout.at < 1 || layout.at > layout.max - 1;
      if (before !== null && !edge) {
        const off = onScreen(layout, anchor.id) - before;
        hold(Math.abs(off) < 1, `step ${step}, ${name}: the anchor moved by ${off}`);
      }
    }
    addsUp(layout, `step ${step}, ${name}`);
    hold(layout.drawn().length <= 60, `step ${step}: ${layout.drawn().length} are drawn`);
    const [first, last] = layout.visible();
    hold(layout.from <= first && layout.to > last, `step ${step}: the screen is not drawn`);
  }
}
