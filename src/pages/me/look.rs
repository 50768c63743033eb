//! Text size, colours, language.

use crate::components::chip::Chip;
use crate::components::setting::{Theme, use_settings};
use crate::components::tick::Tick;
use crate::html::*;
use crate::words::{Lang, use_tongue};

/// Text size, colours, language.
#[component]
pub fn LookChoices() -> impl IntoView {
    let tongue = use_tongue();
    let settings = use_settings();
    let theme = move |theme: Theme| {
        let label = move || {
            let me = &tongue.words().me;
            match theme {
                Theme::Light => me.light,
                Theme::Dark => me.dark,
                Theme::System => me.system,
            }
        };
        view! {
            <Chip label=Signal::derive(move || label().to_owned()) pressed=Signal::derive(move || settings.theme() == theme)
                on_press=move |()| settings.set_theme(theme)/>
        }
    };
    let lang = move |lang: Lang| {
        let label = move || {
            let me = &tongue.words().me;
            match lang {
                Lang::Zh => me.chinese,
                Lang::En => me.english,
            }
        };
        view! {
            <Chip label=Signal::derive(move || label().to_owned()) pressed=Signal::derive(move || tongue.lang() == lang)
                on_press=move |()| settings.speak(lang)/>
        }
    };
    view! {
        <Tick name="care" label=move || tongue.words().me.large ticked=Signal::derive(move || settings.care()) error=None
            on_tick=move |on| settings.set_care(on)/>
        <Tick name="sun" label=move || tongue.words().me.sun ticked=Signal::derive(move || settings.sun()) error=None
            on_tick=move |on| settings.set_sun(on)/>
        <div class="field" role="group" aria-label=move || tongue.words().me.theme>
            <p class="field__label">{move || tongue.words().me.theme}</p>
            <div class="chips">{theme(Theme::Light)} {theme(Theme::Dark)} {theme(Theme::System)}</div>
        </div>
        <div class="field" role="group" aria-label=move || tongue.words().me.language>
            <p class="field__label">{move || tongue.words().me.language}</p>
            <div class="chips">{lang(Lang::Zh)} {lang(Lang::En)}</div>
        </div>
    }
}
