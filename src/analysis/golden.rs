//! Golden values: reference numbers that R and Python computed independently, with their tolerances.

use serde_json::Value;

/// One file of reference numbers: `{key: {value, tol}}`.
pub(crate) struct Golden(Value);

impl Golden {
    pub(crate) fn read(text: &str) -> Self {
        Self(serde_json::from_str(text).expect("golden values are JSON"))
    }

    fn entry(&self, key: &str) -> &Value {
        self.0
            .get(key)
            .unwrap_or_else(|| panic!("no golden value {key}"))
    }

    /// The numbers of a key, matrices row by row.
    pub(crate) fn numbers(&self, key: &str) -> Vec<f64> {
        flatten(&self.entry(key)["value"])
    }

    /// The rows of a matrix.
    pub(crate) fn rows(&self, key: &str) -> Vec<Vec<f64>> {
        let rows = self.entry(key)["value"].as_array().expect("a matrix");
        rows.iter().map(flatten).collect()
    }

    /// Holds numbers against a key at its own tolerance: absolute or relative.
    pub(crate) fn check(&self, key: &str, ours: &[f64]) {
        let wanted = self.numbers(key);
        let tolerance = self.entry(key)["tol"].as_f64().expect("a tolerance");
        assert_eq!(ours.len(), wanted.len(), "{key}: {ours:?}");
        for (index, (ours, wanted)) in ours.iter().zip(&wanted).enumerate() {
            let off = (ours - wanted).abs();
            assert!(
                off <= tolerance || off <= tolerance * wanted.abs(),
                "{key}[{index}]: {ours} is not {wanted}"
            );
        }
    }
}

fn flatten(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(values) => values.iter().flat_map(flatten).collect(),
        Value::Number(number) => vec![number.as_f64().expect("a number")],
        Value::Bool(flag) => vec![f64::from(u8::from(*flag))],
        Value::Null | Value::String(_) | Value::Object(_) => Vec::new(),
    }
}
