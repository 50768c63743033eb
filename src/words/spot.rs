//! Zones and spots as a volunteer meets them, the photo, and what came back from inspection.

use super::catalogue::catalogue;

catalogue! {
    /// The list of zones, and one zone.
    Zone
    words {
        title: "片区", "Zones";
        none: "片区还没划好，划好了这里就能看到", "The zones are not drawn yet; you will see them here";
        see_list: "看列表", "See the list";
        spots: "点位", "Spots";
        no_spots: "这片还没有登记的点位。看到脏乱的地方，拍一张就行", "No spots are listed here yet. If you see one, take a photo";
        nobody: "没人清", "Nobody yet";
        unknown: "这个片区还没传到这部手机", "This zone has not reached this phone yet";
        others: "村里别的片区", "Other zones of the village";
        wanted: "还缺人", "People wanted";
        full: "满员", "Full";
        bounds: "四至", "Bounds";
    }
    sentences {
        gather(place: &str, time: &str): "集合：{place}，{time}", "Meet at {place}, {time}";
        leader(name: &str): "队长{name}", "leader {name}";
        in_zone(n: usize): "这一片 {n} 人", "{n} {n:person|people} in this zone";
        wants(n: u32): "要 {n} 人", "{n} {n:person|people} wanted";
        together(n: usize): "一起 {n} 人", "{n} {n:person|people} together";
        and_more(names: &str, n: usize): "{names}，还有 {n} 人", "{names} and {n} more";
        numbered(number: u32, title: &str): "{number}　{title}", "{number}  {title}";
        short_of(n: usize): "还缺 {n} 人", "{n} more wanted";
        progress(total: usize, cleaned: usize): "{total} 处，清好 {cleaned} 处", "{cleaned} of {total} {total:spot|spots} cleaned";
    }
}

catalogue! {
    /// One spot, cleaned or being cleaned.
    Spot
    words {
        before: "清理前", "Before";
        after: "清理后", "After";
        claim: "我来清", "I’ll clean it";
        claimed_first: "已经有人在清，您也可以去帮忙", "Somebody is at it already; you may help";
        again: "再拍一张", "Another photo";
        retake: "重拍", "Retake";
        how_much: "清出来多少", "How much was it";
        before_late: "补一张清理前的", "Add a photo from before";
        before_retake: "清理前的重拍", "Retake the photo before";
        photos_kept: "照片存好了。有网自己会传，关机也不会丢。", "The photo is saved. It goes by itself; switching off loses nothing.";
        say: "想说点什么（可以不填）", "Anything to say (optional)";
        say_example: "比如：清了两车，砖码墙边了", "For example: two loads; the bricks are stacked by the wall";
        done: "清理完了", "Cleaned";
        done_noted: "记下了，等督查来看", "Noted; the inspector will come";
        need_after: "还差一张清理后的照片", "A photo after cleaning is still missing";
        photo_awaited: "照片还在路上", "The photo is still on its way";
        unknown: "这一处还没传到这部手机", "This spot has not reached this phone yet";
        by_others: "这处您不用管", "Nothing for you to do here";
        waiting: "等督查来看", "Waiting for the inspector";
        passed: "督查看过了，合格", "The inspector has passed it";
        cancelled_kept: "这处后来不用清了。您的照片和时长都记下了", "This spot is no longer needed. Your photos and hours are kept";
        where_to: "在哪", "Where";
        wrong: "记错了", "Written by mistake";
        wrong_about: "督查还没看，可以改回来。照片留着。", "The inspector has not looked yet; this can be put right. The photos stay.";
        not_cleaned: "这处没清，改回来", "This spot was not cleaned";
        meant: "清的是另一处", "Another spot was cleaned";
        meant_unchosen: "选一处", "Choose one";
        move_there: "改到那一处", "Move it there";
        put_right: "改过来了", "Put right";
        asked_not_returned: "不是退回，拍一张就行。", "Not a return; one photo will do.";
        added: "照片存好了，有网自己会传", "The photo is saved and goes by itself";
    }
    sentences {
        before_at(time: &str): "清理前 {time}", "Before {time}";
        after_at(time: &str): "清理后 {time}", "After {time}";
    }
}

