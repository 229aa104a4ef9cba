//! The rows that the queries answer, and asking all of them at once.

use super::IntrospectError;
use super::session::{Session, row};

row! {
    struct Role {
        oid: u32,
        name: String,
        is_database_owner: bool,
        can_login: bool,
        is_superuser: bool,
        can_create_databases: bool,
        can_create_roles: bool,
        is_inheriting: bool,
        can_replicate: bool,
        bypasses_row_security: bool,
        connection_limit: i32,
        valid_until: Option<String>,
        settings: Option<Vec<String>>,
        comment: Option<String>,
    }
}

row! {
    struct Membership {
        member: u32,
        role: u32,
        is_admin: bool,
        inherits: Option<bool>,
        can_set: bool,
    }
}

row! {
    struct Comment {
        class: String,
        object: u32,
        part: i32,
        text: String,
    }
}

row! {
    struct Privilege {
        class: String,
        object: u32,
        part: i32,
        grantee: u32,
        privilege: String,
        is_grantable: bool,
        is_revoked: bool,
    }
}

row! {
    struct Namespace {
        oid: u32,
        name: String,
        owner: u32,
        is_databases: bool,
    }
}

row! {
    struct Extension {
        oid: u32,
        name: String,
        schema: String,
        own_comment: Option<String>,
    }
}

row! {
    struct Collation {
        oid: u32,
        schema: String,
        name: String,
        owner: u32,
        provider: String,
        lc_collate: Option<String>,
        lc_ctype: Option<String>,
        locale: Option<String>,
        rules: Option<String>,
        is_nondeterministic: bool,
    }
}

row! {
    struct Enum {
        oid: u32,
        schema: String,
        name: String,
        owner: u32,
        labels: Vec<String>,
    }
}

row! {
    struct Domain {
        oid: u32,
        schema: String,
        name: String,
        owner: u32,
        base: String,
        is_never_null: bool,
        default_: Option<String>,
        collation_schema: Option<String>,
        collation: Option<String>,
    }
}

row! {
    struct DomainConstraint {
        oid: u32,
        domain: u32,
        name: String,
        kind: String,
        expression: Option<String>,
        is_valid: bool,
    }
}

row! {
    struct Range {
        oid: u32,
        schema: String,
        name: String,
        owner: u32,
        subtype: String,
        operator_class_schema: Option<String>,
        operator_class: Option<String>,
        collation_schema: Option<String>,
        collation: Option<String>,
        canonical_schema: Option<String>,
        canonical: Option<String>,
        difference_schema: Option<String>,
        difference: Option<String>,
        multirange_schema: String,
        multirange: String,
    }
}

row! {
    struct Relation {
        oid: u32,
        schema: String,
        name: String,
        kind: String,
        owner: u32,
        row_type: u32,
        persistence: String,
        is_populated: bool,
        has_row_security: bool,
        has_forced_row_security: bool,
        replica_identity: String,
        access_method: Option<String>,
        tablespace: Option<String>,
        options: Vec<String>,
        of_schema: Option<String>,
        of_name: Option<String>,
        strategy: Option<String>,
        bound: Option<String>,
        server: Option<String>,
        foreign_options: Option<Vec<String>>,
        query: Option<String>,
    }
}

row! {
    struct Parent {
        child: u32,
        schema: String,
        name: String,
    }
}

row! {
    struct PartitionKey {
        relation: u32,
        column: Option<String>,
        expressions: Option<String>,
        collation_schema: Option<String>,
        collation: Option<String>,
        operator_class_schema: Option<String>,
        operator_class: Option<String>,
    }
}

row! {
    struct Column {
        relation: u32,
        number: i32,
        name: String,
        type_: String,
        is_not_null: bool,
        default_: Option<String>,
        generated: String,
        collation_schema: Option<String>,
        collation: Option<String>,
        storage: Option<String>,
        compression: String,
        statistics: Option<i32>,
        options: Option<Vec<String>>,
        foreign_options: Option<Vec<String>>,
        is_inherited: bool,
    }
}

row! {
    struct Sequence {
        oid: u32,
        schema: String,
        name: String,
        owner: u32,
        persistence: String,
        type_: String,
        start: i64,
        increment: i64,
        min: i64,
        max: i64,
        cache: i64,
        is_cycle: bool,
        relation: Option<u32>,
        column_number: Option<i32>,
        table_schema: Option<String>,
        table_name: Option<String>,
        table_persistence: Option<String>,
        column: Option<String>,
        identity: Option<String>,
        is_serial: bool,
    }
}

