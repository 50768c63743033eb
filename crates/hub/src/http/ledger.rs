//! `/api/ledger.xlsx`: the campaign's ledgers as a workbook, for organisers. Each print is noted.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use yingchun_domain::ledger::{Phones, Printing, file_stem};
use yingchun_domain::row::Kind;

use super::body::Asked;
use super::reader::Organiser;
use crate::clock;
use crate::error::HubError;
use crate::hub::Hub;
use crate::ledger::{self, LedgerError};
use crate::store::audit::Note;
use crate::whole;
use crate::writer::Deed;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// The kinds that ledgers are made of.
const KINDS: [Kind; 11] = [
    Kind::Assignment,
    Kind::Attendance,
    Kind::Campaign,
    Kind::Community,
    Kind::Contact,
    Kind::Grant,
    Kind::Person,
    Kind::Photo,
    Kind::Spot,
    Kind::Team,
    Kind::Zone,
];

/// How the ledgers are asked for.
#[derive(Deserialize)]
pub(super) struct Wish {
    /// Whether numbers stand whole on the sign-in sheet too.
    #[serde(default)]
    phones: Option<Numbers>,
}

/// Which numbers stand whole.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Numbers {
    Full,
    Masked,
}

impl Wish {
    fn printing(&self) -> Printing {
        let usual = Printing::default();
        match self.phones {
            None => usual,
            Some(Numbers::Full) => Printing { phones: Phones::Full, sign_in: Phones::Full, ..usual },
            Some(Numbers::Masked) => Printing { phones: Phones::Masked, sign_in: Phones::Masked, ..usual },
        }
    }
}

/// Prints the ledgers. Numbers stand whole in the roster and masked on the sign-in sheet where nothing is asked.
#[utoipa::path(get, path = "/api/ledger.xlsx", security(("session" = [])),
    params(("phones" = Option<String>, Query, description = "`full` or `masked`")),
    responses((status = 200, description = "a workbook"), (status = 403, description = "right.not_yours")))]
pub(super) async fn workbook(
    State(hub): State<Hub>,
    Organiser(reader): Organiser,
    Asked(wish): Asked<Wish>,
) -> Result<Response, HubError> {
    let (now, printing) = (clock::now(), wish.printing());
    hub.writer().deed(Deed::Note(Note::of(reader.person, "ledger"))).await?;
    let set = whole::set_of(&hub, &KINDS).await?;
    let printed = tokio::task::spawn_blocking(move || {
        let name = file_stem(&set, now).map_err(LedgerError::from)?;
        Ok::<_, LedgerError>((name, ledger::workbook(&set, printing, now)?))
    });
    let printed = printed.await.map_err(|_| HubError::busy("the ledgers could not be printed"))?;
    let (name, bytes) = printed?;
    let headers = [(header::CONTENT_TYPE, XLSX.to_owned()), (header::CONTENT_DISPOSITION, saved_as(&name))];
    Ok((headers, bytes).into_response())
}

/// The name in Latin letters for whoever knows no other, then its own (RFC 6266, RFC 8187).
fn saved_as(name: &str) -> String {
    let mut own = String::new();
    for byte in name.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'-' => own.push(char::from(byte)),
            other => own.push_str(&format!("%{other:02X}")),
        }
    }
    format!("attachment; filename=\"ledger.xlsx\"; filename*=UTF-8''{own}.xlsx")
}

impl From<LedgerError> for HubError {
    fn from(error: LedgerError) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "ledger.unwritten", error.to_string())
    }
}
