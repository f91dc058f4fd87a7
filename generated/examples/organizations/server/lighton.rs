//! LightOn's API: the members of workspaces.
//!
//! There are no companies, owners and private groups here, so 400 and 403 are what the generated router makes of requests
//! by itself. A list that a request leaves out is an empty one: the operation replaces "the entire list of members". Of
//! two entries with one id, the last holds.

use super::Service;
use super::store::{Error, Unknown};
use generated::lighton::Api;
use generated::lighton::models::{
    GroupMember, SetWorkspaceMembersRequest, UserMember, WorkspaceMembers,
};
use generated::lighton::operations::{ReplaceWorkspaceMembers, ReplaceWorkspaceMembersError};
use generated::runtime::server::{Context, Denied, Failure, Head};
use generated::runtime::{Problem, Untyped, Violation};
use tokio_rusqlite::rusqlite::{Transaction, params};

impl Api for Service {
    type Principal = ();

    async fn bearer_auth(&self, token: &str, _: &Head) -> Result<(), Denied> {
        match self.credentials.admit_bearer(token) {
            true => Ok(()),
            false => Err(Denied::Unauthorized),
        }
    }

    async fn replace_workspace_members(
        &self,
        _: Context<()>,
        input: ReplaceWorkspaceMembers,
    ) -> Result<WorkspaceMembers, Failure<ReplaceWorkspaceMembersError>> {
        let members = input.body.unwrap_or_default();
        let outcome = self
            .store
            .transaction(move |transaction, unknown| {
                workspace(transaction, unknown, input.id)?;
                replace(transaction, input.id, &members)?;
                read(transaction, input.id)
            })
            .await;
        match outcome {
            Ok(members) => Ok(members),
            Err(Error::NotThere(violations)) => {
                let problem = Problem::new(404).errors(violations);
                Err(ReplaceWorkspaceMembersError::NotFound(Untyped::problem(&problem)).into())
            }
            Err(other) => Err(other.into()),
        }
    }
}

fn workspace(transaction: &Transaction<'_>, unknown: Unknown, id: i64) -> Result<(), Error> {
    let mut find = transaction.prepare_cached("SELECT 1 FROM workspaces WHERE id = ?")?;
    if find.exists([id])? {
        return Ok(());
    }
    match unknown {
        Unknown::Refuse => Err(Error::NotThere(vec![Violation {
            location: "path.id".to_owned(),
            detail: "is no workspace".to_owned(),
        }])),
        Unknown::Invent => {
            transaction.execute("INSERT INTO workspaces VALUES (?)", [id])?;
            Ok(())
        }
    }
}

fn replace(
    transaction: &Transaction<'_>,
    id: i64,
    members: &SetWorkspaceMembersRequest,
) -> Result<(), Error> {
    transaction.execute("DELETE FROM workspace_users WHERE workspace_id = ?", [id])?;
    let mut insert = transaction.prepare_cached(
        "INSERT OR REPLACE INTO workspace_users (workspace_id, id, email, role) VALUES (?, ?, ?, ?)",
    )?;
    for user in members.users.iter().flatten() {
        insert.execute(params![id, user.id, user.email, user.role])?;
    }
    transaction.execute("DELETE FROM workspace_groups WHERE workspace_id = ?", [id])?;
    let mut insert = transaction.prepare_cached(
        "INSERT OR REPLACE INTO workspace_groups (workspace_id, id, name, role) VALUES (?, ?, ?, ?)",
    )?;
    for group in members.groups.iter().flatten() {
        insert.execute(params![id, group.id, group.name, group.role])?;
    }
    Ok(())
}

fn read(transaction: &Transaction<'_>, id: i64) -> Result<WorkspaceMembers, Error> {
    let mut users = transaction.prepare_cached(
        "SELECT id, email, role FROM workspace_users WHERE workspace_id = ? ORDER BY position",
    )?;
    let users = users.query_map([id], |row| {
        Ok(UserMember {
            id: row.get(0)?,
            email: row.get(1)?,
            role: row.get(2)?,
        })
    })?;
    let mut groups = transaction.prepare_cached(
        "SELECT id, name, role FROM workspace_groups WHERE workspace_id = ? ORDER BY position",
    )?;
    let groups = groups.query_map([id], |row| {
        Ok(GroupMember {
            id: row.get(0)?,
            name: row.get(1)?,
            role: row.get(2)?,
        })
    })?;
    Ok(WorkspaceMembers {
        users: users.collect::<Result<_, _>>()?,
        groups: groups.collect::<Result<_, _>>()?,
    })
}
