//! Paints a place in winter light: sky, hills, what stands there, and what lies about or was carried off. The same
//! place keeps its outlines before and after, as photos from the same viewpoint do.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

use super::album::{Look, Scene};

const QUALITY: u8 = 82;

/// Places are given in thousandths of width and height, so that a thumbnail is the same picture.
const WHOLE: i32 = 1000;
const HORIZON: i32 = 430;

type Colour = [u8; 3];

const SKY: Colour = [206, 219, 230];
const HILL: Colour = [136, 150, 142];
const GRASS: Colour = [142, 140, 96];
const BARE: Colour = [150, 130, 106];
const WATER: Colour = [108, 134, 144];
const ASPHALT: Colour = [112, 112, 116];
const BRICK: Colour = [158, 96, 78];
const PLASTER: Colour = [214, 206, 190];
const TRUNK: Colour = [92, 74, 60];
const GREEN: Colour = [86, 120, 78];

/// How much lighter the top of a round thing is than its middle.
const ROUND: i32 = 24;

/// Bags, film, boards, rags, tins.
const LITTER: [Colour; 6] =
    [[226, 226, 220], [96, 120, 150], [60, 58, 60], [176, 154, 120], [150, 84, 76], [190, 176, 128]];

/// The picture as a JPEG without any text beside it.
pub(super) fn paint(scene: Scene, look: Look, (width, height): (u32, u32)) -> Vec<u8> {
    let mut canvas = Canvas { image: RgbImage::new(width, height), grain: 1 };
    canvas.sky();
    match scene {
        Scene::River => canvas.river(),
        Scene::Road => canvas.road(),
        Scene::Wall => canvas.wall(),
        Scene::Yard => canvas.yard(),
    }
    match look {
        Look::Dirty => canvas.heap(scene, 90),
        Look::HalfDone => canvas.heap(scene, 22),
        Look::Clean => canvas.swept(scene),
    }
    let mut jpeg = Cursor::new(Vec::new());
    canvas
        .image
        .write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY))
        .expect("memory takes a picture of this size");
    jpeg.into_inner()
}

struct Canvas {
    image: RgbImage,
    /// The state of a small generator: grain that is the same each time.
    grain: u32,
}

impl Canvas {
    /// The next number below `most`.
    fn chance(&mut self, most: u32) -> i32 {
        self.grain = self.grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        i32::try_from((self.grain >> 16) % most.max(1)).unwrap_or(0)
    }

    fn px(thousandths: i32, side: u32) -> u32 {
        u32::try_from(thousandths.clamp(0, WHOLE)).unwrap_or(0) * side / WHOLE.unsigned_abs()
    }

    /// A rectangle, with a little grain from line to line.
    fn fill(&mut self, (left, top): (i32, i32), (right, bottom): (i32, i32), colour: Colour) {
        let (width, height) = self.image.dimensions();
        for y in Self::px(top, height)..Self::px(bottom, height) {
            let shade = self.chance(9) - 4;
            for x in Self::px(left, width)..Self::px(right, width) {
                self.image.put_pixel(x, y, Rgb(shaded(colour, shade)));
            }
        }
    }

    /// An ellipse around a point, lit from above by so much.
    fn blob(&mut self, (x, y): (i32, i32), (across, up): (i32, i32), colour: Colour, relief: i32) {
        let (width, height) = self.image.dimensions();
        let (across, up) = (across.max(1), up.max(1));
        for row in Self::px(y - up, height)..Self::px(y + up, height) {
            let off = i32::try_from(row * WHOLE.unsigned_abs() / height).unwrap_or(0) - y;
            let reach = across * isqrt(up * up - off * off) / up;
            for column in Self::px(x - reach, width)..Self::px(x + reach, width) {
                self.image.put_pixel(column, row, Rgb(shaded(colour, -off * relief / up)));
            }
        }
    }

