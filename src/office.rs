//! The office's app: the organiser's desk, in the officials' own terms. It shares device and session with the field's app of
//! the same origin, so that whoever accepted an organiser's invitation is at home here.

pub mod attention;
pub mod conflicts;
pub mod daily;
pub mod edits;
pub mod forms;
pub mod frame;
pub mod import;
pub mod inspections;
pub mod ledgers;
pub mod notices;
pub mod overview;
pub mod people;
pub mod poster;
pub mod print;
pub mod search;
pub mod settings;
pub mod tally;
pub mod zones;

use crate::html::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::path;
use yingchun_domain::door::Door;

use self::attention::AttentionPage;
use self::conflicts::ConflictsPage;
use self::frame::OfficeFrame;
use self::import::ImportPage;
use self::inspections::InspectionsPage;
use self::ledgers::LedgersPage;
use self::notices::NoticesPage;
use self::overview::OverviewPage;
use self::people::PeoplePage;
use self::poster::PosterPage;
use self::print::PrintPage;
use self::settings::SettingsPage;
use self::zones::ZonesPage;
use crate::components::button::{ButtonLink, Look};
use crate::components::empty::Empty;
use crate::components::focus::focus_title;
use crate::components::live::{LiveRegion, provide_announcer};
use crate::components::plain_http::PlainHttp;
use crate::components::rail::DeskHead;
use crate::components::setting::provide_settings;
use crate::pages::frame::not_saved;
use crate::pages::over::keep_offline;
use crate::pages::shell::{Voices, provide_shell};
use crate::sync::provide_phone;
use crate::words::{Lang, provide_tongue, use_tongue, words};

/// The app.
pub fn office() -> impl leptos::IntoView {
    let tongue = provide_tongue(Lang::Zh, words);
    provide_settings(tongue);
    provide_announcer();
    provide_phone();
    keep_offline(Door::Office);
    provide_shell(Voices { plain: not_saved, official: not_saved });
    leptos::view! {
        <Router>
            {Bridge::over(view! { <PlainHttp/> <FollowPage/> })}
            <Routes fallback=|| Bridge::over(view! { <Elsewhere/> })>
                <Route path=path!("/office") view=page(|| view! { <OfficeFrame><OverviewPage/></OfficeFrame> })/>
                <Route path=path!("/office/zones") view=page(|| view! { <OfficeFrame><ZonesPage/></OfficeFrame> })/>
                <Route path=path!("/office/import") view=page(|| view! { <OfficeFrame><ImportPage/></OfficeFrame> })/>
                <Route path=path!("/office/conflicts") view=page(|| view! { <OfficeFrame><ConflictsPage/></OfficeFrame> })/>
                <Route path=path!("/office/attention") view=page(|| view! { <OfficeFrame><AttentionPage/></OfficeFrame> })/>
                <Route path=path!("/office/print/:which") view=page(|| view! { <OfficeFrame><PrintPage/></OfficeFrame> })/>
                <Route path=path!("/office/poster/:id") view=page(|| view! { <OfficeFrame><PosterPage/></OfficeFrame> })/>
                <Route path=path!("/office/people") view=page(|| view! { <OfficeFrame><PeoplePage/></OfficeFrame> })/>
                <Route path=path!("/office/inspections") view=page(|| view! { <OfficeFrame><InspectionsPage/></OfficeFrame> })/>
                <Route path=path!("/office/notices") view=page(|| view! { <OfficeFrame><NoticesPage/></OfficeFrame> })/>
                <Route path=path!("/office/ledgers") view=page(|| view! { <OfficeFrame><LedgersPage/></OfficeFrame> })/>
                <Route path=path!("/office/settings") view=page(|| view! { <OfficeFrame><SettingsPage/></OfficeFrame> })/>
            </Routes>
            {Bridge::over(view! { <LiveRegion/> })}
        </Router>
    }
}

/// A page of the router: all of one type, so that the router is made for one.
fn page(draw: fn() -> Html) -> impl Fn() -> Bridge + Send + Clone {
    move || Bridge::over(draw())
}

/// A link into the field's app is a page of its own; an office page that does not exist says so.
#[component]
fn Elsewhere() -> impl IntoView {
    let tongue = use_tongue();
    let path = use_location().pathname;
    Effect::new(move || {
        let path = path.get();
        if !path.starts_with("/office") && location().replace(&path).is_err() {
            leptos::logging::warn!("the browser did not go to {path}");
        }
    });
    view! {
        <OfficeFrame>
            <DeskHead title=move || tongue.words().strip.unknown_page small="">""</DeskHead>
            <Empty words=move || tongue.words().office.choose_room>
                <ButtonLink label=move || tongue.words().office.overview href="/office" look=Look::Line/>
            </Empty>
        </OfficeFrame>
    }
}

/// After a change of page the focus goes to its title, which also names the window.
#[component]
fn FollowPage() -> impl IntoView {
    let path = use_location().pathname;
    Effect::watch(move || path.get(), |_, _, _| focus_title(), false);
}
