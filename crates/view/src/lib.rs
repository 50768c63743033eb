//! `view!` and `#[component]`: the markup that Leptos has, made small.
//!
//! Leptos gives each view a type of its own, and each type its own code. Here a view is data: an element with all its fixed
//! parts is one *template*, a text that `crate::html` reads, and what is not fixed are its *holes*, a list of few types.
//! Signals, effects, contexts and the router are Leptos's own. The paths that both macros write lead to the app's
//! `crate::html`, so that only the app can use them.

mod component;
mod markup;
mod template;

use proc_macro::TokenStream;

/// Markup as an `Html`. Elements, components, `"text"` and `{expressions}`; attributes are fixed or computed, and beside them
/// `on:event`, `on:event:target`, `prop:name`, `class:name`, `style:name` and `node_ref`.
#[proc_macro]
pub fn view(markup: TokenStream) -> TokenStream {
    markup::expand(markup.into()).unwrap_or_else(|wrong| wrong.to_compile_error()).into()
}

/// Makes a function a component: a struct of its name with its arguments as fields, drawn by `view`. An argument marked
/// `#[prop(into)]` takes whatever turns into its type.
#[proc_macro_attribute]
pub fn component(_: TokenStream, function: TokenStream) -> TokenStream {
    component::expand(function.into()).unwrap_or_else(|wrong| wrong.to_compile_error()).into()
}
