//! Files of sequences in the library: their records, what is refused, and the classes that a model finds along them.

use std::collections::HashMap;

use candle_core::{DType, Device, Tensor, safetensors};
use serde_json::json;

use super::*;
use crate::library::{Arrangement, Follows, NewTable};
use crate::weights::store::ModelRole;

/// Bases that look random and are always the same.
fn bases(count: usize) -> String {
    let base = |n: usize| ["A", "C", "G", "T"][(n * n * 7 + n / 3) % 13 % 4];
    (0..count).map(base).collect()
}

fn opened(home: &Path) -> Jobs {
    Jobs::open(&Paths::under(home)).unwrap()
}

fn taken(jobs: &Jobs, home: &Path, name: &str, content: &[u8]) -> JobView {
    let path = home.join(name);
    std::fs::write(&path, content).unwrap();
    let job = jobs.import(path, None).unwrap();
    ended(jobs, job.id)
}

fn reason(job: &JobView) -> &Fault {
    match &job.state {
        JobState::Refused { reason } | JobState::Failed { reason } => reason,
        state => panic!("{state:?}"),
    }
}

/// A vocabulary in which each base is a token.
const WORDS: [&str; 10] = [
    "[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]", "A", "C", "G", "T", "N",
];

fn tokenizer() -> serde_json::Value {
    let numbered = WORDS.iter().enumerate();
    let vocabulary: serde_json::Map<_, _> = numbered
        .map(|(id, word)| ((*word).to_owned(), json!(id)))
        .collect();
    let special = WORDS.iter().enumerate().take(5).map(|(id, word)| {
        json!({
            "id": id, "content": word, "single_word": false, "lstrip": false, "rstrip": false,
            "normalized": false, "special": true,
        })
    });
    let special: Vec<_> = special.collect();
    json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": special,
        "normalizer": null, "pre_tokenizer": {"type": "WhitespaceSplit"}, "post_processor": null,
        "decoder": null,
        "model": {
            "type": "BPE", "dropout": null, "unk_token": "[UNK]", "continuing_subword_prefix": null,
            "end_of_word_suffix": null, "fuse_unk": false, "byte_fallback": false,
            "ignore_merges": false, "vocab": vocabulary, "merges": [],
        },
    })
}

/// A classifier whose weights are all zero, so that it says `promoter` with a probability of three quarters of everything.
fn sure(home: &Path) -> PathBuf {
    const WIDTH: usize = 48;
    let config = json!({
        "architectures": ["BigBirdForSequenceClassification"], "model_type": "big_bird",
        "vocab_size": WORDS.len(), "hidden_size": WIDTH, "intermediate_size": 96,
        "num_attention_heads": 4, "num_hidden_layers": 1, "max_position_embeddings": 128,
        "type_vocab_size": 2, "hidden_act": "gelu_new", "attention_type": "original_full",
        "block_size": 16, "num_random_blocks": 1, "pad_token_id": 3, "sep_token_id": 2,
        "id2label": {"0": "no promoter", "1": "promoter"},
    });
    let mut tensors = HashMap::new();
    let mut zeros = |name: &str, shape: &[usize]| {
        let tensor = Tensor::zeros(shape, DType::F32, &Device::Cpu).unwrap();
        tensors.insert(name.to_owned(), tensor);
    };
    let embeddings = "bert.embeddings";
    zeros(
        &format!("{embeddings}.word_embeddings.weight"),
        &[WORDS.len(), WIDTH],
    );
    zeros(
        &format!("{embeddings}.position_embeddings.weight"),
        &[128, WIDTH],
    );
    zeros(
        &format!("{embeddings}.token_type_embeddings.weight"),
        &[2, WIDTH],
    );
    let layer = "bert.encoder.layer.0";
    for (name, outputs, inputs) in [
        ("attention.self.query", WIDTH, WIDTH),
        ("attention.self.key", WIDTH, WIDTH),
        ("attention.self.value", WIDTH, WIDTH),
        ("attention.output.dense", WIDTH, WIDTH),
        ("intermediate.dense", 96, WIDTH),
        ("output.dense", WIDTH, 96),
    ] {
        zeros(&format!("{layer}.{name}.weight"), &[outputs, inputs]);
        zeros(&format!("{layer}.{name}.bias"), &[outputs]);
    }
    for norm in [
        format!("{embeddings}.LayerNorm"),
        format!("{layer}.attention.output.LayerNorm"),
        format!("{layer}.output.LayerNorm"),
    ] {
        zeros(&format!("{norm}.weight"), &[WIDTH]);
        zeros(&format!("{norm}.bias"), &[WIDTH]);
    }
    zeros("classifier.dense.weight", &[WIDTH, WIDTH]);
    zeros("classifier.dense.bias", &[WIDTH]);
    zeros("classifier.out_proj.weight", &[2, WIDTH]);
    let bias = Tensor::new(&[0_f32, 3_f32.ln()], &Device::Cpu).unwrap();
    tensors.insert("classifier.out_proj.bias".to_owned(), bias);
    let folder = home.join("sure");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.json"), config.to_string()).unwrap();
    std::fs::write(folder.join("tokenizer.json"), tokenizer().to_string()).unwrap();
    safetensors::save(&tensors, folder.join("model.safetensors")).unwrap();
    folder
}

