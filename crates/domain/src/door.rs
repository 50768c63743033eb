//! Doors: which build of the app answers an address. Each holds its own screens and no more, so that whoever is asked in by a
//! code loads little. Hub and app ask here, so that both say the same.

/// The cookie by which a phone tells the hub whose door it opens: `field` once somebody has joined on it. It gives no right.
pub const COOKIE: &str = "yingchun_door=field";

/// A build of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Who is asked in by a code, until she has joined.
    Join,
    /// Volunteers, leaders, inspectors.
    Field,
    /// Organisers.
    Office,
}

/// Whether somebody has joined on the phone that asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Nobody has, as far as is known.
    Newcomer,
    /// Somebody has.
    Known,
}

impl Door {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Join, Self::Field, Self::Office];

    /// The door of a screen, by its path. `Field` has all screens of `Join` too.
    #[must_use]
    pub fn of(path: &str, reader: Reader) -> Self {
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some("office"), ..) => Self::Office,
            (None, ..) | (Some("join"), Some(_), None | Some("form" | "family"), None)
                if reader == Reader::Newcomer =>
            {
                Self::Join
            }
            _ => Self::Field,
        }
    }

    /// Where its page lies in the folder of the built app.
    #[must_use]
    pub const fn page(self) -> &'static str {
        match self {
            Self::Join => "join/index.html",
            Self::Field => "index.html",
            Self::Office => "office/index.html",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_newcomer_comes_in_by_the_small_door_and_only_where_it_has_a_screen() {
        let cases = [
            ("/", Door::Join, Door::Field),
            ("/join/K7QF", Door::Join, Door::Field),
            ("/join/K7QF/form", Door::Join, Door::Field),
            ("/join/K7QF/family/", Door::Join, Door::Field),
            ("/join", Door::Field, Door::Field),
            ("/join/K7QF/else", Door::Field, Door::Field),
            ("/join/K7QF/form/more", Door::Field, Door::Field),
            ("/today", Door::Field, Door::Field),
            ("/officer", Door::Field, Door::Field),
            ("/office", Door::Office, Door::Office),
            ("/office/zones/7", Door::Office, Door::Office),
        ];
        for (path, newcomer, known) in cases {
            assert_eq!(
                (Door::of(path, Reader::Newcomer), Door::of(path, Reader::Known)),
                (newcomer, known),
                "{path}"
            );
        }
    }
}
