//! The list of chats.

use grammers_tl_types as tl;

use crate::mtproto::boxes::is_channel_like;
use crate::mtproto::rpc::{Answer, Call};
use crate::mtproto::tell::message::{in_place, message, newest};
use crate::mtproto::tell::{Cast, count, int};
use crate::world::World;
use crate::world::message::{MessageKey, Place};

/// Dialogs in one answer.
const DIALOGS_MAX: usize = 100;

/// `messages.getDialogs`, the one with the newest message first.
pub(super) fn get_dialogs(
    call: &mut Call<'_>,
    request: &tl::functions::messages::GetDialogs,
) -> Answer<tl::enums::messages::Dialogs> {
    let places = if request.folder_id.is_some_and(|folder| folder != 0) {
        Vec::new()
    } else {
        places(call.world, call.me)
    };
    let total = places.len();
    let offset_chat = match request.offset_peer {
        tl::enums::InputPeer::Empty => None,
        ref peer => Some(call.peer(peer)?),
    };
    let is_offset = |(place, _): &(Place, MessageKey)| Some(place.id_for(call.me)) == offset_chat;
    let start = match places.iter().position(is_offset) {
        Some(at) => at + 1,
        None if request.offset_date > 0 => {
            let newer = |(_, key): &(Place, MessageKey)| {
                call.world.message(*key).date() >= i64::from(request.offset_date)
            };
            places.iter().take_while(|entry| newer(entry)).count()
        }
        None => 0,
    };
    let limit = usize::try_from(request.limit)
        .unwrap_or(0)
        .clamp(1, DIALOGS_MAX);
    let shown: Vec<_> = places.into_iter().skip(start).take(limit).collect();
    let all = shown.len() == total;
    let list = List::of(call, shown);
    Ok(if all {
        tl::types::messages::Dialogs {
            chats: list.cast.chats(call.world),
            users: list.cast.users(call.world),
            dialogs: list.dialogs,
            messages: list.messages,
        }
        .into()
    } else {
        tl::types::messages::DialogsSlice {
            count: count(total),
            chats: list.cast.chats(call.world),
            users: list.cast.users(call.world),
            dialogs: list.dialogs,
            messages: list.messages,
        }
        .into()
    })
}

/// `messages.getPeerDialogs`.
pub(super) fn get_peer_dialogs(
    call: &mut Call<'_>,
    request: &tl::functions::messages::GetPeerDialogs,
) -> Answer<tl::enums::messages::PeerDialogs> {
    let mut shown = Vec::new();
    for wanted in request.peers.iter().take(DIALOGS_MAX) {
        let tl::enums::InputDialogPeer::Peer(wanted) = wanted else {
            continue;
        };
        let chat = call.peer(&wanted.peer)?;
        call.readable(chat)?;
        let place = Place::seen(call.me, chat);
        shown.extend(newest(call.world, call.me, place).map(|key| (place, key)));
    }
    Ok(peer_dialogs(call, shown))
}

/// `messages.getPinnedDialogs`: none are pinned.
pub(super) fn get_pinned_dialogs(
    call: &mut Call<'_>,
    _: &tl::functions::messages::GetPinnedDialogs,
) -> Answer<tl::enums::messages::PeerDialogs> {
    Ok(peer_dialogs(call, Vec::new()))
}

fn peer_dialogs(
    call: &Call<'_>,
    shown: Vec<(Place, MessageKey)>,
) -> tl::enums::messages::PeerDialogs {
    let list = List::of(call, shown);
    tl::types::messages::PeerDialogs {
        chats: list.cast.chats(call.world),
        users: list.cast.users(call.world),
        dialogs: list.dialogs,
        messages: list.messages,
        state: call.state.boxes.state_at(call.world, call.me, None),
    }
    .into()
}

