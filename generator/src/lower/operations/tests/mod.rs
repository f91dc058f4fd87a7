//! Documents to operations: names, payloads, outputs, and that the emitted document says the same again.

mod messages;
mod names;
mod surroundings;

use crate::{
    Unmatched,
    diagnostics::Diagnostics,
    ir,
    source::{MemoryLoader, Sources, run},
};

/// The module of a document, without `openapi` and `info`; none of the tests is about errors.
#[track_caller]
fn module(rest: &str) -> ir::Module {
    of_document(&format!(
        "openapi: 3.0.3\ninfo: {{title: A, version: '1'}}\n{rest}"
    ))
}

#[track_caller]
fn of_document(text: &str) -> ir::Module {
    of_file("a.yaml", text)
}

/// The same of a file, whose name is that of the module.
#[track_caller]
fn of_file(name: &str, text: &str) -> ir::Module {
    let loader = MemoryLoader::new().file(name, text);
    let mut cx = Diagnostics::new(Sources::default(), false);
    let sources = run(&mut cx, &loader, &[]).unwrap_or_default();
    let mut modules = sources.into_iter().filter_map(|source| {
        crate::api(&mut cx, source, &mut Unmatched::new(0, &[]), &|_| {}).ok()
    });
    let module = modules.next().map(|(module, _)| module);
    drop(modules);
    assert_eq!(cx.errors(), 0, "{}", cx.human(false));
    module.expect("a module")
}

/// The module of a document, after it was checked that the emitted document gives the same operations.
#[track_caller]
fn round_trip(rest: &str) -> ir::Module {
    again(module(rest))
}

/// The same of a module that is there.
#[track_caller]
fn again(first: ir::Module) -> ir::Module {
    let second = of_document(&first.document);
    let shown = |module: &ir::Module| {
        let types: Vec<_> = module
            .types
            .iter()
            .map(|it| (&it.ident, &it.kind))
            .collect();
        // Links that are documented only are nothing that the code implements.
        let mut operations = module.operations.clone();
        for operation in &mut operations {
            operation.docs = ir::Docs::default();
        }
        let surroundings = (&module.schemes, &module.securities, &module.servers);
        format!(
            "{:#?}\n{types:#?}\n{surroundings:#?}\n{:#?}",
            operations, module.callbacks
        )
    };
    let (left, right) = (shown(&first), shown(&second));
    let mut lines = left.lines().zip(right.lines());
    let difference = lines.find(|(left, right)| left != right);
    assert_eq!(difference, None, "{}", first.document);
    assert_eq!(left.len(), right.len(), "{}", first.document);
    first
}

/// The operation of that name.
#[track_caller]
fn operation<'m>(module: &'m ir::Module, ident: &str) -> &'m ir::Operation {
    let mut operations = module.operations.iter();
    operations
        .find(|operation| operation.ident == ident)
        .expect("an operation")
}

/// Contents in a line: the variants, the payloads, and what they travel as.
fn shown(module: &ir::Module, contents: &ir::Contents) -> String {
    match contents {
        ir::Contents::One(content) => content_shown(module, content),
        ir::Contents::Several(several) => {
            let variants = several.variants.iter();
            let variants =
                variants.map(|it| format!("{}({})", it.ident, content_shown(module, &it.content)));
            let variants: Vec<_> = variants.collect();
            format!("{} {{ {} }}", several.ident, variants.join(", "))
        }
    }
}

fn content_shown(module: &ir::Module, content: &ir::Content) -> String {
    let ty = |ty: &ir::TypeRef| match ty {
        ir::TypeRef::Named(id) => module.definition(*id).ident.clone(),
        other => format!("{other:?}"),
    };
    let payload = match &content.payload {
        ir::Payload::Empty => "()".to_owned(),
        ir::Payload::Untyped => "Untyped".to_owned(),
        ir::Payload::Value(of) => ty(of),
        ir::Payload::Text(of) => format!("text {}", ty(of)),
        ir::Payload::Bytes => "bytes".to_owned(),
        ir::Payload::Items(of) => format!("items {}", ty(of)),
        ir::Payload::Events(of) => format!("events {}", ty(of)),
        ir::Payload::Parts(parts) => parts.ident.clone(),
    };
    let media: Vec<_> = content
        .media
        .iter()
        .map(|media| media.name.as_str())
        .collect();
    match media.is_empty() {
        true => payload,
        false => format!("{payload}: {}", media.join(" ")),
    }
}
