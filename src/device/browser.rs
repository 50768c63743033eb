//! What kind of browser this is, as far as a person has to know.

use super::interop;

/// The kinds that differ in what a person can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// Inside WeChat on an iPhone: nothing opens there without network.
    WeChatOnIPhone,
    /// Inside WeChat elsewhere.
    WeChat,
    /// Any other.
    Own,
}

impl Browser {
    /// This one, by what it calls itself.
    #[must_use]
    pub fn this() -> Self {
        Self::of(&leptos::prelude::window().navigator().user_agent().unwrap_or_default())
    }

    fn of(agent: &str) -> Self {
        let apple = ["iPhone", "iPad", "iPod"].iter().any(|name| agent.contains(name));
        match (agent.contains("MicroMessenger"), apple) {
            (true, true) => Self::WeChatOnIPhone,
            (true, false) => Self::WeChat,
            (false, _) => Self::Own,
        }
    }
}

/// Whether the page came over plain http from another machine: there are no workers, no place and no locks then, and what is
/// kept is seen at this address only.
#[must_use]
pub fn is_plain_http() -> bool {
    !leptos::prelude::window().is_secure_context()
}

/// Whether the browser can put the app on the home screen by itself. WeChat's own cannot, whatever it says.
#[must_use]
pub fn can_install() -> bool {
    Browser::this() == Browser::Own && interop::can_install()
}

/// Has the browser ask whether the app goes on the home screen.
pub fn install() {
    interop::install();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wechat_is_known_by_what_it_calls_itself() {
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/zh_CN";
        let android = "Mozilla/5.0 (Linux; Android 13; V2183A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160065 MMWEBSDK/20231202 MicroMessenger/8.0.47.2560(0x28002F30)";
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
        assert_eq!(
            [iphone, android, safari].map(Browser::of),
            [Browser::WeChatOnIPhone, Browser::WeChat, Browser::Own]
        );
    }
}
