//! What a person sees in web pages: fields of forms, and what is hidden.

use super::*;

/// The blocks of a page.
fn blocks(html: &str) -> Vec<(BlockKind, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    let page = file(folder.path(), "page.html", html.as_bytes());
    let (_, document) = read_as(&page).expect("a document");
    places_hold(&document);
    let blocks = document.blocks.into_iter();
    blocks.map(|block| (block.kind, block.text)).collect()
}

/// The texts of the fields of a page.
fn fields(html: &str) -> Vec<String> {
    let blocks = blocks(&format!("<p>A page about eels.</p>{html}")).into_iter();
    let fields = blocks.filter(|(kind, _)| *kind == BlockKind::Field);
    fields.map(|(_, text)| text).collect()
}

#[test]
fn a_field_stands_behind_its_label() {
    for (html, field) in [
        (
            "<form>Name: <input value='Ada Quist'></form>",
            "Name: Ada Quist",
        ),
        (
            "<label>Name * <input type=text value='Ada  Quist'></label>",
            "Name: Ada Quist",
        ),
        (
            "<label for=n>Name</label><div><input id=n value=Ada></div>",
            "Name: Ada",
        ),
        (
            "<input id=n type=number value=12><label for=n>Boats</label>",
            "Boats: 12",
        ),
        (
            "First line<br>Since? <input type=date value=2024-05-03>",
            "Since? 2024-05-03",
        ),
        ("<p>Name:</p><p><input value=Ada></p>", "Name: Ada"),
        ("<input aria-label=Town value=Lund>", "Town: Lund"),
        (
            "<label>Day <select><option>Monday<option selected>Tuesday</select></label>",
            "Day: Tuesday",
        ),
        (
            "<label>Notes<textarea>Ring\ntwice</textarea></label>",
            "Notes: Ring twice",
        ),
        (
            "<input type=checkbox checked> Deliver to door",
            "\u{2612} Deliver to door",
        ),
        (
            "<label><input type=checkbox>By post</label>",
            "\u{2610} By post",
        ),
    ] {
        assert_eq!(fields(html), [field], "{html}");
    }
}

#[test]
fn what_is_chosen_from_a_group_stands_behind_its_label() {
    let boxes = "<input type=radio name=s> small <input type=radio name=s checked> large";
    for html in [
        format!("<fieldset><legend>Size</legend>{boxes}</fieldset>"),
        format!("<p>Size: {boxes}</p>"),
        format!("<p>Size:</p><p>{boxes}</p>"),
    ] {
        assert_eq!(fields(&html), ["\u{2610} small", "Size: large"], "{html}");
        assert!(
            !blocks(&html)
                .iter()
                .any(|(_, text)| text.starts_with("Size") && !text.contains("large"))
        );
    }
}

#[test]
fn fields_of_a_table_are_words_of_their_cells() {
    let table = "<table><tr><td><label for=n>Name</label><td><input id=n value=Ada><tr><td>Post<td><input type=checkbox checked></table>";
    let table = blocks(&format!("<p>A page.</p>{table}")).pop();
    assert_eq!(
        table,
        Some((BlockKind::Table, "Name\tAda\nPost\t\u{2612}".to_owned()))
    );
}

#[test]
fn what_nobody_reads_is_no_field() {
    for html in [
        "<input type=hidden value=x>",
        "<input type=password value=x>",
        "<input type=submit value=Send><button>Send</button>",
        "<form role=search><input value=eels></form>",
        "<input type=search value=eels>",
        "<label>Name <input></label>",
        "<div style='display:none'>Name: <input value=Ada></div>",
        "<select><option value='' selected>Choose<option>Monday</select>",
    ] {
        assert!(fields(html).is_empty(), "{html}");
    }
}

#[test]
fn hidden_text_is_not_read_and_a_hidden_page_is() {
    let page = "<style>.x{display:none}</style><p>Seen.</p><p class=x>Not seen.</p><p hidden>Nor this.</p>";
    assert_eq!(blocks(page).len(), 1);
    for page in [
        "<style>div{visibility:hidden}</style><div><p>A script shows this.</p></div>",
        "<div style='display:none'><p>A script shows this.</p></div>",
    ] {
        assert_eq!(blocks(page).len(), 1);
    }
}

#[test]
fn rows_of_a_table_in_a_cell_follow_its_row() {
    let inner = "<table><tr><td>Badge<td>Seahorse</table>";
    let page =
        format!("<p>A.</p><table><tr><td>Swims<td>Yes {inner}<tr><td>Age<td>7</table><p>B.</p>");
    let texts: Vec<String> = blocks(&page).into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["A.", "Swims\tYes\nBadge\tSeahorse\nAge\t7", "B."]);
}

