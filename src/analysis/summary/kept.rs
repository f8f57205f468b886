//! The bytes of a summary: the same summary gives the same bytes on every machine.

/// Opens every kept summary: its kind and the version of its form.
pub(super) const MARK: &[u8; 6] = b"5GAPS\x03";

/// Writes whole numbers: small ones take one byte, and so does a run of zeros.
pub(super) fn write(numbers: impl Iterator<Item = i128>, into: &mut Vec<u8>) {
    let mut zeros = 0u128;
    for number in numbers {
        if number == 0 {
            zeros += 1;
            continue;
        }
        if zeros > 0 {
            into.push(0);
            varint(zeros, into);
            zeros = 0;
        }
        varint(zigzag(number), into);
    }
    if zeros > 0 {
        into.push(0);
        varint(zeros, into);
    }
}

/// Reads as many numbers as asked for; `None` if the bytes hold another number of them.
pub(super) fn read(count: usize, bytes: &mut &[u8]) -> Option<Vec<i128>> {
    let mut numbers = Vec::with_capacity(count);
    while numbers.len() < count {
        let code = unvarint(bytes)?;
        if code == 0 {
            let zeros = usize::try_from(unvarint(bytes)?).ok()?;
            if zeros == 0 || zeros > count - numbers.len() {
                return None;
            }
            numbers.resize(numbers.len() + zeros, 0);
        } else {
            numbers.push(unzigzag(code));
        }
    }
    Some(numbers)
}

fn zigzag(number: i128) -> u128 {
    let twice = number.unsigned_abs().wrapping_shl(1);
    if number < 0 {
        twice.wrapping_sub(1)
    } else {
        twice
    }
}

fn unzigzag(code: u128) -> i128 {
    let half = (code >> 1).cast_signed();
    if code & 1 == 1 { !half } else { half }
}

fn varint(mut number: u128, into: &mut Vec<u8>) {
    while number >= 0x80 {
        into.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    into.push(number.to_le_bytes()[0]);
}

fn unvarint(bytes: &mut &[u8]) -> Option<u128> {
    let mut number = 0u128;
    for shift in (0..128).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u128::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_as_they_went() {
        let numbers = [
            0,
            0,
            1,
            -1,
            0,
            300,
            -70_000,
            i128::from(i64::MAX) * 9,
            0,
            0,
            0,
        ];
        let mut bytes = Vec::new();
        write(numbers.into_iter(), &mut bytes);
        let mut rest = bytes.as_slice();
        assert_eq!(read(numbers.len(), &mut rest), Some(numbers.to_vec()));
        assert!(rest.is_empty());
        for cut in 0..bytes.len() {
            assert_eq!(read(numbers.len(), &mut &bytes[..cut]), None);
        }
    }
}
