// Checks of `../items.js`: what stands together, what begins anew, and that what did not change is the same object.

import { firstUnread, itemsOf } from "../items.js";
import { equal, hold, made } from "./tools.js";

const shape = (items) => items.map((item) => `${item.id}${item.first ? "(" : ""}${item.last ? ")" : ""}`).join(" ");

export const checkItems = [
  ["items: runs of one author within five minutes", () => {
    const rows = [
      made(1, { minutes: 0 }),
      made(2, { minutes: 4 }),
      made(3, { minutes: 10 }),
      made(4, { minutes: 11, author: 2 }),
      made(5, { minutes: 12, author: 2, outgoing: true }),
      made(6, { minutes: 13, author: 2, new_chat_title: "New" }),
      made(7, { minutes: 13, author: 2 }),
    ];
    equal(shape(itemsOf(rows)), "1( 2) 3() 4() 5() 6() 7()");
  }],
  ["items: albums are one item", () => {
    const photo = [{ file_id: "a", file_unique_id: "a", width: 1, height: 1 }];
    const inAlbum = (id, album) => made(id, { minutes: 0, photo, media_group_id: album });
    const items = itemsOf([made(1, { minutes: 0 }), inAlbum(2, "x"), inAlbum(3, "x"), inAlbum(4, "y")]);
    equal(items.map((item) => item.views.length), [1, 2, 1]);
  }],
  ["items: a new day, and where the unread begin", () => {
    const rows = [made(1, { minutes: 0 }), made(2, { minutes: 1 }), made(3, { minutes: 1500 })];
    const items = itemsOf(rows, { unreadFrom: 2 });
    equal(items.map((item) => [item.dayOf !== null, item.unread]), [[true, false], [false, true], [true, false]]);
    equal(shape(items), "1() 2() 3()", "neither joins");
    equal(itemsOf(rows, { older: true })[0].dayOf, null, "whether the day begins here is not known");
  }],
  ["items: what did not change is the same object", () => {
    const rows = [made(1), made(2), made(20), made(30)];
    const before = itemsOf(rows);
    const after = itemsOf(rows.with(3, made(30, { version: 1 })), { before });
    equal(before.map((item, at) => item === after[at]), [true, true, true, false]);
  }],
  ["items: the first unread counts only others' messages", () => {
    const rows = [made(1), made(2), made(3, { outgoing: true }), made(4)];
    equal([firstUnread(rows, 1), firstUnread(rows, 2), firstUnread(rows, 3), firstUnread(rows, 4)], [4, 2, 1, null]);
    hold(firstUnread([], 2) === null, "nothing is unread in nothing");
  }],
];