#[test]
fn a_file_of_sequences_becomes_a_document_without_text() {
    let home = tempfile::tempdir().unwrap();
    let jobs = opened(home.path());
    let gap = "N".repeat(120);
    let text = format!(">chr1 the first\nACGTacgt\n>chr2\nAC{gap}GG\n");
    let job = taken(&jobs, home.path(), "harbour.fa", text.as_bytes());
    assert_eq!(job.state, JobState::Done);
    let id = job.document.unwrap();
    let open = jobs.open_document(&id).unwrap();
    assert_eq!(
        (open.card.title.as_str(), open.card.format),
        ("harbour.fa", Format::Fasta)
    );
    assert!(open.sentences.is_empty() && open.pages.is_empty());
    // nothing is asked of it that it cannot answer
    assert!(jobs.list().iter().all(|job| job.kind == JobKind::Import));
    let view = jobs.sequence(&id).unwrap();
    assert_eq!((view.records, view.bases), (2, 8 + 124));
    assert_eq!((view.track, view.model, view.unusable), (None, None, None));
    let records = jobs.sequence_records(&id, 0, 100).unwrap();
    let [first, second] = records.as_slice() else {
        panic!("{records:?}");
    };
    assert_eq!(
        (first.name.as_str(), first.description.as_str()),
        ("chr1", "the first")
    );
    assert_eq!((first.length, first.gc, first.masked), (8, 4, 4));
    assert_eq!((second.length, second.gc, second.unknown), (124, 3, 120));
    assert_eq!(jobs.sequence_records(&id, 1, 100).unwrap().len(), 1);
    // search, the list and tables go on without it
    let none = Arrangement::default();
    assert!(jobs.find("promoter", &none).unwrap().is_empty());
    assert_eq!(jobs.arranged(&none).unwrap().len(), 1);
    let table = NewTable {
        title: "Boats".into(),
        questions: vec!["How far?".into()],
        documents: vec![id],
        follows: Follows::Library,
    };
    assert!(jobs.make_table(table).unwrap().rows.is_empty());
}

#[test]
fn nothing_that_needs_text_is_made_of_sequences_and_no_job_begins() {
    let home = tempfile::tempdir().unwrap();
    let jobs = opened(home.path());
    let ids = ["harbour.fa", "river.fa"].map(|name| {
        let text = format!(">{name}\nACGTACGT\n");
        let job = taken(&jobs, home.path(), name, text.as_bytes());
        job.document.unwrap()
    });
    let before = jobs.list().len();
    for id in &ids {
        let summary = jobs.summarize(id, SummaryOptions::default());
        assert_eq!(summary, Err(Fault::NoText));
        assert_eq!(jobs.recognize(id), Err(Fault::NoText));
    }
    assert_eq!(jobs.list().len(), before);
    let asked = |ids: &[DocumentId]| {
        let ids = ids.to_vec();
        let given = jobs.ask(&QuestionScope::Documents { ids }, "Which birds rest?");
        given.map(|given| given.answer)
    };
    assert_eq!(asked(&ids[..1]).unwrap_err(), Fault::NoText);
    assert_eq!(asked(&ids).unwrap_err(), Fault::NoText);
    // among documents with text, they are passed over
    let wings = document("aa", &WINGS);
    jobs.library().put(&wings, "wings.pdf", "a").unwrap();
    let [harbour, river] = ids;
    let answer = asked(&[harbour, wings.id.clone(), river]).unwrap();
    let mut passages = answer.passages.iter();
    assert!(passages.all(|passage| passage.document == wings.id));
    // and they are not counted or named among those that say nothing
    let whole = jobs.ask(&QuestionScope::Library, "quantum chromodynamics");
    for answer in [answer, whole.unwrap().answer] {
        assert_eq!(answer.asked, 1);
        let mut silent = answer.without.iter();
        assert!(silent.all(|document| document.id == wings.id));
    }
}

