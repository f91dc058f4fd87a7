//! Lists the files of the runtime for the generator to embed.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    let root = Path::new("../templates/runtime/src/runtime");
    println!("cargo::rerun-if-changed={}", root.display());
    println!("cargo::rerun-if-changed=../templates/frames");
    let mut files = Vec::new();
    collect(root, &mut files)?;
    files.sort();
    let mut list = String::from(
        "/// The runtime's files by their path in it, sorted.\nconst RUNTIME: &[(&str, &str)] = &[\n",
    );
    for file in files {
        let name: Vec<_> = file
            .strip_prefix(root)
            .unwrap_or(&file)
            .iter()
            .map(|part| part.to_string_lossy())
            .collect();
        // The generated crate has a frame of its own for this one: it names only the parts that are there.
        if name.join("/") != "mod.rs" {
            let absolute = fs::canonicalize(&file)?;
            list.push_str(&format!(
                "    ({:?}, include_str!({absolute:?})),\n",
                name.join("/")
            ));
        }
    }
    list.push_str("];\n");
    let out = env::var_os("OUT_DIR")
        .map(PathBuf::from)
        .unwrap_or_default();
    fs::write(out.join("runtime_files.rs"), list)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        match path.is_dir() {
            true => collect(&path, files)?,
            false if path.extension().is_some_and(|extension| extension == "rs") => {
                files.push(path)
            }
            false => {}
        }
    }
    Ok(())
}
