//! Searches for what stands in a section of its own, in a table, or in another language.

use super::tests::document;
use super::*;
use crate::document::{Block, BlockId, BlockKind, Document, Section, SectionId, SectionKind};
use crate::library::LooseDocuments;

/// A document of sections with one paragraph each.
fn sectioned(parts: &[(&str, &str)]) -> Document {
    let texts: Vec<&str> = parts.iter().map(|(_, text)| *text).collect();
    let mut document = document("aa", "On Owls", &texts);
    for (index, (title, _)) in parts.iter().enumerate() {
        let id = SectionId(index as u32);
        document.sections.push(Section {
            id,
            title: (*title).to_owned(),
            level: 1,
            parent: None,
            kind: SectionKind::Body,
            page: 0,
        });
        document.blocks[index].section = Some(id);
    }
    document
}

/// The texts of the best passages.
fn found(document: &Document, question: &str, wanted: usize) -> Vec<String> {
    let mut loose = LooseDocuments::new().unwrap();
    loose.add(document.clone(), "a.txt").unwrap();
    let question = Question {
        text: question,
        embedding: None,
    };
    let found = search(
        Shelf::Loose(&loose),
        &Scope::Documents(vec![document.id.clone()]),
        question,
        1,
        wanted,
    )
    .unwrap();
    let text = |found: &FoundPassage| {
        let sentences = found.passage.sentences.iter();
        let texts: Vec<&str> = sentences
            .map(|id| document.sentences[id.0 as usize].text.as_str())
            .collect();
        texts.join(" ")
    };
    found.iter().map(text).collect()
}

fn first(document: &Document, question: &str) -> String {
    found(document, question, 1).pop().unwrap_or_default()
}

/// A paper whose body uses the words of the questions, and whose back matter answers them in others.
fn paper(back: &[(&str, &str)]) -> Document {
    let body = [
        (
            "Introduction",
            "Who pays for nature is a question of the study of money. Funds are limited.",
        ),
        (
            "Methods",
            "The data of the study were found in code books, and the study of data took a year.",
        ),
        (
            "Results",
            "In this study data were limited by rain. Authors of studies declare such conflicts.",
        ),
    ];
    let all: Vec<(&str, &str)> = body.iter().chain(back).copied().collect();
    sectioned(&all)
}

#[test]
fn a_question_that_names_a_section_is_looked_up_there() {
    let wordings: [&[(&str, &str)]; 3] = [
        &[
            ("5.1 Strengths and limitations", "A We saw only one forest."),
            ("Funding", "B The Owl Trust gave a grant."),
            (
                "Availability of data and materials",
                "C Everything is deposited at Dryad.",
            ),
            ("Competing interests", "D None."),
            ("Ethics approval", "E The committee of the town agreed."),
            (
                "Trial registration",
                "F OWL-12 in the register of the town.",
            ),
            ("Concluding remarks", "G Owls hoot at night."),
        ],
        &[
            ("Discussion", "A A weakness is that one forest was seen."),
            ("Acknowledgements", "B We were supported by the Owl Trust."),
            (
                "Data accessibility",
                "C Recordings can be downloaded from the archive.",
            ),
            ("Disclosure", "D Nothing to report."),
            ("Consent", "E The institutional review board agreed."),
            ("Protocol", "F It was registered as OWL-12."),
            ("Conclusions", "G Owls hoot at night."),
        ],
        &[
            ("Threats to validity", "A One forest was seen."),
            ("Financial support", "B The Owl Trust."),
            (
                "Data and code",
                "C Recordings and scripts are in the repository of the town.",
            ),
            ("Declaration of interests", "D Nothing."),
            ("Ethical considerations", "E No animal was touched."),
            ("Registration", "F OWL-12."),
            ("6. Conclusion", "G Owls hoot at night."),
        ],
    ];
    for back in wordings {
        let paper = paper(back);
        for (question, answer) in [
            ("What are the limitations of the study?", "A"),
            ("What weaknesses does the study have?", "A"),
            ("Who funded the study?", "B"),
            ("Who paid for the study?", "B"),
            ("Where did the money for the study come from?", "B"),
            ("Where can the data be found?", "C"),
            ("Are the data of the study available?", "C"),
            ("Did the authors declare conflicts of interest?", "D"),
            ("Was there ethics approval?", "E"),
            ("Under which number was the study registered?", "F"),
            ("What do the authors conclude?", "G"),
        ] {
            let best = found(&paper, question, 2);
            let placed = best.iter().any(|text| text.starts_with(answer));
            assert!(placed, "{question}: {best:?} in {back:?}");
        }
    }
}

#[test]
fn the_heading_of_a_section_is_searched() {
    let paper = sectioned(&[
        ("Sampling of barrels", "It was done once a month."),
        ("Weather", "It was mild."),
    ]);
    assert_eq!(
        first(&paper, "How often were barrels sampled?"),
        "It was done once a month."
    );
}

