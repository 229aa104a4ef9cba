//! The new side taken over into the file of the old one, after its user has worked on it.

use std::fmt::Write as _;

use pg_orm_ir::catalog::{Catalog, Table};
use pg_orm_migrate::{Change, Fact, Object, diff, restate};
use pg_orm_schema::{Sources, Style, compile, format, merge, print};

/// What a remark of the user's begins with.
const REMARK: &str = "// mine: ";

/// The file as its user has it: fields renamed, remarks above the models and behind the fields, the models in another order.
fn worked_on(text: &str, catalog: &Catalog) -> String {
    let mut items: Vec<String> = Vec::new();
    let mut item = String::new();
    // An item ends with a brace in the first column; what has no block is a line.
    for line in text.split_inclusive('\n') {
        item.push_str(line);
        let is_open = item.lines().any(|line| line.ends_with('{') && !line.starts_with([' ', '/']));
        if line == "}\n" || line == "\n" && !is_open {
            items.push(std::mem::take(&mut item));
        }
    }
    items.push(item);
    let plain = plain_columns(catalog);
    let mut out = String::new();
    for item in items.iter().rev().filter(|item| !item.trim().is_empty()) {
        let head = item.lines().find(|line| line.starts_with("model ")).map(str::to_owned);
        if let Some(head) = &head {
            writeln!(out, "{REMARK}{head}\n").unwrap();
        }
        for line in item.trim_start_matches('\n').lines() {
            let (word, rest) = line.trim_start().split_once(' ').unwrap_or((line.trim(), ""));
            let is_plain =
                head.is_some() && plain.contains(&word) && !line.contains('@') && !line.contains('`');
            if line.starts_with("  ") && is_plain && item.matches(word).count() == 1 {
                writeln!(out, "  my_{word} {rest} @map(\"{word}\") {REMARK}{word}").unwrap();
            } else {
                writeln!(out, "{line}").unwrap();
            }
        }
        out.push('\n');
    }
    format(&out).expect("what was formatted can be")
}

/// Columns whose names no SQL says, so that a field of one can be renamed by its line alone.
fn plain_columns(catalog: &Catalog) -> Vec<&str> {
    let written = serde_json::to_string(catalog).unwrap();
    let names = catalog.tables.iter().flat_map(|table| &table.columns).map(|column| column.name.as_str());
    names.filter(|name| name.len() > 3 && written.matches(name).count() == 1).collect()
}

fn made(sources: &Sources) -> Result<Catalog, String> {
    let compiled = compile(sources);
    let told = || compiled.diagnostics.render(sources, Style::Plain);
    let schema = compiled.schema.as_ref().ok_or_else(told)?;
    pg_orm_ir::lower(schema).map_err(|error| error.to_string())
}

/// How many of the user's remarks are kept where the new side is merged into the old one's file, or what is wrong with it;
/// `None` where a side can't be said in the language.
pub(crate) fn merged(old: &Catalog, new: &Catalog) -> Option<Result<usize, String>> {
    let (before, after) = (print(old), print(new));
    if !before.unsaid.is_empty() || !after.unsaid.is_empty() {
        return None;
    }
    let [old_said, new_said] =
        [before.text, after.text].map(|text| (made(&Sources::from_text("", &*text)), text));
    let ((Ok(_), old_text), (Ok(new_said), _)) = (old_said, new_said) else { return None };
    let ours = Sources::from_text("schema.pgorm", worked_on(&old_text, old));
    let said = match made(&ours) {
        Ok(said) => said,
        Err(told) => return Some(Err(format!("the user's file: {told}"))),
    };
    Some(taken_over(&ours, &said, (old, new), &new_said))
}

fn taken_over(
    ours: &Sources,
    said: &Catalog,
    (old, new): (&Catalog, &Catalog),
    new_said: &Catalog,
) -> Result<usize, String> {
    let next = restate(said, old, new).map_err(|error| error.to_string())?;
    let is_order =
        |change: &Change| matches!((&change.object, &change.fact), (Object::Column { .. }, Fact::Moved));
    let text = |sources: &Sources| sources.files().map(|file| file.text().to_owned()).collect::<String>();
    let same = merge(ours, said).map_err(|error| error.to_string())?;
    if text(&same.sources) != text(ours) {
        return Err("changed where nothing did".to_owned());
    }
    let merged = merge(ours, &next).map_err(|error| error.to_string())?;
    let now = text(&merged.sources);
    if !merged.unmerged.is_empty() {
        return Err(format!("not merged: {}\n{now}", merged.unmerged.join(", ")));
    }
    // It makes what a schema that was pulled afresh makes.
    let mut facts = diff(&made(&merged.sources)?, new_said);
    facts.retain(|fact| !is_order(fact));
    if !facts.is_empty() {
        let facts: Vec<String> = facts.iter().map(ToString::to_string).collect();
        return Err(format!("{}\n{now}", facts.join("\n")));
    }
    kept(&text(ours), &now, new)
}

/// How many of the user's words are still there; which is not, though what it is about is.
fn kept(ours: &str, now: &str, new: &Catalog) -> Result<usize, String> {
    let mut count = 0;
    let has_column = |name: &str| {
        new.tables.iter().flat_map(|table: &Table| &table.columns).any(|column| column.name == name)
    };
    for line in ours.lines().filter(|line| line.contains(REMARK)) {
        let (line, remark) = line.split_once(REMARK).unwrap_or_default();
        let is_there = now.contains(&format!("{REMARK}{remark}"));
        let is_about = if line.trim().is_empty() { now.contains(remark) } else { has_column(remark) };
        if is_about && !is_there {
            return Err(format!("lost: {REMARK}{remark}\n{now}"));
        }
        if !line.trim().is_empty() && is_there && !now.contains(&format!("my_{remark} ")) {
            return Err(format!("lost: my_{remark}\n{now}"));
        }
        count += usize::from(is_there);
    }
    Ok(count)
}

#[test]
fn a_file_that_its_user_worked_on_is_another() {
    let text = "extension citext\n\nmodel A {\n  id int @id\n  title text\n}\n\nmodel B {\n  id int @id\n}\n";
    let sources = Sources::from_text("a", text);
    let worked = worked_on(text, &made(&sources).unwrap());
    assert!(worked.contains("  my_title text @map(\"title\") // mine: title\n"), "{worked}");
    assert!(worked.find("model B") < worked.find("model A"), "{worked}");
}
