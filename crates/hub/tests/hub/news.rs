//! Being told that there is something to pull.

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use yingchun_domain::entry::Act;
use yingchun_domain::person::place::Place;
use yingchun_domain::scope::Scope;

use crate::photos::report;
use crate::support::{Phone, Village, id};

/// A stream of news, past its head.
async fn listen(phone: &Phone) -> BufReader<TcpStream> {
    listen_after(phone, "", "").await
}

/// A stream of news, with what the listener says of how far she is: by her question, or as a browser that connects again.
async fn listen_after(phone: &Phone, question: &str, header: &str) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect(phone.address).await.unwrap();
    let cookie = phone.cookie.as_ref().unwrap();
    let request =
        format!("GET /api/news{question} HTTP/1.1\r\nhost: hub\r\ncookie: {cookie}\r\n{header}\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut stream = BufReader::new(stream);
    assert_eq!(line_with(&mut stream, "HTTP/1.1").await.trim(), "HTTP/1.1 200 OK");
    line_with(&mut stream, "content-type: text/event-stream").await;
    stream
}

/// The next line that holds a word.
async fn line_with(stream: &mut BufReader<TcpStream>, word: &str) -> String {
    let mut line = String::new();
    while !line.contains(word) {
        line.clear();
        assert!(stream.read_line(&mut line).await.unwrap() > 0, "the stream ended before {word}");
    }
    line
}

#[tokio::test]
async fn whoever_is_concerned_is_told_the_scope_and_the_commit() {
    let mut village = Village::set_up().await;
    let wang = village.registered("王桂兰", "13800002047").await;
    let li = village.registered("李芳", "13800002048").await;
    let (mut hers, mut office) = (listen(&wang).await, listen(&village.organiser).await);
    let _others = listen(&li).await;
    let place = Act::Place(Place { team: village.team });
    assert_eq!(village.leader.does(wang.person.uuid(), place).await, "applied");
    assert_eq!(line_with(&mut hers, "event:").await.trim(), "event: news");
    let told = line_with(&mut hers, "data:").await;
    assert!(told.contains(&Scope::Person(wang.person).to_string()) && told.contains("\"commit\":"), "{told}");
    assert!(line_with(&mut office, "data:").await.contains("\"office\""));
}

/// A line of the stream that names a commit.
async fn id_of(stream: &mut BufReader<TcpStream>) -> u64 {
    loop {
        if let Some(id) = line_with(stream, "id:").await.strip_prefix("id:") {
            return id.trim().parse().unwrap();
        }
    }
}

#[tokio::test]
async fn what_happened_while_nobody_listened_is_told_when_she_listens_again() {
    let mut village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let mut li = village.registered("李芳", "13800002048").await;
    let before = id_of(&mut listen(&wang).await).await;
    let place = Act::Place(Place { team: village.team });
    assert_eq!(village.leader.does(wang.person.uuid(), place).await, "applied");
    let again = [
        (format!("?after={before}"), String::new()),
        (String::new(), format!("last-event-id: {before}\r\n")),
    ];
    for (question, header) in again {
        let mut stream = listen_after(&wang, &question, &header).await;
        let head = id_of(&mut stream).await;
        assert!(line_with(&mut stream, "data:").await.contains("campaign") && head > before);
    }
    // Of others nothing is told, and what she knows already is no news: the first is her own report.
    let known = id_of(&mut listen(&wang).await).await;
    assert_eq!(li.does(id::<uuid::Uuid>(), report()).await, "applied");
    let mut stream = listen_after(&wang, &format!("?after={known}"), "").await;
    assert_eq!(wang.does(id::<uuid::Uuid>(), report()).await, "applied");
    let told = line_with(&mut stream, "data:").await;
    assert!(told.contains(&Scope::Person(wang.person).to_string()), "{told}");
}

/// More commits than anybody could be told one by one.
const MANY: usize = 300;

#[tokio::test]
async fn however_much_is_written_elsewhere_she_is_told_of_her_own_only() {
    let mut village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let mut li = village.registered("李芳", "13800002048").await;
    let mut hers = listen(&wang).await;
    let place = Act::Place(Place { team: village.team });
    assert_eq!(village.leader.does(wang.person.uuid(), place).await, "applied");
    line_with(&mut hers, "data:").await;
    for _ in 0..MANY {
        assert_eq!(li.does(id::<uuid::Uuid>(), report()).await, "applied");
    }
    // Whatever she was told of the others, she would have been told before this.
    assert_eq!(wang.does(id::<uuid::Uuid>(), report()).await, "applied");
    let told = line_with(&mut hers, "data:").await;
    assert!(told.contains(&Scope::Person(wang.person).to_string()), "{told}");
}

#[tokio::test]
async fn of_many_streams_of_one_session_the_eldest_ends_and_the_youngest_hears() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let mut eldest = listen(&wang).await;
    let mut younger = Vec::new();
    for _ in 0..6 {
        younger.push(listen(&wang).await);
    }
    // The chunk without bytes: the answer has ended, the connection may go on.
    while line_with(&mut eldest, "0\r\n").await != "0\r\n" {}
    assert_eq!(wang.does(id::<uuid::Uuid>(), report()).await, "applied");
    for stream in &mut younger {
        line_with(stream, "data:").await;
    }
}

#[tokio::test]
async fn a_hub_that_stops_ends_its_streams() {
    let village = Village::set_up().await;
    let wang = village.registered("王桂兰", "13800002047").await;
    let mut stream = listen(&wang).await;
    let ended = async {
        let mut rest = String::new();
        while stream.read_line(&mut rest).await.unwrap() > 0 {}
        rest
    };
    let (rest, _hub) = tokio::join!(ended, village.hub.restart());
    assert!(!rest.contains("event: news"));
}
