//! States of a spot, kinds of spot, units, dates: words that many screens share.

use super::catalogue::catalogue;

catalogue! {
    /// States of a spot; `*_own` and `*_plain` are a volunteer's.
    States
    words {
        reported: "待核实", "To be checked";
        reported_plain: "等村里看", "The village will look";
        reported_own: "等您看", "For you to look at";
        open: "待清理", "To clean";
        claimed: "清理中", "Being cleaned";
        claimed_own: "我在清", "I am at it";
        cleaned: "待验收", "To inspect";
        returned: "需整改", "Sent back";
        passed: "已验收", "Passed";
        closed: "已销号", "Closed";
        cancelled: "已取消", "Cancelled";
        cancelled_plain: "不用清了", "No longer needed";
        seal: "验收合格", "Passed";
    }
    sentences {
        claimed_by(name: &str, until: &str): "{name}在清，到 {until}", "{name} is at it until {until}";
        counted(state: &str, n: usize): "{state} {n}", "{state} {n}";
    }
}

catalogue! {
    /// Kinds of spot, as offices sort them.
    Categories
    words {
        household: "生活垃圾", "Household waste";
        building: "建筑垃圾", "Building waste";
        litter: "白色垃圾", "Plastic litter";
        corner: "卫生死角", "Neglected corner";
        clutter: "乱堆乱放", "Clutter";
        flyposting: "乱贴乱画", "Flyposting";
        heaps: "三堆", "Heaps";
        ruins: "残垣断壁", "Ruins";
        shed: "乱搭乱建", "Unlawful shed";
        river: "河道", "River";
        roadside: "道路管护", "Roadside";
        woods: "林带", "Woods";
        other: "其他", "Other";
        own_survey: "自查", "Own survey";
        inspection: "督查", "Inspection";
        unannounced: "暗访", "Unannounced visit";
        reported: "群众反映", "Reported by residents";
    }
    sentences {}
}

catalogue! {
    /// Quantities as people count them; never converted into one another.
    Quantities
    words {
        bag: "袋", "bags";
        load: "车", "loads";
        cubic_metre: "方", "m³";
        tonne: "吨", "tonnes";
        kilogram: "公斤", "kg";
        sheet: "张", "sheets";
        place: "处", "places";
        metre: "米", "metres";
    }
    sentences {
        about(n: &str, unit: &str): "大概 {n} {unit}", "about {n} {unit}";
        about_official(n: &str, unit: &str): "约 {n} {unit}", "about {n} {unit}";
    }
}

catalogue! {
    /// Days and hours, always written out in full: never 明天.
    Dates
    words {
        monday: "周一", "Mon";
        tuesday: "周二", "Tue";
        wednesday: "周三", "Wed";
        thursday: "周四", "Thu";
        friday: "周五", "Fri";
        saturday: "周六", "Sat";
        sunday: "周日", "Sun";
        new_years_eve: "今天除夕", "New Year's Eve today";
        eve: "除夕", "New Year’s Eve";
        spring_festival: "今天春节", "Spring Festival today";
        today: "今天", "today";
        months: "1 2 3 4 5 6 7 8 9 10 11 12", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
        lunar_calendar: "农历", "";
    }
    sentences {
        day(month: &str, day: u32): "{month}月{day}日", "{day} {month}";
        day_weekday(day: &str, weekday: &str): "{day} {weekday}", "{weekday} {day}";
        day_lunar(day: &str, lunar: &str): "{day}（{lunar}）", "{day} ({lunar})";
        day_at(day: &str, time: &str): "{day} {time}", "{day} {time}";
        day_hour(day: &str, hour: &str): "{day}{hour}", "{day} {hour}";
        morning(time: &str): "上午 {time}", "{time}";
        noon(time: &str): "中午 {time}", "{time}";
        afternoon(time: &str): "下午 {time}", "{time}";
        evening(time: &str): "晚上 {time}", "{time}";
        from_to(from: &str, to: &str): "{from} 到 {to}", "{from}–{to}";
        days_to_new_years_eve(n: i64): "离除夕 {n} 天", "{n} {n:day|days} to New Year's Eve";
        updated(time: &str): "{time} 更新", "Updated {time}";
        hours(n: &str): "{n} 小时", "{n} {n:hour|hours}";
        minutes(n: i64): "{n} 分钟", "{n} {n:minute|minutes}";
        full_hour(hour: u32): "{hour} 点", "{hour}:00";
        by(day: &str): "{day}前", "by {day}";
        left_hours(n: i64): "还有 {n} 小时", "{n} {n:hour|hours} left";
        left_days(n: i64): "还有 {n} 天", "{n} {n:day|days} left";
    }
}
