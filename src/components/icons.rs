//! The icons, drawn for this app on a grid of 24 with a stroke of 2 and round ends. Always beside a word or a name: an icon
//! alone is silent for ears.

use crate::html::*;

/// A sign that stands for an act, a place or a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// A picture from the album has this mark.
    Album,
    /// Something new was said.
    Bell,
    /// Telephone somebody.
    Call,
    /// Take a photo.
    Camera,
    /// Done, good, passed.
    Check,
    /// Closed for good.
    CheckTwice,
    /// Go on, open.
    ChevronRight,
    /// Go back.
    ChevronLeft,
    /// A time, or waiting for a person.
    Clock,
    /// Cancelled.
    Dash,
    /// Fetch a file.
    Download,
    /// A file.
    File,
    /// The page of today.
    Home,
    /// A list with ticks.
    ListCheck,
    /// A map.
    Map,
    /// One less.
    Minus,
    /// A team.
    People,
    /// This very phone.
    Phone,
    /// This very phone; all is sent.
    PhoneDone,
    /// A place.
    Pin,
    /// One more, something new.
    Plus,
    /// Not known yet.
    Question,
    /// Sent back.
    Return,
    /// Open: nobody cleans it.
    Ring,
    /// Claimed: somebody is at it.
    RingHalf,
    /// Search.
    Search,
    /// Settings.
    Settings,
    /// Send on to others.
    Share,
    /// Going up to the hub.
    Upload,
    /// Oneself.
    User,
    /// Take care.
    Warning,
}

impl Icon {
    /// The strokes, as an SVG path.
    const fn strokes(self) -> &'static str {
        match self {
            Self::Album => "M4 5h16v14H4ZM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15.5 9v.01",
            Self::Bell => "M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 2h-15ZM10 21.5h4",
            Self::Call => {
                "M6.5 4h3l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5v3c0 1-.8 1.5-1.5 1.5C11 19 5 13 5 5.5 5 4.7 5.6 4 6.5 4Z"
            }
            Self::Camera => "M4 8h3.5L9 5.5h6L16.5 8H20v11H4ZM15.5 13a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0Z",
            Self::Check => "m5 12.5 4.5 4.5L19 7.5",
            Self::CheckTwice => "m2.5 12.5 4 4.5 8-9.5M11.5 16l1 1 9-9.5",
            Self::ChevronRight => "m9.5 5.5 6.5 6.5-6.5 6.5",
            Self::ChevronLeft => "M14.5 5.5 8 12l6.5 6.5",
            Self::Clock => "M20.5 12a8.5 8.5 0 1 1-17 0 8.5 8.5 0 0 1 17 0ZM12 7.5V12l3 2",
            Self::Dash => "M6 12h12",
            Self::Download => "M12 4v11m-5-5 5 5 5-5M4.5 20h15",
            Self::File => "M6 3.5h8l4.5 4.5v12.5H6ZM13.5 4v4.5H18M9 13h6M9 16.5h6",
            Self::Home => "M3 11.5 12 4l9 7.5M5.5 10v9.5h13V10",
            Self::ListCheck => "M9 6h11M9 12h11M9 18h11M3.5 6l1 1 2-2M3.5 12l1 1 2-2M3.5 18l1 1 2-2",
            Self::Map => "M9 4 3 6.5v13L9 17l6 2.5 6-2.5V4l-6 2.5ZM9 4v13M15 6.5v13",
            Self::Minus => "M5 12h14",
            Self::People => {
                "M12.2 8.5a3.2 3.2 0 1 1-6.4 0 3.2 3.2 0 0 1 6.4 0ZM2.5 19.5c.8-3.5 3.3-5 6.5-5s5.7 1.5 6.5 5M15.5 5.6a3 3 0 0 1 0 5.8M17.5 14.8c2 .6 3.4 2.1 4 4.7"
            }
            Self::Phone => "M9 3h6a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H9a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2ZM11 18h2",
            Self::PhoneDone => {
                "M17 9V5a2 2 0 0 0-2-2H9a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h4M14.5 17.5l2.5 2.5 5-6"
            }
            Self::Pin => {
                "M12 21c4.5-5 6.5-8.3 6.5-11.5a6.5 6.5 0 0 0-13 0C5.5 12.7 7.5 16 12 21ZM14.3 9.5a2.3 2.3 0 1 1-4.6 0 2.3 2.3 0 0 1 4.6 0Z"
            }
            Self::Plus => "M12 5v14M5 12h14",
            Self::Question => "M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1.2-1.5 2.3M12 18.5v.01",
            Self::Return => "M9 5 4 10l5 5M4 10h10a5.5 5.5 0 0 1 0 11h-3",
            Self::Ring => "M18.5 12a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z",
            Self::RingHalf => "M18.5 12a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0ZM12 5.5v13M14.5 8v8M16.8 9.5v5",
            Self::Search => "M17.5 11a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0ZM16 16l4.5 4.5",
            Self::Settings => {
                "M4 7h9M19 7h1M4 17h1M11 17h9M18.5 7a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0ZM10.5 17a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Z"
            }
            Self::Share => "M14 4.5 20.5 10 14 15.5V12c-5 0-8 1.5-10 6 0-6 3.5-10 10-10.5Z",
            Self::Upload => "M12 20V9m-5 5 5-5 5 5M4.5 4h15",
            Self::User => "M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM4.5 20.5c1-4 4-6 7.5-6s6.5 2 7.5 6",
            Self::Warning => "M12 4 2.5 20h19ZM12 10v5M12 17.5v.01",
        }
    }
}

/// An icon at the size of the text beside it.
#[component]
pub fn Glyph(
    /// Which one.
    icon: Icon,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=icon.strokes()></path></svg>
    }
}
