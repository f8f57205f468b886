//! The code by which a person can have an interview deleted later, without having left a name.

use sha2::{Digest, Sha256};

use super::InterviewId;

/// Digits and letters without I, L, O and U (Crockford, 2019): nothing on a slip can be read as something else.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Signs of a code.
const LENGTH: usize = 10;

/// The receipt of an interview, such as `7K3MX-Q9T2A`. It follows from the interview's identity and is kept nowhere;
/// the identity does not follow from it.
pub fn receipt(id: &InterviewId) -> String {
    let digest = Sha256::new()
        .chain_update(b"fivegaps receipt ")
        .chain_update(id.0.as_bytes())
        .finalize();
    let mut code = String::with_capacity(LENGTH + 1);
    for (place, byte) in digest.iter().take(LENGTH).enumerate() {
        if place == LENGTH / 2 {
            code.push('-');
        }
        let sign = SIGNS.get(usize::from(byte % 32)).copied().unwrap_or(b'0');
        code.push(char::from(sign));
    }
    code
}

/// Whether what somebody typed is the receipt of this interview: small letters, blanks, and the letters that are easily
/// mistaken for digits are forgiven.
pub fn is_receipt(typed: &str, id: &InterviewId) -> bool {
    let plain = |code: &str| -> String {
        code.chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect()
    };
    let typed = plain(typed);
    typed.len() == LENGTH && typed == plain(&receipt(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_is_found_however_it_is_typed_and_belongs_to_one_interview() {
        let id = InterviewId("0190f5ee-0000-7000-8000-000000000001".into());
        let code = receipt(&id);
        assert_eq!(code.len(), LENGTH + 1);
        assert_eq!(code, receipt(&id));
        let typed = code
            .to_lowercase()
            .replace('-', " ")
            .replace('0', "o")
            .replace('1', "l");
        assert!(is_receipt(&typed, &id), "{typed}");
        let other = InterviewId("0190f5ee-0000-7000-8000-000000000002".into());
        assert!(!is_receipt(&code, &other));
        assert!(!is_receipt("", &id) && !is_receipt(&code[..6], &id));
    }
}
