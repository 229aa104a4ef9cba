//! The tables, in Markdown.

use std::io::{self, Write};

use crate::callgrind::Counted;
use crate::rounds::{Flavour, Measured, Plan};

/// The lock file says which peers these are.
const LOCK: &str = include_str!("../../Cargo.lock");

const PACKAGES: [&str; 6] =
    ["tokio-postgres", "deadpool-postgres", "diesel", "diesel-async", "sqlx", "sea-orm"];

/// Writes what was measured on what.
pub(crate) fn header(out: &mut impl Write, plan: &Plan, server: &str) -> io::Result<()> {
    let cpus = std::thread::available_parallelism().map_or(1, usize::from);
    let placement =
        if plan.is_pinned { "divided between client and server" } else { "as the scheduler places them" };
    writeln!(out, "PostgreSQL {server}; {cpus} processors, {placement}; {} rounds.", plan.rounds)?;
    let versions: Vec<String> =
        PACKAGES.iter().map(|name| format!("{name} {}", locked_version(name))).collect();
    writeln!(out, "{}.", versions.join(", "))?;
    if plan.is_quick {
        writeln!(out, "\n**A quick run: it shows that everything works; its figures say nothing.**")?;
    }
    Ok(())
}

/// Writes one table of wall and CPU ratios.
pub(crate) fn times(
    out: &mut impl Write,
    flavour: Flavour,
    names: &[&'static str],
    measured: &[Measured],
) -> io::Result<()> {
    if measured.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Wall and client CPU, {flavour}\n")?;
    head(out, names, "wall, CPU")?;
    for row in measured {
        let Some((reference, others)) = row.samples.split_first() else { continue };
        let wall = spread(reference.iter().map(|one| one.wall));
        let cpu = spread(reference.iter().map(|one| one.cpu));
        write!(out, "| {} | {}, {} |", row.operation, time(wall.median), time(cpu.median))?;
        write!(out, " {:.0} %, {:.0} % |", wall.width * 100.0, cpu.width * 100.0)?;
        for peer in others {
            // Round by round: what slows the machine down slows both.
            let pairs = || peer.iter().zip(reference);
            let wall = spread(pairs().map(|(peer, reference)| peer.wall / reference.wall));
            let cpu = spread(pairs().map(|(peer, reference)| peer.cpu / reference.cpu));
            write!(out, " {:.2}, {:.2} |", wall.median, cpu.median)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Writes the table of instruction ratios.
pub(crate) fn instructions(
    out: &mut impl Write,
    names: &[&'static str],
    counted: &[Counted],
) -> io::Result<()> {
    writeln!(out, "\n## Client instructions (callgrind), current-thread runtime\n")?;
    let others: Vec<&str> = names.iter().skip(1).copied().collect();
    let first = names.first().copied().unwrap_or_default();
    writeln!(out, "| operation | {first} = 1.00 | {} |", others.join(" | "))?;
    writeln!(out, "| --- | --- |{}", " --- |".repeat(others.len()))?;
    for row in counted {
        let Some(reference) = row.instructions.first() else { continue };
        write!(out, "| {} | {:.0} thousand |", row.operation, reference / 1e3)?;
        for instructions in row.instructions.iter().skip(1) {
            write!(out, " {:.2} |", instructions / reference)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn head(out: &mut impl Write, names: &[&'static str], what: &str) -> io::Result<()> {
    let others: Vec<&str> = names.iter().skip(1).copied().collect();
    let first = names.first().copied().unwrap_or_default();
    writeln!(out, "| operation | {first} = 1.00 ({what}) | spread | {} |", others.join(" | "))?;
    writeln!(out, "| --- | --- | --- |{}", " --- |".repeat(others.len()))
}

struct Spread {
    median: f64,
    /// From the first to the third quartile, as a share of the median.
    width: f64,
}

fn spread(values: impl Iterator<Item = f64>) -> Spread {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    let at = |quarter: usize| {
        sorted.get(sorted.len().saturating_sub(1) * quarter / 4).copied().unwrap_or(f64::NAN)
    };
    Spread { median: at(2), width: (at(3) - at(1)) / at(2) }
}

fn time(seconds: f64) -> String {
    if seconds < 1e-3 { format!("{:.0} µs", seconds * 1e6) } else { format!("{:.1} ms", seconds * 1e3) }
}

/// The version of a package in the lock file, or a question mark.
fn locked_version(package: &str) -> &'static str {
    let name = format!("name = \"{package}\"\nversion = \"");
    LOCK.split_once(&name).and_then(|(_, rest)| rest.split('"').next()).unwrap_or("?")
}

#[cfg(test)]
mod tests {
    use super::{PACKAGES, locked_version, spread};

    #[test]
    fn a_spread_is_the_middle_half_by_the_median() {
        let spread = spread([8.0, 4.0, 2.0, 6.0, 100.0].into_iter());
        assert_eq!((spread.median, spread.width), (6.0, 4.0 / 6.0));
    }

    #[test]
    fn the_lock_file_names_every_peer() {
        for package in PACKAGES {
            assert_ne!(locked_version(package), "?", "{package}");
        }
    }
}
