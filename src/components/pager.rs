//! A long list a page at a time: ten thousand rows are drawn a hundred at once.

use super::button::{Button, Look};
use crate::html::*;
use crate::words::use_tongue;

/// So many rows stand on one page.
pub const PAGE_ROWS: usize = 100;

/// How many pages so many rows fill; one at least.
pub const fn pages(rows: usize) -> usize {
    let pages = rows.div_ceil(PAGE_ROWS);
    if pages == 0 { 1 } else { pages }
}

/// Of `all`, those of a page of the rows that fit: only these are copied, however many there are.
pub fn fitting_of<T: Clone>(all: &[T], fitting: &[usize], page: usize) -> Vec<T> {
    page_of(fitting, page).into_iter().filter_map(|at| all.get(at).cloned()).collect()
}

/// Which of `all` fit, by where they stand.
pub fn fitting<T>(all: &[T], fits: impl Fn(&T) -> bool) -> Vec<usize> {
    all.iter().enumerate().filter(|(_, row)| fits(row)).map(|(at, _)| at).collect()
}

/// The rows of a page; the last page where there are not that many.
pub fn page_of<T: Clone>(all: &[T], page: usize) -> Vec<T> {
    let page = page.min(pages(all.len()) - 1);
    all.iter().skip(page * PAGE_ROWS).take(PAGE_ROWS).cloned().collect()
}

/// The way to the other pages; nothing where there is only one.
#[component]
pub fn Pager(
    /// The page that is shown, from 0.
    page: RwSignal<usize>,
    /// How many rows there are.
    #[prop(into)]
    rows: Signal<usize>,
) -> impl IntoView {
    let tongue = use_tongue();
    let turn = move |by: isize| {
        let last = pages(rows.get_untracked()) - 1;
        page.update(|page| *page = (*page).min(last).saturating_add_signed(by).min(last));
    };
    view! {
        <Show when=move || { pages(rows.get()) > 1 }>
            <div class="row pager">
                <Button label=move || tongue.words().import.more_before look=Look::LineSmall on_press=move |()| turn(-1)/>
                <span>{move || tongue.words().import.page(page.get().min(pages(rows.get()) - 1) + 1, pages(rows.get()))}</span>
                <Button label=move || tongue.words().import.more_after look=Look::LineSmall on_press=move |()| turn(1)/>
            </div>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_page_is_shown_where_the_list_grew_shorter() {
        let all: Vec<usize> = (0..250).collect();
        assert_eq!(page_of(&all, 1).first(), Some(&100));
        assert_eq!(page_of(&all, 9), (200..250).collect::<Vec<_>>());
        assert_eq!((pages(0), pages(100), pages(101)), (1, 1, 2));
        assert_eq!(page_of::<usize>(&[], 3), Vec::<usize>::new());
    }

    #[test]
    fn a_page_of_what_fits_is_the_same_as_of_a_list_of_its_own() {
        let all: Vec<usize> = (0..10_000).collect();
        let odd = fitting(&all, |row| row % 2 == 1);
        assert_eq!(odd.len(), 5_000);
        assert_eq!(fitting_of(&all, &odd, 1).first(), Some(&201));
        assert_eq!(fitting_of(&all[..10], &odd, 99), Vec::<usize>::new());
    }
}
