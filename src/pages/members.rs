//! The gate before the field's pages: those who have registered on this phone go on, others are shown the way.

use super::mine::Call;
use super::over::{is_evicted, nothing_opens, what_was_cleared};
use super::shell::CallLink;
use crate::components::button::{Button, ButtonLink, Look};
use crate::components::empty::Empty;
use crate::components::skeleton::Skeleton;
use crate::device::door;
use crate::html::*;
use crate::sync::{Ready, use_phone};
use crate::words::use_tongue;

/// Who may go on to a page of the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gate {
    Opening,
    NoStorage,
    Nobody,
    Evicted,
    Open,
}

/// A page for those who have registered on this phone; others are shown the way.
#[component]
pub fn Members(
    /// The page.
    children: ChildrenFn,
) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let duty = Signal::derive(Call::of_duty);
    let gate = Memo::new(move |_| match phone.ready().get() {
        Ready::Opening => Gate::Opening,
        Ready::NoStorage(_) => Gate::NoStorage,
        Ready::Ready if is_evicted(phone) => Gate::Evicted,
        Ready::Ready if phone.me().with(Option::is_none) => Gate::Nobody,
        Ready::Ready => Gate::Open,
    });
    move || {
        match gate.get() {
        Gate::Opening => view! { <div class="page"><main class="page__body" id="main"><Skeleton cards=3/></main></div> }.into_any(),
        Gate::NoStorage => view! {
            <div class="page">
                <main class="page__body" id="main">
                    <Empty words=move || nothing_opens(tongue)>
                        <Button label=move || tongue.words().kit.try_again look=Look::Primary on_press=move |()| door::again()/>
                        <CallLink call=duty look=Look::Line/>
                    </Empty>
                </main>
            </div>
        }
        .into_any(),
        Gate::Nobody => view! {
            <div class="page">
                <main class="page__body" id="main">
                    <Empty words=move || tongue.words().strip.nobody_here>
                        <ButtonLink label=move || tongue.words().first.enter_code href="/" look=Look::Primary/>
                        <ButtonLink label=move || tongue.words().first.come_back href="/back" look=Look::Line/>
                    </Empty>
                </main>
            </div>
        }
        .into_any(),
        Gate::Evicted => view! {
            <div class="page">
                <main class="page__body" id="main">
                    <Empty words=move || what_was_cleared(tongue)>
                        <ButtonLink label=move || tongue.words().strip.go_on href="/back" look=Look::Primary/>
                        <CallLink call=duty look=Look::Line/>
                    </Empty>
                </main>
            </div>
        }
        .into_any(),
        Gate::Open => children.draw(),
    }
    }
}