#[test]
fn items_of_a_numbered_list_have_their_numbers() {
    let page = "<p>A.</p><ol start=3><li>Oats.<li><p>Rope.</p><ul><li>Hemp.</ul><li value=9>Salt.</ol><ul><li>End.</ul>";
    let texts: Vec<String> = blocks(page).into_iter().map(|(_, text)| text).collect();
    assert_eq!(
        texts,
        ["A.", "3. Oats.", "4. Rope.", "Hemp.", "9. Salt.", "End."]
    );
}

#[test]
fn a_term_and_its_definition_are_one_block() {
    use BlockKind::{Field, ListItem, Paragraph};
    let page = "<p>A.</p><dl><dt>Weight<dd>2 to 4 kg<dt>Colour:<dt>Colours<dd>white<dd>black
        <dt>Call<dd><p>It claps its bill.</p><p>It has no voice.</p><dt>Food<dd><ul><li>frogs</ul>
        <dt>Range<dd>wide<dl><dt>Summer<dd>Lund</dl></dl><p>B.</p><dl><dt>Nobody defines this.</dl>";
    let blocks = blocks(page);
    let found: Vec<(BlockKind, &str)> = blocks
        .iter()
        .map(|(kind, text)| (*kind, text.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (Paragraph, "A."),
            (Field, "Weight: 2 to 4 kg"),
            (Field, "Colour, Colours: white"),
            (Field, "Colour, Colours: black"),
            (ListItem, "Call: It claps its bill."),
            (Paragraph, "It has no voice."),
            (ListItem, "Food"),
            (ListItem, "frogs"),
            (Field, "Range: wide"),
            (Field, "Summer: Lund"),
            (Paragraph, "B."),
            (ListItem, "Nobody defines this."),
        ]
    );
}

#[test]
fn definitions_do_not_repeat_hundreds_of_terms() {
    let page = format!(
        "<p>A.</p><dl>{}{}</dl>",
        "<dt>term</dt>".repeat(500),
        "<dd>said</dd>".repeat(500)
    );
    let blocks = blocks(&page);
    let said = blocks.iter().filter(|(_, text)| text.ends_with("said"));
    assert_eq!(said.count(), 500);
    let letters: usize = blocks.iter().map(|(_, text)| text.len()).sum();
    assert!(letters < 500 * 200, "{letters}");
}

#[test]
fn a_raised_number_behind_a_number_is_not_a_part_of_it() {
    let page = "<p>10<sup>12</sup> or 10<sup>&minus;3</sup> on the 1<sup>st</sup>, 3 m<sup>2</sup>, in 2019<sup><a href='#n'>1</a></sup>.";
    let texts: Vec<String> = blocks(page).into_iter().map(|(_, text)| text).collect();
    assert_eq!(
        texts,
        ["10^12 or 10^\u{2212}3 on the 1st, 3 m2, in 2019[1]."]
    );
}

#[test]
fn what_follows_in_an_item_is_no_item() {
    use BlockKind::{ListItem, Paragraph};
    let page =
        "<ol><li><p>Oats.</p><p>Or barley.</p><ul><li>Flour.</ul>Both are good.<li>Salt.</ol>";
    let blocks = blocks(&format!("<p>A.</p>{page}"));
    assert_eq!(
        blocks[1..],
        [
            (ListItem, "1. Oats.".to_owned()),
            (Paragraph, "Or barley.".to_owned()),
            (ListItem, "Flour.".to_owned()),
            (Paragraph, "Both are good.".to_owned()),
            (ListItem, "2. Salt.".to_owned()),
        ]
    );
}

#[test]
fn formulas_are_lines_of_text() {
    let page = |formula: &str| blocks(&format!("<p>We know that {formula} holds.</p>"));
    let one = |text: &str| vec![(BlockKind::Paragraph, format!("We know that {text} holds."))];
    let energy = "<math><semantics><mrow><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></mrow>
        <annotation encoding='application/x-tex'>E=mc^2</annotation></semantics></math>";
    assert_eq!(page(energy), one("E = mc^2"));
    let ratio =
        "<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>10</mn></mfrac></math>";
    assert_eq!(page(ratio), one("(a + b)/10"));
    let hidden = format!(
        "<span><span class='mwe-math-mathml-inline' style='display:none'>{energy}</span><img aria-hidden=true class='mwe-math-fallback-image-inline' alt='{{\\displaystyle E=mc^2}}'></span>"
    );
    assert_eq!(page(&hidden), one("E = mc^2"));
    assert_eq!(page("<img class=tex alt='$x_1 > 3$'>"), one("x_1 > 3"));
    assert_eq!(
        page("<img alt='A photo of a tern'>"),
        one("")
            .into_iter()
            .map(|(kind, _)| (kind, "We know that holds.".to_owned()))
            .collect::<Vec<_>>()
    );
    let apart = page("<math display=block><mi>x</mi><mo>=</mo><mn>1</mn></math>");
    assert_eq!(
        apart.get(1),
        Some(&(BlockKind::Formula, "x = 1".to_owned()))
    );
}
