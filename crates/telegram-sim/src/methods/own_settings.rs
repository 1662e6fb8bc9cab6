//! What a bot says about itself: `getMe`, and settings that are only stored and given back.

use serde_json::{Value, json};

use super::Call;
use super::arguments::text_of;
use crate::request::{Answer, ApiError};
use crate::world::account::{COMMANDS, DESCRIPTION, slot_of};
use crate::world::feed::Touch;

pub(super) fn get_me(call: &mut Call) -> Answer {
    let account = call.world.account(call.bot).expect("the caller exists");
    let bot = call.world.bot(call.bot).expect("the caller is a bot");
    let mut me = account.user();
    me["can_join_groups"] = true.into();
    me["can_read_all_group_messages"] = (!bot.privacy).into();
    me["can_connect_to_business"] = bot.business.into();
    me["can_manage_bots"] = bot.manages_bots.into();
    for field in [
        "supports_guest_queries",
        "supports_inline_queries",
        "has_main_web_app",
        "has_topics_enabled",
        "allows_users_to_create_topics",
        "supports_join_request_queries",
    ] {
        me[field] = false.into();
    }
    Ok(me)
}

/// Scope and language of a setting.
fn slot(call: &Call) -> String {
    let params = call.params();
    let language = text_of(params, "language_code").unwrap_or_default();
    slot_of(params.get("scope"), params.get("chat_id"), language)
}

fn store(call: &mut Call, name: &'static str, value: Option<Value>) -> Answer {
    let slot = slot(call);
    if name == COMMANDS || name == DESCRIPTION {
        call.world.feed.touch(Touch::Commands { bot: call.bot });
    }
    let bot = call.world.bot_mut(call.bot).expect("the caller is a bot");
    match value {
        Some(value) => bot.stored.insert((name, slot), value),
        None => bot.stored.remove(&(name, slot)),
    };
    Ok(true.into())
}

fn stored(call: &Call, name: &'static str) -> Option<Value> {
    let bot = call.world.bot(call.bot)?;
    bot.stored.get(&(name, slot(call))).cloned()
}

pub(super) fn set_my_commands(call: &mut Call) -> Answer {
    let commands = call.list("commands").to_vec();
    if commands.len() > 100 {
        return Err(ApiError::bad_request("BOT_COMMANDS_TOO_MUCH"));
    }
    for command in &commands {
        let name = command.get("command").and_then(Value::as_str);
        let name = name.unwrap_or_default().trim_start_matches('/');
        let well_formed = (1..=32).contains(&name.len())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if !well_formed {
            return Err(ApiError::bad_request("BOT_COMMAND_INVALID"));
        }
    }
    store(call, COMMANDS, Some(commands.into()))
}

pub(super) fn get_my_commands(call: &mut Call) -> Answer {
    Ok(stored(call, COMMANDS).unwrap_or_else(|| json!([])))
}

pub(super) fn delete_my_commands(call: &mut Call) -> Answer {
    store(call, COMMANDS, None)
}

fn set_text(call: &mut Call, name: &'static str) -> Answer {
    let text = call.text(name).map(|text| json!({name: text}));
    store(call, name, text)
}

fn get_text(call: &Call, name: &'static str, usual: &str) -> Value {
    stored(call, name).unwrap_or_else(|| json!({name: usual}))
}

pub(super) fn set_my_name(call: &mut Call) -> Answer {
    set_text(call, "name")
}

pub(super) fn get_my_name(call: &mut Call) -> Answer {
    let name = &call
        .world
        .account(call.bot)
        .expect("the caller exists")
        .first_name;
    Ok(get_text(call, "name", name))
}

pub(super) fn set_my_description(call: &mut Call) -> Answer {
    set_text(call, DESCRIPTION)
}

pub(super) fn get_my_description(call: &mut Call) -> Answer {
    Ok(get_text(call, DESCRIPTION, ""))
}

pub(super) fn set_my_short_description(call: &mut Call) -> Answer {
    set_text(call, "short_description")
}

pub(super) fn get_my_short_description(call: &mut Call) -> Answer {
    Ok(get_text(call, "short_description", ""))
}

pub(super) fn set_chat_menu_button(call: &mut Call) -> Answer {
    let button = call.params().get("menu_button").cloned();
    store(call, "menu_button", button)
}

pub(super) fn get_chat_menu_button(call: &mut Call) -> Answer {
    Ok(stored(call, "menu_button").unwrap_or_else(|| json!({"type": "commands"})))
}

pub(super) fn set_my_default_rights(call: &mut Call) -> Answer {
    let name = if call.flag("for_channels") {
        "channel_rights"
    } else {
        "group_rights"
    };
    let rights = call.params().get("rights").cloned();
    store(call, name, rights)
}

pub(super) fn get_my_default_rights(call: &mut Call) -> Answer {
    let name = if call.flag("for_channels") {
        "channel_rights"
    } else {
        "group_rights"
    };
    let none = || {
        let mut rights = crate::world::member::object(
            serde_json::to_value(crate::world::AdminRights::default()).expect("plain"),
        );
        rights.retain(|_, value| value.is_boolean());
        Value::Object(rights)
    };
    Ok(stored(call, name).unwrap_or_else(none))
}

/// There is only one server here, so moving between servers is accepted and changes nothing.
pub(super) fn not_moving_log_out(_call: &mut Call) -> Answer {
    Ok(true.into())
}

/// See [`not_moving_log_out`].
pub(super) fn not_moving_close(_call: &mut Call) -> Answer {
    Ok(true.into())
}
