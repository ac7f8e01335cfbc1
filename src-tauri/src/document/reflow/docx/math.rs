//! Formulas of Word (ECMA-376, part 1, 22.1) as lines of text: a fraction is `a/b`, a root `√x`, a power `x^2`.

use quick_xml::events::BytesStart;

use crate::document::reflow::linear::in_brackets;
use crate::document::reflow::xml::attribute;

/// Elements whose arguments stand over, under or beside each other.
const STRUCTURES: &[&str] = &[
    "d", "eqArr", "f", "limLow", "limUpp", "m", "mr", "nary", "rad", "sPre", "sSub", "sSubSup",
    "sSup",
];

/// Their arguments, and those of elements that stand in the line.
const ARGUMENTS: &[&str] = &["deg", "den", "e", "fName", "lim", "num", "sub", "sup"];

/// The open formula: its open elements, the outermost first.
pub(super) struct Formula(Vec<Part>);

#[derive(Default)]
struct Part {
    name: String,
    /// What stands in it in the line.
    text: String,
    /// The arguments that have ended, by their names.
    arguments: Vec<(String, String)>,
    /// The operator of a sum, and the brackets around a part.
    operator: Option<String>,
    begin: Option<String>,
    end: Option<String>,
}

impl Formula {
    pub(super) fn new() -> Self {
        Self(vec![Part::default()])
    }

    /// Begins an element, if it is one of formulas.
    pub(super) fn start(&mut self, name: &str, tag: &BytesStart<'_>) {
        if STRUCTURES.contains(&name) || ARGUMENTS.contains(&name) {
            self.0.push(Part {
                name: name.to_owned(),
                ..Part::default()
            });
        } else if let Some(part) = self.0.last_mut() {
            let sign = || Some(attribute(tag, "val").unwrap_or_default());
            match name {
                "chr" => part.operator = sign(),
                "begChr" => part.begin = sign(),
                "endChr" => part.end = sign(),
                _ => {}
            }
        }
    }

    /// Ends an element.
    pub(super) fn finish(&mut self, name: &str) {
        let open = self.0.len() > 1 && self.0.last().is_some_and(|part| part.name == name);
        let Some(part) = self.0.pop_if(|_| open) else {
            return;
        };
        let Some(outer) = self.0.last_mut() else {
            return;
        };
        let line = part.line();
        // a row is an argument of its matrix
        let argument = ARGUMENTS.contains(&name) || name == "mr";
        if argument && STRUCTURES.contains(&outer.name.as_str()) {
            outer.arguments.push((name.to_owned(), line));
        } else {
            outer.text.push_str(&line);
            if name == "fName" {
                outer.text.push(' ');
            }
        }
    }

    pub(super) fn write(&mut self, text: &str) {
        if let Some(part) = self.0.last_mut() {
            part.text.push_str(text);
        }
    }

    /// Ends the formula.
    pub(super) fn line(mut self) -> String {
        while let Some(name) = self.0.get(1..).and_then(|open| open.last()) {
            let name = name.name.clone();
            self.finish(&name);
        }
        self.0.pop().map(Part::line).unwrap_or_default()
    }
}

impl Part {
    fn argument(&self, name: &str) -> &str {
        let mut named = self.arguments.iter().filter(|(own, _)| own == name);
        named.next().map_or("", |(_, text)| text.as_str())
    }

    fn joined(&self, name: &str, between: &str) -> String {
        let named = self.arguments.iter().filter(|(own, _)| own == name);
        let texts: Vec<&str> = named.map(|(_, text)| text.as_str()).collect();
        texts.join(between)
    }

    /// An argument behind a sign that says where it stands; nothing if it is empty.
    fn beside(&self, sign: char, name: &str) -> String {
        match self.argument(name).trim() {
            "" => String::new(),
            part => format!("{sign}{}", in_brackets(part)),
        }
    }

    fn line(self) -> String {
        let base = self.argument("e");
        match self.name.as_str() {
            "f" => {
                let (over, under) = (self.argument("num"), self.argument("den"));
                format!("{}/{}", in_brackets(over), in_brackets(under))
            }
            "rad" => match self.argument("deg").trim() {
                "" => format!("\u{221a}{}", in_brackets(base)),
                degree => format!("{}^(1/{degree})", in_brackets(base)),
            },
            "sSub" | "sSup" | "sSubSup" | "sPre" => {
                let raised = self.beside('^', "sup");
                format!("{base}{}{raised}", self.beside('_', "sub"))
            }
            "limLow" => format!("{base}{} ", self.beside('_', "lim")),
            "limUpp" => format!("{base}{} ", self.beside('^', "lim")),
            "nary" => {
                let operator = self.operator.as_deref().unwrap_or("\u{222b}");
                let (from, to) = (self.beside('_', "sub"), self.beside('^', "sup"));
                format!("{operator}{from}{to} {base}")
            }
            "d" => {
                let begin = self.begin.as_deref().unwrap_or("(");
                let end = self.end.as_deref().unwrap_or(")");
                format!("{begin}{}{end}", self.joined("e", "|"))
            }
            "mr" => self.joined("e", " "),
            "m" => self.joined("mr", "; "),
            "eqArr" => self.joined("e", "; "),
            _ => self.text,
        }
    }
}
