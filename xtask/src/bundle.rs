//! `cargo xtask bundle`: an API as one document.

use std::fs;
use std::path::{Path, PathBuf};

use generator::bundle::{self, Bundle, Format, Options};
use generator::source::DirLoader;

use crate::cli::{BundleArgs, BundleFormat};
use crate::failure::{Exit, Failure};
use crate::report;
use crate::{locate, signals, terminal};

/// Runs the verb.
///
/// # Errors
/// Wrong usage, unreadable input, unwritable output.
pub(crate) fn run(args: &BundleArgs) -> Result<Exit, Failure> {
    let specs = locate::specs(args.specs.as_deref())?;
    let shown = locate::display(&specs);
    let loader = DirLoader::new(&specs, shown.as_str());
    let format = match args.format.or_else(|| implied(args.output.as_deref()?)) {
        Some(BundleFormat::Json) => Format::Json,
        Some(BundleFormat::Yaml) | None => Format::Yaml,
    };
    let options = Options {
        apis: args.api.iter().cloned().collect(),
        format,
        levels: report::levels(&args.report)?,
        keep_going: args.keep_going,
    };
    let (bundles, diagnostics) = bundle::run(&loader, &options);
    report::print(&diagnostics, &args.report)?;
    let exit = report::verdict(&diagnostics);
    if exit != Exit::Done && (!args.keep_going || bundles.is_empty()) {
        terminal::message("nothing was written\n");
        return Ok(exit);
    }
    match bundles.as_slice() {
        [bundle] => write(args, bundle, format).map(|()| exit),
        several => {
            let names: Vec<_> = several.iter().map(|bundle| bundle.name.as_str()).collect();
            let failure = Failure::new("there are several APIs, and a bundle is one of them");
            Err(failure.help(format!("give one with --api: {}", names.join(", "))))
        }
    }
}

/// The format that a file is named for.
fn implied(path: &Path) -> Option<BundleFormat> {
    match path.extension()?.to_str()? {
        "json" => Some(BundleFormat::Json),
        "yaml" | "yml" => Some(BundleFormat::Yaml),
        _ => None,
    }
}

fn write(args: &BundleArgs, bundle: &Bundle, format: Format) -> Result<(), Failure> {
    let Some(output) = &args.output else {
        if bundle.names.is_some() {
            terminal::message(
                "note: what overlays say about code (`x-rust-…`) is not in the document; with --output it is written beside it\n",
            );
        }
        return terminal::result(&bundle.text);
    };
    let names = beside(output, format);
    signals::held(|| {
        put(output, &bundle.text)?;
        match &bundle.names {
            Some(text) => put(&names, text),
            None => Ok(()),
        }
    })
}

/// The overlay of a document: `pets.overlay.yaml` for `pets.json`.
fn beside(output: &Path, format: Format) -> PathBuf {
    let extension = match format {
        Format::Yaml => "overlay.yaml",
        Format::Json => "overlay.json",
    };
    output.with_extension(extension)
}

fn put(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| Failure::io("write", path, &error))?;
    terminal::message(&format!("{} was written\n", locate::display(path)));
    Ok(())
}
