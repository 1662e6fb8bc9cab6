//! `forwardMessage` and `forwardMessages`.

use super::Call;
use super::carry::Way;
use crate::request::Answer;

pub(super) fn forward_message(call: &mut Call) -> Answer {
    let key = call.source_message(Way::Forward)?;
    let target = call.target(call.world.message(key).content.kind)?;
    call.spend(target.place, 1)?;
    let content = call.travelled(key, Way::Forward);
    let draft = call.forward_draft(key, content, &target);
    let arrived = call.arrive(key, draft, target.place);
    Ok(call.world.message_json(arrived, call.bot))
}

pub(super) fn forward_messages(call: &mut Call) -> Answer {
    call.carry_many(Way::Forward)
}
