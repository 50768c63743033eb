//! What entries said of photos that are on their way, so that each of their requests does not ask the database again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use yingchun_domain::id::{DeviceId, PhotoId};

use super::Record;

/// Photos on their way at one time; beyond, the database is asked again.
const MOST: usize = 16_384;

/// Records by photo, with the device that may bring the bytes; clones share them. The writer puts them here with the
/// commit that names the photo.
#[derive(Clone, Debug, Default)]
pub(crate) struct Records(Arc<Mutex<HashMap<PhotoId, (DeviceId, Record)>>>);

impl Records {
    /// The record of a photo, if this device was seen to bring it.
    pub(crate) fn get(&self, device: DeviceId, photo: PhotoId) -> Option<Record> {
        self.lock().get(&photo).filter(|(of, _)| *of == device).map(|(_, record)| *record)
    }

    pub(crate) fn put(&self, device: DeviceId, record: Record) {
        let mut records = self.lock();
        if records.len() >= MOST {
            records.clear();
        }
        records.insert(record.id, (device, record));
    }

    /// Forgets a photo that is whole.
    pub(crate) fn arrived(&self, photo: PhotoId) {
        self.lock().remove(&photo);
    }

    /// Forgets all: the database is not the one that was asked.
    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<PhotoId, (DeviceId, Record)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
