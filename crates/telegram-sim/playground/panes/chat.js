// One open chat or topic: head, pinned message, history, composer; and what happens when something in it is pressed.
//
// `place` is what every message and the composer get: who looks, at what, and the deeds (`open`). What is loaded is
// `net/window.js`; how it looks is `history/` and `message/`.

import { Composer } from "../composer/composer.js";
import { useMode } from "../composer/mode.js";
import { History } from "../history/history.js";
import { followLink } from "../menus/link.js";
import { openMedia } from "../menus/media.js";
import { openMessageMenu } from "../menus/message-menu.js";
import { pressButton } from "../menus/press.js";
import { isMine } from "../menus/reactions.js";
import { act } from "../net/api.js";
import { useSubjects } from "../net/subject.js";
import { overlay } from "../ui/overlay.js";
import { html, useCallback, useMemo, useRef } from "../ui/preact.js";
import { BusinessBar } from "./business-bar.js";
import { ChatHead, Pinned } from "./chat-head.js";

/** A chat that is not in the list: somebody to whom nothing was written yet. */
function stranger(store, id) {
  const account = store.account(id);
  return {
    id,
    kind: "private",
    title: account?.name ?? "Nobody",
    is_bot: account?.is_bot ?? false,
    is_forum: false,
    unread: 0,
    last: null,
    can_write: Boolean(account && !account.deleted),
    why_not: account ? undefined : "There is nobody with this number.",
    blocked: false,
    started: false,
  };
}

export function Chat({ store, view, at, go }) {
  const window = useMemo(() => view.window(at.chat, at.thread), [view, at.chat, at.thread]);
  useSubjects(view, window);
  const [mode, setMode] = useMode(at);
  const composer = useRef(null);
  const chat = view.chats.get(at.chat) ?? stranger(store, at.chat);
  const details = view.details(at.chat);
  const topic = chat.is_forum ? view.topic(at.chat, at.thread) : null;

  const open = useMemo(() => {
    const message = (shown) => ({ person: at.person, chat: at.chat, message: shown.id });
    const compose = (next) => {
      setMode(next);
      composer.current?.focus();
    };
    return {
      reply: (shown) => compose({ reply: shown }),
      edit: (shown) => compose({ edit: shown }),
      menu: (shown, anchor) => openMessageMenu(anchor, { store, view, shown, go, open }),
      jump: (id) => window.goTo(id),
      press: (shown, number, button) => pressButton({ store, person: at.person, shown, number, button, go }),
      react: (shown, type) => {
        const reactions = isMine(shown, type) ? [] : [type];
        return overlay.attempt(() => act("react_with", { ...message(shown), reactions }));
      },
      media: (shown) => openMedia(shown),
      link: (address) => followLink(address, { store, person: at.person, go }),
      profile: (id) => id !== at.person && store.account(id) && go({ chat: id, thread: null }),
      command: (text) => composer.current?.send(text),
      vote: (shown, options) => overlay.attempt(() => act("vote", { ...message(shown), options })),
      leave: () => composer.current?.focus(),
    };
  }, [store, view, window, at.person, at.chat]);

  const place = { person: at.person, chat, details, topic, open };
  const read = useCallback(
    (id) => act("read", { person: at.person, chat: at.chat, thread: at.thread, message: id }).catch(() => {}),
    [at.person, at.chat, at.thread],
  );
  return html`
    <${ChatHead} store=${store} view=${view} chat=${chat} topic=${topic} details=${details} go=${go} />
    <${BusinessBar} store=${store} view=${view} chat=${chat} details=${details} go=${go} />
    <${Pinned} details=${details} thread=${at.thread} onJump=${open.jump} />
    <${History} window=${window} place=${place} unread=${(topic ?? chat).unread} onRead=${read} />
    <${Composer}
      handle=${composer}
      store=${store}
      place=${place}
      thread=${at.thread}
      mode=${mode}
      onMode=${setMode}
      onSent=${() => window.goToEnd()}
    />
  `;
}
