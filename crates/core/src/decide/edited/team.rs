//! A person edited a message in a topic: the client's copy follows, unless it became a note.
//!
//! The leak to prevent: words that became a note before they were sent. They are taken back where they wait; where their
//! call may be on its way, it is never made again. What has been a note before it was sent stays one.

use relevo_telegram::Content;

use super::super::group::{self, Written, note, note_link, of_a_person, written};
use super::super::{
    Context, Decision, Incoming, albums, notice, reacted, stopped, versions, withdraw,
};
use super::{Known, first_says, follows, is_claimed, moved, replaces, stays_older};
use crate::{
    Change, Conversation, Delivery, Direction, Fate, Filter, Fresh, Job, Link, LinkRole, Notice,
    Recall, Version,
};

pub(in crate::decide) fn decide(
    incoming: &Incoming<'_>,
    context: &Context<'_>,
    fresh: &mut Fresh,
) -> Decision {
    let conversation = match of_a_person(incoming.message, context) {
        Ok(conversation) => conversation,
        Err(fate) => return Decision::nothing(fate),
    };
    // What was sent did not become a note because what it answered did.
    let by_itself = Context {
        reply_role: None,
        ..*context
    };
    let message = incoming.message.place.message;
    let written = written(incoming, &by_itself);
    let inside = match written {
        Written::Note | Written::Command => true,
        Written::AsChat => return Decision::nothing(Fate::Internal),
        Written::Message => false,
    };
    // Votes and the end of a poll are no version of it.
    if matches!(incoming.message.content, Content::Poll(_)) {
        return Decision::nothing(Fate::Filtered(Filter::NotActedOn));
    }
    let kept = context
        .album
        .is_some_and(|album| album.keeps_inside(message));
    let answers_a_note = context.reply_role.is_some_and(LinkRole::is_inside);
    let known = Known::of(incoming.message.place, context, |link| {
        withdraw::is_at_the_client(link, conversation)
    });
    if known.is_said() && matches!(written, Written::Command) {
        // Another command, which is not carried out: the client keeps what the first one sent.
        return Decision::nothing(Fate::Filtered(Filter::NotActedOn));
    }
    let edit = Edit {
        incoming,
        conversation,
        context,
        known: &known,
    };
    let is_known = known.first.is_some() || !known.copies.is_empty();
    if let Content::Location(place) = &incoming.message.content
        && is_known
    {
        let lane = (&known, Direction::ToClient);
        return moved::decide(lane, place, incoming, context, fresh);
    }
    if let Some(word) =
        group::stopped(incoming.message, context).filter(|_| !inside && !known.is_nothing())
    {
        return edit.stopped(word, fresh);
    }
    let has_left = !known.copies.is_empty() || known.first.is_some_and(is_claimed);
    match known.first {
        _ if has_left && kept && !inside => edit.of_what_another_keeps(fresh),
        _ if !known.copies.is_empty() && inside => edit.became_a_note(fresh),
        _ if !known.copies.is_empty() => edit.of_what_was_sent(fresh),
        Some(first) => edit.of_what_waits(first, inside || kept, fresh),
        None => {
            let mut decision = edit.of_what_is_inside(inside || answers_a_note, fresh);
            if inside {
                decision.changes.extend(edit.keeps_its_album(fresh));
            }
            decision
        }
    }
}

struct Edit<'a> {
    incoming: &'a Incoming<'a>,
    conversation: &'a Conversation,
    context: &'a Context<'a>,
    known: &'a Known<'a>,
}

