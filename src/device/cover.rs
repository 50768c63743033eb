//! 遮住人脸: discs of coarse squares over a picture, put and sized by touch before anything is saved.

use crate::html::*;
use leptos::html::{Canvas, Img};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;

use super::{interop, store};

/// The size of a disc that was just put, in thousandths of the picture's short side.
const RADIUS: u16 = 90;
/// The size of a ring that was just drawn.
const RING: u16 = 160;
/// The sizes between which a disc grows and shrinks, and by how much.
const RADIUS_LEAST: u16 = 30;
const RADIUS_MOST: u16 = 400;
const RADIUS_STEP: u16 = 25;
/// How far an arrow key moves a disc.
const NUDGE: i32 = 25;
/// A side of the picture.
const SIDE: u16 = 1_000;

/// A place on a picture, in thousandths of its width and height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// From the left.
    pub across: u16,
    /// From the top.
    pub down: u16,
}

impl Place {
    /// The middle of a picture.
    pub const MIDDLE: Self = Self { across: SIDE / 2, down: SIDE / 2 };
}

/// One disc.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disc {
    across: u16,
    down: u16,
    radius: u16,
    /// A ring around what shall be looked at, instead of squares over what shall not.
    #[serde(default)]
    ring: bool,
}

/// The discs over a picture; the last one is at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discs(Vec<Disc>);

impl Discs {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Disc] {
        &self.0
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts one more, as large as the one at hand.
    pub fn put(&mut self, at: Place) {
        let radius = self.0.last().map_or(RADIUS, |last| last.radius);
        self.0.push(Disc { across: at.across.min(SIDE), down: at.down.min(SIDE), radius, ring: false });
    }

    /// Draws a ring around a place, in the stead of the one before.
    pub fn circle(&mut self, at: Place) {
        let radius = self.0.last().map_or(RING, |last| last.radius);
        self.0 = vec![Disc { across: at.across.min(SIDE), down: at.down.min(SIDE), radius, ring: true }];
    }

    /// Moves the one at hand.
    pub fn drag(&mut self, to: Place) {
        if let Some(last) = self.0.last_mut() {
            (last.across, last.down) = (to.across.min(SIDE), to.down.min(SIDE));
        }
    }

    /// Makes the one at hand larger.
    pub fn grow(&mut self) {
        self.size(|radius| radius.saturating_add(RADIUS_STEP).min(RADIUS_MOST));
    }

    /// Makes the one at hand smaller.
    pub fn shrink(&mut self) {
        self.size(|radius| radius.saturating_sub(RADIUS_STEP).max(RADIUS_LEAST));
    }

    fn size(&mut self, of: impl Fn(u16) -> u16) {
        if let Some(last) = self.0.last_mut() {
            last.radius = of(last.radius);
        }
    }

    /// Takes the one at hand away.
    pub fn undo(&mut self) {
        self.0.pop();
    }

    /// Keeps each where it was on a picture that is turned clockwise by a quarter.
    pub fn turn(&mut self) {
        for disc in &mut self.0 {
            (disc.across, disc.down) = (SIDE.saturating_sub(disc.down), disc.across);
        }
    }

    /// Moves the one at hand by an arrow key, and puts one into the middle where there is none.
    pub fn nudge(&mut self, key: &str) -> bool {
        let (across, down) = match key {
            "ArrowLeft" => (-NUDGE, 0),
            "ArrowRight" => (NUDGE, 0),
            "ArrowUp" => (0, -NUDGE),
            "ArrowDown" => (0, NUDGE),
            _ => return false,
        };
        match self.0.last().copied() {
            None => self.put(Place::MIDDLE),
            Some(last) => {
                self.drag(Place { across: moved(last.across, across), down: moved(last.down, down) });
            }
        }
        true
    }
}

fn moved(from: u16, by: i32) -> u16 {
    u16::try_from((i32::from(from) + by).clamp(0, i32::from(SIDE))).unwrap_or(SIDE)
}

/// A touch of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// The finger came down.
    Down(Place),
    /// It moved.
    Along(Place),
}