#[test]
fn no_classes_are_looked_for_in_a_text_and_no_job_begins() {
    let home = tempfile::tempdir().unwrap();
    let jobs = opened(home.path());
    jobs.choose_sequence_model(&sure(home.path())).unwrap();
    let text = WINGS.join(" ");
    let job = taken(&jobs, home.path(), "wings.txt", text.as_bytes());
    let id = job.document.unwrap();
    let before = jobs.list().len();
    assert_eq!(jobs.classify(&id), Err(Fault::NoSequences));
    assert_eq!(jobs.sequence(&id), Err(Fault::NoSequences));
    assert_eq!(jobs.sequence_records(&id, 0, 1), Err(Fault::NoSequences));
    assert!(!jobs.library().sequences(&id).exists());
    assert_eq!(jobs.list().len(), before);
}

#[test]
fn records_that_were_lost_are_counted_again_and_no_more_than_200_are_handed_out() {
    let home = tempfile::tempdir().unwrap();
    let jobs = opened(home.path());
    let text: String = (0..450).map(|n| format!(">contig{n}\nACGT\n")).collect();
    let job = taken(&jobs, home.path(), "contigs.fasta", text.as_bytes());
    let id = job.document.unwrap();
    drop(jobs);
    let jobs = opened(home.path());
    std::fs::remove_dir_all(jobs.library().sequences(&id)).unwrap();
    assert_eq!(jobs.sequence(&id).unwrap().records, 450);
    let some = jobs.sequence_records(&id, 100, u32::MAX).unwrap();
    assert_eq!((some.len(), some[0].name.as_str()), (200, "contig100"));
}

#[test]
fn what_is_no_sequence_of_bases_is_refused_in_its_own_words_and_leaves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let jobs = opened(home.path());
    let refused = |name: &str, text: &str| {
        let job = taken(&jobs, home.path(), name, text.as_bytes());
        assert!(matches!(job.state, JobState::Refused { .. }), "{job:?}");
        reason(&job).clone()
    };
    let record = "a".to_owned();
    let letter = Fault::WrongLetter {
        letter: "X".into(),
        line: 3,
        column: 2,
        record: record.clone(),
    };
    assert_eq!(
        refused("letter.fa", ">a\nACGTACGTACGTACGTACGTACGT\nAXGT\n"),
        letter
    );
    let protein = refused("protein.fna", ">a\nMKVLITRQEFPPDSLLLE\n");
    assert!(
        matches!(protein, Fault::ProteinSequence { line: 1, .. }),
        "{protein:?}"
    );
    assert_eq!(
        refused("empty.ffn", ">a\n>b\nACGT\n"),
        Fault::EmptyRecord { record, line: 1 }
    );
    assert_eq!(
        refused("words.fasta", "No sequence.\n"),
        Fault::NotFasta { line: 1 }
    );
    assert!(jobs.arranged(&Arrangement::default()).unwrap().is_empty());
    let files = Paths::under(home.path()).files();
    let kept = std::fs::read_dir(files).unwrap().flatten();
    let kept = kept
        .filter(|it| it.path().is_dir() && std::fs::read_dir(it.path()).unwrap().next().is_some());
    assert_eq!(kept.count(), 0);
}

