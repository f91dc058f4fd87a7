//! The process is killed at every step: each file is wholly old or wholly new, nothing looks edited by hand, and the
//! next run does the rest, whatever it wants.

use super::faulty::Fault;
use super::memory::Memory;
use super::{Made, generation};
use crate::write::plan::State;

#[test]
fn a_killed_first_run() {
    every_step_is_the_last(None, &generation('a'), &['a', 'b'].map(generation));
}

#[test]
fn a_killed_later_run() {
    every_step_is_the_last(
        Some(&generation('a')),
        &generation('b'),
        &['a', 'b', 'c'].map(generation),
    );
}

#[test]
fn a_run_killed_while_it_completes_a_killed_one() {
    let [a, b, c] = ['a', 'b', 'c'].map(generation);
    let expected = Memory::new(Some(&b));
    for first in killed(&Memory::new(Some(&a)), &b) {
        for second in killed(&first, &c) {
            second.write(&b);
            assert_eq!(second.tree(), expected.tree());
        }
    }
}

#[test]
fn what_stands_around_a_region_stays() {
    let [a, b] = ['a', 'b'].map(generation);
    let memory = Memory::new(Some(&a));
    let mine = memory.tree()["Cargo.toml"].replace("# template", "mine = \"1\"");
    memory.put("Cargo.toml", &mine);
    for memory in killed(&memory, &b) {
        memory.write(&a);
        assert_eq!(memory.tree()["Cargo.toml"], mine);
    }
}

/// Kills a run for `new` at each of its steps, then runs for each of `next`.
fn every_step_is_the_last(old: Option<&Made>, new: &Made, next: &[Made]) {
    let next: Vec<_> = next
        .iter()
        .map(|next| (next, Memory::new(Some(next))))
        .collect();
    for memory in killed(&Memory::new(old), new) {
        for made in [Some(new), old].into_iter().flatten() {
            let plan = memory.plan(made);
            assert_eq!(plan.conflicts().count(), 0);
            assert!(
                plan.items
                    .iter()
                    .all(|item| item.state != State::StaleEdited)
            );
        }
        for (next, expected) in &next {
            let memory = memory.clone();
            memory.write(next);
            assert_eq!(memory.tree(), expected.tree());
        }
    }
}

/// What a run for `made` leaves when it is killed at its first step, at its second, and so on.
fn killed(memory: &Memory, made: &Made) -> Vec<Memory> {
    let mut left: Vec<Memory> = Vec::new();
    for at in 0.. {
        let memory = memory.clone();
        let (_, struck) = memory.write_with(Fault::Killed, at, made);
        if !struck {
            break;
        }
        // Many steps change nothing.
        if left.last().is_none_or(|last| *last != memory) {
            left.push(memory);
        }
    }
    assert!(left.len() > 10, "a run has more steps than {}", left.len());
    left
}
