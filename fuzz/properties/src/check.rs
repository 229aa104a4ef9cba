//! Checking a text: from names to SQL and Rust source, whatever it says.

use pg_orm_schema::{Diagnostics, Sources, Style, check_syntax, compile};

use crate::parse::places_are_whole;

/// Checks a text as `pgorm check` does and, where it is a schema, prints its SQL and its client. All of it is the
/// same the next time.
pub fn check(text: &str) {
    let sources = Sources::from_text("schema.pgorm", text);
    let compiled = compile(&sources);
    let found = &compiled.diagnostics;
    assert_eq!(compiled.schema.is_none(), found.has_errors());
    places_are_whole(&sources, found);
    for mistake in &check_syntax(&sources) {
        assert!(found.iter().any(|it| it == mistake), "{mistake:?} is lost");
    }
    let again = compile(&sources);
    assert_eq!(
        (&again.schema, &again.diagnostics),
        (&compiled.schema, found),
        "the second check tells the same"
    );
    can_be_printed(&sources, found);

    let Some(schema) = &compiled.schema else { return };
    let Ok(catalog) = pg_orm_ir::lower(schema) else {
        panic!("a schema without errors can't be lowered: {:?}", pg_orm_ir::lower(schema))
    };
    let up = pg_orm_migrate::create_script(&catalog).to_string();
    assert_eq!(pg_orm_migrate::create_script(&catalog).to_string(), up);
    let down = pg_orm_migrate::drop_script(&catalog).to_string();
    assert_eq!(up.is_empty(), down.is_empty(), "what is made can be dropped:\n{up}");
    let options = pg_orm_build::Options::default();
    if let Ok(files) = pg_orm_build::generate(schema, &options) {
        assert!(pg_orm_build::generate(schema, &options).is_ok_and(|again| again == files));
    }
}

fn can_be_printed(sources: &Sources, found: &Diagnostics) {
    // Printing costs more than checking: a text with hundreds of mistakes shows nothing new.
    if found.len() < 50 {
        let rendered = found.render(sources, Style::Plain);
        assert_eq!(rendered.is_empty(), found.is_empty());
    }
}