#[test]
fn a_table_is_found_with_its_caption() {
    let mut paper = document(
        "aa",
        "On Owls",
        &[
            "Owls hoot at night.",
            "Table 2. Weights of owls.",
            "They rest by day.",
        ],
    );
    paper.blocks[1].kind = BlockKind::Caption;
    let id = BlockId(paper.blocks.len() as u32);
    paper.blocks.push(Block {
        id,
        kind: BlockKind::Table,
        section: None,
        text: "Species Grams\nTawny 480\nPygmy 61".into(),
        places: vec![],
        ocr: false,
    });
    // the cells stand below the caption
    paper.blocks.swap(2, 3);
    for (at, block) in paper.blocks.iter_mut().enumerate() {
        block.id = BlockId(at as u32);
    }
    paper.sentences[2].block = BlockId(3);
    let caption = "Table 2. Weights of owls.";
    assert_eq!(first(&paper, "What does the pygmy weigh?"), caption);
}

/// Languages with two texts, a question, and which of the texts answers it.
const IN_LANGUAGES: [(&str, [&str; 2], &str, usize); 11] = [
    (
        "cmn",
        ["我们在三个城市招募了患者。", "水稻的产量是每公顷七吨。"],
        "水稻产量是多少？",
        1,
    ),
    (
        "cmn",
        ["天气很好。", "作者测量了土壤水分。"],
        "什么水分被测量了？",
        1,
    ),
    (
        "jpn",
        ["猫は眠っている。", "実験は東京大学で行われました。"],
        "実験はどこで行われましたか？",
        1,
    ),
    (
        "kor",
        ["날씨가 좋았다.", "연구는 서울에서 진행되었다."],
        "연구가 어디에서 진행되었습니까?",
        1,
    ),
    ("tha", ["แมวนอนหลับ", "ดินมีปริมาณน้ำสูง"], "ปริมาณน้ำเท่าไร", 1),
    (
        "ara",
        ["كان الطقس جميلا.", "شملت الدراسات مئة مريض."],
        "كم مريضا في الدراسة؟",
        1,
    ),
    (
        "heb",
        ["מזג האוויר היה נעים.", "המחקרים כללו מאה תלמידים."],
        "מה כלל מחקר?",
        1,
    ),
    (
        "deu",
        [
            "Das Wetter war mild.",
            "Die Größen der Vögel wurden gemessen.",
        ],
        "Welche Groesse hatte der Vogel?",
        1,
    ),
    (
        "deu",
        [
            "Das Wetter war mild.",
            "Der Lesesaal hat hohe Fenster. Lesesaalfenster bleiben nachts offen.",
        ],
        "Was bleibt am Saalfenster offen?",
        1,
    ),
    (
        "deu",
        [
            "Das Wetter war mild.",
            "Die Größe der Fenster betrug zwei Meter.",
        ],
        "Welche Fenstergröße?",
        1,
    ),
    (
        "fra",
        ["Il faisait beau.", "Les analyses ont été réalisées à Lyon."],
        "Où l'analyse a-t-elle été realisee ?",
        1,
    ),
];

#[test]
fn questions_find_texts_in_many_languages() {
    for (language, texts, question, answer) in IN_LANGUAGES {
        let filler = texts[0].repeat(40);
        let mut text = document("aa", "", &[&filler, texts[1]]);
        text.language = Some(language.into());
        assert!(
            first(&text, question).contains(texts[answer].trim_end_matches(['.', '。'])),
            "{question}: {}",
            first(&text, question)
        );
    }
}

#[test]
fn quantities_are_found_in_any_form() {
    let filler = "The weather stayed mild for weeks and nobody spoke of anything else. ".repeat(12);
    let printed = "Zinc was ≥ 1,840 µg L⁻¹ in 9–11 % of cases at 28 °C.";
    let text = document("aa", "", &[&filler, printed]);
    for question in [
        "1840 ug/L",
        "which ug?",
        "how many percent",
        "9 to 11",
        "28 degrees Celsius",
        "at least 1840",
    ] {
        assert!(first(&text, question).contains("Zinc"), "{question}");
    }
}

#[test]
fn neighbours_follow_behind_what_was_found() {
    let filler = "The weather stayed mild for weeks and nobody spoke of anything else. ".repeat(13);
    let text = document(
        "aa",
        "",
        &[&filler, "An albatross rests.", &filler, &filler],
    );
    let mut loose = LooseDocuments::new().unwrap();
    loose.add(text, "a.txt").unwrap();
    let shelf = Shelf::Loose(&loose);
    let question = Question {
        text: "albatross",
        embedding: None,
    };
    let found = search(shelf, &Scope::Everything, question, 1, 1).unwrap();
    let best = found[0].passage.number;
    let numbers = |promising, behind| -> Vec<i64> {
        let all = with_neighbours(shelf, found.clone(), promising, behind).unwrap();
        all.iter().map(|found| found.passage.number).collect()
    };
    assert_eq!(numbers(0, 5), [best]);
    assert_eq!(numbers(1, 0), [best]);
    assert_eq!(numbers(1, 5), [best, best + 1, best - 1]);
}