#[test]
fn a_model_finds_the_classes_along_sequences_and_goes_with_the_document() {
    let home = tempfile::tempdir().unwrap();
    let jobs = opened(home.path());
    let text = format!(">chr1\n{}\n>chr2\n{}\n", bases(1_000), "N".repeat(200));
    let job = taken(&jobs, home.path(), "harbour.fa", text.as_bytes());
    let id = job.document.unwrap();
    assert_eq!(jobs.classify(&id), Err(Fault::NotKept));
    let wrong = jobs.choose_sequence_model(&tiny_model()).unwrap_err();
    assert!(
        matches!(wrong, Fault::ModelWrongArchitecture { .. }),
        "{wrong:?}"
    );
    let model = jobs.choose_sequence_model(&sure(home.path())).unwrap();
    assert_eq!((model.name.as_str(), model.classes), ("sure", 2));
    let job = jobs.classify(&id).unwrap();
    assert_eq!(job.kind, JobKind::Classify);
    let job = ended(&jobs, job.id);
    assert_eq!(job.state, JobState::Done);

    let view = jobs.sequence(&id).unwrap();
    let track = view.track.unwrap();
    assert_eq!(
        (track.labels, track.by_chosen),
        (vec!["no promoter".to_owned(), "promoter".to_owned()], true)
    );
    let part = jobs.sequence_track(&id, 0, 0, 1_000, &[1]).unwrap();
    assert_eq!(
        (part.starts.first(), part.ends.last()),
        (Some(&0), Some(&1_000))
    );
    assert!(part.lines[0].mean.iter().all(|it| (it - 0.75).abs() < 1e-6));
    assert!(
        jobs.sequence_track(&id, 1, 0, 200, &[1])
            .unwrap()
            .starts
            .is_empty()
    );
    let mut bed = Vec::new();
    let whole = jobs.whole_track(&id).unwrap();
    whole
        .write(0, crate::genome::TrackFormat::Bed, None, &mut bed)
        .unwrap();
    let bed = String::from_utf8(bed).unwrap();
    assert!(
        bed.starts_with("chr1\t0\t") && bed.lines().all(|line| line.ends_with("\tpromoter\t750")),
        "{bed}"
    );
    // the work is done, and its journal is gone
    let journals = std::fs::read_dir(Paths::under(home.path()).genomes()).unwrap();
    assert_eq!(journals.count(), 0);

    jobs.remove(std::slice::from_ref(&id)).unwrap();
    // what was looked at last is not shown any more
    assert_eq!(jobs.sequence(&id), Err(Fault::NotInLibrary));
    let records = jobs.sequence_records(&id, 0, 100);
    assert_eq!(records, Err(Fault::NotInLibrary));
    jobs.delete(std::slice::from_ref(&id)).unwrap();
    assert!(!jobs.library().sequences(&id).exists());
    let elsewhere = DocumentId("../../elsewhere".to_owned());
    for id in [id, elsewhere] {
        let part = jobs.sequence_track(&id, 0, 0, 1_000, &[1]);
        assert_eq!(part, Err(Fault::NotInLibrary));
    }
}

#[test]
fn a_model_whose_labels_do_not_match_is_not_chosen() {
    let home = tempfile::tempdir().unwrap();
    let jobs = opened(home.path());
    let folder = sure(home.path());
    let file = folder.join("config.json");
    let config = std::fs::read_to_string(&file).unwrap();
    let mut config: serde_json::Value = serde_json::from_str(&config).unwrap();
    config["id2label"] = json!({"0": "no promoter", "1": "promoter", "2": "enhancer"});
    std::fs::write(&file, config.to_string()).unwrap();
    let refused = jobs.choose_sequence_model(&folder).unwrap_err();
    let differ = Fault::ModelWrongLabels {
        labels: 3,
        classes: 2,
    };
    assert_eq!(refused, differ);
    assert_eq!(jobs.settings().sequence_model, None);
}

#[test]
fn classes_that_were_stopped_go_on_where_they_were() {
    let home = tempfile::tempdir().unwrap();
    let jobs = opened(home.path());
    let text = format!(">chr1\n{}\n", bases(20_000));
    let job = taken(&jobs, home.path(), "harbour.fa", text.as_bytes());
    let id = job.document.unwrap();
    jobs.choose_sequence_model(&sure(home.path())).unwrap();
    let events = heard(&jobs);
    let job = jobs.classify(&id).unwrap();
    let wait = Duration::from_secs(60);
    // some windows are kept before it is stopped
    let far = |event: AppEvent| matches!(event, AppEvent::Job { job: it } if it.id == job.id && it.done > 0.05);
    while !far(events.recv_timeout(wait).unwrap()) {}
    jobs.cancel(job.id);
    let stopped = ended(&jobs, job.id);
    let journals = Paths::under(home.path()).genomes();
    let kept = || {
        std::fs::read_dir(&journals)
            .unwrap()
            .flatten()
            .map(|it| it.metadata().unwrap().len())
            .sum::<u64>()
    };
    if stopped.state == JobState::Cancelled {
        assert!(kept() > 0);
        assert_eq!(jobs.sequence(&id).unwrap().track, None);
    }
    let again = jobs.classify(&id).unwrap();
    assert_eq!(ended(&jobs, again.id).state, JobState::Done);
    assert_eq!(kept(), 0);
    let part = jobs.sequence_track(&id, 0, 0, 20_000, &[1]).unwrap();
    assert_eq!(part.ends.last(), Some(&20_000));
}

