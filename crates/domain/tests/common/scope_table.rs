//! The scope table of the design, as data: the rules are walked by it, and the hub's routes.

use yingchun_domain::row::Kind;
use yingchun_domain::scope::Scope;

/// The kinds of scope, as the table's heads have them.
pub(crate) fn head(scope: Scope) -> &'static str {
    match scope {
        Scope::Campaign => "campaign",
        Scope::Community(_) => "community",
        Scope::Zone(_) => "zone",
        Scope::ZoneLead(_) => "zlead",
        Scope::Team(_) => "team",
        Scope::Lead(_) => "lead",
        Scope::Pool(_) => "pool",
        Scope::Person(_) => "person",
        Scope::Inspect => "inspect",
        Scope::Office => "office",
        Scope::Newer(_) => "newer",
    }
}

/// A cell that is not stated here is a defect, in the rules or in this table.
pub(crate) const TABLE: &[(Kind, &[&str])] = &[
    (Kind::Campaign, &["campaign"]),
    (Kind::Community, &["campaign"]),
    (Kind::Zone, &["community", "team"]),
    (Kind::Team, &["community", "team"]),
    (Kind::Spot, &["zone", "zlead", "pool", "person"]),
    (Kind::Photo, &["zone", "zlead", "pool", "person"]),
    (Kind::Person, &["zone", "team", "lead", "pool", "person"]),
    (Kind::Contact, &["lead", "pool", "person"]),
    (Kind::Assignment, &["zlead", "person"]),
    (Kind::Attendance, &["zlead", "person"]),
    (Kind::Grant, &["person"]),
    (Kind::Outcome, &["person"]),
    (Kind::ConflictCard, &["zlead", "person"]),
    (Kind::Notice, &["campaign", "community", "team"]),
    (Kind::Invitation, &[]),
];
