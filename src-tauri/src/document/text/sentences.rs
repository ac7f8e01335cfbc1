//! Sentences of a block's text: the boundaries of Unicode (UAX 29), some more that scholarly text needs, and a
//! veto against false ones.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use super::abbreviations::{is_bound, is_loose, is_numbered, is_starter};

/// Words that a number and a full stop turn into a label: "Theorem 1."
const LABELS: [&str; 16] = [
    "theorem",
    "lemma",
    "proposition",
    "corollary",
    "definition",
    "example",
    "remark",
    "figure",
    "fig.",
    "table",
    "tab.",
    "scheme",
    "algorithm",
    "box",
    "step",
    "chapter",
];

/// A number of a heading is shorter than this, in characters, together with its full stop.
const LONGEST_NUMBER: usize = 5;
/// Thai and Lao texts have no full stops. A space divides phrases and sentences; what is at least so long, in
/// characters, ends there.
const LEAST_OF_PHRASES: usize = 60;

/// Returns the ranges of characters, `(start, end)`, of a text's sentences, without the space around them.
pub(crate) fn sentences(text: &[char]) -> Vec<(usize, usize)> {
    let string: String = text.iter().collect();
    let mut candidates: BTreeSet<usize> = missed(text).collect();
    candidates.extend(after_tibetan_and_thai(text));
    let mut at = 0;
    for piece in string.split_sentence_bounds() {
        at += piece.chars().count();
        candidates.insert(at);
    }
    let mut ranges = Vec::new();
    let mut start = 0;
    for end in candidates {
        if end < text.len() && !ends(text, start, end) && !ends_phrases(text, start, end) {
            continue;
        }
        ranges.extend(trimmed(text, start, end));
        start = end;
    }
    ranges
}

fn trimmed(text: &[char], start: usize, end: usize) -> Option<(usize, usize)> {
    let part = text.get(start..end)?;
    let before = part.iter().take_while(|c| c.is_whitespace()).count();
    let after = part.iter().rev().take_while(|c| c.is_whitespace()).count();
    (before + after < part.len()).then(|| (start + before, end - after))
}

fn is_closer(c: char) -> bool {
    matches!(
        c,
        ')' | ']' | '"' | '\'' | '\u{201d}' | '\u{2019}' | '\u{bb}' | '}'
    ) || ends_quotation(c)
}

/// Closing brackets and quotation marks of East Asian texts.
fn ends_quotation(c: char) -> bool {
    matches!(
        c,
        '」' | '』' | '）' | '】' | '》' | '〉' | '〕' | '］' | '｣'
    )
}

/// Marks that end a sentence and nothing else: of Latin, Chinese and Japanese (also of half width), Arabic, Urdu,
/// Hindi, Armenian, Khmer, Burmese, Amharic and Tibetan texts.
fn is_final(c: char) -> bool {
    matches!(
        c,
        '!' | '?'
            | '\u{2026}'
            | '。'
            | '｡'
            | '！'
            | '？'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '។'
            | '៕'
            | '။'
            | '።'
            | '፧'
            | '།'
    )
}

fn is_opener(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '"' | '\'' | '\u{201c}' | '\u{2018}' | '\u{ab}' | '\u{201e}' | '{'
    )
}

/// Spaces that may end a sentence in scripts for which Unicode has no rule.
fn after_tibetan_and_thai(text: &[char]) -> impl Iterator<Item = usize> + '_ {
    text.windows(3).enumerate().filter_map(|(at, three)| {
        let [before, space, after] = three else {
            return None;
        };
        let divides = *before == '།' || (is_thai(*before) && is_thai(*after));
        (*space == ' ' && divides).then_some(at + 2)
    })
}

fn is_thai(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}')
}

/// Whether enough Thai or Lao phrases stand between `start` and the space before `end`.
fn ends_phrases(text: &[char], start: usize, end: usize) -> bool {
    let around = end
        .checked_sub(2)
        .map(|before| (text.get(before), text.get(end)));
    let Some((Some(before), Some(after))) = around else {
        return false;
    };
    end - start >= LEAST_OF_PHRASES && is_thai(*before) && is_thai(*after)
}

