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
        silent_villages: "今日无动态的村（按零报告）", "Villages with nothing today (reported as nought)";
        quarantined: "需要处理的条目", "Entries to deal with";
        by_village: "各村（社区）完成情况", "Progress by village (community)";
        by_day: "每日完成（处）", "Completed per day (spots)";
        unit_people: "人", "people";
        unit_turnouts: "人次", "turn-outs";
        unit_spots: "处", "spots";
        see: "查看", "See";
        sign_out: "退出登录", "Sign out";
        name: "姓名", "Name";
        community: "村（社区）", "Village (community)";
        team: "服务队", "Team";
        phone: "手机号", "Mobile number";
        companions: "随行（人）", "Children";
        registered: "报名时间", "Registered";
        zone: "片区", "Zone";
        state: "状态", "State";
        spot: "点位", "Spot";
        category: "类别", "Category";
        cleaned_by: "清理人", "Cleaned by";
        due: "整改时限", "Due";
        number: "序号", "No.";
        search: "搜索", "Search";
        no_rows: "暂无记录", "No records";
        none_returned: "没有整改中的点位。督查退回的列在这里", "No spot is sent back. What an inspector sends back is listed here";
        none_to_close: "没有可销号的点位。验收通过后在这里销号", "Nothing to close. What passed is closed here";
        first_run: "开始使用", "Getting started";
        run_campaign: "写好活动（主办单位、日期、值班电话）", "Write down the drive (host, days, number)";
        run_community: "建村（社区）", "Create villages (communities)";
        run_team: "建服务队", "Create teams";
        run_import: "导入名册（表格、接龙都行）", "Import the roster (sheet or chat list)";
        run_zones: "划片区", "Draw the zones";
        run_code: "发报名码", "Send out the sign-up code";
        run_leaders: "请队长", "Invite leaders";
        invite: "邀请", "Invite";
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
        no_right_how: "需管理员权限。请用街道办发来的邀请链接进入，或登录", "Organisers only. Open the invitation link from the office, or sign in";
        session_gone: "登录已失效，未上传内容均已保存。请重新登录", "Signed out; everything is kept. Please sign in again";
        browser_full: "本机存储空间已满，本条未保存，已填内容保留。请清理后重试", "This computer’s storage is full and this was not saved; what you typed is here. Make room and try again";
        entry_too_long: "内容过长，本条未保存，请精简后重试", "Too long; not saved. Please shorten it and try again";
        no_storage: "浏览器未能保存，本条未生效，已填内容保留。请重试或更换浏览器", "The browser could not save this; it has no effect, what you typed is here. Try again or use another browser";
        see_list: "查看名单", "See the list";
        unplaced: "未编队志愿者", "Volunteers without a team";
        unplaced_one: "未编队", "no team";
        no_team: "未定", "none yet";
        no_zones: "尚未划片区", "No zones yet";
        no_villages: "尚未建村（社区）。先建村，再建队、划片区、发报名码", "No villages yet. Create one, then teams and zones, then send out the code";
        no_notices: "暂无公告", "No notices";
        slots: "集中行动场次", "Slots";
        people_wanted: "已答应/需要（人次）", "Accepted/wanted (turn-outs)";
        spots_passed: "已验收/点位（处）", "Passed/spots";
        meeting: "集合地点", "Meeting point";
        bring: "携带物品", "What to bring";
        bring_hint: "如：水、手套；夹子村里有", "For example: water, gloves";
        bounds_hint: "如：东至省道、南至河坝、西至村委会、北至林带", "For example: the road in the east, the dyke in the south, the village committee in the west, the woods in the north";
        hazard: "河边、路边或拆除，须成人、须保险", "River, road or demolition: adults only, insured";
        insured: "保险已办理", "Insurance is bought";
        wanted: "每场需要（人）", "People wanted per slot";
        name_of: "名称", "Name";
        committee: "村（居）委会", "Committee";
        committee_hint: "不填则为“名称＋村委会”", "Empty: the name with 村委会";
        team_hint: "如：银龄志愿队、青年突击队", "For example: 银龄志愿队 (seniors), 青年突击队 (young people)";
        duty_phone: "值班电话（对志愿者公开）", "Duty number (shown to volunteers)";
        duty_phone_hint: "选填；须本人同意", "Optional; with its owner’s yes";
        nobody_to_call: "未填值班电话，主办单位也未填：志愿者页面上没有电话可打", "No duty number, and the host has none either: volunteers have nobody to call";
        phone_wrong: "电话号码格式不对", "Not a telephone number";
        too_long: "内容过长", "Too long";
        choose: "请选择", "Choose";
        spot_place: "点位（具体位置）", "Spot (exact place)";
        spot_place_hint: "如：村东头老磨坊北侧沟渠", "For example: ditch north of the old mill";
        spot_note: "问题描述（选填）", "Description (optional)";
        found_by: "发现方式", "Found by";
        check: "核实", "Check";
        opened: "已核实，转待清理", "Checked; to be cleaned";
        open_spot: "核实，列入点位", "Confirm as a spot";
        cancel_report: "不列入", "Do not list";
        not_a_spot: "经核实，不列入点位", "Checked: not a spot of this drive";
        problem: "存在问题", "What is left";
        rounds: "整改次数", "Rounds";
        inspector: "督查", "Inspector";
        cleaned_at: "申请验收时间", "Cleaned at";
        passed_at: "验收时间", "Passed at";
        act: "操作", "Act";
        close_all: "全部销号", "Close all";
        role: "权限", "Right";
        rights: "权限名单", "Who may do what";
        since: "起始", "Since";
        revoke: "收回", "Revoke";
        revoked_by_office: "管理员收回", "Revoked by the office";
        nods_about: "街道服务器由备份恢复，这几位的权限是备份以后给的。认得的点“准”；不准的，凭这个权限做的不作数", "The hub was put back from a copy, and these rights were given after it was made. Confirm those you know; what is done under a right that you turn down has no effect";
        nod: "准", "Confirm";
        turn_down: "不准", "Turn down";
        no_team_yet: "尚无服务队，暂不能邀请队长", "There is no team yet that a leader could lead";
        team_first: "先建服务队", "Create a team first";
        make_link: "生成邀请链接", "Make an invitation link";
        shown_once: "链接仅显示这一次，请复制后直接发给本人。", "The link is shown only now; copy it and send it to the person.";
        expired: "已过期", "Expired";
        hub_busy: "街道服务器暂时连不上，内容都在，稍后再试", "The hub cannot be reached right now; nothing is lost";
        settings_about: "邀请、报名码、权限", "Invitations, codes, rights";
        choose_room: "请从栏目进入", "Choose one of the rooms";
    }
    sentences {
        day_of(n: i64, left: i64): "第 {n} 天，离除夕 {left} 天", "Day {n}, {left} {left:day|days} to New Year's Eve";
        new_today(n: usize): "今日新增 {n} 人", "{n} new today";
        heads_zones(people: usize, zones: usize): "{people} 人，{zones} 个片区", "{people} {people:person|people}, {zones} {zones:zone|zones}";
        of_spots(n: usize): "/ {n} 处", "/ {n} {n:spot|spots}";
        share(n: usize): "{n}%", "{n}%";
        fraction(done: usize, all: usize): "{done}/{all}", "{done}/{all}";
        who(name: &str): "{name} · 管理员", "{name} · organiser";
        villages_zones(villages: usize, zones: usize): "{villages} 个村（社区），{zones} 个片区", "{villages} {villages:village|villages}, {zones} {zones:zone|zones}";
        teams_line(names: &str): "服务队：{names}", "Teams: {names}";
        code_line(code: &str): "报名码：{code}", "Code: {code}";
        slots_n(n: usize): "{n} 场", "{n}";
        people_fraction(accepted: usize, wanted: usize): "{accepted}/{wanted}", "{accepted}/{wanted}";
        spots_fraction(passed: usize, all: usize): "{passed}/{all}", "{passed}/{all}";
        called_instead(number: &str): "未填值班电话：志愿者页面上的“打电话”打给主办单位 {number}", "No duty number: volunteers call the host, {number}";
        committee_of(name: &str): "{name}村委会", "{name} committee";
        created(name: &str): "已新建：{name}", "Created: {name}";
        spots_n(n: usize): "点位 {n} 处", "{n} {n:spot|spots}";
        spots_besides(listed: &str, besides: &str): "{listed}，另有{besides}", "{listed}; besides {besides}";
        inspection_counts(waiting: usize, returned: usize, passed: usize): "待验收 {waiting} 处，整改中 {returned} 处，可销号 {passed} 处", "{waiting} to inspect, {returned} sent back, {passed} to close";
        closed_n(n: usize): "已销号 {n} 处", "{n} closed";
        accepted_by(name: &str): "已接受：{name}", "Accepted by {name}";
        good_until(time: &str): "{time} 前有效", "good until {time}";
        nodded(name: &str): "已准：{name}", "Holds again: {name}";
        turned_down(name: &str): "没准：{name}", "Turned down: {name}";
        revoked(name: &str): "已收回：{name}", "Revoked: {name}";
        daily_title(host: &str, name: &str, n: i64): "【{host}“{name}”日报·第{n}天】", "[{host}, {name}: day {n}]";
        daily_day(day: &str, time: &str): "{day} 截至 {time}", "{day}, as of {time}";
        daily_out(turnouts: usize, people: usize): "今日出动 {turnouts} 人次（{people} 人）", "Out today: {turnouts} {turnouts:turn-out|turn-outs} ({people} {people:person|people})";
        daily_today(passed: usize, returned: usize): "点位：今日验收 {passed} 处，退回整改 {returned} 处", "Spots today: {passed} passed, {returned} sent back";
        daily_total(passed: usize, all: usize, waiting: usize): "累计验收 {passed}/{all} 处，待验收 {waiting} 处", "In all: {passed}/{all} passed, {waiting} to inspect";
        daily_open(returned: usize, overdue: usize): "整改中 {returned} 处，其中逾期 {overdue} 处", "Sent back: {returned}, of them {overdue} overdue";
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
        sheets: "一份文件，五张表", "One file, five sheets";
        sign_in: "活动签到表", "Sign-in sheet";
        sign_in_about: "每场谁来了、几点来几点走；留有签名格，可先打印", "Who came to each meeting and when; with room to sign, to be printed beforehand";
        sign_in_whole: "签到表里写完整手机号", "Whole phone numbers on the sign-in sheet";
        daily: "工作进度统计表", "Progress sheet";
        daily_about: "各村（社区）点位、人次、完成情况", "Spots, turn-outs and progress by village";
        audited: "导出记入审计日志", "Exports are audited";
        filled_by: "填表人：", "Filled in by:";
        checked_by: "审核人（签字）：", "Checked by (signature):";
        sealed: "（盖章）　　　年　　月　　日", "(seal) date:";
        print: "打印", "Print";
        print_about: "A4 横向；手机号已打码，完整号码见导出的 .xlsx", "A4 across; numbers are masked, the exported .xlsx has them whole";
        note: "注：", "Note: ";
    }
    sentences {
        rows(n: usize): "{n} 行", "{n} {n:row|rows}";
        as_of(time: &str): "截至 {time}", "as of {time}";
    }
}
