//! Logging in, by code, by QR code and with a password.

use std::time::Duration;

use relevo_telegram::{Call, Gateway as _, Outcome, PageError, Receipt, Refusal};
use relevo_telegram_user::{Account, Login, LoginError, Session, Step};

use crate::stage::{Stage, app, until};

/// Promise: a phone number, the code and the password lead in; each mistake is told as what it is and another try is possible; the session
/// that is kept is logged in, and after logging out it is not.
#[tokio::test(flavor = "multi_thread")]
async fn by_code_and_password() {
    let stage = Stage::new().await;
    let dora = stage.person("Dora", "15550100");
    stage
        .sim
        .with(|world| world.set_password(dora, Some("correct horse")));
    let session = stage.session(1, None);
    let login = Login::begin(session.clone(), app());
    let unknown = until(login.send_code("+1")).await;
    assert!(matches!(unknown, Err(LoginError::Phone)), "{unknown:?}");
    let sent = until(login.send_code("+1 555 0100")).await.expect("a code");
    let code = stage.sim.login_code("15550100").expect("it was sent");
    assert_eq!(sent.digits, Some(code.len()));
    let wrong = until(login.enter_code(&sent, "x")).await;
    assert!(matches!(wrong, Err(LoginError::Code)), "{wrong:?}");
    let step = until(login.enter_code(&sent, &code)).await;
    assert!(matches!(step, Ok(Step::Password(_))), "{step:?}");
    let wrong = until(login.enter_password("wrong horse")).await;
    assert!(matches!(wrong, Err(LoginError::Password)), "{wrong:?}");
    let step = until(login.enter_password("correct horse")).await;
    assert!(
        matches!(&step, Ok(Step::Done(user)) if user.id.0 == dora),
        "{step:?}"
    );
    drop(login);

    let kept = Session::read(&session.saved()).expect("a session");
    let account = Account::resume(std::sync::Arc::new(kept), app());
    let me = until(account.call(&Call::GetMe)).await;
    assert!(matches!(&me, Outcome::Done(Receipt::Me { user, .. }) if user.first_name == "Dora"));
    until(account.log_out()).await.expect("it is told");
    let me = until(account.call(&Call::GetMe)).await;
    assert_eq!(me, Outcome::Refused(Refusal::TokenInvalid));
}

/// Promise: what a QR code shows is scanned by another device, and then the account is logged in; the password is asked for here, too.
#[tokio::test(flavor = "multi_thread")]
async fn by_qr_code() {
    for password in [None, Some("correct horse")] {
        let stage = Stage::new().await;
        let dora = stage.person("Dora", "15550100");
        stage.sim.with(|world| world.set_password(dora, password));
        let login = Login::begin(stage.session(1, None), app());
        let Ok(Step::Scan { address, until_s }) = until(login.qr()).await else {
            panic!("there is a code to scan")
        };
        assert!(until_s > 0);
        let token = address
            .strip_prefix("tg://login?token=")
            .expect("an address");
        let token = unpadded(token);
        stage
            .sim
            .scan_login_token(dora, &token)
            .expect("it can be scanned");
        assert!(until(login.scanned(Duration::from_secs(50))).await);
        let mut step = until(login.qr()).await;
        if let Some(password) = password {
            assert!(matches!(step, Ok(Step::Password(_))), "{step:?}");
            step = until(login.enter_password(password)).await;
        }
        assert!(
            matches!(&step, Ok(Step::Done(user)) if user.id.0 == dora),
            "{step:?}"
        );
    }
}

/// Promise: a session that its owner ends in the settings is refused in words, for updates and for calls.
#[tokio::test(flavor = "multi_thread")]
async fn ended_by_its_owner() {
    let stage = Stage::new().await;
    let dora = stage.person("Dora", "15550100");
    let account = Account::resume(stage.session(1, Some(dora)), app());
    let me = until(account.call(&Call::GetMe)).await;
    assert!(matches!(me, Outcome::Done(_)));
    assert_eq!(stage.sim.revoke_logins(dora), 1);
    let refused = until(async {
        loop {
            match account.next_page(None, Duration::from_millis(100)).await {
                Err(PageError::Refused(refusal)) => return refusal,
                // Its connection ends first.
                Ok(_) | Err(PageError::Line | PageError::Wait(_)) => {}
            }
            let me = account.call(&Call::GetMe).await;
            if let Outcome::Refused(refusal) = me {
                return refusal;
            }
        }
    })
    .await;
    assert_eq!(refused, Refusal::TokenInvalid);
}

fn unpadded(words: &str) -> Vec<u8> {
    use base64::Engine as _;
    let engine = base64::engine::general_purpose::URL_SAFE_NO_PAD;
    engine.decode(words).expect("base64url")
}
