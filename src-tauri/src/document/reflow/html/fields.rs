//! What stands in the fields of a form in a page, and the labels of these fields.

use std::collections::{HashMap, HashSet};

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::{ElementRef, Node};

use super::seen::Seen;
use super::select::{folded, is_beside};

/// How far around a field its label, its group and its cell are searched, in elements.
const AROUND: usize = 30;
/// The most parts of a label or of a group that are looked at.
const PARTS: usize = 400;

/// The types of input whose value a person reads.
const TYPED: &[&str] = &[
    "date",
    "datetime",
    "datetime-local",
    "email",
    "month",
    "number",
    "tel",
    "text",
    "time",
    "url",
    "week",
];

/// What a field says.
pub(super) enum Field {
    /// A text, typed or chosen.
    Text {
        label: Option<String>,
        value: String,
    },
    /// A box that is ticked or not.
    Box {
        on: bool,
        words: Option<String>,
        /// The group of which one is chosen, if it is one of several.
        group: Option<String>,
    },
}

/// The labels of the fields of a page.
#[derive(Default)]
pub(super) struct Fields {
    labels: HashMap<NodeId, String>,
    /// Labels that belong to a field that says something: they are read with it.
    spent: HashSet<NodeId>,
    /// Groups of which one is chosen, with the words over the group.
    groups: HashMap<String, Option<String>>,
}

impl Fields {
    /// Finds the labels of all fields below an element.
    pub(super) fn of(root: ElementRef<'_>, seen: &Seen) -> Self {
        let mut named: HashMap<&str, ElementRef<'_>> = HashMap::new();
        let mut controls: Vec<ElementRef<'_>> = Vec::new();
        let mut hidden = 0_usize;
        for edge in root.traverse() {
            let element = match edge {
                Edge::Close(node) => {
                    hidden =
                        hidden.saturating_sub(usize::from(hidden > 0 && node.value().is_element()));
                    continue;
                }
                Edge::Open(node) => ElementRef::wrap(node),
            };
            let Some(element) = element else { continue };
            if hidden > 0 || seen.hides(element.value()) {
                hidden += 1;
                continue;
            }
            match element.value().name() {
                "label" => {
                    if let Some(of) = element.attr("for") {
                        named.entry(of).or_insert(element);
                    }
                }
                "input" | "select" | "textarea" => controls.push(element),
                _ => {}
            }
        }
        let mut fields = Self::default();
        for control in controls {
            let Some(read) = read(control) else { continue };
            if let Field::Box {
                on: true,
                group: Some(group),
                ..
            } = read
                && !fields.groups.contains_key(&group)
            {
                let legend = fields.legend(control);
                fields.groups.insert(group, legend);
            }
            let by_name = control.attr("id").and_then(|id| named.get(id)).copied();
            let Some(label) = by_name.or_else(|| around(control, "label")) else {
                continue;
            };
            // in a table, the label is a cell of its own
            if cell(label) != cell(control) {
                continue;
            }
            fields.spent.insert(label.id());
            fields.labels.insert(control.id(), words(label));
        }
        fields
    }

    /// The words over a group of which one is chosen, if nothing else stands in their frame.
    fn legend(&mut self, control: ElementRef<'_>) -> Option<String> {
        let frame = around(control, "fieldset")?;
        let mut children = frame.children().filter_map(ElementRef::wrap);
        let legend = children.find(|child| child.value().name() == "legend")?;
        let group = control.attr("name");
        let inside: Vec<_> = frame.descendants().take(PARTS + 1).collect();
        let mut controls = inside.iter().copied().filter_map(ElementRef::wrap);
        let alone = inside.len() <= PARTS
            && controls.all(|other| {
                !matches!(other.value().name(), "input" | "select" | "textarea")
                    || other.attr("name") == group
            });
        alone.then(|| {
            self.spent.insert(legend.id());
            words(legend)
        })
    }

    /// Whether a label or a legend is read with its field.
    pub(super) fn is_spent(&self, label: NodeId) -> bool {
        self.spent.contains(&label)
    }

    /// Whether one of a group is chosen.
    pub(super) fn is_chosen(&self, group: &str) -> bool {
        self.groups.contains_key(group)
    }

    /// The words over a group.
    pub(super) fn over(&self, group: &str) -> Option<&str> {
        self.groups.get(group)?.as_deref()
    }

