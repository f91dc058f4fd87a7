//! `--watch`: runs follow changes, and errors do not end it.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStderr, Stdio};

use crate::support::{Place, pets};

/// Waits for the next run to have ended, and returns what it said until then.
pub(crate) fn next_run(said: &mut BufReader<ChildStderr>) -> String {
    let mut text = String::new();
    while !text.contains("watching specs for changes") {
        assert_ne!(said.read_line(&mut text).unwrap(), 0, "it ended: {text}");
    }
    text
}

/// The program, which does not end by itself.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn every_change_is_followed() {
    let place = Place::with_pets();
    let mut command = place.command(&["codegen", "--specs", "specs", "--out", "out", "--watch"]);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    let mut program = Running(command.spawn().unwrap());
    let mut said = BufReader::new(program.0.stderr.take().unwrap());

    next_run(&mut said);
    assert!(place.read("out/src/pets/models.rs").contains("pub name"));

    place.put("specs/pets.yaml", "openapi: 3.0.3\n");
    assert!(next_run(&mut said).contains("error["));

    place.put("specs/pets.yaml", &pets("title"));
    next_run(&mut said);
    assert!(place.read("out/src/pets/models.rs").contains("pub title"));
}
