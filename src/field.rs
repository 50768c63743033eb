//! The field's app: volunteers, leaders, inspectors on their phones.

use crate::html::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;
use yingchun_domain::door::Door;

use crate::components::focus::focus_title;
use crate::components::live::{LiveRegion, provide_announcer};
use crate::components::plain_http::PlainHttp;
use crate::components::setting::provide_settings;
use crate::pages::assign::AssignPage;
use crate::pages::back::BackPage;
use crate::pages::conflicts::ConflictPage;
use crate::pages::first::FirstPage;
use crate::pages::frame;
use crate::pages::help::HelpPage;
use crate::pages::home::HomePage;
use crate::pages::hours::HoursPage;
use crate::pages::inspect::InspectPage;
use crate::pages::inspect::one::InspectSpotPage;
use crate::pages::invite::InvitePage;
use crate::pages::join::{JoinFamilyPage, JoinPage};
use crate::pages::me::MePage;
use crate::pages::members::Members;
use crate::pages::messages::{MessagesPage, provide_read};
use crate::pages::not_found::NotFoundPage;
use crate::pages::notice::NoticePage;
use crate::pages::offer::OfferPage;
use crate::pages::outbox::OutboxPage;
use crate::pages::over::{KeepDoor, keep_offline};
use crate::pages::people::PeoplePage;
use crate::pages::people::one::PersonPage;
use crate::pages::photo::CameraSheet;
use crate::pages::report::ReportPage;
use crate::pages::roll::RollPage;
use crate::pages::shell::{Voices, not_saved, provide_shell};
use crate::pages::sign_in::SignInPage;
use crate::pages::spot::SpotPage;
use crate::pages::spot::led;
use crate::pages::today::TodayPage;
use crate::pages::today::safety::provide_safety;
use crate::pages::zone::ZonePage;
use crate::pages::zones::ZonesPage;
use crate::sync::provide_phone;
use crate::way::{provide_routed_way, use_way};
use crate::words::{Lang, provide_tongue, use_tongue, words};

/// The app.
pub fn field() -> impl leptos::IntoView {
    let tongue = provide_tongue(Lang::Zh, words);
    provide_settings(tongue);
    provide_announcer();
    provide_phone();
    keep_offline(Door::Field);
    provide_shell(Voices { plain: not_saved, official: frame::not_saved });
    provide_context(led::PARTS);
    provide_safety();
    provide_read();
    leptos::view! {
        <Router>
            {provide_routed_way()}
            {Bridge::over(view! { <SkipLink/> <PlainHttp/> <FollowPage/> <KeepDoor/> })}
            <Routes fallback=|| Bridge::over(view! { <NotFoundPage/> })>
                <Route path=path!("/") view=page(|| view! { <HomePage/> })/>
                <Route path=path!("/join/:code") view=page(|| view! { <FirstPage/> })/>
                <Route path=path!("/join/:code/form") view=page(|| view! { <JoinPage/> })/>
                <Route path=path!("/join/:code/family") view=page(|| view! { <JoinFamilyPage/> })/>
                <Route path=path!("/back") view=page(|| view! { <BackPage/> })/>
                <Route path=path!("/sign-in") view=page(|| view! { <SignInPage/> })/>
                <Route path=path!("/help") view=page(|| view! { <HelpPage/> })/>
                <Route path=path!("/today") view=page(|| view! { <Members><TodayPage/></Members> })/>
                <Route path=path!("/zones") view=page(|| view! { <Members><ZonesPage/></Members> })/>
                <Route path=path!("/zones/:id") view=page(|| view! { <Members><ZonePage/></Members> })/>
                <Route path=path!("/spots/:id") view=page(|| view! { <Members><SpotPage/></Members> })/>
                <Route path=path!("/offers/:id") view=page(|| view! { <Members><OfferPage/></Members> })/>
                <Route path=path!("/report") view=page(|| view! { <Members><ReportPage/></Members> })/>
                <Route path=path!("/notices/:id") view=page(|| view! { <Members><NoticePage/></Members> })/>
                <Route path=path!("/messages") view=page(|| view! { <Members><MessagesPage/></Members> })/>
                <Route path=path!("/invite") view=page(|| view! { <InvitePage/> })/>
                <Route path=path!("/assign") view=page(|| view! { <Members><AssignPage/></Members> })/>
                <Route path=path!("/people") view=page(|| view! { <Members><PeoplePage/></Members> })/>
                <Route path=path!("/people/:id") view=page(|| view! { <Members><PersonPage/></Members> })/>
                <Route path=path!("/conflicts/:id") view=page(|| view! { <Members><ConflictPage/></Members> })/>
                <Route path=path!("/roll") view=page(|| view! { <Members><RollPage/></Members> })/>
                <Route path=path!("/inspect") view=page(|| view! { <Members><InspectPage/></Members> })/>
                <Route path=path!("/inspect/:id") view=page(|| view! { <Members><InspectSpotPage/></Members> })/>
                <Route path=path!("/outbox") view=page(|| view! { <Members><OutboxPage/></Members> })/>
                <Route path=path!("/hours") view=page(|| view! { <Members><HoursPage/></Members> })/>
                <Route path=path!("/me") view=page(|| view! { <Members><MePage/></Members> })/>
            </Routes>
            {Bridge::over(view! { <CameraSheet/> <LiveRegion/> })}
        </Router>
    }
}

/// A page of the router: all of one type, so that the router is made for one.
fn page(draw: fn() -> Html) -> impl Fn() -> Bridge + Send + Clone {
    move || Bridge::over(draw())
}

/// The first stop of the keyboard: past the head, to what the page is about.
#[component]
pub(crate) fn SkipLink() -> impl IntoView {
    let tongue = use_tongue();
    view! { <a class="skip" href="#main">{move || tongue.words().kit.skip}</a> }
}

/// After a change of page the focus goes to its title, which also names the window.
#[component]
pub(crate) fn FollowPage() -> impl IntoView {
    let path = use_way().path();
    Effect::watch(move || path.get(), |_, _, _| focus_title(), false);
}
