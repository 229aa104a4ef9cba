//! Holding functions and queries against a database, without running any.

use crate::answer::Answer;
use crate::call::invocation::Invocation;
use crate::call::routine::{Piece, Routine, Sql};
use crate::error::{Error, ErrorKind};
use crate::pipeline::prepare;
use crate::pool::Pool;

/// How many parts of one statement are left out in every combination; past it each alone, and all of them.
const ALL_COMBINATIONS: usize = 6;

/// Prepares every statement, in each of its forms, and holds its columns against what the program was built for.
///
/// # Errors
/// [`ErrorKind::Unfit`] with all that does not fit; where there is no connection.
pub fn verify<'p>(routines: &'static [&'static Routine], db: &'p Pool) -> Answer<'p, ()> {
    Box::pin(async move {
        let lease = db.checkout().await?;
        let client = lease.client()?;
        let mut problems = Vec::new();
        for routine in routines {
            for form in forms(routine) {
                let statement = form.statement();
                let purpose = form.purpose();
                if let Err(error) = prepare(client, &statement).await {
                    problems.push(error.at(purpose.model, purpose.operation, &statement.text));
                    break;
                }
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(Error::new(ErrorKind::Unfit { problems })) }
    })
}

/// The statement with and without each of the parts that may be left out.
fn forms(routine: &'static Routine) -> Vec<Invocation> {
    let pieces = match routine.sql {
        Sql::Fixed(_) => &[],
        Sql::Pieces(pieces) => pieces,
    };
    let optional: Vec<&[Piece]> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Optional(inner) => Some(*inner),
            Piece::Text(_) | Piece::Comma | Piece::Value(_) => None,
        })
        .collect();
    let count = optional.len();
    let choices: Vec<Vec<bool>> = if count <= ALL_COMBINATIONS {
        (0..1_usize << count).map(|bits| (0..count).map(|part| bits >> part & 1 == 1).collect()).collect()
    } else {
        let alone = (0..count).map(|one| (0..count).map(|part| part == one).collect());
        alone.chain([vec![false; count], vec![true; count]]).collect()
    };
    let form = |chosen: Vec<bool>| {
        let mut invocation = Invocation::new(routine);
        for (inner, _) in optional.iter().zip(chosen).filter(|(_, is_chosen)| *is_chosen) {
            for piece in *inner {
                if let Piece::Value(place) = piece {
                    invocation = invocation.bind_some(*place, Some(0_i64));
                }
            }
        }
        invocation
    };
    choices.into_iter().map(form).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::routine::{ParameterDef, RoutineKind};

    static ROUTINE: Routine = Routine {
        name: "q",
        kind: RoutineKind::Query,
        sql: Sql::Pieces(&[
            Piece::Text("select"),
            Piece::Optional(&[Piece::Text(" a "), Piece::Value(0)]),
            Piece::Optional(&[Piece::Text(" b "), Piece::Value(1)]),
        ]),
        parameters: &[ParameterDef { name: "a", type_: "int" }, ParameterDef { name: "b", type_: "int" }],
        columns: &[],
    };

    #[test]
    fn every_form_is_looked_at() {
        let texts: Vec<String> =
            forms(&ROUTINE).iter().map(|form| form.statement().text.into_owned()).collect();
        assert_eq!(texts, ["select", "select a $1::int", "select b $1::int", "select a $1::int b $2::int"]);
    }
}
