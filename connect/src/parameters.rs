//! Parameters and their values, each with where it was written.

use std::collections::BTreeMap;

use crate::{
    Error, Origin,
    known::{self, Treatment},
};

/// A parameter's value.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Setting {
    pub(crate) value: String,
    pub(crate) origin: Origin,
}

/// Parameters and their values.
///
/// An empty value means the default, as in libpq, and keeps values of less precedence from being taken.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Parameters(BTreeMap<&'static str, Setting>);

impl Parameters {
    /// Sets a parameter; the last value counts.
    pub(crate) fn set(&mut self, name: &str, value: String, origin: Origin) -> Result<(), Error> {
        // The one of JDBC's making, the other of old; libpq understands both.
        match (name, value.as_str()) {
            ("ssl", "true") => return self.set("sslmode", "require".to_owned(), origin),
            ("requiressl", "1") => return self.set("sslmode", "require".to_owned(), origin),
            ("requiressl", "0") => return self.set("sslmode", "prefer".to_owned(), origin),
            ("requiressl", _) => {
                return Err(Error::BadValue {
                    parameter: "requiressl",
                    value,
                    expected: "0 or 1; sslmode has taken its place",
                    origin,
                });
            }
            _ => {}
        }
        let Some(known) = known::find(name) else {
            return Err(Error::UnknownParameter { name: name.to_owned(), origin });
        };
        match &known.treatment {
            Treatment::Obeyed => {
                self.0.insert(known.name, Setting { value, origin });
            }
            Treatment::Refused { harmless, reason }
                if !value.is_empty() && !harmless.contains(&value.as_str()) =>
            {
                return Err(Error::Unsupported { parameter: known.name, reason, origin });
            }
            Treatment::Refused { .. } | Treatment::Ignored => {}
        }
        Ok(())
    }

    /// A parameter's value; `None` where the default is meant.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.setting(name).map(|setting| setting.value.as_str()).filter(|value| !value.is_empty())
    }

    /// The same with its origin, and an empty value as it was written.
    pub(crate) fn setting(&self, name: &str) -> Option<&Setting> {
        self.0.get(name)
    }

    /// Whether the parameter was said anything about.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Takes from `others` what is not set here.
    pub(crate) fn fill_from(&mut self, others: Self) {
        for (name, setting) in others.0 {
            self.0.entry(name).or_insert(setting);
        }
    }

    /// An error about this parameter's value, which is none that may not be shown.
    pub(crate) fn bad(&self, parameter: &'static str, value: &str, expected: &'static str) -> Error {
        let origin = self.setting(parameter).map_or(Origin::Text, |setting| setting.origin.clone());
        Error::BadValue { parameter, value: value.to_owned(), expected, origin }
    }
}