#[test]
fn a_kept_model_is_chosen_for_sequences_and_for_nothing_else() {
    use crate::weights::FamilyTask::{ClassifyBases, ClassifyText, Encode};
    let home = tempfile::tempdir().unwrap();
    let jobs = opened(home.path());
    let added = jobs.add_model(&sure(home.path()), true, false).unwrap();
    assert_eq!(ended(&jobs, added.id).state, JobState::Done);
    let model = jobs.job(added.id).unwrap().model.unwrap();
    let settings = jobs.settings();
    assert_eq!((settings.model, settings.sequence_model), (None, None));
    for role in [ModelRole::Writes, ModelRole::Reads, ModelRole::Finds] {
        let refused = jobs.use_model(role, Some(&model)).unwrap_err();
        assert_eq!(refused.code(), ErrorCode::ModelWrongArchitecture);
    }
    let shelf = jobs.use_model(ModelRole::Classifies, Some(&model)).unwrap();
    let card = shelf.models.iter().find(|card| card.id == model).unwrap();
    assert_eq!((card.role, card.in_use), (ModelRole::Classifies, true));
    assert_eq!(card.tasks, [ClassifyBases, ClassifyText, Encode]);
    assert_eq!(card.seconds, None);
    assert_eq!(jobs.settings().sequence_model, card.folder);

    let job = taken(&jobs, home.path(), "harbour.fa", b">chr1\nACGTACGTACGT\n");
    let id = job.document.unwrap();
    let job = jobs.classify(&id).unwrap();
    assert_eq!(ended(&jobs, job.id).state, JobState::Done);
    assert!(jobs.sequence(&id).unwrap().track.unwrap().by_chosen);

    // a job remembers a folder, and the model may have another one by then
    let original = PathBuf::from(jobs.settings().sequence_model.unwrap());
    let before = Settings {
        sequence_model: Some(original.with_file_name("int8").display().to_string()),
        ..jobs.settings()
    };
    jobs.set_settings(before).unwrap();
    let job = jobs.classify(&id).unwrap();
    assert_eq!(ended(&jobs, job.id).state, JobState::Done);
    jobs.remove_model(&model).unwrap();
    assert_eq!(jobs.settings().sequence_model, None);
    assert_eq!(jobs.sequence(&id).unwrap().model, None);
}

#[test]
fn a_model_that_finds_classes_now_is_not_removed() {
    let home = tempfile::tempdir().unwrap();
    let jobs = opened(home.path());
    let added = jobs.add_model(&sure(home.path()), true, false).unwrap();
    assert_eq!(ended(&jobs, added.id).state, JobState::Done);
    let model = jobs.job(added.id).unwrap().model.unwrap();
    jobs.use_model(ModelRole::Classifies, Some(&model)).unwrap();
    let text = format!(">chr1\n{}\n", bases(40_000));
    let job = taken(&jobs, home.path(), "harbour.fa", text.as_bytes());
    let events = heard(&jobs);
    let job = jobs.classify(&job.document.unwrap()).unwrap();
    let begun = |event: AppEvent| matches!(event, AppEvent::Job { job: it } if it.id == job.id && it.done > 0.02);
    while !begun(events.recv_timeout(Duration::from_secs(60)).unwrap()) {}
    let removed = jobs.remove_model(&model);
    // it says something only of work that was not over by then
    if jobs.job(job.id).unwrap().state == JobState::Running {
        assert_eq!(removed.unwrap_err().code(), ErrorCode::ModelBusy);
    }
    jobs.cancel(job.id);
    ended(&jobs, job.id);
}
