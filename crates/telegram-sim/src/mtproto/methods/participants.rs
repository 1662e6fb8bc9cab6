//! Who is in a chat.

use grammers_tl_types as tl;

use super::dialogs::notify_settings;
use crate::mtproto::peers::bare;
use crate::mtproto::rpc::{Answer, Call, Refusal};
use crate::mtproto::tell::chat::{banned, rights};
use crate::mtproto::tell::{Cast, count, int};
use crate::world::chat::Chat;
use crate::world::member::Standing;
use crate::world::{AdminRights, Permissions, World};

/// Members in one answer at most.
const MEMBERS_MAX: usize = 200;

/// `channels.getParticipants`.
pub(super) fn list(
    call: &mut Call<'_>,
    request: &tl::functions::channels::GetParticipants,
) -> Answer<tl::enums::channels::ChannelParticipants> {
    use tl::enums::ChannelParticipantsFilter as Filter;
    let chat = call.channel(&request.channel)?;
    let state = call.chat_inside(chat)?;
    let world = &*call.world;
    let wanted = |id: i64, standing: &Standing| match &request.filter {
        Filter::ChannelParticipantsRecent => Ok(standing.inside()),
        Filter::ChannelParticipantsAdmins => Ok(standing.is_admin()),
        Filter::ChannelParticipantsBots => Ok(standing.inside() && world.bot(id).is_some()),
        Filter::ChannelParticipantsKicked(_) => Ok(*standing == Standing::Kicked),
        Filter::ChannelParticipantsBanned(_) => Ok(matches!(standing, Standing::Restricted { .. })),
        Filter::ChannelParticipantsSearch(search) => {
            Ok(standing.inside() && is_called(world, id, &search.q))
        }
        _ => Err(Refusal::not_simulated("this filter of members")),
    };
    let mut ids = Vec::new();
    for (id, member) in &state.members {
        if wanted(*id, &member.standing)? {
            ids.push(*id);
        }
    }
    let offset = usize::try_from(request.offset).unwrap_or(0);
    let limit = usize::try_from(request.limit).unwrap_or(0).min(MEMBERS_MAX);
    let mut cast = Cast::new(call.me);
    cast.name(chat);
    let page = ids.iter().skip(offset).take(limit);
    let participants = page
        .map(|id| participant(world, &mut cast, (state, *id)))
        .collect();
    Ok(tl::types::channels::ChannelParticipants {
        count: count(ids.len()),
        participants,
        chats: cast.chats(world),
        users: cast.users(world),
    }
    .into())
}

/// `channels.getParticipant`.
pub(super) fn one(
    call: &mut Call<'_>,
    request: &tl::functions::channels::GetParticipant,
) -> Answer<tl::enums::channels::ChannelParticipant> {
    let chat = call.channel(&request.channel)?;
    let user = call.peer(&request.participant)?;
    let state = call.chat_inside(chat)?;
    if !state.members.contains_key(&user) || *state.standing(user) == Standing::Left {
        return Err(Refusal::bad("USER_NOT_PARTICIPANT"));
    }
    let mut cast = Cast::new(call.me);
    cast.name(chat);
    let participant = participant(call.world, &mut cast, (state, user));
    Ok(tl::types::channels::ChannelParticipant {
        participant,
        chats: cast.chats(call.world),
        users: cast.users(call.world),
    }
    .into())
}

