//! What a page does not show, or shows as struck out and no longer valid: its elements say so themselves, or a rule in one
//! of its own style sheets does. Rules count if they name an element by itself, by its class or its identifier. In doubt an
//! element is shown: scripts show what style sheets hide, and other rules do.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

use super::select::all;

/// The most rules that are looked at; a page has a few that hide something.
const RULES: usize = 200;
/// More rules times elements than this are not worth the time.
const MOST_MATCHES: usize = 20_000_000;

/// Elements whose text is for the browser and not for people.
const PROGRAMS: &[&str] = &["noscript", "script", "style", "template"];

/// The elements of a page that nobody sees.
pub(super) struct Seen {
    rules: Vec<Rule>,
    /// Whether only attributes count, not styles.
    without_styles: bool,
    /// Whether what is struck out is left out.
    without_struck: bool,
}

/// A rule that hides elements or shows them.
struct Rule {
    element: Compound,
    effect: Effect,
}

/// What declarations say about an element.
#[derive(Clone, Copy, Default)]
struct Effect {
    /// Whether it takes room on the page.
    display: Option<bool>,
    visibility: Option<bool>,
    /// Whether the rule overrides others.
    important: bool,
}

/// The last part of a selector: the names that an element has to have.
#[derive(Default)]
struct Compound {
    tag: String,
    id: Option<String>,
    classes: Vec<String>,
}

impl Seen {
    /// Reads the style sheets in a page.
    pub(super) fn of(page: &Html) -> Self {
        let mut rules = Vec::new();
        for style in all(page, "style") {
            let media = style.value().attr("media").unwrap_or_default();
            if is_for_screens(media) {
                read(&style.text().collect::<String>(), &mut rules);
            }
        }
        if rules.len().saturating_mul(page.tree.nodes().count()) > MOST_MATCHES {
            rules.clear();
        }
        Self {
            rules,
            without_styles: false,
            without_struck: strikes_little(page),
        }
    }

    /// A page whose styles hide nothing.
    pub(super) fn without_styles() -> Self {
        Self {
            rules: Vec::new(),
            without_styles: true,
            without_struck: false,
        }
    }

    /// Whether nobody sees an element, whatever is around it.
    pub(super) fn hides(&self, element: &Element) -> bool {
        if element.attr("hidden").is_some() || element.attr("aria-hidden") == Some("true") {
            return true;
        }
        if self.without_struck && is_struck(element) {
            return true;
        }
        if self.without_styles {
            return false;
        }
        let own = element.attr("style").map(Effect::of).unwrap_or_default();
        if own.iter().all(Effect::is_nothing) && self.rules.is_empty() {
            return false;
        }
        // scripts show a page that is hidden as a whole
        if matches!(element.name(), "html" | "body" | "main" | "article") {
            return false;
        }
        let matching = self.rules.iter().filter(|rule| rule.element.is(element));
        let matching = matching.map(|rule| (rule.element.weight(), rule.effect));
        let own = own.into_iter().map(|effect| (u32::MAX, effect));
        let effects: Vec<(u32, Effect)> = matching.chain(own).collect();
        let wins = |what: fn(&Effect) -> Option<bool>| {
            let said = effects
                .iter()
                .filter_map(|(weight, effect)| Some((effect.important, *weight, what(effect)?)));
            // of equals, the last wins
            said.max_by_key(|(important, weight, _)| (*important, *weight))
                .map(|(.., shown)| shown)
        };
        wins(|effect| effect.display) == Some(false)
            || wins(|effect| effect.visibility) == Some(false)
    }
}

/// Whether an element is struck out.
fn is_struck(element: &Element) -> bool {
    let style = element.attr("style").unwrap_or_default();
    matches!(element.name(), "del" | "s" | "strike")
        || style.to_ascii_lowercase().contains("line-through")
}

/// Whether at most half of a page's text is struck out. Where an element that strikes out is never closed, all that follows is.
fn strikes_little(page: &Html) -> bool {
    let is_read = |around: NodeRef<'_, Node>| match around.value() {
        Node::Element(element) => !PROGRAMS.contains(&element.name()),
        _ => true,
    };
    let (mut open, mut struck, mut all) = (0_usize, 0_usize, 0_usize);
    for edge in page.root_element().traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Element(element) if is_struck(element) => match opens {
                true => open += 1,
                false => open = open.saturating_sub(1),
            },
            Node::Text(text) if opens && node.parent().is_none_or(is_read) => {
                let length = text.trim().len();
                all += length;
                if open > 0 {
                    struck += length;
                }
            }
            _ => {}
        }
    }
    struck * 2 <= all
}

