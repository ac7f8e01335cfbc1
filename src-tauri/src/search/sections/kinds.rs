//! The kinds of section that questions name: how people ask for them, what their headings say, and what their text says.

/// What a kind of section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// What limits the study.
    Limitations,
    /// Who paid for it.
    Funding,
    /// Which interests compete with it.
    Interests,
    /// Where the data are.
    Data,
    /// Where the code is.
    Code,
    /// Who approved it.
    Ethics,
    /// Where it was registered.
    Registration,
    /// Whom the authors thank.
    Thanks,
    /// Which author did what.
    Contributions,
    /// What is left to do.
    Future,
    /// What the authors conclude.
    Conclusion,
    /// How it was done.
    Methods,
    /// Who took part.
    Participants,
}

/// A kind of section that questions name.
pub(super) struct Kind {
    pub(super) topic: Topic,
    /// Words and phrases of a question that ask for it; a star stands for any ending.
    pub(super) asked: &'static [&'static str],
    /// A question must also have one of these, if there are any.
    pub(super) together_with: &'static [&'static str],
    /// Words of its headings.
    pub(super) headings: &'static [&'static str],
    /// Words and phrases of its text.
    pub(super) text: &'static [&'static str],
    /// What a fitting heading adds to a passage's BM25 score.
    pub(super) bonus: f64,
}

/// The bonus for sections that exist to answer the question.
pub(super) const OWN: f64 = 6.0;
/// The bonus for sections where the answer may be, among much else.
pub(super) const LIKELY: f64 = 1.5;
