//! Functions' names in Rust: one name of the database may be that of several.

use std::collections::BTreeSet;

use pg_orm_ir::model::Function;
use pg_orm_ir::names::snake_case;

/// The name of each function, in order.
///
/// The first one of a name has it; a later one has the types of its arguments behind it (`area_box`), and where that is taken too, a
/// number. A name that the schema gives is nobody else's.
pub(super) fn function_names(functions: &[Function]) -> Vec<String> {
    let mut taken: BTreeSet<String> = functions.iter().filter_map(|it| it.rust.clone()).collect();
    let mut names = Vec::with_capacity(functions.len());
    for function in functions {
        let name = match &function.rust {
            Some(name) => name.clone(),
            None => free(function, &taken),
        };
        taken.insert(name.clone());
        names.push(name);
    }
    names
}

fn free(function: &Function, taken: &BTreeSet<String>) -> String {
    let plain = word(&function.name.name);
    if !taken.contains(&plain) {
        return plain;
    }
    let types = function.parameters.iter().filter(|it| !it.is_output).map(|it| {
        let mut type_ = it.type_.clone();
        type_.modifiers.clear();
        let text = type_.to_string();
        let text = text.strip_suffix("[]").map_or(text.clone(), |item| format!("{item}_array"));
        // The schema of a type says little.
        word(text.rsplit('.').next().unwrap_or_default())
    });
    let long: Vec<String> = std::iter::once(plain.clone()).chain(types).collect();
    let long = long.join("_");
    if !taken.contains(&long) {
        return long;
    }
    (2..).map(|number| format!("{long}_{number}")).find(|name| !taken.contains(name)).unwrap_or(long)
}

/// A word of Rust, in snake_case: what no word takes becomes an underscore.
pub(super) fn word(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '_' }).collect();
    let mut word = snake_case(&plain);
    if word.starts_with(|c: char| !c.is_alphabetic() && c != '_') || word.trim_matches('_').is_empty() {
        word.insert_str(0, "n_");
    }
    word
}

#[cfg(test)]
mod tests {
    use pg_orm_ir::QualifiedName;
    use pg_orm_ir::model::Parameter;
    use pg_orm_ir::types::{BuiltIn, DataType};

    use super::*;

    #[test]
    fn a_later_function_of_a_name_has_its_types_behind_it() {
        let of = |schema: &str, name: &str, types: &[BuiltIn], rust: Option<&str>| Function {
            name: QualifiedName::new(schema, name),
            rust: rust.map(str::to_owned),
            parameters: types
                .iter()
                .map(|it| Parameter { type_: DataType::built_in(*it), ..Parameter::default() })
                .collect(),
            ..Function::default()
        };
        let functions = [
            of("app", "area", &[BuiltIn::Circle], None),
            of("app", "area", &[BuiltIn::Box, BuiltIn::DoublePrecision], None),
            of("geo", "area", &[BuiltIn::Box, BuiltIn::DoublePrecision], None),
            of("app", "area", &[BuiltIn::Path], Some("length")),
            of("app", "length", &[], None),
            of("app", "Odd name", &[], None),
            of("app", "1", &[], None),
            of("app", "?", &[], None),
        ];
        assert_eq!(
            function_names(&functions),
            [
                "area",
                "area_box_double_precision",
                "area_box_double_precision_2",
                "length",
                "length_2",
                "odd_name",
                "n_1",
                "n__"
            ]
        );
    }
}
