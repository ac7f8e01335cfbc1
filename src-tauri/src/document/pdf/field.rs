//! The field of a form that a widget belongs to: what kind it is, what it is called and what was filled in.
//!
//! A field's entries may stand in any of its parents (PDF 32000-1, 12.7.3.1), and nothing keeps a file from making
//! parents a circle, so the way up is bounded.

use std::hash::{DefaultHasher, Hash, Hasher};

use hayro_syntax::object::{
    Array, Dict, Name, Object, Rect as PdfRect, Stream, String as PdfString,
};

use super::strings::text_of;

/// The longest way from a widget up to the root of its form.
const MOST_PARENTS: usize = 32;
/// The longest value, in characters.
const LONGEST_VALUE: usize = 20_000;
/// Most options of a field of choices.
const MOST_OPTIONS: usize = 5_000;

/// `/Ff`: a password, which nobody may read.
const PASSWORD: u32 = 1 << 13;
/// `/Ff`: a button without a state.
const PUSH_BUTTON: u32 = 1 << 16;
/// `/Ff`: of the options only the chosen one shows.
const COMBO: u32 = 1 << 17;

/// What a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldKind {
    Text,
    /// A list that shows options that were not chosen, too.
    List,
    Combo,
    Box,
    Signature,
}

/// A widget with the dictionaries of its field, the widget's own first.
pub(super) struct Field<'a> {
    chain: Vec<Dict<'a>>,
}

