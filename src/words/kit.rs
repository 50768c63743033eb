//! What every screen shares: the pill, the tabs, the acts that have one name everywhere.

use super::catalogue::catalogue;

catalogue! {
    /// Acts, fields and landmarks that have one name everywhere.
    Kit
    words {
        app: "迎春", "Yingchun";
        back: "返回", "Back";
        close: "关闭", "Close";
        call: "打电话", "Call";
        call_leader: "打电话给队长", "Call the team leader";
        large: "大字版", "Large text";
        plain: "普通版", "Plain";
        noted: "记下了", "Noted";
        withdraw: "撤回", "Take back";
        undo: "撤销", "Undo";
        taken_back: "撤回了", "Taken back";
        understood: "知道了", "Got it";
        look: "看看", "See";
        try_again: "再试一次", "Try again";
        loading: "正在打开", "Opening";
        optional: "（可以不填）", " (optional)";
        one_less: "少一个", "One less";
        one_more: "多一个", "One more";
        skip: "跳到正文", "Skip to the content";
        main_nav: "主要页面", "Main pages";
        none: "无", "None";
        sign_in: "登录", "Sign in";
        not_used: "没用上", "not used";
        or_tell_leader: "没带手机、没电、不会点：跟队长说一声就行", "No phone, no power, unsure: just tell the leader";
        on_paper: "跟队长说一声，写在纸上，一样算。", "Tell the leader; on paper it counts the same.";
        feedback: "意见建议", "Suggestions";
        comma: "，", ", ";
        listed: "、", ", ";
        full_stop: "。", ". ";
        semicolon: "；", "; ";
        privacy: "用您信息的说明", "How your details are used";
        other_language: "English", "中文";
    }
    sentences {
        too_long(most: usize): "太长了，最多 {most} 个字", "Too long; {most} {most:character|characters} at most";
        of(what: &str, value: &str): "{what}：{value}", "{what}: {value}";
        call_someone(name: &str): "打电话给{name}", "Call {name}";
        host(name: &str): "主办：{name}", "Host: {name}";
        record(number: &str): "备案号：{number}", "Record no.: {number}";
        feedback_to(whom: &str): "意见建议：{whom}", "Suggestions: {whom}";
        companions(n: u32): "随行 {n} 人", "{n} {n:child|children} along";
        more(left: usize, next: usize): "还有 {left} 个，再看 {next} 个", "{left} more; show {next}";
        progress(total: usize, cleaned: usize): "{total} 处，清好 {cleaned} 处", "{cleaned} of {total} {total:spot|spots} cleaned";
    }
}

catalogue! {
    /// The pill in each head: what the phone still holds.
    Sync
    words {
        all_sent: "都传上去了", "All sent";
        full: "手机存满了", "The phone is full";
        sign_in: "要再认一下", "Show it is you";
        newer: "需更新后查看", "Update the app to see this";
        sign_in_official: "需重新登录", "Sign in again";
    }
    sentences {
        waiting(n: usize): "{n} 条等网络", "{n} waiting for network";
        soon(n: usize): "{n} 条马上传", "{n} about to go";
        sending(i: usize, n: usize): "正在传 {i}/{n}", "Sending {i}/{n}";
        needs_look(n: usize): "{n} 条要您看看", "{n} for you to see";
        needs_look_and_waits(n: usize, waiting: usize): "{n} 条要您看看，{waiting} 条等网络", "{n} for you to see, {waiting} waiting for network";
        newer_rows(n: usize): "{n} 处需更新后查看", "Update the app to see {n} more";
        to_settle_and_waits(n: usize, waiting: usize): "待处理 {n} 条，{waiting} 条等网络", "{n} to deal with, {waiting} waiting for network";
        to_settle(n: usize): "待处理 {n} 条", "{n} to deal with";
    }
}

catalogue! {
    /// The tabs below, by role.
    Tabs
    words {
        today: "今天", "Today";
        zones: "片区", "Zones";
        camera: "拍照", "Photo";
        messages: "消息", "Messages";
        me: "我的", "Me";
        assign: "分派", "Assign";
        roll: "点名", "Roll call";
        inspect: "待验收", "To inspect";
        unread: "条新消息", " new messages";
    }
    sentences {}
}
