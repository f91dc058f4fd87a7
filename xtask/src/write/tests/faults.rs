//! Every step of a run fails once: the output is untouched, or the next run completes it.

use std::collections::BTreeMap;
use std::io::ErrorKind;

use super::faulty::Fault;
use super::memory::Memory;
use super::{Made, generation};

const FAULTS: [Fault; 3] = [
    Fault::Once(ErrorKind::StorageFull),
    Fault::Once(ErrorKind::PermissionDenied),
    Fault::Full,
];

#[test]
fn a_failing_first_run() {
    every_step_fails(&Memory::new(None), &generation('a'));
}

#[test]
fn a_failing_later_run() {
    for (old, new) in [('a', 'b'), ('b', 'a'), ('a', 'c'), ('c', 'b')] {
        every_step_fails(&Memory::new(Some(&generation(old))), &generation(new));
    }
}

#[test]
fn a_failing_run_that_changes_the_manifest_alone() {
    // The file is there already, as it is wanted; the manifest learns of it.
    let memory = Memory::new(Some(&generation('c')));
    memory.put("extra.rs", "x\n");
    every_step_fails(&memory, &generation('c').file("extra.rs", "x\n"));
}

#[test]
fn a_failing_repair() {
    for next in ['a', 'b', 'c'] {
        let memory = Memory::new(Some(&generation('a')));
        memory.leave_half_written(&generation('b'));
        // What the killed run left is cleaned up by a run in which a step fails, or by the one after it.
        let next = generation(next);
        let expected = fresh(&next);
        for fault in FAULTS {
            until_nothing_fails(fault, |fault, at| {
                let memory = memory.clone();
                let (_, struck) = memory.write_with(fault, at, &next);
                memory.write(&next);
                assert_eq!(memory.tree(), expected);
                struck
            });
        }
    }
}

fn every_step_fails(memory: &Memory, new: &Made) {
    let before = memory.tree();
    let wanted = contents(new);
    let expected = fresh(new);
    for fault in FAULTS {
        until_nothing_fails(fault, |fault, at| {
            let memory = memory.clone();
            let (result, struck) = memory.write_with(fault, at, new);
            let after = memory.tree();
            match result {
                Ok(_) => wanted
                    .iter()
                    .for_each(|(path, text)| assert_eq!(after.get(path), Some(text), "{path}")),
                Err(failure) if failure.to_string().contains("half written") => {
                    for (path, text) in after.iter().filter(|(path, _)| !path.contains(".codegen."))
                    {
                        let is_known = [before.get(path), wanted.get(path)].contains(&Some(text));
                        assert!(
                            is_known || path.ends_with('/'),
                            "{path} is neither old nor new: {text}"
                        );
                    }
                }
                Err(failure) => assert_eq!(after, before, "{failure}"),
            }
            memory.write(new);
            assert_eq!(memory.tree(), expected, "{fault:?} at {at}");
            assert!(memory.plan(new).is_settled());
            struck
        });
    }
}

/// Lets the first step fail, then the second, and so on. The test says whether there was such a step.
fn until_nothing_fails(fault: Fault, test: impl Fn(Fault, usize) -> bool) {
    let steps = (0..).find(|at| !test(fault, *at)).unwrap();
    assert!(steps > 20, "a run has more steps than {steps}");
}

fn contents(made: &Made) -> BTreeMap<String, String> {
    made.files
        .iter()
        .map(|file| (file.path.clone(), file.contents.clone()))
        .collect()
}

fn fresh(made: &Made) -> BTreeMap<String, String> {
    Memory::new(Some(made)).tree()
}
