//! The message that the team may see.

use std::borrow::Cow;

use relevo_telegram::{
    Author, Chat, Checklist, Content, LinkButton, Media, Message, Origin, Poll, Quote, Reply, Rich,
    Service, Text, User,
};

use super::words::cut_off;
use super::{Hiding, StandIn, address};
use crate::ContentKind;
use crate::render::full_name;

/// The longest text that Telegram takes, in UTF-16 units; people with Premium may write captions as long.
const TEXT_UNITS_MAX: usize = 4_096;
/// Bot API, `sendPoll`: 300 characters of question, 100 of each answer, 200 of explanation, 1,024 of description.
const QUESTION_UNITS_MAX: usize = 300;
const OPTION_UNITS_MAX: usize = 100;
const EXPLANATION_UNITS_MAX: usize = 200;
const DESCRIPTION_UNITS_MAX: usize = 1_024;
/// Bot API, `InputChecklist`: 255 characters of title, 100 of each task.
const TITLE_UNITS_MAX: usize = 255;
const TASK_UNITS_MAX: usize = 100;

impl Hiding<'_> {
    /// The message as the team may see it: the same one if nothing is hidden. Its ids are the real ones: they say where things are.
    pub(crate) fn message<'m>(&self, message: &'m Message) -> Cow<'m, Message> {
        if !self.is_on() {
            return Cow::Borrowed(message);
        }
        Cow::Owned(Message {
            chat: self.chat(&message.chat),
            author: self.author(&message.author),
            reply: message.reply.as_ref().map(|reply| self.reply(reply)),
            content: self.content(&message.content),
            origin: message.origin.clone().filter(|origin| self.tells(origin)),
            buttons: self.buttons(&message.buttons),
            thread_name: self.source_name(message.thread_name.as_deref()),
            via_bot: message.via_bot.filter(|_| !self.rebuilds()),
            ..message.clone()
        })
    }

    fn author(&self, author: &Author) -> Author {
        match author {
            Author::User(user) => Author::User(self.user(user)),
            Author::Chat { chat, .. } => Author::Chat {
                chat: self.chat(chat),
                signature: None,
            },
            Author::Nobody => Author::Nobody,
        }
    }

    fn user(&self, user: &User) -> User {
        let name = full_name(&user.first_name, user.last_name.as_deref());
        User {
            first_name: self.person(&name, user.id.0),
            last_name: None,
            username: None,
            ..user.clone()
        }
    }

    /// A group or channel as the team may see it.
    pub(crate) fn chat(&self, chat: &Chat) -> Chat {
        let title = chat.title.as_deref();
        Chat {
            title: title.map(|title| self.chat_title(title, chat.id.0)),
            ..chat.clone()
        }
    }

    /// The name of a topic of the client's forum, which is a title too.
    fn source_name(&self, name: Option<&str>) -> Option<String> {
        let name = name.filter(|_| !self.info.title)?;
        Some(self.without_addresses(name).into_owned())
    }

    /// Whether the origin of a forward may be seen. It is a profile or a chat to be opened, besides its name.
    fn tells(&self, origin: &Origin) -> bool {
        let of_a_person = matches!(origin, Origin::User(_) | Origin::Hidden(_));
        !self.rebuilds() && of_a_person
    }

    /// Buttons are hung under a message by whoever sent it, with an address each: none is shown where addresses or names are hidden.
    fn buttons(&self, buttons: &[LinkButton]) -> Vec<LinkButton> {
        match self.rebuilds() {
            true => Vec::new(),
            false => buttons.to_vec(),
        }
    }

    /// A quote must be an exact part of what stands in the topic: one that hides something is none.
    fn reply(&self, reply: &Reply) -> Reply {
        let is_kept = |quote: &&Quote| {
            let same = self.text(&quote.text, TEXT_UNITS_MAX) == quote.text;
            same && !(self.info.links && address::is_in(&quote.text.text))
        };
        Reply {
            quote: reply.quote.as_ref().filter(is_kept).cloned(),
            ..reply.clone()
        }
    }

    fn content(&self, content: &Content) -> Content {
        match content {
            // What nobody knows, and stories, say whose they are.
            Content::Story | Content::Unknown(_) => self.placeholder(ContentKind::of(content)),
            Content::Service(service) => Content::Service(self.service(service)),
            _ if !self.rebuilds() => content.clone(),
            Content::Text(text) => Content::Text(self.text(text, TEXT_UNITS_MAX)),
            Content::Media(media) => Content::Media(Media {
                caption: self.text(&media.caption, TEXT_UNITS_MAX),
                ..media.clone()
            }),
            Content::Poll(poll) => Content::Poll(Box::new(self.poll(poll))),
            Content::Checklist(list) => Content::Checklist(self.checklist(list)),
            Content::Rich(rich) => self.rich(rich),
            Content::Contact(_) | Content::Game | Content::Uncopyable(_) => {
                self.placeholder(ContentKind::of(content))
            }
            Content::Dice { .. } | Content::Location(_) | Content::Venue(_) => content.clone(),
        }
    }

    fn service(&self, service: &Service) -> Service {
        match service {
            Service::Joined(users) => {
                Service::Joined(users.iter().map(|user| self.user(user)).collect())
            }
            Service::Left(user) => Service::Left(self.user(user)),
            // A title is compared with nothing: what a chat is called comes from `topic_title`.
            Service::NewTitle(title) if !self.info.title => {
                Service::NewTitle(self.without_addresses(title).into_owned())
            }
            Service::NewTitle(_) => Service::NewTitle(String::new()),
            other => other.clone(),
        }
    }

    fn poll(&self, poll: &Poll) -> Poll {
        let option = |option: &Text| self.text(option, OPTION_UNITS_MAX);
        Poll {
            question: self.text(&poll.question, QUESTION_UNITS_MAX),
            options: poll.options.iter().map(option).collect(),
            explanation: self.text(&poll.explanation, EXPLANATION_UNITS_MAX),
            description: self.text(&poll.description, DESCRIPTION_UNITS_MAX),
            ..poll.clone()
        }
    }

    fn checklist(&self, list: &Checklist) -> Checklist {
        let task = |(words, done): &(Text, bool)| (self.text(words, TASK_UNITS_MAX), *done);
        Checklist {
            title: self.text(&list.title, TITLE_UNITS_MAX),
            tasks: list.tasks.iter().map(task).collect(),
        }
    }

    /// A line in the place of a content that is hidden as a whole.
    fn placeholder(&self, kind: ContentKind) -> Content {
        Content::Text(Text::plain(self.stand_in(StandIn::Content(kind))))
    }

    /// Blocks may hold anything, so only the words are left.
    fn rich(&self, rich: &Rich) -> Content {
        let words = self.text(&rich.words, usize::MAX);
        if words.text.trim().is_empty() {
            return self.placeholder(ContentKind::Rich);
        }
        Content::Text(cut_off(words, TEXT_UNITS_MAX))
    }
}
