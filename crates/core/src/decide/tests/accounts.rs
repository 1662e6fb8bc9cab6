//! Connected accounts: what their owners write, what is gone, and what becomes of the connection.

use relevo_telegram::{
    BusinessConnection, BusinessId, BusinessRights, ChatId, Message, MessageId, Origin, User,
    UserId,
};

use super::desk::{
    ANN, BOT, Desk, NOW_MS, client_event, fresh, from_ann, group_event, mark, operator, person,
    photo, text,
};
use crate::{
    About, Account, AccountState, Change, Context, Delivery, Direction, Event, Fate, Frontend,
    IdentityId, Job, Link, LinkRole, Notice, Status, WINDOW_MS, WINDOW_TOLD_MS, window_closes,
};

/// The account's owner.
pub(crate) const OWNER: i64 = 900_000;
/// The bot's identity.
pub(crate) const VIA: IdentityId = IdentityId(1);
/// The account's.
pub(crate) const ACCOUNT: IdentityId = IdentityId(2);

pub(crate) fn rights(reply: bool) -> BusinessRights {
    BusinessRights {
        reply,
        delete_sent: true,
        delete_all: false,
    }
}

/// A desk that serves an account in the given state.
pub(crate) fn account(mut desk: Desk, state: AccountState) -> Desk {
    desk.connection.identity = ACCOUNT;
    desk.connection.user = UserId(OWNER);
    desk.connection.frontend = Frontend::Business(Account {
        via: VIA,
        bot: BOT,
        state,
    });
    desk
}

pub(crate) fn alive(desk: Desk) -> Desk {
    account(desk, AccountState::Alive(rights(true)))
}

/// The owner writes to Ann.
pub(crate) fn own(content: relevo_telegram::Content) -> Message {
    Message {
        author: person(OWNER, "Olga"),
        ..from_ann(content)
    }
}

pub(crate) fn own_event(message: Message) -> Event {
    let with = User {
        id: UserId(ANN),
        bot: false,
        first_name: "Ann".into(),
        last_name: None,
        username: None,
        language: None,
    };
    Event::OwnMessage {
        mark: mark(),
        message,
        with: Some(with),
    }
}

fn deliveries(changes: &[Change]) -> Vec<&Delivery> {
    let found = changes.iter().filter_map(|change| match change {
        Change::Deliver(delivery) => Some(delivery),
        _ => None,
    });
    found.collect()
}

fn notices(changes: &[Change]) -> Vec<&Notice> {
    let found = deliveries(changes).into_iter();
    let found = found.filter_map(|delivery| match &delivery.job {
        Job::Notice { notice, .. } => Some(notice),
        _ => None,
    });
    found.collect()
}

/// Promise: what the owner writes by hand stands in the topic under their name and the mark of the team, and is an answer; what Telegram
/// sent for them is marked as such and answers nothing.
#[test]
fn the_owner_answers() {
    let mut desk = alive(Desk::with_ann());
    for (offline, line, status) in [
        (false, "Olga 👤\nhello", Status::SupportAnswered),
        (true, "Olga 👤 ⚙\nhello", Status::UserAnswered),
    ] {
        let message = Message {
            offline,
            ..own(text("hello"))
        };
        let decision = desk.decide(&own_event(message));
        assert_eq!(decision.fate, Fate::Waiting);
        let all = deliveries(&decision.changes);
        let Job::Text { text, .. } = &all.iter().find(|one| one.cause.is_some()).unwrap().job
        else {
            panic!("words");
        };
        assert!(text.text.ends_with(line), "{}", text.text);
        let now = decision.changes.iter().find_map(|change| match change {
            Change::UpdateConversation(now) => Some(now.handling.status),
            _ => None,
        });
        assert_eq!(now.unwrap_or(Status::UserAnswered), status);
    }
    // They wrote first: the topic is called as the client.
    desk.conversation = None;
    let decision = desk.decide(&own_event(own(text("hello"))));
    let named = decision
        .changes
        .iter()
        .any(|change| matches!(change, Change::PutCard { card, .. } if card.name == "Ann"));
    assert!(named && notices(&decision.changes).contains(&&Notice::AccountWindow));
}

