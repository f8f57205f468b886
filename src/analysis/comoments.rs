//! Sums and products of several variables over complete rows, in whole numbers: all that covariances,
//! reliabilities, factors and regressions need.

use nalgebra::DMatrix;

use super::figure::Absent;

/// The co-moments of a block of variables over the responses that have all of them.
///
/// Each variable is a whole number divided by `scale`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comoments {
    n: u64,
    scale: i64,
    sums: Vec<i128>,
    /// Row by row, symmetric.
    products: Vec<i128>,
}

impl Comoments {
    /// From sums and the upper triangle of products, row by row.
    pub(crate) fn of_triangle(n: u64, scale: i64, sums: Vec<i128>, triangle: &[i128]) -> Self {
        let k = sums.len();
        let mut products = vec![0; k * k];
        let mut upper = triangle.iter();
        for i in 0..k {
            for j in i..k {
                let product = upper.next().copied().unwrap_or(0);
                products[i * k + j] = product;
                products[j * k + i] = product;
            }
        }
        Self {
            n,
            scale: scale.max(1),
            sums,
            products,
        }
    }

    /// Puts a complete row in; one of another length says nothing.
    pub fn add(&mut self, row: &[i64]) {
        let k = self.sums.len();
        if row.len() != k {
            return;
        }
        self.n += 1;
        for (sum, x) in self.sums.iter_mut().zip(row) {
            *sum += i128::from(*x);
        }
        for (products, x) in self.products.chunks_mut(k.max(1)).zip(row) {
            for (product, y) in products.iter_mut().zip(row) {
                *product += i128::from(*x) * i128::from(*y);
            }
        }
    }

    /// From rows of whole numbers, each of `k` variables.
    pub fn of_rows<'a>(k: usize, rows: impl IntoIterator<Item = &'a [i64]>) -> Self {
        let mut moments = Self {
            n: 0,
            scale: 1,
            sums: vec![0; k],
            products: vec![0; k * k],
        };
        for row in rows {
            moments.add(row);
        }
        moments
    }

    /// How many complete responses.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// How many variables.
    pub fn variables(&self) -> usize {
        self.sums.len()
    }

    /// New variables, each a sum of the old ones with whole weights: `[(variable, weight), ..]`.
    ///
    /// Item gaps are `(perception, 1), (expectation, -1)`; a sum score is every item with weight 1.
    #[must_use]
    pub fn combined(&self, combinations: &[Vec<(usize, i64)>]) -> Self {
        let k = self.variables();
        let product = |i: usize, j: usize| self.products.get(i * k + j).copied().unwrap_or(0);
        let sum = |i: usize| self.sums.get(i).copied().unwrap_or(0);
        let sums = combinations
            .iter()
            .map(|c| c.iter().map(|(i, w)| i128::from(*w) * sum(*i)).sum())
            .collect();
        let mut products = Vec::with_capacity(combinations.len() * combinations.len());
        for a in combinations {
            for b in combinations {
                let mut total = 0;
                for (i, v) in a {
                    for (j, w) in b {
                        total += i128::from(*v) * i128::from(*w) * product(*i, *j);
                    }
                }
                products.push(total);
            }
        }
        Self {
            n: self.n,
            scale: self.scale,
            sums,
            products,
        }
    }

    /// Both samples together: the same variables on the same scale.
    #[must_use]
    pub fn plus(mut self, other: &Self) -> Self {
        self.n = self.n.saturating_add(other.n);
        for (sum, more) in self.sums.iter_mut().zip(&other.sums) {
            *sum = sum.wrapping_add(*more);
        }
        for (product, more) in self.products.iter_mut().zip(&other.products) {
            *product = product.wrapping_add(*more);
        }
        self
    }

    /// Some of the variables, in this order.
    #[must_use]
    pub fn selected(&self, variables: &[usize]) -> Self {
        let single: Vec<Vec<(usize, i64)>> = variables.iter().map(|i| vec![(*i, 1)]).collect();
        self.combined(&single)
    }

    /// The means.
    pub fn means(&self) -> Result<Vec<f64>, Absent> {
        if self.n == 0 {
            return Err(Absent::NoData);
        }
        let whole = self.n as f64 * self.scale as f64;
        Ok(self.sums.iter().map(|sum| as_float(*sum) / whole).collect())
    }

    /// The covariance matrix, with n - 1. The differences are formed in whole numbers, so nothing cancels.
    pub fn covariance(&self) -> Result<DMatrix<f64>, Absent> {
        match self.n {
            0 => return Err(Absent::NoData),
            1 => return Err(Absent::OnlyOne),
            _ => {}
        }
        let n = i128::from(self.n);
        let k = self.variables();
        let scale = self.scale as f64;
        let whole = self.n as f64 * (self.n - 1) as f64 * scale * scale;
        Ok(DMatrix::from_fn(k, k, |i, j| {
            as_float(n * self.products[i * k + j] - self.sums[i] * self.sums[j]) / whole
        }))
    }

    /// The correlation matrix; `NoVariance` when a variable is constant.
    pub fn correlation(&self) -> Result<DMatrix<f64>, Absent> {
        correlation_of(&self.covariance()?)
    }
}

