//! How long a question may take. A person waits for at most a certain time; tests and measurements have to return the
//! same each time, so nothing of theirs depends on a clock.

use std::time::Duration;

/// The times that a question has, beyond what it needs in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Time to embed passages that have no vectors yet, the likeliest first; `None` embeds all of them.
    pub embedding: Option<Duration>,
    /// Time to read passages: after the least number, more are read while it lasts. `None` reads the largest number.
    pub reading: Option<Duration>,
}

impl Budget {
    /// What a person waits for.
    pub const fn patient() -> Self {
        Self {
            embedding: Some(Duration::from_millis(500)),
            reading: Some(Duration::from_millis(800)),
        }
    }

    /// The budget of a person who has waited for the file already: half of each time after a second.
    #[must_use]
    pub fn after(self, waited: Duration) -> Self {
        if waited < Duration::from_secs(1) {
            return self;
        }
        self.shared(2)
    }

    /// Without a clock: the result depends on the question and the documents alone.
    pub const fn generous() -> Self {
        Self {
            embedding: None,
            reading: None,
        }
    }

    /// The budget of each of several looks for one question.
    pub(super) fn shared(self, looks: usize) -> Self {
        let looks = u32::try_from(looks.max(1)).unwrap_or(u32::MAX);
        Self {
            embedding: self.embedding.map(|time| time / looks),
            reading: self.reading.map(|time| time / looks),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_who_has_waited_for_a_long_file_waits_less_for_the_answer() {
        let patient = Budget::patient();
        assert_eq!(patient.after(Duration::from_millis(300)), patient);
        let after = patient.after(Duration::from_secs(2));
        assert!(after.embedding < patient.embedding && after.reading < patient.reading);
        assert_eq!(
            Budget::generous().after(Duration::from_secs(2)),
            Budget::generous()
        );
    }
}