impl Effect {
    /// What declarations say, those that override others apart.
    fn of(declarations: &str) -> [Self; 2] {
        let important = Self {
            important: true,
            ..Self::default()
        };
        let mut effects = [Self::default(), important];
        for declaration in declarations.split(';') {
            let Some((name, value)) = declaration.split_once(':') else {
                continue;
            };
            let value = value.trim().to_ascii_lowercase();
            let (value, important) = match value.split_once('!') {
                Some((value, _)) => (value.trim(), true),
                None => (value.as_str(), false),
            };
            let Some(effect) = effects.get_mut(usize::from(important)) else {
                continue;
            };
            match name.trim().to_ascii_lowercase().as_str() {
                "display" => effect.display = Some(value != "none"),
                "visibility" => effect.visibility = Some(!matches!(value, "hidden" | "collapse")),
                _ => {}
            }
        }
        effects
    }

    fn is_nothing(&self) -> bool {
        self.display.is_none() && self.visibility.is_none()
    }

    fn hides(&self) -> bool {
        self.display == Some(false) || self.visibility == Some(false)
    }
}

impl Compound {
    /// Reads the last part of a selector; `true` beside it if that is the whole selector.
    fn of(selector: &str) -> Option<(Self, bool)> {
        let last = selector
            .rsplit(|c: char| c.is_whitespace() || matches!(c, '>' | '+' | '~'))
            .next()?;
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '#');
        let named: &str = last.split(|c| !plain(c)).next()?;
        let mut compound = Self::default();
        let begins = |c: char| matches!(c, '.' | '#');
        let tag = named.split(begins).next().unwrap_or_default();
        compound.tag = tag.to_ascii_lowercase();
        let mut rest = named.get(tag.len()..).unwrap_or_default();
        while let Some(sign) = rest.chars().next() {
            let name = rest.get(1..)?.split(begins).next()?;
            match sign {
                '#' => compound.id = Some(name.to_owned()),
                _ => compound.classes.push(name.to_owned()),
            }
            rest = rest.get(1 + name.len()..)?;
        }
        let empty = named.is_empty() || compound.classes.iter().any(String::is_empty);
        (!empty).then_some((compound, named.len() == selector.len()))
    }

    fn is(&self, element: &Element) -> bool {
        (self.tag.is_empty() || self.tag == element.name())
            && self.id.as_deref().is_none_or(|id| element.id() == Some(id))
            && self
                .classes
                .iter()
                .all(|class| element.classes().any(|own| own == class))
    }

    fn weight(&self) -> u32 {
        let classes = self.classes.len().min(90) as u32;
        u32::from(self.id.is_some()) * 10_000 + classes * 100 + u32::from(!self.tag.is_empty())
    }
}

fn is_for_screens(media: &str) -> bool {
    let media = media.trim().to_ascii_lowercase();
    matches!(media.as_str(), "" | "all" | "screen" | "only screen")
}

/// Adds the rules of a style sheet that hide or show something.
fn read(sheet: &str, rules: &mut Vec<Rule>) {
    let sheet = without_comments(sheet);
    let mut rest = sheet.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let (body, after) = block(after);
        // a statement, such as an import, may stand before
        let selectors = before.rsplit([';', '}']).next().unwrap_or_default().trim();
        rest = after;
        if let Some(at) = selectors.strip_prefix('@') {
            let media = at.strip_prefix("media").is_some_and(is_for_screens);
            if media && !body.contains('@') {
                read(body, rules);
            }
            continue;
        }
        let effects = Effect::of(body);
        for effect in effects.into_iter().filter(|effect| !effect.is_nothing()) {
            for selector in selectors.split(',') {
                add(selector.trim(), effect, rules);
            }
        }
    }
}

