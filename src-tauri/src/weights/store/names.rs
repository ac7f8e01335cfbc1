//! Names: the folder of each model, and the names that a model's file may have.
//!
//! A name comes from a server or from a manifest, so it is hostile input, and it has to be a file on each system: a
//! folder of models may lie on a disk that several computers use.

use crate::weights::identity::ModelId;

/// The id of the model that comes with Pagewing.
pub(in crate::weights) const STARTER: &str = "starter";
/// The owner in the ids of imported folders.
pub(super) const IMPORTED: &str = "imported";

/// The longest name of a file with its folders, in bytes.
const LONGEST: usize = 200;
/// The longest part of a repository's name.
const LONGEST_PART: usize = 96;

/// Names of devices on Windows, whatever follows a first dot.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// The folder of a model in the store: `google/bert` becomes `google--bert`. A part of an id never holds `--`, so
/// that two ids never share a folder. `None` for an id that cannot exist.
pub(super) fn folder_name(id: &ModelId) -> Option<String> {
    let parts: Vec<&str> = id.0.split('/').collect();
    if parts.len() > 2 || !parts.iter().all(|part| is_part(part)) {
        return None;
    }
    match parts.as_slice() {
        [name] => Some(format!("--{name}")),
        [owner, name] => Some(format!("{owner}--{name}")),
        _ => None,
    }
}

/// The model of a folder: the reverse of [`folder_name`].
pub(super) fn id_of(folder: &str) -> Option<ModelId> {
    let (owner, name) = folder.split_once("--")?;
    let id = ModelId(match owner {
        "" => name.to_owned(),
        owner => format!("{owner}/{name}"),
    });
    (folder_name(&id).as_deref() == Some(folder)).then_some(id)
}

/// Whether a text can be a part of a repository's name, as Hugging Face allows it.
pub(super) fn is_part(part: &str) -> bool {
    let allowed = |sign: char| sign.is_ascii_alphanumeric() || "-_.".contains(sign);
    let edge = ['-', '.'];
    !part.is_empty()
        && part.len() <= LONGEST_PART
        && part.chars().all(allowed)
        && !part.starts_with(edge)
        && !part.ends_with(edge)
        && !part.contains("--")
        && !part.contains("..")
}

/// A part of an id made of any text.
pub(super) fn part_of(text: &str) -> String {
    let mut part = String::new();
    for sign in text.chars() {
        let sign = match sign {
            sign if sign.is_ascii_alphanumeric() || sign == '_' => sign,
            '.' => '.',
            _ => '-',
        };
        // Two dots or two hyphens in a row do not occur in a part.
        if !(".-".contains(sign) && part.ends_with(['.', '-'])) && part.len() < LONGEST_PART / 2 {
            part.push(sign);
        }
    }
    let part = part.trim_matches(['.', '-']);
    if is_part(part) { part } else { "model" }.to_owned()
}

/// Whether a name leads to a file inside a model's folder, on each system.
pub(super) fn is_file_name(name: &str) -> bool {
    let parts: Vec<&str> = name.split('/').collect();
    name.len() <= LONGEST && parts.len() <= 3 && parts.iter().all(|part| is_plain(part))
}

fn is_plain(part: &str) -> bool {
    let unfit = |sign: char| sign.is_control() || "\\:*?\"<>|".contains(sign);
    // A name that begins with a dot is one of the store's own files.
    !part.is_empty()
        && !part.starts_with('.')
        && !part.ends_with(['.', ' '])
        && !part.contains(unfit)
        && !part.to_ascii_lowercase().ends_with(".part")
        && !is_device(part)
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end();
    let stem = stem.to_uppercase();
    let numbered = |start: &str| {
        stem.strip_prefix(start).is_some_and(|rest| {
            let mut signs = rest.chars();
            signs
                .next()
                .is_some_and(|sign| "0123456789¹²³".contains(sign))
                && signs.next().is_none()
        })
    };
    DEVICES.contains(&stem.as_str()) || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_leads_back_to_its_model() {
        for id in [
            "google/bigbird-pegasus-large-arxiv",
            "starter",
            "imported/con",
            "a/b.c_d-e",
        ] {
            let id = ModelId(id.into());
            let folder = folder_name(&id).unwrap();
            assert!(is_file_name(&folder), "{folder}");
            assert_eq!(id_of(&folder), Some(id));
        }
        for wrong in [
            "a", "a--b--c", "..--b", "--", "a--", "a--b.", "-a--b", "a b--c",
        ] {
            assert_eq!(id_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_id_that_leads_elsewhere_has_no_folder() {
        for wrong in [
            "", "/", "a/b/c", "../a", "a/..", "a//b", "a/b--c", "a\\b/c", "é/a", ".a/b",
        ] {
            assert_eq!(folder_name(&ModelId(wrong.into())), None, "{wrong}");
        }
    }

    #[test]
    fn a_file_stays_inside_its_folder_on_each_system() {
        for right in [
            "config.json",
            "1_Pooling/config.json",
            "model-00001-of-00002.safetensors",
            "mödel.bin",
        ] {
            assert!(is_file_name(right), "{right}");
        }
        let long = "a".repeat(300);
        for wrong in [
            "",
            "/etc/passwd",
            "../x",
            "a/../b",
            "a//b",
            "a/",
            "a\\b",
            "C:x",
            "c:/x",
            "NUL",
            "nul.txt",
            "a/com1.json",
            "COM¹",
            "a.",
            "a ",
            "a\0b",
            "a\nb",
            "manifest.json.part",
            ".lock",
            "a/b/c/d",
            &long,
        ] {
            assert!(!is_file_name(wrong), "{wrong:?}");
        }
    }

    #[test]
    fn any_folder_gives_a_name() {
        for (text, part) in [
            ("my model", "my-model"),
            ("pegasus-large", "pegasus-large"),
            ("..", "model"),
            ("Ä", "model"),
            ("a -- b", "a-b"),
        ] {
            assert_eq!(part_of(text), part);
            assert!(is_part(part));
        }
    }
}