catalogue! {
    /// Taking a photo.
    Photo
    words {
        which_spot: "拍哪一处？", "Which spot?";
        new_spot: "发现新的脏乱处", "Report a new spot";
        same_angle: "站回老地方，照这个角度拍", "Stand where the first photo was taken, same angle";
        open_camera: "打开相机", "Open the camera";
        from_album: "从相册选", "Choose from the album";
        saved_here: "存好了，在这部手机里", "Saved on this phone";
        use_this: "用这张", "Use this one";
        retake: "重拍", "Retake";
        hide_faces: "遮住人脸", "Cover faces";
        discard: "不要了", "Discard";
        replaced: "换好了", "Replaced";
        find_last: "找回上一张", "Get the last one back";
        album_mark: "来自相册", "From the album";
        working: "正在存", "Saving";
        phone_time: "手机时间", "phone time";
        synced_time: "已校时", "clock checked";
        phase_before: "整治前", "Before";
        phase_after: "整治后", "After";
        number: "照片编号", "Photo no.";
        camera_refused: "相机打不开。可以从相册选；要用相机，到手机设置里允许微信用相机", "The camera does not open. You may choose from the album; to use the camera, allow it in the phone's settings";
        cannot_read: "这张打不开，您相册里那张没动。换一张试试", "This picture does not open; the one in your album is untouched. Try another";
        heic: "这张是苹果手机的 HEIC 照片，这里打不开；您相册里那张没动。点“打开相机”再拍一张，或把那张截个屏，选截屏的", "This is a HEIC picture, which does not open here; the one in your album is untouched. Take one with “Open the camera”, or make a screenshot of it and choose that";
        turn: "躺着了？转一下", "On its side? Turn it";
        phone_full: "手机存满了，这张没存下，您写的字都在。删几个视频再拍，或找有网的地方先传掉", "The phone is full and this photo was not saved; what you wrote is here. Delete some videos, or find network so that the others can go";
        try_again: "再试一次", "Try again";
        camera_shut: "相机打不开？", "The camera does not open?";
        cover_how: "谁的脸要遮，就点谁。点错了，去掉一块再点", "Tap each face that should be covered. If you missed, take one off and tap again";
        cover_smaller: "− 小一点", "− Smaller";
        cover_larger: "+ 大一点", "+ Larger";
        cover_undo: "去掉一块", "Take one off";
        cover_none: "不遮了", "Leave it";
        cover_done: "遮好了", "Done";
        remove: "去掉", "Remove";
        removed: "去掉了一张", "One photo removed";
        put_back: "找回去掉的那张", "Get the removed one back";
    }
    sentences {
        spot_number(n: u32): "{n} 号", "no. {n}";
        phone_full_n(n: usize): "手机存满了，这张没存下，您写的字都在。删几个视频再拍，或找有网的地方先把 {n} 张传掉", "The phone is full and this photo was not saved; what you wrote is here. Delete some videos, or find network so that {n} photos can go first";
    }
}

catalogue! {
    /// A new spot, reported by whoever sees it.
    Report
    words {
        title: "发现新的脏乱处", "Report a spot";
        what: "是什么", "What is it";
        village: "在哪个村（社区）", "In which village (community)";
        choose_village: "选一个", "Choose one";
        need_village: "在哪个村（社区）还没选", "Please choose the village (community)";
        where_to: "在哪", "Where is it";
        where_hint: "比如：小卖部后面，桥北头", "For example: behind the shop, north end of the bridge";
        how_much: "大概多少", "About how much";
        send: "报给村里", "Report";
        saved: "记下了，等村里看", "Noted; the village will look";
        taken_up: "您报的这一处，村里安排清了", "The spot you reported will be cleaned";
        look_at_it: "等您看：要清就编进片区，不用清也写一句", "For you to look at: list it in a zone, or say why it is not needed";
        need_where: "在哪还没写", "Where it is, is missing";
    }
    sentences {}
}

catalogue! {
    /// A spot sent back, as she sees it who cleaned it.
    Returned
    words {
        title: "这处还差一点", "A little is left here";
        clean_again: "去清，再拍一张", "Clean it and take another photo";
        someone_else: "去不了，请队长换人", "I cannot go; let the leader ask another";
        object: "我觉得已经干净了", "I think it is clean";
        hours_safe: "不影响您的时长", "Your hours are not affected";
        object_sent: "说给另一位督查看了", "Another inspector will look";
        object_heard: "您说得对，另一位督查看过了，合格", "You were right: another inspector looked and passed it";
        object_how: "不用再清。写一句，或者补一张照片，换一位督查来看。", "No need to clean again. Write a line or add a photo, and another inspector looks.";
        object_say: "为什么觉得干净了", "Why you think it is clean";
        object_example: "比如：袋子是后来风吹过来的", "For example: the bag was blown here afterwards";
        object_empty: "写一句，或者补一张照片", "Please write a line or add a photo";
        object_send: "请另一位督查看", "Ask another inspector";
        begged: "跟队长说了，队长会另外请人", "The leader was told and will ask another";
        begged_own: "您说去不了", "You said that you cannot go";
        begged_still: "队长会另外请人。您改主意了，也能来清。", "The leader will ask another. If you change your mind, you may still come.";
        begged_to_leader: "换个人来清；您去清也行。", "Ask another, or clean it yourself.";
    }
    sentences {
        due(day: &str, left: &str): "{day}前，{left}", "by {day}, {left}";
        inspector(name: &str, when: &str): "督查 {name}，{when}", "Inspector {name}, {when}";
        inspector_photo(when: &str): "督查拍的，{when}", "Inspector's photo, {when}";
        your_photo(when: &str): "您拍的，{when}", "Your photo, {when}";
        begged_by(name: &str): "{name}说去不了", "{name} cannot go";
        handed_in(n: usize): "第 {n} 次交上去了，等督查来看", "Round {n} handed in; the inspector will come";
    }
}
