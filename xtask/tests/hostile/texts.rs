//! Texts of up to 64 MiB that are one thing, over and over.

use crate::{FULL, Files, Hostile};

/// The largest that a file may be, with room for what stands around.
const MOST: usize = (64 << 20) - 4096;

/// All of them.
pub(crate) const ALL: [Hostile; 35] = [
    ("one scalar", |size| {
        yaml(&format!("x-a: {}", fill("x", size)))
    }),
    ("one string", |size| {
        json(&format!(r#""x-a":"{}""#, fill("x", size)))
    }),
    ("one description", |size| {
        vec![file(
            "a.yaml",
            format!(
                "openapi: 3.0.3\npaths: {{}}\ninfo: {{title: T, version: '1', description: \"{}\"}}\n",
                fill("word ", size)
            ),
        )]
    }),
    ("one list", |size| {
        yaml(&format!("x-a:\n{}", fill("- 1\n", size)))
    }),
    ("one array", |size| {
        json(&format!(r#""x-a":[{}1]"#, fill("1,", size)))
    }),
    ("one mapping", |size| {
        yaml(&format!(
            "x-a:\n{}",
            numbered(size * 4_500, |at| format!("  k{at}: 1\n"))
        ))
    }),
    ("one object", |size| {
        json(&format!(
            r#""x-a":{{{}"k":1}}"#,
            numbered(size * 2_400, |at| format!(r#""k{at}":1,"#))
        ))
    }),
    ("one key", |size| {
        json(&format!(r#""x-a":{{{}"k":1}}"#, fill(r#""k":1,"#, size)))
    }),
    ("one key in YAML", |size| {
        yaml(&format!("x-a:\n{}", fill("  k: 1\n", size)))
    }),
    ("long keys", |size| {
        let key = "k".repeat(1_000);
        vec![file(
            "a.json",
            format!(
                "{{{}\"k\":1}}",
                numbered(size * 60, |at| format!("\"{key}{at}\":1,"))
            ),
        )]
    }),
    ("brackets", |size| raw("[", size)),
    ("dashes", |size| raw("- ", size)),
    ("dashes on lines", |size| raw("-\n", size)),
    ("question marks", |size| raw("? ", size)),
    ("exclamation marks", |size| raw("!", size)),
    ("asterisks", |size| raw("*", size)),
    ("anchors", |size| raw("&a ", size)),
    ("colons", |size| raw(": ", size)),
    ("comments", |size| raw("#", size)),
    ("line ends", |size| raw("\n", size)),
    ("spaces", |size| raw(" ", size)),
    ("tabs", |size| raw("a:\n\t", size)),
    ("commas", |size| begun("[", "*,", size)),
    ("open quote", |size| begun("\"", "\n", size)),
    ("escapes", |size| begun("a: \"", "\\x41", size)),
    ("block", |size| begun("a: |\n", " \n", size)),
    ("folded", |size| begun("a: >\n", " x\n\n", size)),
    ("empty mappings", |size| begun("a: [", "{},", size)),
    ("nested keys", |size| begun("{", "a: ", size)),
    ("directives", |size| raw("%YAML 1.2\n", size)),
    ("documents", |size| raw("---\n", size)),
    ("aliases", |size| begun("a: &a x\nb: [", "*a,", size)),
    ("merges", |size| {
        let merges = numbered(size * 100, |at| {
            format!("m{0}: &m{0} {{<<: *m{at}, k{0}: 1}}\n", at + 1)
        });
        vec![file("a.yaml", format!("m0: &m0 {{k0: 1}}\n{merges}"))]
    }),
    ("a million laughs", |size| {
        let levels: String = (1..size.min(20))
            .map(|at| {
                format!(
                    "a{at}: &a{at} [{}]\n",
                    vec![format!("*a{}", at - 1); 10].join(",")
                )
            })
            .collect();
        vec![file("a.yaml", format!("a0: &a0 [x]\n{levels}"))]
    }),
    ("no UTF-8 in sight", |size| raw("\u{fffd}", size)),
];

fn file(path: &str, text: String) -> (String, String) {
    (path.to_owned(), text)
}

/// A text as often as it fits.
fn fill(text: &str, size: usize) -> String {
    text.repeat(MOST / FULL * size / text.len())
}

fn raw(text: &str, size: usize) -> Files {
    begun("", text, size)
}

fn begun(begin: &str, text: &str, size: usize) -> Files {
    vec![file("a.yaml", format!("{begin}{}", fill(text, size)))]
}

pub(crate) fn numbered(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect()
}

fn yaml(rest: &str) -> Files {
    let document =
        format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n{rest}\n");
    vec![file("a.yaml", document)]
}

fn json(rest: &str) -> Files {
    let document = format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"T","version":"1"}},"paths":{{}},{rest}}}"#
    );
    vec![file("a.json", document)]
}
