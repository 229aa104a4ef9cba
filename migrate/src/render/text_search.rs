//! Text search dictionaries and configurations.

use pg_orm_ir::catalog::{TextSearchConfiguration, TextSearchDictionary};
use pg_orm_sql::{Identifier, literal};

use super::{access, comment, reference};
use crate::script::{Action, Object, Step};

pub(super) fn create_dictionary(dictionary: &TextSearchDictionary) -> Vec<Step> {
    let object = Object::TextSearchDictionary(dictionary.name.clone());
    let called = format!("text search dictionary {}", dictionary.name);
    let mut parts = vec![format!("template = {}", reference(&dictionary.template))];
    let options = dictionary.options.iter();
    parts.extend(options.map(|(name, value)| format!("{} = {}", Identifier(name), literal(value))));
    let statement = format!("create {called} ({})", parts.join(", "));
    let mut steps = vec![Step::new(Action::Create, object.clone(), statement)];
    steps.extend(comment::on(&object, &called, dictionary.comment.as_ref()));
    steps.extend(access::owner(&dictionary.access, &object, &called));
    steps
}

pub(super) fn drop_dictionary(dictionary: &TextSearchDictionary) -> Step {
    let object = Object::TextSearchDictionary(dictionary.name.clone());
    Step::new(Action::Drop, object, format!("drop text search dictionary {}", dictionary.name))
}

pub(super) fn create_configuration(configuration: &TextSearchConfiguration) -> Vec<Step> {
    let object = Object::TextSearchConfiguration(configuration.name.clone());
    let called = format!("text search configuration {}", configuration.name);
    let statement = format!("create {called} (parser = {})", reference(&configuration.parser));
    let mut steps = vec![Step::new(Action::Create, object.clone(), statement)];
    for mapping in &configuration.mappings {
        let dictionaries: Vec<String> = mapping.dictionaries.iter().map(reference).collect();
        let token = Identifier(&mapping.token);
        let statement = format!("alter {called} add mapping for {token} with {}", dictionaries.join(", "));
        steps.push(Step::new(Action::Alter, object.clone(), statement));
    }
    steps.extend(comment::on(&object, &called, configuration.comment.as_ref()));
    steps.extend(access::owner(&configuration.access, &object, &called));
    steps
}

pub(super) fn drop_configuration(configuration: &TextSearchConfiguration) -> Step {
    let object = Object::TextSearchConfiguration(configuration.name.clone());
    Step::new(Action::Drop, object, format!("drop text search configuration {}", configuration.name))
}