fn add(selector: &str, effect: Effect, rules: &mut Vec<Rule>) {
    let passing = [":hover", ":focus", ":active", ":target", ":checked"];
    let lower = selector.to_ascii_lowercase();
    if rules.len() >= RULES || passing.iter().any(|state| lower.contains(state)) {
        return;
    }
    // what only some of these elements are hidden by hides none
    if let Some((element, whole)) = Compound::of(selector)
        && (whole || !effect.hides())
    {
        rules.push(Rule { element, effect });
    }
}

fn without_comments(sheet: &str) -> String {
    let mut text = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        text.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text
}

/// Splits a text behind the bracket that closes the open one.
fn block(text: &str) -> (&str, &str) {
    let mut depth = 1_usize;
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if open == byte || byte == b'\n' => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let after = text.get(at + 1..).unwrap_or_default();
            return (text.get(..at).unwrap_or_default(), after);
        }
    }
    (text, "")
}

/// Whether a person sees an element: nothing around it is hidden.
pub(super) fn is_shown(seen: &Seen, element: ElementRef<'_>) -> bool {
    let mut around = element.ancestors().filter_map(ElementRef::wrap);
    !seen.hides(element.value()) && !around.any(|outer| seen.hides(outer.value()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of the paragraphs that a person sees.
    fn shown(html: &str) -> Vec<String> {
        let page = Html::parse_document(html);
        let seen = Seen::of(&page);
        let every = all(&page, "p").into_iter();
        let shown = every.filter(|p| is_shown(&seen, *p));
        let texts = shown.map(|p| p.text().collect::<String>());
        texts.filter(|text| !text.is_empty()).collect()
    }

    #[test]
    fn what_is_not_displayed_is_not_seen() {
        for hidden in [
            "<p style='display: none'>b",
            "<p style='color:red;VISIBILITY : Hidden !important'>b",
            "<p hidden>b",
            "<style>.no{display:none}</style><p class='x no'>b",
            "<style>/* .a{} */ h2, #no , .z{ color:red; display:none!important }</style><p id=no>b",
            "<style>@import 'x';p.no.more{visibility:hidden}</style><p class='more no'>b",
            "<style>@media screen{.no{display:none}}</style><div class=no><p>b</div>",
            "<style>a{content:\"}\"}.no{display:none}</style><p class=no>b",
            "<style>.no{display:none} p{display:block}</style><p class=no>b",
        ] {
            assert_eq!(
                shown(&format!("<p>a</p>{hidden}</p><p>c")),
                ["a", "c"],
                "{hidden}"
            );
        }
    }

    #[test]
    fn what_is_struck_out_is_no_longer_valid() {
        for struck in [
            "<del><p>b</p></del>",
            "<s><p>b</p></s>",
            "<p style='text-decoration:line-through'>b",
        ] {
            assert_eq!(
                shown(&format!("<p>a</p>{struck}<p>c")),
                ["a", "c"],
                "{struck}"
            );
        }
        // a mark that is never closed, also in a page with more script than text
        let open = "<p>a</p><strike><p>b</p><p>c</p>";
        assert_eq!(shown(open), ["a", "b", "c"]);
        let script = "<script>let everything = 'is here';</script>";
        assert_eq!(shown(&format!("{script}{open}")), ["a", "b", "c"]);
    }

    #[test]
    fn in_doubt_an_element_is_shown() {
        for seen in [
            "<p style='display:block'>b",
            "<style>.no{display:none}</style><p class=now>b",
            "<style>@media print{.no{display:none}}</style><p class=no>b",
            "<style media=print>.no{display:none}</style><p class=no>b",
            "<style>.menu .no{display:none}</style><p class=no>b",
            "<style>.no:not(.open){display:none}</style><p class='no open'>b",
            "<style>.tab{display:none}.tab.open{display:block}</style><p class='tab open'>b",
            "<style>.tab{display:none}.js .tab{display:block}</style><p class=tab>b",
            "<style>.no{display:none}</style><p class=no style='display:block'>b",
            "<style>body{display:none}</style><p>b",
            "<style>.no{display:none</style><style>{}}{;.no</style><p>b",
        ] {
            assert_eq!(
                shown(&format!("<p>a</p>{seen}</p><p>c")),
                ["a", "b", "c"],
                "{seen}"
            );
        }
    }
}
