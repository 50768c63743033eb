//! What the app says, in Chinese and English, and the language it speaks right now.
//!
//! A *catalogue* is a screen's words, declared once with both languages side by side, so that a word missing in one does not
//! compile. A *sentence* is a word with gaps, filled by its method. Volunteers' screens say 您 and the village's verbs,
//! officials' screens the officials' terms. Only this module holds words that a person reads.

mod catalogue;
mod codes;
mod desk;
mod import;
mod inspect;
mod join;
mod kit;
mod leader;
mod named;
mod office;
mod outbox;
mod spot;
mod states;
mod today;
mod when;

use leptos::prelude::{Get, RwSignal, Set, expect_context, provide_context};
use yingchun_domain::text::TextRefused;

pub use codes::{code_words, registration_code_words};
pub use desk::{Attention, DeskEdit, DeskNotice, DeskSettings, Kinds, Poster, Roster};
pub use import::Import;
pub use inspect::{Inspect, ReturnSheet};
pub use join::{Boot, First, Join};
pub use kit::{Kit, Sync, Tabs};
pub use leader::{Assign, Conflict, Roll};
pub use office::{Ledger, Office};
pub use outbox::{Account, Me, Outbox, Strip};
pub use spot::{Photo, Report, Returned, Spot, Zone};
pub use states::{Categories, Dates, Quantities, States};
pub use today::{Offer, Today};

/// A language that the app speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// Simplified Chinese, the first language.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The BCP 47 tag, for the document's `lang`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }
}

