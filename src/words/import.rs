//! 导入: what is said of a sheet, of its columns and of each of its lines.

use yingchun_domain::text::TextRefused;
use yingchun_domain::time::ledger_date;

use super::Words;
use super::catalogue::catalogue;
use crate::device::file::NoText;
use crate::office::import::heads::{Column, Sort};
use crate::office::import::read::Unread;
use crate::office::import::rules::{Fault, LeftOut, Remark, Verdict};

catalogue! {
    /// Bringing in rosters, zones and spots.
    Import
    words {
        title: "导入", "Import";
        what: "导入什么", "What to import";
        about: "先看每一行怎么处理，再导入；重复的不会再导一次", "See what becomes of each line first; what is there already is not imported twice";
        of_people: "志愿者名册", "Roster";
        of_zones: "片区", "Zones";
        of_spots: "点位", "Spots";
        choose_file: "选择文件（.csv、.txt）", "Choose a file (.csv, .txt)";
        paste: "或把表格、接龙粘贴到这里", "Or paste a table or a chat list here";
        paste_hint: "从 Excel、WPS 里选中表格连同表头复制；群接龙整段复制", "Copy the cells with their heads out of Excel or WPS, or the whole chat list";
        belongs_village: "表里没写村（社区）的，归到", "Lines that name no village belong to";
        belongs_zone: "表里没写片区的，归到", "Lines that name no zone belong to";
        by_line: "按表里写的", "As the table says";
        reading: "正在读", "Reading";
        line: "行", "Line";
        outcome: "处理", "Outcome";
        all: "全部", "All";
        takes: "可以有这些列（写在第一行或标题下面）：", "These columns are read (heads in the first row or below the title): ";
        no_heads: "没找到表头。第一行要写列名，如：姓名、手机号、村、队、备注", "No heads found. The first row has to name the columns, such as: name, phone, village, team, note";
        no_heads_zones: "没找到表头。第一行要写列名，如：片区、村、四至范围、集合地点、服务队", "No heads found. The first row has to name the columns, such as: zone, village, bounds, meeting point, team";
        no_heads_spots: "没找到表头。第一行要写列名，如：点位、村、片区、问题类别、数量、单位", "No heads found. The first row has to name the columns, such as: spot, village, zone, category, amount, unit";
        head_count: "这是各村报出动人数的接龙，里面没有姓名，不是名册", "This list counts how many each village sends; it names nobody and is no roster";
        no_rows: "表头下面没有内容", "Nothing stands below the heads";
        cut: "只读前 10 万行，其余请另存一个文件", "Only the first 100,000 lines are read; put the rest into another file";
        ready: "导入", "Import";
        there: "已有，跳过", "There already; left out";
        cancelled: "已取消，跳过", "Cancelled; left out";
        import_others: "导别的", "Import something else";
        see_people: "看名册", "See the roster";
        see_zones: "看片区与点位", "See zones and spots";
        stopped: "存到一半停了，已存的会照常上传，改好后再导一次即可，不会重复", "It stopped half-way; what is saved will be sent. Import the file once more afterwards; nothing comes twice";
        unopened: "这个文件打不开，换一个试试", "This file cannot be opened; try another";
        empty: "这个文件是空的", "This file is empty";
        too_large: "文件超过 24 MB，请拆成几个", "The file is larger than 24 MB; please split it";
        picture: "这不是表格。请选 .csv 或 .txt，或选中表格复制后粘贴到下面", "This is no table. Choose a .csv or .txt file, or copy the cells and paste them below";
        workbook: "这是 Excel 工作簿。请在 Excel 或 WPS 里另存为“CSV（逗号分隔）”，或选中表格复制后粘贴到下面", "This is a workbook. Save it as CSV in Excel or WPS, or copy the cells and paste them below";
        of_name: "姓名", "name";
        of_phone: "手机号", "phone";
        of_village: "村（社区）", "village";
        of_team: "服务队", "team";
        of_note: "备注", "note";
        of_zone: "片区", "zone";
        of_bounds: "四至范围", "bounds";
        of_meeting: "集合地点", "meeting point";
        of_place: "点位", "spot";
        of_category: "问题类别", "category";
        of_problem: "问题描述", "description";
        of_amount: "数量", "amount";
        of_unit: "单位", "unit";
        of_found_at: "发现时间", "found on";
        of_found_by: "发现方式", "found by";
        of_number: "序号", "number";
        of_private: "不收的列", "not kept";
        of_other: "其他列", "other";
        not_a_phone: "不是 11 位手机号", "not a mobile number of 11 digits";
        control_sign: "有看不见的控制符", "holds a control character";
        blank: "是空的", "is empty";
        meets_at_committee: "没写集合地点，按村（居）委会", "no meeting point: the committee";
        list_read: "按群接龙读的", "Read as a chat list";
        more_before: "上一页", "Page before";
        more_after: "下一页", "Next page";
        template: "复制表头", "Copy the heads";
    }
    sentences {
        unreadable(line: usize): "第 {line} 行读不出来：不是 UTF-8，也不是 GBK。请在 Excel 或 WPS 里另存为 CSV 再试", "Line {line} cannot be read: neither UTF-8 nor GBK. Save it anew as CSV in Excel or WPS";
        counts(taken: usize, left: usize, wrong: usize): "可导入 {taken} 行，跳过 {left} 行，有误 {wrong} 行", "{taken} {taken:line|lines} to import, {left} left out, {wrong} wrong";
        choose_village(n: usize): "{n} 行没写村（社区）：在上面“表里没写村（社区）的，归到”选一个村，不用逐行改", "{n} {n:line names|lines name} no village: choose one above under “Lines that name no village belong to”";
        wrong_stay(n: usize): "有误的 {n} 行不会导入。改好后再导一次，已导入的不会重复", "{n} wrong {n:line stays|lines stay} out. Correct and import again; nothing comes twice";
        only_remarked(n: usize): "请看一眼 {n}", "Worth a look {n}";
        only_left(n: usize): "跳过 {n}", "Left out {n}";
        only_wrong(n: usize): "有误 {n}", "Wrong {n}";
        private_heads(heads: &str): "这些列不收，已略去：{heads}。本次活动只留姓名和手机号", "These columns are not kept: {heads}. A drive keeps name and number only";
        unused_heads(heads: &str): "没用到的列：{heads}", "Columns without use: {heads}";
        bring_in(n: usize): "导入 {n} 行", "Import {n} {n:line|lines}";
        saving(done: usize, all: usize): "已存 {done}/{all} 行", "{done} of {all} {all:line|lines} saved";
        saved(n: usize): "{n} 行已存好，正在上传", "{n} {n:line is|lines are} saved and on the way";
        page(n: usize, of: usize): "第 {n} 页，共 {of} 页", "Page {n} of {of}";
        above(line: usize): "与第 {line} 行重复，跳过", "Same as line {line}; left out";
        missing(column: &str): "缺{column}", "{column} is missing";
        unlawful(column: &str, text: &str, why: &str): "{column}“{text}”{why}", "{column} “{text}” {why}";
        longer(most: usize): "超过 {most} 字", "is longer than {most} characters";
        unknown(column: &str, text: &str): "没有“{text}”这个{column}，先新建", "There is no {column} “{text}”; create it first";
        same_number(name: &str): "和{name}同号，导入后可合并", "same number as {name}; merge them later";
        no_such_team(name: &str): "没有“{name}”这个队，先不编队", "no team “{name}”: without a team for now";
        classed_other(text: &str): "类别“{text}”记作其他，原话在描述里", "category “{text}” becomes other; the words go into the description";
        amount_in_note(text: &str): "数量“{text}”记在描述里", "amount “{text}” goes into the description";
        day_in_note(text: &str): "发现时间“{text}”没读懂，记在描述里，按今天算", "“{text}” could not be read as a day: it goes into the description, and today counts";
        way_in_note(text: &str): "发现方式“{text}”记在描述里，按自查算", "found by “{text}” goes into the description, and our own survey counts";
        day_to_come(day: &str): "发现时间{day}还没到，照写", "found on {day}, which is still to come; kept as it is";
        number_taken(was: u32, now: u32): "{was} 号已有，改为 {now}", "number {was} is taken; it becomes {now}";
        number_unread(was: &str, now: u32): "序号“{was}”不是数字，编为 {now}", "“{was}” is no number; it becomes {now}";
    }
}

