//! fivegaps measures service quality where the service happens.
//!
//! The floors, each naming only lower ones:
//! `language < survey < analysis < report < app < view < store, terminal < shell` (cli, run, plain).
//! `ARCHITECTURE.md` tells what each knows and where to add things; a test holds the order.

pub mod analysis;
pub mod app;
pub mod cli;
pub mod language;
pub mod plain;
pub mod report;
pub mod run;
pub mod store;
pub mod survey;
pub mod terminal;
pub mod view;
