//! Panels: which call lets a message show what it is to show, and what each outcome makes of it.

use std::time::Duration;

use insta::assert_snapshot;
use relevo_telegram::{
    Button, ButtonAct, ChatId, MessageId, Method, Outcome, Receipt, Refusal, Right, Text, UserId,
};

use super::{World, claimed, desk_words};
use crate::call::after_call;
use crate::decide::tests::desk::{Desk, NOW_MS, fresh, told};
use crate::{Change, Delivery, Direction, Drawn, Job, Module, Panel, PanelId, Stands};

fn panel(said: Option<i64>) -> Delivery {
    let panel = PanelId(7);
    Delivery {
        conversation: None,
        ..desk_words(Direction::Aside, Job::Panel { panel, said })
    }
}

/// A group with a panel that is to look so, and looks so.
fn world(digest: i64, standing: Option<(i64, i64)>, stands: Stands) -> World {
    let desk = Desk {
        conversation: None,
        ..Desk::with_ann()
    };
    let panel = Panel {
        id: PanelId(7),
        cell: desk.cell.id,
        connection: desk.connection.id,
        conversation: None,
        thread: None,
        about: Some(MessageId(30)),
        by: Some(UserId(3)),
        module: Module::Marks,
        screen: "list".into(),
        stands,
        message: standing.map(|(message, _)| MessageId(message)),
        shown: standing.map(|(_, shown)| shown),
    };
    let drawn = Drawn {
        text: Text::plain("Marks"),
        rows: vec![vec![Button {
            label: "vip".into(),
            act: ButtonAct::Tell("#1".into()),
        }]],
        digest,
    };
    let mut world = World::of(desk);
    world.panel = Some((panel, Some(drawn)));
    world
}

