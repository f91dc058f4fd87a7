//! Tables of names.

use super::{Scope, is_keyword, snake_name, type_name, variant_name};

#[test]
fn types() {
    for (name, expected) in [
        ("CustomerIdWithName", "CustomerIdWithName"),
        ("CustomerIDWithName", "CustomerIdWithName"),
        ("customer_organization", "CustomerOrganization"),
        ("WorkspaceMembersV3Response", "WorkspaceMembersV3Response"),
        ("OAuth2Token", "Oauth2Token"),
        ("o_auth2_token", "Oauth2Token"),
        ("x-y-position", "XyPosition"),
        ("Self", "Self_"),
        ("", "Empty"),
        ("2fa", "Type2fa"),
        ("🦀", "U1f980"),
        ("🦞", "U1f99e"),
        ("pet.owner/v2", "PetOwnerV2"),
        ("Sequence-Version", "SequenceVersion"),
    ] {
        assert_eq!(type_name(name), expected, "{name:?}");
        assert_eq!(type_name(expected), expected, "{name:?}");
    }
}

#[test]
fn variants() {
    for (name, expected) in [
        ("2024-07-30", "V2024_07_30"),
        ("+1", "Plus1"),
        ("-1", "Minus1"),
        ("$ref", "DollarRef"),
        ("@type", "AtType"),
        ("Page«Pet»", "PagePet"),
        ("Map<string, List<Pet>>", "MapStringListPet"),
        ("<none>", "LessNoneGreater"),
        ("", "Empty"),
        (" ", "Space"),
        ("#", "Hash"),
        ("\"", "Quote"),
        ("\\", "Backslash"),
        ("{}", "OpenClose"),
        ("\n}", "NewlineClose"),
        ("a-b", "AB"),
        ("e\u{301}", "EU0301"),
        ("\u{e9}", "U00e9"),
    ] {
        assert_eq!(variant_name(name), expected, "{name:?}");
    }
}

#[test]
fn fields() {
    for (name, expected) in [
        ("customerIds", "customer_ids"),
        ("userIDs", "user_ids"),
        ("type", "type_"),
        ("self", "self_"),
        ("gen", "gen_"),
        ("_", "underscore"),
        ("__", "underscore_underscore"),
        ("_id", "id"),
        ("2fa", "n2fa"),
        ("r#type", "r_type"),
        ("X-Request-ID", "x_request_id"),
    ] {
        assert_eq!(snake_name(name), expected, "{name:?}");
    }
}

#[test]
fn identifiers_are_ascii_and_parse() {
    for name in [
        "",
        " ",
        "\u{202e}",
        "Привет",
        "a\u{200b}b",
        "fn",
        "Self",
        "crate",
        "0",
        "\"] mod x",
        "\0",
        "_",
        "ﬁ",
    ] {
        for identifier in [type_name(name), variant_name(name), snake_name(name)] {
            assert!(
                identifier.is_ascii() && !is_keyword(&identifier),
                "{name:?} {identifier}"
            );
            assert!(
                syn::parse_str::<syn::Ident>(&identifier).is_ok(),
                "{name:?} {identifier}"
            );
        }
    }
}

#[test]
fn collisions_do_not_depend_on_order() {
    let names = ["fooBar", "foo_bar", "foo-bar", "foo_bar_2"];
    let wanted: Vec<_> = names
        .iter()
        .map(|name| (snake_name(name), (*name).to_owned()))
        .collect();
    let assign = |wanted: &[(String, String)]| -> std::collections::BTreeMap<String, String> {
        let assigned = Scope::default().assign(wanted);
        wanted
            .iter()
            .map(|(_, name)| name.clone())
            .zip(assigned)
            .collect()
    };
    let first = assign(&wanted);
    let reversed: Vec<_> = wanted.iter().rev().cloned().collect();
    assert_eq!(first, assign(&reversed));
    assert_eq!(first["foo_bar"], "foo_bar");
    assert_eq!(first["foo_bar_2"], "foo_bar_2");
    let distinct: std::collections::BTreeSet<_> = first.values().collect();
    assert_eq!(distinct.len(), names.len());
}

/// What comes of a name does not grow with it, and those that begin alike are numbered.
#[test]
fn long_names_are_cut() {
    let long = "aB-".repeat(10_000);
    for identifier in [type_name(&long), variant_name(&long), snake_name(&long)] {
        assert!(identifier.len() < 2_000, "{} bytes", identifier.len());
    }
    let wanted = ["x", "y"].map(|end| {
        let name = format!("{long}{end}");
        (snake_name(&name), name)
    });
    let assigned = Scope::default().assign(&wanted);
    assert_ne!(assigned[0], assigned[1]);
}

#[test]
fn numbered_types_are_camel_case() {
    let wanted =
        ["in-active", "inActive", "v2", "V2"].map(|name| (variant_name(name), name.to_owned()));
    assert_eq!(
        Scope::default().assign(&wanted),
        ["InActive", "InActive2", "V2_2", "V2"]
    );
}
