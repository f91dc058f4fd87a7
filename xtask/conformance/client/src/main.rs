//! An API's name and the origin of Prism mocking it, to one line of JSON per call: what was called, and what was wrong.
//!
//! `cargo xtask conformance prism` runs this, and knows from the document which calls there must be.

mod call;
mod lighton;
mod sequence;

use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [api, origin] if api == "lighton" => lighton::calls(origin).await?,
        [api, origin] if api == "sequence" => sequence::calls(origin).await?,
        _ => return Err("usage: conformance-client lighton|sequence ORIGIN".into()),
    }
    Ok(())
}