impl Words {
    /// 姓名
    pub const fn column(&self, column: Column) -> &'static str {
        let words = &self.import;
        match column {
            Column::Name => words.of_name,
            Column::Phone => words.of_phone,
            Column::Community => words.of_village,
            Column::Team => words.of_team,
            Column::Note => words.of_note,
            Column::Zone => words.of_zone,
            Column::Bounds => words.of_bounds,
            Column::Meeting => words.of_meeting,
            Column::Place => words.of_place,
            Column::Category => words.of_category,
            Column::Problem => words.of_problem,
            Column::Amount => words.of_amount,
            Column::Unit => words.of_unit,
            Column::FoundAt => words.of_found_at,
            Column::FoundBy => words.of_found_by,
            Column::Number => words.of_number,
            Column::Private => words.of_private,
            Column::Other => words.of_other,
        }
    }

    /// 志愿者名册
    pub const fn sort(&self, sort: Sort) -> &'static str {
        match sort {
            Sort::People => self.import.of_people,
            Sort::Zones => self.import.of_zones,
            Sort::Spots => self.import.of_spots,
        }
    }

    /// Why a text gave no lines.
    pub const fn unread(&self, why: Unread, sort: Sort) -> &'static str {
        let words = &self.import;
        match (why, sort) {
            (Unread::NoHeads, Sort::People) => words.no_heads,
            (Unread::NoHeads, Sort::Zones) => words.no_heads_zones,
            (Unread::NoHeads, Sort::Spots) => words.no_heads_spots,
            (Unread::HeadCount, _) => words.head_count,
            (Unread::NoRows, _) => words.no_rows,
        }
    }

    /// Why a file gave no text.
    pub fn no_text(&self, why: NoText) -> String {
        let words = &self.import;
        match why {
            NoText::Unopened => words.unopened.to_owned(),
            NoText::Empty => words.empty.to_owned(),
            NoText::TooLarge => words.too_large.to_owned(),
            NoText::Picture => words.picture.to_owned(),
            NoText::Workbook => words.workbook.to_owned(),
            NoText::Unreadable { line } => words.unreadable(line),
        }
    }

    /// What becomes of a line.
    pub fn verdict(&self, verdict: &Verdict) -> String {
        let words = &self.import;
        match verdict {
            Verdict::Taken(_, remarks) if remarks.is_empty() => words.ready.to_owned(),
            Verdict::Taken(_, remarks) => remarks
                .iter()
                .map(|remark| self.import_remark(remark))
                .collect::<Vec<_>>()
                .join(self.kit.semicolon),
            Verdict::Left(LeftOut::There) => words.there.to_owned(),
            Verdict::Left(LeftOut::Above(line)) => words.above(*line),
            Verdict::Left(LeftOut::Cancelled) => words.cancelled.to_owned(),
            Verdict::Wrong(faults) => faults
                .iter()
                .map(|fault| self.import_fault(fault))
                .collect::<Vec<_>>()
                .join(self.kit.semicolon),
        }
    }

    fn import_remark(&self, remark: &Remark) -> String {
        let words = &self.import;
        match remark {
            Remark::SameNumber(name) => words.same_number(name),
            Remark::NoSuchTeam(name) => words.no_such_team(name),
            Remark::ClassedOther(text) => words.classed_other(text),
            Remark::AmountInNote(text) => words.amount_in_note(text),
            Remark::DayInNote(text) => words.day_in_note(&shortened(text)),
            Remark::WayInNote(text) => words.way_in_note(&shortened(text)),
            Remark::DayToCome(day) => words.day_to_come(&ledger_date(*day)),
            Remark::NumberTaken { was, now } => words.number_taken(*was, *now),
            Remark::NumberUnread { was, now } => words.number_unread(&shortened(was), *now),
            Remark::MeetsAtCommittee => words.meets_at_committee.to_owned(),
        }
    }

    fn import_fault(&self, fault: &Fault) -> String {
        let words = &self.import;
        match fault {
            Fault::Missing(column) => words.missing(self.column(*column)),
            Fault::Unknown(column, text) => words.unknown(self.column(*column), text),
            Fault::Unlawful(column, text, why) => {
                let why = match why {
                    TextRefused::Empty => words.blank.to_owned(),
                    TextRefused::TooLong { most } => words.longer(*most),
                    TextRefused::ControlSign => words.control_sign.to_owned(),
                    TextRefused::NotAPhone => words.not_a_phone.to_owned(),
                };
                words.unlawful(self.column(*column), &shortened(text), &why)
            }
        }
    }
}

/// The first signs of a text, without those that cannot be seen.
fn shortened(text: &str) -> String {
    const MOST: usize = 24;
    let seen: String = text.chars().filter(|sign| !sign.is_control()).take(MOST).collect();
    if text.chars().count() > MOST { format!("{seen}…") } else { seen }
}
