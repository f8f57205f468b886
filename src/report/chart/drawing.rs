//! A drawn chart, and how it is cut into pages.

use super::Line;

/// A chart drawn at one width, to be cut into pages of any height.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    pub(super) head: Vec<Line>,
    pub(super) axis: Vec<Line>,
    pub(super) blocks: Vec<Block>,
    pub(super) grid: Line,
    pub(super) foot: Vec<Line>,
}

/// The lines of one row; never torn apart by a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Set apart from the block before.
    pub(super) apart: bool,
    pub(super) lines: Vec<Line>,
}

impl Block {
    fn height(&self) -> usize {
        self.lines.len() + usize::from(self.apart)
    }
}

impl Drawing {
    /// All lines on one endless page.
    pub fn lines(&self) -> Vec<Line> {
        self.page(usize::MAX, 0)
    }

    /// Axis, rows and legend without the head, for pages that have their own.
    pub fn body(&self) -> Vec<Line> {
        self.lines().split_off(self.head.len())
    }

    /// How many pages of this height there are; at least one.
    pub fn pages(&self, height: usize) -> usize {
        self.breaks(height).len()
    }

    /// One page, counted from 0; beyond the last, the last. Head, axis and legend are on every page that has
    /// room for them and for one row; on a lower page the legend goes first, then the head.
    pub fn page(&self, height: usize, index: usize) -> Vec<Line> {
        let breaks = self.breaks(height);
        let Some(&(from, to)) = breaks.get(index.min(breaks.len().saturating_sub(1))) else {
            return Vec::new();
        };
        let (head, foot) = self.frame(height);
        let blocks = &self.blocks[from..to];
        let spaced = breaks.len() == 1 && height < usize::MAX && self.fits_spaced(height);
        let mut lines: Vec<Line> = Vec::new();
        lines.extend(head.iter().cloned());
        lines.extend(self.axis.iter().cloned());
        for (position, block) in blocks.iter().enumerate() {
            if spaced || (block.apart && position > 0) {
                lines.push(self.grid.clone());
            }
            lines.extend(block.lines.iter().cloned());
        }
        if spaced {
            lines.push(self.grid.clone());
        }
        lines.extend(foot.iter().cloned());
        lines.truncate(height);
        lines
    }

    fn rows_height(&self) -> usize {
        self.blocks.iter().map(Block::height).sum()
    }

    fn fits_spaced(&self, height: usize) -> bool {
        let lines: usize = self.blocks.iter().map(|block| block.lines.len() + 1).sum();
        self.head.len() + self.axis.len() + lines + 1 + self.foot.len() <= height
    }

    /// The head and foot that a page of this height has room for.
    fn frame(&self, height: usize) -> (&[Line], &[Line]) {
        let tallest = self.blocks.iter().map(Block::height).max().unwrap_or(1);
        let all = self.head.len() + self.axis.len() + tallest;
        if all + self.foot.len() <= height {
            (&self.head, &self.foot)
        } else if all <= height {
            (&self.head, &[])
        } else {
            (&[], &[])
        }
    }

    fn breaks(&self, height: usize) -> Vec<(usize, usize)> {
        let (head, foot) = self.frame(height);
        let room = height.saturating_sub(head.len() + self.axis.len() + foot.len());
        if self.rows_height() <= room {
            return vec![(0, self.blocks.len())];
        }
        let mut breaks = Vec::new();
        let mut from = 0;
        let mut used = 0;
        for (index, block) in self.blocks.iter().enumerate() {
            if index > from && used + block.height() > room {
                breaks.push((from, index));
                from = index;
                used = 0;
            }
            used += block.height();
        }
        breaks.push((from, self.blocks.len()));
        breaks
    }
}
