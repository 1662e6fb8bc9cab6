//! grammers, unmodified: it knows Telegram's own RSA keys alone, so its authorization key is agreed on beforehand.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::sync::Arc;

use grammers_client::client::UpdateStream;
use grammers_client::update::Update;
use grammers_client::{Client, InvocationError, SignInError, tl};
use grammers_mtsender::{SenderPool, UpdatesConfiguration};
use grammers_session::Session;
use grammers_session::storages::MemorySession;
use grammers_session::types::DcOption;
use serde_json::json;
use tokio::task::JoinHandle;

use super::stage::Open;
use crate::doors::wire::until;

/// An app of a person; its connections end with this.
pub(crate) struct App {
    pub(crate) client: Client,
    pub(crate) updates: UpdateStream,
    running: JoinHandle<()>,
}

impl Drop for App {
    fn drop(&mut self) {
        self.running.abort();
    }
}

impl App {
    /// An app with a key of its own, drawn from `seed`; with an account it is logged in.
    pub(crate) async fn start(open: &Open, seed: u8, account: Option<i64>) -> App {
        let key = std::array::from_fn(|at| seed.wrapping_mul(31).wrapping_add(at as u8) ^ 0x5a);
        open.sim().share_auth_key(key, account);
        let SocketAddr::V4(address) = open.mtproto else {
            panic!("loopback is IPv4 here")
        };
        let session = Arc::new(MemorySession::default());
        session.set_home_dc_id(2).await.expect("memory");
        session
            .set_dc_option(&DcOption {
                id: 2,
                ipv4: SocketAddrV4::new(Ipv4Addr::LOCALHOST, address.port()),
                ipv6: SocketAddrV6::new(Ipv6Addr::LOCALHOST, address.port(), 0, 0),
                auth_key: Some(key),
            })
            .await
            .expect("memory");
        let SenderPool {
            runner,
            handle,
            updates,
        } = SenderPool::new(session, 1);
        let client = Client::new(handle);
        let running = tokio::spawn(async move {
            runner.run().await;
        });
        let configuration = UpdatesConfiguration { catch_up: false };
        let updates = client.stream_updates(updates, configuration).await;
        App {
            client,
            updates: updates.expect("a stream"),
            running,
        }
    }

    /// What a request gives.
    pub(crate) async fn ask<R: tl::RemoteCall>(&self, request: &R) -> R::Return {
        let answer = until(self.client.invoke(request)).await;
        answer.expect("it is not refused")
    }

    /// The name of the refusal of a request, with its number if it has one.
    pub(crate) async fn refused<R: tl::RemoteCall>(&self, request: &R) -> (String, Option<u32>) {
        match until(self.client.invoke(request)).await {
            Err(InvocationError::Rpc(error)) => (error.name, error.value),
            Err(other) => panic!("refused otherwise: {other}"),
            Ok(_) => panic!("it was not refused"),
        }
    }

    /// How the account names somebody with a username.
    pub(crate) async fn find(&self, username: &str) -> tl::enums::InputPeer {
        let request = tl::functions::contacts::ResolveUsername {
            username: username.to_owned(),
            referer: None,
        };
        let tl::enums::contacts::ResolvedPeer::Peer(found) = self.ask(&request).await;
        if let Some(tl::enums::Chat::Channel(chat)) = found.chats.first() {
            return tl::types::InputPeerChannel {
                channel_id: chat.id,
                access_hash: chat.access_hash.expect("it is told"),
            }
            .into();
        }
        let mut users = found.users.iter().rev().filter_map(|user| match user {
            tl::enums::User::User(user) if !user.is_self => Some(user),
            _ => None,
        });
        let user = users.next().expect("somebody");
        tl::types::InputPeerUser {
            user_id: user.id,
            access_hash: user.access_hash.expect("it is told"),
        }
        .into()
    }

    /// How the account names a chat that is in its list.
    pub(crate) async fn chat(&self, title: &str) -> tl::enums::InputPeer {
        let request = tl::functions::messages::GetDialogs {
            exclude_pinned: false,
            folder_id: None,
            offset_date: 0,
            offset_id: 0,
            offset_peer: tl::enums::InputPeer::Empty,
            limit: 100,
            hash: 0,
        };
        let chats = match self.ask(&request).await {
            tl::enums::messages::Dialogs::Dialogs(list) => list.chats,
            tl::enums::messages::Dialogs::Slice(list) => list.chats,
            tl::enums::messages::Dialogs::NotModified(_) => Vec::new(),
        };
        let found = chats.into_iter().find_map(|chat| match chat {
            tl::enums::Chat::Channel(chat) if chat.title == title => Some(chat),
            _ => None,
        });
        let found = found.expect("it is in the list");
        tl::types::InputPeerChannel {
            channel_id: found.id,
            access_hash: found.access_hash.expect("it is told"),
        }
        .into()
    }

