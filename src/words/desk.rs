//! The office's working screens: what needs attention, one volunteer's record, its own settings, notices, print.

use super::catalogue::catalogue;
use super::{Lang, Words};
use crate::device::hub::HubFault;
use yingchun_domain::gap::NAMED_MOST;
use yingchun_domain::time::UnixMs;

catalogue! {
    /// What waits for the office's eye.
    Attention
    words {
        title: "待处理", "Needs attention";
        about: "逐项办完即自动消失", "Each goes away once it is settled";
        nothing: "没有待处理的事项", "Nothing needs attention";
        apart: "读不出来的条目", "Entries that could not be read";
        apart_about: "内容原样留存，不影响其他条目。更新后可再判一次；确认不用的，写明原因后不采用", "They are kept as they came and hold nothing up. Judge them again after an update, or dismiss them with a reason";
        held: "等待前置条目的条目", "Entries that wait for another";
        held_about: "所说的片区、点位还没有传到。多半是另一部手机还没联网，不必处理", "What they are about has not arrived; mostly another phone is still offline, and nothing need be done";
        gaps: "存在手机里、没传上来的记录", "Records that were saved on a phone and never came";
        gaps_about: "手机存的东西被系统清掉了，这些记录还没传上来。写的是什么只有本人知道：打电话问一问，补录后点“知道了”", "The phone’s system cleared them away before they were sent. Only she knows what they said: call and ask, enter them, then choose “Got it”";
        seen_to: "已记为问过", "Marked as seen to";
        retry: "再判一次", "Judge again";
        dismiss: "不采用", "Dismiss";
        original: "下载原文", "Download as it came";
        reason: "不采用的原因（本人会看到）", "Why (its author will read it)";
        reason_hint: "如：测试时误发；已按纸上的补录", "For example: sent by mistake; entered from paper";
        dismissed: "已不采用", "Dismissed";
        judged: "已再判一次", "Judged again";
        nobody: "未登记的人", "somebody not registered";
        waited_offer: "派活", "the offer";
        waited_sign: "签到", "the sign-in";
        waited_other: "别的记录", "another entry";
        unreadable_kind: "读不出是什么", "unreadable";
        offline: "未联网，暂时看不到这一项。联网后自动显示", "Offline: this is shown again once there is a network";
        not_listed: "只列最早的 200 条，办完再显示其余", "The oldest 200 only; settling them brings up the rest";
        overdue: "逾期未整改", "Overdue returns";
        due_today: "今天到期的整改", "Returns due today";
        reports: "随手拍待核实", "Reports to check";
        to_close: "可销号", "To close";
        conflicts: "两人同时改过，待定", "Changed by two at once";
        nods: "恢复后等您准的权限", "Rights to confirm";
        invitations: "快到期的邀请", "Invitations about to expire";
        no_phone: "没有手机号的志愿者", "Volunteers without a number";
        same_phone: "同号待合并", "Same number, to be merged";
        unplaced: "未编队志愿者", "Volunteers without a team";
        no_slots: "没有安排场次的片区", "Zones without slots";
        no_team: "没有服务队的片区", "Zones without a team";
    }
    sentences {
        from(name: &str, time: &str): "{name}，{time}", "{name}, {time}";
        never_came(n: usize, time: &str): "{n} 条没传上来，{time} 得知", "{n} {n:record|records} never came; known since {time}";
        many_never_came(n: usize, time: &str): "至少 {n} 条没传上来，{time} 得知", "At least {n} {n:record|records} never came; known since {time}";
        bytes(n: usize): "{n} 字节", "{n} {n:byte|bytes}";
        newer_kind(kind: &str): "新版的条目（{kind}）", "An entry of a newer version ({kind})";
        with_number(name: &str, number: &str): "{name}（{number}）", "{name} ({number})";
        still_apart(time: &str): "{time} 再判过，仍未采用", "judged again at {time}, still not used";
        read_now(time: &str): "{time} 再判过，已处理", "Judged again at {time}: settled";
        waits_for(what: &str): "等待：{what}", "waits for: {what}";
    }
}

