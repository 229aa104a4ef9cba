//! Extended statistics.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Statistics, StatisticsKind};

use super::index::target_sql;
use super::{access, comment};
use crate::script::{Action, Object, Step};

pub(super) fn create(of: &QualifiedName, statistics: &Statistics) -> Vec<Step> {
    let object = object(of, statistics);
    let called = format!("statistics {}", statistics.name);
    let kinds: Vec<&str> = statistics
        .kinds
        .iter()
        .map(|kind| match kind {
            StatisticsKind::NDistinct => "ndistinct",
            StatisticsKind::Dependencies => "dependencies",
            StatisticsKind::Mcv => "mcv",
        })
        .collect();
    let kinds = if kinds.is_empty() { String::new() } else { format!(" ({})", kinds.join(", ")) };
    let targets: Vec<String> = statistics.targets.iter().map(target_sql).collect();
    let statement = format!("create {called}{kinds} on {} from {of}", targets.join(", "));
    let mut steps = vec![Step::new(Action::Create, object.clone(), statement)];
    if let Some(target) = statistics.target {
        let statement = format!("alter {called} set statistics {target}");
        steps.push(Step::new(Action::Alter, object.clone(), statement));
    }
    steps.extend(comment::on(&object, &called, statistics.comment.as_ref()));
    steps.extend(access::owner(&statistics.access, &object, &called));
    steps
}

pub(super) fn drop(of: &QualifiedName, statistics: &Statistics) -> Step {
    let statement = format!("drop statistics {}", statistics.name);
    Step::new(Action::Drop, object(of, statistics), statement)
}

fn object(of: &QualifiedName, statistics: &Statistics) -> Object {
    Object::Statistics { table: of.clone(), name: statistics.name.clone() }
}
