//! The expressions of XLSForm (a corner of XPath): read into a tree, no further than they are understood.

/// How deep brackets and negations may be nested.
const DEEPEST: usize = 24;

/// The longest expression that is read, in characters.
const LONGEST: usize = 4000;

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression {
    /// The answer that is checked: `.`
    Own,
    /// The answer to a question: `${age}`.
    Of(String),
    /// `'words'`
    Words(String),
    /// `18`
    Number(f64),
    /// `selected(${a}, 'x')`
    Call(String, Vec<Expression>),
    /// `a and b`
    All(Vec<Expression>),
    /// `a or b`
    Any(Vec<Expression>),
    /// `a >= b`
    Compare(Box<Expression>, Sign, Box<Expression>),
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

impl Sign {
    /// The same seen from the other side: `3 < a` is `a > 3`.
    pub(super) fn turned(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::Greater => Self::Less,
            Self::AtMost => Self::AtLeast,
            Self::AtLeast => Self::AtMost,
            Self::Equal | Self::Unequal => self,
        }
    }
}

/// Reads an expression; `None` for what is not understood.
pub(super) fn read(text: &str) -> Option<Expression> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let tokens = tokens(text)?;
    let mut reader = Reader {
        tokens: &tokens,
        at: 0,
    };
    let expression = reader.any(0)?;
    (reader.at == tokens.len()).then_some(expression)
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Own,
    Of(String),
    Words(String),
    Number(f64),
    Name(String),
    Sign(Sign),
    Open,
    Close,
    Comma,
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let letters: Vec<char> = text
        .chars()
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            '\u{a0}' => ' ',
            c => c,
        })
        .collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    let letter = |at: usize| letters.get(at).copied();
    while let Some(c) = letter(at) {
        let taken = |from: usize, test: &dyn Fn(char) -> bool| -> String {
            letters
                .iter()
                .skip(from)
                .take_while(|c| test(**c))
                .collect()
        };
        match c {
            c if c.is_whitespace() => at += 1,
            '(' => {
                tokens.push(Token::Open);
                at += 1;
            }
            ')' => {
                tokens.push(Token::Close);
                at += 1;
            }
            ',' => {
                tokens.push(Token::Comma);
                at += 1;
            }
            '$' if letter(at + 1) == Some('{') => {
                let name = taken(at + 2, &|c| c != '}');
                at += 2 + name.chars().count();
                (letter(at) == Some('}')).then_some(())?;
                at += 1;
                tokens.push(Token::Of(name.trim().to_owned()));
            }
            '\'' | '"' => {
                let words = taken(at + 1, &|other| other != c);
                at += 1 + words.chars().count();
                (letter(at) == Some(c)).then_some(())?;
                at += 1;
                tokens.push(Token::Words(words));
            }
            '=' => {
                at += if letter(at + 1) == Some('=') { 2 } else { 1 };
                tokens.push(Token::Sign(Sign::Equal));
            }
            '!' | '<' | '>' => {
                let equal = letter(at + 1) == Some('=');
                let sign = match (c, equal) {
                    ('!', true) => Sign::Unequal,
                    ('<', false) => Sign::Less,
                    ('<', true) => Sign::AtMost,
                    ('>', false) => Sign::Greater,
                    ('>', true) => Sign::AtLeast,
                    _ => return None,
                };
                at += if equal { 2 } else { 1 };
                tokens.push(Token::Sign(sign));
            }
            '-' | '0'..='9' => {
                let digits = taken(at + 1, &|c| c.is_ascii_digit() || c == '.');
                at += 1 + digits.chars().count();
                tokens.push(Token::Number(format!("{c}{digits}").parse().ok()?));
            }
            '.' if !letter(at + 1).is_some_and(|c| c == '.' || c == '/') => {
                tokens.push(Token::Own);
                at += 1;
            }
            c if c.is_alphabetic() => {
                let name = taken(at, &|c| c.is_alphanumeric() || c == '-' || c == '_');
                at += name.chars().count();
                tokens.push(Token::Name(name.to_lowercase()));
            }
            _ => return None,
        }
    }
    Some(tokens)
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<&Token> {
        let token = self.tokens.get(self.at);
        self.at += 1;
        token
    }

    fn takes(&mut self, token: &Token) -> bool {
        let there = self.tokens.get(self.at) == Some(token);
        self.at += usize::from(there);
        there
    }

    fn any(&mut self, depth: usize) -> Option<Expression> {
        self.joined("or", Self::all, Expression::Any, depth)
    }

    fn all(&mut self, depth: usize) -> Option<Expression> {
        self.joined("and", Self::comparison, Expression::All, depth)
    }

    fn joined(
        &mut self,
        word: &str,
        part: fn(&mut Self, usize) -> Option<Expression>,
        join: fn(Vec<Expression>) -> Expression,
        depth: usize,
    ) -> Option<Expression> {
        let first = part(self, depth)?;
        let mut parts = vec![first];
        while self.takes(&Token::Name(word.to_owned())) {
            parts.push(part(self, depth)?);
        }
        if parts.len() == 1 {
            parts.pop()
        } else {
            Some(join(parts))
        }
    }

    fn comparison(&mut self, depth: usize) -> Option<Expression> {
        let left = self.value(depth)?;
        let Some(Token::Sign(sign)) = self.tokens.get(self.at) else {
            return Some(left);
        };
        let sign = *sign;
        self.at += 1;
        let right = self.value(depth)?;
        Some(Expression::Compare(Box::new(left), sign, Box::new(right)))
    }

    fn value(&mut self, depth: usize) -> Option<Expression> {
        if depth > DEEPEST {
            return None;
        }
        Some(match self.next()?.clone() {
            Token::Own => Expression::Own,
            Token::Of(name) => Expression::Of(name),
            Token::Words(words) => Expression::Words(words),
            Token::Number(number) => Expression::Number(number),
            Token::Open => {
                let inside = self.any(depth + 1)?;
                self.takes(&Token::Close).then_some(inside)?
            }
            Token::Name(name) => {
                self.takes(&Token::Open).then_some(())?;
                let mut arguments = Vec::new();
                if !self.takes(&Token::Close) {
                    loop {
                        arguments.push(self.any(depth + 1)?);
                        if self.takes(&Token::Close) {
                            break;
                        }
                        self.takes(&Token::Comma).then_some(())?;
                    }
                }
                Expression::Call(name, arguments)
            }
            Token::Sign(_) | Token::Close | Token::Comma => return None,
        })
    }
}

