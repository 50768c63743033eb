//! `/api/ledger.xlsx`: the campaign's ledgers as a workbook, for organisers. Each print is noted.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use yingchun_domain::ledger::Printing;
use yingchun_domain::row::Kind;
use yingchun_domain::set::{Reach, Set};

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

/// Prints the ledgers.
#[utoipa::path(get, path = "/api/ledger.xlsx", security(("session" = [])),
    responses((status = 200, description = "a workbook"), (status = 403, description = "right.not_yours")))]
pub(super) async fn workbook(
    State(hub): State<Hub>,
    Organiser(reader): Organiser,
) -> Result<Response, HubError> {
    let now = clock::now();
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
    let printed = tokio::task::spawn_blocking(move || ledger::workbook(&set, Printing::default(), now)).await;
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
