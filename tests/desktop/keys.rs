//! The keys that have no letter, as WebDriver names them. A held key stays down until `RELEASE`.

pub(crate) const ALT: &str = "\u{e00a}";
pub(crate) const ARROW_DOWN: &str = "\u{e015}";
pub(crate) const ARROW_LEFT: &str = "\u{e012}";
pub(crate) const CONTROL: &str = "\u{e009}";
pub(crate) const DELETE: &str = "\u{e017}";
pub(crate) const END: &str = "\u{e010}";
pub(crate) const ENTER: &str = "\u{e007}";
pub(crate) const ESCAPE: &str = "\u{e00c}";
pub(crate) const F2: &str = "\u{e032}";
pub(crate) const F3: &str = "\u{e033}";
pub(crate) const RELEASE: &str = "\u{e000}";
pub(crate) const SHIFT: &str = "\u{e008}";
