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
    file_of(objects.into_iter().map(String::into_bytes).collect())
}

/// A PDF of one page that a picture covers: a scan, in which the page lies turned around its middle, against the clock. The
/// picture is a PNG in one colour, of this number of pixels in an inch; its data stands in the PDF as it is.
///
/// # Panics
/// If the picture is none.
pub fn of_picture(png: &[u8], dpi: f64, degrees: f64) -> Vec<u8> {
    let (mut head, mut data) = (Vec::<u8>::new(), Vec::<u8>::new());
    let mut rest = &png[8..];
    while let Some((length, chunk)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        match &chunk[..4] {
            b"IHDR" => head.extend(&chunk[4..4 + length]),
            b"IDAT" => data.extend(&chunk[4..4 + length]),
            _ => {}
        }
        // behind the data of each chunk stand four bytes that sum it up
        rest = &chunk[length + 8..];
    }
    let number = |at: usize| u32::from_be_bytes(head[at..at + 4].try_into().expect("four bytes"));
    let (pixels, rows, bits) = (number(0), number(4), head[8]);
    let (width, height) = (f64::from(pixels) * 72.0 / dpi, f64::from(rows) * 72.0 / dpi);
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (x, y) = (width / 2.0, height / 2.0);
    let content = format!(
        "q {:.4} {:.4} {:.4} {:.4} {:.4} {:.4} cm /I Do Q",
        width * cos,
        width * sin,
        -height * sin,
        height * cos,
        x - x * cos + y * sin,
        y - x * sin - y * cos,
    );
    let mut image = format!(
        "<< /Type /XObject /Subtype /Image /Width {pixels} /Height {rows} /BitsPerComponent {bits} \
         /ColorSpace /DeviceGray /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors 1 \
         /BitsPerComponent {bits} /Columns {pixels} >> /Length {} >>\nstream\n",
        data.len()
    )
    .into_bytes();
    image.extend(data);
    image.extend(b"\nendstream");
    file_of(vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.4} {height:.4}] /Contents 4 0 R \
             /Resources << /XObject << /I 5 0 R >> >> >>"
        )
        .into_bytes(),
        format!(
            "<< /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        )
        .into_bytes(),
        image,
    ])
}

/// A PDF of these objects, the first of which is the catalogue.
fn file_of(objects: Vec<Vec<u8>>) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", index + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        end.push_str(&format!("{place:010} 00000 n \n"));
    }
    end.push_str(&format!(
        "trailer << /Root 1 0 R /Size {} >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    ));
    file.extend(end.bytes());
    file
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
