//! The calls of LightOn's API.

use std::error::Error;

use generated::lighton::models::{GroupMember, SetWorkspaceMembersRequest, UserMember};
use generated::lighton::operations::{ReplaceWorkspaceMembers, ReplaceWorkspaceMembersError as E};
use generated::lighton::{Client, Server};
use generated::runtime::client::Credential;
use generated::runtime::{FORM, JSON, MULTIPART};

use crate::call::{Breaking, Call, Damage};

const OPERATION: &str = "replace_workspace_members";

/// Makes every call.
///
/// # Errors
/// When there can be no client of that origin.
pub(crate) async fn calls(origin: &str) -> Result<(), Box<dyn Error>> {
    let server = Server::Custom(origin.to_owned());
    let credential = Credential::bearer("token");
    let client = Client::new(&server, credential.clone())?;
    let input = |body| ReplaceWorkspaceMembers {
        body,
        ..ReplaceWorkspaceMembers::new(42)
    };

    for status in [200, 400, 401, 403, 404] {
        for media in [None, Some(JSON), Some(FORM), Some(MULTIPART)] {
            let call = Call::forced(OPERATION, media, status);
            let input = input(media.map(|_| members()));
            let outcome = client.call(&input, &call.options()).await;
            call.report(outcome, |outcome| {
                matches!(
                    (status, outcome),
                    (200, Ok(_))
                        | (400, Err(E::BadRequest(_)))
                        | (401, Err(E::Unauthorized(_)))
                        | (403, Err(E::Forbidden(_)))
                        | (404, Err(E::NotFound(_)))
                )
            });
        }
    }

    for media in [JSON, FORM, MULTIPART] {
        for (status, damage) in [
            (401, Damage::Credential),
            (400, Damage::Word("role", "rolf")),
        ] {
            let client =
                Client::with_transport(Breaking::new(damage), &server, credential.clone())?;
            let call = Call::control(OPERATION, media, status);
            let outcome = client.call(&input(Some(members())), &call.options()).await;
            call.report_refused(outcome);
        }
    }
    Ok(())
}

fn members() -> SetWorkspaceMembersRequest {
    let user = |id, email: &str, role: &str| UserMember {
        id,
        email: email.to_owned(),
        role: role.to_owned(),
    };
    SetWorkspaceMembersRequest {
        users: Some(vec![
            user(1, "a+b&c=d@example.com", "owner"),
            user(-2, "é\"\\\n@example.com", "member"),
        ]),
        groups: Some(vec![GroupMember {
            // The largest integer that Prism, which is JavaScript, can tell from its neighbours.
            id: 9_007_199_254_740_991,
            name: "Engineering".to_owned(),
            role: "viewer".to_owned(),
        }]),
    }
}
