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
        by_leader: "队长代签", "signed in by the leader";
        add: "加一个人", "Add a person";
        from_paper: "照纸上的补录", "Enter from paper";
        phone_optional: "手机号（可不填）", "Mobile number (optional)";
        consents: "本人在这里，同意登记", "The person is here and agrees to be entered";
        change: "改", "Change";
        nobody: "这一场还没人答应。可以现场加人", "Nobody has accepted yet. You can add people on the spot";
        no_slot: "今天没有您队里的活动", "Your team has nothing on today";
        gone: "走了", "Left";
        only_for_hours: "点名只用来算时长、清点人数；队长代签的，本人看得到", "The roll only counts hours and heads; whoever is signed in by the leader sees it";
        consent_missing: "要本人同意才能登记", "Only with the person’s agreement";
        by_now: "按现在的时间记", "Noted as of now";
        now: "现在", "Now";
        when_came: "几点到的", "When they came";
        when_went: "几点走的", "When they left";
        own_time: "自己选一个时间", "Another time";
        time_ahead: "这个时间还没到", "That time has not come yet";
        paper_slot: "哪一场", "Which time";
        paper_lines: "纸上写的", "What the paper says";
        paper_hint: "一行一个人：姓名、几点到、几点走。不写时间，就按这一场算", "One person a line: name, came, left. Without times the whole slot counts";
        paper_team: "队里的人，点一下加一行", "People of the team: a tap adds a line";
        paper_outside: "不在这一场的时间里，看看是不是别的一场", "outside this time: perhaps another one is meant";
        paper_agrees: "新写的人，纸上有本人签名，同意登记", "Those who are new signed the paper and agree to be entered";
        note: "记下", "Enter";
        paper_nothing: "先写一行", "Write a line first";
        nothing_begun: "还没有开始过的活动", "Nothing has begun yet";
        wrong_name: "没看出姓名", "no name found";
        wrong_digits: "数字看不出是时间还是手机号", "neither a time nor a phone number";
        wrong_times: "时间对不上，或者还没到", "the times do not fit, or have not come yet";
        wrong_twice: "这个人上面写过了", "this person stands above";
        wrong_two: "队里有两个人同名，到“队里的人”里改", "two of the team have this name; use their own pages";
    }
    sentences {
        heading(zone: &str, time: &str): "{zone} {time}", "{zone} {time}";
        arrived(here: usize, about: usize): "到 {here} 人，约 {about} 人", "{here} here, about {about} expected";
        signed_at(time: &str): "{time} 自己签的", "signed in {time}";
        leader_signed_at(time: &str): "{time} 队长代签", "{time}, by the leader";
        told_at(time: &str): "{time} 自己报的", "said {time}";
        confirmed_at(time: &str): "{time} 队长确认", "{time}, confirmed";
        mark_gone(name: &str): "{name}走了", "{name} has left";
        note_n(n: usize): "记下 {n} 人", "Enter {n} {n:person|people}";
        new_person(name: &str): "新写：{name}", "New: {name}";
        paper_wrong(n: usize, why: &str): "第 {n} 行：{why}", "Line {n}: {why}";
        noted_as(time: &str): "按 {time} 记", "Noted as {time}";
        mark_here(name: &str): "{name}到了", "{name} is here";
        all_noted(n: usize): "{n} 人都记下了", "{n} {n:person|people} noted";
        all_gone(n: usize): "{n} 人签退，记下了", "{n} {n:person|people} signed out";
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
        suggestion: "按有空的时间替您配好了，看看行不行", "Matched by free days; see whether it suits";
        suggested: "按有空的时间配的", "Matched by free days";
        suggest_about: "只是建议。去不去，由他们自己答", "Only a proposal; whether they come is their own answer";
        elsewhere: "这个时间另有安排", "asked for another place then";
        rather: "想换个时间", "would rather come";
        hand_over: "换人", "Ask another";
        hand_to: "换谁来清", "Who mends it instead";
        hand_about: "只列答应来这一片的人。换了以后，那个人的“今天”里就看得到", "Those who said yes to this zone. Whoever you choose sees it on her own page";
        see: "看看", "See";
        ask: "请人", "Ask people";
        copy_group: "复制给群里", "Copy for the group";
        accepted: "答应", "Accepted";
        no_answer: "还没回", "No answer yet";
        busy: "有事", "Busy";
        newcomers: "还没编队", "Not in a team yet";
        take_in: "编入我的队", "Take into my team";
        choose_people: "请谁去", "Who to ask";
        send_offer: "请他们来", "Ask them";
        offered: "请了，等回话", "Asked; waiting for answers";
        withdraw: "不用来了", "Withdraw";
        same_phone: "同号", "Same number";
        people: "队里的人", "People of the team";
        copied: "复制好了，到群里粘贴", "Copied; paste it into the group";
        code: "报名码", "Sign-up code";
        no_zones: "片区还没划给您的队", "No zone is given to your team yet";
        change: "改安排", "Change";
        times: "改时间、地点", "Change time or place";
        change_done: "改好了", "Done";
        free_first: "点“请人”，有空的排在前面", "Tap “Ask people”; those free then come first";
        free_then: "这天有空", "free then";
        not_said_free: "没说这天有空", "did not say";
        asked_before: "请过一次", "asked once before";
        copy_about: "复制好发到村里的群，点开就能报名。", "Paste it into the village’s group; a tap opens the sign-up.";
        team_empty: "队里还没有人。到分派里把新报名的编进来", "Nobody is in the team yet. Take newcomers in on the Assign page";
        person_unknown: "这个人还没传到这部手机", "This person has not reached this phone yet";
        free_days: "有空", "Available";
        not_said: "没说", "not said";
        as_leader: "队长", "As the leader";
        which_zone: "编进哪个片区", "Which zone";
        choose_zone: "选一个片区", "Choose a zone";
        open: "要清，编进片区", "To be cleaned: list it";
        who_cleaned: "谁清的", "Who cleaned it";
        myself: "我自己", "Myself";
        call_off: "不用清了", "No longer needed";
        called_off: "改成不用清了", "Called off";
        why: "为什么", "Why";
        why_example: "村里自己清了；不在本村", "the village cleaned it; not in this village";
        why_missing: "写一句为什么", "Say why";
        search: "找人：写姓名", "Find somebody by name";
        team: "服务队", "Team";
        since: "报名", "Signed up";
        how: "怎么报的", "How";
        by_herself: "自己报的", "by herself";
        by_family: "家里人替报的", "by one of the family";
        written_down: "队长记下的", "written down by a leader";
        same_question: "同一个手机号，是同一个人吗", "The same number: is it one person";
        merge: "是同一个人，合并", "One person: merge";
        not_same: "不是", "No";
        merged: "合在一起了", "Merged";
        stays: "留这条", "stays";
        merge_phone: "要是本人手机上用的是另一条，合并以后请点“接着用”，您点一下放行就行", "Where the phone in use goes by the other entry, ask for a tap on “Go on” after merging; one tap of yours lets it in";
        times_tapped: "点的", "Tapped";
        times_told: "自己报的", "Told";
        times_leader: "队长记的", "By the leader";
        confirmed: "已确认", "Confirmed";
        unconfirmed: "还没确认", "Not confirmed";
        disputed: "本人说时间不对", "says the times are wrong";
        confirm: "确认", "Confirm";
        confirm_all: "全部确认", "Confirm all";
        change_times: "改时间", "Change the times";
        edit: "改资料", "Change details";
        save: "改好了", "Save";
        no_photo: "不出镜（照片里不要有本人）", "Not to be photographed";
        own_word: "本人自己改过的，以本人的为准", "What the person herself says counts more";
        erase: "删掉信息", "Delete the details";
        erased: "信息删掉了", "Details deleted";
        erase_about: "姓名和手机号都会删掉，不能找回。服务时长留着，不带姓名", "Name and number are deleted for good. The hours stay, without a name";
        visits: "来过", "Came";
        no_visits: "还没有签到", "Not signed in yet";
    }
    sentences {
        summary(village: &str, people: usize, zones: usize): "{village} {people} 人，{zones} 个片区", "{village}: {people} {people:person|people}, {zones} {zones:zone|zones}";
        unplaced(n: usize): "还有 {n} 人没派活", "{n} {n:person|people} without work";
        newcomers_n(n: usize): "还有 {n} 人没编队", "{n} {n:person|people} without a team";
        wants(wanted: usize, accepted: usize, silent: usize): "要 {wanted} 人：{accepted} 人答应，{silent} 人没回", "{wanted} wanted: {accepted} accepted, {silent} silent";
        short_of(wanted: usize, missing: usize): "要 {wanted} 人：还缺 {missing} 人", "{wanted} wanted: {missing} missing";
        complete(wanted: usize): "要 {wanted} 人：满员", "{wanted} wanted: full";
        free(days: &str): "有空：{days}", "Available: {days}";
        ask_n(n: usize): "请 {n} 人来", "Ask {n} {n:person|people}";
        people_n(n: usize): "{n} 人", "{n} {n:person|people}";
        half_day(day: &str, half: &str): "{day}{half}", "{day} {half}";
        take_into(team: &str): "编入{team}", "Into {team}";
        taken_into(name: &str, team: &str): "{name}编入{team}", "{name} is in {team}";
        withdrawn(name: &str): "跟{name}说了不用来", "{name} need not come";
        not_found(name: &str): "没找到“{name}”。换个字试试", "Nobody called “{name}”";
        not_signed_out(came: &str): "{came} 到，没签退", "came {came}, not signed out";
        merge_into(name: &str): "合并以后，以标着“留这条”的{name}为准，有空的日子、时长和照片都算在一起", "After that {name}, marked “stays”, stands for both; free days, hours and photos count together";
        unconfirmed_n(n: usize): "等您确认的时长 {n} 条", "{n} {n:visit|visits} to confirm";
        confirmed_n(n: usize): "确认了 {n} 条", "{n} {n:visit|visits} confirmed";
        erase_title(name: &str): "删掉{name}的信息", "Delete {name}’s details";
        opened(zone: &str): "编进{zone}了", "Listed in {zone}";
        two_changed(zone: &str): "{zone}：集合时间，两个人都改了", "{zone}: two people changed the times";
        returned_n(n: usize): "退回来要再清的 {n} 处", "{n} {n:spot|spots} sent back";
        reports_n(n: usize): "等您看的新脏乱处 {n} 处", "{n} {n:report|reports} to look at";
        handed_to(name: &str): "换{name}来清", "{name} is asked to mend it";
        ask_for(when: &str): "请 {when} 来", "Ask for {when}";
        asked_for(name: &str, when: &str): "请{name} {when} 来", "{name} is asked for {when}";
        slot_text(zone: &str, when: &str, missing: usize): "{zone}，{when}，还缺 {missing} 人。能来的跟队长说一声", "{zone}, {when}: {missing} more {missing:person|people} wanted. Tell the leader if you can come";
        group_text(committee: &str, link: &str): "{committee}请您一起搞卫生，迎新春。哪天来、来不来，您自己定。点这里报名：{link}", "{committee} invites you to clean up together for Spring Festival. Which day, or whether, is up to you. Sign up here: {link}";
    }
}

catalogue! {
    /// Two who changed the same thing: only a leader and the office meet this.
    Conflict
    words {
        times: "集合时间和地点", "time and place";
        settled: "已经选好了", "This is settled";
        unknown: "这一条还没传到这部手机，或者已经选好了", "This has not reached this phone, or is settled";
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
        kept(value: &str, name: &str, n: usize): "就用 {value}，{name}和 {n} 位志愿者会看到", "{value} stays; {name} and {n} {n:volunteer|volunteers} will see it";
        changed(value: &str, name: &str, n: usize): "已改成 {value}，{name}和 {n} 位志愿者会看到", "Changed to {value}; {name} and {n} {n:volunteer|volunteers} will see it";
    }
}
