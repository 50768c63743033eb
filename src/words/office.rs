//! The office's screens, in the officials' own terms; no 您.

use super::catalogue::catalogue;

catalogue! {
    /// The rail and the overview.
    Office
    words {
        overview: "总览", "Overview";
        zones: "片区与点位", "Zones and spots";
        people: "志愿者", "Volunteers";
        inspections: "督查整改", "Inspections";
        notices: "公告", "Notices";
        ledgers: "台账与归档", "Ledgers and archive";
        settings: "设置", "Settings";
        copy_daily: "复制群日报", "Copy the daily report";
        copied: "已复制", "Copied";
        export: "导出台账", "Export ledger";
        volunteers: "志愿者", "Volunteers";
        out_today: "今日出动", "Out today";
        passed_spots: "已验收点位", "Spots passed";
        overdue: "逾期未整改", "Overdue";
        to_do: "今天要办", "To do today";
        reports_to_check: "随手拍待核实", "Reports to check";
        due_today: "今天到期的整改", "Returns due today";
        daily_ready: "17:00 日报，已自动填好", "17:00 daily report, filled in";
        look: "看一眼", "Have a look";
        silent_villages: "未上报的村", "Villages without a report";
        quarantined: "需要处理的条目", "Entries to deal with";
        by_village: "各村（社区）完成情况", "Progress by village (community)";
        by_day: "每日完成（处）", "Completed per day (spots)";
        normal: "正常", "Normal";
        organiser: "管理员", "Organiser";
        unit_people: "人", "people";
        unit_turnouts: "人次", "turn-outs";
        unit_spots: "处", "spots";
        see: "查看", "See";
        sign_out: "退出登录", "Sign out";
        name: "姓名", "Name";
        community: "村（社区）", "Village (community)";
        team: "服务队", "Team";
        phone: "手机号", "Mobile number";
        registered: "报名时间", "Registered";
        zone: "片区", "Zone";
        state: "状态", "State";
        spot: "点位", "Spot";
        category: "类别", "Category";
        cleaned_by: "清理人", "Cleaned by";
        due: "整改时限", "Due";
        number: "序号", "No.";
        total: "合计", "Total";
        search: "搜索", "Search";
        no_rows: "暂无记录", "No records";
        first_run: "开始使用", "Getting started";
        run_community: "建村（社区）", "Create villages (communities)";
        run_import: "导入名册（表格、接龙都行）", "Import the roster (sheet or chat list)";
        run_zones: "划片区", "Draw the zones";
        run_code: "发报名码", "Send out the sign-up code";
        run_leaders: "请队长", "Invite leaders";
        invite: "邀请", "Invite";
        invite_leader: "邀请队长", "Invite a leader";
        invite_inspector: "邀请督查", "Invite an inspector";
        invite_link: "邀请链接（72 小时内有效，限用一次）", "Invitation link (single use, 72 hours)";
        copy_link: "复制链接", "Copy the link";
        code: "报名码", "Sign-up code";
        poster: "报名海报", "Poster";
        create_zone: "新建片区", "New zone";
        create_spot: "新建点位", "New spot";
        create_community: "新建村（社区）", "New village (community)";
        create_team: "新建服务队", "New team";
        save: "保存", "Save";
        cancel: "取消", "Cancel";
        required: "必填", "Required";
        offline: "未联网，以下为上次数据", "Offline; figures of the last update";
        no_right: "需管理员登录", "Sign in as organiser";
    }
    sentences {
        day_of(n: i64, left: i64): "第 {n} 天，离除夕 {left} 天", "Day {n}, {left} days to New Year's Eve";
        updated(time: &str): "{time} 更新", "updated {time}";
        new_today(n: usize): "今日新增 {n} 人", "{n} new today";
        heads_zones(people: usize, zones: usize): "{people} 人，{zones} 个片区", "{people} people, {zones} zones";
        of_spots(n: usize): "/ {n} 处", "/ {n} spots";
        see_n(n: usize): "查看 {n} 处", "See {n}";
        share(n: usize): "{n}%", "{n}%";
        fraction(done: usize, all: usize): "{done}/{all}", "{done}/{all}";
        backup(time: &str): "备份 {time}", "Backup {time}";
        nothing_found(query: &str): "没找到“{query}”。换个字，或按村找", "Nothing found for “{query}”. Try another word, or look by village";
    }
}

catalogue! {
    /// Ledgers: what can be downloaded.
    Ledger
    words {
        title: "台账与归档", "Ledgers and archive";
        spots: "问题排查整改台账", "Spots and rectification ledger";
        spots_about: "点位、整治前后、验收与销号", "Spots, before and after, inspection and closing";
        hours: "志愿服务时长登记表", "Service hours register";
        hours_about: "签到、签退、时长；供打印盖章", "Sign-in, sign-out, hours; for print and seal";
        roster: "志愿者名册", "Roster of volunteers";
        roster_about: "姓名、村（社区）、服务队", "Names, communities, teams";
        download: "下载 .xlsx", "Download .xlsx";
        preparing: "正在生成", "Being made";
        audited: "导出记入审计日志", "Exports are audited";
        filled_by: "填表人", "Filled in by";
        checked_by: "审核人", "Checked by";
        sealed: "（盖章）", "(seal)";
    }
    sentences {
        rows(n: usize): "{n} 行", "{n} rows";
        as_of(time: &str): "截至 {time}", "as of {time}";
    }
}
