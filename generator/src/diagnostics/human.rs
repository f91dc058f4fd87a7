//! Diagnostics to text for people, as rustc shows its own.

use super::{Diagnostic, Diagnostics, Severity, excerpt::excerpt, text::visible};
use crate::source::Span;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// All diagnostics, a blank line after each.
pub(super) fn render(cx: &Diagnostics, colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for diagnostic in cx.iter() {
        let rendered = renderer.render(&report(cx, diagnostic));
        for line in rendered.lines().filter(|line| !is_joint(line)) {
            text.push_str(line);
            text.push('\n');
        }
        text.push('\n');
    }
    text
}

/// Whether a line is the one that the renderer puts between a place and an excerpt that were given apart. (Nothing of a
/// document begins a line.)
fn is_joint(line: &str) -> bool {
    let mut pieces = line.split('\u{1b}');
    let plain = pieces.next().unwrap_or_default();
    let styled = pieces.map(|piece| piece.split_once('m').map_or("", |(_, rest)| rest));
    let mut words = std::iter::once(plain).chain(styled).map(str::trim);
    let mut words = words.by_ref().filter(|word| !word.is_empty());
    words.next() == Some(":::") && words.next().is_none()
}

fn report<'a>(cx: &Diagnostics, diagnostic: &Diagnostic) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(visible(&diagnostic.message))
        .id(diagnostic.code.name);
    let mut main = place(
        cx,
        Group::with_title(title),
        diagnostic.span,
        AnnotationKind::Primary,
        &diagnostic.label,
    );
    let notes = diagnostic
        .notes
        .iter()
        .map(|note| Level::NOTE.message(visible(note)));
    let help = diagnostic
        .help
        .iter()
        .map(|help| Level::HELP.message(visible(help)));
    if diagnostic.related.is_empty() {
        return vec![main.elements(notes).elements(help)];
    }
    main = main.elements(notes);
    let related = diagnostic.related.iter().map(|(span, label)| {
        let title = Level::NOTE.secondary_title(visible(label));
        place(
            cx,
            Group::with_title(title),
            *span,
            AnnotationKind::Context,
            "",
        )
    });
    let mut groups: Vec<Group<'_>> = std::iter::once(main).chain(related).collect();
    groups.extend(
        diagnostic
            .help
            .iter()
            .map(|help| Group::with_title(Level::HELP.secondary_title(visible(help)))),
    );
    groups
}

/// Adds a place to a group: the file, and the line where there is one.
fn place<'a>(
    cx: &Diagnostics,
    group: Group<'a>,
    span: Span,
    kind: AnnotationKind,
    label: &str,
) -> Group<'a> {
    let place = cx.sources.locate(span);
    let origin = Origin::path(visible(place.path));
    let Some(position) = place.position else {
        return group.element(origin);
    };
    let excerpt = excerpt(cx.sources.text(span.file), &position);
    let label = (!label.is_empty()).then(|| visible(label));
    let annotation: Annotation<'_> = kind.span(excerpt.marked).label(label);
    let snippet = Snippet::source(excerpt.text)
        .line_start(position.line)
        .annotation(annotation);
    match excerpt.from_start {
        true => group.element(snippet.path(visible(place.path))),
        // The renderer would count the column from where the excerpt begins.
        false => group
            .element(origin.line(position.line).char_column(position.column))
            .element(snippet),
    }
}