catalogue! {
    /// The office's own settings.
    DeskSettings
    words {
        take_in: "收手机存的文件", "Take in a file that a phone saved";
        take_in_about: "手机一直没网，可在“待上传”里存成文件，带到这里收进来。收过的再收一次也不会重复", "A phone without network saves its entries as a file; bring it here. The same file twice does nothing twice";
        choose_saved: "选择文件（.jsonl）", "Choose a file (.jsonl)";
        campaign: "活动", "The drive";
        campaign_name: "活动名称", "Name of the drive";
        host: "主办单位", "Host";
        filing: "备案编号（没有可不填）", "Filing number (optional)";
        duty_phone: "值班电话（对所有人公开）", "Duty number (shown to everybody)";
        feedback: "意见建议联系方式", "Where suggestions go";
        starts: "开始日期", "First day";
        ends: "结束日期", "Last day";
        order_wrong: "两个日期都要填，结束不早于开始", "Both days are needed, the last not before the first";
        saved: "已保存", "Saved";
        passphrase: "登录口令", "Passphrase";
        passphrase_about: "换电脑、换手机时用姓名或手机号加口令登录", "With your name or number it signs you in on another computer or phone";
        current: "现在的口令（第一次设可不填）", "The passphrase so far (empty the first time)";
        fresh: "新口令", "New passphrase";
        fresh_hint: "至少六个汉字，或十二个字母数字", "At least twelve letters, or six Chinese characters";
        set: "设为口令", "Set";
        is_set: "口令已设好，其他地方的登录已退出", "Set; your other sessions have ended";
        sessions: "我的登录", "My sessions";
        this_one: "这台设备", "this device";
        by_key: "凭设备", "by device";
        by_invitation: "凭邀请", "by invitation";
        by_passphrase: "凭口令", "by passphrase";
        end: "退出", "End";
        ended: "已退出", "Ended";
        rotate: "换报名码", "New code";
        rotate_about: "旧码再用 14 天，之后作废；贴出的海报要换", "The old code is good for 14 days more; posters have to be changed";
        poster: "海报", "Poster";
        qr: "二维码", "QR code";
        qr_of_join: "扫码报名", "Scan to sign up";
        qr_of_invite: "请本人用手机扫这个码", "The person scans this with her phone";
        edit: "修改", "Edit";
    }
    sentences {
        took_in(held: usize, refused: usize, waiting: usize, apart: usize): "收下了：{held} 条算数，{refused} 条没采用，{waiting} 条等别的先到，{apart} 条另放着", "Taken in: {held} count, {refused} were not used, {waiting} wait for others, {apart} are kept apart";
        no_entry(line: usize): "第 {line} 行不是手机存的记录，这个文件一条也没收。请在手机上重新存一次", "Line {line} is no entry of a phone; nothing of the file was taken. Please save it anew on the phone";
        opened(time: &str): "{time} 登录", "signed in {time}";
        good_until(time: &str): "{time} 前有效", "good until {time}";
        rotated(name: &str, code: &str): "{name}的报名码换成 {code}", "{name} has the new code {code}";
        edited(name: &str): "已修改：{name}", "Changed: {name}";
    }
}

