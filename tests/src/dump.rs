//! What `pg_dump` says of a database, object for object, so that two databases can be compared.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::process::Command;

use pg_orm_local::Server;

/// A database's objects as `pg_dump --schema-only` writes them.
///
/// The order of objects is left out; the order of what stands within one, as of a table's columns, is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dump {
    objects: BTreeMap<String, Vec<String>>,
}

/// One object that is not the same in two dumps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DumpDifference {
    /// The object: `TABLE public.users`.
    pub object: String,
    /// Its lines in the first dump; `None` where it is not there.
    pub previous: Option<Vec<String>>,
    /// Its lines in the second dump; `None` where it is not there.
    pub next: Option<Vec<String>>,
}

/// A tool of PostgreSQL that can speak to `server`, or `None`, said aloud, where there is none: the archives that
/// tests fetch hold the server alone.
#[must_use]
pub fn tool(server: &Server, name: &str) -> Option<PathBuf> {
    let major = server.version().major;
    let found = server.binaries().tool(name).filter(|path| version(path).is_some_and(|it| it >= major));
    if found.is_none() {
        eprintln!("SKIPPED: no {name} for PostgreSQL {major}, neither beside the server nor on the PATH");
    }
    found
}

/// The major version of a tool: `pg_dump (PostgreSQL) 18.1`.
fn version(path: &PathBuf) -> Option<u32> {
    let output = Command::new(path).arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let number = text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

impl Dump {
    /// Dumps the database at `url` with this `pg_dump`.
    ///
    /// # Panics
    /// When the tool fails.
    #[must_use]
    pub fn take(pg_dump: &PathBuf, url: &str) -> Self {
        let output = Command::new(pg_dump)
            .args(["--schema-only", "--dbname", url])
            .output()
            .expect("pg_dump can be run");
        assert!(output.status.success(), "pg_dump: {}", String::from_utf8_lossy(&output.stderr));
        Self::parse(&String::from_utf8_lossy(&output.stdout))
    }

    /// Reads what `pg_dump` wrote.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut objects: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut object: Option<String> = None;
        // What is set for all that follows is said of each that it is for.
        let mut settings: BTreeMap<&str, &str> = BTreeMap::new();
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            if line == "--"
                && let Some(next) = lines.peek()
                && let Some(header) = header(next)
            {
                lines.next();
                lines.next_if_eq(&"--");
                objects.entry(header.clone()).or_default();
                object = Some(header);
                continue;
            }
            if line.starts_with("\\restrict ") || line.starts_with("\\unrestrict ") {
                continue;
            }
            if let Some((name, value)) = line.strip_prefix("SET ").and_then(|set| set.split_once(" = "))
                && name.starts_with("default_")
            {
                settings.insert(name, value);
                continue;
            }
            let Some(lines) = object.as_ref().and_then(|object| objects.get_mut(object)) else { continue };
            if lines.is_empty() && line.is_empty() {
                continue;
            }
            if lines.is_empty() {
                let is_kept = line.starts_with("CREATE TABLE ")
                    || line.starts_with("CREATE MATERIALIZED VIEW ")
                    || line.starts_with("CREATE UNLOGGED TABLE ");
                let said = settings.iter().filter(|(name, value)| {
                    is_kept && !matches!((**name, **value), (_, "''" | "'';" | "heap;"))
                });
                lines.extend(said.map(|(name, value)| format!("SET {name} = {value}")));
            }
            lines.push(line.to_owned());
        }
        for (object, lines) in &mut objects {
            // The last one has what ends the dump.
            lines.retain(|line| line != "-- PostgreSQL database dump complete" && line != "--");
            while lines.last().is_some_and(String::is_empty) {
                lines.pop();
            }
            if object.starts_with("ACL ") || object.starts_with("DEFAULT ACL ") {
                lines.sort();
            }
        }
        Self { objects }
    }

    /// How many objects there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.objects.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }

    /// The objects that are not the same, in order of their names.
    #[must_use]
    pub fn differences(&self, next: &Self) -> Vec<DumpDifference> {
        let mut names: Vec<&String> = self.objects.keys().chain(next.objects.keys()).collect();
        names.sort();
        names.dedup();
        let differs = |object: &&String| self.objects.get(*object) != next.objects.get(*object);
        names
            .into_iter()
            .filter(differs)
            .map(|object| DumpDifference {
                object: object.clone(),
                previous: self.objects.get(object).cloned(),
                next: next.objects.get(object).cloned(),
            })
            .collect()
    }
}

/// `TABLE public.users` of `-- Name: users; Type: TABLE; Schema: public; Owner: postgres`.
fn header(line: &str) -> Option<String> {
    let rest = line.strip_prefix("-- Name: ")?;
    let (rest, _owner) = rest.rsplit_once("; Owner: ")?;
    let (rest, schema) = rest.rsplit_once("; Schema: ")?;
    let (name, kind) = rest.rsplit_once("; Type: ")?;
    Some(if schema == "-" { format!("{kind} {name}") } else { format!("{kind} {schema}.{name}") })
}

/// The object, and the lines that only one of the two has.
impl fmt::Display for DumpDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.object)?;
        match (&self.previous, &self.next) {
            (Some(_), None) => write!(f, " is missing"),
            (None, Some(lines)) => write!(f, " is too much:\n  + {}", lines.join("\n  + ")),
            (Some(previous), Some(next)) => {
                writeln!(f, " differs:")?;
                let only = |lines: &[String], others: &[String]| -> Vec<String> {
                    lines.iter().filter(|line| !others.contains(line)).cloned().collect()
                };
                for line in only(previous, next) {
                    writeln!(f, "  - {line}")?;
                }
                for line in only(next, previous) {
                    writeln!(f, "  + {line}")?;
                }
                Ok(())
            }
            (None, None) => Ok(()),
        }
    }
}