row! {
    struct Constraint {
        oid: u32,
        relation: u32,
        name: String,
        kind: String,
        index: u32,
        is_deferrable: bool,
        is_deferred: bool,
        is_valid: bool,
        is_enforced: bool,
        is_temporal: bool,
        is_no_inherit: bool,
        columns: Vec<i16>,
        target_schema: Option<String>,
        target: Option<String>,
        references_: Option<Vec<String>>,
        match_: String,
        on_delete: String,
        on_update: String,
        on_delete_columns: Vec<i16>,
        expression: Option<String>,
        operators: Option<Vec<String>>,
        is_inherited: bool,
        has_parents_name: bool,
    }
}

row! {
    struct Index {
        oid: u32,
        relation: u32,
        name: String,
        is_unique: bool,
        nulls_not_distinct: bool,
        method: String,
        predicate: Option<String>,
        options: Option<Vec<String>>,
        tablespace: Option<String>,
        parent_schema: Option<String>,
        parent: Option<String>,
        is_clustered: bool,
        is_replica_identity: bool,
        is_only: bool,
        is_constraints: bool,
        definition: Option<String>,
    }
}

row! {
    struct IndexKey {
        index: u32,
        is_included: bool,
        column: Option<String>,
        expression: Option<String>,
        collation_schema: Option<String>,
        collation: Option<String>,
        operator_class_schema: Option<String>,
        operator_class: Option<String>,
        operator_class_options: Option<Vec<String>>,
        is_descending: bool,
        is_nulls_first: bool,
        statistics: Option<i32>,
    }
}

row! {
    struct Statistics {
        oid: u32,
        relation: u32,
        schema: String,
        name: String,
        owner: u32,
        kinds: Vec<String>,
        target: Option<i32>,
        columns: Vec<String>,
        expressions: Option<Vec<String>>,
    }
}

row! {
    struct Trigger {
        oid: u32,
        relation: u32,
        name: String,
        bits: i32,
        firing: String,
        is_constraint: bool,
        is_deferrable: bool,
        is_deferred: bool,
        from_schema: Option<String>,
        from_name: Option<String>,
        function_schema: String,
        function: String,
        old_table: Option<String>,
        new_table: Option<String>,
        columns: Vec<String>,
        definition: String,
    }
}

row! {
    struct Rule {
        oid: u32,
        relation: u32,
        name: String,
        event: String,
        is_instead: bool,
        firing: String,
        definition: String,
    }
}

row! {
    struct Policy {
        oid: u32,
        relation: u32,
        name: String,
        is_permissive: bool,
        command: String,
        roles: Vec<u32>,
        using: Option<String>,
        with_check: Option<String>,
    }
}

row! {
    struct Function {
        oid: u32,
        schema: String,
        name: String,
        owner: u32,
        kind: String,
        language: String,
        source: String,
        library: Option<String>,
        standard_body: Option<String>,
        volatility: String,
        is_strict: bool,
        is_security_definer: bool,
        is_leakproof: bool,
        parallel: String,
        cost: Option<String>,
        rows: Option<String>,
        support_schema: Option<String>,
        support: Option<String>,
        transforms: Vec<String>,
        settings: Option<Vec<String>>,
        returns: String,
        is_set: bool,
        argument_types: Vec<String>,
        argument_modes: Option<Vec<String>>,
        argument_names: Option<Vec<String>>,
        argument_defaults: Vec<Option<String>>,
    }
}

row! {
    struct DefaultPrivileges {
        oid: u32,
        creator: u32,
        schema: Option<String>,
        kind: String,
    }
}

row! {
    struct Aggregate {
        oid: u32,
        schema: String,
        name: String,
        owner: u32,
        argument_types: Vec<String>,
        argument_modes: Option<Vec<String>>,
        argument_names: Option<Vec<String>>,
        kind: String,
        direct_arguments: i32,
        parallel: String,
        sfunc: String,
        stype: String,
        sspace: i32,
        finalfunc: Option<String>,
        finalfunc_extra: bool,
        finalfunc_modify: String,
        combinefunc: Option<String>,
        serialfunc: Option<String>,
        deserialfunc: Option<String>,
        initcond: Option<String>,
        msfunc: Option<String>,
        minvfunc: Option<String>,
        mstype: Option<String>,
        msspace: i32,
        mfinalfunc: Option<String>,
        mfinalfunc_extra: bool,
        mfinalfunc_modify: String,
        minitcond: Option<String>,
        sort_schema: Option<String>,
        sort_operator: Option<String>,
    }
}

