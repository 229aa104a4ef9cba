//! Other people's databases.

use std::path::{Path, PathBuf};

use pg_orm_tests::{Bench, corpus_folder, sample, schema_name, schemas};

use super::{Pulled, pull};

/// The schema's way there and back; an error where it can't be loaded into this server.
async fn pull_file(bench: &Bench, file: &Path) -> Result<Pulled, String> {
    bench.empty().await;
    bench.load(file).await?;
    Ok(pull(bench).await)
}

/// Tries these, telling the table; what is wrong with each, and how all of them went together.
async fn try_all(bench: &Bench, files: &[PathBuf], group: impl Fn(&Path) -> String) -> (Vec<String>, Pulled) {
    let major = bench.major();
    let mut groups: Vec<(String, usize, usize, Pulled)> = Vec::new();
    let (mut wrong, mut all) = (Vec::new(), Pulled::default());
    for file in files {
        let group = group(file);
        if groups.last().is_none_or(|(last, ..)| *last != group) {
            groups.push((group, 0, 0, Pulled::default()));
        }
        let (_, tried, same, sum) = groups.last_mut().unwrap();
        let name = schema_name(file);
        match pull_file(bench, file).await {
            Ok(pulled) => {
                *tried += 1;
                *same += usize::from(pulled.wrong.is_empty());
                if !pulled.wrong.is_empty() {
                    let text = format!("PostgreSQL {major}: {name}:\n{}", pulled.wrong.join("\n"));
                    eprintln!("WRONG: {text}\n");
                    wrong.push(text);
                }
                sum.add(&pulled);
                all.add(&pulled);
            }
            Err(error) => eprintln!("SKIPPED: PostgreSQL {major} can't load {name}: {error}"),
        }
    }
    eprintln!("PostgreSQL {major}: schema | same | objects | by words | raw | differences");
    for (group, tried, same, sum) in &groups {
        eprintln!("{group:>20} | {same:>3} of {tried:>3} | {sum}");
    }
    (wrong, all)
}

fn verdict(wrong: &[String], all: &Pulled) {
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(all.objects > 0, "nothing was compared");
    assert!(all.raw * 100 <= all.objects, "{} of {} objects stand as SQL", all.raw, all.objects);
}

#[tokio::test]
async fn real_databases_are_pulled_whole() {
    let Some(folder) = corpus_folder("real") else { return };
    let (mut wrong, mut sum) = (Vec::new(), Pulled::default());
    for major in [15, 18] {
        let Some(bench) = Bench::start(major) else { return };
        let (these, all) = try_all(&bench, &schemas(&folder, &[]), schema_name).await;
        wrong.extend(these);
        sum.add(&all);
    }
    verdict(&wrong, &sum);
}

#[tokio::test]
async fn small_schemas_are_pulled_whole() {
    let Some(folder) = corpus_folder("pairs") else { return };
    let files = schemas(&folder, &["old.sql", "new.sql"]);
    let source = |file: &Path| {
        let below = file.strip_prefix(&folder).unwrap_or(file);
        below.iter().next().unwrap_or_default().to_string_lossy().into_owned()
    };
    let (mut wrong, mut sum) = (Vec::new(), Pulled::default());
    for (nth, major) in [15, 18].into_iter().enumerate() {
        let Some(bench) = Bench::start(major) else { return };
        let (these, all) = try_all(&bench, &sample(&files, nth), source).await;
        wrong.extend(these);
        sum.add(&all);
    }
    verdict(&wrong, &sum);
}
