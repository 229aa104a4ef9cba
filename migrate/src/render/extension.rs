//! Extensions.

use pg_orm_ir::catalog::Extension;
use pg_orm_sql::{Identifier, literal};

use super::comment;
use crate::script::{Action, Object, Step};

pub(super) fn create(extension: &Extension) -> Vec<Step> {
    let object = Object::Extension(extension.name.clone());
    let name = Identifier(&extension.name);
    let schema = extension.schema.as_ref();
    let schema = schema.map_or_else(String::new, |schema| format!(" schema {}", Identifier(schema)));
    let version = extension.version.as_ref();
    let version = version.map_or_else(String::new, |version| format!(" version {}", literal(version)));
    let statement = format!("create extension {name}{schema}{version}");
    let mut steps = vec![Step::new(Action::Create, object.clone(), statement)];
    steps.extend(comment::on(&object, &format!("extension {name}"), extension.comment.as_ref()));
    steps
}

pub(super) fn drop(extension: &Extension) -> Step {
    let statement = format!("drop extension {}", Identifier(&extension.name));
    Step::new(Action::Drop, Object::Extension(extension.name.clone()), statement)
}

/// The extensions that one needs, of those that PostgreSQL and PostGIS bring; each says so in its control file, which
/// only the server can read.
pub(super) fn requirements(name: &str) -> Vec<&str> {
    match name {
        "earthdistance" => vec!["cube"],
        "postgis_raster" | "postgis_topology" | "postgis_sfcgal" | "pgrouting" => vec!["postgis"],
        "postgis_tiger_geocoder" => vec!["postgis", "fuzzystrmatch"],
        "vectorscale" => vec!["vector"],
        _ => transform_requirements(name),
    }
}

/// `hstore_plperl` needs `hstore` and `plperl`; `bool_plperl` has no extension to its first half.
fn transform_requirements(name: &str) -> Vec<&str> {
    match name.split_once('_') {
        Some((type_, language)) if language.starts_with("plp") => vec![type_, language],
        _ => Vec::new(),
    }
}
