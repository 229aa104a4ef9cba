//! The codes of all diagnostics: stable across releases, never used for something else.
//!
//! `P0..` lints, `P1..` syntax, `P2..` names, `P3..` types, `P4..` attributes, `P5..` values, `P6..` relations, `P7..` SQL,
//! `P8..` sessions and security, `P9..` what is not supported yet.

use std::fmt;

/// The code of a kind of diagnostic: `P301`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(&'static str);

impl Code {
    /// As it is printed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

macro_rules! codes {
    ($($name:ident = $code:literal, $meaning:literal;)*) => {
        $(pub(crate) const $name: Code = Code($code);)*

        /// Every code with what it stands for, in order.
        pub const CODES: &[(Code, &str)] = &[$(($name, $meaning)),*];
    };
}

codes! {
    UNUSED_ALLOW = "P001", "warning: an `@allow` that allows nothing";
    FOREIGN_KEY_WITHOUT_INDEX = "P002", "warning: a foreign key without an index";
    DUPLICATE_INDEX = "P003", "warning: an index that another one makes needless";
    POLICY_ON_UNINDEXED_COLUMN = "P004", "warning: a policy that picks rows by a column without an index";
    DEFINER_WITHOUT_SEARCH_PATH = "P005", "warning: a `security definer` function without a search path of its own";
    VIEW_WITHOUT_INVOKER = "P006", "warning: a view that passes row-level security by";
    UNGUARDED_SETTING = "P007", "warning: a setting that is read without a guard";
    TIMESTAMP_WITHOUT_TIME_ZONE = "P008", "warning: `timestamp`, which is no moment";
    TIME_WITH_TIME_ZONE = "P009", "warning: `timetz`, whose time zone cannot be known";
    JSON_FOR_JSONB = "P010", "warning: `json` in place of `jsonb`";
    PADDED_CHAR = "P011", "warning: `char(n)`, which pads with spaces";
    MONEY_TYPE = "P012", "warning: `money`, whose currency is a setting of the server";
    SERIAL_FOR_IDENTITY = "P013", "warning: `@serial` in place of `@identity`";
    MISSPELT_EXTENSION = "P014", "warning: an extension whose name nearly is a known one's";
    PUBLISHED_WITHOUT_IDENTITY = "P015", "warning: a published table whose rows cannot be told apart";
    NOT_AN_ITEM = "P101", "a line at the top of a file that starts no item";
    AFTER_ITEM = "P102", "something that does not belong to an item's head";
    UNCLOSED_BLOCK = "P103", "a block without its `}`";
    UNNAMED_ATTRIBUTE = "P104", "`@` or `@@` without a name";
    DOC_BEHIND = "P105", "a doc comment behind what it documents";
    STRAY_DOC = "P106", "a doc comment that documents nothing";
    TYPE_SYNTAX = "P107", "`[]`, `?` or parentheses that a type cannot have";
    BAD_ESCAPE = "P108", "an escape that strings do not know";
    UNCLOSED_SQL = "P109", "SQL without its closing backtick";
    UNCLOSED_STRING = "P110", "a string without its closing quote";
    UNCLOSED_BRACKET = "P111", "an argument list, a list or a map that is not closed";
    UNEXPECTED = "P112", "a character or word that cannot stand there";
    NOT_UNDERSTOOD = "P113", "a piece of a line that is not understood";
    TOO_DEEP = "P114", "brackets nested too deep";
    UNKNOWN_KEYWORD = "P201", "an item of a kind that does not exist";
    MISSING_NAME = "P202", "an item without a name";
    MISSING_BLOCK = "P203", "an item without its block";
    BAD_NAME = "P204", "a name with a dot or in quotes where Rust needs a name";
    DUPLICATE = "P205", "a name that is declared twice";
    DUPLICATE_FIELD = "P206", "two fields of one name";
    BUILT_IN_NAME = "P207", "an item that hides a type of PostgreSQL's own";
    NOT_PASCAL_CASE = "P208", "a type's name in lower case";
    NOT_SNAKE_CASE = "P209", "a field's name with capitals";
    RUST_KEYWORD = "P210", "a name that is a keyword of Rust";
    RESERVED_TYPE = "P211", "a name that generated code needs itself";
    SAME_MODULE = "P212", "two items that are one module in Rust";
    SAME_VARIANT = "P213", "two values of an enum that are one variant in Rust";
    NAME_LENGTH = "P214", "a name of more than 63 bytes";
    NAME_EMPTY = "P215", "an empty name";
    SYSTEM_COLUMN = "P216", "a column with the name of a system column";
    SAME_DATABASE_NAME = "P217", "two objects of one name in the database";
    SAME_COLUMN = "P218", "two columns of one name in the database";
    SAME_CONSTRAINT = "P219", "two constraints of one name on a table";
    RESERVED_DATABASE_NAME = "P220", "a name that PostgreSQL keeps for itself";
    UNKNOWN_SCHEMA = "P221", "a schema whose name nearly is a declared one's";
    UNKNOWN_MIXIN = "P222", "a mixin that is not declared";
    MIXIN_CYCLE = "P223", "a mixin that includes itself";
    MIXIN_TWICE = "P224", "a mixin that is included twice";
    EMPTY_ENUM = "P225", "an enum without values";
    LABEL_WITH_TYPE = "P227", "words behind an enum's value";
    SAME_LABEL = "P228", "two values of an enum with one label";
    EMPTY_COMPOSITE = "P229", "a composite without fields";
    UNKNOWN_OBJECT = "P230", "a table, function or other object that is not declared";
    MISSING_TYPE = "P301", "a field without a type";
    UNKNOWN_TYPE = "P302", "a type that does not exist";
    NOT_A_TYPE = "P303", "a mixin or session where a type is expected";
    TYPE_MODIFIER = "P304", "a number in a type's parentheses that does not fit";
    DOMAIN_BASE = "P305", "a domain without a type that it can be made of";
    TYPE_CYCLE = "P306", "a type that is made of itself";
    NEVER_NULL = "P307", "`?` on a type that is never null";
    LACKS_EXTENSION = "P308", "a type, operator class or index method whose extension is not declared";
    WRONG_ARGUMENT = "P309", "an argument of a function that cannot stand there";
    UNKNOWN_ATTRIBUTE = "P401", "an attribute that does not exist";
    MISPLACED_ATTRIBUTE = "P402", "an attribute in the wrong place";
    REPEATED_ATTRIBUTE = "P403", "an attribute given twice";
    CONFLICTING_ATTRIBUTES = "P404", "attributes that exclude each other";
    MISSING_ARGUMENT = "P405", "an attribute without an argument that it needs";
    EXTRA_ARGUMENT = "P406", "an argument too many";
    UNKNOWN_ARGUMENT = "P407", "an argument of an unknown name";
    DUPLICATE_ARGUMENT = "P408", "an argument given twice";
    ATTRIBUTE_TYPE = "P409", "an attribute that does not fit the column's type";
    ATTRIBUTE_NULLABLE = "P410", "an attribute that a nullable column cannot have";
    NO_FIELDS = "P411", "an empty list of fields";
    REPEATED_FIELD = "P412", "a field named twice in one list";
    UNKNOWN_FIELD = "P413", "a field that does not exist";
    RELATION_AS_COLUMN = "P414", "a relation where a column is expected";
    TWO_PRIMARY_KEYS = "P415", "a second primary key";
    NO_ORDER = "P416", "a key or btree index over a type without an order";
    INDEX_METHOD = "P417", "an index method that does not exist, or cannot do this";
    NO_OPERATORS = "P418", "an index method without operators for the column's type";
    PARTIAL_UNIQUE = "P419", "a condition on a unique constraint";
    UNKNOWN_ENTRY = "P420", "an entry that does not exist";
    REPEATED_ENTRY = "P421", "an entry given twice";
    MISSING_VALUE = "P422", "an entry without a value";
    MISPLACED_MEMBER = "P423", "a field among entries, or an entry among fields";
    MISSING_ENTRY = "P424", "an item without an entry that it needs";
    PARTITION = "P425", "a partition or a key that does not fit how its model is partitioned";
    INHERITANCE = "P426", "a model that inherits what it cannot, or otherwise than its parents have it";
    FOREIGN_TABLE = "P427", "something that only a foreign table has, or that it has not";
    WRONG_VALUE = "P501", "a value of the wrong kind";
    NOT_ONE_OF = "P502", "a word that is none of those that can stand there";
    DEFAULT_TYPE = "P503", "a default that does not fit the column's type";
    DEFAULT_RANGE = "P504", "a default that the column's type cannot hold";
    DEFAULT_TEXT = "P505", "a default whose text is not a value of the type";
    DEFAULT_LABEL = "P506", "a default that is no value of the enum";
    DEFAULT_NULL = "P507", "null as a default";
    UNKNOWN_FUNCTION = "P508", "a function that cannot stand without backticks";
    DEFAULT_MOMENT = "P509", "a default that would be the moment of the migration in every row";
    RELATION_TYPE = "P601", "a relation to a list of lists, or to a list that may be null";
    RELATION_LIST_FIELDS = "P602", "fields on a relation that is a list";
    RELATION_COUNT = "P603", "a relation whose two sides have different numbers of fields";
    RELATION_NOT_UNIQUE = "P604", "a relation to fields that are not unique";
    RELATION_NO_KEY = "P605", "a relation to a model without a primary key";
    RELATION_TYPES = "P606", "a relation whose two sides have different types";
    RELATION_NULLABLE = "P607", "a relation that is nullable where its fields are not, or the reverse";
    RELATION_ACTION = "P608", "an action that the fields do not allow";
    RELATION_SAME_NAME = "P609", "two relations of one name";
    RELATION_FAR_ARGUMENT = "P610", "an argument of the foreign key on the side without one";
    RELATION_NO_OWNER = "P611", "a relation of which no side names fields";
    RELATION_NAME = "P612", "a relation's side whose name fits no other side";
    RELATION_AMBIGUOUS = "P613", "a relation's side that fits several";
    RELATION_SECOND_END = "P614", "a second other side of one relation";
    RELATION_CARDINALITY = "P615", "a side that is one where many are possible, or the reverse";
    THROUGH_UNKNOWN = "P616", "a relation through something that is not a model";
    THROUGH_LIST = "P617", "a relation through a model that is not a list";
    THROUGH_END = "P618", "a model between without a relation to an end";
    THROUGH_AMBIGUOUS = "P619", "a model between with several relations to an end";
    SQL_EMPTY = "P701", "a fragment of SQL that is empty";
    SQL_UNCLOSED = "P702", "a string, identifier, comment or bracket in SQL that does not end";
    SQL_BRACKET = "P703", "a bracket in SQL that closes nothing";
    SQL_SEMICOLON = "P704", "a semicolon in a fragment of SQL";
    SQL_PARAMETER = "P705", "a parameter in a fragment of SQL";
    SQL_COMMENT = "P706", "a fragment of SQL that ends in a comment";
    UNKNOWN_SETTING = "P707", "a setting that no session has";
    AMBIGUOUS_SETTING = "P708", "a setting that several sessions have";
    SETTING_NOT_IMMUTABLE = "P709", "a setting where PostgreSQL needs an immutable expression";
    SQL_SYNTAX = "P710", "SQL that is not in PostgreSQL's grammar";
    SQL_UNKNOWN_COLUMN = "P711", "a column in SQL that does not exist";
    SQL_UNKNOWN_TABLE = "P712", "a table in SQL that does not exist";
    SQL_REFUSED = "P713", "a subquery, an aggregate or a function in SQL where PostgreSQL takes none";
    SQL_UNKNOWN_FUNCTION = "P714", "a function in SQL that does not exist, or not with these arguments";
    SQL_AMBIGUOUS = "P715", "a column in SQL that several tables have";
    SQL_WIDTH = "P716", "rows in SQL that differ in their number of columns";
    VIEW_COLUMNS = "P717", "a view whose columns are not those of its query";
    QUERY_COLUMN = "P720", "a query whose columns are not certain, or not those that are declared";
    UNKNOWN_ROLE = "P801", "a role that is not declared";
    ROLE_TWICE = "P802", "a role named twice in one list";
    PRIVILEGE_TWICE = "P803", "a privilege granted twice";
    NO_PRIVILEGES = "P804", "a grant of nothing";
    BAD_PREFIX = "P805", "a prefix that cannot start a setting's name";
    SETTING_TYPE = "P806", "a setting whose type is a model";
    POLICY_MODEL = "P807", "a policy without its model";
    POLICY_CONDITION = "P808", "a policy without a condition";
    POLICY_CLAUSE = "P809", "a condition that the policy's command does not have";
    POLICY_UNUSED = "P810", "warning: a policy on a model without row-level security";
    SECURITY_WITHOUT_POLICY = "P811", "warning: row-level security without a policy";
    SECURITY_WITHOUT_SESSION = "P812", "warning: row-level security without a session";
    SESSION_WITHOUT_ROLE = "P813", "warning: a session without a role, and security that does not bind the owner";
    NOT_SUPPORTED = "P901", "a construct of the language that this release has no meaning for";
}

#[cfg(test)]
mod tests {
    use super::CODES;

    #[test]
    fn codes_are_sorted_and_unique() {
        assert!(CODES.is_sorted_by(|a, b| a.0 < b.0));
    }
}
