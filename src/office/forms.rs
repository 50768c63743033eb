//! Forms that set up a drive: villages, teams, zones, spots. Each is a sheet; what it makes is one entry.

pub mod community;
pub mod spot;
pub mod team;
pub mod zone;

use crate::html::*;
use yingchun_domain::campaign::Campaign;
use yingchun_domain::community::Community;
use yingchun_domain::entry::Act;
use yingchun_domain::text::{DutyPhone, TextRefused};

use crate::arrange::Arrange as _;
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::components::select::Choice;
use crate::device::ids::fresh_id;
use crate::pages::frame::deed;
use crate::pages::mine::use_mine;
use crate::sync::{Deed, Undo};
use crate::words::{Words, use_tongue};

/// Which form is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// 新建村（社区）
    Community,
    /// 新建服务队
    Team,
    /// 新建片区
    Zone,
    /// 新建点位
    Spot,
}

/// Whether `form` is up, for its sheet.
pub fn is_up(up: RwSignal<Option<Form>>, form: Form) -> Signal<bool> {
    Signal::derive(move || up.get() == Some(form))
}

/// What a form makes: a thing of its own, sent at once; the form's draft ends with it.
pub fn made(draft: &str, act: Act) -> Deed {
    Deed { draft: Some(draft.to_owned()), ..deed(act, fresh_id(), Undo::AtOnce) }
}

/// What is wrong with a text that was not taken: it is missing, or too long.
pub fn text_wrong(is: bool, typed: &str, words: &Words) -> Option<String> {
    let said = if typed.trim().is_empty() { words.office.required } else { words.office.too_long };
    is.then(|| said.to_owned())
}

/// All communities, by name.
pub fn communities() -> Signal<Vec<Choice>> {
    let read = use_mine(|mine| {
        let mut all: Vec<Choice> =
            mine.set.each::<Community>().map(|it| (it.id.to_string(), it.name.to_string())).collect();
        all.arrange(|one, other| one.1.cmp(&other.1));
        all
    });
    Signal::derive(move || read.get().unwrap_or_default())
}

/// Whom a village's volunteers call while no number of its own is typed.
#[component]
pub fn CalledInstead(
    /// Whether a number is typed.
    #[prop(into)]
    typed: Signal<bool>,
) -> impl IntoView {
    let tongue = use_tongue();
    let host = use_mine(|mine| mine.set.each::<Campaign>().find_map(|it| it.duty_phone.clone()));
    let words = move || {
        let office = &tongue.words().office;
        let host = host.get().flatten();
        host.map_or_else(|| office.nobody_to_call.to_owned(), |it| office.called_instead(it.as_str()))
    };
    view! {
        <Show when=move || !typed.get()><Note tone=Tone::Care icon=Icon::Call><p>{words}</p></Note></Show>
    }
}

/// A duty number that may be left out.
///
/// # Errors
/// Where something stands there that cannot be called.
pub fn duty_phone(typed: &str) -> Result<Option<DutyPhone>, TextRefused> {
    match typed.trim() {
        "" => Ok(None),
        typed => DutyPhone::try_from(typed.to_owned()).map(Some),
    }
}

/// A text that may be left out.
///
/// # Errors
/// Where it is too long.
pub fn optional<T>(typed: &str) -> Result<Option<T>, TextRefused>
where
    T: for<'a> TryFrom<&'a str, Error = TextRefused>,
{
    match typed.trim() {
        "" => Ok(None),
        typed => T::try_from(typed).map(Some),
    }
}