/// Promise: nothing of an account's chat is copied or forwarded: words are said anew, with the origin of what was forwarded above them,
/// and files go by their number.
#[test]
fn nothing_is_copied() {
    let desk = alive(Desk::with_ann());
    let forwarded = Message {
        origin: Some(Origin::Hidden("Carl".into())),
        ..from_ann(text("look"))
    };
    let decision = desk.decide(&client_event(forwarded));
    let Job::Text { text: words, .. } = &deliveries(&decision.changes)[0].job else {
        panic!("words");
    };
    assert_eq!(words.text, "↪ Carl\nlook");
    let decision = desk.decide(&client_event(from_ann(photo("see"))));
    let Job::Copy { media, caption, .. } = &deliveries(&decision.changes)[0].job else {
        panic!("a file");
    };
    assert!(media.is_some() && caption.is_some());
}

/// Promise: what a client writes says until when they can be answered; `/start` is a word like any other.
#[test]
fn the_window_is_kept() {
    let desk = alive(Desk::new());
    let message = Message {
        date: 1_234,
        ..from_ann(text("/start"))
    };
    let decision = desk.decide(&client_event(message));
    let new = decision.changes.iter().find_map(|change| match change {
        Change::NewConversation(new) => Some(new.handling.client_wrote_ms),
        _ => None,
    });
    assert_eq!(new, Some(1_234_000));
    assert!(notices(&decision.changes).contains(&&Notice::AccountWindow));
}

/// Promise: an hour before the window closes the team is told, once, and only if it owes an answer.
#[test]
fn a_closing_window_is_told_once() {
    let told = |wrote_ms: i64, told_ms: i64, status: Status| {
        let mut desk = alive(Desk::with_ann());
        let mut known = desk.conversation.take().unwrap();
        known.handling.client_wrote_ms = wrote_ms;
        known.handling.window_told_ms = told_ms;
        known.handling.status = status;
        let context = Context {
            now_ms: NOW_MS + WINDOW_MS,
            connection: &desk.connection,
            cell: &desk.cell,
            fleet: &[],
            conversation: Some(&known),
            card_digest: 0,
            content_digest: 0,
            reply_role: None,
            about: About::default(),
            album: None,
            creating: None,
            codebook: &super::desk::Numbers,
            callback: None,
            delivery: None,
            scene: crate::Scene::default(),
        };
        window_closes(&context, &mut fresh())
    };
    let soon_ms = NOW_MS + WINDOW_TOLD_MS;
    let changes = told(soon_ms, 0, Status::UserAnswered);
    assert_eq!(notices(&changes), [&Notice::WindowCloses]);
    for (wrote_ms, told_ms, status) in [
        (soon_ms, soon_ms, Status::UserAnswered),
        (soon_ms, 0, Status::SupportAnswered),
        (soon_ms + 1, 0, Status::UserAnswered),
        (NOW_MS, 0, Status::UserAnswered),
    ] {
        assert!(told(wrote_ms, told_ms, status).is_empty(), "{wrote_ms}");
    }
}

fn link(role: LinkRole, topic_message: i64) -> Link {
    Link {
        conversation: crate::ConversationId(5),
        cell: crate::CellId(1),
        identity: ACCOUNT,
        client_chat: ChatId(ANN),
        client_message: MessageId(3),
        topic_message: MessageId(topic_message),
        relay: None,
        role,
        kind: crate::ContentKind::Text,
        digest: 0,
        author: 0,
        made_ms: 0,
    }
}

fn gone(desk: &mut Desk, of: &[&[Link]]) -> Vec<Change> {
    desk.deleted = of
        .iter()
        .map(|links| About {
            links: Box::leak(links.to_vec().into_boxed_slice()),
            ..About::default()
        })
        .collect();
    let messages = (3..).take(of.len()).map(MessageId).collect();
    let event = Event::ClientDeleted {
        mark: mark(),
        chat: ChatId(ANN),
        messages,
    };
    desk.decide(&event).changes
}

