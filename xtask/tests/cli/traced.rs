//! What the program asks of the system: no socket, nothing read but documents and what every program reads, nothing
//! written but the output. Needs `strace`; where there is none these tests see nothing and say so.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use crate::support::{Place, can_trace, finish};

/// What every program reads: its libraries, and what the system says about itself.
const SYSTEM: [&str; 9] = [
    "/dev/null",
    "/dev/tty",
    "/etc/ld.so",
    "/lib",
    "/proc/",
    "/sys/",
    "/usr/lib",
    "/usr/local/lib",
    "/usr/share/zoneinfo",
];

/// Documents that ask for more than they may have.
const HOSTILE: &str = "\
openapi: 3.0.3
info: {title: T, version: '1'}
servers: [{url: 'http://127.0.0.1:9/'}]
paths: {}
components:
  schemas:
    A: {$ref: 'http://127.0.0.1:9/a.yaml#/A'}
    B: {$ref: '/etc/passwd#/A'}
    C: {$ref: 'file:///etc/passwd#/A'}
    D: {$ref: '../../outside.yaml#/A'}
    E: {$ref: '%2e%2e/outside.yaml#/A'}
    F: {$ref: '//127.0.0.1/share/a.yaml#/A'}
";

#[test]
fn documents_are_read_and_the_output_is_written_and_nothing_else() {
    let place = Place::with_pets();
    trace(&place, 0);
    // Nothing changes; something does; something goes.
    trace(&place, 0);
    place.put("specs/more.yaml", &crate::support::pets("more"));
    trace(&place, 0);
    fs::remove_file(place.path("specs/more.yaml")).unwrap();
    trace(&place, 0);
}

#[test]
fn no_document_has_another_file_read() {
    let place = Place::new();
    place.put("outside.yaml", "A: {type: string}\n");
    place.put("specs/a/a.yaml", HOSTILE);
    trace(&place, 1);
    #[cfg(unix)]
    {
        let place = Place::with_pets();
        place.put("outside.yaml", HOSTILE);
        std::os::unix::fs::symlink(place.path("outside.yaml"), place.path("specs/b.yaml")).unwrap();
        trace(&place, 1);
    }
}

/// Runs `codegen` and looks at its calls.
fn trace(place: &Place, exit: i32) {
    if !can_trace() {
        return;
    }
    let log = tempfile::NamedTempFile::new().unwrap();
    let program = place.command(&["codegen", "--specs", "specs", "--out", "out"]);
    let mut strace = Command::new("strace");
    strace
        .args([
            "-f",
            "-y",
            "-s",
            "4096",
            "-e",
            "trace=%file,%network,%desc",
            "-o",
        ])
        .arg(log.path())
        .arg(program.get_program())
        .args(program.get_args())
        .current_dir(place.path(""))
        // Where Cargo has tests look for libraries, no program looks that is run without it.
        .env_remove("LD_LIBRARY_PATH");
    let run = finish(strace);
    let wrong = run.exit != Some(exit) && !(exit == 1 && run.exit == Some(2));
    assert!(!wrong, "{run:#?}");

    let root = fs::canonicalize(place.path("")).unwrap();
    let (mut read, mut written) = (BTreeSet::new(), BTreeSet::new());
    let calls = fs::read_to_string(log.path()).unwrap();
    for call in calls.lines() {
        let call = call
            .split_once(' ')
            .map_or("", |(_, call)| call.trim_start());
        let Some((name, arguments)) = call.split_once('(') else {
            continue;
        };
        assert!(
            ![
                "socket", "connect", "bind", "sendto", "sendmsg", "listen", "accept"
            ]
            .contains(&name),
            "{call}"
        );
        match name {
            "open" | "openat" | "openat2" => {
                let path = path(&root, arguments);
                let changes = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"];
                match changes.iter().any(|flag| arguments.contains(flag)) {
                    true => written.insert(path),
                    false => read.insert(path),
                }
            }
            "creat" | "mkdir" | "mkdirat" | "unlink" | "unlinkat" | "rmdir" | "rename"
            | "renameat" | "renameat2" | "link" | "linkat" | "symlink" | "symlinkat" | "chmod"
            | "fchmodat" | "truncate" | "mknod" => written.insert(path(&root, arguments)),
            _ => continue,
        };
    }
    assert!(read.len() > 2, "{calls}");
    let ours = [root.join("specs"), root.join("out")];
    for path in read {
        let is_known = ours.iter().any(|ours| path.starts_with(ours))
            || SYSTEM
                .iter()
                .any(|known| path.to_string_lossy().starts_with(known));
        assert!(is_known, "{} is read", path.display());
    }
    for path in written {
        let is_known = path.starts_with(&ours[1]) || path.starts_with("/dev/");
        assert!(is_known, "{} is written", path.display());
    }
}

/// The path that a call is about, absolute and without steps up.
fn path(root: &Path, arguments: &str) -> PathBuf {
    let (before, rest) = arguments.split_once('"').unwrap_or((arguments, ""));
    let name = rest.split('"').next().unwrap_or_default();
    let folder = match before
        .split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'))
    {
        Some((folder, _)) => PathBuf::from(folder),
        None => root.to_path_buf(),
    };
    let mut path = PathBuf::new();
    for part in folder.join(name).components() {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            Component::CurDir => {}
            part => path.push(part),
        }
    }
    path
}
