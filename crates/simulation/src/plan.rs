//! What a seed plays: how many phones and acts, how bad the link is, and which things break at all. Worlds differ, so
//! that no fault hides behind another (as TigerBeetle's swarm does).

use crate::chance::Dice;

macro_rules! breakages {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)+) => {
        /// Something that breaks, or changes behind everybody's back.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Breakage { $($(#[$doc])* $name,)+ }

        impl Breakage {
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            pub const fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }
        }
    };
}

breakages! {
    PageKilled = "pages killed between two effects";
    PageHidden = "pages hidden";
    CacheLost = "caches lost";
    CookieLost = "cookies lost";
    ClockJumps = "clocks jumped by years";
    PhoneCloned = "phones cloned";
    PhoneBackedUp = "phones backed up";
    PhoneRolledBack = "phones rolled back";
    HandedOver = "phones handed over";
    TabOpened = "second tabs opened";
    LeaderChanges = "leading tabs changed";
    TwoLead = "two tabs leading at once";
    StorageFull = "phones full";
    Partition = "partitions";
    PhoneParted = "single phones parted";
    HoursPass = "hours or days passed";
    HubCrashes = "hub crashed";
    HubBackedUp = "hub backed up";
    HubRestored = "hub restored from an older backup";
    HubRolledBack = "hub rolled back behind its back";
    RightChanges = "rights ended or given";
    ZoneMoves = "zones given to another team";
    PersonsMerged = "persons merged";
    CodeRotated = "codes changed";
    OfficeSettles = "lines retried or dismissed by the office";
}

/// A hub that is rolled back behind its back learns of it by a cursor of what it has forgotten. What a phone was told in
/// between, and never read, is not sent again: nobody knows that it is missing.
const ROLLBACKS: bool = false;

pub struct Plan {
    pub phones: usize,
    pub acts: usize,
    pub steps: usize,
    /// One request, and one answer, in so many is lost.
    pub lost_once_in: usize,
    pub doubled_once_in: usize,
    /// One answer in so many is a status of the hub, or a gateway's page.
    pub status_once_in: usize,
    pub delay_ms: usize,
    pub breaks_once_in: usize,
    pub breakages: Vec<Breakage>,
}

impl Plan {
    pub fn draw(dice: &mut Dice) -> Self {
        // Small worlds are quick and find most; one in six is as large as they come.
        let large = dice.once_in(6);
        let acts = if large { 20 + dice.below(41) } else { 4 + dice.below(20) };
        let lawful = |breakage: &Breakage| ROLLBACKS || *breakage != Breakage::HubRolledBack;
        let breakages = Breakage::ALL.iter().copied().filter(|_| dice.once_in(2)).filter(lawful).collect();
        Self {
            phones: if large { 3 + dice.below(6) } else { 2 + dice.below(4) },
            acts,
            steps: 80 + acts * (6 + dice.below(8)),
            lost_once_in: 3 + dice.below(20),
            doubled_once_in: 3 + dice.below(20),
            status_once_in: 4 + dice.below(30),
            delay_ms: 500 << dice.below(5),
            breaks_once_in: 8 + dice.below(40),
            breakages,
        }
    }
}
