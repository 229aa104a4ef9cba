//! What the structs of a catalog have in common.

/// A struct of which only what is said is written down, also for debugging: a field that is as it is by default is left out, and what
/// is left out is read as the default.
macro_rules! record {
    (
        $(#[$about:meta])*
        pub struct $name:ident {
            $($(#[$field_about:meta])* pub $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        pub struct $name {
            $(
                $(#[$field_about])*
                #[serde(skip_serializing_if = "crate::catalog::record::is_default")]
                pub $field: $type,
            )*
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let mut said = f.debug_struct(stringify!($name));
                $(
                    if !crate::catalog::record::is_default(&self.$field) {
                        said.field(stringify!($field), &self.$field);
                    }
                )*
                said.finish()
            }
        }
    };
}

pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
