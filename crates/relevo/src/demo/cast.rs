//! Everybody in the demo and every place: two operators, a bot, two private clients, three client groups.
//!
//! Long, short, Hebrew and Arabic names are among them, as in any real list of chats. Deliberately absent: what they say
//! (`story`).

use relevo_telegram_sim::control::{NewBot, NewPerson};
use relevo_telegram_sim::world::{AdminRights, World};

/// The bot's name, as clients see it.
pub(super) const DESK: &str = "Acme Support";

/// A client chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chat {
    /// As its people name it.
    pub(super) id: i64,
    /// A person in it, through whose eyes it is shown.
    pub(super) reader: i64,
    /// The name of the chat, and so of its topic.
    pub(super) name: &'static str,
}

/// Everybody and every place.
pub(super) struct Cast {
    /// Operators.
    pub(super) marta: i64,
    pub(super) tom: i64,
    /// The desk's bot.
    pub(super) bot: i64,
    /// The backend group.
    pub(super) support: i64,
    /// Private clients.
    pub(super) anna: Chat,
    pub(super) noa: Chat,
    /// A client group of three; Olga is its reader.
    pub(super) acme: Chat,
    pub(super) ben: i64,
    pub(super) chen: i64,
    /// A client group with a long name; Ingrid is its reader.
    pub(super) freight: Chat,
    pub(super) mehmet: i64,
    /// A client group that writes from right to left; Layla is its reader.
    pub(super) shop: Chat,
    pub(super) samir: i64,
}

impl Cast {
    /// The client chats.
    pub(super) fn chats(&self) -> [Chat; 5] {
        [self.anna, self.noa, self.acme, self.freight, self.shop]
    }
}

/// What the owner of a group may do in it.
const ALLOWED: &str = "an owner may do this";

/// Makes them all. Beside the cast: the bot's token.
pub(super) fn gather(world: &mut World) -> (Cast, String) {
    let [marta, tom] = [("Marta", "Silva"), ("Tom", "Becker")].map(|name| person(world, name));
    let [anna, noa] = [("Anna", "Keller"), ("נועה", "")].map(|name| person(world, name));
    let [olga, ben, chen] = ["Olga", "Ben", "Chen"].map(|name| person(world, (name, "")));
    let [ingrid, mehmet] = ["Ingrid", "Mehmet"].map(|name| person(world, (name, "")));
    let [layla, samir] = ["ليلى", "سمير"].map(|name| person(world, (name, "")));
    let made = world.make_bot(NewBot {
        username: "acme_support_bot".into(),
        first_name: DESK.into(),
        privacy: false,
        ..NewBot::default()
    });
    let bot = made.id;
    let support = world.make_forum("Support", marta);
    for account in [tom, bot] {
        world.add(marta, support, account).expect(ALLOWED);
    }
    world
        .promote(marta, support, bot, AdminRights::all())
        .expect(ALLOWED);
    let mut group = |name: &'static str, members: &[i64]| group_of(world, name, members, bot);
    let acme = group("Acme × Us", &[olga, ben, chen]);
    let freight = group(
        "Nordlicht Spedition & Lagerhaus GmbH · Reklamationen Nord",
        &[ingrid, mehmet],
    );
    let shop = group("متجر الياسمين", &[layla, samir]);
    let private = |reader: i64, name: &'static str| Chat {
        id: bot,
        reader,
        name,
    };
    for client in [anna, noa] {
        world
            .start_bot(client, bot, None)
            .expect("anybody may start a bot");
    }
    let cast = Cast {
        marta,
        tom,
        bot,
        support,
        anna: private(anna, "Anna Keller"),
        noa: private(noa, "נועה"),
        acme,
        ben,
        chen,
        freight,
        mehmet,
        shop,
        samir,
    };
    (cast, made.token)
}

fn person(world: &mut World, (first, last): (&str, &str)) -> i64 {
    world.make_person(NewPerson {
        first_name: first.into(),
        last_name: (!last.is_empty()).then(|| last.into()),
        ..NewPerson::default()
    })
}

/// A client group with the bot in it; the first member owns and reads it.
fn group_of(world: &mut World, name: &'static str, members: &[i64], bot: i64) -> Chat {
    let owner = members[0];
    let id = world.make_supergroup(name, owner);
    for account in members[1..].iter().copied().chain([bot]) {
        world.add(owner, id, account).expect(ALLOWED);
    }
    Chat {
        id,
        reader: owner,
        name,
    }
}
