//! `cargo xtask import`: the OpenAPI documents of documentation pages, into the specs folder.

mod page;
mod sources;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::ImportArgs;
use crate::failure::{Exit, Failure};
use crate::{locate, signals, terminal};
use page::{Block, Page};
use sources::Source;

/// Runs the verb: either everything is written or, when something is in the way, nothing.
///
/// # Errors
/// Pages that cannot be read or hold no document; files that are in the way.
pub(crate) fn run(args: &ImportArgs) -> Result<Exit, Failure> {
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
    };
    if !is_name(&args.api) {
        let failure = Failure::new(format!("`{}` cannot be the name of an API", args.api));
        return Err(
            failure.help("use lower-case letters, digits and `_`, as in names of Rust modules")
        );
    }
    let folder = locate::specs(args.specs.as_deref())?.join(&args.api);
    let mut there = documents(&folder)?;
    let mut new = Vec::new();
    let mut lines = Vec::new();
    let mut imported = Vec::new();
    for path in &args.pages {
        let bytes = fs::read(path).map_err(|error| Failure::io("read", path, &error))?;
        let page = Page::read(&bytes);
        if page.is_cut_off {
            let message = format!("{} ends within a document", path.display());
            return Err(Failure::new(message)
                .note("nothing was written")
                .help("its block is not closed: save the whole page"));
        }
        if page.blocks.is_empty() {
            let message = format!("{} holds no OpenAPI document", path.display());
            return Err(Failure::new(message).help(
                "a document stands in a fenced block of YAML or JSON, with a top-level `openapi` or `swagger` key",
            ));
        }
        for (index, block) in page.blocks.iter().enumerate() {
            let name = file_name(&page, block, index, path);
            let name = match place(&there, &folder, &name, block)? {
                Place::New => {
                    there.insert(name.clone(), block.text.to_vec());
                    new.push((folder.join(&name), block.text.to_vec()));
                    lines.push(format!(
                        "{} was written\n",
                        locate::display(&folder.join(&name))
                    ));
                    name
                }
                Place::There(name) => {
                    lines.push(format!(
                        "{} is there already\n",
                        locate::display(&folder.join(&name))
                    ));
                    name
                }
            };
            imported.push(Source::new(name, path, &page, block, &bytes));
        }
    }
    let record = folder.join(sources::FILE);
    let text = sources::record(&fs::read_to_string(&record).unwrap_or_default(), imported);
    fs::create_dir_all(&folder).map_err(|error| Failure::io("create", &folder, &error))?;
    signals::held(|| {
        for (path, bytes) in new {
            fs::write(&path, bytes).map_err(|error| Failure::io("write", &path, &error))?;
        }
        fs::write(&record, text).map_err(|error| Failure::io("write", &record, &error))
    })?;
    lines.iter().for_each(|line| terminal::message(line));
    Ok(Exit::Done)
}

/// The files directly in a folder, if there is one, with what they hold.
fn documents(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut documents = BTreeMap::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(documents);
    };
    for entry in entries {
        let path: PathBuf = entry
            .map_err(|error| Failure::io("read", folder, &error))?
            .path();
        let name = path.file_name().and_then(|name| name.to_str());
        if let (Some(name), true) = (name, path.is_file()) {
            let bytes = fs::read(&path).map_err(|error| Failure::io("read", &path, &error))?;
            documents.insert(name.to_owned(), bytes);
        }
    }
    Ok(documents)
}

/// Where a block goes.
enum Place {
    /// To the file that is named for it.
    New,
    /// Nowhere: this file holds it.
    There(String),
}

fn place(
    there: &BTreeMap<String, Vec<u8>>,
    folder: &Path,
    name: &str,
    block: &Block<'_>,
) -> Result<Place, Failure> {
    match there.get(name) {
        Some(bytes) if *bytes == *block.text => return Ok(Place::There(name.to_owned())),
        Some(_) => {
            let path = locate::display(&folder.join(name));
            let failure = Failure::new(format!("{path} is there, and differs from the page"));
            return Err(failure
                .note("nothing was written")
                .help("compare them; remove or rename the file if the page is right"));
        }
        None => {}
    }
    let same = there.iter().find(|(_, bytes)| **bytes == *block.text);
    Ok(match same {
        Some((name, _)) => Place::There(name.clone()),
        None => Place::New,
    })
}

/// `replace-members.yaml`, after the title of the page; a number tells the documents of one page apart.
fn file_name(page: &Page<'_>, block: &Block<'_>, index: usize, path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let words = |text: &str| {
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower
            .split(|character: char| !character.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        words.join("-")
    };
    let title = page.title.as_deref().map(words).unwrap_or_default();
    let name = match title.is_empty() {
        true => words(&stem),
        false => title,
    };
    let name = if name.is_empty() {
        "page".to_owned()
    } else {
        name
    };
    let extension = block.extension;
    match index {
        0 => format!("{name}.{extension}"),
        index => format!("{name}-{}.{extension}", index + 1),
    }
}
