//! 接龙: a list that people wrote into a group one after the other, each in her own way.
//!
//! A *link* is one person of it. Lines with a number before them are links; the title, the example, replies and bare dates
//! are none. Where no line has a number, each line with a telephone number is one.

use yingchun_domain::text::Phone;

use super::heads::{Column, Heads};
use super::known::Known;
use super::table::Record;

/// One person of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Name, number, village, note, under [`heads`].
    pub record: Record,
    /// Struck out, or 取消.
    pub cancelled: bool,
}

/// Fewer digits in a row than these are no attempt at a telephone number.
const DIGITS_LEAST: usize = 7;
/// The longest number before a link.
const NUMBER_DIGITS_MOST: usize = 3;

/// The columns of a link.
pub fn heads() -> Heads {
    Heads::fixed(vec![Column::Name, Column::Phone, Column::Community, Column::Note])
}

/// The people of a list.
pub fn links(text: &str, known: &Known) -> Vec<Link> {
    let lines: Vec<(usize, String)> = (1..).zip(text.lines().map(folded)).collect();
    let numbered = lines.iter().any(|(_, line)| without_number(line).is_some());
    let mut links = Vec::new();
    for (line, text) in lines {
        let body = match without_number(&text) {
            Some(body) => Some(body),
            None if numbered => None,
            None => call_in(&text).is_some().then_some(text.as_str()),
        };
        if let Some(body) = body {
            links.extend(people_of(line, body, known));
        }
    }
    links
}

/// Whether a list says how many each village sends (各村报出动人数) and names nobody: at least half of its links do.
pub fn counts_heads(text: &str) -> bool {
    const COUNTED: [&str; 5] = ["党员", "志愿者", "群众", "车", "+"];
    let lines: Vec<String> = text.lines().map(folded).collect();
    let links: Vec<&str> = lines.iter().filter_map(|line| without_number(line)).collect();
    let counts = |body: &&&str| {
        let has_digit = body.bytes().any(|byte| byte.is_ascii_digit());
        let counted = has_digit && COUNTED.iter().any(|word| body.contains(word));
        body.contains("零报告") || counted && call_in(body).is_none()
    };
    let counting = links.iter().filter(counts).count();
    counting > 1 && counting * 2 >= links.len()
}

/// Full-width signs as half-width ones; signs that cannot be seen left out.
pub(super) fn folded(line: &str) -> String {
    let fold = |sign: char| match sign {
        '\u{3000}' | '\t' => Some(' '),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}' => None,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0),
        sign => Some(sign),
    };
    line.chars().filter_map(fold).collect::<String>().trim().to_owned()
}

/// What stands behind a link's number; `None` where there is none, or where the number is a date, a time or part of more.
fn without_number(line: &str) -> Option<&str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > NUMBER_DIGITS_MOST {
        return None;
    }
    let rest = &line[digits..];
    let next = rest.chars().next()?;
    if matches!(next, '月' | '日' | '号' | '点' | '人' | '-' | '/') {
        return None;
    }
    let body = rest.strip_prefix(['.', '、', ',', ':', ')', '。']).unwrap_or(rest);
    let clock = next == ':' && body.starts_with(|sign: char| sign.is_ascii_digit());
    (!clock).then(|| body.trim())
}

/// A telephone number, or what was meant for one, and the text around it.
struct Call<'t> {
    before: &'t str,
    number: String,
    after: &'t str,
}

/// The first telephone number of a line; failing that, the first run of digits that was meant for one.
fn call_in(line: &str) -> Option<Call<'_>> {
    let mut meant = None;
    let mut at = 0;
    for run in line.split_inclusive(|sign: char| !is_of_number(sign)) {
        let digits = run.trim_end_matches(|sign: char| !is_of_number(sign));
        let found = number_in(digits);
        if let Some((from, to)) = found {
            let (from, to) = (at + from, at + to);
            let number = line[from..to].trim().to_owned();
            return Some(Call { before: &line[..from], number, after: &line[to..] });
        }
        let long = digits.bytes().filter(u8::is_ascii_digit).count() >= DIGITS_LEAST;
        if long && meant.is_none() {
            meant = Some((at, at + digits.len()));
        }
        at += run.len();
    }
    let (from, to) = meant?;
    Some(Call { before: &line[..from], number: line[from..to].trim().to_owned(), after: &line[to..] })
}

