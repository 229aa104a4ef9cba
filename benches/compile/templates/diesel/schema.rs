diesel::table! {
    {{module}} (id) {
        {{table_columns}}
    }
}

diesel::joinable!({{module}} -> {{first}} (first_id));
diesel::joinable!({{module}} -> {{second}} (second_id));
