//! The most frequent questions about a document in Chinese and Japanese, which do not separate words.

use super::fact::{Fact, Part, Which};

/// What a document is called, the longest first, and what may stand before it.
const NAMES: [&str; 18] = [
    "ドキュメント",
    "ファイル",
    "文件",
    "文档",
    "文檔",
    "论文",
    "論文",
    "文章",
    "报告",
    "報告",
    "文書",
    "記事",
    "資料",
    "PDF",
    "pdf",
    "书",
    "書",
    "文",
];
const BEFORE: [&str; 13] = [
    "全", "この", "その", "这", "這", "该", "該", "本", "此", "份", "篇", "个", "個",
];
/// Words that may stand behind the document without a meaning of their own.
const BEHIND: [&str; 9] = ["里面", "裡面", "里", "中", "には", "は", "の", "に", "的"];
/// Words at the end of a question that add nothing.
const ENDS: [&str; 12] = [
    "ですか",
    "ますか",
    "でしょうか",
    "ください",
    "呢",
    "啊",
    "吗",
    "呀",
    "ます",
    "です",
    "か",
    "は",
];

/// Forms, without the name of the document and a polite ending, separated by spaces.
const FORMS: &[(Fact, &str)] = &[
    (
        Fact::Count(Part::Pages),
        "有多少页 有多少頁 有几页 有幾頁 多少页 多少頁 几页 幾頁 共有多少页 共有几页 共多少页 共几页 \
页数是多少 頁數是多少 页数 多长 有多长 何ページあり 何ページ ページ数 ページ数は何 \
全部で何ページあり 全部で何ページ 長さはどのくらい",
    ),
    (
        Fact::Count(Part::Words),
        "有多少字 有多少个字 有多少個字 有几个字 多少字 多少个字 共有多少字 共多少字 字数是多少 字數是多少 \
字数 有多少词 有多少个词 有多少个单词 有多少單詞 何文字あり 何文字 何字 何字あり 文字数 文字数は何 \
何語あり 何語",
    ),
    (
        Fact::Title,
        "标题是什么 標題是什麼 题目是什么 題目是什麼 标题 标题叫什么 题目 标题为何 名字是什么 名称是什么 \
叫什么 叫什么名字 叫什麼名字 タイトルは何 タイトル タイトルはなん 題名は何 題名 タイトルを教えて \
表題は何",
    ),
    (
        Fact::List(Part::Authors),
        "作者是谁 作者是誰 是谁写的 是誰寫的 谁写的 誰寫的 谁写了 作者有哪些 作者有谁 有哪些作者 作者 \
作者都有谁 作者都是谁 作者叫什么 作者叫什么名字 著者は誰 著者 作者は誰 筆者は誰 誰が書きました \
を書いたのは誰 を書いた人は誰",
    ),
    (
        Fact::Count(Part::Authors),
        "有多少作者 有多少位作者 有几位作者 有几个作者 著者は何人",
    ),
    (
        Fact::Published,
        "是什么时候发表的 什么时候发表的 什么时候发表 何时发表 是何时发表的 是什么时候出版的 什么时候出版的 \
何时出版 发表于哪一年 发表于什么时候 是哪一年发表的 哪一年发表的 哪年发表的 是哪一年出版的 \
是什麼時候發表的 发表时间是什么时候 发表时间 发表日期 发表日期是什么 出版年份 出版日期 \
いつ発表されました いつ出版されました いつ公開されました いつ書かれました 発行年は 出版年 \
出版年はいつ 発行日 発行日はいつ 発表されたのはいつ 出版されたのはいつ",
    ),
    (
        Fact::Received,
        "是什么时候收到的 什么时候投稿的 收稿日期 收稿日期是什么 受付日はいつ",
    ),
    (
        Fact::Accepted,
        "是什么时候接收的 什么时候接受的 录用日期 接受日期 受理日はいつ",
    ),
    (
        Fact::Venue,
        "发表在哪个期刊 发表在哪本期刊 发表在哪个期刊上 发表在哪本期刊上 发表在哪里 发表在哪个杂志上 \
发表于哪个期刊 是在哪里发表的 发表在什么期刊 期刊是什么 どの雑誌に掲載されました \
どこで発表されました どこに掲載されました",
    ),
    (Fact::Doi, "DOI是什么 doi是什么 DOI是多少 DOI doi DOIは何"),
    (
        Fact::Keywords,
        "关键词是什么 關鍵詞是什麼 关键词有哪些 有哪些关键词 关键字是什么 关键词 キーワードは何 キーワード",
    ),
    (
        Fact::Abstract,
        "摘要是什么 摘要 摘要说了什么 摘要讲了什么 要旨は何 要旨 概要は何",
    ),
    (
        Fact::Language,
        "是什么语言 用什么语言写的 是用什么语言写的 何語で書かれてい",
    ),
    (
        Fact::List(Part::Sections),
        "有哪些章节 有哪些章節 有哪些部分 目录 目录是什么 目錄 分为哪几部分 結構是什麼 结构是什么 目次 \
目次は何 構成はどうなってい",
    ),
    (
        Fact::Count(Part::Sections),
        "有多少章 有几章 有多少章节 有几个部分 有多少节",
    ),
    (
        Fact::Count(Part::Figures),
        "有多少张图 有几张图 有多少图 有多少幅图 有几幅图 图はいくつあり 図はいくつあり",
    ),
    (
        Fact::Count(Part::Tables),
        "有多少张表 有几张表 有多少个表 有几个表 有多少个表格 有几个表格 表はいくつあり",
    ),
    (
        Fact::Count(Part::References),
        "有多少参考文献 有多少篇参考文献 引用了多少篇文献 有几篇参考文献 参考文献はいくつあり",
    ),
];