    fn sky(&mut self) {
        for band in 0..HORIZON / 10 {
            self.fill((0, band * 10), (WHOLE, band * 10 + 10), shaded(SKY, band / 2));
        }
        for (x, across) in [(120, 260), (480, 330), (860, 280)] {
            self.blob((x, HORIZON + 40), (across, 150), HILL, ROUND);
        }
        self.fill((0, HORIZON), (WHOLE, WHOLE), GRASS);
    }

    fn river(&mut self) {
        for step in 0..30 {
            let top = HORIZON + step * 19;
            self.fill((360 - step * 12, top), (520 - step * 2, top + 20), WATER);
            self.fill((520 - step * 2, top), (560 + step * 3, top + 20), BARE);
        }
        self.tree(820);
    }

    fn road(&mut self) {
        for step in 0..30 {
            let top = HORIZON + step * 19;
            self.fill((470 - step * 14, top), (530 + step * 8, top + 20), ASPHALT);
        }
        for x in [120, 260, 880] {
            self.tree(x);
        }
    }

    fn wall(&mut self) {
        self.fill((0, 250), (WHOLE, 640), PLASTER);
        for course in 0..6 {
            self.fill((0, 600 + course * 12), (WHOLE, 610 + course * 12), shaded(BRICK, course * 3));
        }
        self.fill((640, 330), (790, 660), shaded(TRUNK, 20));
        self.fill((0, 672), (WHOLE, WHOLE), BARE);
    }

    fn yard(&mut self) {
        self.fill((520, 260), (WHOLE, 600), BRICK);
        self.fill((500, 225), (WHOLE, 262), shaded(TRUNK, 10));
        self.fill((690, 380), (790, 600), shaded(TRUNK, -10));
        self.fill((0, 598), (WHOLE, WHOLE), BARE);
        self.tree(180);
    }

    fn tree(&mut self, x: i32) {
        self.fill((x - 9, 300), (x + 9, 600), TRUNK);
        for branch in 0..7 {
            let reach = 24 + branch * 9;
            self.fill((x - reach, 300 + branch * 24), (x + reach, 304 + branch * 24), TRUNK);
        }
    }

    /// What was thrown away here.
    fn heap(&mut self, scene: Scene, many: i32) {
        let (x, y) = middle(scene);
        for piece in 0..many {
            let spread = 40 + piece * 240 / 90;
            let at = (x + self.chance(480) * spread / 240 - spread, y + self.chance(150) - 60 + piece);
            let size = (14 + self.chance(34), 10 + self.chance(22));
            let kind = usize::try_from(self.chance(6)).unwrap_or(0);
            self.blob(at, size, LITTER.get(kind).copied().unwrap_or(BARE), ROUND);
        }
        if scene == Scene::Wall {
            for paper in 0..many / 8 {
                let (left, top) = (60 + paper * 50 + self.chance(20), 320 + self.chance(160));
                self.fill((left, top), (left + 34, top + 60), [232, 226, 150]);
            }
        }
    }

    /// What the place looks like when it was cleaned: raked ground, and a little green.
    fn swept(&mut self, scene: Scene) {
        let (x, y) = middle(scene);
        self.blob((x, y + 20), (250, 90), shaded(BARE, 8), 0);
        for furrow in 0..7 {
            let top = y - 40 + furrow * 20;
            self.fill((x - 190, top), (x + 190, top + 3), shaded(BARE, -8));
        }
        for shrub in [-280, 290] {
            self.blob((x + shrub, y + 10), (34, 40), GREEN, ROUND);
        }
    }
}

const fn middle(scene: Scene) -> (i32, i32) {
    match scene {
        Scene::River => (640, 760),
        Scene::Road => (780, 780),
        Scene::Wall => (330, 800),
        Scene::Yard => (420, 780),
    }
}

fn shaded(colour: Colour, by: i32) -> Colour {
    colour.map(|part| u8::try_from((i32::from(part) + by).clamp(0, 255)).unwrap_or(0))
}

/// The whole part of a square root; 0 below 0.
fn isqrt(square: i32) -> i32 {
    square.checked_isqrt().unwrap_or(0)
}
