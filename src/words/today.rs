//! 今天: what a volunteer does now, before, during and after; and the day's end.

use super::catalogue::catalogue;

catalogue! {
    /// The volunteer's home: the one next thing, then her spots.
    Today
    words {
        title: "今天", "Today";
        next: "接下来", "Next";
        now: "现在", "Now";
        nothing: "今天没事了", "Nothing more today";
        sign_in: "我到了，签到", "I am here: sign in";
        sign_out: "我走了，签退", "I am leaving: sign out";
        way: "怎么走", "How to get there";
        take_photo: "去拍照", "Take the photo";
        started: "已经开始，来了就行", "It has begun; just come";
        when_there: "到了再点。忘了也没事，队长会记。", "Tap when you are there. If you forget, the leader notes it.";
        only_for_hours: "签到只用来算时长、清点人数，不签也能干活", "Signing in only counts hours and heads; you may work without it";
        forgot: "忘了签", "I forgot to sign in";
        came_about: "您大概几点到的？", "About when did you arrive?";
        left_yesterday: "昨天几点走的？", "When did you leave yesterday?";
        left_about: "您大概几点走的？", "About when did you leave?";
        this_time: "就报这个时间", "Send this time";
        not_right: "不对？", "Not right?";
        confirmed: "队长确认过了，算数", "The leader has confirmed; it counts";
        disputed: "您说的时间报给队长了，等队长看", "The leader has your time and will look";
        choose_time: "自己选", "Choose";
        leader_knows: "不记得，听队长的", "I do not remember; as the leader says";
        told_leader: "已报给队长确认", "Sent to the leader to confirm";
        bring: "带：水、手套。夹子村里有", "Bring water and gloves. The village has tongs";
        none_for_you: "今天没给您派活。想来的话，看看哪里缺人", "Nothing is assigned to you today. If you like, see where people are wanted";
        see_zones: "看哪里缺人", "See where people are wanted";
        waiting_for_leader: "报上了，等队长派活", "You are signed up; the leader will invite you";
        merged: "您报过两次，队长合成一条了。存着的都不会丢；点“接着用”，队长放行就看得到", "You had signed up twice, and the leader made it one. What is saved here is safe; tap “Go on”, and the leader lets you in";
        not_sent_yet: "报名存好了，有网自己会传", "Your registration is saved and goes by itself when there is network";
        counted_later: "队长确认后，时长算数", "Hours count once the leader confirms";
        time_wrong: "时间不对", "The time is wrong";
        next_time: "下次", "Next time";
        share_pair: "把对比图发到群里", "Send the comparison to the group";
        share_how: "按住图片不放，就能发到群里，也能存到相册。图上没有姓名和电话", "Hold the picture to send it to a group or keep it in the album. It bears no names or numbers";
        share_making: "正在做图", "Making the picture";
        share_not_here: "两张照片还不全在这部手机里。有网再点一次", "The two photos are not both on this phone. Tap again when there is network";
        safety: "动手前看一眼", "Before you begin";
        done_row: "看看", "See";
        family: "家里人今天", "Your family today";
    }
    sentences {
        asks_back(n: usize): "{n} 人要接着用", "{n} {n:person asks|people ask} to come back";
        to_hand_over(n: usize): "{n} 处要换人来清", "{n} {n:spot|spots} to hand to somebody else";
        came_on(day: &str): "{day} 您大概几点到的？", "{day}: about when did you arrive?";
        left_on(day: &str): "{day} 您大概几点走的？", "{day}: about when did you leave?";
        told_left(time: &str): "您说 {time} 走的，等队长看", "You said that you left at {time}; the leader will look";
        told_came(time: &str): "您说 {time} 到的，等队长看", "You said that you came at {time}; the leader will look";
        next_day(time: &str): "第二天 {time}", "{time} the next day";
        forgot_at(place: &str): "{place}：来了，忘了签？", "{place}: you came and forgot to sign in?";
        share_alt(place: &str): "{place}，整治前和整治后", "{place}, before and after";
        gather(time: &str, place: &str): "{time}，{place}集合", "{time}, meet at {place}";
        gather_in(n: i64): "{n} 分钟后集合", "Meeting in {n} {n:minute|minutes}";
        signed_in(time: &str): "{time} 已签到", "Signed in {time}";
        signed_out(time: &str): "{time} 已签退", "Signed out {time}";
        now_signed_in(time: &str): "现在 · {time} 已签到", "Now · signed in {time}";
        first(spot: &str): "先清：{spot}", "First: {spot}";
        my_spots(n: usize): "我要清的 {n} 处", "My {n} {n:spot|spots}";
        my_spots_done(n: usize, done: usize): "我要清的 {n} 处，清好 {done} 处", "My {n} {n:spot|spots}, {done} cleaned";
        all_cleaned(zone: &str): "{zone}都清好了", "All of {zone} is cleaned";
        family_here(name: &str): "{name}到了，签到", "{name} is here: sign in";
        family_gone(name: &str): "{name}走了，签退", "{name} is leaving: sign out";
        waiting_for_you(n: usize): "{n} 处要您看看", "{n} {n:spot|spots} for you to see";
        cleaned_row(n: usize): "已清好 {n} 处", "{n} cleaned";
        well_done_name(name: &str): "辛苦了，{name}", "Thank you, {name}";
        hours_in_all(hours: &str): "一共 {hours}", "{hours} in all";
        hours_noted(from: &str, to: &str, hours: &str): "{from} 到 {to}，记 {hours}", "{from} to {to}, {hours} noted";
        village_progress(village: &str, total: usize, cleaned: usize): "{village} {total} 处，清好 {cleaned} 处", "{village}: {cleaned} of {total} {total:spot|spots} cleaned";
        photos_left(n: usize): "还有 {n} 张照片没传，有网自己会传。", "{n} {n:photo is|photos are} still here and {n:goes by itself|go by themselves} when there is network.";
        leader_too(told: &str, counts: &str): "队长也给您签了到（{told}）。算 {counts}，不用管", "The leader signed you in too ({told}). {counts} counts; nothing to do";
        leader_signed(name: &str): "队长{name}给您签的到", "Leader {name} signed you in";
    }
}

