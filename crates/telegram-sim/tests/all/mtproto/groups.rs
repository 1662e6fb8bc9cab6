//! Groups: made, filled, with those who let nobody add them; links; coming and going.

use grammers_client::tl;
use relevo_telegram_sim::control::NewPerson;

use super::grammers::{App, words};
use super::stage::Open;

fn user(peer: tl::enums::InputPeer) -> tl::enums::InputUser {
    let tl::enums::InputPeer::User(user) = peer else {
        panic!("a person")
    };
    tl::types::InputUser {
        user_id: user.user_id,
        access_hash: user.access_hash,
    }
    .into()
}

fn person(open: &Open, name: &str, no_invites: bool) -> i64 {
    let new = NewPerson {
        first_name: name.to_owned(),
        username: Some(name.to_owned()),
        no_invites,
        ..NewPerson::default()
    };
    open.sim().with(|world| world.make_person(new))
}

/// A supergroup with topics is made, one person added, another named as missing, who then comes by a link and leaves.
#[tokio::test(flavor = "multi_thread")]
async fn groups_are_made_and_joined() {
    let open = Open::doors().await;
    let (dora, _, finn) = (
        person(&open, "dora", false),
        person(&open, "evelyn", false),
        person(&open, "finnley", true),
    );
    let app = App::start(&open, 1, Some(dora)).await;
    let guest = App::start(&open, 2, Some(finn)).await;
    let create = tl::functions::channels::CreateChannel {
        broadcast: false,
        megagroup: true,
        for_import: false,
        forum: true,
        title: "A new group".to_owned(),
        about: String::new(),
        geo_point: None,
        address: None,
        ttl_period: None,
    };
    app.ask(&create).await;
    let group = app.chat("A new group").await;
    let tl::enums::InputPeer::Channel(named) = &group else {
        panic!("a supergroup")
    };
    let channel: tl::enums::InputChannel = tl::types::InputChannel {
        channel_id: named.channel_id,
        access_hash: named.access_hash,
    }
    .into();
    let invite = tl::functions::channels::InviteToChannel {
        channel: channel.clone(),
        users: vec![
            user(app.find("evelyn").await),
            user(app.find("finnley").await),
        ],
    };
    let tl::enums::messages::InvitedUsers::Users(invited) = app.ask(&invite).await;
    let missing: Vec<i64> = invited
        .missing_invitees
        .iter()
        .map(|tl::enums::MissingInvitee::Invitee(missing)| missing.user_id)
        .collect();
    assert_eq!(missing, [finn]);

    let export = tl::functions::messages::ExportChatInvite {
        legacy_revoke_permanent: false,
        request_needed: false,
        peer: group.clone(),
        expire_date: None,
        usage_limit: None,
        title: None,
        subscription_pricing: None,
    };
    let tl::enums::ExportedChatInvite::ChatInviteExported(link) = app.ask(&export).await else {
        panic!("a link")
    };
    let hash = link
        .link
        .rsplit_once('+')
        .expect("a secret part")
        .1
        .to_owned();
    let import = tl::functions::messages::ImportChatInvite { hash: hash.clone() };
    guest.ask(&import).await;
    assert_eq!(guest.refused(&import).await.0, "USER_ALREADY_PARTICIPANT");
    let wrong = tl::functions::messages::ImportChatInvite {
        hash: "x".to_owned(),
    };
    assert_eq!(guest.refused(&wrong).await.0, "INVITE_HASH_EXPIRED");

    let list = tl::functions::channels::GetParticipants {
        channel: channel.clone(),
        filter: tl::enums::ChannelParticipantsFilter::ChannelParticipantsRecent,
        offset: 0,
        limit: 10,
        hash: 0,
    };
    let tl::enums::channels::ChannelParticipants::Participants(list) = app.ask(&list).await else {
        panic!("members")
    };
    assert_eq!(list.count, 3);
    // Hashes are each account's own.
    assert_eq!(
        guest.refused(&words(&group, "?", 1)).await.0,
        "CHANNEL_INVALID"
    );
    let there = guest.chat("A new group").await;
    guest.ask(&words(&there, "hello", 2)).await;
    let tl::enums::InputPeer::Channel(mine) = &there else {
        panic!("a supergroup")
    };
    let leave = tl::functions::channels::LeaveChannel {
        channel: tl::types::InputChannel {
            channel_id: mine.channel_id,
            access_hash: mine.access_hash,
        }
        .into(),
    };
    guest.ask(&leave).await;
    assert_eq!(
        guest.refused(&words(&there, "again", 3)).await.0,
        "CHAT_WRITE_FORBIDDEN"
    );
}

