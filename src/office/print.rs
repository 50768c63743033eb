//! A ledger as a page to print: A4 across, heads on each sheet of paper, a line to sign. The same rows as in the workbook;
//! numbers of people are masked.

use leptos_router::hooks::use_params_map;
use yingchun_domain::ledger::{Cell, Column, Ledger, Line, Phones, Printing, Which, ledger};

use crate::components::button::{Button, ButtonLink, Look};
use crate::components::empty::Empty;
use crate::components::pager::{Pager, page_of};
use crate::components::rail::DeskHead;
use crate::device::file::breath;
use crate::html::*;
use crate::sync::use_phone;
use crate::words::use_tongue;

/// A ledger in an address.
pub const fn name_of(which: Which) -> &'static str {
    match which {
        Which::Roster => "roster",
        Which::SignIn => "sign-in",
        Which::Hours => "hours",
        Which::Problems => "problems",
        Which::Progress => "progress",
    }
}

fn named(name: &str) -> Option<Which> {
    Which::ALL.into_iter().find(|which| name_of(*which) == name)
}

/// The page.
#[component]
pub fn PrintPage() -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let params = use_params_map();
    let printing = Printing { phones: Phones::Masked, ..Printing::default() };
    let made = Memo::new(move |_| {
        let which = params.with(|params| params.get("which").and_then(|name| named(&name)))?;
        let now = phone.now().get_untracked();
        phone.shown().with(|set| ledger(which, set, printing, now)).ok()
    });
    move || match made.get() {
        None => view! { <Empty words=move || tongue.words().office.no_rows>""</Empty> },
        Some(ledger) => view! { <Paper ledger/> },
    }
}

#[component]
fn Paper(ledger: Ledger) -> impl IntoView {
    let tongue = use_tongue();
    let words = tongue.words();
    let page = RwSignal::new(0);
    // On a screen a page of lines; on paper all of them.
    let whole = RwSignal::new(false);
    let print = move |()| {
        whole.set(true);
        spawn_local(async move {
            breath().await;
            crate::device::print();
            whole.try_set(false);
        });
    };
    let Ledger { title, block, columns, lines, note, .. } = ledger;
    let (rows, wide) = (lines.len(), columns.len());
    let heads = heads(&columns);
    let shown = move || {
        let some = if whole.get() { lines.clone() } else { page_of(&lines, page.get()) };
        some.iter().map(|line| drawn(line, wide)).collect_view()
    };
    let block = block.into_iter().map(|part| view! { <span>{part}</span> }).collect_view();
    view! {
        <DeskHead title=words.ledger.print small=words.ledger.print_about>
            <ButtonLink label=words.ledger.title href="/office/ledgers" look=Look::Line/>
            <Button label=words.ledger.print look=Look::Primary on_press=print/>
        </DeskHead>
        <div class="paper__scroll" tabindex="0" role="region" aria-label=words.ledger.title>
            <article class="paper paper--wide">
                <h2 class="paper__title">{title}</h2>
                <div class="paper__block">{block}</div>
                <table class="paper__table"><thead>{heads}</thead> <tbody>{shown}</tbody></table>
                <p class="paper__sign"><span>{words.ledger.filled_by}</span> <span>{words.ledger.checked_by}</span> <span>{words.ledger.sealed}</span></p>
                <p class="paper__note">{format!("{}{note}", words.ledger.note)}</p>
            </article>
        </div>
        <Pager page rows/>
    }
}

/// Column heads, in two rows where some stand under a common one.
fn heads(columns: &[Column]) -> Html {
    if columns.iter().all(|column| column.group.is_none()) {
        let cells = columns.iter().map(|column| view! { <th scope="col">{column.head}</th> }).collect_view();
        return view! { <tr>{cells}</tr> };
    }
    let (mut upper, mut lower) = (Vec::new(), Vec::new());
    for same in columns.chunk_by(|left, right| left.group.is_some() && left.group == right.group) {
        let Some(first) = same.first() else { continue };
        match first.group {
            Some(group) => {
                upper.push(view! { <th scope="colgroup" colspan=same.len().to_string()>{group}</th> });
                lower.extend(same.iter().map(|column| view! { <th scope="col">{column.head}</th> }));
            }
            None => upper.push(view! { <th scope="col" rowspan="2">{first.head}</th> }),
        }
    }
    view! { <tr>{upper}</tr> <tr>{lower}</tr> }
}

fn drawn(line: &Line, wide: usize) -> Html {
    match line {
        Line::Part(words) => {
            view! { <tr><th class="paper__part" colspan=wide.to_string()>{words.clone()}</th></tr> }
        }
        Line::Row(cells) => {
            let cells = cells.iter().map(|cell| match cell {
                Cell::Count(_) | Cell::Tenths(_) | Cell::Hundredths(_) => {
                    view! { <td class="paper__number">{cell.shown()}</td> }
                }
                Cell::Text(_) | Cell::Blank => {
                    let words = cell.shown();
                    let (whole, long) = (stands_whole(&words), words.chars().count() > LONG_SIGNS);
                    view! { <td class:paper__whole=whole class:paper__long=long>{unbroken(&words)}</td> }
                }
            });
            view! { <tr>{cells.collect_view()}</tr> }
        }
    }
}

/// From so many signs on a cell is read as sentences.
const LONG_SIGNS: usize = 24;

/// Numbers of photos are not broken at their hyphen.
fn unbroken(words: &str) -> String {
    words.replace('-', "-\u{2060}")
}

/// Names, days and numbers are not broken over two lines; a column of them is as wide as they are.
fn stands_whole(words: &str) -> bool {
    const NAME_SIGNS_MOST: usize = 4;
    const NUMBER_SIGNS_MOST: usize = 11;
    words.chars().count() <= NAME_SIGNS_MOST || (words.is_ascii() && words.len() <= NUMBER_SIGNS_MOST)
}
