//! What must not come instead of a file: a web page, or a pointer of git-lfs.

/// Bytes at the beginning of a file that are enough to recognize it.
const HEAD: usize = 512;
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/v1";

/// The first bytes of a file, as they arrive.
#[derive(Debug, Default)]
pub(super) struct Head(Vec<u8>);

/// What came instead of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Instead {
    WebPage,
    LfsPointer,
}

impl Head {
    /// Adds bytes that follow; those beyond the beginning are passed over.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        let room = HEAD.saturating_sub(self.0.len());
        self.0.extend(bytes.iter().take(room));
    }

    /// What this is, if it is not the file called `name`.
    pub(super) fn judge(&self, name: &str) -> Option<Instead> {
        let bytes = self.0.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.0);
        let text = bytes.trim_ascii_start();
        let begins = |with: &str| {
            text.get(..with.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(with.as_bytes()))
        };
        if text.starts_with(POINTER) {
            Some(Instead::LfsPointer)
        } else if !is_page_name(name) && (begins("<!doctype html") || begins("<html")) {
            Some(Instead::WebPage)
        } else {
            None
        }
    }
}

/// Whether the content type of an answer is that of a web page, and the file is not one.
pub(super) fn is_page(content_type: Option<&str>, name: &str) -> bool {
    let kind = content_type
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default()
        .trim();
    kind.eq_ignore_ascii_case("text/html") && !is_page_name(name)
}

fn is_page_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".html") || name.ends_with(".htm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_pointers_are_recognized_in_pieces() {
        let judged = |pieces: &[&[u8]], name| {
            let mut head = Head::default();
            pieces.iter().for_each(|piece| head.add(piece));
            head.judge(name)
        };
        assert_eq!(
            judged(&[b"\n <!DOC", b"TYPE HTML><p>"], "config.json"),
            Some(Instead::WebPage)
        );
        assert_eq!(
            judged(&[b"\xef\xbb\xbf<html lang=en>"], "model.safetensors"),
            Some(Instead::WebPage)
        );
        assert_eq!(judged(&[b"<html>"], "card.HTML"), None);
        let pointer: &[u8] = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n";
        assert_eq!(
            judged(&[pointer], "spiece.model"),
            Some(Instead::LfsPointer)
        );
        assert_eq!(judged(&[b"{\"html\": \"<html>\"}"], "config.json"), None);
        assert_eq!(judged(&[], "config.json"), None);
    }

    #[test]
    fn a_content_type_can_say_page() {
        assert!(is_page(Some("Text/HTML; charset=utf-8"), "config.json"));
        assert!(!is_page(Some("text/html"), "index.htm"));
        assert!(!is_page(Some("application/octet-stream"), "config.json"));
        assert!(!is_page(None, "config.json"));
    }
}