/// Boundaries that Unicode's rules miss: after a citation that follows the full stop, and before sentences that
/// begin with a digit or with a word such as "mRNA".
fn missed(text: &[char]) -> impl Iterator<Item = usize> + '_ {
    text.iter()
        .enumerate()
        .filter(|(_, c)| **c == '.')
        .filter_map(|(dot, _)| {
            let mut at = dot + 1;
            let cited = text
                .iter()
                .skip(at)
                .take_while(|c| {
                    c.is_ascii_digit()
                        || matches!(c, '[' | ']' | ',' | '-' | '\u{2013}' | '(' | ')')
                })
                .count();
            let before = text.get(..dot).unwrap_or_default();
            let letters = before
                .iter()
                .rev()
                .take_while(|c| c.is_alphabetic())
                .count();
            if cited > 0 {
                // a superscript after a word, not the decimals of a number
                let closes = text
                    .get(at..at + cited)
                    .is_some_and(|c| c.iter().any(char::is_ascii_digit));
                if letters < 2 && !before.last().is_some_and(|c| is_closer(*c))
                    || !closes
                    || cited > 16
                {
                    return None;
                }
                at += cited;
            }
            let spaces = text
                .iter()
                .skip(at)
                .take_while(|c| c.is_whitespace())
                .count();
            let next = text.get(at + spaces)?;
            let word = word_at(text, at + spaces);
            let begins = next.is_uppercase()
                || next.is_ascii_digit()
                || is_mixed(&word)
                || (cited > 0 && is_opener(*next));
            (spaces > 0 && begins).then_some(at + spaces)
        })
}

/// Whether a word begins with a small letter and contains a capital: "mRNA", "pH", "iOS", "\u{3b2}-Amyloid".
fn is_mixed(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_lowercase)
        && word.chars().count() <= 14
        && characters.any(char::is_uppercase)
}

fn word_at(text: &[char], at: usize) -> String {
    text.iter()
        .skip(at)
        .skip_while(|c| is_opener(**c))
        .take_while(|c| !c.is_whitespace())
        .collect()
}

/// Whether a sentence that began at `start` ends before `end`, where the next one would begin.
fn ends(text: &[char], start: usize, end: usize) -> bool {
    // "lost.[1] Others": a bracket belongs to what it opens
    let last = end.checked_sub(1).and_then(|last| text.get(last));
    if last.is_some_and(|c| matches!(c, '[' | '(' | '{')) {
        return false;
    }
    let Some(left) = trimmed(text, start, end).and_then(|(from, to)| text.get(from..to)) else {
        return false;
    };
    let next = text.iter().skip(end).find(|c| !c.is_whitespace());
    let Some(&next) = next else {
        return true;
    };
    let cited = left
        .iter()
        .rev()
        .take_while(|c| {
            is_closer(**c) || c.is_ascii_digit() || matches!(c, '[' | ',' | '-' | '\u{2013}' | '(')
        })
        .count();
    let bare = left.get(..left.len() - cited).unwrap_or_default();
    // a number before the full stop is not a citation after it
    let body = match bare.last() {
        Some(c) if *c == '.' || *c == '．' || is_final(*c) => bare,
        _ => {
            let closers = left.iter().rev().take_while(|c| is_closer(**c)).count();
            left.get(..left.len() - closers).unwrap_or_default()
        }
    };
    let word = word_at(
        text,
        end + text
            .iter()
            .skip(end)
            .take_while(|c| c.is_whitespace())
            .count(),
    );
    let small = next.is_lowercase() && !is_mixed(&word);
    let quoted = left.last().is_some_and(|c| ends_quotation(*c));
    match body.last() {
        // "「行く。」と言った": what is said is a part of the sentence
        Some(c) if is_final(*c) && quoted => !is_stop(next) && next != 'と',
        Some(c) if is_final(*c) => !small && !is_stop(next),
        // a full stop of full width, as in "３．方法", may also follow a number
        Some('．') => {
            let counts = body.iter().rev().nth(1).is_some_and(|c| c.is_numeric());
            let number = counts && (next.is_numeric() || body.len() < LONGEST_NUMBER);
            !is_stop(next) && !number
        }
        Some('.') if body.ends_with(&['.', '.']) => !small && !is_stop(next),
        Some('.') => !small && !is_stop(next) && full_stop_ends(body, next, &word),
        _ => false,
    }
}