row! {
    struct Wrapper {
        oid: u32,
        name: String,
        owner: u32,
        handler_schema: Option<String>,
        handler: Option<String>,
        validator_schema: Option<String>,
        validator: Option<String>,
        options: Option<Vec<String>>,
    }
}

row! {
    struct Server {
        oid: u32,
        name: String,
        owner: u32,
        wrapper: String,
        type_: Option<String>,
        version: Option<String>,
        options: Option<Vec<String>>,
    }
}

row! {
    struct UserMapping {
        server: u32,
        role: u32,
        options: Option<Vec<String>>,
        is_hidden: bool,
    }
}

row! {
    struct Dictionary {
        oid: u32,
        schema: String,
        name: String,
        owner: u32,
        template_schema: String,
        template: String,
        options: Option<String>,
    }
}

row! {
    struct Configuration {
        oid: u32,
        schema: String,
        name: String,
        owner: u32,
        parser_schema: String,
        parser: String,
    }
}

row! {
    struct ConfigurationMapping {
        configuration: u32,
        token: String,
        dictionary_schema: String,
        dictionary: String,
    }
}

row! {
    struct Publication {
        oid: u32,
        name: String,
        owner: u32,
        is_for_all_tables: bool,
        is_via_root: bool,
        inserts: bool,
        updates: bool,
        deletes: bool,
        truncates: bool,
        generated_columns: String,
        schemas: Vec<String>,
    }
}

row! {
    struct PublishedTable {
        publication: u32,
        schema: String,
        name: String,
        predicate: Option<String>,
        columns: Vec<String>,
    }
}

row! {
    struct EventTrigger {
        oid: u32,
        name: String,
        owner: u32,
        event: String,
        tags: Option<Vec<String>>,
        firing: String,
        function_schema: String,
        function: String,
    }
}

row! {
    struct Subscription {
        oid: u32,
        name: String,
        owner: u32,
        connection: Option<String>,
        whole: Option<String>,
        publications: Vec<String>,
        slot: Option<String>,
        is_binary: bool,
        is_two_phase: bool,
        disables_on_error: bool,
        synchronous_commit: String,
        streaming: String,
        needs_password: bool,
        runs_as_owner: bool,
        origin: String,
        has_failover: bool,
        usual_streaming: String,
    }
}

row! {
    /// A privilege on an object that is PostgreSQL's own or an extension's.
    struct OthersPrivilege {
        word: String,
        identity: String,
        grantee: u32,
        privilege: String,
        is_grantable: bool,
        is_revoked: bool,
    }
}

row! {
    struct Operator {
        oid: u32,
        schema: String,
        name: String,
        owner: u32,
        left_: Option<String>,
        right_: String,
        function: String,
        commutator_schema: Option<String>,
        commutator: Option<String>,
        negator_schema: Option<String>,
        negator: Option<String>,
        restrict_: Option<String>,
        join_: Option<String>,
        hashes: bool,
        merges: bool,
    }
}

row! {
    struct OperatorFamily {
        oid: u32,
        schema: String,
        name: String,
        owner: u32,
        method: String,
    }
}

row! {
    struct OperatorClass {
        oid: u32,
        schema: String,
        name: String,
        owner: u32,
        method: String,
        family_schema: String,
        family_name: String,
        is_default: bool,
        type_: String,
        storage: Option<String>,
    }
}

row! {
    struct FamilyMember {
        is_class: bool,
        holder: u32,
        number: i32,
        is_operator: bool,
        schema: String,
        name: String,
        left_: String,
        right_: String,
        sort_schema: Option<String>,
        sort_family: Option<String>,
        arguments: Option<String>,
    }
}

row! {
    struct Cast {
        oid: u32,
        source: String,
        target: String,
        method: String,
        context: String,
        function: Option<String>,
    }
}

