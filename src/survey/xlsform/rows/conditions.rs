//! The simple forms of `relevant`, as conditions on earlier questions.

use std::collections::HashMap;

use super::super::expression::{Expression, Sign};
use crate::survey::draft::Logic;

/// What is made of an expression.
pub(super) enum Understood {
    Logic(Logic),
    /// It speaks of a question that is not there yet.
    Unknown,
    /// It is none of the simple forms.
    Not,
}

pub(super) fn logic(read: &Expression, by_name: &HashMap<String, usize>) -> Understood {
    let join = |parts: &[Expression], join: fn(Vec<Logic>) -> Logic| {
        let mut all = Vec::new();
        for part in parts {
            match logic(part, by_name) {
                Understood::Logic(logic) => all.push(logic),
                other @ (Understood::Unknown | Understood::Not) => return other,
            }
        }
        Understood::Logic(join(all))
    };
    let not = |part: Understood| match part {
        Understood::Logic(logic) => Understood::Logic(Logic::Not(Box::new(logic))),
        other @ (Understood::Unknown | Understood::Not) => other,
    };
    let known = |name: &str, make: &dyn Fn(usize) -> Option<Logic>| match by_name.get(name) {
        Some(index) => make(*index).map_or(Understood::Not, Understood::Logic),
        None => Understood::Unknown,
    };
    match read {
        Expression::All(parts) => join(parts, Logic::All),
        Expression::Any(parts) => join(parts, Logic::Any),
        Expression::Call(name, arguments) => match (name.as_str(), arguments.as_slice()) {
            ("not", [part]) => not(logic(part, by_name)),
            ("selected", [Expression::Of(name), Expression::Words(code)]) => {
                known(name, &|index| Some(Logic::Is(index, code.clone())))
            }
            ("selected", [Expression::Of(name), Expression::Number(code)]) => {
                known(name, &|index| Some(Logic::Is(index, code.to_string())))
            }
            _ => Understood::Not,
        },
        Expression::Compare(left, sign, right) => {
            let (name, sign, value) = match (left.as_ref(), right.as_ref()) {
                (Expression::Of(name), value) => (name, *sign, value),
                (value, Expression::Of(name)) => (name, sign.turned(), value),
                // `string-length(${why}) > 0` asks whether there is an answer.
                (Expression::Call(call, arguments), Expression::Number(number)) => {
                    return match (call.as_str(), arguments.as_slice()) {
                        ("string-length" | "count-selected", [Expression::Of(name)])
                            if (*sign == Sign::Greater && *number == 0.0)
                                || (*sign == Sign::AtLeast && (*number - 1.0).abs() < 0.1) =>
                        {
                            known(name, &|index| Some(Logic::Answered(index)))
                        }
                        _ => Understood::Not,
                    };
                }
                _ => return Understood::Not,
            };
            let number = if let Expression::Number(number) = value {
                Some(*number)
            } else if let Expression::Words(words) = value {
                words.trim().parse().ok()
            } else {
                None
            };
            match (value, sign) {
                (Expression::Words(words), Sign::Equal | Sign::Unequal) if words.is_empty() => {
                    let answered = known(name, &|index| Some(Logic::Answered(index)));
                    if sign == Sign::Equal {
                        not(answered)
                    } else {
                        answered
                    }
                }
                (Expression::Words(_) | Expression::Number(_), Sign::Equal | Sign::Unequal) => {
                    let code = if let Expression::Words(words) = value {
                        words.clone()
                    } else {
                        number.unwrap_or_default().to_string()
                    };
                    let is = known(name, &|index| Some(Logic::Is(index, code.clone())));
                    if sign == Sign::Equal { is } else { not(is) }
                }
                (Expression::Words(_) | Expression::Number(_), sign) => known(name, &|index| {
                    #[expect(clippy::cast_possible_truncation, reason = "kept far inside")]
                    let whole = |number: f64| (number.abs() < 1e15).then_some(number as i64);
                    let number = number?;
                    Some(match sign {
                        Sign::AtLeast => Logic::AtLeast(index, whole(number.ceil())?),
                        Sign::Greater => Logic::AtLeast(index, whole(number.floor())? + 1),
                        Sign::AtMost => Logic::AtMost(index, whole(number.floor())?),
                        Sign::Less => Logic::AtMost(index, whole(number.ceil())? - 1),
                        Sign::Equal | Sign::Unequal => return None,
                    })
                }),
                _ => Understood::Not,
            }
        }
        Expression::Own | Expression::Of(_) | Expression::Words(_) | Expression::Number(_) => {
            Understood::Not
        }
    }
}