/// Promise: what is gone from the client's chat is marked in the topic, or gone from there too, as the owner wants it; what the team wrote
/// stays in any case, and what it took back itself is not told of.
#[test]
fn deletions_follow_the_parameter() {
    let mut desk = alive(Desk::with_ann());
    let copy: &[Link] = &[link(LinkRole::AuthorLine, 39), link(LinkRole::Client, 40)];
    let team: &[Link] = &[link(LinkRole::Team, 41)];
    let taken_back: &[Link] = &[link(LinkRole::Withdrawn, 42)];
    let changes = gone(&mut desk, &[copy, team, taken_back, &[]]);
    assert_eq!(notices(&changes), [&Notice::Deleted, &Notice::Deleted]);
    desk.connection.params.set("DELETES", "mirror").unwrap();
    let changes = gone(&mut desk, &[copy, team, taken_back]);
    assert_eq!(notices(&changes), [&Notice::Deleted]);
    let unposted = deliveries(&changes)
        .into_iter()
        .filter_map(|one| match one.job {
            Job::Unpost { message, .. } if one.direction == Direction::Aside => Some(message),
            _ => None,
        });
    assert_eq!(unposted.collect::<Vec<_>>(), [39, 40]);
}

/// Promise: a clean-up is counted, once a minute, and takes nothing from the topic.
#[test]
fn many_deletions_are_counted() {
    let mut desk = alive(Desk::with_ann());
    desk.now_ms = 10 * 60_000;
    desk.connection.params.set("DELETES", "mirror").unwrap();
    let event = || Event::ClientDeleted {
        mark: mark(),
        chat: ChatId(ANN),
        messages: (1..=11).map(MessageId).collect(),
    };
    let decision = desk.decide(&event());
    let many = Notice::ManyDeleted { count: 11 };
    assert_eq!(notices(&decision.changes), [&many]);
    let told_ms = desk.now_ms;
    let known = desk.conversation.as_mut().unwrap();
    known.handling.deletions_told_ms = told_ms;
    assert!(desk.decide(&event()).changes.is_empty());
}

/// Promise: while the account's owner lets nothing be sent, what the team writes is held with a way to send it, and never goes by itself.
#[test]
fn what_cannot_be_sent_is_held() {
    for (state, held) in [
        (AccountState::Unheard, true),
        (AccountState::Ended, true),
        (AccountState::Alive(rights(false)), true),
        (AccountState::Alive(rights(true)), false),
    ] {
        let desk = account(Desk::with_ann(), state);
        let decision = desk.decide(&group_event(operator(text("hello"))));
        assert_eq!(decision.fate == Fate::Held, held, "{state:?}");
        let asked = notices(&decision.changes);
        let asks = asked
            .iter()
            .any(|one| matches!(one, Notice::HeldByAccount { .. }));
        assert_eq!(asks, held);
    }
}

/// Promise: what changes for the team is told once, in General.
#[test]
fn changes_of_the_connection_are_told() {
    let now = |enabled: bool, reply: bool| Event::Account {
        mark: mark(),
        now: BusinessConnection {
            id: BusinessId("c".into()),
            user: super::desk::olga(),
            enabled,
            rights: rights(reply),
        },
    };
    let told = |before: AccountState, event: Event| {
        let decision = account(Desk::new(), before).decide(&event);
        assert!(
            matches!(decision.changes[0], Change::Account { identity, .. } if identity == ACCOUNT)
        );
        let told = notices(&decision.changes);
        told.into_iter()
            .map(|one| format!("{one:?}"))
            .collect::<String>()
    };
    let alive = AccountState::Alive(rights(true));
    assert_eq!(
        told(AccountState::Unheard, now(true, true)),
        "AccountConnected"
    );
    assert_eq!(told(AccountState::Ended, now(true, true)), "AccountBack");
    assert_eq!(told(alive, now(true, true)), "");
    assert!(told(alive, now(false, true)).contains("AccountAway"));
    assert!(told(alive, now(true, false)).contains("AccountForbids"));
    assert_eq!(told(AccountState::Ended, now(false, false)), "");
}
