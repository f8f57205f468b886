//! One interview as a pure state machine.
