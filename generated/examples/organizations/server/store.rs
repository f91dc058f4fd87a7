//! The database: its tables, what is in them from the beginning, and transactions on a thread of their own.

use generated::runtime::Violation;
use std::path::Path;
use std::{error, fmt};
use tokio_rusqlite::Connection;
use tokio_rusqlite::rusqlite::{self, Transaction, TransactionBehavior};

const TABLES: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA foreign_keys = ON;

    CREATE TABLE IF NOT EXISTS customers (
        id   TEXT PRIMARY KEY,
        name TEXT NOT NULL
    ) STRICT;

    CREATE TABLE IF NOT EXISTS organizations (
        id       TEXT PRIMARY KEY,
        owner_id TEXT NOT NULL REFERENCES customers (id)
    ) STRICT;

    CREATE TABLE IF NOT EXISTS members (
        position        INTEGER PRIMARY KEY,
        organization_id TEXT NOT NULL REFERENCES organizations (id),
        customer_id     TEXT NOT NULL REFERENCES customers (id),
        UNIQUE (organization_id, customer_id)
    ) STRICT;

    CREATE TABLE IF NOT EXISTS workspaces (
        id INTEGER PRIMARY KEY
    ) STRICT;

    CREATE TABLE IF NOT EXISTS workspace_users (
        position     INTEGER PRIMARY KEY,
        workspace_id INTEGER NOT NULL REFERENCES workspaces (id),
        id           INTEGER NOT NULL,
        email        TEXT NOT NULL,
        role         TEXT NOT NULL,
        UNIQUE (workspace_id, id)
    ) STRICT;

    CREATE TABLE IF NOT EXISTS workspace_groups (
        position     INTEGER PRIMARY KEY,
        workspace_id INTEGER NOT NULL REFERENCES workspaces (id),
        id           INTEGER NOT NULL,
        name         TEXT NOT NULL,
        role         TEXT NOT NULL,
        UNIQUE (workspace_id, id)
    ) STRICT;
";

/// What is there from the beginning, unless it is there already.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seed {
    /// Customers: id and name.
    pub(crate) customers: Vec<(String, String)>,
    /// Organizations: id, id of the owner, ids of the members.
    pub(crate) organizations: Vec<(String, String, Vec<String>)>,
    /// Ids of workspaces.
    pub(crate) workspaces: Vec<i64>,
}

impl Seed {
    /// What the examples of Sequence's documentation name, and a workspace.
    pub(crate) fn demo() -> Self {
        const OWNER: &str = "50af5191-05a3-42a5-802a-6b59091157af";
        const MEMBER: &str = "e309e948-088e-4d77-b654-cd85498f1555";
        let customer = |id: &str, name: &str| (id.to_owned(), name.to_owned());
        Self {
            customers: vec![
                customer(OWNER, "FinTech Solutions Inc."),
                customer(MEMBER, "Fintech Payment Processing"),
                customer(
                    "e06f36e2-0a44-404d-bdbc-b66a292609b0",
                    "FinTech Wealth Management",
                ),
            ],
            organizations: vec![(
                "c0dc4e79-ec52-4811-8cf5-addb2527915c".to_owned(),
                OWNER.to_owned(),
                vec![MEMBER.to_owned()],
            )],
            workspaces: vec![1],
        }
    }
}

/// What is done about an id that nobody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unknown {
    /// The request is refused.
    Refuse,
    /// There is one from now on.
    Invent,
}

/// Why something was not done.
#[derive(Debug)]
pub(crate) enum Error {
    /// The request names what is not there, in these places.
    NotThere(Vec<Violation>),
    /// The database failed.
    Database(rusqlite::Error),
    /// The thread of the database is gone.
    Closed,
}

impl fmt::Display for Error {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotThere(_) => to.write_str("the request names what is not there"),
            Self::Database(_) => to.write_str("the database failed"),
            Self::Closed => to.write_str("the database is closed"),
        }
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Database(error) => Some(error),
            Self::NotThere(_) | Self::Closed => None,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

/// A database. All work is done on its own thread, one transaction after the other, so none waits on those of tokio.
pub(crate) struct Store {
    connection: Connection,
    unknown: Unknown,
}

impl Store {
    /// Opens a file, or a database in memory, and makes what is not there yet.
    ///
    /// # Errors
    /// When the file is not a database, or not one that can be written.
    pub(crate) async fn open(
        file: Option<&Path>,
        seed: Seed,
        unknown: Unknown,
    ) -> Result<Self, Error> {
        let connection = match file {
            Some(file) => Connection::open(file).await?,
            None => Connection::open_in_memory().await?,
        };
        let store = Self {
            connection,
            unknown,
        };
        store
            .call(move |connection| {
                connection.execute_batch(TABLES)?;
                sow(connection, &seed)
            })
            .await?;
        Ok(store)
    }

    /// Does all of `work`, or, when it fails, nothing.
    ///
    /// # Errors
    /// Those of `work`, and when the database cannot be written.
    pub(crate) async fn transaction<R: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>, Unknown) -> Result<R, Error> + Send + 'static,
    ) -> Result<R, Error> {
        let unknown = self.unknown;
        self.call(move |connection| {
            // Taking the lock at the start, it never has to be taken in the middle of the work.
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = work(&transaction, unknown)?;
            transaction.commit()?;
            Ok(result)
        })
        .await
    }

    /// Waits for all work to be done, and closes the database.
    ///
    /// # Errors
    /// When the database cannot be closed.
    pub(crate) async fn close(&self) -> Result<(), Error> {
        match self.connection.clone().close().await {
            Ok(()) => Ok(()),
            Err(tokio_rusqlite::Error::Close((_, error))) => Err(error.into()),
            Err(_) => Err(Error::Closed),
        }
    }

    async fn call<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut rusqlite::Connection) -> Result<R, Error> + Send + 'static,
    ) -> Result<R, Error> {
        match self.connection.call(work).await {
            Ok(result) => Ok(result),
            Err(tokio_rusqlite::Error::Error(error)) => Err(error),
            Err(_) => Err(Error::Closed),
        }
    }
}

fn sow(connection: &mut rusqlite::Connection, seed: &Seed) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (id, name) in &seed.customers {
        transaction.execute("INSERT OR IGNORE INTO customers VALUES (?, ?)", [id, name])?;
    }
    for (id, owner, members) in &seed.organizations {
        let sql = "INSERT OR IGNORE INTO organizations VALUES (?, ?)";
        let is_there = transaction.execute(sql, [id, owner])? == 0;
        for member in members.iter().filter(|_| !is_there) {
            let sql = "INSERT INTO members (organization_id, customer_id) VALUES (?, ?)";
            transaction.execute(sql, [id, member])?;
        }
    }
    for id in &seed.workspaces {
        transaction.execute("INSERT OR IGNORE INTO workspaces VALUES (?)", [id])?;
    }
    transaction.commit()?;
    Ok(())
}
