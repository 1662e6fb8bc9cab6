//! What Telegram tells about a client group itself: who came and went, what was pinned, its title, its new number.

use relevo_telegram::{Content, Message, Service, User};

use super::client::{card, ours};
use super::{Context, Decision, Incoming, filter, notice, record, sources, wanted};
use crate::byline::author_id;
use crate::render::{author_name, person_shown};
use crate::{Change, Conversation, FactKind, Fate, Fresh, Notice, Standing, Topic};

/// How many names a line holds.
const NAMES_MAX: usize = 10;

/// A group that becomes a supergroup keeps its conversation under a new id; both chats tell of it, in either order.
pub(super) fn decide(
    service: &Service,
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let message = incoming.message;
    let mut changes = Vec::new();
    if let Some(known) = ours(context) {
        let mut now = known.clone();
        match service {
            Service::MigratedTo(chat) if !context.scene.taken => now = known.upgraded(*chat),
            Service::MigratedFrom(_) if !context.scene.taken => {
                now = known.upgraded(message.chat.id);
            }
            Service::NewTitle(_) if context.card_digest != 0 => {
                now.card_digest = context.card_digest;
            }
            _ => {}
        }
        if now.card_digest != known.card_digest {
            changes.push(Change::PutCard {
                id: now.card,
                card: card(message),
            });
            changes.extend(wanted::renamed(&mut now, context, fresh));
        }
        if now.chat != known.chat {
            changes.push(record(FactKind::GroupMigrated, Some(known), context));
        }
        if now != *known {
            changes.push(Change::UpdateConversation(now));
        }
        if let Service::TopicCreated(name) | Service::TopicEdited(Some(name)) = service {
            changes.extend(sources::called(known, (message, name), context, fresh));
        }
        if is_told(known, incoming, context)
            && let Content::Service(told) = &incoming.shown.content
            && let Some(line) = line(told, incoming.shown, context)
        {
            changes.push(notice(line, None, context, fresh));
        }
    }
    Decision {
        changes,
        fate: Fate::Internal,
    }
}

/// Whether events are told: as the owner wants it, where there is a topic to tell them in.
fn is_told(known: &Conversation, incoming: &Incoming<'_>, context: &Context<'_>) -> bool {
    let params = &context.connection.params;
    params.group_events
        && known.topic != Topic::None
        && known.standing == Standing::Served
        && filter::left_out(incoming, params, context.fleet).is_none()
}

fn line(service: &Service, message: &Message, context: &Context<'_>) -> Option<Notice> {
    let stranger = |user: &&User| !context.fleet.contains(&user.id);
    match service {
        Service::Joined(people) => {
            let people = people.iter().filter(stranger);
            let names: Vec<String> = people.map(person_shown).collect();
            let more = names.len() > NAMES_MAX;
            let more = more.then(|| format!("+{}", names.len() - NAMES_MAX));
            let names: Vec<String> = names.into_iter().take(NAMES_MAX).chain(more).collect();
            (!names.is_empty()).then_some(Notice::PeopleJoined { names })
        }
        Service::Left(user) if stranger(&user) => Some(Notice::PersonLeft {
            name: person_shown(user),
        }),
        Service::Pinned => Some(Notice::MessagePinned {
            name: crate::render::shown_author(
                &author_name(&message.author),
                author_id(&message.author),
            ),
        }),
        _ => None,
    }
}
