//! Small PDFs made on the spot, so that a test shows what its document contains.

/// A PDF of one font with these lines on each page, 14 points apart, from the top. Lines are ASCII.
pub fn of_lines(pages: &[&[&str]]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    let mut kids = String::new();
    for lines in pages {
        let mut content = "BT /F1 11 Tf 14 TL 72 720 Td".to_owned();
        for line in *lines {
            let escaped = line
                .replace('\\', r"\\")
                .replace('(', r"\(")
                .replace(')', r"\)");
            content.push_str(&format!(" ({escaped}) Tj T*"));
        }
        content.push_str(" ET");
        kids.push_str(&format!("{} 0 R ", objects.len() + 1));
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>",
            objects.len() + 2
        ));
        objects.push(format!(
            "<< /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len());
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let table = file.len();
    file.push_str(&format!(
        "xref\n0 {}\n0000000000 65535 f \n",
        objects.len() + 1
    ));
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!(
        "trailer << /Root 1 0 R /Size {} >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    ));
    file.into_bytes()
}

/// Two pages about birds, with enough sentences to choose from.
pub fn about_birds() -> Vec<u8> {
    of_lines(&[
        &[
            "Large birds of the open sea rest on their wings for many days.",
            "The wings of large birds carry them over the sea without a beat.",
            "Small birds beat their wings far more often than large birds do.",
            "A fisherman told us this story on a cold day in the spring of 1998.",
        ],
        &[
            "We measured the wings of 42 large birds and of 17 small birds.",
            "Wings of large birds were long and narrow, and those of small birds were short.",
            "Nobody on the island had seen such instruments before we came.",
            "We conclude that long wings let large birds rest over the open sea.",
        ],
    ])
}
