//! What tests and the control API do with the door beside its clients: keys, codes, QR codes, logouts, cuts.

use crate::sim::Sim;

impl Sim {
    /// The public half of the key with which the handshake is done, PKCS #1 in PEM.
    pub fn mtproto_public_key(&self) -> &'static str {
        super::rsa::PUBLIC_PEM
    }

    /// Lets a client use an authorization key without a handshake: for clients that know none but Telegram's own RSA keys.
    /// With an account the key is logged in at once.
    pub fn share_auth_key(&self, key: [u8; 256], account: Option<i64>) {
        self.with(|world| self.mtproto.share_key(world, key, account));
    }

    /// The code that was sent to a phone number, while it waits to be typed in.
    pub fn login_code(&self, phone: &str) -> Option<String> {
        self.mtproto.login_code(phone)
    }

    /// A person scans a QR code: accepts the token in it.
    ///
    /// # Errors
    /// Telegram's word for why not: no such token, too old, or accepted before.
    pub fn scan_login_token(&self, person: i64, token: &[u8]) -> Result<(), String> {
        self.with(|world| self.mtproto.accept_token(world, person, token))
    }

    /// How many programs are logged in as the account.
    pub fn logins(&self, account: i64) -> usize {
        self.mtproto.logins(account)
    }

    /// Ends all logins of an account, as its owner can in the settings: its programs are refused with
    /// `AUTH_KEY_UNREGISTERED`. The number of logins is given.
    pub fn revoke_logins(&self, account: i64) -> usize {
        self.mtproto.revoke(account)
    }

    /// Ends the MTProto connections of an account, or all of them; the number of connections is given.
    pub fn cut_connections(&self, account: Option<i64>) -> usize {
        self.mtproto.cut(account)
    }

    /// All salts become worthless: clients are told new ones with `bad_server_salt`.
    pub fn renew_salts(&self) {
        self.mtproto.renew_salts();
    }

    /// Forgets past updates: whoever missed any is told that the difference is too long.
    pub fn forget_updates(&self) {
        self.with(|_| self.mtproto.lock().boxes.forget());
    }
}
