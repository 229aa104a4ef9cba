//! How long each phase takes for schemas of many models, as a table; with `--write`, the first schema on standard output.
//!
//! `cargo run --release -p pg-orm-properties --example many_models -- 1000 10000 20000`

use std::process::ExitCode;
use std::time::{Duration, Instant};

use pg_orm_properties::many_models;
use pg_orm_schema::{Sources, check_syntax, compile};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_write = arguments.iter().any(|argument| argument == "--write");
    let counts: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    if counts.is_empty() {
        eprintln!("how many models? many_models [--write] 1000 10000");
        return ExitCode::FAILURE;
    }
    if let (true, Some(&first)) = (is_write, counts.first()) {
        print!("{}", many_models(first));
        return ExitCode::SUCCESS;
    }
    println!("| models | MB | syntax | check | lower | Rust's names | format | SQL up | SQL down |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for count in counts {
        println!("| {count} | {} |", row(&many_models(count)).join(" | "));
    }
    ExitCode::SUCCESS
}

fn row(text: &str) -> Vec<String> {
    let sources = Sources::from_text("schema.pgorm", text);
    let mut cells = vec![format!("{:.1}", text.len() as f64 / 1e6)];
    let mut add = |taken: Duration| cells.push(format!("{:.3} s", taken.as_secs_f64()));

    let (found, taken) = timed(|| check_syntax(&sources));
    assert!(found.is_empty(), "{found:?}");
    add(taken);
    let (compiled, taken) = timed(|| compile(&sources));
    assert!(compiled.diagnostics.is_empty(), "{:?}", compiled.diagnostics);
    let schema = compiled.schema.unwrap_or_default();
    add(taken);
    let (catalog, taken) = timed(|| pg_orm_ir::lower(&schema).expect("a schema without errors"));
    add(taken);
    let options = pg_orm_build::Options::default();
    add(timed(|| pg_orm_build::check_schema(&schema, &options).expect("a schema with a client")).1);
    add(timed(|| pg_orm_schema::format(text).expect("a schema without errors")).1);
    add(timed(|| pg_orm_migrate::create_script(&catalog).to_string()).1);
    add(timed(|| pg_orm_migrate::drop_script(&catalog).to_string()).1);
    cells
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}