fn is_stop(c: char) -> bool {
    matches!(
        c,
        ',' | ';' | ':' | ')' | ']' | '.' | '\u{2013}' | '\u{2014}' | '='
    ) || matches!(c, '，' | '、' | '；' | '：' | '،' | '؛')
        || ends_quotation(c)
        || (is_final(c) && !matches!(c, '!' | '?' | '\u{2026}'))
}

/// Whether the full stop at the end of `body` ends a sentence if `next` begins the next word.
fn full_stop_ends(body: &[char], next: char, word: &str) -> bool {
    let text: String = body.iter().collect();
    let text = text.strip_suffix('.').unwrap_or(&text);
    let mut tokens = text
        .rsplit(char::is_whitespace)
        .filter(|token| !token.is_empty());
    let raw = tokens.next().unwrap_or_default();
    let token = raw.trim_start_matches(is_opener);
    let previous = tokens.next();
    let clean = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let digit = word.chars().any(|c| c.is_ascii_digit());
    if is_label(text) || is_bound(token) || is_ordinal(token, previous, clean) {
        return false;
    }
    if token.eq_ignore_ascii_case("al") && (is_opener(next) || digit) {
        return false;
    }
    // "(Graph. 3)": a single word after a bracket abbreviates the name of what is numbered
    let bracketed = raw.starts_with('(') && token.chars().all(char::is_alphabetic);
    if (digit && is_numbered(token)) || (next.is_ascii_digit() && bracketed) {
        return false;
    }
    if is_loose(token) {
        return is_starter(clean);
    }
    if token.contains('.')
        && token
            .split('.')
            .all(|part| part.chars().count() <= 3 && part.chars().all(char::is_alphabetic))
    {
        // "U.S.", "Ph.D.", "p.m."
        return is_starter(clean) && !digit;
    }
    let mut letters = token.chars();
    if let (Some(only), None) = (letters.next(), letters.next())
        && only.is_alphabetic()
    {
        let initial = word.chars().count() == 2 && word.ends_with('.');
        let listed = previous.is_some_and(|word| matches!(word, "and" | "or"));
        return !initial && !digit && (is_starter(clean) || listed || only.is_lowercase());
    }
    true
}

/// Whether a number and its full stop are an ordinal, as in German: "am 18. August", "im 19. Jahrhundert".
fn is_ordinal(number: &str, before: Option<&str>, next: &str) -> bool {
    const MONTHS: &str = " Januar J\u{e4}nner Februar Feber M\u{e4}rz April Mai Juni Juli August September Oktober \
November Dezember Sept Okt Nov Dez Feb Jan Apr Aug ";
    // without words of other languages: "Table des 3", "die"
    const BEFORE: &str = " der das dem am im vom zum zur beim bis ab seit ein eine einem einen einer eines \
diesem dieser dieses jeder jedes jedem jeden ihr ihrem ihrer sein seinem seiner und ";
    let among = |list: &str, word: &str| !word.is_empty() && list.contains(&format!(" {word} "));
    let short = (1..=2).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit());
    let before = before.unwrap_or_default().to_lowercase();
    short && (among(MONTHS, next) || among(BEFORE, &before))
}

