//! Picks answers from a reader's scores: the best spans of every window, with overlapping spans counted once.

use std::ops::Range;

use bigbird_pegasus::tokenizer::Encoding;

use super::asked::{Asked, Expected};
use super::features::{self, Features, Surroundings};
use super::numbers::{is_moment, numbers, words};
use super::profile::{Logits, ReaderProfile};
use super::references::Citing;
use super::runs::{Run, Stretch};
use super::{borders, clause, phrases, references};
use crate::document::SentenceId;
use crate::weights::SpanScores;

/// Number of the best starts and of the best ends that are combined.
const BEST_ENDS: usize = 20;
/// Most spans that are kept of each document.
const MOST_SPANS: usize = 20;

/// An answer in a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// The answering words.
    pub text: String,
    /// The score of its words, see [`ReaderProfile`].
    pub score: f32,
    /// The reader's part of the score.
    pub logits: Logits,
    /// What else speaks for it.
    pub features: Features,
    /// Its sentences, in order.
    pub sentences: Vec<SentenceId>,
    /// The range of the words in the sentences joined by spaces, in bytes.
    pub bytes: Range<usize>,
    /// The byte range that it covers in each of its sentences.
    covered: Vec<Range<usize>>,
}

impl Span {
    /// Whether both contain a character of the same sentence.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.sentences.iter().zip(&self.covered).any(|(id, mine)| {
            let theirs = other.sentences.iter().zip(&other.covered);
            theirs
                .filter(|(other, _)| *other == id)
                .any(|(_, theirs)| mine.start < theirs.end && theirs.start < mine.end)
        })
    }
}

/// The best spans of all windows, best first; among overlapping spans only the one that the reader likes best.
pub(super) fn best(
    question: &str,
    runs: &[Run],
    encoded: &[Encoding],
    windows: &[Vec<Stretch>],
    scores: &[SpanScores],
    profile: &ReaderProfile,
) -> Vec<Span> {
    let asked = Asked::of(question);
    let mut candidates: Vec<Candidate> = Vec::new();
    for (window, scores) in windows.iter().zip(scores) {
        candidates.extend(of_window(window, scores, runs, profile));
    }
    let alone = Features::default();
    let score = |candidate: &Candidate| profile.span.score(&candidate.logits, &alone);
    candidates.sort_by(|a, b| score(b).total_cmp(&score(a)));
    let mut spans: Vec<Span> = Vec::new();
    for candidate in candidates {
        if spans.len() == MOST_SPANS {
            break;
        }
        let Some((run, encoding)) = runs.get(candidate.run).zip(encoded.get(candidate.run)) else {
            continue;
        };
        let Some(bytes) = bytes_of(encoding, &candidate.tokens) else {
            continue;
        };
        // a sentence may stand in two runs
        if let Some(span) = span(&asked, run, bytes, &candidate)
            && !spans.iter().any(|better| better.overlaps(&span))
        {
            spans.push(span);
        }
    }
    rank(&mut spans, profile);
    spans
}

/// Gives each span its score and puts the best first.
pub(super) fn rank(spans: &mut [Span], profile: &ReaderProfile) {
    for span in spans.iter_mut() {
        span.score = profile.span.score(&span.logits, &span.features);
    }
    spans.sort_by(|a, b| b.score.total_cmp(&a.score));
}

/// Tokens of a run, with their scores.
struct Candidate {
    run: usize,
    tokens: Range<usize>,
    logits: Logits,
}

