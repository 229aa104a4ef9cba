//! What is said of objects of every kind: owners, comments, privileges.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Access, Grant};
use pg_orm_ir::types::DataType;
use pg_orm_sql::Identifier;

use super::rows::{self, Rows};
use super::{IntrospectError, access, type_names};

/// The address of an object, or of a part of one: its catalog, its oid, the number of its column.
type Address = (&'static str, u32, i32);

pub(super) struct Context {
    /// The roles that were asked for.
    used: RefCell<BTreeSet<u32>>,
    roles: HashMap<u32, String>,
    database_owner: Option<u32>,
    comments: HashMap<(String, u32, i32), String>,
    privileges: HashMap<(String, u32), Vec<rows::Privilege>>,
}

impl Context {
    pub(super) fn of(rows: &mut Rows) -> Self {
        let comments = std::mem::take(&mut rows.comments);
        let mut privileges: HashMap<(String, u32), Vec<rows::Privilege>> = HashMap::new();
        for row in std::mem::take(&mut rows.privileges) {
            privileges.entry((row.class.clone(), row.object)).or_default().push(row);
        }
        Self {
            used: RefCell::default(),
            roles: rows.roles.iter().map(|role| (role.oid, role.name.clone())).collect(),
            database_owner: rows.roles.iter().find(|role| role.is_database_owner).map(|role| role.oid),
            comments: comments.into_iter().map(|row| ((row.class, row.object, row.part), row.text)).collect(),
            privileges,
        }
    }

    pub(super) fn comment(&self, (class, object, part): Address) -> Option<String> {
        self.comments.get(&(class.to_owned(), object, part)).cloned()
    }

    /// A role's name; `public` for everybody. A role that was dropped has its number for a name, as PostgreSQL prints it.
    pub(super) fn role(&self, oid: u32) -> String {
        if oid == 0 {
            return "public".to_owned();
        }
        self.used.borrow_mut().insert(oid);
        self.roles.get(&oid).cloned().unwrap_or_else(|| oid.to_string())
    }

    /// The roles that objects name, by oid.
    pub(super) fn used_roles(&self) -> BTreeSet<u32> {
        self.used.borrow().clone()
    }

    /// The owner, where it is not the database's.
    pub(super) fn owner(&self, oid: u32) -> Option<String> {
        (Some(oid) != self.database_owner).then(|| self.role(oid))
    }

    /// Who owns an object and who may do what with it, its columns included.
    pub(super) fn access(
        &self,
        class: &'static str,
        oid: u32,
        owner: u32,
        columns: &[rows::Column],
    ) -> Access {
        let (grants, revoked) = self.grants(class, oid, columns);
        Access { owner: self.owner(owner), grants, revoked }
    }

    /// What is granted beyond what an object has by itself, and what is revoked of that.
    pub(super) fn grants(
        &self,
        class: &'static str,
        oid: u32,
        columns: &[rows::Column],
    ) -> (Vec<Grant>, Vec<Grant>) {
        let privileges = self.privileges.get(&(class.to_owned(), oid)).map_or(&[][..], Vec::as_slice);
        let of = |is_revoked| {
            access::grants(privileges.iter().filter(|row| row.is_revoked == is_revoked), columns, |oid| {
                self.role(oid)
            })
        };
        (of(false), of(true))
    }

    /// The statements that grant and revoke on an object without words, `object` in SQL.
    pub(super) fn grant_statements(&self, class: &'static str, oid: u32, object: &str) -> Vec<String> {
        let (grants, revoked) = self.grants(class, oid, &[]);
        let list = |grant: &Grant| grant.privileges.iter().map(|it| it.sql()).collect::<Vec<_>>().join(", ");
        // `public` is a word here, and no role can have it for a name.
        let role = |grant: &Grant| match grant.role.as_str() {
            "public" => "public".to_owned(),
            name => Identifier(name).to_string(),
        };
        let revoke = revoked.iter().map(|it| format!("revoke {} on {object} from {}", list(it), role(it)));
        let grant = grants.iter().map(|it| {
            let option = if it.is_grantable { " with grant option" } else { "" };
            format!("grant {} on {object} to {}{option}", list(it), role(it))
        });
        revoke.chain(grant).collect()
    }
}

/// A type as `format_type` prints it.
pub(super) fn data_type(text: &str) -> Result<DataType, IntrospectError> {
    type_names::parse(text)
        .ok_or_else(|| IntrospectError::Definition { what: "a type".to_owned(), text: text.to_owned() })
}

/// A name where there is one.
pub(super) fn qualified(schema: Option<String>, name: Option<String>) -> Option<QualifiedName> {
    Some(QualifiedName::new(schema?, name?))
}

/// Options as PostgreSQL keeps them: `name=value` each.
pub(super) fn options(options: Option<Vec<String>>) -> Vec<(String, String)> {
    let pair = |option: String| match option.split_once('=') {
        Some((name, value)) => (name.to_owned(), value.to_owned()),
        None => (option, String::new()),
    };
    options.unwrap_or_default().into_iter().map(pair).collect()
}