impl Edit<'_> {
    fn say(&self, what: Notice, fresh: &mut Fresh) -> Change {
        let about = self.incoming.message.place.message.0;
        notice(what, Some(about), self.context, fresh)
    }

    fn role(&self, role: LinkRole) -> Change {
        Change::Role {
            conversation: self.conversation.id,
            cell: self.context.cell.id,
            topic_message: self.incoming.message.place.message,
            role,
        }
    }

    fn receipt(&self, fresh: &mut Fresh) -> Option<Change> {
        let message = (self.incoming.mark, self.incoming.message.place);
        reacted::receipt(message, self.context, fresh)
    }

    /// The client keeps the version that they have: no mark says that it is this one.
    fn stays_older(&self, fresh: &mut Fresh) -> Vec<Change> {
        if self.known.copies.is_empty() {
            return Vec::new();
        }
        let older = stays_older(self.incoming.message.place, self.context);
        [older].into_iter().chain(self.receipt(fresh)).collect()
    }

    fn was_a_note(&self) -> bool {
        // A version that was on its way at that time is a copy of a message.
        let copies = &mut self.known.copies.iter();
        copies.any(|copy| copy.role == LinkRole::TeamNote)
    }

    /// The new words must not leave. What waits is taken back with them; what the client has stays as it was.
    fn stopped(&self, word: String, fresh: &mut Fresh) -> Decision {
        let mut changes = match self.known.first.filter(|_| self.known.copies.is_empty()) {
            Some(first) if first.album().is_some() => self.taken_back(first, fresh).changes,
            Some(first) => withdraw::take_back(first, Recall::Note, self.context, fresh),
            None => {
                let mut changes = self.no_older_one();
                changes.extend(self.stays_older(fresh));
                changes
            }
        };
        changes.push(self.say(Notice::NotSentRestricted { word }, fresh));
        Decision {
            changes,
            fate: Fate::Failed,
        }
    }

    /// The client has a copy: it stays as it was, and can be taken back.
    fn became_a_note(&self, fresh: &mut Fresh) -> Decision {
        let mut changes = self.no_older_one();
        let message = self.incoming.message.place.message;
        if self.was_a_note() {
            // Maybe because of another item of its album: now it keeps that inside as well.
            changes.extend(albums::marked(message, true, self.context));
            return Decision {
                changes,
                fate: Fate::Internal,
            };
        }
        changes.push(self.role(LinkRole::TeamNote));
        let rest = albums::rest_inside(message, None, self.conversation, self.context);
        changes.extend(rest.changes);
        let told = albums::became_note(message, self.conversation, self.context, fresh);
        changes.extend(told);
        changes.extend(albums::receipts(self.incoming, self.context, fresh));
        Decision {
            changes,
            fate: Fate::Internal,
        }
    }

    /// Another item keeps its album inside, this one does not: what the client has of it stays as it was, and nobody sends the new
    /// version later.
    fn of_what_another_keeps(&self, fresh: &mut Fresh) -> Decision {
        let message = self.incoming.message.place.message;
        let mut changes = self.no_older_one();
        changes.extend(albums::marked(message, false, self.context));
        if self.known.holds(self.incoming.digest) {
            return Decision {
                changes,
                fate: Fate::Filtered(Filter::Unchanged),
            };
        }
        changes.extend(self.stays_older(fresh));
        changes.push(self.say(Notice::EditStaysInside, fresh));
        Decision {
            changes,
            fate: Fate::Failed,
        }
    }

    /// A version that a person was asked about, and that nobody sees any more, is not sent either.
    fn no_older_one(&self) -> Vec<Change> {
        let held = self.known.later.filter(|later| stopped::is_held(later));
        held.map(withdraw::removed).unwrap_or_default()
    }

    fn of_what_was_sent(&self, fresh: &mut Fresh) -> Decision {
        let mut decision = if self.known.holds(self.incoming.digest) {
            Decision::nothing(Fate::Filtered(Filter::Unchanged))
        } else {
            self.copy_follows(fresh)
        };
        if self.was_a_note() {
            decision.changes.insert(0, self.role(LinkRole::Team));
            let receipts = albums::receipts(self.incoming, self.context, fresh);
            decision.changes.extend(receipts);
            let message = self.incoming.message.place.message;
            let rest = albums::rest_outside(message, self.conversation, self.context);
            decision.changes.extend(rest);
        }
        decision
    }

    fn copy_follows(&self, fresh: &mut Fresh) -> Decision {
        let message = self.incoming.message;
        let Some(anew) = versions::anew_for_client(message, self.context.now_ms) else {
            let mut changes = self.stays_older(fresh);
            changes.push(self.say(group::not_sent(&message.content), fresh));
            return Decision {
                changes,
                fate: Fate::Failed,
            };
        };
        let marked = self.known.copies.len() > 1;
        let same_file = self.known.has_file(self.incoming);
        let version = versions::version_for_client(message, marked, same_file);
        let job = Job::Edit {
            in_place: replaces(self.context) && version != Version::Whole,
            version,
            anew: Box::new(anew),
        };
        let lane = (self.known, Direction::ToClient);
        let mut decision = follows(lane, job, self.incoming, self.context, fresh);
        if decision.fate == Fate::Held {
            decision.changes.extend(self.receipt(fresh));
        }
        decision
    }

    /// It has not arrived: what waits says the new version. If it became a note it is taken back.
    fn of_what_waits(&self, first: &Delivery, inside: bool, fresh: &mut Fresh) -> Decision {
        let job = group::job(self.incoming.message, first.made_ms);
        let mut decision = match job.filter(|_| !inside) {
            None => return self.taken_back(first, fresh),
            Some(_) if self.known.holds(self.incoming.digest) => {
                Decision::nothing(Fate::Filtered(Filter::Unchanged))
            }
            // What is to be taken back is not followed: the copy, if there will be one, is deleted at once.
            Some(_) if first.recalled() == Some(Recall::Withdraw) => Decision {
                changes: vec![self.say(Notice::EditNotSent, fresh)],
                fate: Fate::Failed,
            },
            Some(_) if is_claimed(first) => self.copy_follows(fresh),
            Some(job) => first_says((self.known, first), job, self.incoming),
        };
        if let Some(again) = withdraw::message_again(first) {
            let message = self.incoming.message.place.message;
            let rest = albums::rest_outside(message, self.conversation, self.context);
            let again = [again].into_iter().filter(|_| first.album().is_none());
            decision.changes.extend(again.chain(rest));
        }
        decision
    }

    /// It became a note in time, and with it the rest of its album.
    fn taken_back(&self, first: &Delivery, fresh: &mut Fresh) -> Decision {
        let message = self.incoming.message.place.message;
        let mut changes = self.no_older_one();
        changes.extend(withdraw::take_back(
            first,
            Recall::Note,
            self.context,
            fresh,
        ));
        if !is_claimed(first) {
            let others = first
                .causes()
                .filter(|cause| cause.source.message != message);
            changes.extend(others.map(|cause| {
                let what = (cause.source.message, cause.kind, cause.digest);
                note_link(what, self.conversation, self.context)
            }));
            changes.push(note(self.incoming, self.conversation, self.context));
        }
        let rest = albums::rest_inside(message, Some(first.seq), self.conversation, self.context);
        changes.extend(rest.changes);
        if let Some(sent) = rest.sent {
            let told = albums::became_note(sent, self.conversation, self.context, fresh);
            changes.extend(told);
        }
        Decision {
            changes,
            fate: Fate::Internal,
        }
    }

    /// What stays inside for another reason, discarded for example, is a note by its own words now.
    fn keeps_its_album(&self, fresh: &mut Fresh) -> Vec<Change> {
        albums::of(self.incoming.message, self.context).map_or_else(Vec::new, |album| {
            let item = (self.incoming, album);
            albums::inside(item, self.conversation, self.context, fresh)
        })
    }

    /// A note stays a note; what was withdrawn, what was never sent and what is out of reach at the client's stays inside.
    fn of_what_is_inside(&self, inside: bool, fresh: &mut Fresh) -> Decision {
        let known = self.context.about.links.last();
        if known.is_some_and(|link| link.digest == self.incoming.digest) {
            return Decision::nothing(Fate::Filtered(Filter::Unchanged));
        }
        let out_of_reach = withdraw::out_of_reach(self.context);
        let was_said =
            known.is_some_and(|link| matches!(link.role, LinkRole::Team | LinkRole::Unnumbered));
        let became_note = inside && out_of_reach.is_some() && was_said;
        let remembered = match known {
            Some(link) => Change::Link(Link {
                digest: self.incoming.digest,
                role: match became_note {
                    true => LinkRole::TeamNote,
                    false => link.role,
                },
                ..*link
            }),
            None => note(self.incoming, self.conversation, self.context),
        };
        let mut changes = vec![remembered];
        if inside && !became_note {
            return Decision {
                changes,
                fate: Fate::Internal,
            };
        }
        let what = match (known.map(|link| link.role), out_of_reach) {
            (Some(LinkRole::Note), _) => Notice::StaysNote,
            (_, Some(reason)) => Notice::EditRefused { reason },
            _ => Notice::EditNotSent,
        };
        changes.push(self.say(what, fresh));
        Decision {
            changes,
            fate: Fate::Failed,
        }
    }
}