catalogue! {
    /// One volunteer, and what is done with several.
    Roster
    words {
        choose: "选", "Select";
        choose_none: "全不选", "Select none";
        place_into: "编入服务队", "Place into the team";
        place: "编队", "Place";
        elsewhere: "不是这个村（社区）的人没有编入，另选服务队", "Those of other villages were left out; choose another team for them";
        without_phone: "没有手机号", "No number";
        see_number: "查看完整号码", "See the whole number";
        audited: "查看完整号码、导出均记入审计日志", "Reading a whole number and exporting are audited";
        copy_record: "复制本人记录", "Copy the record";
        consent: "同意使用信息", "Consent";
        visit: "参加", "Came";
        emergency: "紧急联系人", "Emergency contact";
        erase: "应本人要求删除其信息", "Erase at the person’s request";
        erase_about: "姓名、手机号、紧急联系人将删除，不能恢复；时长不带姓名保留，用于统计", "Name, number and emergency contact go for good; hours stay without a name";
        erase_yes: "删除", "Erase";
        erased: "已删除其信息", "Erased";
        merge: "合并到此人", "Merge into this person";
        merge_about: "同一个手机号报过多次。确认是同一个人再合并；合并后以此人为准", "The same number came more than once. Merge only if it is one person; this record stands";
    }
    sentences {
        choose_one(name: &str): "选{name}", "Select {name}";
        choose_all(n: usize): "全选 {n} 人", "Select all {n}";
        choose_first(n: usize): "选前 {n} 人", "Select the first {n}";
        chosen_n(n: usize): "已选 {n} 人", "{n} selected";
        placed_n(n: usize): "{n} 人已编队", "{n} placed";
        merged(name: &str): "已合并：{name}", "Merged: {name}";
        registered_at(time: &str): "{time} 报名", "signed up {time}";
        record_of(name: &str): "{name}的志愿服务信息", "What is kept of {name}";
    }
}

catalogue! {
    /// Notices.
    DeskNotice
    words {
        about: "发布后志愿者在“消息”里看到；发错了撤下，再发一条", "Volunteers read them under Messages; take a wrong one down and publish another";
        write: "写公告", "Write a notice";
        to: "发给", "For";
        everybody: "所有人", "Everybody";
        title: "标题", "Title";
        words: "内容", "Text";
        words_hint: "时间、地点、带什么；不写手机号和个人情况", "When, where, what to bring; no numbers, nothing personal";
        publish: "发布", "Publish";
        published: "已发布", "Published";
        take_down: "撤下", "Take down";
        taken_down: "已撤下", "Taken down";
        is_down: "已撤下", "taken down";
        stands: "发布中", "published";
    }
    sentences {}
}

catalogue! {
    /// Changing what was set up.
    DeskEdit
    words {
        edit_community: "修改村（社区）", "Change the village (community)";
        edit_team: "修改服务队", "Change the team";
        edit_words: "修改片区", "Change the zone";
        edit_leader: "换服务队", "Give it to another team";
        edit_slots: "改场次和集合地点", "Change slots and meeting point";
        start_over: "恢复原样", "Start over";
        found: "数量（约，选填）", "How much (about, optional)";
        edit_spot: "修改点位", "Change the spot";
        slots_about: "去掉的场次，已有的签到照样算", "What was done in a slot that is taken off still counts";
        starts: "开始时间", "From";
        ends: "结束时间", "To";
        day: "日期", "Day";
        add_slot: "加一场", "Add a slot";
        remove_slot: "去掉", "Take off";
        time_wrong: "每场都要有日期、开始和结束时间、人数（最多 200 人），结束要晚于开始", "Each slot needs a day, both times and a number of people (200 at most); the end after the beginning";
        number_wrong: "序号只写数字，也可以不填", "Only digits, or nothing at all";
        more: "更多", "More";
    }
    sentences {
        last_edit(name: &str, time: &str): "{name} {time} 改过", "Changed by {name}, {time}";
    }
}

catalogue! {
    /// The poster of a village.
    Poster
    words {
        title: "报名海报", "Poster";
        print: "打印（A4）", "Print (A4)";
        about: "A4 竖版直接打印；发群里用长图：截屏或存为图片", "Prints on A4 upright; for groups take a screenshot of the long picture";
        line_days: "哪天来、来不来，您自己定", "Which day, or whether, is up to you";
        line_free: "不要身份证，不收钱，不用装软件", "No ID card, no fee, nothing to install";
        line_tools: "工具、马甲村里备好", "Tools and vests are there";
        scan: "微信扫一扫报名", "Scan to sign up";
        by_paper: "不会用手机？找队长写在纸上，一样算", "No phone? Tell the team leader; paper counts as well";
        no_village: "没有这个村（社区）", "There is no such village";
    }
    sentences {
        invites(committee: &str): "{committee}请您一起搞卫生", "{committee} invites you to clean up together";
        days(from: &str, to: &str): "{from}到 {to}", "{from} to {to}";
        code(code: &str): "报名码 {code}", "Code {code}";
        call(number: &str): "联系电话 {number}", "Call {number}";
    }
}

