// Messages as the items of the history: albums together, runs of one author, a new day, where the unread begin. Pure.
//
// An item that did not change is the same object as before, so that it need not be drawn again. How tall items are is
// `layout.js`, how they look `item.js`.

import { kindOf } from "../kinds/index.js";

const RUN_SECONDS = 5 * 60;

/**
 * Items of messages in ascending order: `{id, views, first, last, dayOf, unread}`. `first` and `last` are of a run of
 * one author; `dayOf` is a time of the day that begins with it, or null; `unread`: the unread begin with it.
 * `unreadFrom`: the first unread message; `older`: there are messages before these; `before`: the items until now.
 */
export function itemsOf(rows, { unreadFrom = null, older = false, before = [] } = {}) {
  const known = new Map(before.map((item) => [item.id, item]));
  const groups = grouped(rows);
  const joins = groups.map((views, at) => at > 0 && !splits(groups[at - 1], views, unreadFrom));
  return groups.map((views, at) => {
    const item = {
      id: views[0].id,
      views,
      first: !joins[at],
      last: !joins[at + 1],
      dayOf: (at === 0 ? !older : !sameDay(groups[at - 1][0], views[0])) ? views[0].message.date : null,
      unread: holds(views, unreadFrom),
    };
    const old = known.get(item.id);
    return old && same(old, item) ? old : item;
  });
}

/** The first of the newest `count` messages that others wrote; null if they are not all among the rows. */
export function firstUnread(rows, count) {
  let left = count;
  for (let at = rows.length - 1; at >= 0 && left > 0; at -= 1) {
    if (!rows[at].outgoing) left -= 1;
    if (left === 0) return rows[at].id;
  }
  return null;
}

/** The newest message of an item: what has been read when the item has. */
export const lastId = (item) => item.views.at(-1).id;

function grouped(rows) {
  const groups = [];
  for (const view of rows) {
    const album = view.message.media_group_id;
    const open = groups.at(-1);
    if (album && open?.[0].message.media_group_id === album) open.push(view);
    else groups.push([view]);
  }
  return groups;
}

function splits([one], [other], unreadFrom) {
  return (
    isService(one) ||
    isService(other) ||
    one.outgoing !== other.outgoing ||
    one.author?.id !== other.author?.id ||
    one.author?.name !== other.author?.name ||
    other.message.date - one.message.date > RUN_SECONDS ||
    !sameDay(one, other) ||
    holds([other], unreadFrom)
  );
}

const isService = (view) => kindOf(view.message).name === "service";

const holds = (views, id) => id !== null && views.some((view) => view.id === id);

const dayNumber = (view) => new Date(view.message.date * 1000).toDateString();

const sameDay = (one, other) => dayNumber(one) === dayNumber(other);

function same(one, other) {
  const alike = ["first", "last", "dayOf", "unread"].every((field) => one[field] === other[field]);
  return alike && one.views.length === other.views.length && one.views.every((view, at) => view === other.views[at]);
}
