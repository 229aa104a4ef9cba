//! What columns of ranges, multiranges and points take besides these: the standard library's ranges, lists and pairs.

use std::ops;

use crate::types::{MultiRange, Point, Range};
use crate::value::IntoValue;

macro_rules! ranges {
    ($($range:ty),* $(,)?) => {$(
        #[diagnostic::do_not_recommend]
        impl<T> IntoValue<Range<T>> for $range {
            fn into_value(self) -> Range<T> {
                self.into()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<T> IntoValue<Option<Range<T>>> for $range {
            fn into_value(self) -> Option<Range<T>> {
                Some(self.into())
            }
        }
    )*};
}

ranges!(
    ops::Range<T>,
    ops::RangeInclusive<T>,
    ops::RangeFrom<T>,
    ops::RangeTo<T>,
    ops::RangeToInclusive<T>,
    ops::RangeFull,
);

macro_rules! lists {
    ($([$($generics:tt)*] $list:ty),* $(,)?) => {$(
        #[diagnostic::do_not_recommend]
        impl<T, R: Into<Range<T>>, $($generics)*> IntoValue<MultiRange<T>> for $list {
            fn into_value(self) -> MultiRange<T> {
                self.into()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<T, R: Into<Range<T>>, $($generics)*> IntoValue<Option<MultiRange<T>>> for $list {
            fn into_value(self) -> Option<MultiRange<T>> {
                Some(self.into())
            }
        }
    )*};
}

lists!([] Vec<R>, [const N: usize] [R; N]);

#[diagnostic::do_not_recommend]
impl IntoValue<Point> for (f64, f64) {
    fn into_value(self) -> Point {
        self.into()
    }
}

#[diagnostic::do_not_recommend]
impl IntoValue<Option<Point>> for (f64, f64) {
    fn into_value(self) -> Option<Point> {
        Some(self.into())
    }
}
