//! Files that are not as they should be: said, and never made worse.

use super::*;

#[cfg(unix)]
#[test]
fn nobody_else_can_read_the_files_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let before = rustix::process::umask(rustix::fs::Mode::empty());
    let mut store = place.open();
    whole(&mut store, "a", 3);
    store.backup(&place.folder().join("copy.db")).unwrap();
    rustix::process::umask(before);
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&place.folder()), 0o700);
    let names = place.names();
    assert!(names.contains(&"fivegaps.db-wal".to_owned()), "{names:?}");
    for name in names {
        assert_eq!(mode(&place.folder().join(&name)), 0o600, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_others_can_read_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    drop(place.open());
    std::fs::set_permissions(place.folder(), std::fs::Permissions::from_mode(0o755)).unwrap();
    let (_, notices) = place.try_open().unwrap();
    assert!(matches!(
        &notices[..],
        [Notice::Exposed { mode: 0o755, .. }]
    ));
}

#[test]
fn a_folder_in_the_place_of_the_file_and_the_reverse_are_told_apart() {
    let place = Place::new();
    std::fs::create_dir_all(place.file()).unwrap();
    assert_eq!(fault(place.try_open()), Fault::IsAFolder);

    let place = Place::new();
    std::fs::write(place.folder(), "a file").unwrap();
    assert_eq!(fault(place.try_open()), Fault::NotAFolder);
    assert_eq!(std::fs::read(place.folder()).unwrap(), b"a file");
}

#[test]
fn another_program_s_file_is_left_alone() {
    let place = Place::new();
    std::fs::create_dir_all(place.folder()).unwrap();
    let theirs = place.raw();
    theirs
        .execute_batch("CREATE TABLE theirs (x); PRAGMA application_id = 77;")
        .unwrap();
    drop(theirs);
    let before = std::fs::read(place.file()).unwrap();
    assert_eq!(fault(place.try_open()), Fault::Foreign);
    assert_eq!(std::fs::read(place.file()).unwrap(), before);
}

#[test]
fn a_newer_file_names_both_versions_and_is_left_alone() {
    let place = Place::new();
    drop(place.open());
    let known: i64 = place
        .raw()
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap();
    place
        .raw()
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    let before = std::fs::read(place.file()).unwrap();
    let error = place.try_open().unwrap_err();
    assert_eq!(error.fault, Fault::Newer { found: 99, known });
    let words = error.to_string();
    assert!(
        words.contains("99") && words.contains(&format!("version {known}")),
        "{words}"
    );
    assert_eq!(std::fs::read(place.file()).unwrap(), before);
}

#[test]
fn a_damaged_store_is_moved_aside_as_a_set_and_nothing_of_it_is_lost() {
    let place = Place::new();
    std::fs::create_dir_all(place.folder()).unwrap();
    for (name, content) in [
        ("", "this is no data base at all, and long enough"),
        ("-wal", "log"),
        ("-shm", "index"),
    ] {
        std::fs::write(format!("{}{name}", place.file().display()), content).unwrap();
    }
    let (mut store, notices) = place.try_open().unwrap();
    let aside = notices
        .iter()
        .find_map(|notice| match notice {
            Notice::MovedAside { to, .. } => Some(to.clone()),
            Notice::LogDamaged { .. }
            | Notice::WasEmpty { .. }
            | Notice::Exposed { .. }
            | Notice::NoReserve { .. }
            | Notice::NotEncrypted
            | Notice::Migrated { .. } => None,
        })
        .unwrap();
    let content =
        |ending: &str| std::fs::read_to_string(format!("{}{ending}", aside.display())).unwrap();
    assert!(content("").starts_with("this is no data base"));
    assert_eq!(content("-wal"), "log");
    whole(&mut store, "a", 3);
    assert_eq!(store.audit().unwrap()[0].what, "moved aside");
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn a_damaged_store_that_others_have_open_is_not_pulled_from_under_them() {
    let place = Place::new();
    let kiosk = place.open();
    std::fs::write(place.file(), "damaged while open, in a way that shows").unwrap();
    assert_eq!(fault(place.try_open()), Fault::Locked);
    drop(kiosk);
}

#[test]
fn a_log_without_its_file_is_kept() {
    for leave_empty in [false, true] {
        let place = Place::new();
        std::fs::create_dir_all(place.folder()).unwrap();
        if leave_empty {
            std::fs::write(place.file(), "").unwrap();
        }
        let log = place.folder().join("fivegaps.db-wal");
        std::fs::write(&log, "answers that never reached the file").unwrap();
        let (_store, notices) = place.try_open().unwrap();
        let to = notices
            .into_iter()
            .find_map(|notice| match notice {
                Notice::MovedAside { to, .. } => Some(to),
                Notice::LogDamaged { .. }
                | Notice::WasEmpty { .. }
                | Notice::Exposed { .. }
                | Notice::NoReserve { .. }
                | Notice::NotEncrypted
                | Notice::Migrated { .. } => None,
            })
            .unwrap();
        let kept = std::fs::read_to_string(format!("{}-wal", to.display())).unwrap();
        assert_eq!(kept, "answers that never reached the file");
    }
}

#[test]
fn an_empty_file_is_a_new_store_and_is_said() {
    let place = Place::new();
    std::fs::create_dir_all(place.folder()).unwrap();
    std::fs::write(place.file(), "").unwrap();
    let (mut store, notices) = place.try_open().unwrap();
    assert!(notices.iter().any(|n| matches!(n, Notice::WasEmpty { .. })));
    whole(&mut store, "a", 3);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_said_and_not_worked_around() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    drop(place.open());
    let mode = |mode| {
        std::fs::set_permissions(place.folder(), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(0o500);
    let denied = std::fs::write(place.folder().join("probe"), "").is_err();
    let opened = place.try_open();
    mode(0o700);
    if denied {
        let fault = fault(opened);
        assert!(
            matches!(fault, Fault::Denied | Fault::ReadOnly),
            "{fault:?}"
        );
    } else {
        // The superuser writes wherever it likes; there is nothing to refuse.
        assert!(opened.is_ok());
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_vanishes_or_is_replaced_takes_no_more_answers() {
    let place = Place::new();
    let mut store = place.open();
    let mut person = Person::begin(&mut store, header("a"));
    let entries = person.step(3);
    std::fs::remove_file(place.file()).unwrap();
    assert_eq!(
        fault(store.save(&person.id(), &entries[0..=0])),
        Fault::Gone
    );

    let place = Place::new();
    let mut store = place.open();
    let mut person = Person::begin(&mut store, header("a"));
    let entries = person.step(3);
    let copy = place.folder().join("copy.db");
    store.backup(&copy).unwrap();
    std::fs::rename(&copy, place.file()).unwrap();
    assert_eq!(
        fault(store.save(&person.id(), &entries[0..=0])),
        Fault::Gone
    );
}

/// Copies the files of a running store elsewhere: what `kill -9` leaves.
fn killed(place: &Place) -> Place {
    let copy = Place::new();
    drop(copy.open());
    for ending in ["", "-wal"] {
        let name = format!("fivegaps.db{ending}");
        std::fs::copy(place.folder().join(&name), copy.folder().join(&name)).unwrap();
    }
    copy
}

#[test]
fn the_log_of_a_killed_process_is_taken_in() {
    let place = Place::new();
    let mut store = place.open();
    whole(&mut store, "a", 3);
    let copy = killed(&place);
    let found = responses(&copy.open(), &Filter::default());
    assert_eq!(found, responses(&store, &Filter::default()));
}

#[test]
fn a_damaged_log_is_said_and_copied_before_it_is_cut_short() {
    let place = Place::new();
    let mut store = place.open();
    let length = |place: &Place| {
        let log = place.folder().join("fivegaps.db-wal");
        usize::try_from(log.metadata().unwrap().len()).unwrap()
    };
    let tables = length(&place);
    whole(&mut store, "a", 3);
    let middle = tables.midpoint(length(&place));
    let copy = killed(&place);
    let log = copy.folder().join("fivegaps.db-wal");
    let mut bytes = std::fs::read(&log).unwrap();
    bytes[middle] ^= 1;
    std::fs::write(&log, &bytes).unwrap();
    let (reopened, notices) = copy.try_open().unwrap();
    let [
        Notice::LogDamaged {
            copy: kept,
            commits,
        },
    ] = &notices[..]
    else {
        panic!("{notices:?}");
    };
    assert!(*commits > 1);
    let kept_log = std::fs::read(format!("{}-wal", kept.display())).unwrap();
    assert_eq!(kept_log, bytes);
    assert_eq!(reopened.check().unwrap(), [], "what is left is whole");
    assert_eq!(reopened.open_interviews().unwrap().len(), 1);
}
