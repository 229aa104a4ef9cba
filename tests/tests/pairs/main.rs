//! Two states of other people's schemas: what differs between them, and the one taken over into the file of the other.

mod compare;
mod cover;
mod load;
mod merge;

use std::collections::BTreeMap;

use load::{Bench, name, pairs, source};

/// How many of all pairs may have a difference of dumps that no fact tells, for each version.
const UNTOLD: usize = 1;

/// How many pairs of a source came how far.
#[derive(Default)]
struct Counts {
    all: usize,
    unloadable: usize,
    told: usize,
    merged: usize,
    unsayable: usize,
    kept: usize,
}

#[tokio::test]
async fn differences_are_told_and_taken_over() {
    let mut wrong = Vec::new();
    for (i, major) in [15, 18].into_iter().enumerate() {
        let Some(bench) = Bench::start(major) else { continue };
        let mut sources: BTreeMap<String, Counts> = BTreeMap::new();
        let mut untold = Vec::new();
        // Another sample for each version.
        for pair in pairs(i) {
            let what = format!("PostgreSQL {major}: {}", name(&pair));
            let counts = sources.entry(source(&pair)).or_default();
            counts.all += 1;
            let sides = match bench.sides(&pair).await {
                Ok(sides) => sides,
                Err(why) => {
                    counts.unloadable += 1;
                    eprintln!("SKIPPED: {what}: {why}");
                    continue;
                }
            };
            match compare::unlike(&sides) {
                unlike if unlike.is_empty() => counts.told += 1,
                unlike => untold.push(format!("{what}:\n{}", unlike.join("\n"))),
            }
            match merge::merged(&sides[0].catalog, &sides[1].catalog) {
                Some(Ok(kept)) => {
                    counts.merged += 1;
                    counts.kept += kept;
                }
                Some(Err(why)) => wrong.push(format!("{what}: {why}")),
                None => counts.unsayable += 1,
            }
        }
        for (source, Counts { all, unloadable, told, merged, unsayable, kept }) in sources {
            eprintln!(
                "PostgreSQL {major}: {source}: of {all} pairs {unloadable} can't be loaded; facts and dumps agree on \
                 {told}; {merged} are merged, with {kept} remarks kept, {unsayable} have no words"
            );
        }
        untold.iter().for_each(|text| eprintln!("UNTOLD: {text}"));
        if untold.len() > UNTOLD {
            wrong.extend(untold);
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n\n"));
}
