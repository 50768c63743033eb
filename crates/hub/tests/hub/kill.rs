//! The program itself: what it says on stdout, and what it still knows after it was killed.

use crate::support::{Program, create_community};

#[tokio::test]
async fn what_was_receipted_outlives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(&mut Program::command(&[], folder.path(), &[]), 2);
    let mut organiser = program.organiser().await;
    let (community, act) = create_community("QSC7K2");
    let entry = organiser.entry(community.uuid(), act);
    let receipt = organiser.push_one(&entry).await;
    assert_eq!(receipt.outcome.as_str(), "applied");
    drop(program);

    let program = Program::start(&mut Program::command(&[], folder.path(), &[]), 1);
    organiser.address = program.address();
    assert_eq!(organiser.push_one(&entry).await, receipt);
    assert!(organiser.sees().await.iter().any(|row| row.kind == "community"));
}
