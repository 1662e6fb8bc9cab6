//! Changes as lines, for snapshots.

use crate::{
    Brings, Change, Closed, Conversation, Delivery, Job, Link, Recall, Standing, Status, Title,
    Wanted,
};

/// Changes, one a line.
pub(crate) fn told(changes: &[Change]) -> String {
    changes.iter().map(|change| line(change) + "\n").collect()
}

fn line(change: &Change) -> String {
    match change {
        Change::NewConversation(new) => {
            format!("new {} ({:?}){}", ids(new), new.kind, standing(new))
        }
        Change::PutCard { id, card } => format!(
            "card {}: {:?} start {:?}",
            id.0, card.name, card.start_parameter
        ),
        Change::UpdateConversation(now) => format!(
            "now {} {:?} last author {}{}{}",
            ids(now),
            now.topic,
            now.last_author,
            if now.unreachable { " unreachable" } else { "" },
            standing(now)
        ),
        Change::PutTopic {
            thread,
            conversation,
            ..
        } => format!("topic {thread} of {:?}", conversation.map(|id| id.0)),
        Change::Deliver(delivery) => format!("deliver {}", delivery_line(delivery)),
        Change::Replace(delivery) => format!("replace {}", delivery_line(delivery)),
        Change::Progress {
            seq,
            state,
            attempts,
            step,
            header_message,
            repeat,
            bare,
            ..
        } => {
            let mut words = format!("{} now {state:?} attempts {attempts}", seq.0);
            if *step > 0 {
                words += &format!(" step {step} under {header_message:?}");
            }
            words + marks(*repeat, *bare)
        }
        Change::Remove { seq, .. } => format!("remove {}", seq.0),
        Change::Link(link) => link_line(link),
        Change::Role {
            topic_message,
            role,
            ..
        } => format!("{topic_message} is now {role:?}"),
        Change::Version { source, digest, .. } => {
            format!("copies of {}/{} hold {digest}", source.chat, source.message)
        }
        Change::Fate { fate, .. } => format!("cause {fate:?}"),
        Change::Told { notice, kept, .. } => {
            let kept = kept.map_or(0, |kept| kept.0);
            format!("told by #{}, kept as #{kept}", notice.0)
        }
        Change::Untold { .. } => "nothing told of it".into(),
        Change::ToldAt {
            notice, message, ..
        } => format!("#{} tells at {message}", notice.0),
        Change::PutCallback(row) => {
            let of = row.about.map_or(row.seq.0, |about| about.0);
            format!("button {} {:?} of {of}", row.id, row.action)
        }
        Change::ReplyUsed { reply, .. } => format!("reply {} used", reply.0),
        Change::ReplyStored {
            reply, messages, ..
        } => {
            let numbers: Vec<i64> = messages.iter().map(|one| one.0).collect();
            format!("reply {} stored as {numbers:?}", reply.0)
        }
        Change::ReplyLost { reply, .. } => format!("reply {} lost", reply.0),
        Change::RemoveReply(gone) => format!("reply {} removed by {}", gone.reply.0, gone.by.0),
        Change::ReplyTopic { thread, .. } => format!("replies stand in {thread:?}"),
        Change::RemoveCallback(id) => format!("no button {id}"),
        Change::Ignore(one) => {
            let now = if one.on { "ignored" } else { "not ignored" };
            format!("{} {now} by {}", one.whom, one.by)
        }
        Change::Verdict(said) => format!("{:?} {} by {}", said.verdict, said.chat, said.by),
        Change::Account { identity, now } => {
            format!("account {} enabled {}", identity.0, now.enabled)
        }
        Change::StepEnded { seq, end, .. } => format!("step {} ended: {end:?}", seq.0),
        Change::OptedOut(conversation, since_ms) => {
            format!("{} opted out since {since_ms:?}", conversation.0)
        }
        Change::Relay { relay, out, .. } => format!("{relay:?} is out: {out:?}"),
        Change::Cell { state, .. } => format!("cell {state:?}"),
        Change::CellGroup { group, .. } => format!("cell's group {group}"),
        Change::Record(fact) => format!("record {:?}", fact.kind),
        Change::Participant { participant, .. } => format!(
            "participant {} of {}: card {}, names {}",
            participant.person, participant.conversation.0, participant.card.0, participant.digest
        ),
        Change::Source {
            thread,
            card,
            seen_ms,
            ..
        } => format!(
            "source {thread}: card {:?} seen {seen_ms:?}",
            card.map(|id| id.0)
        ),
        Change::TakeOver { conversation, .. } => format!("take over {}", conversation.0),
        Change::Discussion { post, copy, .. } => format!(
            "post {}/{} is discussed at {}/{}",
            post.chat, post.message, copy.chat, copy.message
        ),
        Change::SourceMessage {
            message, thread, ..
        } => format!("{message} is in source {thread}"),
        Change::Operator { person, place, .. } => match place {
            Some(place) => format!(
                "{person} is in{}",
                place
                    .card
                    .map_or(String::new(), |id| format!(", card {}", id.0))
            ),
            None => format!("{person} is out"),
        },
        Change::DropCard(id) => format!("drop card {}", id.0),
        Change::Reactions {
            place, actor, now, ..
        } => format!(
            "{actor} reacts to {}/{} with {now:?}",
            place.chat, place.message
        ),
        Change::RefuseReaction {
            places, reaction, ..
        } => format!(
            "{reaction:?} may not be set for {:?}",
            places.iter().map(|at| at.message.0).collect::<Vec<_>>()
        ),
        Change::ForgetReactions { place, .. } => {
            format!("no reactions to {}/{}", place.chat, place.message)
        }
        Change::Gather(item) => format!(
            "item {}/{} of album {} by {}{}",
            item.source.chat,
            item.source.message,
            item.album,
            item.seq.0,
            if item.inside { " inside" } else { "" }
        ),
        Change::Request(request) => format!("request {}", request.number),
        Change::PanelShown {
            panel,
            message,
            shown,
        } => format!("panel {} shows {shown} as {message:?}", panel.0),
        Change::PanelGone(panel) => format!("panel {} is gone", panel.0),
    }
}