/// Who runs a group renames it, makes administrators and pins; others may not.
#[tokio::test(flavor = "multi_thread")]
async fn groups_are_run_by_administrators() {
    let open = Open::doors().await;
    let stage = &open.stage;
    let dora = person(&open, "dora", false);
    open.sim()
        .with(|world| world.join(dora, stage.forum))
        .expect("she may");
    let app = App::start(&open, 1, Some(stage.person)).await;
    let guest = App::start(&open, 2, Some(dora)).await;
    let channel = |peer: &tl::enums::InputPeer| -> tl::enums::InputChannel {
        let tl::enums::InputPeer::Channel(named) = peer else {
            panic!("a supergroup")
        };
        tl::types::InputChannel {
            channel_id: named.channel_id,
            access_hash: named.access_hash,
        }
        .into()
    };
    let here = channel(&app.chat("Desk").await);
    let there = channel(&guest.chat("Desk").await);
    let rename = |channel: &tl::enums::InputChannel| tl::functions::channels::EditTitle {
        channel: channel.clone(),
        title: "Help".to_owned(),
    };
    assert_eq!(
        guest.refused(&rename(&there)).await.0,
        "CHAT_ADMIN_REQUIRED"
    );
    let tl::enums::ChatAdminRights::Rights(none) = no_rights();
    let promote = tl::functions::channels::EditAdmin {
        channel: here.clone(),
        user_id: user(app.find("dora").await),
        admin_rights: tl::types::ChatAdminRights {
            change_info: true,
            ..none
        }
        .into(),
        rank: None,
    };
    app.ask(&promote).await;
    guest.ask(&rename(&there)).await;
    let peer = guest.chat("Help").await;
    let sent = super::grammers::told(app.ask(&words(&app.chat("Help").await, "look", 1)).await);
    let pin = |peer| tl::functions::messages::UpdatePinnedMessage {
        silent: false,
        unpin: false,
        pm_oneside: false,
        peer,
        id: sent[0].id,
    };
    assert_eq!(guest.refused(&pin(peer)).await.0, "CHAT_ADMIN_REQUIRED");
    app.ask(&pin(app.chat("Help").await)).await;
    let full = tl::functions::channels::GetFullChannel { channel: there };
    let tl::enums::messages::ChatFull::Full(full) = guest.ask(&full).await;
    let tl::enums::ChatFull::ChannelFull(full) = full.full_chat else {
        panic!("a supergroup")
    };
    let told = (
        full.pinned_msg_id,
        full.participants_count,
        full.admins_count,
    );
    assert_eq!(told, (Some(sent[0].id), Some(3), Some(3)));
}

fn no_rights() -> tl::enums::ChatAdminRights {
    <tl::enums::ChatAdminRights as tl::Deserializable>::from_bytes(&[
        0xd5, 0x24, 0xb2, 0x5f, 0, 0, 0, 0,
    ])
    .expect("no flag is set")
}

/// A basic group is made with people in it; one is removed; the rest is told.
#[tokio::test(flavor = "multi_thread")]
async fn basic_groups_are_made_with_people() {
    let open = Open::doors().await;
    let (dora, eve) = (person(&open, "dora", false), person(&open, "evelyn", false));
    let mut other = App::start(&open, 2, Some(eve)).await;
    // Connected from here on.
    other.ask(&tl::functions::updates::GetState {}).await;
    let app = App::start(&open, 1, Some(dora)).await;
    let evelyn = user(app.find("evelyn").await);
    let create = tl::functions::messages::CreateChat {
        users: vec![evelyn.clone()],
        title: "A few".to_owned(),
        ttl_period: None,
    };
    let tl::enums::messages::InvitedUsers::Users(made) = app.ask(&create).await;
    let tl::enums::Updates::Updates(updates) = made.updates else {
        panic!("updates")
    };
    let Some(tl::enums::Chat::Chat(group)) = updates.chats.first() else {
        panic!("the group is told")
    };
    assert_eq!(group.participants_count, 2);
    let peer: tl::enums::InputPeer = tl::types::InputPeerChat { chat_id: group.id }.into();
    app.ask(&words(&peer, "hello, few", 1)).await;
    let mut heard = other.heard().await;
    while heard.is_empty() {
        heard = other.heard().await;
    }
    assert_eq!(heard, "hello, few");
    let remove = tl::functions::messages::DeleteChatUser {
        revoke_history: false,
        chat_id: group.id,
        user_id: evelyn,
    };
    app.ask(&remove).await;
    assert_eq!(
        other.refused(&words(&peer, "?", 2)).await.0,
        "CHAT_WRITE_FORBIDDEN"
    );
}