fn of_window(
    window: &[Stretch],
    scores: &SpanScores,
    runs: &[Run],
    profile: &ReaderProfile,
) -> Vec<Candidate> {
    // the stretch and the run's token that a token of the window belongs to
    let places: Vec<(usize, usize, usize)> = window
        .iter()
        .enumerate()
        .flat_map(|(index, stretch)| {
            stretch
                .tokens
                .clone()
                .map(move |token| (index, stretch.run, token))
        })
        .collect();
    let (starts, ends) = (highest(&scores.start), highest(&scores.end));
    let mut candidates = Vec::new();
    for &start in &starts {
        for &end in &ends {
            if end < start || end - start >= profile.answer {
                continue;
            }
            let (Some(first), Some(last)) = (places.get(start), places.get(end)) else {
                continue;
            };
            if first.0 != last.0 {
                continue;
            }
            let (Some(at_start), Some(at_end)) = (scores.start.get(start), scores.end.get(end))
            else {
                continue;
            };
            let words = runs.get(first.1).map_or(0.0, |run| run.words);
            let logits = Logits {
                span: at_start + at_end,
                null: scores.null,
                words,
            };
            if logits.span.is_finite() && logits.null.is_finite() {
                candidates.push(Candidate {
                    run: first.1,
                    tokens: first.2..last.2 + 1,
                    logits,
                });
            }
        }
    }
    candidates
}

/// The indexes of the highest values.
fn highest(values: &[f32]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..values.len()).collect();
    let value = |place: &usize| values.get(*place).copied().unwrap_or(f32::NEG_INFINITY);
    places.sort_by(|a, b| value(b).total_cmp(&value(a)).then(a.cmp(b)));
    places.truncate(BEST_ENDS);
    places
}

fn bytes_of(encoding: &Encoding, tokens: &Range<usize>) -> Option<Range<usize>> {
    let (start, _) = encoding.offsets.get(tokens.start)?;
    let (_, end) = encoding.offsets.get(tokens.end.checked_sub(1)?)?;
    (start < end).then_some(*start..*end)
}

/// The words of a run to quote if the reader points at `bytes`, see [`borders`] and [`phrases`].
fn span(asked: &Asked, run: &Run, bytes: Range<usize>, candidate: &Candidate) -> Option<Span> {
    let sentences = run.sentences.iter().map(|(_, range)| range.clone());
    let mut bytes = borders::quotable(&run.text, sentences, bytes)?;
    let touches = |range: &Range<usize>, bytes: &Range<usize>| {
        range.start < bytes.end && bytes.start < range.end
    };
    let mut inside = run.sentences.iter().enumerate();
    let (index, (_, first)) = inside.find(|(_, (_, range))| touches(range, &bytes))?;
    if bytes.end <= first.end {
        let sentence = run.text.get(first.clone())?;
        let in_sentence = bytes.start.saturating_sub(first.start)..bytes.end - first.start;
        let whole = phrase(asked, sentence, in_sentence, run.citing)?;
        bytes = first.start + whole.start..first.start + whole.end;
    }
    let text = run.text.get(bytes.clone())?;
    if borders::is_citation(&run.text, &bytes) {
        return None;
    }
    let (_, before) = run.sentences.get(index.saturating_sub(1))?;
    let after = run
        .sentences
        .get(index + 1)
        .map_or(first, |(_, after)| after);
    let surroundings = Surroundings {
        sentence: run.text.get(first.clone())?,
        bytes: bytes.start.saturating_sub(first.start)..bytes.end.saturating_sub(first.start),
        around: run.text.get(before.start..after.end)?,
        head: &run.head,
        place: run.place,
    };
    if !clause::may_answer(asked, surroundings.sentence, &surroundings.bytes) {
        return None;
    }
    let features = features::of(asked, text, &surroundings);
    let logits = candidate.logits;
    let touched: Vec<_> = run
        .sentences
        .iter()
        .filter(|(_, range)| touches(range, &bytes))
        .collect();
    Some(Span {
        text: text.to_owned(),
        score: 0.0,
        logits,
        features,
        sentences: touched.iter().map(|(id, _)| *id).collect(),
        covered: touched
            .iter()
            .map(|(_, range)| {
                bytes.start.max(range.start) - range.start..bytes.end.min(range.end) - range.start
            })
            .collect(),
        bytes: bytes.start.saturating_sub(first.start)..bytes.end.saturating_sub(first.start),
    })
}

