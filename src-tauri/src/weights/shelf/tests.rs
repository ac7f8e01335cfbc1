//! The shelf, and what it offers where memory is short.

use std::path::Path;
use std::sync::Arc;

use super::{Fit, InUse, LoadedModel, Machine, offer_precision, shelf};
use crate::weights::card::{FastCopy, MemoryNeed, ModelOrigin};
use crate::weights::store::{ModelRole, ModelState, Placement, Store};
use crate::weights::{PrecisionChoice, catalogue};

const GIB: u64 = 1 << 30;

fn machine(free: u64) -> Machine {
    Machine {
        devices: Vec::new(),
        fallback: None,
        precisions: vec![PrecisionChoice::Int8, PrecisionChoice::F32],
        free: Some(free),
    }
}

fn need(precision: PrecisionChoice, bytes: u64) -> MemoryNeed {
    MemoryNeed {
        precision,
        bytes,
        fits: false,
    }
}

#[test]
fn an_empty_store_shows_the_catalogue() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::new(home.path().join("models"));
    let shelf = shelf(&store, &InUse::default(), &[], &machine(2 * GIB), None).unwrap();
    assert_eq!(shelf.models.len(), catalogue::entries().len());
    assert!(
        shelf
            .models
            .iter()
            .all(|card| card.state == ModelState::Absent)
    );
    assert!(shelf.models.is_sorted_by_key(|card| card.role));
    assert!(shelf.free_bytes.is_some());
    let arxiv = &shelf.models[0];
    assert_eq!(arxiv.id.0, "google/bigbird-pegasus-large-arxiv");
    assert_eq!(arxiv.origin, ModelOrigin::Catalogue);
    // 577 million weights: 2.3 GB as they are, and about a quarter of that in int8.
    assert!(
        arxiv
            .download_bytes
            .is_some_and(|bytes| bytes / 1_000_000 == 2310)
    );
    assert!(
        arxiv
            .ready_bytes
            .is_some_and(|bytes| bytes / 10_000_000 == 59)
    );
    assert!(matches!(arxiv.fast_copy, FastCopy::Possible { .. }));
    let fits: Vec<_> = arxiv
        .memory
        .iter()
        .map(|need| (need.precision, need.fits))
        .collect();
    assert_eq!(
        fits,
        [(PrecisionChoice::Int8, true), (PrecisionChoice::F32, false)]
    );

    let card = Machine {
        precisions: vec![
            PrecisionChoice::Bf16,
            PrecisionChoice::F16,
            PrecisionChoice::F32,
        ],
        ..machine(GIB)
    };
    let shelf = super::shelf(&store, &InUse::default(), &[], &card, None).unwrap();
    assert_eq!(shelf.models[0].fast_copy, FastCopy::Needless);
    assert_eq!(shelf.models[0].ready_bytes, shelf.models[0].download_bytes);
    assert_eq!(shelf.models[0].memory.len(), 3);
}

#[test]
fn the_model_in_use_comes_first_and_shows_what_it_holds() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::new(home.path().join("models"));
    let tiny = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/tiny-model");
    let id = store
        .add(&tiny, Placement::Copy, &Arc::default(), &mut |_| ())
        .unwrap();
    let original = store.folder(&id).unwrap();
    let in_use = InUse {
        writer: Some(original.clone()),
        ..InUse::default()
    };
    let loaded = [LoadedModel {
        folder: original.clone(),
        bytes: 7,
    }];
    let show = || {
        let shelf = shelf(&store, &in_use, &loaded, &machine(GIB), None).unwrap();
        assert_eq!(shelf.models.len(), catalogue::entries().len() + 1);
        shelf.models[0].clone()
    };
    let card = show();
    assert_eq!((&card.id, card.in_use, card.loaded_bytes), (&id, true, 7));
    assert_eq!(card.name, "tiny-model");
    assert_eq!(card.ready_bytes, Some(card.disk_bytes));
    assert_eq!(card.folder, Some(original.display().to_string()));
    assert!(matches!(card.origin, ModelOrigin::Copied { .. }));
    assert_eq!(card.memory.len(), 2);

    // After the conversion, the settings still name the original's folder.
    store
        .convert(&id, false, &Arc::default(), &mut |_| ())
        .unwrap();
    let card = show();
    assert!(card.in_use);
    assert!(matches!(
        card.fast_copy,
        FastCopy::Made {
            original_bytes: 0,
            ..
        }
    ));
    assert_eq!(card.memory.len(), 1);
    assert!(card.folder.unwrap().ends_with("int8"));
}

#[test]
fn a_folder_of_earlier_settings_is_on_the_shelf() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::new(home.path().join("models"));
    let tiny = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/tiny-model");
    for (folder, is_ready) in [(tiny, true), (home.path().join("gone"), false)] {
        let in_use = InUse {
            writer: Some(folder.clone()),
            ..InUse::default()
        };
        let shelf = shelf(&store, &in_use, &[], &machine(GIB), None).unwrap();
        let card = &shelf.models[0];
        assert!(card.in_use);
        assert_eq!(
            card.state == ModelState::Ready,
            is_ready,
            "{:?}",
            card.state
        );
        let folder = folder.display().to_string();
        assert_eq!(card.origin, ModelOrigin::Linked { folder });
    }
}

#[test]
fn a_folder_that_was_chosen_for_sequences_is_not_shown_as_another_kind() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::new(home.path().join("models"));
    let in_use = InUse {
        classifier: Some(home.path().join("gone")),
        ..InUse::default()
    };
    let shelf = shelf(&store, &in_use, &[], &machine(GIB), None).unwrap();
    let used: Vec<_> = shelf.models.iter().filter(|card| card.in_use).collect();
    let [card] = used.as_slice() else {
        panic!("{used:?}");
    };
    assert_eq!(card.role, ModelRole::Classifies);
    assert!(matches!(card.state, ModelState::Damaged { .. }));
    // after all models for papers
    assert_eq!(shelf.models.last(), Some(*card));
}

#[test]
fn what_does_not_fit_leads_to_what_does() {
    use PrecisionChoice::{Automatic, F32, Int8};
    let needs = [need(Int8, GIB), need(F32, 3 * GIB)];
    assert_eq!(offer_precision(F32, &needs, 4 * GIB), Fit::Fits);
    assert_eq!(
        offer_precision(F32, &needs, 2 * GIB),
        Fit::In(needs[0].clone())
    );
    assert_eq!(offer_precision(Automatic, &needs, 2 * GIB), Fit::Fits);
    let too_large = Fit::TooLarge {
        smallest: GIB,
        free: GIB / 2,
    };
    assert_eq!(offer_precision(F32, &needs, GIB / 2), too_large);
    assert_eq!(offer_precision(Int8, &needs, GIB / 2), too_large);
    assert_eq!(offer_precision(F32, &[], 0), Fit::Fits);
}
