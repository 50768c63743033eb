//! How much there is, as a survey writes it: a number and its unit, in one cell, in two, or with the unit in the head.

use yingchun_domain::quantity::{Quantity, Unit};

use super::chain::folded;

/// What a survey says of how much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// Nothing.
    Unsaid,
    /// A number with a unit that is counted in.
    Counted(Quantity),
    /// What cannot be counted with, as it was written.
    Words(String),
}

/// Other names of units; a unit is never converted into another.
const ALIKE: &[(&str, Unit)] = &[
    ("立方", Unit::CubicMetre),
    ("立方米", Unit::CubicMetre),
    ("m³", Unit::CubicMetre),
    ("m3", Unit::CubicMetre),
    ("t", Unit::Tonne),
    ("千克", Unit::Kilogram),
    ("kg", Unit::Kilogram),
    ("车次", Unit::Load),
    ("m", Unit::Metre),
];

/// A unit by its name.
pub fn unit_of(text: &str) -> Option<Unit> {
    let text = text.trim().to_lowercase();
    let named = Unit::ALL.into_iter().find(|unit| unit.zh() == text);
    named.or_else(|| ALIKE.iter().find(|(name, _)| *name == text).map(|(_, unit)| *unit))
}

/// What stands in the cells of number and unit. A unit is kept with its number, whether it is known or not.
pub fn amount_of(amount: &str, unit: &str) -> Amount {
    let (number, unit) = (folded(amount), folded(unit));
    if number.is_empty() {
        return Amount::Unsaid;
    }
    let own = quantity_of(&number);
    let both = quantity_of(&format!("{number}{unit}"));
    match (own, both) {
        (Some(own), _) if unit.is_empty() || unit_of(&unit) == Some(own.unit) => Amount::Counted(own),
        (Some(_), _) => Amount::Words(format!("{number}/{unit}")),
        (None, Some(both)) => Amount::Counted(both),
        (None, None) if number.ends_with(&unit) => Amount::Words(number),
        (None, None) => Amount::Words(format!("{number}{unit}")),
    }
}

/// 「约2方」, 「0.3 吨」; `None` where it is no number with a unit.
fn quantity_of(text: &str) -> Option<Quantity> {
    let text = text.trim().trim_start_matches(['约', '大']).trim_start_matches("概").trim();
    let end = text.find(|sign: char| !sign.is_ascii_digit() && sign != '.')?;
    let (number, unit) = text.split_at(end);
    let unit = unit_of(unit)?;
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    let rest = match rest.len() {
        0 => 0,
        1 => rest.parse::<u32>().ok()? * 10,
        2 => rest.parse().ok()?,
        _ => return None,
    };
    let hundredths = whole.parse::<u32>().ok()?.checked_mul(100)?.checked_add(rest)?;
    Some(Quantity { hundredths, unit })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(amount: &str, unit: &str, expected: &str) {
        let shown = match amount_of(amount, unit) {
            Amount::Unsaid => String::new(),
            Amount::Counted(quantity) => quantity.to_string(),
            Amount::Words(words) => format!("“{words}”"),
        };
        assert_eq!(shown, expected, "{amount} {unit}");
    }

    #[test]
    fn an_amount_is_a_number_with_a_unit_as_it_was_counted() {
        for (text, shown) in [("约2方", "2方"), ("0.3 吨", "0.3吨"), ("40米", "40米"), ("大概12车", "12车")]
        {
            check(text, "", shown);
        }
        for text in ["两车", "3", "1.234吨", "99999999999车", "2千米", "."] {
            check(text, "", &format!("“{text}”"));
        }
        check("", "", "");
    }

    #[test]
    fn a_unit_in_its_own_column_stays_with_its_number() {
        for (amount, unit, shown) in [
            ("40", "袋", "40袋"),
            ("3.5", "方", "3.5方"),
            ("４０", "立方米", "40方"),
            ("约2", "t", "2吨"),
            ("2方", "方", "2方"),
            ("2方", "立方米", "2方"),
            ("2方", "车", "“2方/车”"),
            ("40", "筐", "“40筐”"),
            ("两车", "车", "“两车”"),
            ("若干", "处", "“若干处”"),
            ("", "处", ""),
        ] {
            check(amount, unit, shown);
        }
    }
}