impl<'a> Field<'a> {
    pub(super) fn of(widget: &Dict<'a>) -> Self {
        let mut chain = vec![widget.clone()];
        while chain.len() < MOST_PARENTS
            && let Some(parent) = chain
                .last()
                .and_then(|dict| dict.get::<Dict<'a>>(b"Parent"))
        {
            chain.push(parent);
        }
        Self { chain }
    }

    fn inherited<T>(&self, get: impl Fn(&Dict<'a>) -> Option<T>) -> Option<T> {
        self.chain.iter().find_map(get)
    }

    /// What the field is; `None` for passwords, for buttons without a state, and if the file does not say.
    pub(super) fn kind(&self) -> Option<FieldKind> {
        let kind = self.inherited(|dict| dict.get::<Name<'a>>(b"FT"))?;
        let flags = self.inherited(|dict| dict.get::<u32>(b"Ff")).unwrap_or(0);
        match &*kind {
            b"Tx" if flags & PASSWORD == 0 => Some(FieldKind::Text),
            b"Ch" if flags & COMBO != 0 => Some(FieldKind::Combo),
            b"Ch" => Some(FieldKind::List),
            b"Btn" if flags & PUSH_BUTTON == 0 => Some(FieldKind::Box),
            b"Sig" => Some(FieldKind::Signature),
            _ => None,
        }
    }

    /// A number that the widgets of one field share: that of its name with those of its parents, or else one that the
    /// widget's place makes. Objects have numbers too, but not those inside of others.
    pub(super) fn number(&self) -> u64 {
        let names = self
            .chain
            .iter()
            .filter_map(|dict| dict.get::<PdfString<'a>>(b"T"));
        let mut names = names.peekable();
        if names.peek().is_none() {
            return self.place();
        }
        let mut hasher = DefaultHasher::new();
        for name in names {
            name.as_bytes().hash(&mut hasher);
        }
        hasher.finish()
    }

    fn place(&self) -> u64 {
        let widget = self.chain.first();
        let rect = widget.and_then(|widget| widget.get::<PdfRect>(b"Rect"));
        let bits = |coordinate: f64| u64::from((coordinate as f32).to_bits());
        rect.map_or(0, |rect| bits(rect.x0) << 32 | bits(rect.y0))
    }

    /// What the file says for people who do not see the label, or the empty string.
    pub(super) fn name(&self) -> String {
        let name = self.inherited(|dict| dict.get::<PdfString<'a>>(b"TU"));
        name.map(|name| text_of(name.as_bytes(), 300))
            .unwrap_or_default()
    }

    /// The value as people read it: of options their display text, and several of them with commas between.
    pub(super) fn value(&self) -> String {
        let Some(value) = self.inherited(|dict| dict.get::<Object<'a>>(b"V")) else {
            return String::new();
        };
        let options = self.inherited(|dict| dict.get::<Array<'a>>(b"Opt"));
        let shown = |export: String| match &options {
            Some(options) => display(options, &export).unwrap_or(export),
            None => export,
        };
        match value {
            Object::Array(values) => values
                .iter::<Object<'a>>()
                .take(MOST_OPTIONS)
                .filter_map(text)
                .map(shown)
                .collect::<Vec<_>>()
                .join(", "),
            value => text(value).map(shown).unwrap_or_default(),
        }
    }

    /// The em that the field's default appearance sets, in points; 0 if the viewer chooses.
    pub(super) fn size(&self, form: Option<&Dict<'a>>) -> f32 {
        let own = self.inherited(|dict| dict.get::<PdfString<'a>>(b"DA"));
        let set = own.or_else(|| form?.get::<PdfString<'a>>(b"DA"));
        set.map_or(0.0, |set| text_size(set.as_bytes()))
    }

    /// Whether a box is ticked, and the name of the state in which it is, if that is a word for people. A box in a group
    /// whose boxes have no states gets the name of the chosen one; the words beside it show whether it is meant.
    ///
    /// The box's own state decides, unless viewers draw it anew (`anew`) from the field's value.
    pub(super) fn state(&self, anew: bool) -> (bool, String) {
        let widget = self.chain.first();
        let own = widget.and_then(|widget| widget.get::<Name<'a>>(b"AS"));
        let own = own.filter(|own| !(anew && is_off(own)));
        let state = match own {
            Some(own) => own,
            // without a state of its own, a box shows the field's if that is one of its states
            None => {
                let chosen = self.inherited(|dict| dict.get::<Name<'a>>(b"V"));
                match chosen.filter(|value| !is_off(value)) {
                    None => return (false, String::new()),
                    Some(value) => match self.has_state(&value) {
                        Some(true) => value,
                        Some(false) => return (false, String::new()),
                        None => return (false, text_of(&value, 200)),
                    },
                }
            }
        };
        if is_off(&state) {
            return (false, String::new());
        }
        let name = text_of(&state, 200);
        let options = self.inherited(|dict| dict.get::<Array<'a>>(b"Opt"));
        // with options, the name of the state is the number of one
        let shown = options
            .and_then(|options| {
                let number = name.parse::<usize>().ok()?;
                let option = options
                    .iter::<Object<'a>>()
                    .take(MOST_OPTIONS)
                    .nth(number)?;
                text(option)
            })
            .unwrap_or(name);
        (
            true,
            if is_word(&shown) {
                shown
            } else {
                String::new()
            },
        )
    }

    /// Whether a box has a state: one that it draws, or, if it draws none, the one that its place in the group
    /// numbers. `None` if the file does not say.
    fn has_state(&self, state: &Name<'a>) -> Option<bool> {
        let widget = self.chain.first()?;
        let states = widget
            .get::<Dict<'a>>(b"AP")
            .and_then(|appearance| appearance.get::<Dict<'a>>(b"N"));
        if let Some(states) = states {
            return Some(states.contains_key(state));
        }
        let boxes = self
            .chain
            .get(1)
            .and_then(|field| field.get::<Array<'a>>(b"Kids"));
        let Some(boxes) = boxes else {
            return Some(true);
        };
        if boxes.raw_iter().take(2).count() < 2 {
            return Some(true);
        }
        let number = text_of(state, 10).parse::<usize>().ok()?;
        let meant = boxes
            .raw_iter()
            .take(MOST_OPTIONS)
            .nth(number)?
            .as_obj_ref()?;
        let own = widget.obj_id()?;
        Some((meant.obj_number, meant.gen_number) == (own.obj_number, own.gen_number))
    }
}

fn is_off(state: &Name<'_>) -> bool {
    &**state == b"Off" || state.is_empty()
}

/// The text of a string, a name or a stream.
fn text(object: Object<'_>) -> Option<String> {
    match object {
        Object::String(string) => Some(text_of(string.as_bytes(), LONGEST_VALUE)),
        Object::Name(name) => Some(text_of(&name, LONGEST_VALUE)),
        Object::Stream(stream) => stream_text(&stream),
        _ => None,
    }
}

fn stream_text(stream: &Stream<'_>) -> Option<String> {
    let bytes = stream.decoded_data().ok()?;
    Some(text_of(&bytes, LONGEST_VALUE))
}

/// The text that people see for an export value: `/Opt` holds texts, or pairs of export value and text.
fn display(options: &Array<'_>, export: &str) -> Option<String> {
    options
        .iter::<Object<'_>>()
        .take(MOST_OPTIONS)
        .find_map(|option| {
            let pair = option.into_array()?;
            let mut pair = pair.iter::<Object<'_>>();
            let (value, shown) = (text(pair.next()?)?, text(pair.next()?)?);
            (value == export).then_some(shown)
        })
}

/// The operand of `Tf` in a default appearance.
fn text_size(appearance: &[u8]) -> f32 {
    let appearance = String::from_utf8_lossy(appearance);
    let tokens: Vec<&str> = appearance.split_whitespace().collect();
    let sizes = tokens.windows(2).filter(|pair| pair.last() == Some(&"Tf"));
    sizes
        .filter_map(|pair| pair.first()?.parse::<f32>().ok())
        .next_back()
        .filter(|size| size.is_finite() && (0.0..1000.0).contains(size))
        .unwrap_or(0.0)
}

/// Whether the name of a state says more than that the box is ticked.
fn is_word(state: &str) -> bool {
    const TICKED: [&str; 12] = [
        "yes", "on", "true", "ja", "oui", "si", "s\u{ed}", "sim", "x", "checked", "ticked",
        "selected",
    ];
    let lower = state.to_lowercase();
    state.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && !state.chars().any(|c| c.is_ascii_digit() || c == '_')
        && !TICKED.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_value_is_what_its_default_appearance_sets() {
        assert_eq!(text_size(b"/Helv 12 Tf 0 g"), 12.0);
        assert_eq!(text_size(b"0 g /F1 0 Tf"), 0.0);
        assert_eq!(text_size(b"0 g"), 0.0);
        assert_eq!(text_size(b"/F1 -1e99 Tf"), 0.0);
    }

    #[test]
    fn names_of_states_are_words_or_say_only_that_a_box_is_ticked() {
        assert!(is_word("Newsletter") && is_word("weiblich"));
        for state in ["Yes", "On", "1", "Choice1", "x", "check_box", ""] {
            assert!(!is_word(state), "{state}");
        }
    }
}
