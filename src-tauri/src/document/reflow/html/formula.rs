//! Formulas in a page: MathML as a line of text, and pictures of formulas by the text that stands for them.

use scraper::ElementRef;
use scraper::node::Element;

use super::select::{folded, text};
use crate::document::reflow::linear::in_brackets;

/// Deeper parts of a formula are read without their structure.
const DEEPEST: usize = 40;
/// The longest formula, in characters.
const LONGEST: usize = 4_000;
/// Most nodes around a picture among which the same formula is looked for.
const MOST_BESIDE: usize = 64;
/// Signs that stand apart from what is before and behind them.
const APART: &[&str] = &[
    "=", "<", ">", "+", "\u{2212}", "-", "\u{d7}", "\u{b1}", "\u{2260}", "\u{2264}", "\u{2265}",
    "\u{2248}", "\u{2192}", "\u{2208}", "\u{223c}", "\u{221d}", "\u{2282}", "\u{2261}",
];

/// The formula in an element `math`.
pub(super) fn of_math(math: ElementRef<'_>) -> String {
    let mut line = folded(&linear(math, 0));
    if line.is_empty() {
        line = math.value().attr("alttext").map(of_tex).unwrap_or_default();
    }
    line.chars().take(LONGEST).collect()
}

/// Whether an element hides a formula from the eye only because it shows it in another form.
pub(super) fn is_for_readers(element: &Element) -> bool {
    element.classes().any(|class| {
        class.starts_with("mwe-math-mathml")
            || matches!(class, "katex-mathml" | "MJX_Assistive_MathML")
    })
}

/// The formula that a picture shows; `None` if it shows something else, or the formula stands beside it.
pub(super) fn of_image(image: ElementRef<'_>) -> Option<String> {
    let element = image.value();
    let alt = element.attr("alt")?.trim();
    let classes = ["math", "tex", "latex", "equation", "formula"];
    let named = |class: &str| {
        let class = class.to_ascii_lowercase();
        classes
            .iter()
            .any(|name| class.split(['-', '_']).any(|part| part == *name))
    };
    let is_tex = alt.starts_with(['$', '\\']) || alt.starts_with("{\\displaystyle");
    if alt.is_empty() || !(is_tex || element.classes().any(named)) {
        return None;
    }
    let around = image.parent().and_then(ElementRef::wrap);
    let beside = around.is_some_and(|around| {
        let parts = around.descendants().take(MOST_BESIDE);
        let mut parts = parts.filter_map(ElementRef::wrap);
        parts.any(|part| part.value().name() == "math")
    });
    (!beside).then(|| of_tex(alt).chars().take(LONGEST).collect())
}

/// A formula in TeX without the marks around it.
fn of_tex(tex: &str) -> String {
    let mut bare = tex.trim();
    for (before, after) in [
        ("$$", "$$"),
        ("$", "$"),
        ("\\(", "\\)"),
        ("\\[", "\\]"),
        ("{\\displaystyle", "}"),
    ] {
        if let Some(inner) = bare
            .strip_prefix(before)
            .and_then(|rest| rest.strip_suffix(after))
        {
            bare = inner.trim();
        }
    }
    folded(bare)
}

/// An element of MathML as a line.
fn linear(element: ElementRef<'_>, depth: usize) -> String {
    if depth >= DEEPEST {
        return text(element);
    }
    let children: Vec<String> = element
        .children()
        .filter_map(ElementRef::wrap)
        .filter(|child| !matches!(child.value().name(), "annotation" | "annotation-xml"))
        .map(|child| linear(child, depth + 1))
        .collect();
    let part = |at: usize| children.get(at).map(String::as_str).unwrap_or_default();
    match element.value().name() {
        "mi" | "mn" | "ms" => text(element),
        "mtext" => format!(" {} ", text(element)),
        "mo" => {
            // signs that nobody sees: a product, a function
            let sign = text(element);
            let sign = sign.trim_matches(|c: char| ('\u{2061}'..='\u{2064}').contains(&c));
            match APART.contains(&sign) {
                true => format!(" {sign} "),
                false => sign.to_owned(),
            }
        }
        "mspace" => " ".to_owned(),
        "msup" | "mover" => format!("{}^{}", part(0), in_brackets(part(1))),
        "msub" | "munder" => format!("{}_{}", part(0), in_brackets(part(1))),
        "msubsup" | "munderover" => {
            format!(
                "{}_{}^{}",
                part(0),
                in_brackets(part(1)),
                in_brackets(part(2))
            )
        }
        "mfrac" => format!("{}/{}", in_brackets(part(0)), in_brackets(part(1))),
        "msqrt" => format!("\u{221a}{}", in_brackets(&children.concat())),
        "mroot" => format!("{}^(1/{})", in_brackets(part(0)), part(1)),
        "mtr" => children.join(" "),
        "mtable" => children.join("; "),
        _ => children.concat(),
    }
}
