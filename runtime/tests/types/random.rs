//! Random values, the same ones each time unless `PGORM_TEST_SEED` gives another number to begin with.

#![allow(clippy::print_stderr, reason = "a test says its seed")]

use std::cell::Cell;
use std::env;

thread_local! {
    /// Each test has a thread of its own.
    static IS_SHOWN: Cell<bool> = const { Cell::new(false) };
}

/// A source of random numbers (SplitMix64).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new() -> Self {
        let seed = env::var("PGORM_TEST_SEED").map_or(0x9e37, |seed| seed.parse().unwrap());
        // Shown where the test fails, once.
        if !IS_SHOWN.replace(true) {
            eprintln!("random values: PGORM_TEST_SEED={seed}");
        }
        Self(seed)
    }

    pub(crate) fn u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    /// Less than `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.u64() % end
    }

    /// From `low` up to and with `high`, its order of magnitude as random as its digits.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.abs_diff(low);
        let shift = self.below(64);
        let apart = (self.u64() >> shift) as u128 % (u128::from(span) + 1);
        let apart = apart as u64;
        match self.below(3) {
            0 => low.wrapping_add_unsigned(apart),
            1 => high.wrapping_sub_unsigned(apart),
            _ => {
                let near = (0_i64).clamp(low, high);
                let signed = if self.bool() { apart as i64 } else { (apart as i64).wrapping_neg() };
                near.checked_add(signed).filter(|it| (low..=high).contains(it)).unwrap_or(near)
            }
        }
    }

    pub(crate) fn bool(&mut self) -> bool {
        self.u64() & 1 == 1
    }

    pub(crate) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize].clone()
    }

    /// Up to `longest` of them.
    pub(crate) fn list<T>(&mut self, longest: u64, mut item: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(longest + 1)).map(|_| item(self)).collect()
    }

    /// Any bits, so that every kind of number comes; those that are none are `NaN`.
    pub(crate) fn f64(&mut self) -> f64 {
        match self.below(4) {
            0 => self.between(-1000, 1000) as f64 / 8.0,
            1 => {
                self.pick(&[0.0, -0.0, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN_POSITIVE, 5e-324])
            }
            _ => Some(f64::from_bits(self.u64())).filter(|it| !it.is_nan()).unwrap_or(f64::NAN),
        }
    }

    /// Text of all sorts of characters, but for NUL.
    pub(crate) fn text(&mut self, longest: u64) -> String {
        let characters = self.list(longest, |random| match random.below(5) {
            0 => random
                .pick(&['"', '\\', '\'', '{', '}', ',', ' ', '\n', '\t', '(', ')', '[', ']', ';', '\u{b}']),
            1 => char::from_u32(1 + random.below(0x10_ffff) as u32).unwrap_or('\u{fffd}'),
            2 => random.pick(&['é', 'ß', '漢', '🦀', '\u{301}', '\u{7f}', 'N', 'U', 'L']),
            _ => char::from(b'a' + random.below(26) as u8),
        });
        characters.into_iter().collect()
    }
}
