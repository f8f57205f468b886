//! All integration tests in one binary. Each module speaks of one public behaviour.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise, and it looks at files"
)]

mod alone;
mod booth;
mod careless;
mod chart;
mod cli;
mod coding;
mod disclosure;
mod drafts;
mod fieldwork;
mod fieldwork_kept;
mod fingers;
mod fuzz;
mod golden;
mod hands;
mod house;
mod import;
mod indicators;
mod interview;
mod interview_properties;
mod kills;
mod kinds;
mod kiosk;
mod meeting;
mod office;
mod paradata;
mod person;
mod phrases;
mod plain;
mod program;
mod questionnaire;
mod readme;
mod reports;
mod run;
mod scenario;
mod screens;
mod session;
mod sittings;
mod soak;
mod spoken;
mod store;
mod studies;
mod study;
mod study_report;
mod tables;
mod terminal;
mod window;
mod xlsform;