/// Questions for what the whole document says.
const CONTENTS: &str = "讲什么 讲的是什么 讲了什么 讲的什么 在讲什么 主要讲什么 主要讲了什么 主要讲的是什么 講什麼 講了什麼 \
说什么 说了什么 说的是什么 写了什么 写的是什么 是关于什么的 关于什么 是關於什麼的 主要内容是什么 \
内容是什么 主要内容 主题是什么 何について 何について書かれてい 何についての 内容は何 テーマは何";

fn is_among(forms: &str, words: &str) -> bool {
    forms.split(' ').any(|form| form == words)
}

/// The fact that a question asks for.
pub(super) fn fact(question: &str) -> Option<Fact> {
    readings(question).iter().find_map(|rest| {
        let known = FORMS.iter().find(|(_, forms)| is_among(forms, rest));
        known.map(|(fact, _)| *fact).or_else(|| numbered(rest))
    })
}

/// Whether a question asks what the whole document says. It has to name the document.
pub(super) fn asks_for_contents(question: &str) -> bool {
    let bare = bare(question);
    let named = without_name(&bare);
    named.is_some_and(|rest| endings(&rest).iter().any(|rest| is_among(CONTENTS, rest)))
}

fn bare(question: &str) -> String {
    let bare: String = question
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == 'ー')
        .collect();
    let polite = ["请问", "請問", "请告诉我", "告诉我", "请"];
    let found = polite.iter().find_map(|polite| bare.strip_prefix(polite));
    found.unwrap_or(&bare).to_owned()
}

/// The question without the document's name, if it begins with one: `有多少页` of `这份文件有多少页`.
fn without_name(bare: &str) -> Option<String> {
    let mut rest = bare;
    let mut pointed = false;
    while let Some(after) = BEFORE.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = after;
        pointed = true;
    }
    let named = NAMES
        .iter()
        .find_map(|name| rest.strip_prefix(name))
        .or_else(|| bare.strip_prefix('它'))
        .or(pointed.then_some(rest))?;
    let mut rest = named;
    while let Some(after) = BEHIND.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = after;
    }
    Some(rest.trim_start_matches(['总', '總', '一']).to_owned())
}

/// What a question may ask if its name for the document, and its polite ending, are left out.
fn readings(question: &str) -> Vec<String> {
    let bare = bare(question);
    let plain = bare.trim_start_matches(['总', '總', '一']).to_owned();
    let mut readings = endings(&plain);
    if let Some(rest) = without_name(&bare) {
        readings.extend(endings(&rest));
    }
    readings
}

/// A question with and without the words at its end that add nothing.
fn endings(question: &str) -> Vec<String> {
    let mut found = vec![question.to_owned()];
    let mut rest = question;
    while let Some(before) = ENDS.iter().find_map(|end| rest.strip_suffix(end)) {
        rest = before;
        found.push(rest.to_owned());
    }
    found
}

