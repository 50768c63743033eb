//! The field entry: index.html.

use yingchun_app::components::crash::watch_for_crashes;
use yingchun_app::field::field;

fn main() {
    watch_for_crashes();
    leptos::mount::mount_to_body(field);
}
