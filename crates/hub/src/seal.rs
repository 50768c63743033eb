//! The hub's own signature under receipts and cursors: whoever shows one again need not be believed, only checked.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac as _};
use yingchun_domain::id::CampaignId;
use yingchun_domain::receipt::Receipt;

use crate::store::receipt::Kept;

/// HMAC-SHA256 under the secret of this database.
#[derive(Clone)]
pub(crate) struct Seal {
    campaign: CampaignId,
    mac: Hmac<sha2::Sha256>,
}

impl Seal {
    pub(crate) fn new(campaign: CampaignId, secret: &str) -> Self {
        let mac = Hmac::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
        Self { campaign, mac }
    }

    fn of(&self, purpose: &str, text: &[u8]) -> Hmac<sha2::Sha256> {
        let mut mac = self.mac.clone();
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(text);
        mac
    }

    /// The receipt that the phone keeps. Its mac is over campaign, id, outcome, code, commit and time, a line each.
    pub(crate) fn receipt(&self, kept: Kept) -> Receipt {
        let Kept { entry: id, outcome, code, commit, received, .. } = kept;
        let lines = format!(
            "{}\n{id}\n{}\n{}\n{}\n{}",
            self.campaign,
            outcome.as_str(),
            code.as_deref().unwrap_or_default(),
            commit.0,
            received.0
        );
        let mac = URL_SAFE_NO_PAD.encode(self.of("receipt", lines.as_bytes()).finalize().into_bytes());
        Receipt { id, outcome, code, commit, received, mac }
    }

    /// A text that only this hub can have written.
    pub(crate) fn close(&self, text: &str) -> String {
        let mac = self.of("cursor", text.as_bytes()).finalize().into_bytes();
        format!("{}.{}", URL_SAFE_NO_PAD.encode(text), URL_SAFE_NO_PAD.encode(mac))
    }

    /// The text inside; `None` where another hand wrote it.
    pub(crate) fn open(&self, sealed: &str) -> Option<String> {
        let (text, mac) = sealed.split_once('.')?;
        let text = URL_SAFE_NO_PAD.decode(text).ok()?;
        let mac = URL_SAFE_NO_PAD.decode(mac).ok()?;
        self.of("cursor", &text).verify_slice(&mac).ok()?;
        String::from_utf8(text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn only_the_same_secret_opens_what_it_closed() {
        let seal = |secret| Seal::new(Uuid::nil().into(), secret);
        let closed = seal("one").close("到 7");
        assert_eq!(seal("one").open(&closed).as_deref(), Some("到 7"));
        assert_eq!(seal("two").open(&closed), None);
        assert_eq!(seal("one").open(&format!("x{closed}")), None);
        assert_eq!(seal("one").open(""), None);
    }
}