/// The picture with its discs. A finger puts one and drags it; arrow keys do the same.
#[component]
pub fn CoverFrame(
    /// The picture, in `blob:`.
    src: String,
    /// The discs over it.
    #[prop(into)]
    discs: Signal<Discs>,
    /// What may be done here, for ears.
    #[prop(into)]
    name: Signal<String>,
    /// Called with each touch.
    #[prop(into)]
    on_touch: Callback<Touch>,
    /// Called with each key; what it does is for the page to decide.
    #[prop(into)]
    on_key: Callback<String, bool>,
) -> impl IntoView {
    let (canvas, image) = (NodeRef::<Canvas>::new(), NodeRef::<Img>::new());
    let down = RwSignal::new(false);
    Effect::new(move || {
        let (Some(canvas), Some(image)) = (canvas.get(), image.get()) else { return };
        discs.with(|discs| draw(&canvas, &image, discs));
    });
    let on_down = move |touched: leptos::ev::PointerEvent| {
        down.set(true);
        if let Some(place) = place_of(&touched) {
            on_touch.run(Touch::Down(place));
        }
    };
    let on_move = move |moved: leptos::ev::PointerEvent| {
        if let Some(place) = place_of(&moved).filter(|_| down.get_untracked()) {
            on_touch.run(Touch::Along(place));
        }
    };
    let on_keydown = move |pressed: leptos::ev::KeyboardEvent| {
        if on_key.run(pressed.key()) {
            pressed.prevent_default();
        }
    };
    view! {
        <div class="cover" tabindex="0" role="application" aria-label=move || name.get() on:keydown=on_keydown
            on:pointerdown=on_down on:pointermove=on_move on:pointerup=move |_| down.set(false)
            on:pointercancel=move |_| down.set(false) on:pointerleave=move |_| down.set(false)>
            <img class="cover__photo" src=src alt="" draggable="false" node_ref=image/>
            <canvas class="cover__discs" node_ref=canvas></canvas>
        </div>
    }
}

fn draw(canvas: &web_sys::HtmlCanvasElement, image: &web_sys::HtmlImageElement, discs: &Discs) {
    let Ok(discs) = store::to_js(&discs.all()) else { return };
    let drawn = interop::preview(canvas, image, &discs);
    // A picture that is not shown any more needs no discs.
    spawn_local(async move { drop(JsFuture::from(drawn).await) });
}

/// Where on the picture a finger is. The picture fills its frame, so that a place on one is a place on the other.
fn place_of(touched: &leptos::ev::PointerEvent) -> Option<Place> {
    let frame: web_sys::Element = touched.current_target()?.dyn_into().ok()?;
    Some(Place {
        across: share(touched.offset_x(), frame.client_width())?,
        down: share(touched.offset_y(), frame.client_height())?,
    })
}

/// How far along a side, in thousandths.
fn share(along: i32, side: i32) -> Option<u16> {
    let thousandths = i64::from(along) * i64::from(SIDE) / Some(i64::from(side)).filter(|side| *side > 0)?;
    u16::try_from(thousandths.clamp(0, i64::from(SIDE))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_disc_at_hand_is_the_last_and_stays_on_the_picture() {
        let mut discs = Discs::default();
        discs.put(Place { across: 100, down: 2_000 });
        discs.grow();
        discs.put(Place { across: 500, down: 500 });
        assert_eq!(
            discs.all(),
            [
                Disc { across: 100, down: 1_000, radius: RADIUS + RADIUS_STEP, ring: false },
                Disc { across: 500, down: 500, radius: RADIUS + RADIUS_STEP, ring: false },
            ]
        );
        discs.drag(Place { across: 510, down: 490 });
        assert_eq!(
            discs.all().last(),
            Some(&Disc { across: 510, down: 490, radius: RADIUS + RADIUS_STEP, ring: false })
        );
        discs.undo();
        discs.undo();
        discs.undo();
        assert!(discs.is_empty());
    }

    #[test]
    fn a_disc_can_be_put_and_moved_by_keys_alone() {
        let mut discs = Discs::default();
        assert!(!discs.nudge("Tab"));
        assert!(discs.nudge("ArrowDown"));
        assert!(discs.nudge("ArrowLeft"));
        assert_eq!(discs.all(), [Disc { across: 475, down: 500, radius: RADIUS, ring: false }]);
    }

    #[test]
    fn there_is_one_ring_where_the_last_tap_was() {
        let mut discs = Discs::default();
        discs.circle(Place::MIDDLE);
        discs.shrink();
        discs.circle(Place { across: 100, down: 1_500 });
        assert_eq!(discs.all(), [Disc { across: 100, down: 1_000, radius: RING - RADIUS_STEP, ring: true }]);
    }

    #[test]
    fn a_face_stays_covered_when_the_picture_is_turned() {
        let mut discs = Discs::default();
        discs.put(Place { across: 100, down: 300 });
        discs.turn();
        assert_eq!(discs.all(), [Disc { across: 700, down: 100, radius: RADIUS, ring: false }]);
        (0..3).for_each(|_| discs.turn());
        assert_eq!(discs.all(), [Disc { across: 100, down: 300, radius: RADIUS, ring: false }]);
    }

    #[test]
    fn a_disc_neither_vanishes_nor_covers_all() {
        let mut discs = Discs::default();
        discs.put(Place { across: 500, down: 500 });
        (0..99).for_each(|_| discs.shrink());
        assert_eq!(discs.all().first().map(|disc| disc.radius), Some(RADIUS_LEAST));
        (0..99).for_each(|_| discs.grow());
        assert_eq!(discs.all().first().map(|disc| disc.radius), Some(RADIUS_MOST));
    }
}
