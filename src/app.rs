//! What the screen is doing: a pure function from events to a new state and effects.

pub mod input;
