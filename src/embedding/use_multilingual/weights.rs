//! The encoder's weights, laid out for the products that are made of them.

use super::WIDTH;
use super::convert::BLOCKS;
use super::file::{Section, WeightFile};
use crate::embedding::kernel;
use crate::embedding::levels::{self, Levels};
use crate::error::Result;

/// Numbers a convolution branch carries for a token.
pub(super) const BRANCH: usize = 256;
/// The three branches together.
pub(super) const BRANCHES: usize = ORDERS.len() * BRANCH;
/// Features of a token: its embedding and what the three branches found.
pub(super) const FEATURES: usize = WIDTH + BRANCHES;
/// The branches: how many tokens the window holds, and how many of them stand to the left.
pub(super) const ORDERS: [Order; 3] = [
    Order {
        name: 2,
        width: 2,
        left: 0,
        slot: 0,
    },
    Order {
        name: 3,
        width: 3,
        left: 1,
        slot: 4,
    },
    Order {
        name: 5,
        width: 5,
        left: 2,
        slot: 10,
    },
];
/// Window positions of all branches and both layers: rows of [`BRANCH`] numbers a token has in the table.
pub(super) const SLOTS: usize = 20;
/// How many tokens away a token's features can be changed from: two layers of at most two tokens.
pub(super) const REACH: usize = 4;
/// Width of the residual network's inner layers.
pub(super) const INNER: usize = 320;

/// One convolution branch.
#[derive(Clone, Copy)]
pub(super) struct Order {
    /// The number in the names of its weights.
    name: usize,
    /// Tokens in a window.
    pub width: usize,
    /// Those left of the token itself.
    pub left: usize,
    /// Its first slot: `width` slots for the first layer, then `width` for the second.
    pub slot: usize,
}

/// One branch's weights.
pub(super) struct Branch {
    /// `BRANCH` rows; the columns are the products for every window position, first layer then second.
    pub products: Levels,
    pub first_bias: Vec<f32>,
    /// `width * BRANCH` rows: the second layer again, by window position, in halved floats so that a branch's rows
    /// stay in the processor's second cache.
    pub second: Vec<[u16; BRANCH]>,
    pub second_bias: Vec<f32>,
}

/// All weights.
pub(super) struct Weights {
    table: Section,
    scale: Vec<f32>,
    low: Vec<f32>,
    pub projection: Levels,
    pub projection_bias: Vec<f32>,
    pub projection_norm: Norm,
    pub branches: Vec<Branch>,
    pub norm: Norm,
    pub output: Levels,
    pub output_bias: Vec<f32>,
    pub dense: [Levels; 4],
    pub skip: [Levels; 2],
    pub epsilon: f32,
}

/// Gain and bias of a layer norm.
pub(super) struct Norm {
    pub gain: Vec<f32>,
    pub bias: Vec<f32>,
}

impl Weights {
    pub fn open(file: &WeightFile) -> Result<Self> {
        let floats = |name: &str, length| file.floats(name, Some(length));
        let each = |prefix: &str, length: usize| -> Result<Vec<Vec<f32>>> {
            ORDERS
                .iter()
                .map(|o| floats(&format!("{prefix}{}", o.name), length))
                .collect()
        };
        let matrix = |name: &str, rows, columns| {
            let numbers = floats(name, rows * columns)?;
            side_by_side(file, &[(&numbers, levels::step(&numbers))], rows)
        };
        let table = file.bytes("table")?;
        Ok(Self {
            projection: projection(file, &each("proj", WIDTH * BRANCH)?)?,
            projection_bias: each("proj_b", BRANCH)?.concat(),
            projection_norm: Norm {
                gain: each("ln_g", BRANCH)?.concat(),
                bias: each("ln_b", BRANCH)?.concat(),
            },
            branches: ORDERS.iter().map(|o| branch(file, o)).collect::<Result<_>>()?,
            norm: Norm {
                gain: floats("ln_g", FEATURES)?,
                bias: floats("ln_b", FEATURES)?,
            },
            output: matrix("cnn_W", FEATURES, WIDTH)?,
            output_bias: floats("cnn_b", WIDTH)?,
            dense: [
                matrix("d0", WIDTH, INNER)?,
                matrix("d1", INNER, INNER)?,
                matrix("d2", INNER, WIDTH)?,
                matrix("d3", WIDTH, WIDTH)?,
            ],
            skip: [matrix("p1", WIDTH, INNER)?, matrix("p3", INNER, WIDTH)?],
            scale: floats("scale", BLOCKS)?,
            low: floats("lo", BLOCKS)?,
            epsilon: floats("eps", 1)?[0],
            table,
        })
    }

    /// A token's embedding as the table keeps it. An id the table does not know is all zero.
    #[inline(always)]
    pub fn embedding(&self, token: u32) -> Embedding<'_> {
        let (token, block) = (token as usize, token as usize % BLOCKS);
        match self.table.get(token * WIDTH..(token + 1) * WIDTH) {
            Some(levels) => Embedding {
                levels,
                scale: self.scale[block],
                low: self.low[block],
            },
            None => Embedding {
                levels: &[0; WIDTH],
                scale: 0.0,
                low: 0.0,
            },
        }
    }
}

/// The embedding of a token: `level * scale + low` for each of its [`WIDTH`] levels.
#[derive(Clone, Copy)]
pub(super) struct Embedding<'a> {
    pub levels: &'a [u8],
    pub scale: f32,
    pub low: f32,
}

impl Embedding<'_> {
    /// Writes the numbers that the levels stand for.
    #[inline(always)]
    pub fn write(&self, out: &mut [f32]) {
        for (out, &level) in out.iter_mut().zip(self.levels) {
            *out = f32::from(level) * self.scale + self.low;
        }
    }
}

fn projection(file: &WeightFile, tensors: &[Vec<f32>]) -> Result<Levels> {
    let matrices: Vec<_> = tensors.iter().map(|t| (t.as_slice(), levels::step(t))).collect();
    side_by_side(file, &matrices, WIDTH)
}

fn branch(file: &WeightFile, order: &Order) -> Result<Branch> {
    let length = order.width * BRANCH * BRANCH;
    let first = file.floats(&format!("w1_{}", order.name), Some(length))?;
    let second = file.floats(&format!("w2_{}", order.name), Some(length))?;
    let mut positions = Vec::with_capacity(2 * order.width);
    for tensor in [&first, &second] {
        let step = levels::step(tensor);
        positions.extend(tensor.chunks_exact(BRANCH * BRANCH).map(|matrix| (matrix, step)));
    }
    Ok(Branch {
        products: side_by_side(file, &positions, BRANCH)?,
        first_bias: file.floats(&format!("b1_{}", order.name), Some(BRANCH))?,
        second_bias: file.floats(&format!("b2_{}", order.name), Some(BRANCH))?,
        second: second
            .as_chunks::<BRANCH>()
            .0
            .iter()
            .map(|row| row.map(kernel::halve))
            .collect(),
    })
}

/// Matrices of `rows` rows each, with their steps, put next to one another.
fn side_by_side(file: &WeightFile, matrices: &[(&[f32], f32)], rows: usize) -> Result<Levels> {
    Levels::side_by_side(matrices, rows).ok_or_else(|| file.broken("a matrix that is not in 8 bits"))
}
