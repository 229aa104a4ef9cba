//! A routine with the values that it is called with: a statement.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::call::routine::{Piece, Routine, RoutineKind, Sql};
use crate::error::Error;
use crate::executor::{Target, Together};
use crate::expr::Shared;
use crate::pipeline::{Purpose, Sink};
use crate::render::{Param, ParamValue, Statement};
use crate::types::{BoxError, BytesMut, Type};
use crate::value::{Parameter, Value};

/// A call that was not sent yet.
#[derive(Clone)]
pub struct Invocation {
    routine: &'static Routine,
    /// One for each parameter; `None` for one that was not given.
    values: Vec<Option<Shared>>,
    pub(crate) limit: Option<u64>,
}

/// NULL, of whatever type.
#[derive(Debug)]
struct Null;

impl Parameter for Null {
    fn encode(&self, _: &Type, _: &mut BytesMut) -> Result<bool, BoxError> {
        Ok(false)
    }
}

impl Invocation {
    /// A call without values.
    #[must_use]
    pub fn new(routine: &'static Routine) -> Self {
        Self { routine, values: vec![None; routine.parameters.len()], limit: None }
    }

    /// Gives a parameter its value.
    #[must_use]
    pub fn bind(mut self, parameter: usize, value: impl Value) -> Self {
        self.give(parameter, Some(Arc::new(value)));
        self
    }

    /// Gives a parameter its value, where there is one; without one it is absent.
    #[must_use]
    pub fn bind_some<T: Value>(mut self, parameter: usize, value: Option<T>) -> Self {
        self.give(parameter, value.map(|value| Arc::new(value) as Shared));
        self
    }

    fn give(&mut self, parameter: usize, value: Option<Shared>) {
        if let Some(place) = self.values.get_mut(parameter) {
            *place = value;
        }
    }

    pub(crate) fn routine(&self) -> &'static Routine {
        self.routine
    }

    pub(crate) fn purpose(&self) -> Purpose {
        Purpose { model: Some(self.routine.name), operation: self.routine.kind.operation() }
    }

    /// Runs it, and gives its rows to the sink.
    pub(crate) async fn run(self, target: Target<'_>, sink: &mut dyn Sink) -> Result<(), Error> {
        let purpose = self.purpose();
        target.run(&[self.statement()], Together::Apart, purpose, sink).await
    }

    /// The statement.
    pub(crate) fn statement(&self) -> Statement<'static> {
        let mut writer =
            Writer { values: &self.values, routine: self.routine, places: Vec::new(), text: String::new() };
        let text = match self.routine.sql {
            Sql::Fixed(text) => {
                writer.places.extend(0..self.routine.parameters.len());
                Cow::Borrowed(text)
            }
            Sql::Pieces(pieces) => {
                writer.pieces(pieces);
                Cow::Owned(std::mem::take(&mut writer.text))
            }
        };
        let mut params: Vec<Param<'static>> =
            writer.places.iter().map(|&place| param(self.values.get(place).cloned().flatten())).collect();
        let text = match self.limit {
            None => text,
            Some(limit) => {
                let limit: Shared = Arc::new(i64::try_from(limit).unwrap_or(i64::MAX));
                params.push(param(Some(limit)));
                Cow::Owned(limited(self.routine.kind, &text, params.len()))
            }
        };
        Statement { text, params, routine: Some(self.routine) }
    }
}

fn param(value: Option<Shared>) -> Param<'static> {
    Param { value: ParamValue::Shared(value.unwrap_or_else(|| Arc::new(Null))), column: None }
}

/// The first rows alone. A query may end in anything, a limit of its own too.
fn limited(kind: RoutineKind, text: &str, number: usize) -> String {
    match kind {
        RoutineKind::Query => format!("with q as (\n{text}\n) select * from q limit ${number}"),
        _ => format!("{text} limit ${number}"),
    }
}

/// Writes pieces, and numbers the values in the order of their first appearance.
struct Writer<'i> {
    values: &'i [Option<Shared>],
    routine: &'static Routine,
    /// The parameter behind each number.
    places: Vec<usize>,
    text: String,
}

impl Writer<'_> {
    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.text.push_str(text),
                Piece::Value(place) => self.value(*place),
                Piece::Comma if self.text.ends_with('(') => {}
                Piece::Comma => self.text.push_str(", "),
                Piece::Optional(inner) if self.is_whole(inner) => self.pieces(inner),
                Piece::Optional(_) => {}
            }
        }
    }

    fn value(&mut self, place: usize) {
        let known = self.places.iter().position(|&it| it == place);
        let number = known.unwrap_or_else(|| {
            self.places.push(place);
            self.places.len() - 1
        });
        self.text.push('$');
        self.text.push_str(&(number + 1).to_string());
        self.text.push_str("::");
        self.text.push_str(self.routine.parameters.get(place).map_or("text", |it| it.type_));
    }

    fn is_whole(&self, pieces: &[Piece]) -> bool {
        pieces.iter().all(|piece| match piece {
            Piece::Value(place) => self.values.get(*place).is_some_and(Option::is_some),
            Piece::Text(_) | Piece::Comma | Piece::Optional(_) => true,
        })
    }
}

impl fmt::Debug for Invocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut values = f.debug_struct(self.routine.name);
        for (parameter, value) in self.routine.parameters.iter().zip(&self.values) {
            if let Some(value) = value {
                values.field(parameter.name, value);
            }
        }
        values.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::routine::ParameterDef;

    static PARAMETERS: [ParameterDef; 2] =
        [ParameterDef { name: "a", type_: "bigint" }, ParameterDef { name: "b", type_: "text" }];
    static QUERY: Routine = Routine {
        name: "q",
        kind: RoutineKind::Query,
        sql: Sql::Pieces(&[
            Piece::Text("select 1 where true"),
            Piece::Optional(&[
                Piece::Text(" and b = "),
                Piece::Value(1),
                Piece::Text(" or b <> "),
                Piece::Value(1),
            ]),
            Piece::Text(" and a = "),
            Piece::Value(0),
        ]),
        parameters: &PARAMETERS,
        columns: &[],
    };

    #[test]
    fn what_is_absent_takes_its_part_along() {
        let call = Invocation::new(&QUERY).bind(0, 7_i64);
        let statement = call.statement();
        assert_eq!(statement.text, "select 1 where true and a = $1::bigint");
        assert_eq!(statement.params.len(), 1);
        let call = call.bind_some(1, Some("x".to_owned()));
        let statement = call.statement();
        assert_eq!(
            statement.text,
            "select 1 where true and b = $1::text or b <> $1::text and a = $2::bigint"
        );
        assert_eq!(format!("{call:?}"), "q { a: 7, b: \"x\" }");
        let limited = Invocation { limit: Some(3), ..call.bind_some::<String>(1, None) }.statement();
        assert_eq!(
            limited.text,
            "with q as (\nselect 1 where true and a = $1::bigint\n) select * from q limit $2"
        );
    }
}
