//! 待上传, the strip of what happened, and coming back to an account.

use super::catalogue::catalogue;

catalogue! {
    /// What this phone still holds, entry by entry.
    Outbox
    words {
        title: "待上传", "To send";
        empty: "都传上去了", "All sent";
        offline: "现在没网，有网自己会传。", "No network now; it goes by itself when there is.";
        online: "有网自己会传。", "It goes by itself when there is network.";
        in_line: "排着队", "in line";
        sending: "正在传", "sending";
        here_one: "这 1 条存好了，在这部手机里", "It is saved on this phone";
        half: "传到一半，有网接着传", "Half sent; goes on when there is network";
        sent: "传到了", "sent";
        held: "等前一条先到", "waits for the one before it";
        quarantined: "街道在看这一条，内容都在", "The office is looking at this one; nothing is lost";
        withdraw: "撤回", "Take back";
        send_now: "现在再传一次", "Send now";
        by_leader: "传不上去？交给队长代传", "Cannot send? Let the leader send it";
        beg_off: "去不了，请队长换人", "Cannot go; the leader asks another";
        hand_over_how: "复制下面的话，发给队长。照片留在这部手机里，有网自己会传；传两次也不会算两次", "Copy these words and send them to the leader. The photos stay on this phone and go by themselves; sent twice, nothing counts twice";
        copy: "复制这些话", "Copy these words";
        copied: "复制好了，去群里粘贴", "Copied; paste it into your message";
        file_how: "也可以存成文件，发给队长或街道", "Or save it as a file, and send that to the leader or the office";
        keep_browser: "传完之前，别清理微信缓存，别卸载浏览器。", "Until all is sent, do not clear WeChat's storage or remove the browser.";
        history: "传上去的", "Sent";
        understood: "知道了", "I see";
        save_file: "存成文件", "Save as a file";
        register: "报名", "Registration";
        accept: "我去", "I will come";
        decline: "去不了", "I cannot";
        sign_in: "签到", "Sign in";
        sign_out: "签退", "Sign out";
        roll_call: "点名", "Roll call";
        rather: "换个时间", "Another time";
        confirm: "确认时长", "Hours confirmed";
        add_person: "加一个人", "Person added";
        profile: "改资料", "Details changed";
        merge: "同一个人，合在一起", "Merged as one person";
        leave: "不再参加，删掉信息", "Left; details deleted";
        object: "我觉得已经干净了", "I think it is clean";
        hand_over: "换个人来清", "Handed over";
        take_back: "记错了，改回来", "Written by mistake; put right";
        ask_photo: "请补一张照片", "One more photo, please";
        report: "发现新的脏乱处", "New spot";
        clean: "清理完了", "Cleaned";
        photo: "照片", "Photo";
        claim: "我来清", "I’ll clean it";
        place: "编入队", "Placed in a team";
        offer: "请人", "Invitation to a zone";
        withdraw_offer: "收回邀请", "Invitation taken back";
        pass: "验收通过", "Passed";
        send_back: "退回整改", "Sent back";
        close: "销号", "Closed";
        invite: "邀请", "Invitation";
        way_back: "给人接着用的链接", "A link to come back";
        came_in: "点链接进来", "Came in by a link";
        other: "一条记录", "An entry";
    }
    sentences {
        office_wrote(said: &str, reason: &str): "{said}。街道写的：{reason}", "{said}. The office wrote: {reason}";
        changed_first(name: &str, time: &str): "没用上：{name} {time} 已经改过了", "Not used: {name} changed it at {time}";
        all_here(n: usize): "{n} 条都存好了，在这部手机里", "All {n} are saved on this phone";
        saved_file(name: &str): "存成文件了：{name}", "Saved as a file: {name}";
        hand_over_head(who: &str, n: usize): "{who}有 {n} 条还没传上去：", "{who} has {n} {n:entry that is|entries that are} not sent yet:";
        photos_on_my_phone(n: usize): "{n} 张照片在我手机里，有网自己会传", "{n} {n:photo is|photos are} on my phone and {n:goes by itself|go by themselves} when there is network";
        tried(time: &str): "{time} 试过一次，没连上。", "Tried at {time} without success.";
        photos_lost(n: usize): "传到了，{n} 张照片这部手机读不出来了", "Sent; this phone could not read {n} {n:photo|photos} back";
        others(n: usize): "这部手机里还有别人的 {n} 条，有网自己会传。", "{n} {n:entry|entries} of others on this phone {n:goes by itself|go by themselves} when there is network.";
        after_photos(n: usize): "清理后照片 {n} 张", "{n} {n:photo|photos} after cleaning";
        photos_on_the_way(n: usize, arrived: usize): "{n} 张照片，传到 {arrived} 张", "{arrived} of {n} {n:photo|photos} sent";
        signed_in_at(time: &str): "签到 {time}", "Signed in {time}";
        signed_out_at(time: &str): "签退 {time}", "Signed out {time}";
        called_in(n: usize): "点名，到 {n} 人", "Roll call: {n} are here";
        called_out(n: usize): "签退 {n} 人", "{n} signed out";
    }
}

