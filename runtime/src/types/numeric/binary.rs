//! The binary form of `numeric` (`numeric_send`).

use bytes::BufMut as _;

use super::{BASE, Finite, MAX_SCALE, Numeric, Repr};
use crate::types::binary::{Binary, binary, write_short};
use crate::types::{BoxError, Bytes, BytesMut, Unfit};

const POSITIVE: u16 = 0x0000;
const NEGATIVE: u16 = 0x4000;
const NAN: u16 = 0xc000;
const INFINITY: u16 = 0xd000;
const NEG_INFINITY: u16 = 0xf000;

impl Binary for Numeric {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        let (count, weight, sign, scale) = (from.u16()?, from.i16()?, from.u16()?, from.u16()?);
        let malformed = Unfit::Malformed { type_: "numeric" };
        let is_negative = match sign {
            POSITIVE => false,
            NEGATIVE => true,
            NAN => return Ok(Self::NAN),
            INFINITY => return Ok(Self::INFINITY),
            NEG_INFINITY => return Ok(Self::NEG_INFINITY),
            _ => return Err(malformed.into()),
        };
        let mut groups = Vec::with_capacity(usize::from(count).min(from.left() / 2));
        for _ in 0..count {
            let group = from.u16()?;
            if group >= BASE {
                return Err(malformed.into());
            }
            groups.push(group);
        }
        let number = Self::from_groups(is_negative, weight, scale, &groups);
        // Digits behind the last one would be read, and not displayed.
        let is_whole =
            matches!(&number.0, Repr::Finite(finite) if finite.least_scale() <= usize::from(scale));
        if scale > MAX_SCALE || !is_whole {
            return Err(malformed.into());
        }
        Ok(number)
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        let special = |sign, out: &mut BytesMut| {
            out.put_u32(0);
            out.put_u16(sign);
            out.put_u16(0);
        };
        match &self.0 {
            Repr::NaN => special(NAN, out),
            Repr::Infinity => special(INFINITY, out),
            Repr::NegInfinity => special(NEG_INFINITY, out),
            Repr::Finite(Finite { is_negative, weight, scale, groups }) => {
                write_short("a number", groups.len(), out)?;
                out.put_i16(*weight);
                out.put_u16(if *is_negative { NEGATIVE } else { POSITIVE });
                out.put_u16(*scale);
                groups.iter().for_each(|group| out.put_u16(*group));
            }
        }
        Ok(())
    }
}

binary!(Numeric: NUMERIC);
