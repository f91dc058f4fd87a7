//! A bounded run of each target, and all that was found once.

#[test]
fn loader() {
    fuzz::find("loader").run();
}

#[test]
fn generator() {
    fuzz::find("generator").run();
}

#[test]
fn decoders() {
    fuzz::find("decoders").run();
}

#[test]
fn requests() {
    fuzz::find("requests").run();
}

#[test]
fn responses() {
    fuzz::find("responses").run();
}