catalogue! {
    /// One strip everywhere: what happened, what is safe, what to do.
    Strip
    words {
        see: "看看", "See";
        send_now: "现在再传", "Send now";
        phone_full: "手机存满了，这一条没存下，您写的字都在。删几个视频，或找有网的地方先把照片传掉", "The phone is full and this was not saved; what you wrote is here. Delete some videos, or find network so that the photos can go";
        nobody_here: "这部手机上还没有人报名", "Nobody has signed up on this phone yet";
        too_long: "字太多了，这一条存不下。写短一点，别的都在", "Too many words for one entry. Make it shorter; the rest is kept";
        does_not_open: "这部手机里存的东西一时打不开，正在再试。不行就把浏览器关掉，重新打开", "What is kept on this phone does not open just now; it is being tried again. If that does not help, close the browser and open it anew";
        no_storage: "这个浏览器不让存东西。换个浏览器打开，或找队长写在纸上，一样算", "This browser does not let the app keep anything. Open it in another browser, or ask the leader to write it on paper; it counts the same";
        hub_down: "街道那边暂时连不上，不是您手机的问题。内容都在", "The office cannot be reached for now; it is not your phone. Everything is kept";
        hub_down_official: "街道服务器暂时连不上，内容均已保存", "The hub cannot be reached for now; everything is kept";
        cancelled: "这处后来不用清了。您的照片和时长都记下了", "This spot is no longer needed. Your photos and hours are kept";
        go_on: "接着用", "Go on";
        not_volunteer: "这一页是队长用的", "This page is for team leaders";
        not_inspector: "这一页是督查用的", "This page is for inspectors";
        to_today: "回到今天", "Back to today";
        evicted: "这部手机里存的被清掉了。传上去的都在街道那边，点“接着用”就看得到", "What was saved on this phone has been cleared away. All that was sent is with the office: tap “Go on” to see it";
        update: "有新版。存着的内容不受影响", "There is a new version. What is saved is not affected";
        update_now: "现在更新", "Update now";
        update_typed: "这一页写完、存好了再更新", "Finish and save this page first";
        update_not_there: "新版还没传到这部手机，有网再点", "The new version is not on this phone yet; try again with network";
        later: "等会儿", "Later";
        offline_one: "现在没网。这 1 条存在这部手机里，有网自己会传", "No network now. One entry is saved on this phone and goes by itself";
        offline_empty: "现在没网。存着的都能看", "No network now. What is saved can be seen";
        session_gone_empty: "要再认一下是您本人，认过才看得到新的", "Please show that it is you; then you see what is new";
        session_gone_official: "登录已失效，内容均已保存。请重新登录", "Signed out; everything is kept. Please sign in again";
        unknown_page: "没有这一页", "There is no such page";
        unknown_page_how: "网址可能少了几个字。从海报上的码再进一次，或打电话问", "The address may lack a few letters. Come in again by the code on the poster, or ask by telephone";
        plain_http: "这里是本地网络，存的内容只在这个网址下看得到", "This is a local network; what is saved here is seen at this address only";
    }
    sentences {
        evicted_unsent(n: usize): "这部手机里存的被清掉了，有 {n} 条还没传上去。点“接着用”，街道就知道少了这些，会来问您；传上去的都看得到", "What was saved on this phone has been cleared away, and {n} {n:entry|entries} with it that had not been sent. Tap “Go on”: the office then knows what is missing and asks you; all that was sent can be seen";
        offline(n: usize): "现在没网。{n} 条都存在这部手机里，有网自己会传", "No network now. {n} are saved on this phone and go by themselves";
        shaky(time: &str): "网不稳，{time} 试过一次，过会儿自动再传", "The network is unsteady: tried at {time}, tries again by itself";
        shaky_empty(time: &str): "网不稳，{time} 试过一次。存着的都能看", "The network is unsteady: tried at {time}. What is saved can be seen";
        old(n: usize): "{n} 条存了一天多，还没传上去，都在这部手机里。到有网的地方打开这一页，自己会传", "{n} have waited for more than a day; all are on this phone. Open this page where there is network and they go by themselves";
        which(n: usize): "看是哪 {n} 条", "See which {n}";
        session_gone(n: usize): "要再认一下是您本人。存着的 {n} 条不会丢", "Please show that it is you. The {n} saved are safe";
    }
}