fn standing(conversation: &Conversation) -> String {
    let standing = match conversation.standing {
        Standing::Served => String::new(),
        other => format!(" {other:?}"),
    };
    let handling = &conversation.handling;
    let standing = match handling.status {
        Status::UserAnswered => standing,
        status => format!("{standing} {}", status.square()),
    };
    let standing = match handling.called {
        None => standing,
        Some(card) => format!("{standing} called as on card {}", card.0),
    };
    let standing = match handling.responsible {
        None => standing,
        Some(who) => format!("{standing} responsible {}", who.person.0),
    };
    let standing = match handling.away_day {
        None => standing,
        Some(day) => format!("{standing} away on day {day}"),
    };
    let titled = match conversation.title {
        Title::Ours => standing,
        other => format!("{standing} title {other:?}"),
    };
    let wanted = match conversation.wanted {
        Wanted::Settled => titled,
        other => format!("{titled} wanted {other:?}"),
    };
    match conversation.closed {
        Closed::No => wanted,
        other => format!("{wanted} closed {other:?}"),
    }
}

fn ids(conversation: &Conversation) -> String {
    format!(
        "conversation {} chat {}",
        conversation.id.0, conversation.chat
    )
}

fn marks(repeat: bool, bare: bool) -> &'static str {
    match (repeat, bare) {
        (false, false) => "",
        (true, false) => " repeat",
        (false, true) => " bare",
        (true, true) => " repeat bare",
    }
}

fn link_line(link: &Link) -> String {
    format!(
        "link {:?}: client {}/{} topic {}",
        link.role, link.client_chat, link.client_message, link.topic_message
    )
}

fn version_line(version: &crate::Version) -> String {
    use crate::Version;
    match version {
        Version::Text { text, no_preview } => {
            let bare = if *no_preview { " without preview" } else { "" };
            format!("text {:?}{bare}", text.text)
        }
        Version::Caption { text, .. } => format!("caption {:?}", text.text),
        Version::Media(media) => format!("{:?} caption {:?}", media.kind, media.caption.text),
        Version::Location(place) => format!("place {:?}", place.live),
        Version::Whole => "nothing".into(),
    }
}

fn delivery_line(delivery: &Delivery) -> String {
    let mut words = format!("{} {:?}", delivery.seq.0, delivery.direction);
    if let Some(conversation) = delivery.conversation {
        words += &format!(" of {}", conversation.0);
    }
    words += ": ";
    words += &job(&delivery.job);
    if let Some(reply) = &delivery.reply {
        words += &format!(" answering {}", reply.message);
    }
    if let Some(cause) = delivery.cause {
        words += &format!(" because of {}/{}", cause.source.chat, cause.source.message);
    }
    if let Some(aim) = delivery.aim {
        words += &format!(" at {aim:?}");
    }
    if let crate::State::Held(why) = delivery.state
        && why != crate::HeldWhy::UnknownOutcome
    {
        words += &format!(" held {why:?}");
    }
    if let crate::State::Failed(reason) = &delivery.state {
        words += &format!(" Failed({reason:?})");
    }
    words + marks(delivery.repeat, delivery.bare)
}

fn matter_line(matter: &crate::Matter) -> String {
    use crate::Matter;
    match matter {
        Matter::Location(place) => format!("place {:?}", place.live),
        Matter::Venue(venue) => format!("venue {:?}", venue.title),
        Matter::Contact(contact) => format!("contact {:?}", contact.first_name),
        Matter::Poll(poll) => format!("poll {:?} of {}", poll.question.text, poll.options.len()),
        Matter::Rich(input) => format!("rich {input}"),
        Matter::File(media) => format!("file {:?}", media.kind),
        Matter::Words(text) => format!("words of {} units", text.units()),
    }
}

fn album_line(album: &crate::Album) -> String {
    use crate::Road;
    let items = album.items.iter().map(|part| {
        let words = &part.media.caption.text;
        format!("{} {words:?}", part.cause.source.message)
    });
    let line = album.line.as_ref();
    let line = line.map_or(String::new(), |line| format!(" by {:?}", line.text));
    let road = match &album.road {
        Road::Together => String::new(),
        Road::Apart {
            brought, refused, ..
        } => format!(" apart, {brought} brought, {} refused", refused.len()),
        Road::Recalled(recall) => format!(" recalled{}", recall_line(*recall)),
    };
    format!("album {}{line}{road}", items.collect::<Vec<_>>().join(", "))
}