/// Whether a text is only a label so far: "Theorem 1", "12", "(iv)".
fn is_label(text: &str) -> bool {
    let mut tokens = text.split_whitespace();
    match (tokens.next(), tokens.next(), tokens.next()) {
        (Some(number), None, _) => number
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | '(' | ')')),
        (Some(label), Some(number), None) => {
            LABELS.contains(&label.to_lowercase().as_str())
                && number
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = include_str!("../../../../tests/fixtures/sentences.txt");

    /// The text of a line of the list, and the characters at which its sentences end.
    fn case(line: &str) -> (Vec<char>, BTreeSet<usize>) {
        let mut text = Vec::new();
        let mut ends = BTreeSet::new();
        for (position, sentence) in line.split(" || ").enumerate() {
            if position > 0 {
                text.push(' ');
            }
            text.extend(sentence.chars());
            ends.insert(text.len());
        }
        ends.remove(&text.len());
        (text, ends)
    }

    #[test]
    fn inner_boundaries_of_the_list_are_found() {
        let (mut hits, mut found, mut wanted, mut sentences_in_list) = (0, 0, 0, 0);
        let mut wrong = String::new();
        for line in LIST.lines().filter(|line| !line.starts_with('#')) {
            let (text, truth) = case(line);
            let mut ends: BTreeSet<usize> =
                sentences(&text).into_iter().map(|(_, end)| end).collect();
            ends.remove(&text.len());
            hits += ends.intersection(&truth).count();
            found += ends.len();
            wanted += truth.len();
            sentences_in_list += truth.len() + 1;
            if ends != truth {
                wrong += &format!("{line}\n");
            }
        }
        let f1 = 2.0 * hits as f64 / (found + wanted) as f64;
        println!("{sentences_in_list} sentences, F1 {f1:.4}, wrong:\n{wrong}");
        assert!(sentences_in_list >= 200);
        assert!(f1 >= 0.97, "F1 {f1:.4}; wrong:\n{wrong}");
    }

    #[test]
    fn an_ordinal_does_not_end_a_sentence() {
        for (text, wanted) in [
            ("Zahlen Sie bis zum 18. August 2026. Danke.", 2),
            ("Das Haus ist aus dem 19. Jahrhundert.", 1),
            ("Am 3. Tag kam Regen. Es waren 12. Alle gingen heim.", 3),
            ("We counted 18. August was dry.", 1),
            ("We counted 12. The rest was lost.", 2),
        ] {
            let text: Vec<char> = text.chars().collect();
            assert_eq!(sentences(&text).len(), wanted);
        }
    }

    #[test]
    fn a_mark_behind_a_full_stop_is_not_divided() {
        for (text, wanted) in [
            ("They waited for their mail.[1] No mail was lost.", 2),
            (
                "The lake froze late.[12,13] In spring (see the map.) it was free.",
                2,
            ),
        ] {
            let text: Vec<char> = text.chars().collect();
            assert_eq!(sentences(&text).len(), wanted);
        }
    }

    #[test]
    fn other_scripts_have_full_stops_of_their_own() {
        for (text, wanted) in [
            ("水温为五度。我们测量了三次！为什么？", 3),
            ("温度は「高い。」と書かれた。次に測った。", 2),
            ("これは図１．２である．次に測った．", 2),
            ("ﾃｽﾄです｡ﾊﾟﾝです｡", 2),
            ("ما هي النتيجة؟ قسنا الحرارة ثلاث مرات. كانت خمسا.", 3),
            ("یہ پانی ہے۔ وہ آگ ہے۔", 2),
            ("पानी ठंडा था। हमने तीन बार मापा॥ अंत।", 3),
            ("ទឹកត្រជាក់។ យើងវាស់បីដង។", 2),
            ("ရေအေးသည်။ တိုင်းသည်။", 2),
            ("ውሃው ቀዝቃዛ ነው። ለካን።", 2),
            ("Ջուրը սառն էր։ Մենք չափեցինք։", 2),
            (
                "การศึกษานี้วัดอุณหภูมิของน้ำในแม่น้ำเจ้าพระยาตลอดทั้งปีพุทธศักราช ผลการวัดแสดงว่าน้ำเย็นกว่าปีก่อน",
                2,
            ),
        ] {
            let text: Vec<char> = text.chars().collect();
            assert_eq!(
                sentences(&text).len(),
                wanted,
                "{}",
                text.iter().collect::<String>()
            );
        }
    }

    #[test]
    fn sentences_cover_the_text_but_its_spaces() {
        let text: Vec<char> = "  One here.  Two there. ".chars().collect();
        let pieces: Vec<String> = sentences(&text)
            .into_iter()
            .map(|(start, end)| text[start..end].iter().collect())
            .collect();
        assert_eq!(pieces, ["One here.", "Two there."]);
        assert!(sentences(&[]).is_empty());
        assert!(sentences(&[' ', ' ']).is_empty());
    }
}
