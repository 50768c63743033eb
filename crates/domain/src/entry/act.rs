//! The acts that a person can do, by the names of the field.

use serde_json::value::{RawValue, to_raw_value};

use crate::assignment::answer::{Accept, Decline};
use crate::assignment::offer::{Offer, Withdraw};
use crate::attendance::confirm::ConfirmAttendance;
use crate::attendance::roll_call::RollCall;
use crate::attendance::sign::Sign;
use crate::campaign::EditCampaign;
use crate::community::{CreateCommunity, EditCommunity, RotateCode};
use crate::conflict::resolve::Resolve;
use crate::entry::EntryRefused;
use crate::grant::Revoke;
use crate::import::people::ImportPeople;
use crate::import::spots::ImportSpots;
use crate::import::zones::ImportZones;
use crate::invitation::accept::AcceptInvitation;
use crate::invitation::invite::Invite;
use crate::notice::{PublishNotice, TakeDownNotice};
use crate::person::add::AddPerson;
use crate::person::leave::WithdrawConsent;
use crate::person::merge::Merge;
use crate::person::place::Place;
use crate::person::profile::Profile;
use crate::person::register::Register;
use crate::spot::beg_off::BegOff;
use crate::spot::claim::Claim;
use crate::spot::clean::{AddPhotos, Clean, PhotoLost};
use crate::spot::close::{Cancel, Close};
use crate::spot::create::CreateSpot;
use crate::spot::edit::EditSpot;
use crate::spot::hand_over::HandOver;
use crate::spot::inspect::{AskPhoto, Pass, SendBack};
use crate::spot::object::Object;
use crate::spot::open::{Open, Reopen};
use crate::spot::report::Report;
use crate::spot::take_back::TakeBack;
use crate::team::{CreateTeam, EditTeam};
use crate::zone::create::CreateZone;
use crate::zone::edit::EditZone;

/// How an act is judged when the world moved on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Something happened: judged by the rights of its own time, never refused because the world moved on.
    Fact,
    /// Somebody takes something up: the first one holds, the second is told.
    Claim,
    /// Somebody settles something: needs the right when it arrives.
    Decision,
}

macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident($args:ident) = $kind:literal, $class:ident;)+) => {
        /// What is done, with what it says.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Act { $($(#[$doc])* $name($args),)+ }

        impl Act {
            /// The names of all acts.
            pub const KINDS: &[&str] = &[$($kind,)+];

            /// The name on the wire.
            #[must_use]
            pub const fn kind(&self) -> &'static str {
                match self { $(Self::$name(_) => $kind,)+ }
            }

            /// How it is judged when the world moved on.
            #[must_use]
            pub const fn class(&self) -> Class {
                match self { $(Self::$name(_) => Class::$class,)+ }
            }

            /// Whether acts of this name begin the thing that is their target: nobody else makes it.
            #[must_use]
            pub fn begins(kind: &str) -> bool {
                let begin = ["register", "report", "add_person", "invite", "publish_notice"];
                begin.contains(&kind) || kind.starts_with("create_")
            }

            pub(super) fn args(&self) -> Result<Box<RawValue>, serde_json::Error> {
                match self { $(Self::$name(args) => to_raw_value(args),)+ }
            }

            pub(super) fn read(kind: &str, args: &str) -> Result<Self, EntryRefused> {
                match kind {
                    $($kind => Ok(Self::$name(crate::json::read(args)?)),)+
                    _ => Err(EntryRefused::UnknownKind),
                }
            }
        }
    };
}

