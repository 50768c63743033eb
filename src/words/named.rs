//! Words for what domain names: kinds of spot, units, reasons of a return, rights.

use yingchun_domain::grant::Role;
use yingchun_domain::quantity::{Quantity, Unit};
use yingchun_domain::spot::{Category, Finding, Shortfall};

use super::Words;

impl Words {
    /// 白色垃圾
    pub const fn category(&self, category: Category) -> &'static str {
        let words = &self.categories;
        match category {
            Category::WhiteLitter => words.litter,
            Category::NeglectedCorner => words.corner,
            Category::Clutter => words.clutter,
            Category::Heaps => words.heaps,
            Category::HouseholdWaste => words.household,
            Category::BuildingWaste => words.building,
            Category::Ruins => words.ruins,
            Category::Shed => words.shed,
            Category::Flyposting => words.flyposting,
            Category::RiverBank => words.river,
            Category::Roadside => words.roadside,
            Category::Woods => words.woods,
            Category::Other => words.other,
        }
    }

    /// 自查
    pub const fn finding(&self, finding: Finding) -> &'static str {
        let words = &self.categories;
        match finding {
            Finding::OwnSurvey => words.own_survey,
            Finding::Inspection => words.inspection,
            Finding::Unannounced => words.unannounced,
            Finding::Report => words.reported,
        }
    }

    /// 车
    pub const fn unit(&self, unit: Unit) -> &'static str {
        let words = &self.quantities;
        match unit {
            Unit::Bag => words.bag,
            Unit::Load => words.load,
            Unit::CubicMetre => words.cubic_metre,
            Unit::Tonne => words.tonne,
            Unit::Kilogram => words.kilogram,
            Unit::Place => words.place,
            Unit::Metre => words.metre,
            Unit::Sheet => words.sheet,
        }
    }

    /// 队长; whoever holds no right is a volunteer.
    pub const fn role(&self, role: Option<Role>) -> &'static str {
        let words = &self.account;
        match role {
            Some(Role::Leader { .. }) => words.as_leader,
            Some(Role::Inspector) => words.as_inspector,
            Some(Role::Organiser) => words.as_organiser,
            None => words.as_volunteer,
        }
    }

    /// The unit as it stands behind its number: 1 load, 2 loads.
    fn unit_of(&self, quantity: Quantity) -> &'static str {
        let many = self.unit(quantity.unit);
        if quantity.hundredths == 100 { many.trim_end_matches('s') } else { many }
    }

    /// 大概 2 车, as a volunteer says it.
    pub fn quantity(&self, quantity: Quantity) -> String {
        self.quantities.about(&number(quantity), self.unit_of(quantity))
    }

    /// 约 2 车, as officials write it.
    pub fn quantity_official(&self, quantity: Quantity) -> String {
        self.quantities.about_official(&number(quantity), self.unit_of(quantity))
    }

    /// 没清干净
    pub const fn shortfall(&self, reason: Shortfall) -> &'static str {
        let words = &self.return_sheet;
        match reason {
            Shortfall::NotClean => words.not_clean,
            Shortfall::NotHauled => words.not_taken,
            Shortfall::OnlyMoved => words.only_moved,
            Shortfall::NewLitter => words.new_waste,
            Shortfall::OtherSpot => words.other_spot,
        }
    }
}

/// 2 or 2.5: hundredths without idle noughts.
fn number(quantity: Quantity) -> String {
    let (whole, rest) = (quantity.hundredths / 100, quantity.hundredths % 100);
    match rest {
        0 => whole.to_string(),
        _ if rest % 10 == 0 => format!("{whole}.{}", rest / 10),
        _ => format!("{whole}.{rest:02}"),
    }
}
