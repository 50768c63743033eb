//! The hub's own signature under receipts, cursors and devices: whoever shows one again need not be believed, only
//! checked. The secret stands in the database, and so in every backup: what was signed in one life is known in the next.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac as _};
use yingchun_domain::id::{CampaignId, DeviceId};
use yingchun_domain::photo::Sha256;
use yingchun_domain::receipt::Receipt;

use crate::store::device::Bound;
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

    /// The receipt that the phone keeps.
    pub(crate) fn receipt(&self, kept: Kept) -> Receipt {
        let Kept { entry: id, outcome, code, commit, received, sha256, .. } = kept;
        let receipt = Receipt { id, outcome, code, commit, received, mac: String::new() };
        let mac = URL_SAFE_NO_PAD.encode(self.under(&receipt, sha256).finalize().into_bytes());
        Receipt { mac, ..receipt }
    }

    /// Whether this hub gave this very receipt for a line of this hash, in whatever life of its database.
    pub(crate) fn gave(&self, receipt: &Receipt, sha256: Sha256) -> bool {
        let mac = URL_SAFE_NO_PAD.decode(&receipt.mac).unwrap_or_default();
        self.under(receipt, sha256).verify_slice(&mac).is_ok()
    }

    /// Over campaign, id, outcome, code, commit, time and the line's hash, a line each.
    fn under(&self, receipt: &Receipt, sha256: Sha256) -> Hmac<sha2::Sha256> {
        let Receipt { id, outcome, code, commit, received, mac: _ } = receipt;
        let (outcome, code) = (outcome.as_str(), code.as_deref().unwrap_or_default());
        let (campaign, commit, received) = (self.campaign, commit.0, received.0);
        let lines = format!("{campaign}\n{id}\n{outcome}\n{code}\n{commit}\n{received}\n{sha256}");
        self.of("receipt", lines.as_bytes())
    }

    /// What a device shows to a hub that does not know it any more: `PERSON.MAC`. Over plain http it is shown beside the
    /// key, so that it says itself whether anybody may have heard it.
    pub(crate) fn device(&self, bound: &Bound) -> String {
        let mac = URL_SAFE_NO_PAD.encode(self.beside(bound).finalize().into_bytes());
        format!("{}.{mac}", bound.person)
    }

    /// Whose a device is, by what it shows; `None` where this hub never said so.
    pub(crate) fn vouched(&self, shown: &str, device: DeviceId, key_hash: Sha256) -> Option<Bound> {
        let (person, mac) = shown.split_once('.')?;
        let (person, mac) = (person.parse().ok()?, URL_SAFE_NO_PAD.decode(mac).ok()?);
        let mut bound = [false, true].map(|plain| Bound { device, person, key_hash, plain }).into_iter();
        bound.find(|bound| self.beside(bound).verify_slice(&mac).is_ok())
    }

    fn beside(&self, bound: &Bound) -> Hmac<sha2::Sha256> {
        let Bound { device, person, key_hash, plain } = bound;
        // The first seals did not say how the key was shown: they count as heard.
        let purpose = if *plain { "device" } else { "device.unheard" };
        self.of(purpose, format!("{}\n{device}\n{key_hash}\n{person}", self.campaign).as_bytes())
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
    use yingchun_domain::receipt::Outcome;
    use yingchun_domain::row::CommitNo;
    use yingchun_domain::time::UnixMs;

    #[test]
    fn only_the_same_secret_opens_what_it_closed() {
        let seal = |secret| Seal::new(Uuid::nil().into(), secret);
        let closed = seal("one").close("到 7");
        assert_eq!(seal("one").open(&closed).as_deref(), Some("到 7"));
        assert_eq!(seal("two").open(&closed), None);
        assert_eq!(seal("one").open(&format!("x{closed}")), None);
        assert_eq!(seal("one").open(""), None);
    }

    #[test]
    fn a_receipt_is_known_again_for_its_own_line_only() {
        let id = Uuid::from_u128;
        let seal = |secret| Seal::new(Uuid::nil().into(), secret);
        let (line, other) = (Sha256([1; 32]), Sha256([2; 32]));
        let given = seal("one").receipt(Kept {
            entry: id(1).into(),
            device: id(2).into(),
            seq: 3,
            sha256: line,
            outcome: Outcome::Merged,
            code: Some("spot.clean.added_evidence".to_owned()),
            commit: CommitNo(4),
            received: UnixMs(5),
        });
        assert!(seal("one").gave(&given, line));
        assert!(!seal("one").gave(&given, other));
        assert!(!seal("two").gave(&given, line));
        let forged = [
            Receipt { outcome: Outcome::Applied, ..given.clone() },
            Receipt { received: UnixMs(6), ..given.clone() },
            Receipt { code: None, ..given.clone() },
            Receipt { id: id(9).into(), ..given.clone() },
            Receipt { mac: String::new(), ..given },
        ];
        assert!(forged.iter().all(|forged| !seal("one").gave(forged, line)));
    }

    #[test]
    fn a_device_is_vouched_for_with_its_own_key_and_person_only() {
        let id = Uuid::from_u128;
        let seal = |secret| Seal::new(Uuid::nil().into(), secret);
        let bound =
            Bound { device: id(1).into(), person: id(2).into(), key_hash: Sha256([3; 32]), plain: false };
        let shown = seal("one").device(&bound);
        assert_eq!(seal("one").vouched(&shown, bound.device, bound.key_hash), Some(bound));
        assert_eq!(seal("two").vouched(&shown, bound.device, bound.key_hash), None);
        assert_eq!(seal("one").vouched(&shown, id(7).into(), bound.key_hash), None);
        assert_eq!(seal("one").vouched(&shown, bound.device, Sha256([4; 32])), None);
        let other = shown.replacen(&bound.person.to_string(), &id(8).to_string(), 1);
        assert_eq!(seal("one").vouched(&other, bound.device, bound.key_hash), None);
        let plain = Bound { plain: true, ..bound };
        let shown = seal("one").device(&plain);
        assert_eq!(seal("one").vouched(&shown, bound.device, bound.key_hash), Some(plain));
    }

    /// What a phone of the first release holds of its last pull.
    #[test]
    fn a_golden_cursor_pulls() {
        let golden = include_str!("../../domain/tests/golden/cursor-1.json");
        let seal = Seal::new(Uuid::nil().into(), "one");
        let opened = seal.open(&seal.close(golden)).unwrap();
        let cursor: yingchun_domain::page::Cursor = serde_json::from_str(&opened).unwrap();
        assert_eq!((cursor.commit.0, cursor.scopes.len()), (42, 2));
    }
}
