//! Passwords that opened a file since the program began. Files that share one are asked about once. They are never stored.

use std::sync::Mutex;

use super::lock::lock;
use crate::document::ReadError;

/// The passwords, the one that was given last first.
#[derive(Default)]
pub(super) struct Passwords(Mutex<Vec<String>>);

impl Passwords {
    /// Reads with a job's own password. Without one, reads as if there were none, and then with each that opened another
    /// file. Returns whether the own password was new and right.
    pub(super) fn read<T>(
        &self,
        own: Option<&str>,
        read: &mut dyn FnMut(Option<String>) -> Result<T, ReadError>,
    ) -> (Result<T, ReadError>, bool) {
        let first = read(own.map(str::to_owned));
        if let Some(own) = own {
            let new = first.is_ok() && self.add(own);
            return (first, new);
        }
        if is_locked(&first) {
            let mut tried = Vec::new();
            // a person may give another one meanwhile
            while let Some(password) = self.untried(&tried) {
                let again = read(Some(password.clone()));
                if !is_locked(&again) {
                    return (again, false);
                }
                tried.push(password);
            }
        }
        (first, false)
    }

    fn untried(&self, tried: &[String]) -> Option<String> {
        let known = lock(&self.0);
        known.iter().find(|it| !tried.contains(it)).cloned()
    }

    /// Returns whether it is new.
    fn add(&self, password: &str) -> bool {
        let mut known = lock(&self.0);
        let new = !known.iter().any(|it| it == password);
        if new {
            known.insert(0, password.to_owned());
        }
        new
    }
}

fn is_locked<T>(read: &Result<T, ReadError>) -> bool {
    matches!(
        read,
        Err(ReadError::PasswordNeeded | ReadError::PasswordWrong)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with this password, and which ones were tried on it.
    fn file(
        right: &str,
        tried: &mut Vec<Option<String>>,
        password: Option<String>,
    ) -> Result<(), ReadError> {
        tried.push(password.clone());
        match password {
            None => Err(ReadError::PasswordNeeded),
            Some(password) if password == right => Ok(()),
            Some(_) => Err(ReadError::PasswordWrong),
        }
    }

    #[test]
    fn a_password_that_opened_a_file_is_tried_on_the_next_and_a_wrong_one_is_forgotten() {
        let passwords = Passwords::default();
        let read = |right: &str, own: Option<&str>| {
            let mut tried = Vec::new();
            let (result, new) =
                passwords.read(own, &mut |password| file(right, &mut tried, password));
            (result.is_ok(), new, tried)
        };
        let some = |password: &str| Some(password.to_owned());
        assert_eq!(read("a", None), (false, false, vec![None]));
        assert_eq!(read("a", Some("b")), (false, false, vec![some("b")]));
        assert_eq!(read("a", Some("a")), (true, true, vec![some("a")]));
        assert_eq!(read("a", Some("a")), (true, false, vec![some("a")]));
        assert_eq!(read("c", Some("c")), (true, true, vec![some("c")]));
        assert_eq!(
            read("a", None),
            (true, false, vec![None, some("c"), some("a")])
        );
        assert_eq!(
            read("d", None),
            (false, false, vec![None, some("c"), some("a")])
        );
    }

    #[test]
    fn a_password_that_comes_while_others_are_tried_is_tried_too() {
        let passwords = Passwords::default();
        passwords.add("a");
        let mut tried = Vec::new();
        let (result, new) = passwords.read(None, &mut |password| {
            if password.is_some() {
                passwords.add("b");
            }
            file("b", &mut tried, password)
        });
        assert!(result.is_ok());
        assert!(!new);
        let tried: Vec<_> = tried.iter().map(Option::as_deref).collect();
        assert_eq!(tried, [None, Some("a"), Some("b")]);
    }
}
