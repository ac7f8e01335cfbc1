//! The most frequent questions about a document in German, French, Spanish and Chinese.

use super::fact::{Fact, Part, Which};
use crate::assistant::answer::kinds::words::follows;

/// What the document is called, and what stands before that.
const NAMES: &str = "dokument dokuments dokumentes artikel artikels aufsatz aufsatzes paper papers pdf datei text \
textes arbeit studie schrift buch buches document documents article articles fichier texte papier etude livre memoire \
documento articulo archivo texto trabajo estudio libro ";
const BEFORE: &str = " diesen dieses dieser diese diesem dies das der die dem den des im vom ce cet cette le la l du de au \
este esta el los del en dans ";

/// Forms with `it` for the document, in which words have no accents.
const FORMS: &[(Fact, &[&str])] = &[
    (
        Fact::Count(Part::Pages),
        &[
            "wie viele|viel|vielen? seiten hat|umfasst|enthalt|zahlt|besitzt it",
            "wieviele|wieviel seiten hat|umfasst|enthalt it",
            "wie viele seiten sind|gibt es it?",
            "aus wie vielen seiten besteht it",
            "wie viele seiten",
            "wie lang ist it",
            "combien de pages a|contient|compte|comporte|fait it",
            "combien it a|contient|compte|comporte t il|elle de pages",
            "combien it a|contient-t-il|a-t-il|contient-il|compte-t-il|comporte-t-il de pages",
            "combien y a-t-il de pages it?",
            "combien de pages y a-t-il it?",
            "combien de pages",
            "quel est le nombre de pages it?",
            "cuantas paginas tiene|contiene it",
            "cuantas paginas hay it?",
            "cuantas paginas",
            "cual es el numero de paginas it?",
        ],
    ),
    (
        Fact::Title,
        &[
            "wie|was lautet|ist der titel von? it?",
            "wie heisst it",
            "welchen titel hat it",
            "quel est le titre it?",
            "comment s'appelle it",
            "cual es el titulo it?",
            "como se llama|titula it",
        ],
    ),
    (
        Fact::List(Part::Authors),
        &[
            "wer hat it geschrieben|verfasst",
            "wer schrieb it",
            "wer ist der|die autor|autorin|verfasser it?",
            "wer sind die autoren|verfasser it?",
            "von wem ist|stammt it",
            "qui a ecrit|redige it",
            "qui est l? auteur it?",
            "qui sont|quels les? auteurs it?",
            "quels sont les auteurs it?",
            "quien escribio it",
            "quienes escribieron it",
            "quien es el|la autor|autora it?",
            "quienes son los autores it?",
        ],
    ),
    (
        Fact::Published,
        &[
            "wann wurde it veroffentlicht|publiziert|geschrieben",
            "wann ist|erschien it erschienen?",
            "quand it a-t-il|a-t-elle ete publie|publiee",
            "quand a ete publie|publiee it",
            "cuando se publico it",
            "cuando fue publicado it",
        ],
    ),
    (
        Fact::Venue,
        &[
            "wo wurde it veroffentlicht|publiziert",
            "in welcher zeitschrift ist|wurde it erschienen|veroffentlicht",
            "ou it a-t-il|a-t-elle ete publie|publiee",
            "donde se publico it",
        ],
    ),
    (
        Fact::List(Part::Sections),
        &[
            "welche abschnitte|kapitel hat|enthalt it",
            "welche abschnitte|kapitel gibt es it?",
            "wie ist it gegliedert|aufgebaut",
            "quelles sont les sections it?",
            "cuales son las secciones it?",
        ],
    ),
];

/// Forms with a page's number.
const PAGES: &[&str] = &[
    "was steht auf|in der? seite #",
    "was ist auf seite # it?",
    "seite #",
    "qu y a-t-il a|sur la page #",
    "que dit la page #",
    "que hay en la pagina #",
    "que dice la pagina #",
];

/// The fact that a question in German, French or Spanish asks for.
pub(super) fn european(words: &[String]) -> Option<Fact> {
    let asked = itself(words);
    let page = PAGES
        .iter()
        .find_map(|form| follows(&asked, form).flatten());
    if let Some(number) = page {
        return Some(Fact::OnPage(Which::Number(number)));
    }
    FORMS.iter().find_map(|(fact, forms)| {
        let found = forms.iter().any(|form| follows(&asked, form).is_some());
        found.then_some(*fact)
    })
}

