use super::*;

fn utf16(text: &str, little: bool) -> Vec<u8> {
    let bytes = |unit: u16| {
        if little {
            unit.to_le_bytes()
        } else {
            unit.to_be_bytes()
        }
    };
    text.encode_utf16().flat_map(bytes).collect()
}

fn utf32(text: &str, little: bool) -> Vec<u8> {
    let bytes = |c: char| {
        if little {
            (c as u32).to_le_bytes()
        } else {
            (c as u32).to_be_bytes()
        }
    };
    text.chars().flat_map(bytes).collect()
}

/// Texts in scripts whose units of UTF-16 have few zeros, many, or none.
const TEXTS: &[&str] = &[
    "The spring was dry.",
    "No",
    "В гавани стояло два буксира. Один из них работал круглый год.\n",
    "Στο λιμάνι υπάρχουν έξι μικρά πλοία.\r\nΚάθε πρωί.",
    "في الميناء القديم ست سفن صغيرة. تقاس سرعة الريح كل صباح.",
    "בנמל הישן יש שש ספינות קטנות.",
    "港には船が二隻ある。朝は霧が深い。",
    "みなとには、ふねがある。あさは、きりがふかい。\n",
    "一个港口里有两艘船。\n早上雾很大。一切都很安静。",
    "항구에 배가 두 척 있다. 아침에는 안개가 짙다.",
];

#[test]
fn text_for_a_terminal_is_text_of_eight_bits() {
    let bytes = b"\x07\x0cForm feed, here and bell.\x1b[31mred\x1b[0m words.\n";
    assert!(is_text(bytes));
    assert!(text(bytes).contains("Form feed, here and bell."));
    assert!(is_text(b"ab\x07cdefgh"));
}

#[test]
fn utf_16_and_utf_32_need_no_mark() {
    for text in TEXTS {
        for little in [true, false] {
            for bytes in [utf16(text, little), utf32(text, little)] {
                assert!(is_text(&bytes), "{text}");
                assert_eq!(super::text(&bytes), *text, "little: {little}");
                // and no byte more or less decides
                let odd = [bytes.as_slice(), b"\0"].concat();
                assert_eq!(super::text(&odd), *text);
            }
        }
    }
}

#[test]
fn marks_are_no_part_of_the_text() {
    for little in [true, false] {
        for text in TEXTS {
            let marked = format!("\u{feff}{text}");
            assert_eq!(super::text(&utf16(&marked, little)), *text);
            assert_eq!(super::text(&utf32(&marked, little)), *text);
            assert_eq!(super::text(marked.as_bytes()), *text);
        }
    }
}

#[test]
fn zeros_fill_up_text_and_do_not_make_it_wide() {
    let filled = b"NAME\0\0\0\0CITY\0\0\0\r\nAda\0\0\0\0\0Paris\0\0\x1a\x1a";
    assert!(is_text(filled));
    let words: Vec<String> = super::text(filled)
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    assert_eq!(words[..4], ["NAME", "CITY", "Ada", "Paris"]);
    let once = b"One zero\0 in a line of text, and not another one in all of the rest of it.";
    assert!(super::text(once).starts_with("One zero  in a line"));
    assert!(
        super::text("Gr\u{fc}\u{df}e\0\0\0 an alle".as_bytes()).starts_with("Gr\u{fc}\u{df}e ")
    );
}

#[test]
fn what_is_no_text_is_not_made_to_be_some() {
    // a generator of noise (Numerical Recipes), so that the bytes are the same ones in each run
    let noise = |seed: u32| {
        let next = |state: &mut u32| {
            *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            Some((*state >> 24) as u8)
        };
        std::iter::successors(Some(seed), |s| Some(s.wrapping_mul(69_069).wrapping_add(1)))
            .take(1)
            .flat_map(move |seed| std::iter::repeat_n((), 4096).scan(seed, move |s, ()| next(s)))
            .collect::<Vec<u8>>()
    };
    for seed in 0..20 {
        assert!(!is_text(&noise(seed)), "{seed}");
    }
    for bytes in [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0".as_slice(),
        b"MZ\x90\0\x03\0\0\0",
        b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0",
        b"SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20\0\0\0\x02",
        &[0; 64],
    ] {
        assert!(!is_text(bytes), "{bytes:?}");
    }
}

/// A page with a `meta` element, and a text in an encoding.
fn page(meta: &str, encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    let page = format!("<!doctype html><html><head>{meta}<title>1</title></head><p>{text}</p>");
    encoding.encode(&page).0.into_owned()
}

const RUSSIAN: &str = "В гавани стояло два буксира. Один из них работал круглый год.";

