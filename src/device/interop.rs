//! The few lines of JavaScript that stand in for bindings which web-sys does not have in stable form.

use wasm_bindgen::prelude::*;
use web_sys::{IdbDatabase, IdbTransaction};

#[wasm_bindgen(module = "/src/device/interop.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    pub(super) fn begin(
        database: &IdbDatabase,
        stores: &js_sys::Array,
        mode: &str,
    ) -> Result<IdbTransaction, JsValue>;
    pub(super) fn yields(database: &IdbDatabase);
    pub(super) fn finished(transaction: &IdbTransaction) -> js_sys::Promise;
    pub(crate) fn reason(fault: &JsValue) -> String;
    pub(super) fn decoded(bytes: &js_sys::Uint8Array, encoding: &str) -> Option<String>;
    pub(super) fn random(bytes: u32) -> js_sys::Uint8Array;
    pub(super) fn noise(bytes: u32) -> js_sys::ArrayBuffer;
    pub(crate) fn persist();
    #[wasm_bindgen(js_name = wantField)]
    pub(super) fn want_field() -> js_sys::Promise;
    #[wasm_bindgen(js_name = keepDoor)]
    pub(super) fn keep_door();
    pub(super) fn bring(page: &str);
    #[wasm_bindgen(js_name = canInstall)]
    pub(super) fn can_install() -> bool;
    pub(super) fn install();
    #[wasm_bindgen(js_name = saveFile)]
    pub(super) fn save_file(name: &str, text: &str);
    pub(super) fn go(to: &str);
    pub(super) fn follow(went: &js_sys::Function);
    #[wasm_bindgen(js_name = watchBack)]
    pub(super) fn watch_back(asked: &js_sys::Function) -> JsValue;
    #[wasm_bindgen(js_name = unwatchBack)]
    pub(super) fn unwatch_back(watcher: &JsValue);
    pub(crate) fn elect(name: &str, won: &js_sys::Function, refused: &js_sys::Function) -> bool;
    #[wasm_bindgen(js_name = lastRequest)]
    pub(crate) fn last_request(url: &str, authorization: &str, body: &str);
}

#[wasm_bindgen(module = "/src/device/worker.js")]
extern "C" {
    #[wasm_bindgen(js_name = keep)]
    pub(super) fn keep_offline(office: bool, heard: &js_sys::Function) -> js_sys::Promise;
    #[wasm_bindgen(js_name = take)]
    pub(super) fn take_newer() -> js_sys::Promise;
    pub(super) fn typed() -> bool;
}

#[wasm_bindgen(module = "/src/device/second.js")]
extern "C" {
    pub(super) fn copy(names: &js_sys::Array, whole: bool) -> js_sys::Promise;
    pub(super) fn lay(photo: &str) -> js_sys::Promise;
    pub(super) fn thin() -> js_sys::Promise;
    #[wasm_bindgen(js_name = bringBack)]
    pub(super) fn bring_back() -> js_sys::Promise;
}

#[wasm_bindgen(module = "/src/device/darkroom.js")]
extern "C" {
    pub(super) fn ready();
    pub(super) fn develop(
        file: &web_sys::File,
        longest: u32,
        longest_small: u32,
        words: &JsValue,
        quarters: u32,
        discs: &JsValue,
    ) -> js_sys::Promise;
    pub(super) fn preview(
        canvas: &web_sys::HtmlCanvasElement,
        image: &web_sys::HtmlImageElement,
        discs: &JsValue,
    ) -> js_sys::Promise;
    pub(super) fn compare(before: &str, after: &str, words: &JsValue) -> js_sys::Promise;
}
