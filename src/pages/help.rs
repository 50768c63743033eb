//! 不会用？ Paper counts the same; whom to call; what is done with her details; where to say something.

use crate::html::*;
use yingchun_domain::campaign::Campaign;

use super::mine::{use_call, use_mine};
use super::shell::{CallLink, CareSwitch};
use crate::components::button::Look;
use crate::components::dock::{BackLink, Dock};
use crate::components::foot::Foot;
use crate::components::head::Head;
use crate::words::use_tongue;

/// The page.
#[component]
pub fn HelpPage() -> impl IntoView {
    let tongue = use_tongue();
    let call = use_call();
    let campaign = use_mine(|mine| {
        let campaign = mine.set.each::<Campaign>().next();
        campaign.map(|it| {
            let feedback = it.feedback.as_ref().map(ToString::to_string).unwrap_or_default();
            (it.host.to_string(), it.filing.as_ref().map(ToString::to_string), feedback)
        })
    });
    let campaign = move || campaign.get().flatten();
    let host = Signal::derive(move || campaign().map(|it| it.0).unwrap_or_default());
    let record = Signal::derive(move || campaign().and_then(|it| it.1).unwrap_or_else(|| "—".to_owned()));
    let feedback = Signal::derive(move || campaign().map(|it| it.2).unwrap_or_default());
    view! {
        <div class="page">
            <Head title=move || tongue.words().me.help small=""><CareSwitch/></Head>
            <main class="page__body" id="main">
                <p>{move || tongue.words().kit.on_paper}</p>
                <p>{move || tongue.words().kit.or_tell_leader}</p>
                <p>{move || tongue.words().today.only_for_hours}</p>
                <CallLink call look=Look::Line/>
                <h2 id="feedback">{move || tongue.words().kit.feedback}</h2>
                <p>{move || tongue.words().me.feedback_how}</p>
                <Show when=move || !feedback.with(String::is_empty)>
                    <p>{move || tongue.words().kit.feedback_to(&feedback.get())}</p>
                </Show>
                <h2 id="privacy">{move || tongue.words().kit.privacy}</h2>
                <p>{move || tongue.words().join.notice_use}</p>
                <p>{move || tongue.words().join.notice_kept}</p>
                <p>{move || tongue.words().me.leave_how}</p>
                <h2>{move || tongue.words().join.risks}</h2>
                <p>{move || tongue.words().join.risks_river}</p>
                <p>{move || tongue.words().join.risks_road}</p>
                <p>{move || tongue.words().join.risks_heavy}</p>
                <Foot host record feedback=""/>
            </main>
            <Dock><BackLink href="/"/></Dock>
        </div>
    }
}
