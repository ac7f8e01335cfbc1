//! Word documents in which letters are struck out, raised, parts of a formula, or those of old forms.

use super::docx::{Package, run};

#[test]
fn what_is_struck_out_is_left_out() {
    let struck = |how: &str, text: &str| {
        format!("<w:r><w:rPr>{how}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>")
    };
    let styles = "<w:styles><w:style w:styleId='old'><w:name w:val='Repealed'/><w:rPr><w:strike/></w:rPr></w:style></w:styles>";
    let body = format!(
        "<w:p>{}{}{}{}</w:p><w:p><w:pPr><w:pStyle w:val='old'/></w:pPr>{}{}</w:p>",
        run("It costs "),
        struck("<w:strike/>", "40 "),
        struck("<w:dstrike w:val='1'/>", "35 "),
        struck("<w:strike w:val='0'/>", "30 euros."),
        run("This clause is void. "),
        struck("<w:strike w:val='0'/>", "This one is not.")
    );
    let package = Package::of(&body).with("word/styles.xml", styles);
    assert_eq!(package.texts(), ["It costs 30 euros.", "This one is not."]);
    // nothing else would be left
    let body = format!("<w:p>{}</w:p>", struck("<w:strike/>", "All of it."));
    assert_eq!(Package::of(&body).texts(), ["All of it."]);
}

#[test]
fn formulas_are_lines_of_text() {
    let sign = |text: &str| format!("<m:r><m:t>{text}</m:t></m:r>");
    let with = |name: &str, parts: &[(&str, &str)]| {
        let parts = parts.iter();
        let parts: String = parts
            .map(|(part, text)| format!("<m:{part}>{}</m:{part}>", sign(text)))
            .collect();
        format!(
            "<m:{name}><m:{name}Pr><m:ctrlPr><w:rPr><w:strike/></w:rPr></m:ctrlPr></m:{name}Pr>{parts}</m:{name}>"
        )
    };
    for (formula, line) in [
        (with("f", &[("num", "b\u{b7}h"), ("den", "2")]), "(b\u{b7}h)/2"),
        (with("f", &[("num", "1"), ("den", "12")]), "1/12"),
        (with("rad", &[("deg", ""), ("e", "a+b")]), "\u{221a}(a+b)"),
        (with("rad", &[("deg", "3"), ("e", "8")]), "8^(1/3)"),
        (with("sSup", &[("e", "10"), ("sup", "\u{2212}3")]), "10^(\u{2212}3)"),
        (with("sSubSup", &[("e", "x"), ("sub", "1"), ("sup", "2")]), "x_1^2"),
        (with("d", &[("e", "a+b")]), "(a+b)"),
        (with("func", &[("fName", "sin"), ("e", "x")]), "sin x"),
        (with("acc", &[("e", "x")]), "x"),
        (
            "<m:nary><m:naryPr><m:chr m:val='\u{2211}'/></m:naryPr><m:sub><m:r><m:t>i=1</m:t></m:r></m:sub><m:sup/>
             <m:e><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>i</m:t></m:r></m:den></m:f></m:e></m:nary>"
                .to_owned(),
            "\u{2211}_(i=1) 1/i",
        ),
    ] {
        let body = format!(
            "<w:p>{}<m:oMathPara><m:oMath>{}{formula}</m:oMath></m:oMathPara>{}</w:p>",
            run("It is "),
            sign("A="),
            run(" here.")
        );
        let text = format!("It is A={line} here.");
        assert_eq!(Package::of(&body).texts(), [text]);
    }
}

#[test]
fn a_raised_number_behind_a_number_is_not_a_part_of_it() {
    let raised = |text: &str| {
        let how = "<w:rPr><w:vertAlign w:val='superscript'/></w:rPr>";
        format!("<w:r>{how}<w:t>{text}</w:t></w:r>")
    };
    let body = format!(
        "<w:p>{}{}{}{}{}{}{}{}</w:p>",
        run("10"),
        raised("1"),
        raised("2"),
        run(" on the 1"),
        raised("st"),
        run(", 3 m"),
        raised("2"),
        run(".")
    );
    assert_eq!(Package::of(&body).texts(), ["10^12 on the 1st, 3 m2."]);
}

#[test]
fn the_list_of_an_old_form_shows_its_entry() {
    let list = |chosen: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList>{chosen}<w:listEntry w:val='red'/>
             <w:listEntry w:val='brown'/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>
             <w:r><w:fldChar w:fldCharType='separate'/></w:r>{result}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
        )
    };
    for (field, shown) in [
        (list("<w:result w:val='1'/>", ""), "brown"),
        (
            list("<w:result w:val='1'/><w:default w:val='0'/>", ""),
            "brown",
        ),
        (list("<w:default w:val='1'/>", ""), "brown"),
        (list("", ""), "red"),
        (list("<w:result w:val='9'/>", ""), ""),
        (list("<w:result w:val='1'/>", &run("brown")), "brown"),
    ] {
        let body = format!("<w:p>{}{field}{}</w:p>", run("Colour: "), run("."));
        assert_eq!(
            Package::of(&body).texts(),
            [format!("Colour: {shown}.")],
            "{field}"
        );
    }
}
