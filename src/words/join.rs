//! From the first sight of a community's code to the promise that the registration is saved.

use super::catalogue::catalogue;

catalogue! {
    /// While the page opens, and when it cannot. The first words stand in index.html, before any code.
    Boot
    words {
        opening: "正在打开", "Opening";
        slow: "网慢，再等一下。也可以直接打电话报名：村委会", "The network is slow. Wait a little, or sign up by telephone at the village office";
        too_old: "这部手机打不开这个页面。找队长写在纸上，一样算", "This phone cannot open the page. Ask the team leader to write you down on paper; it counts the same";
        crashed: "页面出了问题，您填的都在", "The page broke down; all you typed is still here";
        reopen: "重新打开", "Open again";
        save_file: "存成文件", "Save as a file";
    }
    sentences {}
}

catalogue! {
    /// The first page of a community's code.
    First
    words {
        title: "清洁家园迎新春", "A clean home for Spring Festival";
        free_choice: "哪天来、来不来，您自己定", "Which day you come, or whether, is up to you";
        nothing_owed: "不要身份证，不收钱，不用装软件", "No ID card, no fee, nothing to install";
        tools: "工具、马甲村里备好", "The village has tools and vests ready";
        join: "我要报名", "I want to sign up";
        come_back: "以前报过，接着用", "I signed up before";
        for_family: "替家里人报名", "Sign up for family";
        on_paper: "不会用手机？找队长写在纸上，一样算。", "Not at ease with a phone? The team leader writes you down on paper; it counts the same.";
        invited: "请您一起搞卫生", "You are invited to clean up together";
        enter_code_again: "再写一次报名码", "Type the code again";
        enter_code: "村里的报名码", "The village's code";
        enter_code_hint: "在海报上，或问队长", "On the poster, or ask the team leader";
        code_go: "打开", "Open";
        code_expired: "没找到这个报名码。看看是不是少写了字；过期了就向村委会要新的", "This code was not found. See whether a letter is missing; where it has expired, ask the village office for a new one";
        no_network: "现在没网，这一页还没存到这部手机里。有网再打开一次就行", "No network now, and this page is not on the phone yet. Open it once with network";
        wechat_offline: "在微信里，没网时打不开这一页。要去没信号的地方，先点右上角 ··· 用浏览器打开", "Inside WeChat this page does not open without network. Before you go where there is no signal, tap ··· at the top right and open it in the browser";
        show_how: "教我怎么做", "Show me how";
        step_menu: "点右上角 ···", "Tap ··· at the top right";
        step_browser: "点“在浏览器打开”", "Tap “Open in browser”";
        step_add: "点“添加到桌面”（苹果：分享 → 添加到主屏幕）", "Tap “Add to home screen” (iPhone: Share → Add to Home Screen)";
    }
    sentences {
        invites(committee: &str): "{committee}请您一起搞卫生", "{committee} invites you to clean up together";
        days(from: &str, to: &str): "{from}\n到 {to}", "{from}\nto {to}";
    }
}

catalogue! {
    /// The registration form.
    Join
    words {
        title: "报名", "Sign up";
        name: "姓名", "Name";
        family_name: "家里人的姓名", "Their name";
        family_phone_hint: "没有手机的，写您的号就行", "Without a phone of their own, give yours";
        signed_up_before: "这部手机上报过名了，不用再报", "This phone has signed up already; once is enough";
        phone: "手机号", "Mobile number";
        phone_hint: "队长有事打这个号", "The team leader calls this number";
        days: "您哪天有空？（可以多选）", "Which days are you free? (choose several)";
        any_day: "哪天都行", "Any day";
        all_of_them: "都选上", "Choose all";
        morning: "上午", "Morning";
        afternoon: "下午", "Afternoon";
        with_children: "带孩子来？填随行几人", "Bringing children? Say how many";
        companions: "随行几人", "How many come with you";
        companions_hint: "14 岁以下由您带着，不用另外报名", "Under 14 come with you and need no sign-up";
        emergency_name: "紧急联系人（可以不填）", "Emergency contact (optional)";
        emergency_hint: "出了事打给谁，比如：儿子 王强", "Whom to call if something happens";
        emergency_phone: "对方的手机号", "Their mobile number";
        emergency_half: "紧急联系人要写全：称呼，和 11 位手机号；不要就两格都空着", "An emergency contact needs a name and an 11-digit number; or leave both empty";
        risks: "河边、路边有什么要当心的", "What to mind by the river and the road";
        risks_read: "看过了", "Read";
        risks_river: "河边：不下水，不站湿石头，两个人一起", "By the river: stay out of the water and off wet stones; two together";
        risks_road: "路边：穿马甲，面对来车，不追车", "By the road: wear the vest, face the traffic, never run after a car";
        risks_heavy: "扛重物：两个人抬，碎玻璃戴手套", "Heavy things: lift in pairs; gloves for broken glass";
        notice: "说明：用来做什么、存多久、找谁删", "Notice: what it is used for, how long it is kept, who deletes it";
        notice_use: "姓名和手机号只给队长和街道办看，只用来安排这次打扫", "Only the team leader and the office see your name and number, to arrange this clean-up";
        notice_kept: "活动结束后，时长记录交给街道办存档，手机号到期删掉", "After the campaign the office keeps the record of hours; phone numbers are deleted when due";
        notice_delete: "想删，跟队长说，或在“我的”里点“不再参加，删掉我的信息”", "To have them deleted, tell the team leader, or use “Leave and delete my details” under Me";
        consent: "我看过说明，同意把姓名和手机号用在这次活动上", "I have read the notice and agree that my name and number are used for this campaign";
        submit: "报名", "Sign up";
        works_offline: "没网也能报名，填好先存在手机里", "Works without network: it is saved on your phone first";
        mended: "✓ 好了", "✓ done";
        name_missing: "姓名还没填", "The name is missing";
        name_too_long: "姓名太长了，最多 40 个字", "The name is too long; 40 characters at most";
        phone_missing: "手机号还没填", "The mobile number is missing";
        phone_wrong: "手机号要 11 位数字，1 开头", "A mobile number has 11 digits and begins with 1";
        risks_missing: "要当心的那几条，点开看一眼", "Please open “What to mind by the river and the road” once";
        consent_missing: "还没勾上“同意”。不同意也行，找队长写在纸上", "“I agree” is not ticked. You may also sign up on paper with the team leader";
        herself_first: "先写您自己的，再替家里人报。家里人的消息也到这部手机", "Write down yourself first, then your family. Their messages come to this phone too";
        look_again: "还有几处要看看", "Please look at these again";
        saved_title: "存好了，在这部手机里", "Saved on this phone";
        saved_waiting: "有网自己会传，传到村里就算报上了。关机也不会丢。", "It goes by itself when there is network, and then you are signed up. Switching off loses nothing.";
        sent_title: "报上了", "You are signed up";
        sent_next: "队长会请您去一个片区，去不去您定。", "The team leader will invite you to a zone; whether you go is up to you.";
        to_today: "去看今天", "See today";
        another: "再替一位家人报名", "Sign up another of the family";
    }
    sentences {
        where_to(community: &str, campaign: &str): "{community} {campaign}", "{community}, {campaign}";
        more_days(n: usize): "还有 {n} 天", "{n} more {n:day|days}";
        thanks(name: &str): "{name}，谢谢您", "Thank you, {name}";
    }
}
