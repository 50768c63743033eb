//! 报名码: what opens registration in each village, as a code and as a link.

use crate::html::*;
use yingchun_domain::community::{Community, RotateCode};
use yingchun_domain::entry::Act;

use crate::arrange::Arrange as _;
use crate::components::button::{Button, ButtonLink, Look};
use crate::components::copy::CopyButton;
use crate::components::panel::Panel;
use crate::components::row::{Row, Rows};
use crate::office::forms::community::fresh_code;
use crate::pages::frame::deed;
use crate::pages::links::join_link;
use crate::pages::mine::{Mine, use_mine};
use crate::pages::shell::use_doer;
use crate::sync::Undo;
use crate::words::use_tongue;

fn communities(mine: Mine<'_>) -> Vec<Community> {
    let mut all: Vec<Community> = mine.set.each::<Community>().cloned().collect();
    all.arrange(|one, other| one.name.cmp(&other.name));
    all
}

/// The panel.
#[component]
pub fn Codes() -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let all = use_mine(communities);
    let row = move |community: Community| {
        let link = join_link(community.code.as_str());
        let (title, code) = (community.name.to_string(), community.code.as_str().to_owned());
        let committee = community.committee.to_string();
        let shown = link.clone();
        let invitation = link.clone();
        let poster = format!("/office/poster/{}", community.id);
        let (id, name) = (community.id, community.name.to_string());
        let rotate = move |()| {
            let code = fresh_code();
            let said = tongue.words().desk_settings.rotated(&name, code.as_str());
            doer.act(deed(Act::RotateCode(RotateCode { code }), id.uuid(), Undo::Grace), said, |_| {});
        };
        view! {
            <Row title small=move || format!("{}　{shown}", tongue.words().office.code_line(&code))>
                <CopyButton label=move || tongue.words().office.copy_link done=move || tongue.words().office.copied text=link/>
                <CopyButton label=move || tongue.words().assign.copy_text done=move || tongue.words().office.copied
                    text=move || tongue.words().assign.group_text(&committee, &invitation)/>
                <ButtonLink label=move || tongue.words().desk_settings.poster href=poster look=Look::LineSmall/>
                <Button label=move || tongue.words().desk_settings.rotate look=Look::LineSmall on_press=rotate/>
            </Row>
        }
    };
    let rows = move || all.get().unwrap_or_default().into_iter().map(row).collect_view();
    let none = Memo::new(move |_| all.with(|all| all.as_ref().is_none_or(Vec::is_empty)));
    view! {
        <Panel title=move || tongue.words().office.code>
            <Show when=move || none.get()><p class="quiet">{move || tongue.words().office.no_villages}</p></Show>
            <Rows>{rows}</Rows> <p class="quiet">{move || tongue.words().desk_settings.rotate_about}</p>
        </Panel>
    }
}
