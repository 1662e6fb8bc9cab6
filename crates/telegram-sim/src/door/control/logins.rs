//! Operations on logins over MTProto. Those of a person are with `people`.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::Value;

use super::Run::{Sim, World};
use super::{Operation, Refused};

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "mtproto_public_key",
        takes: &[],
        does: "The RSA key for the MTProto handshake, PKCS #1 in PEM.",
        run: Sim(|sim, _| Ok(sim.mtproto_public_key().into())),
    },
    Operation {
        name: "share_auth_key",
        takes: &["key", "account?"],
        does: "Lets an MTProto client use this authorization key (256 bytes in base64) without a handshake; with an account it is logged in at once.",
        run: Sim(|sim, given| {
            let key = STANDARD.decode(given.text("key")?).ok();
            let key = key.and_then(|key| key.try_into().ok());
            let key = key.ok_or_else(|| Refused::new(400, "key: not 256 bytes in base64"))?;
            sim.share_auth_key(key, given.get("account")?);
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "set_phone",
        takes: &["person", "phone?"],
        does: "Gives a person a phone number to log in with over MTProto, or takes it.",
        run: World(|world, given| {
            let phone: Option<String> = given.get("phone")?;
            world.set_phone(given.id("person")?, phone.as_deref());
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "set_password",
        takes: &["person", "password?"],
        does: "Gives a person a password that is asked for after the code, or takes it.",
        run: World(|world, given| {
            let password: Option<String> = given.get("password")?;
            world.set_password(given.id("person")?, password.as_deref());
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "login_code",
        takes: &["phone"],
        does: "The code that was sent to this number, while it waits to be typed in; null if there is none.",
        run: Sim(|sim, given| Ok(sim.login_code(&given.text("phone")?).into())),
    },
    Operation {
        name: "scan_login_token",
        takes: &["person", "token"],
        does: "The person scans a QR code: accepts the token after tg://login?token=.",
        run: Sim(|sim, given| {
            let text = given.text("token")?;
            let token = URL_SAFE_NO_PAD.decode(text.trim_end_matches('='));
            let token = token.map_err(|_| Refused::new(400, "token: not base64url"))?;
            sim.scan_login_token(given.id("person")?, &token)
                .map_err(|why| Refused::new(400, why))?;
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "logins",
        takes: &["account"],
        does: "How many programs are logged in as the account over MTProto.",
        run: Sim(|sim, given| Ok(sim.logins(given.id("account")?).into())),
    },
    Operation {
        name: "revoke_logins",
        takes: &["account"],
        does: "Ends all MTProto logins of an account; the result is how many there were.",
        run: Sim(|sim, given| Ok(sim.revoke_logins(given.id("account")?).into())),
    },
    Operation {
        name: "cut_connections",
        takes: &["account?"],
        does: "Ends the MTProto connections of an account, or all; the result is how many there were.",
        run: Sim(|sim, given| Ok(sim.cut_connections(given.get("account")?).into())),
    },
    Operation {
        name: "renew_salts",
        takes: &[],
        does: "All MTProto salts become worthless: clients are told new ones.",
        run: Sim(|sim, _| {
            sim.renew_salts();
            Ok(Value::Bool(true))
        }),
    },
    Operation {
        name: "forget_updates",
        takes: &[],
        does: "Forgets past MTProto updates: whoever missed any is told that the difference is too long.",
        run: Sim(|sim, _| {
            sim.forget_updates();
            Ok(Value::Bool(true))
        }),
    },
];
