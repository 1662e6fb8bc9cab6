//! Olga's clients, her team and Olga herself talk.

use insta::{allow_duplicates, assert_snapshot};
use relevo_telegram_sim::control::{Edit, Say};
use relevo_telegram_sim::world::Kind;

use super::Office;
use crate::database::{Backend, on_both};

on_both!(the_team_answers_in_her_name);
on_both!(she_writes_herself);
on_both!(edits_and_deletions_are_followed);
on_both!(deletions_are_mirrored_as_long_as_asked_for);
on_both!(an_album_stays_one);
on_both!(names_stay_hidden);

/// Promise: clients of an account and their team talk as those of a bot do, replies and withdrawals included; the first topic says how
/// long answers are possible, and that reactions stay is said once.
async fn the_team_answers_in_her_name(backend: Backend) {
    let mut office = Office::new(backend, &[]).await;
    let anna = office.stage.person("Anna");
    let hello = office.writes(anna, "Hello Olga");
    office.stage.settle().await;
    office.answers("Anna", "Hello Anna");
    office.stage.settle().await;
    let hers = office.stage.find(office.olga, anna, "Hello Anna");
    office
        .stage
        .say(anna, office.olga, Say::text("Thank you!").reply_to(hers));
    office.stage.settle().await;
    let (group, marta) = (office.stage.group, office.marta);
    let copy = office.stage.find(group, marta, "Hello Olga");
    let thread = office.stage.topic("Anna");
    let reply = Say::text("/del").thread(thread);
    let own = office.stage.find(group, marta, "Hello Anna");
    office.stage.say(
        marta,
        group,
        Say::text("About your parcel").thread(thread).reply_to(copy),
    );
    office.stage.settle().await;
    office.stage.say(marta, group, reply.reply_to(own));
    for emoji in ["👍", "🔥"] {
        office
            .stage
            .sim
            .with(|world| world.react(marta, group, copy, &[emoji]))
            .unwrap();
        office.stage.settle().await;
    }
    office.rest().await;
    let _ = hello;
    allow_duplicates! { assert_snapshot!(office.stage.topics(), @"
    # 🟨 Anna
    5 bot [Service]: 
    6 bot: ⏳ Answers go out in the name of a person's own account. Telegram lets them through only within 24 hours after the client's last message.
    7 bot: Hello Olga
    8 Marta: Hello Anna
    9 bot ↩8: Thank you!
    10 Marta ↩7: About your parcel
    11 Marta ↩8: /del
    12 bot ↩7: Clients who write to a person's account do not see reactions: this one stays here.
    13 bot ↩8: 🗑 Withdrawn: the client no longer has this message.
    14 bot [Service]:
    ") }
    allow_duplicates! { assert_snapshot!(office.seen_by(anna), @"
    6691 Anna: Hello Olga
    6693 Anna ↩6692: Thank you!
    6694 Olga ↩6691: About your parcel
    ") }
    allow_duplicates! { assert_snapshot!(office.general(), @"✓ The account is connected. Its private chats appear here as topics; an answer goes out in the account's name, within 24 hours after the client's last message. Reactions are not possible there.") }
    office.stage.adds_up().await;
}

/// Promise: what Olga writes from her own app stands in the topic under her name, is an answer, can be answered and edited; what Telegram
/// wrote for her is marked.
async fn she_writes_herself(backend: Backend) {
    let mut office = Office::new(backend, &[]).await;
    let anna = office.stage.person("Anna");
    let ben = office.stage.person("Ben");
    office.writes(anna, "Are you open?");
    office.stage.settle().await;
    let mut away = Say::text("I am away until Monday");
    away.more.insert("is_from_offline".into(), true.into());
    office.stage.say(office.olga, anna, away);
    office.stage.settle().await;
    allow_duplicates! { assert_snapshot!(office.stage.topics(), @"
    # 🟪 Anna
    5 bot [Service]: 
    6 bot: ⏳ Answers go out in the name of a person's own account. Telegram lets them through only within 24 hours after the client's last message.
    7 bot: Are you open?
    8 bot: 🟢 Olga 👤 ⚙ ⏎ I am away until Monday
    ") }
    let yes = office
        .stage
        .say(office.olga, anna, Say::text("Yes, until six"));
    office
        .stage
        .say(office.olga, anna, Say::media(Kind::Document, "Our hours"));
    office
        .stage
        .say(office.olga, ben, Say::text("Hello Ben, a question"));
    office.stage.settle().await;
    office
        .stage
        .edit(office.olga, anna, yes, Edit::text("Yes, until seven"));
    office.stage.settle().await;
    let hers = office.stage.find(office.olga, anna, "until seven");
    let reply = Say::text("Great").reply_to(hers);
    office.stage.say(anna, office.olga, reply);
    office.rest().await;
    allow_duplicates! { assert_snapshot!(office.stage.topics(), @"
    # 🟪 Anna
    5 bot [Service]: 
    6 bot: ⏳ Answers go out in the name of a person's own account. Telegram lets them through only within 24 hours after the client's last message.
    7 bot: Are you open?
    8 bot: 🟢 Olga 👤 ⚙ ⏎ I am away until Monday
    9 bot: 🟢 Olga 👤 ⏎ Yes, until seven
    11 bot [Document]: 🟢 Olga 👤 ⏎ Our hours
    14 bot ↩9: Great
    # 🟨 Ben
    10 bot [Service]: 
    12 bot: ⏳ Answers go out in the name of a person's own account. Telegram lets them through only within 24 hours after the client's last message.
    13 bot: 🟢 Olga 👤 ⏎ Hello Ben, a question
    ") }
    office.stage.adds_up().await;
}

/// Promise: edits travel both ways, and what a client or Olga deletes is marked where it was said; nothing is marked that the team took
/// back itself.
async fn edits_and_deletions_are_followed(backend: Backend) {
    let mut office = Office::new(backend, &[]).await;
    let anna = office.stage.person("Anna");
    let first = office.writes(anna, "I need two");
    let second = office.writes(anna, "No, wait");
    office.stage.settle().await;
    let answer = office.answers("Anna", "Two it is");
    office.stage.settle().await;
    office
        .stage
        .edit(anna, office.olga, first, Edit::text("I need three"));
    office.stage.edit(
        office.marta,
        office.stage.group,
        answer,
        Edit::text("Three it is"),
    );
    office.stage.settle().await;
    let delete = |person: i64, chat: i64, message: i64| {
        office
            .stage
            .sim
            .with(|world| world.delete(person, chat, message))
            .unwrap();
    };
    delete(anna, office.olga, second);
    let hers = office.stage.find(anna, office.olga, "Three it is");
    delete(office.olga, anna, hers);
    office.rest().await;
    allow_duplicates! { assert_snapshot!(office.stage.topics(), @"
    # 🟨 Anna
    5 bot [Service]: 
    6 bot: ⏳ Answers go out in the name of a person's own account. Telegram lets them through only within 24 hours after the client's last message.
    7 bot: I need three
    8 bot: No, wait
    9 Marta: Three it is
    10 bot ↩8: 🗑 Deleted in the client's chat.
    11 bot ↩9: 🗑 Deleted in the client's chat.
    12 bot [Service]:
    ") }
    allow_duplicates! { assert_snapshot!(office.seen_by(anna), @"6691 Anna: I need three") }
    office.stage.adds_up().await;
}

/// Promise: with `DELETES=mirror`, set while the desk runs, the copies go, of a client's message and of Olga's with her line, while the team's
/// own messages stay; a wrong value changes nothing, and after a reset deletions are marked again.
async fn deletions_are_mirrored_as_long_as_asked_for(backend: Backend) {
    let mut office = Office::new(backend, &[]).await;
    let anna = office.stage.person("Anna");
    assert!(office.set("DELETES", Some("replace")).await.is_err());
    for (number, value) in [None, Some("mirror"), None].into_iter().enumerate() {
        office.set("DELETES", value).await.unwrap();
        let first = office.writes(anna, &format!("{number}: forget this"));
        office.writes(anna, &format!("{number}: but not that"));
        office.stage.settle().await;
        let answer = format!("{number}: from the team");
        office.answers("Anna", &answer);
        let sticker = Say::media(Kind::Sticker, "");
        let sticker = office.stage.say(office.olga, anna, sticker);
        office.stage.settle().await;
        office.rest().await;
        let hers = office.stage.find(office.olga, anna, &answer);
        for (person, chat, message) in [
            (anna, office.olga, first),
            (anna, office.olga, hers),
            (office.olga, anna, sticker),
        ] {
            office
                .stage
                .sim
                .with(|world| world.delete(person, chat, message))
                .unwrap();
        }
        office.rest().await;
    }
    allow_duplicates! { assert_snapshot!(office.stage.topics(), @"
    # 🟨 Anna
    5 bot [Service]: 
    6 bot: ⏳ Answers go out in the name of a person's own account. Telegram lets them through only within 24 hours after the client's last message.
    7 bot: 0: forget this
    8 bot: 0: but not that
    9 Marta: 0: from the team
    10 bot: 🟢 Olga 👤
    11 bot ↩10 [Sticker]: 
    12 bot [Service]: 
    13 bot ↩7: 🗑 Deleted in the client's chat.
    14 bot ↩9: 🗑 Deleted in the client's chat.
    15 bot ↩11: 🗑 Deleted in the client's chat.
    17 bot: 1: but not that
    18 Marta: 1: from the team
    21 bot ↩18: 🗑 Deleted in the client's chat.
    22 bot: 2: forget this
    23 bot: 2: but not that
    24 Marta: 2: from the team
    25 bot: 🟢 Olga 👤
    26 bot ↩25 [Sticker]: 
    27 bot ↩22: 🗑 Deleted in the client's chat.
    28 bot ↩24: 🗑 Deleted in the client's chat.
    29 bot ↩26: 🗑 Deleted in the client's chat.
    ") }
    office.stage.adds_up().await;
}

/// Promise: albums stay albums, both ways and from Olga's own hand.
async fn an_album_stays_one(backend: Backend) {
    let mut office = Office::new(backend, &[]).await;
    let anna = office.stage.person("Anna");
    let album = |name: &str, caption: &str| {
        vec![Say::photo(caption).album(name), Say::photo("").album(name)]
    };
    for one in album("a", "from Anna") {
        office.stage.say(anna, office.olga, one);
    }
    office.stage.settle().await;
    office.rest().await;
    let thread = office.stage.topic("Anna");
    for one in album("b", "from the team") {
        let say = one.thread(thread);
        office.stage.say(office.marta, office.stage.group, say);
    }
    office.stage.settle().await;
    office.rest().await;
    for one in album("c", "from Olga") {
        office.stage.say(office.olga, anna, one);
    }
    office.stage.settle().await;
    office.rest().await;
    allow_duplicates! { assert_snapshot!(office.stage.topics(), @"
    # 🟨 Anna
    5 bot [Service]: 
    6 bot: ⏳ Answers go out in the name of a person's own account. Telegram lets them through only within 24 hours after the client's last message.
    7 bot ▦1 [Photo]: from Anna
    8 bot ▦1 [Photo]: 
    9 Marta ▦2 [Photo]: from the team
    10 Marta ▦2 [Photo]: 
    11 bot [Service]: 
    12 bot ▦3 [Photo]: 🟢 Olga 👤 ⏎ from Olga
    13 bot ▦3 [Photo]:
    ") }
    allow_duplicates! { assert_snapshot!(office.seen_by(anna), @"
    6691 Anna ▦4 [Photo]: from Anna
    6692 Anna ▦4 [Photo]: 
    6693 Olga ▦5 [Photo]: from the team
    6694 Olga ▦5 [Photo]: 
    6695 Olga ▦6 [Photo]: from Olga
    6696 Olga ▦6 [Photo]:
    ") }
    office.stage.adds_up().await;
}

/// Promise: what is hidden of clients of a bot is hidden of those of an account; Olga, who is none, keeps her name.
async fn names_stay_hidden(backend: Backend) {
    let mut office = Office::new(backend, &[("HIDE_INFO", "name, links")]).await;
    let anna = office.stage.person("Anna");
    office.writes(anna, "See https://anna.example");
    office.stage.settle().await;
    office.stage.say(office.olga, anna, Say::text("Hello"));
    office.rest().await;
    let shown = office.stage.topics();
    assert!(
        !shown.contains("Anna") && !shown.contains("anna.example"),
        "{shown}"
    );
    assert!(shown.contains("Olga 👤"), "{shown}");
}
