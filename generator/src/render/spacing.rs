//! prettyplease prints no blank line between items and members: they are added here.

/// The text of some items: a blank line between them, and between the functions inside an impl or a trait.
pub(super) fn spaced(file: syn::File) -> String {
    let mut text = String::new();
    let mut last_is_use = false;
    for item in file.items {
        // Declarations of modules and imports stand together.
        let is_use = match &item {
            syn::Item::Use(_) => true,
            syn::Item::Mod(module) => module.content.is_none(),
            _ => false,
        };
        let has_members = matches!(
            item,
            syn::Item::Impl(_) | syn::Item::Trait(_) | syn::Item::Mod(_)
        );
        let together = is_use && last_is_use;
        if !text.is_empty() && !together {
            text.push('\n');
        }
        last_is_use = is_use;
        let alone = syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        };
        let printed = prettyplease::unparse(&alone);
        match has_members {
            true => push_members(&mut text, &printed),
            false => text.push_str(&printed),
        }
    }
    text
}

/// Members are the lines at the first indent. A member that ends on a line of its own, or a function, is set apart
/// from its neighbours; one-line constants and types stand together. The static that a function begins with is set
/// apart from what it does.
fn push_members(text: &mut String, printed: &str) {
    let mut previous: Option<&str> = None;
    let mut follows_static = false;
    for line in printed.lines() {
        let starts =
            is_member_line(line) && !line.starts_with("    }") && !line.starts_with("    )");
        if let Some(previous) = previous
            && starts
            && ends_member(previous)
            && !(is_one_line(previous) && is_one_line(line))
            && !(previous.starts_with("    use ") && line.starts_with("    use "))
        {
            text.push('\n');
        }
        let is_statement = begins_statement(line);
        if follows_static && is_statement {
            text.push('\n');
        }
        if is_statement {
            follows_static = line.starts_with("        static ");
        }
        text.push_str(line);
        text.push('\n');
        previous = Some(line);
    }
}

fn is_member_line(line: &str) -> bool {
    line.strip_prefix("    ")
        .is_some_and(|rest| !rest.is_empty() && !rest.starts_with(' '))
}

/// Inside the braces, `    }` ends a function with a body; `;` at the first indent everything else.
fn ends_member(line: &str) -> bool {
    line == "    }" || (line.ends_with(';') && !line.starts_with("        "))
}

/// Whether a line at the indent of a function's body begins a statement: those that end one there begin with a bracket.
fn begins_statement(line: &str) -> bool {
    line.strip_prefix("        ")
        .is_some_and(|rest| !rest.starts_with([' ', ')', ']', '}']))
}

fn is_one_line(line: &str) -> bool {
    is_member_line(line)
        && line.ends_with(';')
        && (line.starts_with("    const ") || line.starts_with("    type "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str) {
        let file = syn::parse_str(code).expect("Rust");
        assert_eq!(spaced(file), code);
    }

    #[test]
    fn statics_stand_apart_from_what_follows() {
        check(
            "impl A {\n    const X: u8 = 1;\n    const Y: u8 = 2;\n\n    fn a() {\n        static R: u8 = 1;\n\n        \
             b(R);\n        c(R);\n    }\n\n    fn d() {}\n}\n",
        );
        check(
            "impl A {\n    fn a() {\n        static RULES: [Rules; 2] = [\n            \
             Rules::new().max_length_of_a_text_in_characters(1),\n            \
             Rules::new().max_length_of_a_text_in_characters(2),\n        ];\n\n        b(RULES);\n    }\n}\n",
        );
    }

    #[test]
    fn statics_may_end_anywhere() {
        check(
            "impl A {\n    fn a() {\n        static RULES: a::Rules = a::Rules::new()\n            .assert(\n                \
             &[\n                    a::Assertion::Required(&[\"a rather long name\"]),\n                    \
             a::Assertion::Required(&[\"a rather long name\"]),\n                ],\n            );\n\n        \
             b(RULES);\n        c(RULES);\n    }\n}\n",
        );
    }

    #[test]
    fn tables_of_several_lines_stand_apart() {
        check(
            "impl A {\n    const NAMES: &'static [&'static str] = &[\n        \
             \"a name that is rather long\",\n        \"another name that is rather long\",\n    ];\n\n    \
             const REQUIRED: &'static [usize] = &[];\n}\n",
        );
    }
}