/// `updates.channelDifferenceTooLong`: the client begins with the channel anew.
pub(super) fn channel_anew(
    call: &Call<'_>,
    chat: i64,
) -> Answer<tl::enums::updates::ChannelDifference> {
    let place = Place::Chat(chat);
    let mut cast = Cast::new(call.me);
    let newest = newest(call.world, call.me, place);
    let dialog = dialog(call, &mut cast, (place, newest));
    let messages = newest.and_then(|key| message(call.world, &mut cast, key));
    Ok(tl::types::updates::ChannelDifferenceTooLong {
        r#final: true,
        timeout: None,
        dialog,
        messages: messages.into_iter().collect(),
        chats: cast.chats(call.world),
        users: cast.users(call.world),
    }
    .into())
}

struct List {
    cast: Cast,
    dialogs: Vec<tl::enums::Dialog>,
    messages: Vec<tl::enums::Message>,
}

impl List {
    fn of(call: &Call<'_>, shown: Vec<(Place, MessageKey)>) -> List {
        let mut cast = Cast::new(call.me);
        let (mut dialogs, mut messages) = (Vec::new(), Vec::new());
        for (place, key) in shown {
            dialogs.push(dialog(call, &mut cast, (place, Some(key))));
            messages.extend(message(call.world, &mut cast, key));
        }
        List {
            cast,
            dialogs,
            messages,
        }
    }
}

/// The places of an account with a message in them, newest first.
fn places(world: &World, me: i64) -> Vec<(Place, MessageKey)> {
    let own = |place: &Place| match place {
        Place::Private(low, high) => *low == me || *high == me,
        Place::Chat(id) => {
            let chat = &world.chats[id];
            chat.standing(me).inside() && !chat.deleted
        }
    };
    let private = world
        .dialogs
        .keys()
        .map(|(low, high)| Place::Private(*low, *high));
    let chats = world.chats.keys().map(|id| Place::Chat(*id));
    let there = private.chain(chats).filter(own);
    let mut places: Vec<_> = there
        .filter_map(|place| Some((place, newest(world, me, place)?)))
        .collect();
    places.sort_unstable_by_key(|(_, key)| std::cmp::Reverse(*key));
    places
}

fn dialog(
    call: &Call<'_>,
    cast: &mut Cast,
    (place, newest): (Place, Option<MessageKey>),
) -> tl::enums::Dialog {
    let (world, me) = (&*call.world, call.me);
    let chat = place.id_for(me);
    let last = newest.and_then(|key| world.message(key).id_for(me));
    let other = match place {
        Place::Private(..) => read_id(world, me, place, world.read_until(chat, place, 0)),
        Place::Chat(_) => last.map_or(0, int),
    };
    let unread = world.unread(me, place, 0, in_place(world, place));
    let pts = is_channel_like(world, chat).then(|| call.state.boxes.channel_pts(chat));
    tl::types::Dialog {
        pinned: false,
        unread_mark: false,
        view_forum_as_messages: false,
        peer: cast.name(chat),
        top_message: last.map_or(0, int),
        read_inbox_max_id: read_id(world, me, place, world.read_until(me, place, 0)),
        read_outbox_max_id: other,
        unread_count: count(unread),
        unread_mentions_count: 0,
        unread_reactions_count: 0,
        unread_poll_votes_count: 0,
        notify_settings: notify_settings(),
        pts,
        draft: None,
        folder_id: None,
        ttl_period: None,
    }
    .into()
}

/// The account's number of the last message of a place before `until`.
pub(super) fn read_id(world: &World, me: i64, place: Place, until: MessageKey) -> i32 {
    let list = in_place(world, place);
    let end = list.partition_point(|key| *key < until);
    let numbered = list[..end].iter().rev();
    let mut ids = numbered.filter_map(|key| world.message(*key).id_for(me));
    ids.next().map_or(0, int)
}

/// Nobody is muted.
pub(super) fn notify_settings() -> tl::enums::PeerNotifySettings {
    tl::types::PeerNotifySettings {
        show_previews: None,
        silent: None,
        mute_until: None,
        ios_sound: None,
        android_sound: None,
        other_sound: None,
        stories_muted: None,
        stories_hide_sender: None,
        stories_ios_sound: None,
        stories_android_sound: None,
        stories_other_sound: None,
    }
    .into()
}
