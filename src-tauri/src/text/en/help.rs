//! The help of the command line. In English it stands on the types in `cli/`.

use crate::text::translation::Translation;

pub(crate) const TRANSLATION: Option<&Translation> = None;
