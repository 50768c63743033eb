//! `/api/ledger.xlsx`: the campaign's ledgers as a workbook, for organisers. Each print is noted.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use yingchun_domain::ledger::{Phones, Printing};
use yingchun_domain::row::Kind;
use yingchun_domain::set::{Reach, Set};

use super::body::Asked;
use super::reader::Organiser;
use crate::clock;
use crate::error::HubError;
use crate::hub::Hub;
use crate::ledger::{self, LedgerError};
use crate::store::audit::Note;
use crate::store::{self, Fault};
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
    let mut set = Set::new(Reach::Held);
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let mut tx = sqlx::Connection::begin(&mut *conn).await.map_err(Fault::from)?;
    for kind in KINDS {
        for row in store::entity::each_of(&mut tx, hub.campaign(), kind).await? {
            set.put(row.into());
        }
    }
    tx.rollback().await.map_err(Fault::from)?;
    drop(conn);
    let printed = tokio::task::spawn_blocking(move || ledger::workbook(&set, printing, now)).await;
    let bytes = printed.map_err(|_| HubError::busy("the ledgers could not be printed"))??;
    let headers = [
        (header::CONTENT_TYPE, XLSX),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"ledger.xlsx\"; filename*=UTF-8''%E5%8F%B0%E8%B4%A6.xlsx",
        ),
    ];
    Ok((headers, bytes).into_response())
}

impl From<LedgerError> for HubError {
    fn from(error: LedgerError) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "ledger.unwritten", error.to_string())
    }
}
