//! What waits for an inspector's eyes: what is due first, then what has waited longest; never her own work, nor a return of
//! hers to which somebody objected.

use yingchun_domain::grant::Role;
use yingchun_domain::id::SpotId;
use yingchun_domain::spot::{Spot, SpotState};
use yingchun_domain::time::{DAY_MS, UnixMs};

use crate::arrange::Arrange as _;
use crate::pages::mine::Mine;

/// An inspector's lists.
#[derive(Debug, Clone, PartialEq)]
pub struct Queue {
    /// 待验收: cleaned by others, the most urgent first.
    pub waiting: Vec<Spot>,
    /// 整改中: returned, what is due first standing first.
    pub returned: Vec<Spot>,
    /// 可销号: passed, the oldest passing first.
    pub passed: Vec<Spot>,
}

impl Queue {
    /// The lists of the reader; `None` where she may not inspect.
    pub fn of(mine: Mine<'_>) -> Option<Self> {
        may_inspect(mine).then(|| Self {
            waiting: sorted(mine, |spot| urgency(spot).filter(|_| is_for(mine, spot))),
            returned: sorted(mine, |spot| spot.standing_return().map(|it| (false, it.due))),
            passed: sorted(mine, |spot| {
                let open = spot.state == SpotState::Passed && !spot.worked_on_by(mine.me);
                spot.passing.as_ref().map(|passing| (false, passing.at)).filter(|_| open)
            }),
        })
    }

    /// Where a spot stands in the queue, from 1.
    pub fn position(&self, spot: SpotId) -> Option<usize> {
        self.waiting.iter().position(|it| it.id == spot).map(|index| index + 1)
    }

    /// The spot before this one.
    pub fn before(&self, spot: SpotId) -> Option<SpotId> {
        let before = self.position(spot)?.checked_sub(2)?;
        self.waiting.get(before).map(|it| it.id)
    }

    /// The spot to look at after this one; the first again after the last.
    pub fn after(&self, spot: SpotId) -> Option<SpotId> {
        let next = self.position(spot).unwrap_or(0);
        let others = || self.waiting.iter().filter(move |it| it.id != spot);
        self.waiting.get(next).or_else(|| others().next()).map(|it| it.id).filter(|next| *next != spot)
    }
}

/// Whether the reader inspects: inspectors do, and organisers may.
fn may_inspect(mine: Mine<'_>) -> bool {
    mine.set.roles_of(mine.me, mine.now).any(|role| match role {
        Role::Inspector | Role::Organiser => true,
        Role::Leader { .. } => false,
    })
}

/// When the cleaning that waits was done.
pub fn cleaned_at(spot: &Spot) -> Option<UnixMs> {
    spot.last_cleaning().map(|cleaning| cleaning.at)
}

/// Whether the reader may look at it: cleaned, by others, and not returned by herself with an objection since.
pub fn is_for(mine: Mine<'_>, spot: &Spot) -> bool {
    let others = !spot.worked_on_by(mine.me) && !spot.waits_for_another_than(mine.me);
    matches!(spot.state, SpotState::Cleaned { .. }) && others
}

/// What is looked at first: by the day on which it was to be mended, or a day after it was cleaned. What waits for a photo
/// waits behind the others.
fn urgency(spot: &Spot) -> Option<Urgency> {
    let cleaned = cleaned_at(spot)?;
    let due = spot.returns.last().map_or(cleaned.plus(DAY_MS), |back| back.due);
    Some((spot.asked.is_some(), due))
}

/// Whether it waits for somebody else, and by when it is due.
type Urgency = (bool, UnixMs);

fn sorted(mine: Mine<'_>, key: impl Fn(&Spot) -> Option<Urgency>) -> Vec<Spot> {
    let mut spots: Vec<(Urgency, &Spot)> =
        mine.set.each::<Spot>().filter_map(|spot| Some((key(spot)?, spot))).collect();
    spots.arrange_by(|(at, spot)| (*at, spot.id));
    spots.into_iter().map(|(_, spot)| spot.clone()).collect()
}
