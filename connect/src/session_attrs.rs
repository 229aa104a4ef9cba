//! `target_session_attrs`: which servers of several are taken.

use std::fmt;

use tokio_postgres::{Client, SimpleQueryMessage};

use crate::{Error, parameters::Parameters};

/// Which servers are taken; see
/// [PostgreSQL's manual](https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-TARGET-SESSION-ATTRS).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SessionAttrs {
    Any,
    ReadWrite,
    ReadOnly,
    Primary,
    Standby,
    PreferStandby,
}

const NAMES: [(SessionAttrs, &str); 6] = [
    (SessionAttrs::Any, "any"),
    (SessionAttrs::ReadWrite, "read-write"),
    (SessionAttrs::ReadOnly, "read-only"),
    (SessionAttrs::Primary, "primary"),
    (SessionAttrs::Standby, "standby"),
    (SessionAttrs::PreferStandby, "prefer-standby"),
];

impl SessionAttrs {
    pub(crate) fn new(parameters: &Parameters) -> Result<Self, Error> {
        let Some(setting) = parameters.setting("target_session_attrs") else { return Ok(Self::Any) };
        let found = NAMES.iter().find(|(_, name)| *name == setting.value).map(|(attrs, _)| *attrs);
        let expected = "any, read-write, read-only, primary, standby or prefer-standby";
        found.ok_or_else(|| parameters.bad("target_session_attrs", &setting.value, expected))
    }

    /// What to look for in each round over the hosts.
    pub(crate) fn rounds(self) -> &'static [Self] {
        match self {
            Self::Any => &[Self::Any],
            Self::ReadWrite => &[Self::ReadWrite],
            Self::ReadOnly => &[Self::ReadOnly],
            Self::Primary => &[Self::Primary],
            Self::Standby => &[Self::Standby],
            Self::PreferStandby => &[Self::Standby, Self::Any],
        }
    }

    /// Whether a server in this state is taken.
    pub(crate) fn takes(self, state: State) -> bool {
        match self {
            Self::Any | Self::PreferStandby => true,
            Self::ReadWrite => !state.is_read_only && !state.is_standby,
            Self::ReadOnly => state.is_read_only || state.is_standby,
            Self::Primary => !state.is_standby,
            Self::Standby => state.is_standby,
        }
    }
}

impl fmt::Display for SessionAttrs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(NAMES.iter().find(|(attrs, _)| attrs == self).map_or("", |(_, name)| name))
    }
}

/// What a server is at present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct State {
    /// Transactions are read only unless they say otherwise.
    is_read_only: bool,
    /// It follows another server.
    is_standby: bool,
}

impl State {
    /// From what servers report by themselves since version 14; `None` where something between hides it.
    pub(crate) fn reported<'p>(parameter: impl Fn(&str) -> Option<&'p str>) -> Option<Self> {
        let is_on = |name| parameter(name).map(|value| value == "on");
        Some(Self {
            is_read_only: is_on("default_transaction_read_only")?,
            is_standby: is_on("in_hot_standby")?,
        })
    }

    /// By asking the server; `None` where its answer makes no sense.
    pub(crate) async fn asked(client: &Client) -> Result<Option<Self>, tokio_postgres::Error> {
        let sql =
            "SELECT pg_catalog.current_setting('transaction_read_only'), pg_catalog.pg_is_in_recovery()";
        let messages = client.simple_query(sql).await?;
        Ok(messages.iter().find_map(|message| match message {
            SimpleQueryMessage::Row(row) => {
                Some(Self { is_read_only: row.get(0)? == "on", is_standby: row.get(1)? == "t" })
            }
            _ => None,
        }))
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.is_standby, self.is_read_only) {
            (true, _) => "a standby",
            (false, true) => "a primary whose sessions are read only",
            (false, false) => "a primary that takes writes",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{NAMES, State};

    #[test]
    fn servers_are_taken_as_the_manual_says() {
        let state = |is_standby, is_read_only| State { is_read_only, is_standby };
        let states = [state(false, false), state(false, true), state(true, false), state(true, true)];
        let taken = NAMES.map(|(attrs, name)| (name, states.map(|state| attrs.takes(state))));
        assert_eq!(
            taken,
            [
                ("any", [true, true, true, true]),
                ("read-write", [true, false, false, false]),
                ("read-only", [false, true, true, true]),
                ("primary", [true, true, false, false]),
                ("standby", [false, false, true, true]),
                ("prefer-standby", [true, true, true, true]),
            ]
        );
    }

    #[test]
    fn what_is_not_reported_is_not_guessed() {
        assert_eq!(State::reported(|_| None), None);
        let reported = State::reported(|name| Some(if name == "in_hot_standby" { "on" } else { "off" }));
        assert_eq!(reported, Some(State { is_read_only: false, is_standby: true }));
    }
}
