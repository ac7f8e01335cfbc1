//! Models that another process looks through before they are opened here. Where it comes to an end, the model is set aside, and a
//! later look may still let it in.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use super::server::Repository;
use super::{Bench, assert_like_tiny, id};
use crate::weights::store::{Damage, ModelState, Placement, StoreError};
use crate::weights::{Fall, Inspector, Looked, ModelError};

/// A bench where looks end as somebody wishes.
struct Watched {
    bench: Bench,
    end: Arc<Mutex<Looked>>,
    /// The folders that were looked through, in order.
    looked_at: Arc<Mutex<Vec<PathBuf>>>,
}

impl Watched {
    fn new(end: Looked) -> Self {
        let mut bench = Bench::new();
        let (end, looked_at) = (
            Arc::new(Mutex::new(end)),
            Arc::<Mutex<Vec<PathBuf>>>::default(),
        );
        let (ends, looks) = (end.clone(), looked_at.clone());
        bench.store = bench
            .store
            .clone()
            .with_inspector(Inspector::new(move |reach, _| {
                looks.lock().unwrap().push(reach.folder.clone());
                ends.lock().unwrap().clone()
            }));
        Self {
            bench,
            end,
            looked_at,
        }
    }

    fn ends(&self, end: Looked) {
        *self.end.lock().unwrap() = end;
    }

    fn looked_at(&self) -> Vec<PathBuf> {
        self.looked_at.lock().unwrap().clone()
    }
}

/// The words for a folder that can be opened.
fn fine() -> Looked {
    Looked::Said(br#"{"Ok":null}"#.to_vec())
}

#[test]
fn a_model_that_brings_the_other_process_down_is_set_aside() {
    let server = Repository::of_tiny();
    for how in [Fall::Crashed, Fall::TookTooLong, Fall::TooMuchMemory] {
        let watched = Watched::new(Looked::Fell(how));
        let bench = &watched.bench;
        let damage = Damage::Unread { how };
        let ended = bench.download(&server);
        assert!(
            matches!(&ended, Err(StoreError::Damaged { damage: found, .. }) if *found == damage),
            "{ended:?}"
        );
        assert_eq!(bench.state(), ModelState::Damaged { damage });
        assert_eq!(bench.store.folder(&id()), None);

        // another try looks again, with the files that are here
        let looks = watched.looked_at().len();
        let original = bench.path("original").canonicalize().unwrap();
        watched.ends(fine());
        match how {
            Fall::Crashed => bench.download(&server).unwrap(),
            _ => {
                let verified = bench.store.verify(&id(), &bench.stop, &mut |_| ());
                verified.unwrap();
            }
        }
        assert_eq!(watched.looked_at()[looks..], [original]);
        assert_eq!(bench.state(), ModelState::Ready);
        assert_like_tiny(&bench.store.folder(&id()).unwrap());
    }
}

#[test]
fn what_the_other_process_refuses_is_not_opened_here() {
    let (server, detail) = (Repository::of_tiny(), "the header lies");
    let words = format!(r#"{{"Err":{{"Damaged":"{detail}"}}}}"#);
    let watched = Watched::new(Looked::Said(words.into_bytes()));
    let ended = watched.bench.download(&server);
    let expected = ModelError::Damaged(detail.to_owned()).to_string();
    assert!(
        matches!(
            &ended,
            Err(StoreError::Damaged { damage: Damage::NotUsable { detail }, .. }) if *detail == expected
        ),
        "{ended:?}"
    );
}

#[test]
fn without_a_look_nothing_is_said_about_the_files() {
    let server = Repository::of_tiny();
    let watched = Watched::new(Looked::Fell(Fall::NotStarted));
    let bench = &watched.bench;
    let ended = bench.download(&server);
    assert!(
        matches!(
            ended,
            Err(StoreError::Model(ModelError::Unread(Fall::NotStarted)))
        ),
        "{ended:?}"
    );
    assert_eq!(bench.state(), ModelState::Verifying);
    watched.ends(Looked::Stopped);
    let ended = bench.download(&server);
    assert!(matches!(ended, Err(StoreError::Cancelled)), "{ended:?}");
    assert_eq!(bench.state(), ModelState::Verifying);
    watched.ends(fine());
    bench.download(&server).unwrap();
    assert_eq!(bench.state(), ModelState::Ready);
}

#[test]
fn a_folder_of_a_persons_own_is_looked_through_before_anything_else() {
    let watched = Watched::new(Looked::Fell(Fall::Crashed));
    let bench = &watched.bench;
    let folder = bench.copy_of_tiny("mine").canonicalize().unwrap();
    for how in [Placement::Copy, Placement::Link] {
        let added = bench.store.add(&folder, how, &bench.stop, &mut |_| ());
        assert!(
            matches!(
                added,
                Err(StoreError::Model(ModelError::Unread(Fall::Crashed)))
            ),
            "{added:?}"
        );
        assert!(bench.store.list().unwrap().is_empty());
    }
    let offered = crate::weights::offer(&bench.store, &folder);
    assert!(offered.is_err());
    assert_eq!(watched.looked_at(), vec![folder.clone(); 3]);

    watched.ends(fine());
    let added = bench
        .store
        .add(&folder, Placement::Copy, &bench.stop, &mut |_| ());
    let kept = bench.store.get(&added.unwrap()).unwrap().unwrap();
    assert_eq!(kept.state, ModelState::Ready);
    let copy = kept.folder.unwrap().canonicalize().unwrap();
    assert_eq!(watched.looked_at()[3..], [folder, copy]);
}
