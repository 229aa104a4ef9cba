//! The names and types of what expressions answer, where they are certain.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::Returns;
use pg_orm_ir::types::{BuiltIn, DataType};
use squawk_parser::SyntaxKind;

use super::known::known_functions;
use super::resolver::{Resolver, is_query};
use super::scope::{Meaning, Scope};
use super::tree::Node;
use super::world::Routine;

impl<'w> Resolver<'_, 'w> {
    /// The type of an expression, without its modifiers.
    pub(super) fn type_of(&self, node: &Node, scope: &Scope<'_, 'w>) -> Option<DataType> {
        let type_ = match node.kind {
            SyntaxKind::NAME_REF => {
                let name = self.identifier(node.token()?)?;
                match scope.meaning(&name) {
                    Meaning::Column(type_) => type_?.into_owned(),
                    _ => return None,
                }
            }
            SyntaxKind::FIELD_EXPR => {
                let names = self.names(node)?;
                let [table, column] = names.as_slice() else { return None };
                let source = scope.source(table)?;
                source.rows.column(column)?.type_.clone()?.into_owned()
            }
            SyntaxKind::CAST_EXPR => node.children.iter().find_map(|child| self.type_named(child))?,
            SyntaxKind::PAREN_EXPR => {
                let inner = node.children.iter().find(|child| !child.children.is_empty())?;
                return self.type_of(inner, scope);
            }
            SyntaxKind::COLLATE => return self.type_of(node.children.first()?, scope),
            SyntaxKind::BIN_EXPR => {
                let is_truth = node.children.iter().any(|child| {
                    matches!(child.kind, SyntaxKind::AND_KW | SyntaxKind::OR_KW | SyntaxKind::IS_KW)
                });
                return is_truth.then_some(DataType::built_in(BuiltIn::Boolean));
            }
            SyntaxKind::PREFIX_EXPR => {
                node.child(SyntaxKind::NOT_KW)?;
                DataType::built_in(BuiltIn::Boolean)
            }
            SyntaxKind::LITERAL => match node.token()?.kind {
                SyntaxKind::TRUE_KW | SyntaxKind::FALSE_KW => DataType::built_in(BuiltIn::Boolean),
                _ => return None,
            },
            SyntaxKind::CALL_EXPR => self.type_of_call(node)?,
            _ => return None,
        };
        Some(DataType { modifiers: Vec::new(), ..type_ })
    }

    fn type_of_call(&self, node: &Node) -> Option<DataType> {
        let function = node.children.first()?;
        match function.kind {
            SyntaxKind::EXISTS_FN => return Some(DataType::built_in(BuiltIn::Boolean)),
            SyntaxKind::NAME_REF | SyntaxKind::FIELD_EXPR => {}
            _ => return None,
        }
        let names = self.names(function)?;
        let (schema, name) = match names.as_slice() {
            [name] => (None, name),
            [schema, name] => (Some(schema), name),
            _ => return None,
        };
        let is_built_in = schema.is_none_or(|schema| schema == "pg_catalog");
        match (self.world.routines(name), known_functions(name)) {
            ([], [_]) if is_built_in && name == "count" => Some(DataType::built_in(BuiltIn::BigInt)),
            ([Routine::Function(function)], []) => match &function.returns {
                Returns::Value { type_, is_set: false }
                    if schema.is_none_or(|schema| *schema == function.name.schema)
                        && !is_polymorphic(type_) =>
                {
                    Some(type_.clone())
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The type that a node of the grammar names, where it is one of PostgreSQL's or of the schema's by its full name.
    pub(super) fn type_named(&self, node: &Node) -> Option<DataType> {
        match node.kind {
            SyntaxKind::ARRAY_TYPE => {
                let inner = node.children.iter().find_map(|child| self.type_named(child))?;
                Some(inner.into_array())
            }
            SyntaxKind::PATH_TYPE => {
                let path = node.child(SyntaxKind::PATH_REF)?;
                let tokens = path.tokens();
                let names = self.names(path)?;
                match names.as_slice() {
                    [name] if !tokens.iter().any(|token| self.written(token).starts_with('"')) => {
                        // What the schema calls so may be meant.
                        if self.world.is_declared_type(name) {
                            return None;
                        }
                        BuiltIn::from_name(name).map(DataType::built_in)
                    }
                    [schema, name] if schema != "pg_catalog" && self.world.is_declared_type(name) => {
                        Some(DataType::declared(QualifiedName::new(schema, name)))
                    }
                    _ => None,
                }
            }
            SyntaxKind::TIMESTAMP_TYPE
            | SyntaxKind::TIME_TYPE
            | SyntaxKind::DOUBLE_TYPE
            | SyntaxKind::VARCHAR_TYPE
            | SyntaxKind::INTERVAL_TYPE => {
                let words: Vec<&str> = node
                    .tokens()
                    .into_iter()
                    .take_while(|token| token.kind != SyntaxKind::L_PAREN)
                    .map(|token| self.written(token))
                    .collect();
                // `timestamp(3) with time zone` is left to PostgreSQL.
                if node.tokens().iter().any(|token| token.kind == SyntaxKind::L_PAREN) {
                    return None;
                }
                BuiltIn::from_name(&words.join(" ")).map(DataType::built_in)
            }
            _ => None,
        }
    }

    /// What PostgreSQL calls a result without `as`; `None` where that is not certain.
    pub(super) fn result_name(&self, node: &Node) -> Option<String> {
        match node.kind {
            SyntaxKind::NAME_REF => {
                let token = node.token()?;
                // `current_user` and its like have the name of a function that may be another one.
                if squawk_parser::is_reserved_keyword(token.kind) {
                    return None;
                }
                self.identifier(token)
            }
            SyntaxKind::FIELD_EXPR => node
                .children
                .last()
                .filter(|last| last.kind == SyntaxKind::NAME_REF)
                .and_then(Node::token)
                .and_then(|token| self.identifier(token)),
            SyntaxKind::PAREN_EXPR => {
                let inner = node.children.iter().find(|child| !child.children.is_empty())?;
                if is_query(inner.kind) { None } else { self.result_name(inner) }
            }
            SyntaxKind::CALL_EXPR => {
                let function = node.children.first()?;
                match function.kind {
                    SyntaxKind::NAME_REF | SyntaxKind::FIELD_EXPR => self.names(function)?.pop(),
                    SyntaxKind::EXISTS_FN => Some("exists".to_owned()),
                    _ => None,
                }
            }
            SyntaxKind::COLLATE => self.result_name(node.children.first()?),
            _ => None,
        }
    }
}

/// Whether a type is one that only functions have: what it stands for depends on the call.
fn is_polymorphic(type_: &DataType) -> bool {
    match &type_.base {
        pg_orm_ir::types::BaseType::Declared(name) => super::super::is_pseudo_type(name),
        pg_orm_ir::types::BaseType::BuiltIn(_) => false,
    }
}
