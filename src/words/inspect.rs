//! An inspector's screens, in the officials' own terms.

use super::catalogue::catalogue;

catalogue! {
    /// 验收: pass, send back, close.
    Inspect
    words {
        title: "待验收", "To inspect";
        later: "先放一放", "Leave for later";
        side_by_side: "左右看", "Side by side";
        slide: "拖动看", "Slide";
        before: "整治前", "Before";
        after: "整治后", "After";
        spot: "点位", "Spot";
        cleaned_by: "清理人", "Cleaned by";
        time: "时间", "Time";
        photo: "照片", "Photo";
        place: "位置", "Position";
        quantity: "清出量", "Quantity";
        remark: "说明", "Remark";
        photo_awaited: "照片未到，等上传", "Photo not received yet";
        from_album: "来自相册", "From the album";
        pass: "验收通过", "Pass";
        passed: "已通过", "Passed";
        send_back: "退回整改", "Send back";
        returned: "已退回", "Sent back";
        close: "销号", "Close";
        closed: "已销号", "Closed";
        close_list: "可销号", "Ready to close";
        none: "没有等验收的了。", "Nothing is waiting for inspection.";
        due_list: "整改中", "Sent back";
        overdue: "逾期", "Overdue";
        asked: "已请补照片", "Another photo was asked for";
        objection: "对退回有异议", "Objection";
        another: "本人退回过这一次，由其他督查人员复核", "You returned this one; another inspector looks this time";
        keys: "j 下一处，k 上一处，Esc 回列表", "j next, k previous, Esc list";
        unknown: "该点位尚未同步到本机", "This spot has not reached this phone";
        own_work: "本人清理的点位，由他人验收", "Own work is inspected by others";
        photo_lost: "照片在手机上损坏，未能上传", "The photo was damaged on the phone and could not be sent";
    }
    sentences {
        objected(name: &str, words: &str): "{name}：{words}", "{name}: {words}";
        returned_by(name: &str): "退回人 {name}", "returned by {name}";
        position(i: usize, n: usize): "第 {i} 处，共 {n} 处", "{i} of {n}";
        times(before: &str, after: &str): "整治前 {before}，整治后 {after}", "Before {before}, after {after}";
        photo_received(time: &str, clock: &str): "完整，{time} 收到（{clock}）", "Complete, received {time} ({clock})";
        clock_off(n: i64): "手机时间，差 {n} 分", "phone time, {n} min off";
        round(n: usize): "第 {n} 次整改", "Round {n}";
        doer(name: &str, zone: &str): "{name}，{zone}", "{name}, {zone}";
        waiting_n(n: usize): "{n} 处等验收", "{n} {n:spot|spots} waiting";
        spots_n(n: usize): "{n} 处", "{n}";
        passed_by(name: &str, day: &str): "{day} {name} 验收", "Passed by {name}, {day}";
    }
}

catalogue! {
    /// The sheet that sends a spot back.
    ReturnSheet
    words {
        what_is_left: "哪里没清好", "What is left";
        not_clean: "没清干净", "Not clean";
        not_taken: "垃圾没运走", "Waste not taken away";
        only_moved: "只挪了地方", "Only moved elsewhere";
        new_waste: "又有新垃圾", "New waste again";
        other_spot: "不是这一处", "Not this spot";
        photo_unclear: "照片看不清", "Photo unclear";
        where_to: "具体在哪", "Where exactly";
        by_when: "什么时候改好", "Cleaned by when";
        today_17: "今天 17 点", "Today 17:00";
        take_photo: "拍问题处", "Photograph the problem";
        ask_photo: "请补一张照片", "Ask for another photo";
        circle_it: "在照片上点一下，圈出哪里没清好", "Tap the photo to circle what is left";
        no_ring: "不圈了", "No ring";
        ring_gone: "照片存好了。重新打开过，不能再圈；要圈，重拍一张", "The photo is saved. The page was opened anew, so no ring can be drawn; take another to draw one";
        photo_asked: "请补照片了，不算退回", "Asked for another photo; this is no return";
        need_reason: "选一项哪里没清好", "Choose what is left";
        another_day: "另定一天（到 17 点）", "Another day (until 17:00)";
        need_due: "选什么时候改好", "Choose by when";
        need_place: "写一句具体在哪", "Write where exactly";
    }
    sentences {
        title(spot: &str): "退回整改：{spot}", "Send back: {spot}";
        at_noon(day: &str): "{day} 12 点", "{day} 12:00";
        at_evening(day: &str): "{day} 17 点", "{day} 17:00";
        before_feast(day: &str): "节前 {day}", "Before the festival, {day}";
        preview(name: &str, what: &str, due: &str): "{name}会看到：{what}，{due}前", "{name} will see: {what}, by {due}";
        ask_preview(name: &str): "{name}会看到：请补一张照片。不算退回，不限时间", "{name} will see: one more photo, please. No return, no deadline";
        go(due: &str): "退回，限 {due}", "Send back, due {due}";
    }
}
