//! The door of newcomers: join.html.

use yingchun_app::components::crash::watch_for_crashes;
use yingchun_app::join::join;

fn main() {
    watch_for_crashes();
    leptos::mount::mount_to_body(join);
}