/// A covariance matrix scaled to unit diagonal.
pub(crate) fn correlation_of(covariance: &DMatrix<f64>) -> Result<DMatrix<f64>, Absent> {
    let k = covariance.nrows();
    if (0..k).any(|i| covariance[(i, i)] <= 0.0) {
        return Err(Absent::NoVariance);
    }
    Ok(DMatrix::from_fn(k, k, |i, j| {
        if i == j {
            1.0
        } else {
            covariance[(i, j)] / (covariance[(i, i)] * covariance[(j, j)]).sqrt()
        }
    }))
}

fn as_float(whole: i128) -> f64 {
    whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covariances_are_those_of_the_definition() {
        let rows: [[i64; 2]; 4] = [[1, 4], [2, 4], [3, 1], [6, 3]];
        let moments = Comoments::of_rows(2, rows.iter().map(|row| &row[..]));
        let covariance = moments.covariance().unwrap();
        assert_eq!(covariance[(0, 0)], 14.0 / 3.0);
        assert_eq!(covariance[(0, 1)], -1.0);
        let gap = moments.combined(&[vec![(0, 1), (1, -1)]]);
        assert_eq!(gap.means().unwrap(), [0.0]);
        assert_eq!(gap.covariance().unwrap()[(0, 0)], 26.0 / 3.0);
    }

    #[test]
    fn the_perceptions_of_the_simulated_sample_covary_as_in_the_reference() {
        use crate::analysis::golden::Golden;
        use crate::analysis::scoring::Voice;
        use crate::analysis::trial::{Customers, Table};
        use crate::survey::questionnaire::Facet;
        let golden = Golden::read(include_str!(
            "../../tests/reference/golden/descriptive.json"
        ));
        let own = Customers::read().own();
        let covariance = own.items(Voice::of(Facet::Perception)).unwrap();
        let covariance = covariance.covariance().unwrap();
        let upper: Vec<f64> = (0..22)
            .flat_map(|column| (0..=column).map(move |row| (row, column)))
            .map(|place| covariance[place])
            .collect();
        golden.check("cor.own_P_cov_upper", &upper);
        // Two items over all who rated both, whatever else they left out.
        let table = Table::read(include_str!("../../tests/reference/data/sim_servqual.csv"));
        let pairs: Vec<[i64; 2]> = table
            .rows
            .iter()
            .filter_map(|row| {
                let rating = |item| table.cell(row, item).parse().ok();
                Some([rating("P1")?, rating("P22")?])
            })
            .collect();
        let both = Comoments::of_rows(2, pairs.iter().map(|pair| &pair[..]));
        golden.check(
            "cor.pairwise_P1_P22",
            &[both.correlation().unwrap()[(0, 1)]],
        );
    }

    #[test]
    fn a_constant_variable_has_no_correlation() {
        let rows: [[i64; 2]; 2] = [[1, 4], [2, 4]];
        let moments = Comoments::of_rows(2, rows.iter().map(|row| &row[..]));
        assert_eq!(moments.correlation(), Err(Absent::NoVariance));
    }
}
