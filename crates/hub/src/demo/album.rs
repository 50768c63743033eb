//! The pictures of the demonstration: a few scenes, dirty and clean, painted once and taken by many.

use sha2::Digest as _;
use yingchun_domain::photo::Sha256;
use yingchun_domain::spot::Category;

use super::paint::paint;

/// The app's photos are larger; these are enough to be looked at.
const WHOLE_PX: (u32, u32) = (640, 480);
const THUMB_PX: (u32, u32) = (320, 240);

/// Where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scene {
    River,
    Road,
    Wall,
    Yard,
}

/// Before or after the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Dirty,
    /// Somebody was here, and left a part of it.
    HalfDone,
    Clean,
}

impl Scene {
    const ALL: [Self; 4] = [Self::River, Self::Road, Self::Wall, Self::Yard];

    /// What a spot of this class looks like.
    pub(super) const fn of(category: Category) -> Self {
        match category {
            Category::RiverBank | Category::WhiteLitter => Self::River,
            Category::Roadside | Category::Woods | Category::BuildingWaste => Self::Road,
            Category::Flyposting | Category::Ruins | Category::Shed => Self::Wall,
            Category::NeglectedCorner
            | Category::Clutter
            | Category::Heaps
            | Category::HouseholdWaste
            | Category::Other => Self::Yard,
        }
    }
}

impl Look {
    const ALL: [Self; 3] = [Self::Dirty, Self::HalfDone, Self::Clean];
}

/// A painted picture, with what an entry says of it.
pub(super) struct Picture {
    pub(super) jpeg: Vec<u8>,
    pub(super) thumb: Vec<u8>,
    pub(super) sha256: Sha256,
    pub(super) len: u32,
}

/// All pictures.
pub(super) struct Album {
    pictures: Vec<Picture>,
}

impl Album {
    /// Paints every scene in every look. Takes a while: called away from the threads that answer.
    pub(super) fn paint() -> Self {
        let looks = Scene::ALL.into_iter().flat_map(|scene| Look::ALL.map(|look| (scene, look)));
        let pictures = looks.map(|(scene, look)| {
            let jpeg = paint(scene, look, WHOLE_PX);
            let sha256 = Sha256(sha2::Sha256::digest(&jpeg).into());
            let len = u32::try_from(jpeg.len()).unwrap_or(u32::MAX);
            Picture { thumb: paint(scene, look, THUMB_PX), jpeg, sha256, len }
        });
        Self { pictures: pictures.collect() }
    }

    /// The picture of a scene in a look.
    pub(super) fn picture(&self, scene: Scene, look: Look) -> &Picture {
        let place = scene as usize * Look::ALL.len() + look as usize;
        self.pictures.get(place).expect("every scene was painted in every look")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_looks_the_same_each_time_and_another_after_the_work() {
        for scene in Scene::ALL {
            let [dirty, half, clean] = Look::ALL.map(|look| paint(scene, look, THUMB_PX));
            assert_eq!(paint(scene, Look::Dirty, THUMB_PX), dirty, "{scene:?}");
            assert!(dirty != half && half != clean && dirty != clean, "{scene:?}");
        }
    }
}