/// The whole numbers that a constraint allows: `. >= 0 and . <= 120`; an open side is `None`.
pub(super) fn bounds(expression: &Expression) -> Option<(Option<i64>, Option<i64>)> {
    match expression {
        Expression::All(parts) => {
            let mut both = (None, None);
            for part in parts {
                let (least, most) = bounds(part)?;
                both.0 = both.0.max(least);
                both.1 = match (both.1, most) {
                    (Some(a), Some(b)) => Some(i64::min(a, b)),
                    (a, b) => a.or(b),
                };
            }
            Some(both)
        }
        Expression::Compare(left, sign, right) => {
            let (sign, number) = match (left.as_ref(), right.as_ref()) {
                (Expression::Own, Expression::Number(number)) => (*sign, *number),
                (Expression::Number(number), Expression::Own) => (sign.turned(), *number),
                _ => return None,
            };
            let (below, above) = (number.floor(), number.ceil());
            let whole = |number: f64| {
                #[expect(clippy::cast_possible_truncation, reason = "kept far inside")]
                (number.abs() < 1e15).then_some(number as i64)
            };
            Some(match sign {
                Sign::AtLeast => (Some(whole(above)?), None),
                Sign::Greater => (Some(whole(below)? + 1), None),
                Sign::AtMost => (None, Some(whole(below)?)),
                Sign::Less => (None, Some(whole(above)? - 1)),
                Sign::Equal if below.total_cmp(&above).is_eq() => {
                    (Some(whole(below)?), Some(whole(below)?))
                }
                Sign::Equal | Sign::Unequal => return None,
            })
        }
        Expression::Own
        | Expression::Of(_)
        | Expression::Words(_)
        | Expression::Number(_)
        | Expression::Call(..)
        | Expression::Any(_) => None,
    }
}

/// The code of the option that excludes the others:
/// `not(selected(., 'none') and count-selected(.) > 1)`, and the same written otherwise.
pub(super) fn alone(expression: &Expression) -> Option<&str> {
    fn selected(part: &Expression) -> Option<&str> {
        let Expression::Call(name, arguments) = part else {
            return None;
        };
        match (name.as_str(), arguments.as_slice()) {
            ("selected", [Expression::Own, Expression::Words(code)]) => Some(code),
            _ => None,
        }
    }
    fn counts(part: &Expression) -> bool {
        if let Expression::Compare(left, _, _) = part
            && let Expression::Call(name, arguments) = left.as_ref()
        {
            return name == "count-selected" && arguments.as_slice() == [Expression::Own];
        }
        false
    }
    if let Expression::Call(name, arguments) = expression
        && name == "not"
        && let [Expression::All(parts)] = arguments.as_slice()
        && let [a, b] = parts.as_slice()
    {
        return match (counts(a), counts(b)) {
            (false, true) => selected(a),
            (true, false) => selected(b),
            (true, true) | (false, false) => None,
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_read_in_every_order() {
        for (text, expected) in [
            (". >= 0 and . <= 120", Some((Some(0), Some(120)))),
            (".>=18", Some((Some(18), None))),
            ("(. > 0) and (10 > .)", Some((Some(1), Some(9)))),
            (". < 2.5", Some((None, Some(2)))),
            (". = 3", Some((Some(3), Some(3)))),
            (". != 3", None),
            ("regex(., '^[0-9]+$')", None),
            (". <= today()", None),
            (". >= ${start}", None),
        ] {
            assert_eq!(read(text).as_ref().and_then(bounds), expected, "{text}");
        }
    }

    #[test]
    fn an_option_that_stands_alone_is_found() {
        for text in [
            "not(selected(., 'none') and count-selected(.) > 1)",
            "not(count-selected(.)>1 and selected(.,\u{2018}none\u{2019}))",
        ] {
            assert_eq!(read(text).as_ref().and_then(alone), Some("none"), "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_is_refused_and_never_a_panic() {
        for text in [
            "",
            "(",
            "${a",
            "'a",
            "${a} = ",
            "../x = 1",
            "1 +",
            "a b",
            "if(",
            "!",
            "- - 1",
            ")",
            "selected(${a}, 'x'",
            "\u{0}",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&"(".repeat(3000)), None);
        assert_eq!(read(&"not(".repeat(900)), None);
        assert_eq!(read(&"1".repeat(5000)), None);
    }
}
