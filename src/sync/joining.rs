//! A registration as a form made it, and whose it is: a phone is nobody's by what was written of her family.

use yingchun_domain::community::Welcome;
use yingchun_domain::person::register::Register;

use super::NotSaved;

/// A registration as the form made it.
#[derive(Clone, Debug)]
pub struct Joining {
    /// What the code opened.
    pub welcome: Welcome,
    /// The act.
    pub register: Register,
    /// The draft that ends with it.
    pub draft: &'static str,
    /// Whom the form was about.
    pub whose: Whose,
}

/// Whom a registration is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The person of this phone.
    Own,
    /// One of her family.
    Family,
}

impl Whose {
    /// Whose a registration is on a phone whose person is registered, or not yet: a phone is nobody's by what was written of
    /// her family.
    pub(super) const fn on_a_phone(self, registered: bool) -> Result<Self, NotSaved> {
        match (self, registered) {
            (Self::Own, false) => Ok(Self::Own),
            (Self::Own | Self::Family, true) => Ok(Self::Family),
            (Self::Family, false) => Err(NotSaved::NoDevice),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_never_becomes_hers_by_a_form_for_her_family() {
        assert_eq!(Whose::Own.on_a_phone(false), Ok(Whose::Own));
        assert_eq!(Whose::Own.on_a_phone(true), Ok(Whose::Family));
        assert_eq!(Whose::Family.on_a_phone(true), Ok(Whose::Family));
        assert_eq!(Whose::Family.on_a_phone(false), Err(NotSaved::NoDevice));
    }
}
