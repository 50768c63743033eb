//! A team leader's screens: 点名, 分派, people, and two who changed the same thing.

use super::catalogue::catalogue;

catalogue! {
    /// Roll call.
    Roll
    words {
        title: "点名", "Roll call";
        here: "到了", "Here";
        all_here: "都到了", "All are here";
        all_out: "全队签退", "Sign all out";
        signed_themselves: "自己签的", "signed in themselves";
        by_leader: "队长代签", "signed in by the leader";
        add: "加一个人", "Add a person";
        from_paper: "照纸上的补录", "Enter from paper";
        phone_optional: "手机号（可不填）", "Mobile number (optional)";
        consents: "本人在这里，同意登记", "The person is here and agrees to be entered";
        safety_told: "安全话讲过了：河边、路边、扛重物", "Safety was told: river, road, heavy things";
        change: "改", "Change";
        nobody: "这一场还没人答应。可以现场加人", "Nobody has accepted yet. You can add people on the spot";
        no_slot: "今天没有您队里的活动", "Your team has nothing on today";
        gone: "走了", "Left";
        only_for_hours: "点名只用来算时长、清点人数；队长代签的，本人看得到", "The roll only counts hours and heads; whoever is signed in by the leader sees it";
        phone_hint: "没有手机的，写家里人的号", "Without a phone: the number of one of the family";
        consent_missing: "要本人同意才能登记", "Only with the person’s agreement";
    }
    sentences {
        heading(zone: &str, time: &str): "{zone} {time}", "{zone} {time}";
        arrived(here: usize, about: usize): "到 {here} 人，约 {about} 人", "{here} here, about {about} expected";
        signed_at(time: &str): "{time} 自己签的", "signed in {time}";
        leader_signed_at(time: &str): "{time} 队长代签", "{time}, by the leader";
        noted_as(time: &str): "按 {time} 记", "Noted as {time}";
        companions(n: u32): "随行 {n} 人", "with {n} more";
        mark_here(name: &str): "{name}到了", "{name} is here";
        all_noted(n: usize): "{n} 人都记下了", "{n} people noted";
        all_gone(n: usize): "{n} 人签退，记下了", "{n} people signed out";
        went_at(time: &str): "{time} 走的", "left {time}";
    }
}

catalogue! {
    /// Placing people and offering zones.
    Assign
    words {
        title: "分派", "Assign";
        nobody: "还没人报名。把报名码发到村里的群", "Nobody has signed up yet. Send the code to the village's group";
        copy_text: "复制文字", "Copy the text";
        see_poster: "看海报", "See the poster";
        suggestion: "按远近和有空的时间，替您配好了，看看行不行", "Matched by distance and free days; see whether it suits";
        see: "看看", "See";
        ask: "请人", "Ask people";
        copy_group: "复制给群里", "Copy for the group";
        accepted: "答应", "Accepted";
        no_answer: "还没回", "No answer yet";
        busy: "有事", "Busy";
        newcomers: "还没编队的人", "Newcomers without a team";
        take_in: "编入我的队", "Take into my team";
        taken_in: "编入了", "Taken in";
        choose_people: "请谁去", "Who to ask";
        choose_slot: "哪一场", "Which time";
        send_offer: "请他们来", "Ask them";
        offered: "请了，等回话", "Asked; waiting for answers";
        withdraw: "不用来了", "Withdraw";
        same_phone: "同号", "Same number";
        people: "队里的人", "People of the team";
        copied: "复制好了，到群里粘贴", "Copied; paste it into the group";
        code: "报名码", "Sign-up code";
        registration_link: "报名链接", "Sign-up link";
        no_zones: "片区还没划给您的队", "No zone is given to your team yet";
        change: "改安排", "Change";
        change_done: "改好了", "Done";
        free_first: "点“请人”，有空的排在前面", "Tap “Ask people”; those free then come first";
        free_then: "这天有空", "free then";
        not_said_free: "没说这天有空", "did not say";
        asked_before: "请过一次", "asked once before";
        copy_about: "复制好发到村里的群，点开就能报名。", "Paste it into the village’s group; a tap opens the sign-up.";
        team_empty: "队里还没有人。到分派里把新报名的编进来", "Nobody is in the team yet. Take newcomers in on the Assign page";
        person_unknown: "这个人还没传到这部手机", "This person has not reached this phone yet";
        free_days: "有空", "Free";
        visits: "来过", "Came";
        no_visits: "还没有签到", "Not signed in yet";
    }
    sentences {
        summary(village: &str, people: usize, zones: usize): "{village} {people} 人，{zones} 个片区", "{village}: {people} people, {zones} zones";
        unplaced(n: usize): "还有 {n} 人没派活", "{n} people without work";
        newcomers_n(n: usize): "还有 {n} 人没编队", "{n} people without a team";
        wants(wanted: usize, accepted: usize, silent: usize): "要 {wanted} 人：{accepted} 人答应，{silent} 人没回", "{wanted} wanted: {accepted} accepted, {silent} silent";
        short_of(wanted: usize, missing: usize): "要 {wanted} 人：还缺 {missing} 人", "{wanted} wanted: {missing} missing";
        complete(wanted: usize): "要 {wanted} 人：满员", "{wanted} wanted: full";
        free(days: &str): "有空：{days}", "Free: {days}";
        ask_n(n: usize): "请 {n} 人来", "Ask {n} people";
        people_n(n: usize): "{n} 人", "{n} people";
        half_day(day: &str, half: &str): "{day}{half}", "{day} {half}";
        taken_into(name: &str, team: &str): "{name}编入{team}", "{name} is in {team}";
        withdrawn(name: &str): "跟{name}说了不用来", "{name} need not come";
        same_phone_as(names: &str): "和{names}是同一个手机号。是一个人的话，告诉街道办合到一起", "Same number as {names}. If it is one person, tell the office";
        group_text(committee: &str, link: &str): "{committee}请您一起搞卫生，迎新春。哪天来、来不来，您自己定。点这里报名：{link}", "{committee} invites you to clean up together for Spring Festival. Which day, or whether, is up to you. Sign up here: {link}";
    }
}

catalogue! {
    /// Two who changed the same thing: only a leader and the office meet this.
    Conflict
    words {
        in_use: "现在用的", "in use";
        not_used: "还没用上", "not used yet";
    }
    sentences {
        title(what: &str): "{what}，两个人都改了", "Two people changed {what}";
        other_changed(name: &str, time: &str): "{name}，{time} 改成", "{name}, at {time}, to";
        you_changed(time: &str): "您，{time} 改成", "You, at {time}, to";
        meanwhile(value: &str): "没选之前照 {value} 办。", "Until you choose, {value} holds.";
        keep(value: &str): "就用 {value}", "Keep {value}";
        change_to(value: &str): "改成 {value}", "Change to {value}";
        changed(value: &str, name: &str, n: usize): "已改成 {value}，{name}和 {n} 位志愿者会看到", "Changed to {value}; {name} and {n} volunteers will see it";
    }
}
