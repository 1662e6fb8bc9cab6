#![doc = include_str!("../README.md")]

mod account;
mod album;
mod answers;
pub mod audience;
mod backlog;
mod bans;
pub mod broadcast;
mod byline;
mod call;
mod change;
mod commands;
mod content;
mod decide;
mod delivery;
mod event;
mod export;
mod fresh;
mod handling;
mod hide;
mod info;
mod invites;
mod lists;
pub mod marks;
mod model;
pub mod moving;
mod name;
mod panel;
pub mod params;
mod pausing;
mod reaction;
mod render;
mod replies;
mod rights;
mod scheduler;
pub mod setup;
pub mod shifts;
mod status;
pub mod table;
mod told;
mod verdict;
mod words;

pub use account::{Account, AccountState, Frontend};
pub use album::{ALBUM_ITEMS_MAX, ALBUM_QUIET_MS, Album, AlbumPart, Gathered, Reading, Road};
pub use answers::Answer;
pub use backlog::{BACKLOG_SHOWN_ABOVE, Backlog, BacklogFacts, Line, Said};
pub use bans::{Ban, Banned, Ignoring};
pub use call::{
    CallFacts, FORUM_SEEN_MS, Next, TOPIC_ECHO_WAIT_MS, after_call, backoff_ms, cost_in_the_dark,
    is_blind, next_call,
};
pub use change::{
    Callback, CallbackAction, Change, Fact, FactKind, Fate, Filter, InboxMark, Link, LinkRole,
    Request,
};
pub use commands::{Command, CommandPlace};
pub use content::{ContentKind, Route, Row, Way, content_reference, content_table};
pub use decide::{
    About, AlbumFacts, Colleague, Context, Creating, Decision, Operator, PRESENCE_MS, Presence,
    Question, Saying, Scene, Shown, Source, WINDOW_MS, WINDOW_TOLD_MS, asks_about_its_reply,
    asks_for_list, asks_for_status, asks_to_assign, asks_to_retry, asks_to_say, closed_by_itself,
    decide, linked_topic, operator_name, people_shown, reply_said, retry, say, told_while_stopped,
    window_closes, written_command,
};
pub use delivery::{
    Aim, Cause, Delivery, Direction, Header, HeldWhy, Job, Lane, Matter, Recall, ReplySource,
    State, Version,
};
pub use event::Event;
pub use export::{ExportedClient, exported_chat};
pub use fresh::{FRESH_PER_EVENT_MAX, Fresh};
pub use handling::{Handling, Responsible, Status, without_square};
pub use hide::{Codebook, StandIn, TitleNames, topic_name_shown, topic_title};
pub use info::{
    Audience, ClientFacts, Info, InfoCard, InfoFacts, PARTICIPANTS_NAMED_MAX, Participant,
};
pub use invites::Invite;
pub use lists::{LISTED_MAX, ListedTopic, TopicList};
pub use model::{
    Card, CardId, Cell, CellId, CellState, Closed, Connection, ConnectionId, ConnectionState,
    Conversation, ConversationId, IdentityId, PauseWhy, Relay, RelayOut, Seq, Standing, Title,
    Topic, Wanted,
};
pub use name::{NAME_CHARS_MAX, Name};
pub use panel::{
    Drawn, Module, PANEL_ACT_BYTES_MAX, PANEL_MARK, Panel, PanelFacts, PanelId, Stands,
};
pub use params::Params;
pub use pausing::{tells_of_a_pause, tells_too_late};
pub use reaction::{COUNTED, Meant, ReactionFacts, meant, reacting_places};
pub use render::cut_text;
pub use replies::{
    Brings, Keep, OPERATOR, REPLIES_MAX, REPLIES_PAGE, RemovedReply, Reply, ReplyContent, ReplyId,
    ReplySaid, ReplyWhat, Saved, SayAct, SayAnswer, SayCommand, SayMistake, SayScreen, Sender,
    Unsavable, Unsendable, Variables, reply_matches, reply_page, saved_content,
};
pub use rights::may_extend;
pub use scheduler::{Ask, Budgets, Grant, Priority, Scheduler, Taught};
pub use status::{
    BotStanding, BotTrouble, Busy, DeskStatus, TopicRef, Unsettled, Waiting, topic_link,
};
pub use told::{told, told_at};
pub use verdict::{ChatVerdict, Verdict};
pub use words::{FailReason, Notice, Sight, Spoken, Until};
