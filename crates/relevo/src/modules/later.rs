//! A module that is not there yet: says so, and has a button by which its panel is drawn anew.

use relevo_core::Stands;
use relevo_telegram::Text;

use super::{Asking, Does, Drawing, Key, Page, Said, What};
use crate::store::StoreError;

pub(super) async fn asked(asking: Asking<'_>) -> Result<Said, StoreError> {
    let screen = match asking.what {
        What::Written { command, .. } => command.name().to_owned(),
        What::Pressed { panel, act } => format!("{}{act}", panel.screen),
    };
    Ok(Said::Panel {
        screen,
        stands: Stands::Menu,
    })
}

pub(super) async fn draw(drawing: Drawing<'_>) -> Result<Page, StoreError> {
    Ok(Page {
        text: Text::plain(format!("… {}", drawing.panel.screen)),
        rows: vec![vec![Key {
            label: "+".into(),
            does: Does::Act("+".into()),
        }]],
    })
}