/// The whole phrase in a sentence; that of the right number if the reader points at the one next door. `None` if it is
/// of a kind that only looks like what is asked for.
fn phrase(
    asked: &Asked,
    sentence: &str,
    bytes: Range<usize>,
    citing: Citing,
) -> Option<Range<usize>> {
    let words = words(sentence);
    let all = numbers(sentence, &words);
    let marks = references::marks(sentence, &words, &all, citing);
    if references::is_inside(&bytes, &marks) {
        return None;
    }
    let all = references::without_marks(sentence, &words, all, citing);
    if matches!(asked.expected, Expected::Duration | Expected::Extent)
        && is_moment(&words, &all, &bytes)
    {
        return None;
    }
    let bytes = match asked.expected.is_number() && !asked.between {
        true => clause::nearer(asked, &words, &all, &bytes).unwrap_or(bytes),
        false => bytes,
    };
    let whole = phrases::whole(sentence, bytes, asked);
    Some(match asked.expected.is_short() {
        true => references::before_marks(sentence, whole, &marks),
        false => whole,
    })
}

#[cfg(test)]
mod tests {
    use super::super::judgement::Judgement;
    use super::*;

    /// Two runs of words, one token each; the second has two sentences.
    fn text() -> (Vec<Run>, Vec<Encoding>) {
        let texts = [
            "It rained in May.",
            "Ada came late. She left in 1843 for London.",
        ];
        let runs: Vec<Run> = texts
            .iter()
            .enumerate()
            .map(|(index, text)| Run {
                text: (*text).into(),
                words: 0.0,
                place: 0,
                head: String::new(),
                citing: Citing::default(),
                sentences: match index {
                    0 => vec![(SentenceId(3), 0..17)],
                    _ => vec![(SentenceId(7), 0..14), (SentenceId(8), 15..43)],
                },
            })
            .collect();
        let encoded = texts
            .iter()
            .map(|text| {
                let mut at = 0;
                let offsets: Vec<(usize, usize)> = text
                    .split(' ')
                    .map(|word| {
                        let start = at;
                        at += word.len() + 1;
                        (start, start + word.len())
                    })
                    .collect();
                Encoding {
                    ids: vec![0; offsets.len()],
                    offsets,
                }
            })
            .collect();
        (runs, encoded)
    }

    fn window() -> Vec<Vec<Stretch>> {
        vec![vec![
            Stretch {
                run: 0,
                tokens: 0..4,
            },
            Stretch {
                run: 1,
                tokens: 0..9,
            },
        ]]
    }

    fn profile() -> ReaderProfile {
        ReaderProfile {
            window: 384,
            passages: 8,
            span: Judgement {
                null: 1.0,
                words: 0.3,
                slope: 1.0,
                bias: 0.0,
                threshold: 0.5,
                features: Features::default(),
            },
            headings: false,
            answer: 30,
            sentence: None,
        }
    }

    fn found(runs: &[Run], encoded: &[Encoding], scores: &[SpanScores]) -> Vec<Span> {
        best("Where?", runs, encoded, &window(), scores, &profile())
    }

    fn scores(start: &[(usize, f32)], end: &[(usize, f32)]) -> Vec<SpanScores> {
        let row = |given: &[(usize, f32)]| {
            let mut row = vec![-9.0; 13];
            for (place, value) in given {
                row[*place] = *value;
            }
            row
        };
        vec![SpanScores {
            start: row(start),
            end: row(end),
            null: 1.0,
        }]
    }

    #[test]
    fn the_best_span_is_found_with_its_sentence_and_place() {
        let (runs, encoded) = text();
        // "1843" is token 6 of run 1, token 10 of the window
        let found = found(&runs, &encoded, &scores(&[(10, 4.0)], &[(10, 3.0)]));
        assert_eq!(found[0].text, "1843");
        assert_eq!(found[0].score, 6.0);
        assert_eq!(found[0].sentences, [SentenceId(8)]);
        assert_eq!(found[0].bytes, 12..16);
    }