impl Words {
    /// Why the hub did not do what was asked.
    pub fn hub_fault(&self, lang: Lang, fault: &HubFault) -> String {
        match fault {
            HubFault::Unreachable => self.attention.offline.to_owned(),
            HubFault::Busy | HubFault::Broken => self.office.hub_busy.to_owned(),
            HubFault::Refused { code } => super::code_words(lang, code).to_owned(),
        }
    }

    /// How much never came from a phone; it named no more than there was room for.
    pub fn never_came(&self, entries: usize, told: UnixMs) -> String {
        let (words, time) = (&self.attention, self.moment(told));
        if entries < NAMED_MOST {
            words.never_came(entries, &time)
        } else {
            words.many_never_came(entries, &time)
        }
    }

    /// What an act is called where only its name on the wire is known.
    pub fn kind(&self, kind: Option<&str>) -> &'static str {
        let words = &self.kinds;
        match kind.unwrap_or_default() {
            "register" | "add_person" => words.register,
            "accept" | "decline" => words.answer,
            "sign_in" | "sign_out" | "roll_call" | "confirm_attendance" => words.sign,
            "report" => words.report,
            "clean" | "object" => words.clean,
            "take_back" => words.take_back,
            "photo" | "photo_lost" | "ask_photo" => words.photo,
            "claim" | "hand_over" | "beg_off" => words.claim,
            "place" | "merge" | "profile" | "withdraw_consent" => words.person,
            "offer" | "withdraw" => words.offer,
            "pass" | "send_back" | "close" | "cancel" | "reopen" | "open" => words.inspect,
            "invite" | "accept_invitation" | "revoke" => words.right,
            "publish_notice" | "take_down_notice" => words.notice,
            kind if kind.starts_with("create_")
                || kind.starts_with("edit_")
                || kind.starts_with("import_") =>
            {
                words.setup
            }
            "rotate_code" | "resolve" => words.setup,
            _ => self.attention.unreadable_kind,
        }
    }

    /// The same where a name that this build does not know is worth showing.
    pub fn kind_or_name(&self, kind: Option<&str>) -> String {
        match (self.kind(kind), kind) {
            (unknown, Some(name)) if unknown == self.attention.unreadable_kind => {
                self.attention.newer_kind(name)
            }
            (known, _) => known.to_owned(),
        }
    }
}

catalogue! {
    /// What acts are called where only their name is known.
    Kinds
    words {
        register: "报名", "Registration";
        answer: "答复分派", "Answer to an offer";
        sign: "签到签退", "Attendance";
        report: "随手拍", "Report";
        clean: "清理情况", "Cleaning";
        take_back: "更正清理记录", "Correction of a cleaning";
        photo: "照片", "Photo";
        claim: "认领", "Claim";
        person: "志愿者信息", "A volunteer's record";
        offer: "分派", "Offer";
        inspect: "验收整改", "Inspection";
        right: "权限", "Right";
        notice: "公告", "Notice";
        setup: "片区与点位设置", "Setting up";
        import: "导入", "Import";
    }
    sentences {}
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::*;
    use yingchun_domain::entry::Act;

    #[test]
    fn the_office_is_told_of_every_act_what_it_is() {
        let words = words(Lang::Zh);
        for kind in Act::KINDS {
            assert_ne!(words.kind(Some(kind)), words.attention.unreadable_kind, "{kind}");
        }
        assert_eq!(words.kind(Some("take_back")), "更正清理记录");
        assert_eq!(words.kind_or_name(Some("report_by_drone")), "新版的条目（report_by_drone）");
        assert_eq!(words.kind_or_name(None), words.attention.unreadable_kind);
    }
}
