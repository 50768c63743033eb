//! The spots of the demonstration, and what became of each.

use yingchun_domain::quantity::Unit;
use yingchun_domain::spot::{Category, Shortfall};

/// How a spot went.
#[derive(Clone, Copy)]
pub(super) enum Course {
    Open,
    Claimed,
    Cleaned,
    /// Cleaned, and the inspector asks for one photo more.
    Asked(&'static str),
    /// Sent back; to be done so many hours from now.
    Returned(Shortfall, &'static str, i64),
    /// Sent back, and cleaned again.
    CleanedAgain(Shortfall, &'static str),
    /// Sent back, and whoever cleaned it says that it was clean.
    Objected(Shortfall, &'static str, &'static str),
    /// Sent back, and whoever cleaned it cannot go again.
    BeggedOff(Shortfall, &'static str, &'static str),
    Passed,
    Closed,
    Cancelled(&'static str),
}

/// A spot: its zone, where it is, what it looks like, how much was found and carried off.
pub(super) struct Place {
    pub(super) zone: usize,
    pub(super) place: &'static str,
    pub(super) category: Category,
    pub(super) note: &'static str,
    /// Hundredths of a unit.
    pub(super) found: (u32, Unit),
    pub(super) hauled: (u32, Unit),
    pub(super) course: Course,
}

const fn place(
    zone: usize,
    place: &'static str,
    category: Category,
    note: &'static str,
    amounts: [(u32, Unit); 2],
    course: Course,
) -> Place {
    let [found, hauled] = amounts;
    Place { zone, place, category, note, found, hauled, course }
}

use Category::{
    BuildingWaste, Clutter, Flyposting, Heaps, HouseholdWaste, NeglectedCorner, RiverBank, Roadside, Ruins,
    WhiteLitter, Woods,
};
use Course::{
    Asked, BeggedOff, Cancelled, Claimed, Cleaned, CleanedAgain, Closed, Objected, Open, Passed, Returned,
};
use Unit::{Bag, CubicMetre, Kilogram, Load, Metre, Place as Places, Sheet, Tonne};

#[rustfmt::skip]
pub(super) const PLACES: [Place; 28] = [
    place(0, "老磨坊北侧沟渠", WhiteLitter, "沟内农膜、塑料袋", [(4000, Metre), (600, Bag)], Closed),
    place(0, "水泥桥东桥墩下", RiverBank, "树枝和漂浮物堵在桥墩", [(1500, Metre), (100, Load)], Returned(Shortfall::NotHauled, "桥墩南边，堆在岸上没拉走", 26)),
    place(0, "小卖部后杂物堆", Clutter, "旧木板、破缸堆在路边", [(100, Places), (50, Tonne)], Cleaned),
    place(0, "老槐树南五十米河滩", RiverBank, "河滩上塑料瓶多", [(6000, Metre), (900, Bag)], CleanedAgain(Shortfall::NotClean, "石头缝里还有")),
    place(0, "抽水站门口", HouseholdWaste, "两袋生活垃圾", [(200, Bag), (200, Bag)], Claimed),
    place(0, "河东岸第三块菜地边", WhiteLitter, "地膜碎片", [(3000, Metre), (1500, Kilogram)], Open),
    place(1, "村东头柴草垛", Heaps, "柴草垛占了半条路", [(300, Places), (200, Load)], Passed),
    place(1, "老磨坊西墙根", Ruins, "半截土墙，户主同意清", [(100, Places), (300, CubicMetre)], Closed),
    place(1, "省道边排水沟", Roadside, "烟盒、饮料瓶", [(8000, Metre), (400, Bag)], Cleaned),
    place(1, "村委会后面粪堆", Heaps, "粪堆紧挨水沟", [(200, Places), (100, Load)], Returned(Shortfall::OnlyMoved, "挪到了墙的另一边", -3)),
    place(1, "林带南头", Woods, "林带里丢的农药瓶，戴手套捡", [(2000, Metre), (80, Kilogram)], Open),
    place(1, "七组路口公示栏", Flyposting, "小广告贴满背面", [(4000, Sheet), (4000, Sheet)], Passed),
    place(2, "东桥头垃圾池外", HouseholdWaste, "池子满了，外面一片", [(80, Tonne), (80, Tonne)], Closed),
    place(2, "老街18号后巷", NeglectedCorner, "巷子尽头堆了旧家具", [(100, Places), (100, Load)], Passed),
    place(2, "理发店旁空地", BuildingWaste, "装修剩的砖头", [(200, CubicMetre), (200, CubicMetre)], Asked("从马路对面再拍一张")),
    place(2, "西桥栏杆", Flyposting, "栏杆内侧小广告", [(2500, Sheet), (2500, Sheet)], Closed),
    place(2, "老街公厕东侧", NeglectedCorner, "", [(100, Places), (300, Bag)], BeggedOff(Shortfall::OnlyMoved, "挪到了墙后面", "腰伤了，请队长换人")),
    place(2, "粮站院墙外", Clutter, "旧轮胎", [(600, Places), (50, Tonne)], Cancelled("粮站自己已经清走")),
    place(3, "12号楼西侧绿地", BuildingWaste, "建筑垃圾压着绿地", [(150, CubicMetre), (150, CubicMetre)], Returned(Shortfall::NotClean, "绿地里还有碎砖", 48)),
    place(3, "车棚北角", Clutter, "没人要的旧自行车，找物业认过", [(500, Places), (100, Load)], Cleaned),
    place(3, "11号楼一单元楼道", Clutter, "楼道口纸箱", [(100, Places), (400, Bag)], Passed),
    place(3, "13号楼后围墙", Flyposting, "喷的字和贴的纸", [(1000, Sheet), (1000, Sheet)], Claimed),
    place(3, "亭子旁花坛", WhiteLitter, "花坛里塑料袋", [(100, Places), (200, Bag)], Closed),
    place(3, "14号楼东侧", NeglectedCorner, "下水口边的落叶和垃圾", [(100, Places), (300, Bag)], Objected(Shortfall::NewLitter, "下水口又有垃圾", "是当天下午新倒的，上午清干净了")),
    place(4, "渡口石阶下", RiverBank, "水退后留下的垃圾", [(3000, Metre), (700, Bag)], CleanedAgain(Shortfall::NewLitter, "石阶左边又漂来一片")),
    place(4, "拦河坝上游浮漂带", RiverBank, "须成人、穿救生衣", [(5000, Metre), (100, Load)], Open),
    place(4, "堤脚柳树林", Woods, "塑料袋挂在树上", [(10000, Metre), (300, Bag)], Open),
    place(4, "老渡船旁", HouseholdWaste, "烂渔网和饭盒", [(100, Places), (30, Tonne)], Cancelled("渔网有主，主人自己收")),
];

/// A report: who said it (by number among the volunteers), where, what, and whether it was given a zone since.
pub(super) const REPORTS: [(usize, &str, Category, &str, Option<usize>); 4] = [
    (0, "村小学围墙外", WhiteLitter, "风刮来的塑料袋，挂在铁丝网上", None),
    (9, "二组水井旁", HouseholdWaste, "有人往井边倒垃圾", None),
    (2, "水泥桥西头", Roadside, "路边一堆饮料瓶", Some(0)),
    (15, "10号楼地下车库入口", NeglectedCorner, "入口两边", None),
];
