//! Databases, written as schemas and made again from these alone: their dumps are the same, object for object, nothing is
//! left out, and what is pulled from the second one is the same text.

mod corpus;
mod hostile;
mod words;

use std::fmt;

use pg_orm_ir::catalog::{Catalog, RawKind};
use pg_orm_migrate::{IntrospectOptions, create_script, introspect};
use pg_orm_schema::{Printed, Sources, Style, compile, format, print};
use pg_orm_tests::Bench;

/// What came of one schema, or of several together.
#[derive(Default)]
struct Pulled {
    objects: usize,
    /// Operators, casts and their like, which the language has no words for on purpose.
    wordless: usize,
    /// Other things that stand as SQL.
    raw: usize,
    /// What is not the same, or why nothing could be compared.
    wrong: Vec<String>,
}

impl Pulled {
    fn of(catalog: &Catalog) -> Self {
        let raw = catalog.raws.iter().filter(|raw| raw.kind == RawKind::Any).count();
        Self { raw, wordless: catalog.raws.len() - raw, ..Self::default() }
    }

    fn add(&mut self, other: &Self) {
        self.objects += other.objects;
        self.wordless += other.wordless;
        self.raw += other.raw;
        self.wrong.extend(other.wrong.iter().cloned());
    }
}

/// A line of the table: objects, those that have words, those as SQL, differences.
impl fmt::Display for Pulled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { objects, wordless, raw, wrong } = self;
        let words = objects.saturating_sub(wordless + raw);
        write!(f, "{objects:>7} | {words:>8} | {:>4} | {:>11}", wordless + raw, wrong.len())
    }
}

/// The way there and back of what is in `old`.
async fn pull(bench: &Bench) -> Pulled {
    let read = match read(bench, "old").await {
        Ok(read) => read,
        Err(error) => return Pulled { wrong: vec![error], ..Pulled::default() },
    };
    let mut pulled = Pulled::of(&read);
    if let Err(error) = there_and_back(bench, &read, &mut pulled).await {
        pulled.wrong.push(error);
    }
    pulled
}

async fn read(bench: &Bench, database: &str) -> Result<Catalog, String> {
    let client = bench.connect(database).await;
    let read = introspect(&client, &IntrospectOptions::default()).await;
    read.map(|read| read.catalog).map_err(|error| format!("{database} is not read: {error}"))
}

async fn there_and_back(bench: &Bench, read: &Catalog, pulled: &mut Pulled) -> Result<(), String> {
    let Printed { text, unsaid } = print(read);
    pulled.wrong.extend(unsaid.iter().map(|what| format!("unsaid: {what}")));
    match format(&text) {
        Ok(formatted) if formatted == text => {}
        Ok(_) => pulled.wrong.push("it is not formatted".to_owned()),
        Err(_) => pulled.wrong.push("it can't be formatted".to_owned()),
    }
    let sources = Sources::from_text("pulled.pgorm", &text);
    let compiled = compile(&sources);
    let shown = compiled.diagnostics.render(&sources, Style::Plain);
    let Some(schema) = compiled.schema else { return Err(format!("it does not compile:\n{shown}")) };
    let made = pg_orm_ir::lower(&schema).map_err(|error| format!("it makes nothing: {error}"))?;
    let script = create_script(&made).to_string();
    bench.make(&script).await.map_err(|error| format!("it is not made: {error}"))?;
    let (differences, objects) = bench.differences();
    pulled.objects = objects;
    pulled.wrong.extend(differences);
    let again = print(&self::read(bench, "new").await?).text;
    if again != text {
        let only = |these: &str, others: &str| -> Vec<String> {
            let others: Vec<&str> = others.lines().collect();
            these.lines().filter(|line| !others.contains(line)).map(str::to_owned).collect()
        };
        let (lost, new) = (only(&text, &again).join("\n  - "), only(&again, &text).join("\n  + "));
        pulled.wrong.push(format!("a second pull is another text:\n  - {lost}\n  + {new}"));
    }
    Ok(())
}
