// What one person knows: chats, topics, details and the loaded messages, kept current by events.
//
// Chats are read when the person is shown first, everything else when it is looked at first. Who the person is: `store.js`.

import { get } from "./api.js";
import { Subject } from "./subject.js";
import { MessageWindow } from "./window.js";

const WINDOWS_MAX = 12;

export class PersonView extends Subject {
  chats = new Map();
  ready = false;
  error = null;
  #topics = new Map();
  #details = new Map();
  #windows = new Map();

  constructor(id) {
    super();
    this.id = id;
  }

  /** Reads the list of chats; its `seq`. */
  async load() {
    try {
      const { seq, chats } = await get("/api/chats", { as: this.id });
      this.chats = new Map(chats.map((chat) => [chat.id, chat]));
      this.ready = true;
      this.error = null;
      this.changed();
      return seq;
    } catch (refusal) {
      this.error = refusal.message;
      this.changed();
      throw refusal;
    }
  }

  /** Reads everything that is known anew. */
  async reload() {
    const seq = await this.load();
    await Promise.all([
      ...[...this.#topics.keys()].map((chat) => this.#loadTopics(chat)),
      ...[...this.#details.keys()].map((chat) => this.#loadDetails(chat)),
      ...[...this.#windows.values()].map((window) => window.reload()),
    ]);
    return seq;
  }

  /** All chats, newest first. */
  sortedChats() {
    return [...this.chats.values()].sort((one, other) => other.order - one.order || other.id - one.id);
  }

  /** Topics of a forum, or null until they are there: General, then newest first. */
  topics(chat) {
    if (!this.#topics.has(chat)) {
      this.#topics.set(chat, null);
      this.#loadTopics(chat);
    }
    const topics = this.#topics.get(chat);
    if (!topics) return null;
    const shown = [...topics.values()].filter((topic) => !topic.deleted && !topic.hidden);
    return shown.sort((one, other) => (other.thread === 0) - (one.thread === 0) || other.order - one.order);
  }

  topic(chat, thread) {
    this.topics(chat);
    return this.#topics.get(chat)?.get(thread) ?? null;
  }

  /** Members, commands, rights, keyboard; null until they are there. */
  details(chat) {
    if (!this.#details.has(chat)) {
      this.#details.set(chat, null);
      this.#loadDetails(chat);
    }
    return this.#details.get(chat);
  }

  /** The loaded messages of a chat or topic. The ones looked at last are kept. */
  window(chat, thread) {
    const key = `${chat}/${thread ?? 0}`;
    let window = this.#windows.get(key);
    this.#windows.delete(key);
    if (!window) {
      window = new MessageWindow({ get, person: this.id, chat, thread: thread ?? 0 });
      if (this.#windows.size >= WINDOWS_MAX) this.#windows.delete(this.#windows.keys().next().value);
    }
    this.#windows.set(key, window);
    return window;
  }

  async #loadTopics(chat) {
    try {
      const { topics } = await get("/api/topics", { as: this.id, chat });
      this.#topics.set(chat, new Map(topics.map((topic) => [topic.thread, topic])));
    } catch {
      // No forum any more: nothing is shown, and nobody asks again until it is looked at anew.
      this.#topics.set(chat, new Map());
    }
    this.changed();
  }

  async #loadDetails(chat) {
    try {
      this.#details.set(chat, await get("/api/chat", { as: this.id, chat }));
    } catch {
      // Not a chat yet (nobody has written), or no longer one: there is nothing to know.
      this.#details.delete(chat);
      return;
    }
    this.changed();
  }

  /** Takes an event in. */
  hear(event, data) {
    if (event === "message") {
      this.#windowOf(data.chat, data.thread)?.take(data);
    } else if (event === "gone") {
      this.#windowOf(data.chat, data.thread)?.drop(data.ids);
    } else if (event === "chat") {
      this.chats.set(data.id, data);
      if (this.#details.has(data.id)) this.#loadDetails(data.id);
    } else if (event === "left") {
      this.chats.delete(data.chat);
      this.#details.delete(data.chat);
      this.#topics.delete(data.chat);
    } else if (event === "topic") {
      this.#topics.get(data.chat)?.set(data.topic.thread, data.topic);
    }
    this.changed();
  }

  #windowOf(chat, thread) {
    const forum = this.chats.get(chat)?.is_forum;
    return this.#windows.get(`${chat}/${forum ? (thread ?? 0) : 0}`);
  }
}
