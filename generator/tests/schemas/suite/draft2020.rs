//! Schemas of draft 2020-12 as components of OpenAPI 3.1: as they are, in a resource of their own.

use super::ROOT;
use serde_json::{Map, Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Where the suite's remote documents are served; they are put in, since nothing is fetched.
const REMOTES: &str = "http://localhost:1234/";

/// The component that a schema of draft 2020-12 becomes, or what keeps it from being said.
pub(super) fn convert(folder: &Path, schema: &Value) -> Result<Map<String, Value>, &'static str> {
    let mut root = schema.clone();
    let text = root.to_string();
    if text.contains("json-schema.org/draft/2020-12/schema\"")
        && text.matches("$schema").count()
            != text.matches("json-schema.org/draft/2020-12/schema").count()
    {
        return Err("references to the schema of schemas");
    }
    if text.contains("\"$schema\":\"http://localhost") {
        return Err("dialects of their own");
    }
    if let Some(map) = root.as_object_mut() {
        map.shift_remove("$schema");
        if !map.contains_key("$id") {
            map.insert("$id".to_owned(), json!("https://example.com/root.json"));
        }
        let mut text = Value::Object(map.clone()).to_string();
        let mut remotes: Map<String, Value> = Map::new();
        loop {
            let missing = remotes_of(folder, &text)
                .into_iter()
                .find(|url| !remotes.contains_key(url));
            let Some(url) = missing else { break };
            let read = fs::read_to_string(path(folder, &url)).expect("a remote document");
            let mut remote: Value = serde_json::from_str(&read).expect("JSON");
            if let Some(map) = remote.as_object_mut() {
                map.shift_remove("$schema");
                match map.get("$id").cloned() {
                    None => {
                        map.insert("$id".to_owned(), json!(url));
                    }
                    Some(id) if id == url => {}
                    // What is served under one name calls itself by another.
                    Some(id) => {
                        remote = json!({"$id": url, "$ref": id, "$defs": {"served": remote}})
                    }
                }
            }
            text.push_str(&remote.to_string());
            remotes.insert(url, remote);
        }
        if !remotes.is_empty() {
            let defs = map.entry("$defs").or_insert_with(|| json!({}));
            for (index, (_, remote)) in remotes.into_iter().enumerate() {
                defs[format!("remote{index}")] = remote;
            }
        }
    }
    Ok(Map::from_iter([(ROOT.to_owned(), root)]))
}

/// The file that is served under a URL.
fn path(folder: &Path, url: &str) -> PathBuf {
    folder
        .with_file_name("remotes")
        .join(url.strip_prefix(REMOTES).unwrap_or_default())
}

/// The URLs of remote documents that a text refers to.
fn remotes_of(folder: &Path, text: &str) -> Vec<String> {
    let all = |key: &str| -> Vec<String> {
        let before = format!("\"{key}\":\"");
        let parts = text.split(&before).skip(1);
        let texts = parts.filter_map(|after| after.split('"').next()?.split('#').next());
        texts.map(str::to_owned).collect()
    };
    let join = |base: &str, reference: &str| match reference.contains(':') {
        true => reference.to_owned(),
        false => {
            let end = base.rfind('/').map_or(0, |end| end + 1);
            format!("{}{}", &base[..end], reference.trim_start_matches("./"))
        }
    };
    // Bases may be relative to each other; what is no file is no remote document.
    let ids = all("$id");
    let mut bases = ids.clone();
    for base in &ids {
        bases.extend(ids.iter().map(|id| join(base, id)));
    }
    let references = all("$ref");
    let urls = bases.iter().flat_map(|base| {
        references
            .iter()
            .map(move |reference| join(base, reference))
    });
    let mut found: Vec<String> = urls
        .filter(|url| url.starts_with(REMOTES) && path(folder, url).is_file() && !ids.contains(url))
        .collect();
    found.sort();
    found.dedup();
    found
}
