//! Puts panels before people: notes what one is to show, makes a page of it when its call is made, and signs its buttons so that nobody
//! can make one up, or press one that belongs to another panel.
//!
//! Neighbours: `modules` draw pages, `relevo_core::call` posts and edits. Deliberately absent: what buttons do.

use relevo_core::{
    Change, Connection, Delivery, Drawn, Fresh, PANEL_ACT_BYTES_MAX, PANEL_MARK, Panel, Stands,
    cut_text,
};
use relevo_telegram::{Button, ButtonAct};

use crate::modules::{self, Does, Drawing, Key, Page};
use crate::store::{Store, StoreError, Tx};

/// The longest text of a message, in UTF-16 units.
const TEXT_UNITS_MAX: usize = 4_096;
/// The longest label that is worth drawing, in characters: Telegram cuts what is longer.
const LABEL_CHARS_MAX: usize = 60;
/// The most buttons under a message (Bot API: 100).
const BUTTONS_MAX: usize = 100;

/// From now on the panel shows its screen; of many that are wanted before the call is made, the last.
pub(crate) async fn show(
    tx: &mut Tx,
    (panel, of): (&Panel, &Connection),
    (fresh, now_ms): (&mut Fresh, i64),
) -> Result<(), StoreError> {
    tx.put_panel(panel, now_ms).await?;
    redraw(tx, (panel, of), (fresh, now_ms)).await
}

/// What a panel shows after a press, and how long. One that stands for good goes on doing so.
pub(crate) async fn shows(
    tx: &mut Tx,
    (panel, stands): (&Panel, Stands),
    of: &Connection,
    (fresh, now_ms): (&mut Fresh, i64),
) -> Result<(), StoreError> {
    let stands = match panel.stands {
        Stands::Always => Stands::Always,
        Stands::Answer | Stands::Menu => stands,
    };
    let panel = Panel {
        stands,
        ..panel.clone()
    };
    show(tx, (&panel, of), (fresh, now_ms)).await
}

/// The panel may look otherwise: its message follows, if it does. `of`: the connection in whose name it is posted.
pub(crate) async fn redraw(
    tx: &mut Tx,
    (panel, of): (&Panel, &Connection),
    (fresh, now_ms): (&mut Fresh, i64),
) -> Result<(), StoreError> {
    let delivery = Delivery::of_panel(panel, of, fresh, now_ms);
    tx.apply(&[Change::Deliver(delivery)]).await
}

/// How a panel is to look now.
pub(crate) async fn drawn(store: &Store, drawing: Drawing<'_>) -> Result<Drawn, StoreError> {
    let panel = drawing.panel.clone();
    let Page { text, rows } = modules::draw(drawing).await?;
    let text = cut_text(&text, TEXT_UNITS_MAX);
    let mut room = BUTTONS_MAX;
    let mut buttons = Vec::with_capacity(rows.len());
    for row in rows.into_iter().filter(|row| !row.is_empty()) {
        let row: Vec<Button> = row
            .into_iter()
            .take(room)
            .map(|key| button(store, &panel, key))
            .collect();
        room -= row.len();
        buttons.push(row);
        if room == 0 {
            break;
        }
    }
    let digest = store.digest(&["panel", &format!("{text:?}{buttons:?}")]);
    Ok(Drawn {
        text,
        rows: buttons,
        digest,
    })
}

fn button(store: &Store, panel: &Panel, key: Key) -> Button {
    let label: String = key.label.chars().take(LABEL_CHARS_MAX).collect();
    let act = match key.does {
        Does::Open(address) => ButtonAct::Open(address),
        Does::Act(act) => {
            debug_assert!(act.len() <= PANEL_ACT_BYTES_MAX, "an act is too long");
            let signature = sign(store, panel, &act);
            ButtonAct::Tell(format!("{PANEL_MARK}{signature:016x}{act}"))
        }
    };
    Button { label, act }
}

/// What a button of this panel does; none if we did not make it.
pub(crate) fn read_act<'a>(store: &Store, panel: &Panel, data: &'a str) -> Option<&'a str> {
    let rest = data.strip_prefix(PANEL_MARK)?;
    let (signature, act) = rest.split_at_checked(16)?;
    let given = u64::from_str_radix(signature, 16).ok()?;
    (given == sign(store, panel, act)).then_some(act)
}

fn sign(store: &Store, panel: &Panel, act: &str) -> u64 {
    let (cell, id) = (panel.cell.0.to_string(), panel.id.0.to_string());
    store
        .digest(&["panel", "button", &cell, &id, act])
        .cast_unsigned()
}