row! {
    struct Language {
        oid: u32,
        name: String,
        owner: u32,
        is_trusted: bool,
        handler: Option<String>,
        inline: Option<String>,
        validator: Option<String>,
    }
}

row! {
    struct BaseType {
        oid: u32,
        schema: String,
        name: String,
        owner: u32,
        input: String,
        output: String,
        receive: Option<String>,
        send: Option<String>,
        typmod_in: Option<String>,
        typmod_out: Option<String>,
        analyze_: Option<String>,
        subscript: Option<String>,
        length: i32,
        is_by_value: bool,
        alignment: String,
        storage: String,
        category: String,
        is_preferred: bool,
        default_: Option<String>,
        element: Option<String>,
        delimiter: String,
        is_collatable: bool,
    }
}

row! {
    struct Conversion {
        oid: u32,
        schema: String,
        name: String,
        owner: u32,
        is_default: bool,
        source: String,
        target: String,
        function: String,
    }
}

row! {
    struct Transform {
        oid: u32,
        type_: String,
        language: String,
        from_sql: Option<String>,
        to_sql: Option<String>,
    }
}

row! {
    struct AccessMethod {
        oid: u32,
        name: String,
        kind: String,
        handler: String,
    }
}

row! {
    struct Parser {
        oid: u32,
        schema: String,
        name: String,
        start: String,
        token: String,
        end_: String,
        headline: Option<String>,
        types: String,
    }
}

row! {
    struct Template {
        oid: u32,
        schema: String,
        name: String,
        init: Option<String>,
        lexize: String,
    }
}

/// Declares the answers, and sends every query before the first answer is awaited.
macro_rules! queries {
    ($($field:ident: $row:ident, $what:literal;)*) => {
        /// All answers.
        #[derive(Debug)]
        pub(super) struct Rows {
            $(pub(super) $field: Vec<$row>,)*
        }

        impl Rows {
            pub(super) async fn fetch(session: &Session<'_>) -> Result<Self, IntrospectError> {
                let ($($field,)*) = futures_util::try_join!(
                    $(session.fetch($what, include_str!(concat!("sql/", stringify!($field), ".sql"))),)*
                )?;
                Ok(Self { $($field,)* })
            }
        }
    };
}

queries! {
    roles: Role, "roles";
    memberships: Membership, "memberships of roles";
    comments: Comment, "comments";
    privileges: Privilege, "privileges";
    namespaces: Namespace, "schemas";
    extensions: Extension, "extensions";
    collations: Collation, "collations";
    enums: Enum, "enums";
    domains: Domain, "domains";
    domain_constraints: DomainConstraint, "domains' constraints";
    ranges: Range, "range types";
    relations: Relation, "tables, views and composites";
    parents: Parent, "inheritance";
    partition_keys: PartitionKey, "partition keys";
    columns: Column, "columns";
    sequences: Sequence, "sequences";
    constraints: Constraint, "constraints";
    indexes: Index, "indexes";
    index_keys: IndexKey, "the keys of indexes";
    statistics: Statistics, "extended statistics";
    triggers: Trigger, "triggers";
    rules: Rule, "rules";
    policies: Policy, "policies";
    functions: Function, "functions";
    default_privileges: DefaultPrivileges, "default privileges";
    aggregates: Aggregate, "aggregates";
    wrappers: Wrapper, "foreign-data wrappers";
    servers: Server, "foreign servers";
    user_mappings: UserMapping, "user mappings";
    dictionaries: Dictionary, "text search dictionaries";
    configurations: Configuration, "text search configurations";
    configuration_mappings: ConfigurationMapping, "text search mappings";
    publications: Publication, "publications";
    published_tables: PublishedTable, "published tables";
    event_triggers: EventTrigger, "event triggers";
    subscriptions: Subscription, "subscriptions";
    others_privileges: OthersPrivilege, "privileges on what is not the schema's own";
    operators: Operator, "operators";
    operator_families: OperatorFamily, "operator families";
    operator_classes: OperatorClass, "operator classes";
    family_members: FamilyMember, "members of operator families";
    casts: Cast, "casts";
    languages: Language, "languages";
    base_types: BaseType, "base types";
    conversions: Conversion, "conversions";
    transforms: Transform, "transforms";
    access_methods: AccessMethod, "access methods";
    parsers: Parser, "text search parsers";
    templates: Template, "text search templates";
}
