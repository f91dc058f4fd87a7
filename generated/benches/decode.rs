//! What it costs to read and write JSON by the generated types, and by the same types with serde's derive.
//!
//! ```text
//! cargo bench -p generated --bench decode
//! ```
//!
//! Values come in the document's order and in the reverse of it: the generated types look first for the property behind the
//! last one.

use generated::{lighton, sequence};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// One round of one contender: shorter than the turns that an operating system gives, so that on a busy machine, too, many
/// rounds are undisturbed.
const ROUND: Duration = Duration::from_micros(500);

/// Rounds of each contender. The contenders take turns, so that what else the machine does strikes both.
const ROUNDS: usize = 401;

#[derive(Deserialize, Serialize)]
struct CustomerOrganization {
    id: String,
    owner: CustomerIdWithName,
    members: Vec<CustomerIdWithName>,
}

#[derive(Deserialize, Serialize)]
struct CustomerIdWithName {
    id: String,
    name: String,
}

#[derive(Deserialize, Serialize)]
struct WorkspaceMembers {
    users: Vec<UserMember>,
    groups: Vec<GroupMember>,
}

#[derive(Deserialize, Serialize)]
struct UserMember {
    id: i64,
    email: String,
    role: String,
}

#[derive(Deserialize, Serialize)]
struct GroupMember {
    id: i64,
    name: String,
    role: String,
}

#[derive(Deserialize, Serialize)]
struct SetWorkspaceMembersRequest {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    users: Option<Vec<UserMember>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    groups: Option<Vec<GroupMember>>,
}

fn main() {
    println!(
        "{:<44} {:>7}  {:>8} {:>8} {:>6}",
        "", "bytes", "ours ns", "derive", "ratio"
    );
    for count in [1, 100] {
        let organization = organization(count);
        let members = members(count);
        case::<sequence::models::CustomerOrganization, CustomerOrganization>(
            "CustomerOrganization",
            &organization,
        );
        case::<lighton::models::WorkspaceMembers, WorkspaceMembers>("WorkspaceMembers", &members);
        case::<lighton::models::SetWorkspaceMembersRequest, SetWorkspaceMembersRequest>(
            "SetWorkspaceMembersRequest",
            &members,
        );
    }
}

fn case<O, D>(name: &str, json: &str)
where
    O: DeserializeOwned + Serialize,
    D: DeserializeOwned + Serialize,
{
    let (ours, derived): (O, D) = (read(json), read(json));
    assert_eq!(write(&ours), write(&derived), "the same job");
    let reversed = reversed(json);
    let rows = [
        (
            "read",
            contend(|| drop(read::<O>(json)), || drop(read::<D>(json))),
        ),
        (
            "read, reversed",
            contend(|| drop(read::<O>(&reversed)), || drop(read::<D>(&reversed))),
        ),
        (
            "write",
            contend(|| drop(write(&ours)), || drop(write(&derived))),
        ),
    ];
    for (what, (ours, derived)) in rows {
        println!(
            "{:<44} {:>7}  {ours:>8.0} {derived:>8.0} {:>6.2}",
            format!("{name}: {what}"),
            json.len(),
            ours / derived
        );
    }
}

fn read<T: DeserializeOwned>(json: &str) -> T {
    black_box(serde_json::from_str(black_box(json)).expect("a value"))
}

fn write<T: Serialize>(value: &T) -> Vec<u8> {
    black_box(serde_json::to_vec(black_box(value)).expect("JSON"))
}

/// Nanoseconds that one call of each takes in the lower quartile of the rounds.
fn contend(mut one: impl FnMut(), mut other: impl FnMut()) -> (f64, f64) {
    let calls = [calibrated(&mut one), calibrated(&mut other)];
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        times[0].push(round(&mut one, calls[0]));
        times[1].push(round(&mut other, calls[1]));
    }
    let [one, other] = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[ROUNDS / 4]
    });
    (one, other)
}

/// How many calls make a round.
fn calibrated(call: &mut impl FnMut()) -> u32 {
    let start = Instant::now();
    let mut calls = 0;
    while start.elapsed() < ROUND {
        call();
        calls += 1;
    }
    calls
}

fn round(call: &mut impl FnMut(), calls: u32) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        call();
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(calls)
}

fn organization(members: usize) -> String {
    let member = |index: usize| {
        format!(
            r#"{{"id":"6f4dfdd1-2a11-4a5d-9b34-{index:012}","name":"Customer number {index}"}}"#
        )
    };
    let list: Vec<String> = (1..=members).map(member).collect();
    format!(
        r#"{{"id":"c0dc4e79-ec52-4811-8cf5-addb2527915c","owner":{},"members":[{}]}}"#,
        member(0),
        list.join(",")
    )
}

fn members(count: usize) -> String {
    let user =
        |index| format!(r#"{{"id":{index},"email":"user-{index}@example.com","role":"editor"}}"#);
    let group = |index| format!(r#"{{"id":{index},"name":"Group {index}","role":"viewer"}}"#);
    let users: Vec<String> = (0..count).map(user).collect();
    let groups: Vec<String> = (0..count).map(group).collect();
    format!(
        r#"{{"users":[{}],"groups":[{}]}}"#,
        users.join(","),
        groups.join(",")
    )
}

/// The same value, its members in the reverse of their order.
fn reversed(json: &str) -> String {
    fn text(value: &Value) -> String {
        match value {
            Value::Object(members) => {
                let members = members.iter();
                let members: Vec<String> = members
                    .map(|(name, value)| format!("{}:{}", Value::from(name.as_str()), text(value)))
                    .rev()
                    .collect();
                format!("{{{}}}", members.join(","))
            }
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(text).collect();
                format!("[{}]", items.join(","))
            }
            value => value.to_string(),
        }
    }
    text(&read(json))
}