    #[test]
    fn spans_that_overlap_are_counted_once_and_none_reaches_into_another_run() {
        let (runs, encoded) = text();
        let found = found(
            &runs,
            &encoded,
            &scores(
                &[(2, 9.0), (9, 3.0)],
                &[(6, 9.0), (3, 2.0), (10, 2.0), (12, 1.0)],
            ),
        );
        let texts: Vec<&str> = found.iter().map(|span| span.text.as_str()).collect();
        assert_eq!(&texts[..2], ["in May.", "in 1843"]);
        assert!(!texts[2..].iter().any(|text| text.contains("1843")));
    }

    #[test]
    fn pieces_of_two_sentences_give_way_to_the_best_of_one() {
        let (runs, encoded) = text();
        // "late. She left" has the best score; "left" comes next
        let found = found(&runs, &encoded, &scores(&[(6, 4.0), (8, 2.0)], &[(8, 3.0)]));
        assert_eq!(found[0].text, "left");
        assert_eq!(found[0].sentences, [SentenceId(8)]);
        assert_eq!(found[0].bytes, 4..8);
    }

    #[test]
    fn whole_sentences_may_be_several() {
        let (runs, encoded) = text();
        let found = found(&runs, &encoded, &scores(&[(4, 4.0)], &[(12, 3.0)]));
        assert_eq!(found[0].text, runs[1].text);
        assert_eq!(found[0].sentences, [SentenceId(7), SentenceId(8)]);
        assert_eq!(found[0].bytes, 0..43);
    }

    #[test]
    fn a_phrase_is_that_of_the_number_that_was_asked_for() {
        let of = |question: &str, sentence: &str, pointed: &str| {
            let start = sentence.find(pointed).expect("what is pointed at is there");
            let pointed = start..start + pointed.len();
            let found = phrase(&Asked::of(question), sentence, pointed, Citing::default());
            found.map(|found| sentence[found].to_owned())
        };
        let later = "Six months later the birds were caught again.";
        assert_eq!(
            of("How long did the study last?", later, "Six months"),
            None
        );
        let long = "The study lasted six months.";
        let asked = "How long did the study last?";
        assert_eq!(of(asked, long, "six").as_deref(), Some("six months"));
        let two = "The test found 87 % of the rats and 81 % of the mice.";
        let asked = "What percentage of the mice were found?";
        assert_eq!(of(asked, two, "87").as_deref(), Some("81 %"));
        // the number of a reference stands nearer to the noun than its own
        let asked = "How many deaths were there?";
        for cited in ["There were 353 deaths (4).", "There were 353 deaths [12]."] {
            assert_eq!(of(asked, cited, "353").as_deref(), Some("353 deaths"));
        }
        assert_eq!(of(asked, "There were 353 deaths (4).", "4"), None);
        let all = "353 deaths (4)";
        let found = of(asked, "There were 353 deaths (4).", all);
        assert_eq!(found.as_deref(), Some("353 deaths"));
    }

    #[test]
    fn pieces_of_words_are_completed() {
        let text = "Garlic is Allium sativum.";
        let runs = [Run {
            text: text.into(),
            words: 0.0,
            place: 0,
            head: String::new(),
            citing: Citing::default(),
            sentences: vec![(SentenceId(2), 0..text.len())],
        }];
        // sat, ##iv, ##um, as a WordPiece tokenizer splits it
        let encoded = [Encoding {
            ids: vec![0; 7],
            offsets: vec![
                (0, 6),
                (7, 9),
                (10, 16),
                (17, 20),
                (20, 22),
                (22, 24),
                (24, 25),
            ],
        }];
        let window = [vec![Stretch {
            run: 0,
            tokens: 0..7,
        }]];
        let mut scores = SpanScores {
            start: vec![-9.0; 7],
            end: vec![-9.0; 7],
            null: 0.0,
        };
        (scores.start[2], scores.end[4]) = (5.0, 5.0);
        let found = best("What?", &runs, &encoded, &window, &[scores], &profile());
        assert_eq!(found[0].text, "Allium sativum");
        assert_eq!(found[0].bytes, 10..24);
    }
}
