//! Models that no document of the cases has: what is printed parses, whatever the names.

use super::file;
use crate::ir::*;
use serde_json::json;

fn module(types: Vec<TypeDef>) -> Module {
    Module {
        ident: "uuid".to_owned(),
        docs: Docs::default(),
        types,
        operations: Vec::new(),
        tags: Vec::new(),
        callbacks: Vec::new(),
        schemes: Vec::new(),
        securities: Vec::new(),
        servers: Vec::new(),
        client_headers: Vec::new(),
        examples: Vec::new(),
        has_default_methods: false,
        document: Default::default(),
    }
}

fn definition(ident: &str, kind: TypeKind) -> TypeDef {
    TypeDef {
        ident: ident.to_owned(),
        docs: Docs(vec!["Of the document.".to_owned()]),
        derives: vec!["Clone".to_owned(), "other::Derive".to_owned()],
        kind,
    }
}

fn object(fields: Vec<(&str, TypeRef, Presence)>) -> Struct {
    let fields = fields.into_iter().map(|(name, ty, presence)| Field {
        name: Name {
            wire: name.to_owned(),
            ident: name.to_owned(),
        },
        docs: Docs::default(),
        ty,
        presence,
        check: Check::default(),
    });
    Struct {
        fields: fields.collect(),
        additional: Additional::Ignored,
        rules: Rules::default(),
        own_default: false,
    }
}

fn boxed(ty: TypeRef) -> Box<TypeRef> {
    Box::new(ty)
}

/// The items of the file, each parsed.
fn items(module: &Module) -> Vec<syn::Item> {
    let file = file(module);
    let items = file.items.iter().flat_map(|item| {
        let tokens = item();
        let text = tokens.to_string();
        let file = syn::parse2::<syn::File>(tokens);
        file.unwrap_or_else(|error| panic!("{error}: {text}")).items
    });
    items.collect()
}

fn text(module: &Module) -> String {
    let items = items(module);
    prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items,
    })
}

#[test]
fn names_of_the_document_hide_none_of_ours() {
    let map = TypeRef::Map(boxed(TypeRef::Option(boxed(TypeRef::String))));
    let names = [
        "BTreeMap", "Box", "Default", "Option", "Result", "String", "Vec",
    ];
    let own = names.iter().map(|name| {
        let mut object = object(vec![
            ("a", TypeRef::Boxed(boxed(map.clone())), Presence::Optional),
            (
                "b",
                TypeRef::Vec(boxed(TypeRef::Bool)),
                Presence::Defaulted(Literal::List(Vec::new())),
            ),
        ]);
        object.own_default = true;
        definition(name, TypeKind::Struct(object))
    });
    let text = text(&module(own.collect()));
    assert!(!text.contains("use std::collections::BTreeMap"), "{text}");
    for path in [
        "Option<::std::boxed::Box<::std::collections::BTreeMap<::std::string::String, ::std",
        "-> ::std::result::Result<(), S::Error>",
        "impl ::std::default::Default for Default",
        "::std::vec::Vec::new()",
    ] {
        let plain = text.split_whitespace().collect::<Vec<_>>().concat();
        let path: String = path.split_whitespace().collect();
        assert!(plain.contains(&path), "{path} in {text}");
    }
}

#[test]
fn a_map_is_imported_where_it_is_named() {
    let map = TypeRef::Vec(boxed(TypeRef::Map(boxed(TypeRef::Value))));
    let with = module(vec![definition("A", TypeKind::Alias(map))]);
    let without = module(vec![definition("A", TypeKind::Alias(TypeRef::String))]);
    let mut kept = object(Vec::new());
    kept.additional = Additional::Kept {
        ident: "rest".to_owned(),
        ty: TypeRef::Bool,
        check: Check::default(),
    };
    let kept = module(vec![definition("A", TypeKind::Struct(kept))]);
    let imports = |module| {
        let items = items(module);
        let uses = items
            .iter()
            .filter(|item| matches!(item, syn::Item::Use(_)));
        uses.count()
    };
    assert_eq!(
        [imports(&with), imports(&without), imports(&kept)],
        [2, 0, 2]
    );
}

#[test]
fn values_of_enums_are_sorted() {
    let variant = |(index, value): (usize, &serde_json::Value)| Variant {
        ident: format!("V{index}"),
        value: value.clone(),
        docs: Docs::default(),
    };
    let of = |repr, values: &[serde_json::Value]| {
        let values = Enum {
            repr,
            variants: values.iter().enumerate().map(variant).collect(),
            unknown: Some("Unknown".to_owned()),
        };
        text(&module(vec![definition("E", TypeKind::Enum(values))]))
    };
    let strings = of(
        EnumRepr::String,
        &[json!("é"), json!("b"), json!("B"), json!("")],
    );
    let table = r#"[("", Self::V3), ("B", Self::V2), ("b", Self::V1), ("é", Self::V0)]"#;
    assert!(one_line(&strings).contains(&one_line(table)), "{strings}");
    let integers = of(EnumRepr::Integer, &[json!(10), json!(-2), json!(9)]);
    let table = "[(-2, Self::V1), (9, Self::V2), (10, Self::V0)]";
    assert!(one_line(&integers).contains(&one_line(table)), "{integers}");
}

fn one_line(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    text.replace(",]", "]")
}

#[test]
fn a_union_reads_every_branch_and_what_is_left() {
    let variant = |index: usize| UnionVariant {
        ident: format!("V{index}"),
        docs: Docs::default(),
        ty: TypeRef::Bool,
        check: Check::default(),
        tag: None,
    };
    for (count, unknown) in [(1, None), (2, None), (2, Some("Unknown".to_owned()))] {
        let union = Union {
            variants: (0..count).map(variant).collect(),
            selection: Selection::Tag {
                property: "\"kind\"".to_owned(),
                tags: vec![("b".to_owned(), 0), ("a".to_owned(), 0)],
                other: None,
            },
            unknown: unknown.clone(),
            wide: false,
            blank: 0,
            rules: Rules::default(),
        };
        let text = text(&module(vec![definition("U", TypeKind::Union(union))]));
        let reads = text.matches("runtime::variant(").count();
        let writes = text.matches("runtime::write_variant(").count();
        let expected = count + usize::from(unknown.is_some());
        assert_eq!([reads, writes], [expected; 2], "{text}");
        assert!(one_line(&text).contains(r#"[("a",0),("b",0)]"#), "{text}");
    }
}
