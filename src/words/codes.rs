//! What a code of the hub means to the person who reads it. A code that holds, one that was refused, one that waits.

use super::Lang;

/// Of a code that this build does not know: that all is kept and somebody will look.
const UNKNOWN: (&str, &str) =
    ("没用上，内容都留着，街道会看", "Not used; everything is kept and the office will look");

/// The sentence for `code`.
pub fn code_words(lang: Lang, code: &str) -> &'static str {
    let (zh, en) = known(code).unwrap_or(UNKNOWN);
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// The same where newcomers come in: of a registration, and light.
pub fn registration_code_words(lang: Lang, code: &str) -> &'static str {
    let (zh, en) = registration_refused(code).unwrap_or(UNKNOWN);
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn known(code: &str) -> Option<(&'static str, &'static str)> {
    registration_refused(code)
        .or_else(|| refused(code))
        .or_else(|| remarked(code))
        .or_else(|| kept_apart(code))
        .or_else(|| at_the_door(code))
}

/// Why an entry has no effect, where that can happen to a registration.
fn registration_refused(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "right.not_yours" => {
            ("这件事要由这一片的队长或街道来办", "This is for the leader of this zone or for the office")
        }
        "target.taken" => ("这一条已经有了", "This exists already"),
        "target.mismatch" => (
            "这一条对不上号，内容留着，街道会看",
            "This does not fit together; it is kept and the office will look",
        ),
        "register.person_taken" => ("这个报名已经收到过了", "This registration has arrived before"),
        "register.incomplete" => (
            "报名还差几项，找队长补上就行",
            "Something is missing in the registration; the team leader can add it",
        ),
        "register.code_expired" => (
            "这个报名码过期了，请向村委会要新的",
            "This code has expired; please ask the village office for a new one",
        ),
        "person.left" => ("这个人已经退出，信息都删了", "This person has left, and the details are deleted"),
        "person.too_many_children" => ("随行孩子最多填 9 人", "At most 9 children can come along"),
        _ => return None,
    })
}

/// Why an entry has no effect.
fn refused(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "community.code_taken" => {
            ("这个报名码别的村在用，换一个", "Another community has this code; choose another")
        }
        "community.other" => ("两边不在同一个村（社区）", "The two are not in the same community"),
        "offer.not_in_team" => (
            "这个人不在负责这片区的队里，先编进队",
            "This person is not in the team that has the zone; place them first",
        ),
        "zone.slot_unknown" => ("这个时段已经没有了", "This time slot does not exist any more"),
        "zone.slots_unlawful" => {
            ("时段的起止时间不对，或者太多", "A slot ends before it begins, or there are too many")
        }
        _ => return people_refused(code),
    })
}

/// Why an entry about people has no effect.
fn people_refused(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "merge.same_person" => ("这两条是同一条", "These two are the same entry"),
        "merge.merged_already" => (
            "其中一个已经跟别人合在一起了，看看再合",
            "One of the two was merged with somebody before; please look again",
        ),
        "merge.holds_right" => (
            "这个人是队长、督查或管理员，不能并到别人名下",
            "This person leads, inspects or organises and cannot be merged into another",
        ),
        "roll_call.people" => ("一次点名 1 到 100 人", "A roll call takes 1 to 100 people"),
        "attendance.times_unlawful" => {
            ("来和走的时间对不上这个时段，看看再确认", "The times do not fit this slot; please look again")
        }
        _ => return spots_refused(code),
    })
}

/// Why an entry about a spot has no effect, or an invitation.
fn spots_refused(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "invitation.used" => {
            ("这个邀请已经用过了，请再要一个", "This invitation was used; please ask for another")
        }
        "invitation.holds_right" => (
            "队长、督查和管理员不用这个办法，用口令进来",
            "Leaders, inspectors and organisers come in with their passphrase instead",
        ),
        "invitation.expired" => {
            ("这个邀请过期了，请再要一个", "This invitation has expired; please ask for another")
        }
        "invitation.for_another" => ("这个邀请是给别人的", "This invitation is for somebody else"),
        "invitation.name_missing" => ("还没填姓名", "The name is missing"),
        "spot.clean.no_after_photo" => ("还差一张清理后的照片", "A photo after cleaning is still missing"),
        "spot.photo.none" => ("没有带上照片", "No photo came along"),
        "spot.inspect.own_work" => ("自己清的，要请别人来验收", "Somebody else has to look at your own work"),
        "spot.another_inspector" => (
            "有人说已经干净了，这回请另一位督查看",
            "Somebody says that it is clean; another inspector looks this time",
        ),
        "spot.object.empty" => ("写一句，或者补一张照片", "Please write a line or add a photo"),
        "claim.not_accepted" => ("这个人还没答应来这一片", "This person has not said yes to this zone yet"),
        "spot.take_back.cleaning_unknown" => {
            ("这处没有这条“清理完了”", "This spot has no such entry of work done")
        }
        "spot.take_back.same_spot" => {
            ("选的就是这一处，没有改", "That is the same spot; nothing was changed")
        }
        "edit.changed_meanwhile" => (
            "没用上：别人已经先改过了，看看现在的再改",
            "Not used: somebody changed it first; look at it and change it again",
        ),
        "import.rows" => ("一次最多导入 100 行", "An import holds at most 100 rows"),
        "campaign.days_unlawful" => {
            ("结束日期早于开始日期，或相隔太久", "The last day is before the first, or too far from it")
        }
        "spot.moved_on" => ("没用上：别人已经先改过了", "Not used: somebody else was first"),
        _ => return None,
    })
}

