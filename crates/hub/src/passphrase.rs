//! The passphrase of those who hold a role: what counts as one, and how it is kept and compared.
//!
//! Kept as an argon2id hash with a salt of its own. Comparing is slow on purpose and takes much memory: few run at once,
//! and whoever asks is counted before. An unknown name costs as much time as a wrong passphrase.

use std::sync::{Arc, OnceLock};

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use axum::http::StatusCode;
use tokio::sync::Semaphore;

use crate::chance;
use crate::error::HubError;

/// A Chinese sign is worth two: it is one of thousands.
const WORTH_LEAST: usize = 12;
const DIFFERENT_LEAST: usize = 4;
const SIGNS_MOST: usize = 100;
/// Each takes 19 MiB for as long as it runs.
const AT_ONCE_MOST: usize = 2;
/// How many hashes are compared at each sign-in, whoever asks: two people may share a name or a number.
pub(crate) const COMPARED: usize = 2;

/// What a person types to prove that she is herself. Never shown, never logged.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Passphrase(String);

impl Passphrase {
    /// What was typed, as it is compared: full-width signs are the same as narrow ones.
    pub(crate) fn typed(text: &str) -> Self {
        let narrow = |sign: char| match sign {
            '\u{3000}' => ' ',
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
            other => other,
        };
        let narrow: String = text.chars().take(SIGNS_MOST + 1).map(narrow).collect();
        Self(narrow.trim().to_owned())
    }

    /// Whether it may be set.
    pub(crate) fn check(&self) -> Result<(), HubError> {
        let refused = |code, message| Err(HubError::new(StatusCode::UNPROCESSABLE_ENTITY, code, message));
        let worth: usize = self.0.chars().map(|sign| if sign.is_ascii() { 1 } else { 2 }).sum();
        let different: std::collections::BTreeSet<char> = self.0.chars().collect();
        if self.0.chars().count() > SIGNS_MOST {
            refused("passphrase.too_long", "the passphrase has at most 100 signs")
        } else if self.0.chars().any(char::is_control) {
            refused("passphrase.control_sign", "the passphrase holds a control sign")
        } else if worth < WORTH_LEAST {
            refused("passphrase.too_short", "the passphrase has at least 6 Chinese signs or 12 others")
        } else if different.len() < DIFFERENT_LEAST {
            refused("passphrase.too_plain", "the passphrase has at least 4 different signs")
        } else {
            Ok(())
        }
    }
}

/// Hashes and compares, few at a time.
#[derive(Clone)]
pub(crate) struct Press(Arc<Semaphore>);

impl Default for Press {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE_MOST)))
    }
}

impl Press {
    /// The hash to keep.
    pub(crate) async fn hash(&self, phrase: Passphrase) -> Result<String, HubError> {
        self.run(move || hash(&phrase)).await?
    }

    /// The place of the hash that this is the passphrase of. [`COMPARED`] are compared, however many there are.
    pub(crate) async fn which(
        &self,
        phrase: Passphrase,
        hashes: Vec<String>,
    ) -> Result<Option<usize>, HubError> {
        self.run(move || {
            let nobodys = nobodys()?;
            let padded = hashes.iter().map(|hash| (true, hash)).chain(std::iter::repeat((false, nobodys)));
            let mut found = None;
            for (place, (real, hash)) in padded.take(COMPARED).enumerate() {
                let same = Argon2::default().verify_password(phrase.0.as_bytes(), hash.as_str()).is_ok();
                if same && real && found.is_none() {
                    found = Some(place);
                }
            }
            Ok(found)
        })
        .await?
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, HubError> {
        let stopping = |_| HubError::busy("the hub is stopping");
        let _turn = self.0.acquire().await.map_err(stopping)?;
        tokio::task::spawn_blocking(work).await.map_err(|_| HubError::busy("the comparison failed"))
    }
}

fn hash(phrase: &Passphrase) -> Result<String, HubError> {
    let salt = chance::bytes::<16>();
    let hashed = Argon2::default().hash_password_with_salt(phrase.0.as_bytes(), &salt);
    hashed.map(|hashed| hashed.to_string()).map_err(|_| HubError::busy("the passphrase could not be hashed"))
}

/// The hash of what nobody knows: compared where there is nobody to compare with.
fn nobodys() -> Result<&'static String, HubError> {
    static HASH: OnceLock<String> = OnceLock::new();
    match HASH.get() {
        Some(hash) => Ok(hash),
        None => {
            let made = hash(&Passphrase(chance::text::<32>()))?;
            Ok(HASH.get_or_init(|| made))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Option<&'static str> {
        Passphrase::typed(text).check().err().map(|error| error.code())
    }

    #[test]
    fn six_chinese_signs_are_as_good_as_twelve_others() {
        for lawful in ["腊月里扫屋檐", "wash the yard", "腊月 2027 sao", "ｗａｓｈ　ｔｈｅ　ｙａｒｄ"]
        {
            assert_eq!(refused(lawful), None, "{lawful}");
        }
        for short in ["", "  ", "扫屋檐下灰", "password123", "              a"] {
            assert_eq!(refused(short), Some("passphrase.too_short"), "{short}");
        }
        assert_eq!(refused("121212121212"), Some("passphrase.too_plain"));
        assert_eq!(refused("wash the\0 yard"), Some("passphrase.control_sign"));
        assert_eq!(refused(&"扫屋檐下".repeat(30)), Some("passphrase.too_long"));
    }

    #[tokio::test]
    async fn a_passphrase_is_found_among_those_that_share_a_name_and_nowhere_else() {
        let press = Press::default();
        let phrase = Passphrase::typed;
        let wang = press.hash(phrase("wash the yard")).await.unwrap();
        let li = press.hash(phrase("腊月里扫屋檐")).await.unwrap();
        assert_ne!(wang, press.hash(phrase("wash the yard")).await.unwrap());
        let both = vec![wang.clone(), li];
        assert_eq!(press.which(phrase("腊月里扫屋檐"), both.clone()).await.unwrap(), Some(1));
        assert_eq!(press.which(phrase("ｗａｓｈ　ｔｈｅ　ｙａｒｄ"), both.clone()).await.unwrap(), Some(0));
        assert_eq!(press.which(phrase("wash the yards"), both).await.unwrap(), None);
        assert_eq!(press.which(phrase("wash the yard"), vec![]).await.unwrap(), None);
        assert_eq!(press.which(phrase("wash the yard"), vec!["no hash".to_owned()]).await.unwrap(), None);
    }
}
