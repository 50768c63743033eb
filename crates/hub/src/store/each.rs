//! The one place where the engines' SQL differs: how a list that came in one bind becomes rows.
//!
//! A list is a JSON array of arrays. On `SQLite` each of its rows is `r.value`, read with `r.value ->> N`; the twin
//! for PostgreSQL is `jsonb_array_elements($N::jsonb) as r(value)`, read with the same sign.

/// The rows of the JSON array in a bind, as `r.value`.
macro_rules! each {
    ($bind:literal) => {
        concat!("json_each(", $bind, ") as r")
    };
}

/// Bytes from hexadecimal digits: a JSON text cannot carry them. PostgreSQL says `decode(.., 'hex')`.
macro_rules! from_hex {
    ($column:literal) => {
        concat!("unhex(", $column, ")")
    };
}

pub(crate) use {each, from_hex};
