//! The roster as lines, and which of them somebody wants to see.

use std::collections::BTreeSet;

use yingchun_domain::community::Community;
use yingchun_domain::id::{CommunityId, PersonId, TeamId};
use yingchun_domain::person::{Contact, Person};
use yingchun_domain::team::Team;

use crate::arrange::Arrange as _;
use crate::office::search::found;
use crate::office::tally::volunteers;
use crate::pages::mine::Mine;
use crate::words::Words;

/// A volunteer as the table shows her.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Her row.
    pub person: Person,
    /// Her village.
    pub community: String,
    /// Her team.
    pub team: Option<String>,
    /// Her number, masked.
    pub phone: Option<String>,
    /// Somebody else gave the same number.
    pub same_phone: bool,
}

/// Whom to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Everybody.
    All,
    /// 未编队
    Unplaced,
    /// 同号
    Same,
    /// Without a number.
    Silent,
}

/// What somebody looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Words in a name, a village or a team, or the last digits of a number.
    pub query: String,
    /// Of this village.
    pub community: Option<CommunityId>,
    /// Of this team.
    pub team: Option<TeamId>,
    /// Of this sort.
    pub which: Which,
}

impl Which {
    /// All of them, in the order of their chips.
    pub const ALL: [Self; 4] = [Self::All, Self::Unplaced, Self::Same, Self::Silent];

    /// As an address names it.
    pub fn named(name: &str) -> Self {
        match name {
            "unplaced" => Self::Unplaced,
            "same" => Self::Same,
            "silent" => Self::Silent,
            _ => Self::All,
        }
    }

    /// Its word.
    pub const fn words(self, words: &Words) -> &'static str {
        match self {
            Self::All => words.import.all,
            Self::Unplaced => words.office.unplaced_one,
            Self::Same => words.assign.same_phone,
            Self::Silent => words.roster.without_phone,
        }
    }
}

impl Wanted {
    /// Whether a line is one of them.
    pub fn fits(&self, line: &Line) -> bool {
        let person = &line.person;
        let sort = match self.which {
            Which::All => true,
            Which::Unplaced => person.team.is_none(),
            Which::Same => line.same_phone,
            Which::Silent => line.phone.is_none(),
        };
        let texts = [
            person.name.as_str(),
            &line.community,
            line.team.as_deref().unwrap_or_default(),
            line.phone.as_deref().unwrap_or_default(),
        ];
        sort && self.community.is_none_or(|id| person.community == Some(id))
            && self.team.is_none_or(|id| person.team == Some(id))
            && found(&self.query, &texts)
    }
}

/// Everybody, by village, team and name.
pub fn lines(mine: Mine<'_>) -> Vec<Line> {
    let twins = twins(mine);
    let line = |person: &Person| line(mine, person, twins.contains(&person.id));
    let mut all: Vec<Line> = volunteers(mine).map(line).collect();
    all.arrange(|one, other| {
        (&one.community, &one.team, &one.person.name).cmp(&(
            &other.community,
            &other.team,
            &other.person.name,
        ))
    });
    all
}

/// Who shares a number: whoever gave it later names those before her, and both are meant.
fn twins(mine: Mine<'_>) -> BTreeSet<PersonId> {
    let shared = mine.set.each::<Contact>().filter(|contact| !contact.same_as.is_empty());
    shared.flat_map(|contact| contact.same_as.iter().copied().chain([contact.person])).collect()
}

/// Others with the number of a person, whoever of them came first.
pub fn same_number(mine: Mine<'_>, id: PersonId) -> Vec<PersonId> {
    let own =
        mine.set.get::<Contact>(id.uuid()).known().into_iter().flat_map(|it| it.same_as.iter().copied());
    let later = mine.set.each::<Contact>().filter(|it| it.same_as.contains(&id)).map(|it| it.person);
    own.chain(later).collect::<BTreeSet<PersonId>>().into_iter().collect()
}

fn line(mine: Mine<'_>, person: &Person, same_phone: bool) -> Line {
    let contact = mine.set.get::<Contact>(person.id.uuid()).known();
    let community = person.community.and_then(|id| mine.set.get::<Community>(id.uuid()).known());
    let team = person.team.and_then(|id| mine.set.get::<Team>(id.uuid()).known());
    let phone = contact.and_then(|contact| contact.phone.as_ref());
    Line {
        community: community.map(|it| it.name.to_string()).unwrap_or_default(),
        team: team.map(|it| it.name.to_string()),
        phone: phone.map(ToString::to_string),
        same_phone,
        person: person.clone(),
    }
}