fn brings_line(brings: &Brings) -> String {
    match brings {
        Brings::Words { text, buttons, .. } => {
            format!("words {:?} with {} buttons", text.text, buttons.len())
        }
        Brings::File { stored, media } => {
            format!("copy {stored} caption {:?}", media.caption.text)
        }
        Brings::Album { stored } => format!("album {stored:?}"),
        Brings::Anew { items } => {
            let captions: Vec<&str> = items.iter().map(|one| &*one.caption.text).collect();
            format!("album anew {captions:?}")
        }
        Brings::Forward { stored } => format!("forward {stored:?}"),
    }
}

fn recall_line(recall: Recall) -> &'static str {
    match recall {
        Recall::Message => " but a message again",
        Recall::Note => "",
        Recall::Withdraw => " to withdraw",
    }
}

fn job(job: &Job) -> String {
    match job {
        Job::Text { text, no_preview } => format!(
            "text {:?}{}",
            text.text,
            if *no_preview { " without preview" } else { "" }
        ),
        Job::Copy {
            header,
            caption,
            media,
        } => format!(
            "copy{}{}{}",
            header.as_ref().map_or(String::new(), |header| format!(
                " under {:?}{}",
                header.text.text,
                if header.always { " always" } else { "" }
            )),
            caption
                .as_ref()
                .map_or(String::new(), |text| format!(" caption {:?}", text.text)),
            media
                .as_ref()
                .map_or(String::new(), |media| format!(" or {:?}", media.kind)),
        ),
        Job::Resend { media } => {
            format!("resend {:?} caption {:?}", media.kind, media.caption.text)
        }
        Job::Anew { header, matter } => format!(
            "anew {}{}",
            matter_line(matter),
            header.as_ref().map_or(String::new(), |header| format!(
                " under {:?}{}",
                header.text.text,
                if header.always { " always" } else { "" }
            ))
        ),
        Job::CopyOr { header, otherwise } => format!(
            "copy{}, else {}",
            header.as_ref().map_or(String::new(), |header| format!(
                " under {:?}{}",
                header.text.text,
                if header.always { " always" } else { "" }
            )),
            self::job(otherwise)
        ),
        Job::Under { text } => format!("under it {:?}", text.text),
        Job::Saved(saved) => format!("reply {} {}", saved.reply.0, brings_line(&saved.brings)),
        Job::Keep(keep) => {
            let numbers: Vec<i64> = keep.messages.iter().map(|one| one.0).collect();
            let way = if keep.copied { "copied" } else { "forwarded" };
            format!("keep reply {} of {numbers:?} {way}", keep.reply.0)
        }
        Job::React => "react".into(),
        Job::Forward => "forward".into(),
        Job::Edit {
            version,
            in_place,
            anew,
        } => {
            let way = if *in_place { "edit to" } else { "no edit to" };
            format!("{way} {}, else {}", version_line(version), self::job(anew))
        }
        Job::Recalled(recall) => format!("recalled{}", recall_line(*recall)),
        Job::Album(album) => album_line(album),
        Job::Withdraw { about, copies, .. } => {
            let copies = copies.iter().map(|copy| copy.message.0);
            format!("withdraw {:?} of {about}", copies.collect::<Vec<_>>())
        }
        Job::Notice {
            notice,
            about,
            buttons,
        } => format!("say {notice:?} about {about:?} buttons {buttons:?}"),
        Job::EditNotice { message, notice } => format!("edit {message} to {notice:?}"),
        Job::TellArrived { notice, about } => {
            format!(
                "tell in {notice} that {}/{} arrived",
                about.chat, about.message
            )
        }
        Job::AnswerPress { press, notice } => format!("answer {press} {notice:?}"),
        Job::Rename { said } => format!("rename, saying {said:?}"),
        Job::OpenOrClose => "open or close".to_owned(),
        Job::Leave => "leave".into(),
        Job::Info(info) => format!("card for {:?}, members {:?}", info.audience, info.members),
        Job::Ban(ban) => format!(
            "{} {:?} {} for {} below {}",
            ban.command().name(),
            ban.who,
            ban.whom,
            ban.by,
            ban.about
        ),
        Job::Invite(invite) => format!(
            "make a link{} below {}",
            if invite.named {
                " for whoever is named"
            } else {
                ""
            },
            invite.about
        ),
        Job::Backlog(backlog) => format!("line {:?}, saying {:?}", backlog.line, backlog.said),
        Job::Unpost {
            message,
            relay: None,
        } => format!("delete {message}"),
        Job::Unpost {
            message,
            relay: Some(relay),
        } => format!("{relay:?} deletes {message}"),
        Job::Unpanel { panel } => format!("take panel {} away", panel.0),
        Job::Panel { panel, said } => format!("panel {} says {said:?}", panel.0),
    }
}