/// A page, figure or table by its number: `第3页写了什么`, `图2在哪一页`.
fn numbered(rest: &str) -> Option<Fact> {
    const SAYS: &str = "是什么 有什么 说了什么 写了什么 写的是什么 的内容 的内容是什么 讲了什么 讲什么 上有什么 上写了什么 \
に何があり には何が書かれてい には何があり の内容";
    const WHERE: &str =
        "在第几页 在哪一页 在哪页 在第幾頁 在哪一頁 は何ページにあり は何ページ はどのページにあり";
    const SHOWS: &str = "是什么 说明了什么 显示了什么 展示了什么 表示什么 讲了什么 的内容是什么 有什么 の内容 は何を示してい \
は何";
    let last = [
        "最后一页",
        "最後一頁",
        "最后的页",
        "最後のページ",
        "最終ページ",
    ];
    if let Some(after) = last.iter().find_map(|last| rest.strip_prefix(last)) {
        return (after.is_empty() || is_among(SAYS, after)).then_some(Fact::OnPage(Which::Last));
    }
    let name = rest.chars().next()?;
    let inside = match name {
        '第' | '图' | '圖' | '図' | '表' => rest.get(name.len_utf8()..)?,
        c if c.is_ascii_digit() => rest,
        _ => return None,
    };
    let digits: String = inside.chars().take_while(char::is_ascii_digit).collect();
    let number = digits.parse().ok()?;
    let after = inside.get(digits.len()..)?;
    let (part, object) = match name {
        '图' | '圖' | '図' => (Part::Figures, Fact::Figure(number)),
        '表' => (Part::Tables, Fact::Table(number)),
        _ => {
            let pages = ["页", "頁", "ページ"];
            let after = pages.iter().find_map(|page| after.strip_prefix(page))?;
            return (after.is_empty() || is_among(SAYS, after))
                .then_some(Fact::OnPage(Which::Number(number)));
        }
    };
    if is_among(WHERE, after) {
        return Some(Fact::PageOf(part, number));
    }
    (after.is_empty() || is_among(SHOWS, after)).then_some(object)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_about_the_document_are_recognized() {
        for (question, wanted) in [
            ("这份文件有多少页？", Fact::Count(Part::Pages)),
            ("多少页？", Fact::Count(Part::Pages)),
            ("这篇文章有多少字？", Fact::Count(Part::Words)),
            ("有多少字", Fact::Count(Part::Words)),
            ("标题是什么", Fact::Title),
            ("请问本文的标题是什么？", Fact::Title),
            ("这本书的作者是谁？", Fact::List(Part::Authors)),
            ("作者是谁？", Fact::List(Part::Authors)),
            ("表3在第几页？", Fact::PageOf(Part::Tables, 3)),
            ("图2显示了什么？", Fact::Figure(2)),
            ("最后一页写了什么？", Fact::OnPage(Which::Last)),
            ("この論文は何ページありますか？", Fact::Count(Part::Pages)),
            ("この論文のタイトルは何ですか。", Fact::Title),
            ("著者は誰ですか？", Fact::List(Part::Authors)),
            ("この文書は何文字ですか？", Fact::Count(Part::Words)),
            ("この論文はいつ発表されましたか？", Fact::Published),
            (
                "3ページには何が書かれていますか？",
                Fact::OnPage(Which::Number(3)),
            ),
        ] {
            assert_eq!(fact(question), Some(wanted), "{question}");
        }
    }

    #[test]
    fn questions_to_the_text_are_left_alone() {
        for question in [
            "孩子们读了多少页？",
            "数据集有多少字？",
            "这座房子是什么时候建的？",
            "本研究用了什么方法？",
            "雨水中有多少锌？",
            "書いた手紙は何通ですか？",
        ] {
            assert_eq!(fact(question), None, "{question}");
            assert!(!asks_for_contents(question), "{question}");
        }
    }

    #[test]
    fn questions_for_the_contents_name_the_document() {
        for question in [
            "这篇文章讲什么？",
            "这篇论文主要讲了什么？",
            "本文的主要内容是什么？",
            "この論文は何についてですか？",
        ] {
            assert!(asks_for_contents(question), "{question}");
        }
        assert!(!asks_for_contents("第三章讲什么？"));
    }
}
