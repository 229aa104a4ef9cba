//! A checksum over rows, so that peers' answers can be compared whatever their types are named.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The state of a 64-bit FNV-1a sum.
#[derive(Debug)]
pub(crate) struct Sum(u64);

impl Sum {
    /// The sum of one value.
    pub(crate) fn of(value: &impl Digest) -> u64 {
        let mut sum = Self(0xcbf2_9ce4_8422_2325);
        value.digest(&mut sum);
        sum.0
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// What can be added to a sum.
pub(crate) trait Digest {
    /// Adds each field, in the order of the table's columns.
    fn digest(&self, sum: &mut Sum);
}

macro_rules! digest_numbers {
    ($($type:ty),*) => {$(
        impl Digest for $type {
            fn digest(&self, sum: &mut Sum) {
                sum.bytes(&self.to_be_bytes());
            }
        }
    )*};
}
digest_numbers!(i32, i64, u64, f64);

impl Digest for bool {
    fn digest(&self, sum: &mut Sum) {
        sum.bytes(&[u8::from(*self)]);
    }
}

impl Digest for String {
    fn digest(&self, sum: &mut Sum) {
        sum.bytes(self.as_bytes());
        sum.bytes(&[0]);
    }
}

impl Digest for Uuid {
    fn digest(&self, sum: &mut Sum) {
        sum.bytes(self.as_bytes());
    }
}

impl Digest for DateTime<Utc> {
    fn digest(&self, sum: &mut Sum) {
        self.timestamp_micros().digest(sum);
    }
}

impl<T: Digest> Digest for Option<T> {
    fn digest(&self, sum: &mut Sum) {
        self.is_some().digest(sum);
        if let Some(value) = self {
            value.digest(sum);
        }
    }
}

impl<T: Digest> Digest for Vec<T> {
    fn digest(&self, sum: &mut Sum) {
        sum.bytes(&self.len().to_be_bytes());
        for value in self {
            value.digest(sum);
        }
    }
}

impl<A: Digest, B: Digest> Digest for (A, B) {
    fn digest(&self, sum: &mut Sum) {
        self.0.digest(sum);
        self.1.digest(sum);
    }
}

/// `Digest` for a row type, field by field.
macro_rules! digest_fields {
    ($type:ty: $($field:ident),* $(,)?) => {
        impl $crate::digest::Digest for $type {
            fn digest(&self, sum: &mut $crate::digest::Sum) {
                $($crate::digest::Digest::digest(&self.$field, sum);)*
            }
        }
    };
}
pub(crate) use digest_fields;

/// `Digest` for the five row types of the schema, wherever a peer names their fields as the columns.
macro_rules! digest_rows {
    ($user:ty, $post:ty, $comment:ty, $member:ty, $signup:ty) => {
        $crate::digest::digest_fields!($user: id, email, name, bio, token, score, age, active, created_at, updated_at);
        $crate::digest::digest_fields!($post: id, author_id, slug, title, body, published, views, rating, reference, created_at);
        $crate::digest::digest_fields!($comment: id, post_id, author, body, likes, spam, token, weight, edited_at, created_at);
        $crate::digest::digest_fields!($member: id, tenant_id, email, name, bio, token, score, age, active, created_at);
        $crate::digest::digest_fields!($signup: id, email, name, bio, token, score, age, active, created_at, updated_at);
    };
}
pub(crate) use digest_rows;