/// The words with `it` for each mention of the document.
fn itself(words: &[String]) -> Vec<String> {
    let is_one_of = |list: &str, word: &str| list.split_whitespace().any(|name| name == word);
    let mut asked: Vec<String> = Vec::new();
    for word in words {
        if !is_one_of(NAMES, word) {
            asked.push(word.clone());
            continue;
        }
        while asked.last().is_some_and(|last| is_one_of(BEFORE, last)) {
            asked.pop();
        }
        if asked.last().is_none_or(|last| last != "it") {
            asked.push("it".into());
        }
    }
    asked
}

/// What a document is called in Chinese, the longest first, and what may stand before it.
const CHINESE_NAMES: [&str; 11] = [
    "文件", "文档", "文檔", "论文", "論文", "文章", "报告", "報告", "PDF", "pdf", "书",
];
const CHINESE_BEFORE: [char; 10] = ['这', '這', '该', '該', '本', '此', '份', '篇', '个', '個'];

const CHINESE: &[(Fact, &[&str])] = &[
    (
        Fact::Count(Part::Pages),
        &[
            "有多少页",
            "有多少頁",
            "有几页",
            "有幾頁",
            "多少页",
            "多少頁",
            "几页",
            "一共有多少页",
            "总共有多少页",
            "共有多少页",
            "共多少页",
            "的页数是多少",
            "页数是多少",
        ],
    ),
    (
        Fact::Title,
        &[
            "的标题是什么",
            "标题是什么",
            "的題目是什麼",
            "的题目是什么",
            "题目是什么",
            "的标题",
            "的名字是什么",
            "叫什么",
            "叫什么名字",
        ],
    ),
    (
        Fact::List(Part::Authors),
        &[
            "的作者是谁",
            "作者是谁",
            "的作者是誰",
            "作者是誰",
            "是谁写的",
            "是誰寫的",
            "谁写的",
            "的作者有哪些",
            "作者有哪些",
            "的作者有谁",
            "有哪些作者",
            "的作者",
            "的作者都有谁",
        ],
    ),
    (
        Fact::Published,
        &[
            "是什么时候发表的",
            "什么时候发表的",
            "何时发表",
            "是何时发表的",
            "发表于哪一年",
            "是哪一年发表的",
            "哪一年发表的",
            "的发表时间是什么时候",
            "的发表时间",
        ],
    ),
    (
        Fact::Venue,
        &[
            "发表在哪个期刊",
            "发表在哪本期刊",
            "发表在哪里",
            "发表于哪个期刊",
            "是在哪里发表的",
            "发表在什么期刊",
        ],
    ),
    (
        Fact::Keywords,
        &[
            "的关键词是什么",
            "关键词是什么",
            "关键词有哪些",
            "的关键词有哪些",
        ],
    ),
    (Fact::Abstract, &["的摘要是什么", "摘要是什么"]),
    (
        Fact::List(Part::Sections),
        &["有哪些章节", "有哪些部分", "的目录", "的目录是什么"],
    ),
    (
        Fact::Count(Part::Figures),
        &["有多少张图", "有几张图", "有多少图", "有多少幅图"],
    ),
    (
        Fact::Count(Part::Tables),
        &["有多少张表", "有几张表", "有多少个表", "有几个表"],
    ),
];

/// The fact that a question in Chinese asks for.
pub(super) fn chinese(question: &str) -> Option<Fact> {
    let bare: String = question.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut rest = bare.trim_start_matches(|c| "请问请告诉我".contains(c));
    let named = rest.trim_start_matches(CHINESE_BEFORE);
    if let Some(after) = CHINESE_NAMES
        .iter()
        .find_map(|name| named.strip_prefix(name))
    {
        rest = after;
    } else if rest.starts_with(['它', '他']) {
        rest = rest.trim_start_matches(['它', '他']);
    }
    let rest = rest
        .trim_start_matches(['总', '一'])
        .trim_end_matches(['呢', '啊', '吗']);
    let fact = CHINESE
        .iter()
        .find(|(_, forms)| {
            forms
                .iter()
                .any(|form| *form == rest || form.trim_start_matches(['总', '一']) == rest)
        })
        .map(|(fact, _)| *fact);
    fact.or_else(|| {
        let inside = rest.strip_prefix('第')?;
        let digits: String = inside.chars().take_while(char::is_ascii_digit).collect();
        let after = inside.get(digits.len()..)?.strip_prefix(['页', '頁'])?;
        let known = [
            "是什么",
            "有什么",
            "说了什么",
            "写了什么",
            "的内容",
            "的内容是什么",
            "讲了什么",
            "上有什么",
        ];
        let number = digits.parse().ok()?;
        known
            .contains(&after)
            .then_some(Fact::OnPage(Which::Number(number)))
    })
}
