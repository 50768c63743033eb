//! What goes on beside the page.

use std::pin::Pin;

/// Goes on with `task` by itself; one copy of what carries it, whatever the task is.
pub fn spawn_local(task: impl Future<Output = ()> + 'static) {
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    leptos::task::spawn_local(task);
}
