//! A hub in a folder that goes away with it.

use std::net::SocketAddr;
use std::path::Path;

use tempfile::TempDir;
use yingchun_hub::keep::{backup, new_shelf};
use yingchun_hub::serve::{Running, Settings, start};

pub(crate) struct TestHub {
    folder: TempDir,
    running: Running,
    /// The bits of the link that the first start hands out.
    pub(crate) organiser_token: String,
}

impl TestHub {
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let running = start(settings(folder.path())).await.unwrap();
        let [handed] = running.handed.as_slice() else { panic!("one link: {:?}", running.handed) };
        let organiser_token = handed.path.strip_prefix("/invite#").unwrap().to_owned();
        Self { folder, running, organiser_token }
    }

    /// Stops in order and starts again on the same folder.
    pub(crate) async fn restart(self) -> Self {
        self.between(|_| ()).await
    }

    /// Stops in order, has something done to the folder, and starts again on it.
    pub(crate) async fn between(self, done: impl FnOnce(&Path)) -> Self {
        self.between_async(async |folder: &Path| done(folder)).await
    }

    /// The same, where what is done takes its time.
    pub(crate) async fn between_async(self, done: impl AsyncFnOnce(&Path)) -> Self {
        let Self { folder, running, organiser_token } = self;
        running.stop().await;
        done(folder.path()).await;
        let running = start(settings(folder.path())).await.unwrap();
        assert_eq!(running.handed, []);
        Self { folder, running, organiser_token }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.running.address
    }

    pub(crate) fn running(&self) -> &Running {
        &self.running
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

pub(crate) fn settings(folder: &Path) -> Settings {
    Settings {
        data: folder.to_owned(),
        listen: "127.0.0.1:0".parse().unwrap(),
        demo: false,
        app: None,
        allow_http: false,
        host_name: "柳河镇街道办事处".to_owned(),
        low_water_bytes: 0,
    }
}

/// Makes a folder a shelf, where it is none, and puts a copy there.
pub(crate) async fn back_up(data: &Path, to: &Path) -> anyhow::Result<()> {
    new_shelf(to)?;
    backup(data, to).await
}
