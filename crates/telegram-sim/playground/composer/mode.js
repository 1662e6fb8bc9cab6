// What the words in the field are for: a new message (null), a reply `{reply: MessageView}` or an edit `{edit: MessageView}`.
//
// Kept by the tab with the words (`drafts.js`): after a reload the message is read anew, if it is still there.

import { get } from "../net/api.js";
import { useEffect, useState } from "../ui/preact.js";
import { keepMode, readMode } from "./drafts.js";

async function readAnew({ person, chat, thread }, { reply, edit }) {
  const id = reply ?? edit;
  const { messages } = await get("/api/messages", { as: person, chat, thread, around: id, limit: 1 });
  const view = messages.find((one) => one.id === id);
  if (!view || (edit && !view.can_edit)) return null;
  return edit ? { edit: view } : { reply: view };
}

/** The mode, and the function that changes it. */
export function useMode(place) {
  const [mode, setMode] = useState(null);
  const change = (next) => {
    const [what, view] = Object.entries(next ?? {})[0] ?? [];
    keepMode(place, view ? { [what]: view.id } : null);
    setMode(next);
  };
  useEffect(() => {
    const kept = readMode(place);
    if (!kept) return;
    // Meanwhile something else may have been begun. Without an answer it stays kept for the next time.
    readAnew(place, kept).then(
      (read) => {
        if (!read) keepMode(place, null);
        setMode((now) => now ?? read);
      },
      () => {},
    );
  }, []);
  return [mode, change];
}