const fn is_of_number(sign: char) -> bool {
    sign.is_ascii_digit() || matches!(sign, ' ' | '-' | '+')
}

/// Where a run of digits and spaces holds a number: its words are joined, as few as make one.
fn number_in(run: &str) -> Option<(usize, usize)> {
    let mut words = Vec::new();
    let mut at = 0;
    for word in run.split(' ') {
        if !word.is_empty() {
            words.push((at, at + word.len()));
        }
        at += word.len() + 1;
    }
    let spans = (0..words.len()).flat_map(|first| (first..words.len()).map(move |last| (first, last)));
    let mut spans = spans.filter_map(|(first, last)| Some((words.get(first)?.0, words.get(last)?.1)));
    spans.find(|(from, to)| Phone::try_from(&run[*from..*to]).is_ok())
}

/// The people of one line: one, or several with 、 between their names.
fn people_of(line: usize, body: &str, known: &Known) -> Vec<Link> {
    let cancelled =
        body.contains("~~") || ["取消", "来不了", "不来了"].iter().any(|word| body.contains(word));
    let body = body.replace("~~", "");
    let call = call_in(&body);
    let (before, number, after) = match &call {
        Some(call) => (call.before, call.number.as_str(), call.after),
        None => (body.as_str(), "", ""),
    };
    let (village, named) = village_and_rest(before.trim(), known);
    let (names, rest) = names_in(named);
    let note = [rest, after].map(tidy).join(" ").trim().to_owned();
    let link = |(index, name): (usize, &str)| {
        // A number belongs to the first of several.
        let number = if index == 0 { number } else { "" };
        let cells = [name, number, village, &note].map(str::to_owned).to_vec();
        Link { record: Record { line, cells }, cancelled }
    };
    names.into_iter().enumerate().map(link).collect()
}

/// 「柳林-李建国」: the village, if there is one of that name, and the rest.
fn village_and_rest<'t>(text: &'t str, known: &Known) -> (&'t str, &'t str) {
    let parts = text.split_once('-').map(|(village, rest)| (village.trim(), rest.trim()));
    parts.filter(|(village, _)| known.village(village).is_some()).unwrap_or(("", text))
}

/// The names at the beginning, and what follows them. 和 joins somebody whose name nobody wrote: that stays in the note.
fn names_in(text: &str) -> (Vec<&str>, &str) {
    let mut names = Vec::new();
    let mut rest = text;
    loop {
        let end = rest.find(|sign: char| !is_of_name(sign)).unwrap_or(rest.len());
        let word = &rest[..end];
        let joined = word.char_indices().skip(2).find(|(_, sign)| matches!(sign, '和' | '带' | '跟'));
        let end = joined.map_or(end, |(at, _)| at);
        if end == 0 {
            return (names, rest);
        }
        names.push(&rest[..end]);
        rest = &rest[end..];
        match rest.strip_prefix('、').filter(|more| more.starts_with(is_of_name)) {
            Some(more) => rest = more,
            None => return (names, rest),
        }
    }
}

fn is_of_name(sign: char) -> bool {
    sign == '·' || sign.is_ascii_alphabetic() || ('\u{3400}'..='\u{9fff}').contains(&sign)
}