acts! {
    /// 报名
    Register(Register) = "register", Fact;
    /// 我去
    Accept(Accept) = "accept", Fact;
    /// 去不了
    Decline(Decline) = "decline", Fact;
    /// 我到了，签到
    SignIn(Sign) = "sign_in", Fact;
    /// 我走了，签退
    SignOut(Sign) = "sign_out", Fact;
    /// 发现新的脏乱处
    Report(Report) = "report", Fact;
    /// 清理完了
    Clean(Clean) = "clean", Fact;
    /// 再拍一张
    AddPhotos(AddPhotos) = "photo", Fact;
    /// The phone cannot read a photo back.
    PhotoLost(PhotoLost) = "photo_lost", Fact;
    /// 我在清
    Claim(Claim) = "claim", Claim;
    /// 去不了，请队长换人
    BegOff(BegOff) = "beg_off", Fact;
    /// Take a newcomer into a team.
    Place(Place) = "place", Decision;
    /// 请人
    Offer(Offer) = "offer", Decision;
    /// Take an offer back.
    Withdraw(Withdraw) = "withdraw", Decision;
    /// 验收通过
    Pass(Pass) = "pass", Decision;
    /// 退回整改
    SendBack(SendBack) = "send_back", Decision;
    /// 销号
    Close(Close) = "close", Decision;
    /// 不用清了
    Cancel(Cancel) = "cancel", Decision;
    /// Take a judged spot up again.
    Reopen(Reopen) = "reopen", Decision;
    /// 核实: a report gets its zone.
    Open(Open) = "open", Decision;
    /// 建村（社区）
    CreateCommunity(CreateCommunity) = "create_community", Decision;
    /// 建队
    CreateTeam(CreateTeam) = "create_team", Decision;
    /// 划片区
    CreateZone(CreateZone) = "create_zone", Decision;
    /// 加点位
    CreateSpot(CreateSpot) = "create_spot", Decision;
    /// 邀请
    Invite(Invite) = "invite", Decision;
    /// Take the right that an invitation gives.
    AcceptInvitation(AcceptInvitation) = "accept_invitation", Decision;
    /// End a right.
    Revoke(Revoke) = "revoke", Decision;
    /// 我觉得已经干净了
    Object(Object) = "object", Fact;
    /// 点名
    RollCall(RollCall) = "roll_call", Fact;
    /// 加一个人
    AddPerson(AddPerson) = "add_person", Fact;
    /// 队长确认
    ConfirmAttendance(ConfirmAttendance) = "confirm_attendance", Decision;
    /// 请补一张照片
    AskPhoto(AskPhoto) = "ask_photo", Decision;
    /// 同号: two rows are one person.
    Merge(Merge) = "merge", Decision;
    /// Give a claim to somebody else.
    HandOver(HandOver) = "hand_over", Claim;
    /// 记错了
    TakeBack(TakeBack) = "take_back", Fact;
    /// What is written about a person.
    Profile(Profile) = "profile", Fact;
    /// 不再参加，删掉我的信息
    WithdrawConsent(WithdrawConsent) = "withdraw_consent", Fact;
    /// 换报名码
    RotateCode(RotateCode) = "rotate_code", Decision;
    /// Change what the drive is called, who runs it and when it is.
    EditCampaign(EditCampaign) = "edit_campaign", Decision;
    /// Change what a village is called and whom to call.
    EditCommunity(EditCommunity) = "edit_community", Decision;
    /// Change what a team is called and whom to call.
    EditTeam(EditTeam) = "edit_team", Decision;
    /// Change one group of a zone's fields.
    EditZone(EditZone) = "edit_zone", Decision;
    /// Change what is written of a spot.
    EditSpot(EditSpot) = "edit_spot", Decision;
    /// Choose between two values.
    Resolve(Resolve) = "resolve", Decision;
    /// 发布公告
    PublishNotice(PublishNotice) = "publish_notice", Decision;
    /// 撤下公告
    TakeDownNotice(TakeDownNotice) = "take_down_notice", Decision;
    /// 导入名册
    ImportPeople(ImportPeople) = "import_people", Decision;
    /// 导入片区
    ImportZones(ImportZones) = "import_zones", Decision;
    /// 导入点位
    ImportSpots(ImportSpots) = "import_spots", Decision;
}
