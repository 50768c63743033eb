//! How much there is, or was carried off, in the unit in which somebody counted it: 吨, 方, 车, 袋 are never converted.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The unit that was counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 袋
    Bag,
    /// 车
    Load,
    /// 方
    CubicMetre,
    /// 吨
    Tonne,
    /// 公斤
    Kilogram,
    /// 处
    Place,
    /// 米
    Metre,
    /// 张
    Sheet,
}

impl Unit {
    /// Every unit, those that a volunteer is offered first.
    pub const ALL: [Self; 8] = [
        Self::Bag,
        Self::Load,
        Self::CubicMetre,
        Self::Tonne,
        Self::Kilogram,
        Self::Place,
        Self::Metre,
        Self::Sheet,
    ];

    /// The unit as ledgers write it.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Bag => "袋",
            Self::Load => "车",
            Self::CubicMetre => "方",
            Self::Tonne => "吨",
            Self::Kilogram => "公斤",
            Self::Place => "处",
            Self::Metre => "米",
            Self::Sheet => "张",
        }
    }
}

/// An amount in hundredths of its unit, so that 0.3 吨 stays 0.3 吨.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quantity {
    /// Hundredths of the unit: 250 is 2.5.
    pub hundredths: u32,
    /// The unit as it was entered.
    pub unit: Unit,
}

impl fmt::Display for Quantity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.hundredths / 100, self.hundredths % 100);
        match rest {
            0 => write!(out, "{whole}{}", self.unit.zh()),
            _ if rest % 10 == 0 => write!(out, "{whole}.{}{}", rest / 10, self.unit.zh()),
            _ => write!(out, "{whole}.{rest:02}{}", self.unit.zh()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_reads_as_it_was_entered() {
        let shown = [200, 30, 205].map(|hundredths| Quantity { hundredths, unit: Unit::Tonne }.to_string());
        assert_eq!(shown, ["2吨", "0.3吨", "2.05吨"]);
    }
}
