// What can be done to a topic of a forum, and making a new one. Only those who may manage topics change them.
//
// Colours are deliberately absent: in this world the forum chooses them.

import { act } from "../net/api.js";
import { Icon } from "../ui/icons.js";
import { overlay } from "../ui/overlay.js";
import { html } from "../ui/preact.js";
import { askText, confirm } from "./ask.js";
import { closePlace, copy, detailsOf } from "./know.js";
import { openMembers } from "./members.js";

const icon = (name) => html`<${Icon} name=${name} size=${20} />`;
const attempt = (operation, given) => overlay.attempt(() => act(operation, given));

function generalItems({ named, topic }) {
  const turn = (operation, on) => () => attempt(operation, { ...named, on });
  return [
    {
      label: topic.closed ? "Reopen topic" : "Close topic",
      icon: icon("lock"),
      run: turn("close_general", !topic.closed),
    },
    {
      label: topic.hidden ? "Show General" : "Hide General",
      icon: icon("eye"),
      run: turn("hide_general", !topic.hidden),
    },
  ];
}

function topicItems({ view, chat, topic, named }) {
  const asked = { ...named, thread: topic.thread };
  const rename = () =>
    askText({
      title: "Rename topic",
      label: "Name",
      value: topic.name,
      deed: "Rename",
      run: (name) => act("rename_topic", { ...asked, name }),
    });
  const remove = () =>
    confirm({
      title: `Delete ${topic.name}?`,
      words: "The topic and all its messages will be gone for everybody.",
      deed: "Delete for everybody",
      danger: true,
      run: async () => {
        await act("delete_topic", asked);
        closePlace(view.id, chat.id, topic.thread);
      },
    });
  return [
    { label: "Rename…", icon: icon("edit"), run: rename },
    {
      label: topic.closed ? "Reopen topic" : "Close topic",
      icon: icon("lock"),
      run: () => attempt(topic.closed ? "reopen_topic" : "close_topic", asked),
    },
    null,
    { label: "Delete topic…", icon: icon("trash"), danger: true, run: remove },
  ];
}

export async function openTopicMenu(anchor, { view, chat, topic }) {
  const details = await detailsOf(view, chat.id);
  if (!details) return;
  const named = { person: view.id, chat: chat.id };
  const asked = { view, chat, topic, named };
  const may = details.can.manage_topics;
  const general = topic.thread === 0;
  const items = [
    { label: "Members…", icon: icon("people"), run: () => openMembers({ view, chat }) },
    // General has no id: bots write there by naming no topic.
    !general && {
      label: `Copy topic id ${topic.thread}`,
      icon: icon("copy"),
      run: () => copy(String(topic.thread), "Topic id"),
    },
    ...(!may ? [] : general ? generalItems(asked) : topicItems(asked)),
  ];
  overlay.openMenu(anchor, items, { label: topic.name || "Topic" });
}

export function openNewTopic({ view, chat, go }) {
  askText({
    title: "New topic",
    label: "Name",
    deed: "Make topic",
    run: async (name) => {
      const thread = await act("make_topic", { person: view.id, chat: chat.id, name });
      return () => go({ chat: chat.id, thread });
    },
  });
}