#[test]
fn pages_say_their_encoding_in_many_ways() {
    use encoding_rs::{KOI8_R, WINDOWS_1251};
    for (meta, encoding) in [
        ("<meta charset=windows-1251>", WINDOWS_1251),
        ("<META CHARSET='cp1251' />", WINDOWS_1251),
        (
            "<meta name=a><meta\n data-x='>' charset = \"koi8-r\">",
            KOI8_R,
        ),
        (
            "<meta http-equiv=Content-Type content='text/html;charset=koi8-r'>",
            KOI8_R,
        ),
        (
            "<meta content=\"text/html; charset = 'koi8-r'; x\" http-equiv=content-type>",
            KOI8_R,
        ),
        // neither of these is one
        (
            "<meta content='text/html; charset=utf-7'><meta charset=nonsense><meta charset=koi8-r>",
            KOI8_R,
        ),
        (
            "<!-- <meta charset=windows-1251> --><meta charset=koi8-r>",
            KOI8_R,
        ),
        ("<!--><meta charset=koi8-r>", KOI8_R),
        (
            "<meta description='<meta charset=windows-1251>' charset=koi8-r>",
            KOI8_R,
        ),
    ] {
        assert!(
            html(&page(meta, encoding, RUSSIAN)).contains(RUSSIAN),
            "{meta}"
        );
    }
    // a late one, behind what only looks like one
    let script = "<script>let page = '<meta charset=iso-8859-1>';</script>";
    let late = format!(
        "<style>{}</style>{script}<meta charset=koi8-r>",
        "a".repeat(5000)
    );
    assert!(html(&page(&late, KOI8_R, RUSSIAN)).contains(RUSSIAN));
}

#[test]
fn a_page_that_is_utf_8_is_read_as_utf_8() {
    use encoding_rs::UTF_8;
    for meta in [
        "<meta charset=utf-16le>",
        "<meta charset=utf-8>",
        "<meta charset=iso-8859-1>",
        "<meta charset=gb2312>",
        "",
    ] {
        assert!(
            html(&page(meta, UTF_8, RUSSIAN)).contains(RUSSIAN),
            "{meta}"
        );
    }
    // a broken byte breaks its own character and no other
    let mut broken = page("<meta charset=utf-8>", UTF_8, RUSSIAN);
    broken.extend(b"\xd0 and more");
    assert!(html(&broken).contains(RUSSIAN));
}

#[test]
fn bytes_show_what_nothing_says() {
    use encoding_rs::{EUC_JP, EUC_KR, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253};
    for (encoding, text) in [
        (WINDOWS_1251, RUSSIAN),
        (
            WINDOWS_1252,
            "Une journ\u{e9}e d\u{2019}\u{e9}t\u{e9}, tr\u{e8}s chaude, o\u{f9} l\u{2019}eau manquait.",
        ),
        (
            WINDOWS_1253,
            "Στο λιμάνι υπάρχουν έξι μικρά πλοία. Κάθε πρωί μετριέται ο άνεμος.",
        ),
        (
            SHIFT_JIS,
            "港には船が二隻ある。朝は霧が深い。夕方になると、船は港に帰る。",
        ),
        (
            EUC_JP,
            "港には船が二隻ある。朝は霧が深い。夕方になると、船は港に帰る。",
        ),
        (
            EUC_KR,
            "항구에 배가 두 척 있다. 아침에는 안개가 짙다. 저녁에는 조용하다.",
        ),
        (
            encoding_rs::ISO_2022_JP,
            "港には船が二隻ある。朝は霧が深い。",
        ),
    ] {
        let bytes = encoding.encode(text).0;
        assert!(is_text(&bytes));
        assert_eq!(super::text(&bytes), text, "{}", encoding.name());
        // a page that says it is UTF-8 says nothing
        let page = page("<meta charset=utf-8>", encoding, text);
        assert!(html(&page).contains(text), "{}", encoding.name());
    }
    // a page that says it is in an encoding in which it makes no sense
    let text = "港には船が二隻ある。朝は霧が深い。夕方になると、船は港に帰る。";
    let page = page("<meta charset=shift_jis>", EUC_JP, text);
    assert!(html(&page).contains(text));
}

#[test]
fn xml_says_its_encoding_in_its_declaration() {
    let said = |declaration: &str| {
        let xml = format!("{declaration}<p>{RUSSIAN}</p>");
        encoding_rs::KOI8_R.encode(&xml).0.into_owned()
    };
    for declaration in [
        "<?xml version=\"1.0\" encoding=\"koi8-r\"?>",
        "<?xml version='1.0' encoding = 'KOI8-R' standalone='yes'?>",
        "\n<?xml encoding='koi8-r'?>",
    ] {
        assert!(xml(&said(declaration)).contains(RUSSIAN), "{declaration}");
    }
    let wide = utf16(
        &format!("<?xml version='1.0' encoding='utf-16'?><p>{RUSSIAN}</p>"),
        false,
    );
    assert!(xml(&wide).contains(RUSSIAN));
}

#[test]
fn hostile_pages_are_searched_once() {
    // each of these would take hours if every tag were searched to the end of the page
    for part in [
        "<!--",
        "<a ",
        "<meta content='",
        "<script>",
        "</",
        "<a b=\"",
        "<?",
        "<meta charset",
    ] {
        let page = part.repeat(400_000);
        assert!(!html(page.as_bytes()).is_empty());
    }
}