catalogue! {
    /// Coming back, invitations, and the passphrase of officials.
    Account
    words {
        back_title: "接着用", "Go on";
        back_how: "找队长要一个链接，点开就接着用，不用密码", "Ask the team leader for a link; open it and go on, without a password";
        scan_leader: "用微信扫一扫，扫队长手机上的码", "With WeChat’s scanner, scan the code on the leader’s phone";
        leader_link: "点队长发来的链接", "Tap the link from the leader";
        asked_leader: "已告诉队长，队长点一下您就能进", "The leader was told; one tap there lets you in";
        meanwhile: "拍照照常，都存在这部手机里", "Photos work as usual; all is saved on this phone";
        meanwhile_album: "这会儿先用手机自己的相机拍，进来以后从相册选，一样算", "Meanwhile use the phone’s own camera; once you are in, choose the photos from the album: they count the same";
        back_by_name: "或者写上姓名和手机号", "Or give your name and number";
        asked_sign: "队长那边也看得到这四个数，打电话时念给队长听：", "The leader sees these four digits too; read them out on the telephone:";
        ask: "告诉队长", "Tell the leader";
        not_yet: "队长还没点，再等一下", "The leader has not nodded yet; wait a little";
        look_again: "看看好了没有", "See whether it is done";
        asks_back: "要在别的手机上接着用", "Wants to go on with another phone";
        let_in: "是本人，放行", "It is them; let in";
        not_she: "不是", "Not them";
        help_back: "帮本人接着用", "Bring back on another phone";
        help_back_how: "扫这个码，或把链接发过去。只能用一次，三天内有效。", "Scan this code, or send the link. Good once, for three days.";
        invite_title: "请您来管事", "You are invited";
        accept_invite: "接受", "Accept";
        invite_gone: "这个邀请用过了或过期了，请向发给您的人要新的", "This invitation was used or has expired; please ask whoever sent it for a new one";
        checking: "正在看这个邀请", "Looking at the invitation";
        as_leader: "队长", "Team leader";
        as_inspector: "督查", "Inspector";
        as_organiser: "街道办管理员", "Organiser";
        as_volunteer: "志愿者", "Volunteer";
        own_name: "您的姓名", "Your name";
        passphrase: "给自己定一句口令", "Choose a passphrase";
        passphrase_hint: "至少 6 个汉字，或 12 个字母数字；几个词连着好记", "At least 6 Chinese characters or 12 others; a few words in a row are easy to keep in mind";
        lost_phrase: "忘了口令，请管理员再发一个邀请。", "If you lost it, ask an organiser for a new invitation.";
        passphrase_old: "原来的口令", "The passphrase so far";
        passphrase_set: "口令定好了", "The passphrase is set";
        who: "手机号或姓名", "Number or name";
        officials: "队长、督查、管理员：用口令进", "Leaders, inspectors, organisers: use your passphrase";
        who_missing: "手机号或姓名还没填", "Number or name is missing";
        sign_in_title: "登录", "Sign in";
        sign_in_phrase: "口令", "Passphrase";
        phrase_missing: "口令还没填", "Passphrase is missing";
        cover: "遮住", "Hide";
        uncover: "显示", "Show";
        volunteer_back: "志愿者不用口令：接着用", "Volunteers need no passphrase: go on";
        wrong: "口令对不上，再看看", "The passphrase does not match; please look again";
        needs_network: "这一步要有网", "This step needs network";
        hub_busy: "街道那边暂时连不上，过会儿再点", "The office cannot be reached for now; try again in a while";
        accepting: "正在接受", "Accepting";
        consent_missing: "还没勾上“同意”", "“I agree” is not ticked";
        phone_hint: "可以不填；填了，队员和街道办好找您", "Optional; with it your team and the office can reach you";
        leader_may: "能看到队里的人和电话，请人、点名、编队。", "You see your team’s people and numbers, ask them, and call the roll.";
        inspector_may: "能看到各处的照片，验收、退回、销号。", "You see every spot’s photos, and pass, send back or close.";
        organiser_may: "能看到全部名册和点位，划片区、发邀请、导出台账。", "You see all people and spots, draw zones, invite, and export ledgers.";
        volunteer_may: "在这部手机上接着用。", "Go on using it on this phone.";
    }
    sentences {
        compare(sign: &str): "对方手机上的四个数是 {sign} 吗？打电话问一句", "Does that phone show {sign}? Ask on the telephone";
        invited_as(role: &str, place: &str): "请您做{place}的{role}", "You are asked to be {role} of {place}";
        invited_by(host: &str, until: &str): "{host}发出，{until} 前有效，只能用一次", "From {host}; good once, until {until}";
        you_are(name: &str): "您是{name}", "You are {name}";
    }
}

