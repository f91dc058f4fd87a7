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
/// from its neighbours; one-line constants and types stand together.
fn push_members(text: &mut String, printed: &str) {
    let mut previous: Option<&str> = None;
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

fn is_one_line(line: &str) -> bool {
    is_member_line(line)
        && line.ends_with(';')
        && (line.starts_with("    const ") || line.starts_with("    type "))
}