/// Promise: it is noted what the call says before it is made; what shows already costs no call; a panel that is gone is left alone.
#[test]
fn a_panel_is_posted_once_and_follows() {
    let mut gone = world(1, None, Stands::Menu);
    gone.panel = None;
    let rows = [
        ("new", world(1, None, Stands::Menu).next(&panel(None))),
        ("noted", world(1, None, Stands::Menu).next(&panel(Some(1)))),
        (
            "drawn otherwise since",
            world(2, None, Stands::Menu).next(&panel(Some(1))),
        ),
        (
            "changed",
            world(2, Some((40, 1)), Stands::Menu).next(&panel(Some(2))),
        ),
        (
            "shows it already",
            world(2, Some((40, 2)), Stands::Menu).next(&panel(None)),
        ),
        ("gone", gone.next(&panel(Some(1)))),
    ];
    let rows = rows.map(|(what, next)| format!("{what}: {next}"));
    assert_snapshot!(rows.join("\n"), @r##"
    new: replace 100 Aside: panel 7 says Some(1)
    noted: SendText to -100500 answering 30: "Marks" [vip Tell("#1")] for 1
    drawn otherwise since: replace 100 Aside: panel 7 says Some(2)
    changed: EditText -100500/40: "Marks" for 1
    shows it already: remove 100
    gone: remove 100
    "##);
}

/// Promise: whatever Telegram answers, the panel stands, is tried again, or goes; a post that nobody knows of is made again.
#[test]
fn every_outcome_of_a_panel() {
    let posted = Outcome::Done(Receipt::Message(MessageId(40)));
    let rows = [
        ("posted", Method::SendText, posted),
        ("changed", Method::EditText, Outcome::Done(Receipt::Nothing)),
        (
            "the same",
            Method::EditText,
            Outcome::Refused(Refusal::NotModified),
        ),
        (
            "deleted by somebody",
            Method::EditText,
            Outcome::Refused(Refusal::SourceMissing),
        ),
        (
            "the topic is gone",
            Method::SendText,
            Outcome::Refused(Refusal::TopicMissing),
        ),
        (
            "a right is missing",
            Method::SendText,
            Outcome::Refused(Refusal::RightMissing(Right::Administer)),
        ),
        (
            "upgraded",
            Method::SendText,
            Outcome::Refused(Refusal::Migrated(ChatId(-100_900))),
        ),
        (
            "wait",
            Method::SendText,
            Outcome::Wait(Duration::from_secs(3)),
        ),
        ("not sent", Method::SendText, Outcome::NotSent),
        ("unknown", Method::SendText, Outcome::Unknown),
    ];
    let rows = rows.map(|(what, method, outcome)| {
        let changes = after(Stands::Menu, method, &outcome);
        format!("{what}\n{}", told(&changes))
    });
    assert_snapshot!(rows.join("\n"), @"
    posted
    deliver 100 Aside: take panel 7 away
    panel 7 shows 1 as Some(MessageId(40))
    remove 100

    changed
    panel 7 shows 1 as None
    remove 100

    the same
    panel 7 shows 1 as None
    remove 100

    deleted by somebody
    panel 7 is gone
    remove 100

    the topic is gone
    panel 7 is gone
    remove 100

    a right is missing
    cell Paused(Send)
    record CellPaused
    100 now Waiting { due_ms: 1060000 } attempts 1

    upgraded
    cell's group -100900
    record GroupMigrated
    100 now Waiting { due_ms: 1000000 } attempts 0

    wait
    100 now Waiting { due_ms: 1003000 } attempts 0

    not sent
    100 now Waiting { due_ms: 1001000 } attempts 1

    unknown
    100 now Waiting { due_ms: 1001000 } attempts 1
    ");
}

/// Promise: whether the time of a panel is over is looked at after ten minutes, and what is kept is not looked at.
#[test]
fn a_panel_is_looked_at() {
    let posted = Outcome::Done(Receipt::Message(MessageId(40)));
    let looked_ms = |stands| {
        let changes = after(stands, Method::SendText, &posted);
        changes.into_iter().find_map(|change| match change {
            Change::Deliver(delivery) => match delivery.state {
                crate::State::Waiting { due_ms } => Some(due_ms - NOW_MS),
                _ => None,
            },
            _ => None,
        })
    };
    assert_eq!(looked_ms(Stands::Answer), Some(600_000));
    assert_eq!(looked_ms(Stands::Menu), Some(600_000));
    assert_eq!(looked_ms(Stands::Always), None);
}

/// Promise: a panel is taken away when nobody has used it for its time, ten minutes for what answers and a day for what asks, not before, and within ten
/// minutes of having become an answer; one that has come to stay meanwhile stays.
#[test]
fn what_is_used_or_kept_is_not_taken_away() {
    let unpanel = Delivery {
        conversation: None,
        ..desk_words(Direction::Aside, Job::Unpanel { panel: PanelId(7) })
    };
    let rows = [Stands::Answer, Stands::Menu, Stands::Always].map(|stands| {
        let world = world(1, Some((40, 1)), stands);
        let next = |now_ms| crate::next_call(&unpanel, &world.facts(), now_ms);
        let over_ms = NOW_MS + stands.time_ms().unwrap_or_default();
        (next(NOW_MS), next(over_ms))
    });
    let [answer, menu, always] = rows;
    for (before, after) in [answer, menu] {
        let until_ms = NOW_MS + 600_000;
        assert_eq!(before, crate::Next::NotYet { until_ms });
        assert!(
            matches!(after, crate::Next::Call { units: 0, .. }),
            "{after:?}"
        );
    }
    assert!(matches!(always.0, crate::Next::Settle(_)), "{always:?}");
}

fn after(stands: Stands, method: Method, outcome: &Outcome) -> Vec<Change> {
    let world = world(1, None, stands);
    let delivery = claimed(&panel(Some(1)), method);
    let call = (method, outcome);
    after_call(&delivery, &world.facts(), call, NOW_MS, &mut fresh())
}