/// Without brackets, pictures and idle spaces.
fn tidy(text: &str) -> String {
    let kept = |sign: &char| {
        sign.is_alphanumeric()
            || sign.is_ascii_punctuation() && !matches!(sign, '(' | ')' | '[' | ']')
            || matches!(sign, ' ' | '、' | '。')
    };
    let signs: String = text.chars().map(|sign| if kept(&sign) { sign } else { ' ' }).collect();
    signs
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .trim_matches([',', '、', '。', '-', ':'])
        .to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::known::tests::some;
    use super::*;

    fn read(text: &str) -> Vec<(usize, String, bool)> {
        let shown = |link: Link| (link.record.line, link.record.cells.join("|"), link.cancelled);
        links(text, &some()).into_iter().map(shown).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[(usize, &str, bool)]) {
        let expected: Vec<_> =
            expected.iter().map(|(line, cells, gone)| (*line, (*cells).to_owned(), *gone)).collect();
        assert_eq!(read(text), expected);
    }

    #[test]
    fn a_list_of_the_new_kind_is_read() {
        let text = "#接龙\n【1月16日周六上午】清洁家园志愿服务报名 8:30村委会集合\n姓名+电话+村组，穿红马甲\n例 张三 13800000000 东组\n\n\
            1. 王桂兰 138-0000-2047 东组\n2. 柳林-李建国１３９００００６６１０西组\n3、赵敏 +86 137 0000 5528 （带三轮车）\n4.孙立  +1\n\
            5. 王桂兰 13800002047 东组 改下午\n6. 周海和媳妇 2人 13600007713\n7. \n8. 刘洋✋ 电话同微信\n";
        check(
            text,
            &[
                (6, "王桂兰|138-0000-2047||东组", false),
                (7, "李建国|13900006610|柳林|西组", false),
                (8, "赵敏|+86 137 0000 5528||带三轮车", false),
                (9, "孙立|||+1", false),
                (10, "王桂兰|13800002047||东组 改下午", false),
                (11, "周海|13600007713||和媳妇 2人", false),
                (13, "刘洋|||电话同微信", false),
            ],
        );
    }

    #[test]
    fn a_list_of_the_old_kind_is_read() {
        let text = "明天(腊月初九)河道清理，能来的接一下[抱拳]\n1 陈涛15000009901\n2何秀英 1860000 4472\n1月16日\n\
            3.吴倩 带女儿(12岁)  18800005566\n4. ~~郑斌~~ 有事来不了，取消\n收到\n5. 杨洋、李静 两人\n\
            6. 何秀英 18600004472(重复了不好意思)\n7. 老马 13100008 少一位，回头补\n共7人，还差5人\n";
        check(
            text,
            &[
                (2, "陈涛|15000009901||", false),
                (3, "何秀英|1860000 4472||", false),
                (5, "吴倩|18800005566||带女儿 12岁", false),
                (6, "郑斌|||有事来不了,取消", true),
                (8, "杨洋|||两人", false),
                (8, "李静|||两人", false),
                (9, "何秀英|18600004472||重复了不好意思", false),
                (10, "老马|13100008||少一位,回头补", false),
            ],
        );
    }

    #[test]
    fn a_count_of_heads_is_no_list_of_people() {
        let counted = "#接龙\n各村报明天出动人数（17点前）\n1. 青石沟 党员12 志愿者35 三轮2 铲车1\n\
            2. 柳林社区：党员8人，志愿者20余人，车1台\n3. 东河村 10+25 无车\n4. 北岭 （零报告）\n";
        assert!(counts_heads(counted));
        assert!(!counts_heads("1. 王桂兰 13800002047 党员\n2. 孙立 +1\n3. 李明 带三轮车\n"));
        assert!(!counts_heads("姓名,手机号\n"));
    }

    #[test]
    fn lines_without_numbers_are_people_where_they_hold_a_telephone_number() {
        check(
            "名单如下\n王桂兰 13800002047\n李明\t2人\t13900006610\n完\n",
            &[(2, "王桂兰|13800002047||", false), (3, "李明|13900006610||2人", false)],
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_fall(text in "(\\PC|[0-9\n、.~-]){0,200}") {
            let lines = text.lines().count();
            prop_assert!(links(&text, &some()).iter().all(|link| link.record.line <= lines));
        }
    }
}
