//! The office entry: office.html.

use yingchun_app::components::crash::watch_for_crashes;
use yingchun_app::office::office;

fn main() {
    watch_for_crashes();
    leptos::mount::mount_to_body(office);
}