catalogue! {
    /// An offer of a zone, and the answer.
    Offer
    words {
        title: "队长请您来", "The leader asks you to come";
        go: "我去", "I will come";
        cannot: "去不了", "I cannot";
        other_time: "换个时间", "Another time";
        see_zone: "看看这个片区", "See this zone";
        no_reason: "去不了不用说原因。", "No reason is needed.";
        adults: "这片要当心，只请成年人；保险已买。", "Take care in this zone: adults only; insurance is bought.";
        not_insured: "保险还没办好，先别去", "The insurance is not ready; please do not go yet";
        declined: "知道了，队长另作安排", "Understood; the leader will arrange it otherwise";
        rather_ask: "哪个时间合适？（可以多选）", "Which time would suit you? (choose several)";
        rather_none: "这一片没有别的时间了。写一句，队长会看", "There is no other time in this zone. Write a line; the leader will read it";
        rather_say: "想说一句（可以不填）", "Anything to say (optional)";
        rather_send: "告诉队长", "Tell the leader";
        rather_empty: "选一个时间，或者写一句", "Choose a time, or write a line";
        rather_told: "知道了，跟队长说了", "Understood; the leader was told";
        changed_mind: "改主意了", "I changed my mind";
        withdrawn: "队长改了安排，这次不用来了", "The leader changed the plan; this one is off";
        answered_yes: "答应了", "Accepted";
        no_answer: "还没回", "No answer yet";
        none: "还没有人请您。想来的话，跟队长说一声", "No invitation yet. If you like, tell the leader";
    }
    sentences {
        accepted(when: &str, place: &str): "好，{when} {place}见", "Good: {when}, {place}";
        title_of(name: &str): "队长请{name}来", "The leader asks {name} to come";
        gather_at(place: &str): "集合：{place}", "Meet at {place}";
        rather_slots(slots: &str): "跟队长说了，您想换到 {slots}", "The leader was told that {slots} would suit you";
    }
}
