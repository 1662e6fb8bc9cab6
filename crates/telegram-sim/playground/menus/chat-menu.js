// What can be done to a chat, by its kind and by what the person may there. Dangerous things come last and ask first.

import { act } from "../net/api.js";
import { Icon } from "../ui/icons.js";
import { overlay } from "../ui/overlay.js";
import { html } from "../ui/preact.js";
import { openAdd } from "./add-members.js";
import { askText, confirm } from "./ask.js";
import { openBotSettings } from "./bot-settings.js";
import { openLinkGroup } from "./link-group.js";
import { closePlace, copy, detailsOf, may } from "./know.js";
import { openMembers } from "./members.js";
import { openGroupPermissions } from "./rights-dialog.js";

const icon = (name) => html`<${Icon} name=${name} size=${20} />`;
const attempt = (operation, given) => overlay.attempt(() => act(operation, given));

function botItems({ view, chat, go }) {
  const named = { person: view.id, bot: chat.id };
  const start = async () => {
    if ((await attempt("start_bot", named)) !== undefined) go({ chat: chat.id, thread: null });
  };
  const block = () =>
    confirm({
      title: `Block ${chat.title}?`,
      words: "The bot will not be able to write to you until you unblock it.",
      deed: "Block bot",
      danger: true,
      run: () => act("block_bot", named),
    });
  const settings = { label: "What its maker set…", icon: icon("edit"), run: () => openBotSettings(chat) };
  if (chat.blocked) {
    return [
      settings,
      { label: "Restart bot", icon: icon("send"), run: start },
      { label: "Unblock bot", icon: icon("check"), run: () => attempt("unblock_bot", named) },
    ];
  }
  return [
    settings,
    !chat.started && { label: "Start", icon: icon("send"), run: start },
    chat.started && { label: "Block bot…", icon: icon("close"), danger: true, run: block },
  ];
}

/** Topics belong to supergroups; a basic group becomes one on the way, as in Telegram. */
async function switchTopics({ chat, go }) {
  await overlay.attempt(async () => {
    const id = chat.kind === "group" ? await act("upgrade_group", { group: chat.id }) : chat.id;
    await act("set_forum", { chat: id, on: !chat.is_forum });
    go({ chat: id, thread: null });
  });
}

async function upgrade({ chat, go }) {
  const id = await attempt("upgrade_group", { group: chat.id });
  if (id) go({ chat: id, thread: null });
}

function rename({ view, chat }) {
  askText({
    title: chat.kind === "channel" ? "Rename channel" : "Rename group",
    label: "Name",
    value: chat.title,
    deed: "Rename",
    run: (title) => act("rename_chat", { person: view.id, chat: chat.id, title }),
  });
}

function ownerItems({ view, chat, details, go }) {
  const group = chat.kind !== "channel";
  const guard = { chat: chat.id, on: !details.protected };
  return [
    group && {
      label: chat.is_forum ? "Switch topics off" : "Switch topics on",
      icon: icon("topics"),
      run: () => switchTopics({ chat, go }),
    },
    chat.kind === "group" && { label: "Make it a supergroup", icon: icon("up"), run: () => upgrade({ chat, go }) },
    !group && { label: "Discussion group…", icon: icon("link"), run: () => openLinkGroup({ view, chat }) },
    {
      label: details.protected ? "Allow forwarding" : "Forbid forwarding",
      icon: icon("forward"),
      run: () => attempt("set_protected", guard),
    },
  ];
}

function manyItems({ view, chat, details, go }) {
  const channel = chat.kind === "channel";
  const staff = ["owner", "administrator"].includes(chat.standing);
  const general = chat.is_forum ? view.topic(chat.id, 0) : null;
  const unpin = () => attempt("unpin", { person: view.id, chat: chat.id });
  const showGeneral = () => attempt("hide_general", { person: view.id, chat: chat.id, on: false });
  return [
    (!channel || staff) && {
      label: channel ? "Subscribers…" : "Members…",
      icon: icon("people"),
      run: () => openMembers({ view, chat }),
    },
    may(details, view.id, "can_invite_users") && {
      label: "Add people…",
      icon: icon("plus"),
      run: () => openAdd({ view, chat }),
    },
    details.can.change_info && { label: "Rename…", icon: icon("edit"), run: () => rename({ view, chat }) },
    !channel && details.can.restrict && {
      label: "Permissions…",
      icon: icon("lock"),
      run: () => openGroupPermissions({ chat, details }),
    },
    ...(chat.standing === "owner" ? ownerItems({ view, chat, details, go }) : []),
    general?.hidden && details.can.manage_topics && { label: "Show General", icon: icon("eye"), run: showGeneral },
    details.pinned && details.can.pin && { label: "Unpin message", icon: icon("pin"), run: unpin },
  ];
}

function endItems({ view, chat }) {
  const what = chat.kind === "channel" ? "channel" : "group";
  const gone = (operation, given) => async () => {
    await act(operation, given);
    closePlace(view.id, chat.id);
  };
  const leave = () =>
    confirm({
      title: `Leave ${chat.title}?`,
      words: `You can come back when somebody adds you to the ${what} again.`,
      deed: "Leave",
      danger: true,
      run: gone("leave", { account: view.id, chat: chat.id }),
    });
  const remove = () =>
    confirm({
      title: `Delete ${chat.title}?`,
      words: `The ${what} and all its messages will be gone for everybody.`,
      deed: "Delete for everybody",
      danger: true,
      run: gone("delete_chat", { chat: chat.id }),
    });
  const danger = true;
  return chat.standing === "owner"
    ? [{ label: `Delete ${what}…`, icon: icon("trash"), danger, run: remove }]
    : [{ label: `Leave ${what}…`, icon: icon("out"), danger, run: leave }];
}

export async function openChatMenu(anchor, { view, chat, go }) {
  const details = await detailsOf(view, chat.id);
  if (!details) return;
  const asked = { view, chat: view.chats.get(chat.id) ?? chat, details, go };
  const copyId = { label: `Copy id ${chat.id}`, icon: icon("copy"), run: () => copy(String(chat.id), "Id") };
  const single = chat.kind === "private";
  const items = single
    ? [copyId, ...(chat.is_bot ? botItems(asked) : [])]
    : [...manyItems(asked), copyId, null, ...endItems(asked)];
  overlay.openMenu(anchor, items, { label: chat.title || "Chat" });
}
