//! Any sequence of begins, answers, ends, erasures and restarts.

use super::*;

#[derive(Debug, Clone)]
enum Act {
    Begin,
    Step { who: usize, choice: u8 },
    Finish { who: usize },
    File { who: usize },
    Erase { who: usize },
    Reopen,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        2 => Just(Act::Begin),
        8 => (0usize..6, any::<u8>()).prop_map(|(who, choice)| Act::Step { who, choice }),
        2 => (0usize..6).prop_map(|who| Act::Finish { who }),
        1 => (0usize..6).prop_map(|who| Act::File { who }),
        1 => (0usize..6).prop_map(|who| Act::Erase { who }),
        2 => Just(Act::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_store_is_always_what_was_acknowledged(acts in prop::collection::vec(act(), 1..40)) {
        let place = Place::new();
        let mut store = place.open();
        let mut open: BTreeMap<InterviewId, (Person, Vec<Entry>)> = BTreeMap::new();
        let mut ended: BTreeMap<InterviewId, Response> = BTreeMap::new();
        let mut begun = 0;
        for act in acts {
            match act {
                Act::Begin => {
                    let person = Person::begin(&mut store, header(&format!("{begun}")));
                    open.insert(person.id(), (person, Vec::new()));
                    begun += 1;
                }
                Act::Step { who, choice } => {
                    if let Some((id, (person, kept))) = open.iter_mut().nth(who) {
                        for entry in person.step(choice) {
                            store.save(id, slice::from_ref(&entry)).unwrap();
                            kept.push(entry);
                        }
                    }
                }
                Act::Finish { who } | Act::File { who } => {
                    let Some(id) = open.keys().nth(who).cloned() else { continue };
                    let (person, _) = open.remove(&id).unwrap();
                    if matches!(act, Act::File { .. }) {
                        store.file_as(&id, Outcome::TimedOut).unwrap();
                        let response = store.response(&id).unwrap().unwrap();
                        ended.insert(id, response);
                    } else {
                        let (entry, response) = person.ending(Outcome::Partial);
                        store.finish(&id, slice::from_ref(&entry), &response).unwrap();
                        ended.insert(id, response);
                    }
                }
                Act::Erase { who } => {
                    if let Some(id) = ended.keys().nth(who).cloned() {
                        prop_assert_eq!(store.erase(&id, NOW).unwrap().interviews, 1);
                        ended.remove(&id);
                    }
                }
                Act::Reopen => {
                    drop(store);
                    store = place.open();
                }
            }
        }
        prop_assert_eq!(store.check().unwrap(), []);
        prop_assert_eq!(&responses(&store, &Filter::default()), &ended);
        let found: Vec<InterviewId> = store
            .open_interviews()
            .unwrap()
            .into_iter()
            .map(|open| open.header.id)
            .collect();
        prop_assert_eq!(found, open.keys().cloned().collect::<Vec<_>>());
        for (id, (person, kept)) in &open {
            let (header, edition, entries) = store.load(id).unwrap();
            prop_assert_eq!(&entries, kept);
            let again = Interview::replay(edition, header, &entries).unwrap();
            prop_assert_eq!(&again, &person.interview);
        }
        let counted: u64 = store.counts(&Filter::default()).unwrap().iter().map(|c| c.kept).sum();
        prop_assert_eq!(counted, u64::try_from(ended.len()).unwrap());
    }
}