/// What is worth telling about an entry that holds.
fn remarked(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "late" => ("补录：收到时已经过了一天", "Recorded afterwards: it arrived more than a day later"),
        "register.old_code" => (
            "用的是换下来的报名码，这次照收；海报该换新的了",
            "Registered by a code that was replaced: taken all the same, but the poster should be changed",
        ),
        "register.same_phone" => (
            "报上了。这个号还有别人用过，队长会看",
            "You are signed up. The number was given before; the leader will look",
        ),
        "offer.already_asked" => ("已经请过了", "This person was asked already"),
        "answer.offer_withdrawn" => {
            ("队长已经另作安排，您的回话记下了", "The leader had arranged otherwise; your answer is recorded")
        }
        "claim.claimed_first" => ("有人先在清了，您也可以一起", "Somebody else is at it; you may join in"),
        "row.enough" => (
            "这里记下的已经够多，这一条没有再添进去；有事请跟队长说",
            "So much is written down here that this was not added; talk to your leader if something is wrong",
        ),
        "claim.moved_on" => ("这处已经不用再清", "This spot does not wait for work any more"),
        _ => return work_remarked(code),
    })
}

/// What is worth telling about work, or about a correction of it.
fn work_remarked(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "spot.clean.added_evidence" => (
            "这处已经报过清好了，您的照片也留着",
            "It was reported as cleaned before; your photos are kept as well",
        ),
        "spot.clean.answers_no_return" => (
            "督查后来又看过，还差一点。您的照片留着",
            "An inspector has looked since and wants a little more; your photos are kept",
        ),
        "spot.clean.kept_as_evidence" => (
            "这处已经办完了，您的照片和时长都记下了",
            "This spot was settled already; your photos and hours are recorded",
        ),
        "spot.clean.cancelled" => (
            "这处后来不用清了。您的照片和时长都记下了",
            "This spot did not need cleaning any more; your photos and hours are recorded",
        ),
        "spot.take_back.before" => ("这条已经改回来了", "This was put right before"),
        "spot.take_back.judged" => (
            "督查已经看过这处，没有改。要改，打电话给街道办",
            "An inspector has looked at this spot already; nothing was changed. Please call the office",
        ),
        "spot.take_back.meant_cancelled" => (
            "这处改回来了；您说的那一处后来不用清了，照片和时长都记在那里",
            "Put right here; the spot that you meant was called off since, and photos and hours are kept with it",
        ),
        "spot.take_back.meant_settled" => (
            "这处改回来了；您说的那一处已经办完了，照片和时长都记在那里",
            "Put right here; the spot that you meant was settled already, and photos and hours are kept with it",
        ),
        "attendance.told_astray" => (
            "时间记下了，跟这个时段差得远，请队长看一眼",
            "The time is noted; it lies far from the slot, so the leader will look",
        ),
        _ => return settled_before(code),
    })
}

/// What is worth telling about an entry to which somebody was before.
fn settled_before(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "profile.own_word_first" => (
            "没改：本人自己已经改过了，以本人的为准",
            "Not changed: this person has said otherwise, and her own word counts",
        ),
        "consent.left_before" => ("已经退出过了，信息都删了", "Left before; the details are deleted"),
        "merge.merged_before" => ("已经合在一起了", "The two were merged before"),
        "edit.same_value" => ("已经是这样了", "It is so already"),
        "edit.two_values" => (
            "有人同时改过，两个都留着，等选定",
            "Somebody changed it at once; both stand until one is chosen",
        ),
        "offer.nothing_to_withdraw" => {
            ("不用收回，这次没有请成", "Nothing to take back: nobody was asked after all")
        }
        "resolve.nothing_to_choose" => {
            ("不用选了，两边没有冲突", "Nothing to choose: the two did not differ after all")
        }
        "resolve.settled_before" => ("已经有人选定了", "Somebody has chosen before"),
        "notice.taken_down_before" => ("已经撤下了", "It was taken down before"),
        "import.all_known" => ("这些都已经有了", "All of these were there before"),
        "import.some_known" => {
            ("有几行已经有了，没有重复导入", "Some rows were there before and were left out")
        }
        "import.team_unknown" => {
            ("有的服务队还没建，片区先不分队", "Some teams are not there yet; their zones have none")
        }
        "photo_lost.bytes_arrived" => ("照片其实已经传到了", "The photo had arrived after all"),
        _ => return None,
    })
}

