//! A hub with one village in it, on a folder of the disk that is measured.

use std::net::SocketAddr;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::json;
use uuid::Uuid;
use yingchun_domain::community::Community;
use yingchun_domain::id::{CampaignId, CommunityId, EntryId};
use yingchun_domain::row::Entity;
use yingchun_hub::serve::{Running, Settings, start};
use yingchun_hub::{chance, clock};

use crate::phone::Phone;

pub(crate) const CODE: &str = "QSC7K2";

pub(crate) struct Village {
    pub(crate) address: SocketAddr,
    pub(crate) campaign: CampaignId,
    pub(crate) community: CommunityId,
    running: Running,
}

/// A new name for anything.
pub(crate) fn id<T: From<Uuid>>() -> T {
    EntryId::v7(clock::now(), &chance::random()).uuid().into()
}

/// A thing as the store keeps it, so that a field that is added with a default changes nothing here.
pub(crate) fn stored<T: DeserializeOwned>(body: serde_json::Value) -> T {
    serde_json::from_value(body).expect("a body as it is stored")
}

impl Village {
    pub(crate) async fn start(folder: &Path) -> Self {
        let settings = Settings {
            allow_http: false,
            data: folder.to_owned(),
            listen: "127.0.0.1:0".parse().expect("an address"),
            demo: false,
            app: None,
            host_name: "柳河镇街道办事处".to_owned(),
            low_water_bytes: 0,
        };
        let running = start(settings).await.expect("the hub starts");
        let (address, campaign) = (running.address, running.hub().campaign());
        let mut village = Self { address, campaign, community: id(), running };
        village.community = village.add(CODE).await;
        village
    }

    /// Adds a community to register in by this code.
    pub(crate) async fn add(&self, code: &str) -> CommunityId {
        let community: Community = stored(json!({
            "id": id::<CommunityId>(), "name": "青石村", "committee": "青石村村委会", "code": code,
        }));
        let added = community.id;
        self.plant(vec![community.into()]).await;
        added
    }

    /// Writes down what the office made before the drive.
    pub(crate) async fn plant(&self, things: Vec<Entity>) {
        self.running.hub().plant(things).await.expect("the village is planted");
    }

    /// The number of the hub's last commit, as a registration of one more phone is told it.
    pub(crate) async fn head(&self) -> u64 {
        let mut phone = Phone::new(self);
        let answer = phone.register(CODE).await;
        let (_, tail) = answer.split_once("\"commit\":").expect("a receipt");
        let digits = tail.split(|sign: char| !sign.is_ascii_digit()).next().expect("a number");
        digits.parse().expect("a number")
    }

    pub(crate) async fn stop(self) {
        self.running.stop().await;
    }
}
