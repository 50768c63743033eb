//! What a view is made of: everything that a file with a `view!` needs, Leptos's signals included.
//!
//! A view is data, an [`Html`], not a type of its own: `view!` writes each element's fixed parts into one *template* and what
//! is not fixed into its *holes*. A view that is drawn once more over the same template changes only its holes, so that focus,
//! scroll and what was typed stay. What a closure reads is followed by Leptos's effects, of which there are two kinds here:
//! one for a part of a page, one for an attribute. Why: docs/decisions/0008.

mod attr;
mod bridge;
mod drawn;
mod event;
mod made;
mod rows;
mod show;
mod signal;
mod state;
mod task;
mod template;

pub use leptos::prelude::*;
pub use yingchun_view::{component, view};

pub use self::attr::{Attr, IntoAttr, Read, attr};
pub use self::bridge::Bridge;
pub use self::drawn::{Children, ChildrenFn, CollectView, Draw, Html, IntoAny, IntoView, ToChildren};
pub use self::event::{Hear, node_ref, on, on_target};
pub use self::made::{Hole, Made};
pub use self::rows::{Row, rows};
pub use self::show::{Show, ShowOr, When};
pub use self::signal::{Callback, IntoProp, Memo, RwSignal, Signal};
pub use self::task::spawn_local;