/// Why an entry was kept apart unread.
fn kept_apart(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "entry.too_long" => ("写得太长，没能收下，内容都留着", "Too long to be taken; everything is kept"),
        "entry.newer_schema" | "entry.unknown_kind" => (
            "街道那边的版本旧了，更新后会自己收下",
            "The office runs an older version; it takes this after an update",
        ),
        "entry.unreadable"
        | "entry.campaign"
        | "entry.photos"
        | "entry.unjudged"
        | "entry.forked"
        | "author_unknown"
        | "take_in.key_needed"
        | "invitation.unproven" => {
            ("这一条没能看懂，已经原样留给街道", "This could not be read; it is kept as it is for the office")
        }
        "entry.not_yet_again" => (
            "街道的系统恢复过，这一条还缺别人手机上的一步，补齐后自动重新判",
            "The office's system was restored; this waits for a step that is on somebody else's phone, and is judged again by itself",
        ),
        "entry.dismissed" => ("街道看过了，这一条不用了", "The office has looked at it; it is not needed"),
        "entry.dismissed_with_another" => (
            "前一条没有办成，跟着它的这一条也不用了",
            "What it was about came to nothing, and so this is not needed either",
        ),
        _ => return None,
    })
}

/// What the hub says before it looks at an entry.
fn at_the_door(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "join.code_unknown" => (
            "没找到这个报名码，请对一对海报，或问村委会",
            "No community has this code; please check the poster or ask the village office",
        ),
        "contact.unknown" => ("没有留联系方式", "Nothing is known of how to reach this person"),
        "invitation.unknown" => {
            ("没找到这个邀请，请再要一个", "This invitation is not known; please ask for another")
        }
        "device.unknown" | "device.wrong_key" | "session.none" => (
            "要再认一下是您本人。存着的不会丢",
            "You need to be recognised again; nothing that is kept is lost",
        ),
        "session.invitation_needed" => (
            "要用口令，或用新的邀请再进一次。存着的不会丢",
            "Your passphrase or a new invitation is needed to come in; nothing that is kept is lost",
        ),
        "session.plain_http" => (
            "这个网址不加密：能记、能交，不能看。存着的不会丢",
            "This address is not encrypted: you can save and send here, but not read. Nothing that is kept is lost",
        ),
        "session.went_plain" => (
            "这部手机在不加密的网址上用过，请队长再认一下是您本人。存着的不会丢",
            "This phone was used at an address that is not encrypted; please let your leader recognise you again. Nothing that is kept is lost",
        ),
        "take_in.unreadable" => (
            "这个文件里有一行不是手机存的记录，一条也没收",
            "A line of the file is no entry of a phone; nothing of it was taken",
        ),
        "take_in.empty" => ("这个文件里没有记录", "The file holds no entry"),
        "limit.reached" => ("试得太勤了，过一会儿再试", "Too many tries; please wait a little"),
        _ => return passphrase(code),
    })
}

/// What the hub says of a passphrase.
fn passphrase(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "sign_in.refused" => (
            "姓名或口令对不上，再看看。忘了就请街道再发一个邀请",
            "Name and passphrase do not fit together. If you forgot it, ask the office for a new invitation",
        ),
        "back.unknown" | "grant.unknown" => ("这一条已经处理过了", "This request was settled already"),
        "device.of_another" => (
            "这部手机上是别人在用，请先换成自己的",
            "Somebody else is signed in on this phone; please change to yourself first",
        ),
        "passphrase.wrong" => ("现在的口令不对", "The present passphrase is another one"),
        "passphrase.too_short" => (
            "口令太短：至少 6 个汉字，或 12 个字母数字",
            "Too short: at least 6 Chinese characters, or 12 letters and digits",
        ),
        "passphrase.too_plain" => {
            ("口令太简单：至少要有 4 个不同的字", "Too plain: at least 4 different characters")
        }
        "passphrase.too_long" => ("口令太长：最多 100 个字", "Too long: at most 100 characters"),
        "passphrase.control_sign" => {
            ("口令里有看不见的字符，请重新输入", "It holds a sign that cannot be seen; please type it again")
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use yingchun_domain::entry::EntryRefused;
    use yingchun_domain::refused::{Refused, Remark};

    #[test]
    fn every_code_of_the_rules_has_its_sentence() {
        let codes = Refused::ALL.iter().map(|it| it.code()).chain(Remark::ALL.iter().map(|it| it.code()));
        for code in codes.chain(EntryRefused::CODES.iter().copied()) {
            assert!(known(code).is_some(), "{code}");
        }
    }

    #[test]
    fn nobody_is_scolded() {
        for code in Refused::ALL {
            let zh = code_words(Lang::Zh, code.code());
            assert!(!zh.contains('！') && !zh.contains("失败") && !zh.contains("非法"), "{zh}");
        }
    }
}
