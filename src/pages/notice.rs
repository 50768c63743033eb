//! One notice 公告: what the office or a leader tells, word for word.

use leptos_router::hooks::use_params_map;
use uuid::Uuid;
use yingchun_domain::notice::Notice;

use super::mine::{use_call, use_mine};
use super::shell::{Below, CallLink, FaultStrip, SyncPill};
use crate::components::button::Look;
use crate::components::dock::{BackLink, Dock};
use crate::components::empty::Empty;
use crate::components::head::Head;
use crate::html::*;
use crate::words::use_tongue;

/// The page.
#[component]
pub fn NoticePage() -> impl IntoView {
    let tongue = use_tongue();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|it| it.get("id").and_then(|id| Uuid::try_parse(&id).ok())));
    let notice = use_mine(move |mine| {
        let notice = id.get().and_then(|id| mine.set.get::<Notice>(id).known());
        notice.filter(|notice| notice.stands_at(mine.now)).cloned()
    });
    let notice = move || notice.get().flatten();
    let call = use_call();
    let title = move || {
        notice().map_or_else(|| tongue.words().me.notice.to_owned(), |notice| notice.title.to_string())
    };
    let body = move || match notice() {
        None => view! { <Empty words=move || tongue.words().me.notice_gone>""</Empty> }.into_any(),
        Some(notice) => {
            let from =
                [notice.by_name.as_str(), &tongue.words().moment(notice.at)].join(tongue.words().kit.comma);
            view! { <p class="lines">{notice.words.to_string()}</p> <p class="quiet">{from}</p> }.into_any()
        }
    };
    view! {
        <div class="page">
            <Head title=Signal::derive(title) small=""><SyncPill/></Head>
            <FaultStrip/>
            <main class="page__body" id="main">{body} <CallLink call look=Look::Line/></main>
            <Below><Dock><BackLink href="/messages"/></Dock></Below>
        </div>
    }
}
