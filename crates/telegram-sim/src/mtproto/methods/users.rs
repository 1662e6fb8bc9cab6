//! Who is who.

use grammers_tl_types as tl;

use crate::mtproto::rpc::{Answer, Call, Refusal};
use crate::mtproto::tell::Cast;
use crate::mtproto::tell::user::user;

/// `users.getUsers`; who is not known is left out as empty.
pub(super) fn get_users(
    call: &mut Call<'_>,
    request: &tl::functions::users::GetUsers,
) -> Answer<Vec<tl::enums::User>> {
    let mut users = Vec::new();
    for input in &request.id {
        let found = call.user(input);
        let known = found.ok().and_then(|id| call.world.account(id));
        users.push(match known {
            Some(who) => user(who, call.me),
            None => tl::types::UserEmpty { id: 0 }.into(),
        });
    }
    Ok(users)
}

/// `contacts.resolveUsername`.
pub(super) fn resolve_username(
    call: &mut Call<'_>,
    request: &tl::functions::contacts::ResolveUsername,
) -> Answer<tl::enums::contacts::ResolvedPeer> {
    let name = request.username.trim_start_matches('@').to_lowercase();
    let found = call.world.usernames.get(&name).copied();
    let id = found.ok_or_else(|| Refusal::bad("USERNAME_NOT_OCCUPIED"))?;
    let mut cast = Cast::new(call.me);
    let peer = cast.name(id);
    Ok(tl::types::contacts::ResolvedPeer {
        peer,
        chats: cast.chats(call.world),
        users: cast.users(call.world),
    }
    .into())
}
