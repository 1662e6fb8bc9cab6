// Telegram's rights of administrators and permissions of members, in words, and which of them a chat has.
// The names are those of the Bot API (`ChatAdministratorRights`, `ChatPermissions`).

const STORIES = [
  ["can_post_stories", "Post stories"],
  ["can_edit_stories", "Edit stories of others"],
  ["can_delete_stories", "Delete stories of others"],
];

const IN_GROUPS = [
  ["can_change_info", "Change group info"],
  ["can_delete_messages", "Delete messages"],
  ["can_restrict_members", "Ban and restrict members"],
  ["can_invite_users", "Add people"],
  ["can_pin_messages", "Pin messages"],
  ["can_manage_topics", "Manage topics"],
  ["can_manage_video_chats", "Manage video chats"],
  ...STORIES,
  ["can_manage_tags", "Change members' tags"],
  ["can_send_welcome_messages", "Send welcome messages"],
  ["can_promote_members", "Add administrators"],
  ["is_anonymous", "Remain anonymous"],
];

const IN_CHANNELS = [
  ["can_change_info", "Change channel info"],
  ["can_post_messages", "Post messages"],
  ["can_edit_messages", "Edit messages of others"],
  ["can_delete_messages", "Delete messages of others"],
  ...STORIES,
  ["can_invite_users", "Add subscribers"],
  ["can_restrict_members", "Remove subscribers"],
  ["can_manage_video_chats", "Manage live streams"],
  ["can_manage_direct_messages", "Manage direct messages"],
  ["can_promote_members", "Add administrators"],
];

const PERMISSIONS = [
  ["can_send_messages", "Send text messages"],
  ["can_send_photos", "Send photos"],
  ["can_send_videos", "Send videos"],
  ["can_send_video_notes", "Send video messages"],
  ["can_send_voice_notes", "Send voice messages"],
  ["can_send_audios", "Send music"],
  ["can_send_documents", "Send files"],
  ["can_send_other_messages", "Send stickers and GIFs"],
  ["can_send_polls", "Send polls"],
  ["can_add_web_page_previews", "Show link previews"],
  ["can_react_to_messages", "React to messages"],
  ["can_edit_tag", "Change the own tag"],
  ["can_change_info", "Change group info"],
  ["can_invite_users", "Add people"],
  ["can_pin_messages", "Pin messages"],
  ["can_manage_topics", "Manage topics"],
];

/** [name, words] of each right that a bot on a person's account may have (`BusinessBotRights`). */
export const BUSINESS_RIGHTS = [
  ["can_reply", "Reply to messages"],
  ["can_read_messages", "Mark messages as read"],
  ["can_delete_sent_messages", "Delete what it sent"],
  ["can_delete_all_messages", "Delete any message"],
  ["can_edit_name", "Edit your name"],
  ["can_edit_bio", "Edit your bio"],
  ["can_edit_profile_photo", "Edit your photo"],
  ["can_edit_username", "Edit your username"],
  ["can_view_gifts_and_stars", "View gifts and Stars"],
  ["can_convert_gifts_to_stars", "Sell gifts for Stars"],
  ["can_change_gift_settings", "Set gift preferences"],
  ["can_transfer_and_upgrade_gifts", "Transfer and upgrade gifts"],
  ["can_transfer_stars", "Transfer Stars"],
  ["can_manage_stories", "Manage stories"],
];

const fitting = (list, chat) => list.filter(([name]) => name !== "can_manage_topics" || chat.is_forum);

/** [name, words] of each right that an administrator of this chat may have. */
export const rightsIn = (chat) => (chat.kind === "channel" ? IN_CHANNELS : fitting(IN_GROUPS, chat));

/** [name, words] of each permission that members of this group may have. */
export const permissionsIn = (chat) => fitting(PERMISSIONS, chat);