/// `messages.getFullChat`: a basic group with its members.
pub(super) fn full_chat(
    call: &mut Call<'_>,
    request: &tl::functions::messages::GetFullChat,
) -> Answer<tl::enums::messages::ChatFull> {
    let chat = call.known_group(request.chat_id)?;
    let state = call.chat_inside(chat)?;
    let mut cast = Cast::new(call.me);
    cast.name(chat);
    let inside = state
        .members
        .iter()
        .filter(|(_, member)| member.standing.inside());
    let participants = inside.map(|(id, member)| {
        cast.name(*id);
        let (user_id, inviter_id, date, rank) = (*id, state.owner(), 0, None);
        match member.standing {
            Standing::Owner { .. } => tl::types::ChatParticipantCreator { user_id, rank }.into(),
            Standing::Administrator(_) => tl::types::ChatParticipantAdmin {
                user_id,
                inviter_id,
                date,
                rank,
            }
            .into(),
            _ => tl::types::ChatParticipant {
                user_id,
                inviter_id,
                date,
                rank,
            }
            .into(),
        }
    });
    let participants = tl::types::ChatParticipants {
        chat_id: bare(chat),
        participants: participants.collect(),
        version: 1,
    };
    let full_chat = tl::types::ChatFull {
        can_set_username: false,
        has_scheduled: false,
        translations_disabled: false,
        has_welcome_messages: false,
        id: bare(chat),
        about: String::new(),
        participants: participants.into(),
        chat_photo: None,
        notify_settings: notify_settings(),
        exported_invite: None,
        bot_info: None,
        pinned_msg_id: None,
        folder_id: None,
        call: None,
        ttl_period: None,
        groupcall_default_join_as: None,
        theme_emoticon: None,
        requests_pending: None,
        recent_requesters: None,
        available_reactions: None,
        reactions_limit: None,
    };
    Ok(tl::types::messages::ChatFull {
        full_chat: full_chat.into(),
        chats: cast.chats(call.world),
        users: cast.users(call.world),
    }
    .into())
}

fn is_called(world: &World, id: i64, words: &str) -> bool {
    let words = words.to_lowercase();
    world.account(id).is_some_and(|who| {
        let username = who.username.as_deref().unwrap_or_default();
        who.full_name().to_lowercase().contains(&words) || username.to_lowercase().contains(&words)
    })
}

fn participant(
    world: &World,
    cast: &mut Cast,
    (state, id): (&Chat, i64),
) -> tl::enums::ChannelParticipant {
    let peer = cast.name(id);
    let date = int(world.now_s());
    let limits = |allowed: &Permissions, left| {
        tl::types::ChannelParticipantBanned {
            left,
            peer: peer.clone(),
            kicked_by: state.owner(),
            date,
            banned_rights: banned(allowed),
            rank: None,
        }
        .into()
    };
    match state.standing(id) {
        Standing::Owner { anonymous } => tl::types::ChannelParticipantCreator {
            user_id: id,
            admin_rights: rights(&AdminRights {
                is_anonymous: *anonymous,
                ..AdminRights::all()
            }),
            rank: None,
        }
        .into(),
        Standing::Administrator(given) => tl::types::ChannelParticipantAdmin {
            can_edit: false,
            is_self: id == cast.viewer,
            user_id: id,
            inviter_id: (id == cast.viewer).then(|| state.owner()),
            promoted_by: state.owner(),
            date,
            admin_rights: rights(given),
            rank: given.custom_title.clone(),
        }
        .into(),
        Standing::Restricted {
            permissions,
            inside,
        } => limits(permissions, !inside),
        Standing::Kicked => {
            let mut kicked = limits(&Permissions::all(false), true);
            if let tl::enums::ChannelParticipant::Banned(banned) = &mut kicked {
                let tl::enums::ChatBannedRights::Rights(rights) = &mut banned.banned_rights;
                rights.view_messages = true;
            }
            kicked
        }
        Standing::Left => tl::types::ChannelParticipantLeft { peer }.into(),
        Standing::Member if id == cast.viewer => tl::types::ChannelParticipantSelf {
            via_request: false,
            user_id: id,
            inviter_id: state.owner(),
            date,
            subscription_until_date: None,
            rank: None,
        }
        .into(),
        Standing::Member => tl::types::ChannelParticipant {
            user_id: id,
            date,
            subscription_until_date: None,
            rank: None,
        }
        .into(),
    }
}
