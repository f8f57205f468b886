//! All integration tests in one binary. Each module speaks of one public behaviour.

mod house;