macro_rules! all_words {
    (
        newcomers { $($(#[$doc:meta])* $field:ident: $screen:ident,)+ }
        others { $($(#[$odoc:meta])* $other:ident: $oscreen:ident,)+ }
    ) => {
        /// Every screen's words in one language.
        #[derive(Debug)]
        pub struct Words {
            /// The language.
            pub lang: Lang,
            $($(#[$doc])* pub $field: &'static $screen,)+
            $($(#[$odoc])* pub $other: &'static $oscreen,)+
        }
        static ZH: Words = Words { lang: Lang::Zh, $($field: &$screen::ZH,)+ $($other: &$oscreen::ZH,)+ };
        static EN: Words = Words { lang: Lang::En, $($field: &$screen::EN,)+ $($other: &$oscreen::EN,)+ };
        static FEW_ZH: Words = Words { lang: Lang::Zh, $($field: &$screen::ZH,)+ $($other: &$oscreen::NONE,)+ };
        static FEW_EN: Words = Words { lang: Lang::En, $($field: &$screen::EN,)+ $($other: &$oscreen::NONE,)+ };
        #[cfg(test)]
        const CHECKS: &[fn()] = &[$($screen::check,)+ $($oscreen::check,)+];
        #[cfg(test)]
        const OTHERS: &[&str] = &[$(stringify!($other),)+];
    };
}

all_words! {
    newcomers {
        /// What every screen shares: acts, fields, landmarks.
        kit: Kit,
        /// The pill: what the phone still holds.
        sync: Sync,
        /// The first page of a community's code.
        first: First,
        /// The form behind it.
        join: Join,
        /// Days and hours.
        dates: Dates,
        /// What happened, what is safe, what to do.
        strip: Strip,
    }
    others {
        /// While the page opens, and when it cannot.
        boot: Boot,
        /// The tabs below.
        tabs: Tabs,
        /// States of a spot.
        states: States,
        /// Kinds of spot.
        categories: Categories,
        /// Units.
        quantities: Quantities,
        /// The volunteer's home.
        today: Today,
        /// An offer, and the answer.
        offer: Offer,
        /// Zones.
        zone: Zone,
        /// One spot.
        spot: Spot,
        /// Taking a photo.
        photo: Photo,
        /// Reporting a spot.
        report: Report,
        /// A spot sent back.
        returned: Returned,
        /// What waits on this phone.
        outbox: Outbox,
        /// Coming back, invitations, signing in.
        account: Account,
        /// 我的, messages, help.
        me: Me,
        /// Roll call.
        roll: Roll,
        /// Placing and asking people.
        assign: Assign,
        /// Two who changed the same thing.
        conflict: Conflict,
        /// Inspection.
        inspect: Inspect,
        /// Sending back.
        return_sheet: ReturnSheet,
        /// The office.
        office: Office,
        /// Ledgers.
        ledger: Ledger,
        /// Bringing in sheets.
        import: Import,
        /// What waits for the office's eye.
        attention: Attention,
        /// The office's own settings.
        desk_settings: DeskSettings,
        /// One volunteer at the desk.
        roster: Roster,
        /// Notices at the desk.
        notice: DeskNotice,
        /// Changing what was set up.
        desk_edit: DeskEdit,
        /// The poster of a village.
        poster: Poster,
        /// Acts by their names.
        kinds: Kinds,
    }
}

impl Words {
    /// Why a text was not taken; `empty` is said where nothing was typed.
    pub fn text_refused(&self, why: TextRefused, empty: &str) -> String {
        match why {
            TextRefused::TooLong { most } => self.kit.too_long(most),
            TextRefused::NotAPhone => self.join.phone_wrong.to_owned(),
            // A field drops control signs as they are typed: what is left of nothing else is nothing.
            TextRefused::Empty | TextRefused::ControlSign => empty.to_owned(),
        }
    }
}

/// What is known of a thing, in one line with dots between; where the line breaks, the dot goes down with what it announces.
pub fn dotted(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let said = parts.into_iter().flatten().filter(|part| !part.is_empty());
    said.collect::<Vec<_>>().join(" ·\u{a0}")
}

/// The words in `lang`.
pub const fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}

/// The words of the screens where newcomers come in; the others are empty there.
pub const fn few_words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Zh => &FEW_ZH,
        Lang::En => &FEW_EN,
    }
}

/// The language that the app speaks right now, shared by all screens.
#[derive(Debug, Clone, Copy)]
pub struct Tongue {
    lang: RwSignal<Lang>,
    words: fn(Lang) -> &'static Words,
}

impl Tongue {
    /// The words to show, followed when the language changes.
    pub fn words(self) -> &'static Words {
        (self.words)(self.lang.get())
    }

    /// The language, followed when it changes.
    pub fn lang(self) -> Lang {
        self.lang.get()
    }

    /// Speaks `lang` from here on.
    pub fn speak(self, lang: Lang) {
        self.lang.set(lang);
    }
}

/// Lets everything below use [`use_tongue`], which says what stands in `words`: [`words()`], or [`few_words`] where newcomers
/// come in. Called once, at a root.
pub fn provide_tongue(lang: Lang, words: fn(Lang) -> &'static Words) -> Tongue {
    let tongue = Tongue { lang: RwSignal::new(lang), words };
    provide_context(tongue);
    tongue
}

/// The app's language.
pub fn use_tongue() -> Tongue {
    expect_context::<Tongue>()
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_gap_of_a_sentence_is_filled_in_both_languages() {
        for check in super::CHECKS {
            check();
        }
    }

    /// What newcomers can come to see: their screens, and whatever components these are made of.
    const SEEN_BY_NEWCOMERS: &[&str] = &[
        include_str!("../join.rs"),
        include_str!("../way.rs"),
        include_str!("../pages/fault.rs"),
        include_str!("../pages/first.rs"),
        include_str!("../pages/home.rs"),
        include_str!("../pages/join/mod.rs"),
        include_str!("../pages/join/answers.rs"),
        include_str!("../pages/join/saved.rs"),
        include_str!("../pages/join/wechat.rs"),
        include_str!("../pages/kept.rs"),
        include_str!("../pages/over.rs"),
        include_str!("../pages/shell.rs"),
        include_str!("../pages/strip_acts.rs"),
        include_str!("../components/button.rs"),
        include_str!("../components/chip.rs"),
        include_str!("../components/cut.rs"),
        include_str!("../components/dock.rs"),
        include_str!("../components/empty.rs"),
        include_str!("../components/field.rs"),
        include_str!("../components/fold.rs"),
        include_str!("../components/foot.rs"),
        include_str!("../components/head.rs"),
        include_str!("../components/live.rs"),
        include_str!("../components/note.rs"),
        include_str!("../components/pill.rs"),
        include_str!("../components/plain_http.rs"),
        include_str!("../components/row.rs"),
        include_str!("../components/setting.rs"),
        include_str!("../components/skeleton.rs"),
        include_str!("../components/slots.rs"),
        include_str!("../components/step.rs"),
        include_str!("../components/strip.rs"),
        include_str!("../components/tick.rs"),
        include_str!("../components/steps.rs"),
        include_str!("when.rs"),
    ];

    #[test]
    fn newcomers_are_told_nothing_that_is_left_out_where_they_come_in() {
        for source in SEEN_BY_NEWCOMERS {
            for other in super::OTHERS {
                for said in ["words()", "words", "self"].map(|words| format!("{words}.{other}.")) {
                    assert!(
                        !source.contains(&said),
                        "{said} in\n{}",
                        source.lines().next().unwrap_or_default()
                    );
                }
            }
        }
    }
}