catalogue! {
    /// 我的, messages, help.
    Me
    words {
        title: "我的", "Me";
        messages: "消息", "Messages";
        about_me: "我的信息", "About me";
        looks: "看起来", "How it looks";
        free: "有空", "Available";
        emergency: "紧急联系", "Emergency";
        photos: "拍照", "Photos";
        no_photo: "拍照时别拍到我", "Please keep me out of photos";
        no_photo_yes: "照片里不要有我", "Not in photos";
        no_photo_no: "照片里可以有我", "May be in photos";
        village: "村（社区）", "Village";
        edit: "改一改", "Change";
        save: "存好", "Save";
        not_now: "先不改", "Not now";
        family: "我替家里人报的名", "Family whom I signed up";
        hours_record: "志愿服务时长记录（供打印盖章）", "Record of volunteer hours (to print and seal)";
        hours_sheet: "志愿服务时长记录", "Record of volunteer hours";
        hours_print: "在微信里打不了：用浏览器打开再打，或者请街道办打。", "WeChat cannot print: open it in a browser, or ask the office to print it.";
        hours_rule: "时长按签到、签退之间的分钟数计，路上时间不计；每次服务四舍五入到 0.1 小时，只取整一次，一共为各次之和。", "Hours are counted from sign-in to sign-out, without the way there; each visit is rounded once, to the nearest 0.1 hour, and the total is their sum.";
        record_day: "日期", "Day";
        record_hours: "小时", "Hours";
        record_counts: "队长", "Leader";
        record: "我的全部记录", "My whole record";
        record_about: "关于您，存着的都在这里。要给别人看，复制了发。", "All that is kept about you stands here. Copy it to give it to somebody.";
        record_copy: "复制我的记录", "Copy my record";
        left: "您的信息删了。谢谢您来过", "Your details are deleted. Thank you for having been here";
        join_again: "再报名", "Sign up again";
        leave_other: "不再参加，删掉信息", "Leave and delete the details";
        leave_gone: "姓名、手机号、紧急联系人都会删掉，队长和街道办都看不到了。还没来的派活也取消。", "Name, number and emergency contact are deleted; neither the leader nor the office sees them any more. What was planned is taken back.";
        leave_stays: "干过的活和时长留着，不带名字。", "Work and hours stay, without a name.";
        leave_official: "您作为队长、督查、街道办定下的事（通过、退回、公告），上面的名字留着。", "What you decided as leader, inspector or organiser (passed, sent back, notices) keeps your name.";
        leave_photos: "照片上印着的名字去不掉，照片留作验收的凭据。", "A name printed on a photo cannot be taken off; photos stay as evidence of the work.";
        leave_yes: "删掉，不再参加", "Delete, and leave";
        leave_no: "先不删", "Not now";
        install_now: "现在放", "Put it there now";
        install_link: "复制我的专用链接", "Copy my own link";
        install_copied: "复制好了，到浏览器里粘贴", "Copied; paste it into the browser";
        install_link_how: "在浏览器里打开这个链接，接着用就是您本人。只能用一次，三天内有效，别发给别人", "Open this link in the browser to go on as yourself. Good once, for three days; do not pass it on";
        install_then: "在新的地方打开，点“以前报过，接着用”就行。", "Open it there and tap “I signed up before”.";
        notice: "公告", "Notice";
        notice_gone: "这条公告撤下了，或者还没传到这部手机", "This notice was taken down, or has not reached this phone";
        unread: "新", "New";
        hours_confirmed: "队长确认了您的时长", "The leader has confirmed your hours";
        placed: "队长把您编进了队", "The leader took you into a team";
        no_messages: "还没有消息", "No messages yet";
        hours: "服务时长", "Service hours";
        team: "志愿服务队", "Team";
        no_team: "还没编队，队长会联系您", "Not in a team yet; the leader will be in touch";
        outbox: "待上传", "To send";
        language: "语言", "Language";
        chinese: "中文", "中文";
        english: "English", "English";
        theme: "颜色", "Colours";
        light: "浅色", "Light";
        dark: "深色", "Dark";
        system: "跟手机走", "As the phone";
        sun: "户外（更清楚）", "Outdoors (stronger)";
        large: "大字版（关怀模式）", "Large text (care mode)";
        leave: "不再参加，删掉我的信息", "Leave and delete my details";
        leave_how: "不想参加了，跟队长说一声，姓名和手机号就删掉。时长记录不带名字留着", "If you want to leave, tell the team leader: your name and number are deleted. Hours stay without a name";
        feedback_how: "哪里不好用、哪里不对，打电话说，或者让队长写下来转给街道", "What is hard to use or wrong: call, or let the leader write it down for the office";
        install: "放到手机桌面，没网也能开", "Put it on the home screen; it opens without network";
        install_plain: "放到手机桌面", "Put it on the home screen";
        install_no: "不用，微信里就行", "No, WeChat will do";
        help: "不会用？", "Need help?";
        also_here: "也用这部手机的人", "Also on this phone";
        also_how: "各人的记录分开放，没传完的有网自己会传", "Each person's entries are kept apart; what is not sent goes by itself when there is network";
        somebody: "另一个人", "somebody else";
    }
    sentences {
        record_consent(wording: &str, at: &str): "同意过说明（{wording}），{at}", "Agreed to the notice ({wording}), {at}";
        hours_confirmed_of(name: &str): "队长确认了{name}的时长", "The leader has confirmed {name}’s hours";
        placed_of(name: &str): "队长把{name}编进了队", "The leader took {name} into a team";
        right_ended(role: &str): "街道办收回了您{role}的权限", "The office took back your right as {role}";
        change_to(name: &str): "换成{name}", "Change to {name}";
        record_photos(n: usize): "拍过 {n} 张照片", "{n} {n:photo|photos} taken";
        leave_waiting(n: usize): "这部手机里还有 {n} 条没传，会先传上去。", "{n} {n:entry still waits|entries still wait} on this phone and {n:goes|go} first.";
        install_wait(n: usize): "先等这 {n} 条传完再换", "Wait until these {n} are sent";
    }
}
