//! Why a schema can't be lowered.

/// A reference that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LowerError {
    /// A model names a model that is not there.
    #[error("model `{model}` refers to model `{target}`, which is not in the schema")]
    UnknownModel {
        /// The model that refers.
        model: String,
        /// The one that is missing.
        target: String,
    },
    /// A key or an index names a field that is not there.
    #[error("model `{model}` has no field `{field}`")]
    UnknownField {
        /// The model.
        model: String,
        /// The field that is missing.
        field: String,
    },
    /// A fragment of SQL names a session's setting that is not there.
    #[error("session `{session}` has no setting `{setting}`")]
    UnknownSetting {
        /// The session.
        session: String,
        /// The setting that is missing.
        setting: String,
    },
}
