//! What a document's text becomes.

use super::{code, inline, markdown};

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(markdown(text), expected, "{text:?}");
}

#[test]
fn plain_text_stays() {
    check("Organization ID", &["Organization ID"]);
    check(
        "Bearer of the form `Bearer <token>`, where `<token>` is yours.",
        &["Bearer of the form `Bearer <token>`, where `<token>` is yours."],
    );
    check(
        "⚠️ **ALPHA** - not _stable_\n\nSecond",
        &["⚠️ **ALPHA** - not *stable*", "", "Second"],
    );
}

#[test]
fn links_that_lead_nowhere_become_text() {
    check(
        "your [customers](/customers/overview).",
        &["your customers (`/customers/overview`)."],
    );
    check(
        "[x](javascript:alert(1)) [y](https://example.com)",
        &["x (`javascript:alert(1)`) [y](https://example.com)"],
    );
    check(
        "![pixel](https://tracker.example/p.png)",
        &["pixel (`https://tracker.example/p.png`)"],
    );
}

#[test]
fn bare_urls_become_links() {
    check(
        "see https://example.com/a, then",
        &["see <https://example.com/a>, then"],
    );
    check("`https://example.com`", &["`https://example.com`"]);
    check(
        "[https://example.com](https://example.com)",
        &["[https://example.com](https://example.com)"],
    );
}

#[test]
fn long_paragraphs_are_wrapped() {
    let text = "word ".repeat(60);
    let lines = markdown(&text);
    assert!(
        lines.len() == 4 && lines.iter().all(|line| line.len() <= 92),
        "{lines:?}"
    );
    assert_eq!(lines.join(" "), text.trim());
}

#[test]
fn a_code_span_keeps_any_value() {
    assert_eq!(code("2024-07-30"), "`2024-07-30`");
    assert_eq!(code("a`b"), "``a`b``");
    assert_eq!(code("`"), "`` ` ``");
    assert_eq!(code(" "), "`   `");
    assert_eq!(code("a\nb\u{202e}"), "`a\\nbU+202E`");
    assert_eq!(inline("a\n\n# b <script>"), "a # b \\<script>");
}

#[test]
fn code_blocks_are_closed_and_never_run() {
    check("~~~\npanic!()", &["```text", "panic!()", "```"]);
    check(
        "    panic!()\n\nafter",
        &["```text", "panic!()", "```", "", "after"],
    );
}

/// Text that has broken generators: whatever it becomes, reading it as rustdoc does must find no code block that
/// would be run, no HTML, and no link of another scheme.
#[test]
fn hostile_text_is_harmless() {
    use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};
    for text in [
        "```rust\npanic!()\n```",
        "```\npanic!()\n```",
        "    panic!()",
        "\tpanic!()",
        "~~~\npanic!()",
        "> ```\n> panic!()",
        "- ```\n  panic!()\n",
        "1. a\n\n       panic!()\n",
        "<script>alert(1)</script>",
        "<div>\n\n    panic!()\n\n</div>",
        "Vec<Vec<T>",
        "<!-- \n```\n-->\n    x",
        "[String] [`Vec`] [a][b] [^1] ![x]",
        "[x]: javascript:alert(1)\n[x]",
        "[x](JAVASCRIPT:alert(1)) <javascript:alert(1)>",
        "a\rb\u{85}c\u{2028}    d\u{2029}e",
        "\u{202e}x\u{2066}y\u{200b}",
        "x */ pub fn pwned(){} /*",
        "\"] #[path=\"/etc/passwd\"] mod x; #[doc=\"",
        "````\n```\n````\n\n`````text\n````\n    x",
        "| a | b |\n|---|---|\n| <b> | [c] |",
        "a\\\n    b",
        "* * *\n***\n---\n===",
        "&lt;script&gt; &#60;script&#62; \\<script\\>",
        "``` `\n```\n",
        "\u{0}\u{1b}[31m\u{7f}\u{9b}",
    ] {
        let lines = markdown(text);
        for line in &lines {
            assert!(
                !line.contains(|c: char| c.is_control()),
                "{text:?} {line:?}"
            );
            assert!(
                !line.contains(['\u{202e}', '\u{2066}', '\u{200b}', '\u{2028}']),
                "{text:?} {line:?}"
            );
        }
        let written: String = lines.iter().map(|line| format!(" {line}\n")).collect();
        for event in Parser::new_ext(&written, pulldown_cmark::Options::all()) {
            match event {
                Event::Html(_) | Event::InlineHtml(_) => panic!("HTML from {text:?}: {written}"),
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                    assert_eq!(&*language, "text", "{text:?}")
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                    panic!("a doctest from {text:?}: {written}")
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    assert!(
                        dest_url.starts_with("http") || dest_url.starts_with("mailto"),
                        "{text:?} {dest_url}"
                    );
                }
                _ => {}
            }
        }
    }
}

#[test]
fn text_that_nests_without_end_means_nothing() {
    let deep = markdown(&"> ".repeat(100));
    assert_eq!(deep.concat().matches("\\>").count(), 1, "{deep:?}");
    let open = markdown(&"[a](b ".repeat(1_000));
    assert!(!open.concat().contains(" [a]"), "{open:?}");
}

/// The work is done once for each piece of the text, not once for all that follow it.
#[test]
fn text_of_many_pieces_is_as_long_as_its_pieces() {
    let urls = markdown(&"http://a.example/ ".repeat(10_000));
    assert_eq!(urls.concat().matches("<http://a.example/>").count(), 10_000);
    let brackets = markdown(&"[] ".repeat(50_000));
    assert_eq!(brackets.concat().matches('[').count(), 50_000);
}