    /// The next message of the account's own that another program of it sent.
    pub(crate) async fn said(&mut self) -> grammers_client::update::Message {
        until(async {
            loop {
                if let Ok(Update::NewMessage(message)) = self.updates.next().await
                    && message.outgoing()
                {
                    return message;
                }
            }
        })
        .await
    }

    /// The text of the next message of others; what ends in between is begun anew.
    pub(crate) async fn heard(&mut self) -> String {
        until(async {
            loop {
                match self.updates.next().await {
                    Ok(Update::NewMessage(message)) if !message.outgoing() => {
                        return message.text().to_owned();
                    }
                    // A cut connection is told once; the next call connects again.
                    Ok(_) | Err(_) => {}
                }
            }
        })
        .await
    }
}

/// Words to somebody, under a number.
pub(crate) fn words(
    peer: &tl::enums::InputPeer,
    text: &str,
    random_id: i64,
) -> tl::functions::messages::SendMessage {
    tl::functions::messages::SendMessage {
        no_webpage: false,
        silent: false,
        background: false,
        clear_draft: false,
        noforwards: false,
        update_stickersets_order: false,
        invert_media: false,
        allow_paid_floodskip: false,
        peer: peer.clone(),
        reply_to: None,
        message: text.to_owned(),
        random_id,
        reply_markup: None,
        entities: None,
        schedule_date: None,
        schedule_repeat_period: None,
        send_as: None,
        quick_reply_shortcut: None,
        effect: None,
        allow_paid_stars: None,
        suggested_post: None,
        rich_message: None,
    }
}

/// The messages that an answer tells.
pub(crate) fn told(updates: tl::enums::Updates) -> Vec<tl::types::Message> {
    let tl::enums::Updates::Updates(updates) = updates else {
        panic!("other updates")
    };
    let messages = updates
        .updates
        .into_iter()
        .filter_map(|update| match update {
            tl::enums::Update::NewMessage(new) => Some(new.message),
            tl::enums::Update::NewChannelMessage(new) => Some(new.message),
            tl::enums::Update::EditChannelMessage(edit) => Some(edit.message),
            tl::enums::Update::EditMessage(edit) => Some(edit.message),
            _ => None,
        });
    let ordinary = messages.filter_map(|message| match message {
        tl::enums::Message::Message(message) => Some(message),
        _ => None,
    });
    ordinary.collect()
}

/// A person on unmodified grammers logs in by code and password and talks with a bot over the Bot API.
#[tokio::test(flavor = "multi_thread")]
async fn grammers_works_unmodified() {
    let open = Open::doors().await;
    let dora = open.person("Dora", "15550100");
    open.sim()
        .with(|world| world.set_password(dora, Some("secret")));
    let mut app = App::start(&open, 1, None).await;
    let client = app.client.clone();
    assert!(!until(client.is_authorized()).await.expect("an answer"));
    let token = until(client.request_login_code("+1 555 0100", "hash"))
        .await
        .expect("a code");
    let code = open.sim().login_code("15550100").expect("it was sent");
    let wrong = until(client.sign_in(&token, "x")).await;
    assert!(matches!(wrong, Err(SignInError::InvalidCode)));
    let Err(SignInError::PasswordRequired(password)) = until(client.sign_in(&token, &code)).await
    else {
        panic!("a password is needed")
    };
    let me = until(client.check_password(password, "secret"))
        .await
        .expect("the right password");
    assert_eq!(me.first_name(), Some("Dora"));

    let found = until(client.resolve_username(open.stage.username)).await;
    let bot = found.expect("an answer").expect("the bot is known");
    let bot = bot
        .to_ref()
        .await
        .expect("it can be named")
        .expect("it can be named");
    let sent = until(client.send_message(bot, "hello"))
        .await
        .expect("it is sent");
    assert_eq!(sent.text(), "hello");
    let update = open.stage.done("getUpdates", json!({"timeout": 50})).await;
    assert_eq!(update[0]["message"]["text"], "hello");
    open.stage
        .done("sendMessage", json!({"chat_id": dora, "text": "welcome"}))
        .await;
    assert_eq!(app.heard().await, "welcome");
}