    /// What a field says, with its label; `None` if a person sees nothing in it.
    pub(super) fn read(&self, control: ElementRef<'_>) -> Option<Field> {
        let own = self.labels.get(&control.id()).cloned();
        let own = own.filter(|label| !label.is_empty());
        let own = own.or_else(|| control.attr("aria-label").map(folded));
        Some(match read(control)? {
            Field::Text { value, .. } => Field::Text { label: own, value },
            Field::Box { on, group, .. } => Field::Box {
                on,
                words: own,
                group,
            },
        })
    }
}

/// Whether somebody filled in a form.
pub(super) fn is_filled(form: ElementRef<'_>, seen: &Seen) -> bool {
    let inside = form.descendants().filter_map(ElementRef::wrap);
    let mut inside = inside.filter(|control| !seen.hides(control.value()));
    form.attr("role") != Some("search")
        && inside.any(|control| match read(control) {
            Some(Field::Text { .. }) => true,
            Some(Field::Box { on, .. }) => on,
            None => false,
        })
}

/// What a field says by itself.
fn read(control: ElementRef<'_>) -> Option<Field> {
    let element = control.value();
    let value = match element.name() {
        "input" => {
            let kind = element.attr("type").unwrap_or("text").to_ascii_lowercase();
            match kind.as_str() {
                "checkbox" | "radio" => {
                    let name = element.attr("name").filter(|_| kind == "radio");
                    return Some(Field::Box {
                        on: element.attr("checked").is_some(),
                        words: None,
                        group: name.map(str::to_owned),
                    });
                }
                kind if TYPED.contains(&kind) => folded(element.attr("value")?),
                _ => return None,
            }
        }
        "textarea" => folded(&control.text().collect::<String>()),
        "select" => selected(control),
        _ => return None,
    };
    (!value.is_empty()).then_some(Field::Text { label: None, value })
}

/// The words of the options that are chosen. Of a list in which nothing is chosen, a viewer shows the first: nobody
/// chose that.
fn selected(select: ElementRef<'_>) -> String {
    let options = select.descendants().filter_map(ElementRef::wrap);
    let chosen = options.filter(|option| {
        option.value().name() == "option"
            && option.attr("selected").is_some()
            && option.attr("value") != Some("")
    });
    let words: Vec<String> = chosen
        .map(|option| match option.attr("label") {
            Some(label) => folded(label),
            None => folded(&option.text().collect::<String>()),
        })
        .collect();
    words.join(", ")
}

fn around<'p>(element: ElementRef<'p>, name: &str) -> Option<ElementRef<'p>> {
    let around = element
        .ancestors()
        .take(AROUND)
        .filter_map(ElementRef::wrap);
    let mut named = around.filter(|around| around.value().name() == name);
    named.next()
}

/// The cell that an element stands in.
fn cell(element: ElementRef<'_>) -> Option<NodeId> {
    let around = element
        .ancestors()
        .take(AROUND)
        .filter_map(ElementRef::wrap);
    let mut cells = around.filter(|around| matches!(around.value().name(), "td" | "th"));
    cells.next().map(|cell| cell.id())
}

/// The words of a label, without those of fields in it.
fn words(label: ElementRef<'_>) -> String {
    let mut text = String::new();
    let mut skipped = 0_usize;
    for edge in label.traverse().take(PARTS) {
        let (open, node) = match edge {
            Edge::Open(node) => (true, node),
            Edge::Close(node) => (false, node),
        };
        match node.value() {
            Node::Element(element) => {
                let other = matches!(
                    element.name(),
                    "button" | "script" | "select" | "style" | "svg" | "textarea"
                ) || ElementRef::wrap(node).is_some_and(is_beside);
                match (open, skipped > 0 || other) {
                    (true, true) => skipped += 1,
                    (false, true) => skipped = skipped.saturating_sub(1),
                    _ if element.name() == "br" => text.push(' '),
                    _ => {}
                }
            }
            Node::Text(part) if open && skipped == 0 => text.push_str(part),
            _ => {}
        }
    }
    folded(&text)
}

/// A value behind its label, with a colon between them unless the label has a mark of its own.
pub(super) fn labelled(label: &str, value: &str) -> String {
    // a star marks what has to be filled in
    let label = label.trim_end_matches(['*', ' ']);
    let marks = [':', '\u{ff1a}', '?', '\u{ff1f}', '=', '#', '\u{2116}'];
    match label.chars().next_back() {
        Some(last) if marks.contains(&last) => format!("{label} {value}"),
        Some(last) if last >= '\u{2e80}' => format!("{label}\u{ff1a} {value}"),
        _ => format!("{label}: {value}"),
    }
}
