//! The table, in Markdown.

use std::io::{self, Write};

use crate::cargo::Cost;
use crate::models::MODELS;
use crate::rounds::Measured;

/// Writes one row for each crate and command.
pub(crate) fn write(out: &mut impl Write, measured: &[Measured]) -> io::Result<()> {
    writeln!(out, "{MODELS} models, ten columns and two relations each, five functions and their use.")?;
    writeln!(out, "Seconds of CPU, then of wall, cargo's own included; the median of so many runs.\n")?;
    writeln!(out, "| command | relations | peer | clean: CPU, wall | after one edit: CPU, wall | runs |")?;
    writeln!(out, "| --- | --- | --- | --- | --- | --- |")?;
    for row in measured {
        let (clean, edited) = (median(&row.clean), median(&row.edited));
        writeln!(
            out,
            "| cargo {} | {} | {} | {:.1}, {:.1} | {:.1}, {:.1} | {} |",
            row.command,
            row.shape.name(),
            row.peer,
            clean.cpu,
            clean.wall,
            edited.cpu,
            edited.wall,
            row.clean.len(),
        )?;
    }
    Ok(())
}

fn median(costs: &[Cost]) -> Cost {
    let of = |value: fn(&Cost) -> f64| {
        let mut values: Vec<f64> = costs.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len().saturating_sub(1) / 2).copied().unwrap_or(f64::NAN)
    };
    Cost { wall: of(|cost| cost.wall), cpu: of(|cost| cost.cpu) }
}
