// What this page does not know: it is named, so that nobody takes it for missing.

import { html } from "../ui/preact.js";

/** Fields that say where, when and by whom; the others say what. */
const AROUND = new Set(
  `message_id message_thread_id direct_messages_topic from sender_chat sender_boost_count sender_business_bot sender_tag
  receiver_user ephemeral_message_id date guest_query_id business_connection_id chat forward_origin is_topic_message
  is_automatic_forward reply_to_message external_reply quote reply_to_story reply_to_checklist_task_id
  reply_to_poll_option_id via_bot guest_bot_caller_user guest_bot_caller_chat edit_date has_protected_content
  is_from_offline is_paid_post media_group_id author_signature paid_star_count link_preview_options
  suggested_post_info effect_id caption caption_entities show_caption_above_media has_media_spoiler reply_markup`.split(
    /\s+/u,
  ),
);

/** The field that says what the message is, in words. */
export function nameOfUnknown(message) {
  const field = Object.keys(message).find((name) => !AROUND.has(name));
  return (field ?? "nothing").replaceAll("_", " ");
}

export const unknown = {
  name: "unknown",
  label: (message) => `Message not shown here: ${nameOfUnknown(message)}`,
  Body({ message }) {
    return html`<div class="kind-unknown">
      A message of a kind that is not shown here: <b dir="auto">${nameOfUnknown(message)}</b>
    </div>`;
  },
};
