//! Bad input: it ends a connection or is refused, and the door goes on.

use grammers_client::tl;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::grammers::App;
use super::stage::Open;
use crate::doors::wire::until;

/// What comes back before the connection ends.
async fn send(open: &Open, bytes: &[u8]) -> Vec<u8> {
    until(async {
        let mut stream = TcpStream::connect(open.mtproto)
            .await
            .expect("the door is open");
        // The other side may end it in the middle.
        let _cut = stream.write_all(bytes).await;
        let _cut = stream.shutdown().await;
        let mut answer = Vec::new();
        let _cut = stream.read_to_end(&mut answer).await;
        answer
    })
    .await
}

/// The door still answers a handshake's first request.
async fn still_works(open: &Open) {
    let mut packet = vec![0; 8];
    packet.extend([0; 8]);
    packet.extend(20_u32.to_le_bytes());
    packet.extend(0xbe7e_8ef1_u32.to_le_bytes());
    packet.extend([7; 16]);
    let length = u32::try_from(packet.len()).expect("short");
    let framed = [&[0xee; 4][..], &length.to_le_bytes(), &packet].concat();
    let answer = send(open, &framed).await;
    assert_eq!(answer[24..28], 0x0516_2463_u32.to_le_bytes());
}

/// Huge lengths, wrong checksums, unknown framings and half packets end the connection without an answer.
#[tokio::test(flavor = "multi_thread")]
async fn bad_frames_end_the_connection() {
    let open = Open::doors().await;
    let huge = u32::MAX.to_le_bytes();
    let cases: [&[u8]; 7] = [
        &[0xef, 0x7f, 0xff, 0xff, 0xff],
        &[&[0xee; 4][..], &huge].concat(),
        &[&[0xdd; 4][..], &huge].concat(),
        &[&huge[..], &[0; 4]].concat(),
        &[16, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0],
        &[4, 0, 0, 0, 0, 0, 0, 0],
        b"GET / HTTP/1.1\r\n\r\n",
    ];
    for case in cases {
        assert_eq!(send(&open, case).await, b"", "{case:?}");
    }
    still_works(&open).await;
}

/// A key that nobody has is answered with -404.
#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_key_is_minus_404() {
    let open = Open::doors().await;
    let packet = [9; 56];
    let framed = [&[0xee; 4][..], &56_u32.to_le_bytes(), &packet].concat();
    let answer = send(&open, &framed).await;
    assert_eq!(
        answer,
        [&4_u32.to_le_bytes()[..], &(-404_i32).to_le_bytes()].concat()
    );
}

/// No bytes that begin like a stream or a handshake end the door.
#[tokio::test(flavor = "multi_thread")]
async fn no_bytes_end_the_door() {
    let open = Open::doors().await;
    let mut runner = TestRunner::deterministic();
    let constructors = [0xbe7e_8ef1_u32, 0xd712_e4be, 0xf504_5f1f, 0x62d6_b459];
    let strategy = (
        0..constructors.len(),
        prop::collection::vec(any::<u8>(), 0..600),
        any::<bool>(),
    );
    for _ in 0..200 {
        let drawn = strategy.new_tree(&mut runner).expect("a value").current();
        let (which, bytes, plain) = drawn;
        let mut packet = vec![0; 16];
        if plain {
            let length = u32::try_from(bytes.len() + 4).expect("short");
            packet.extend(length.to_le_bytes());
            packet.extend(constructors[which].to_le_bytes());
        }
        packet.extend(bytes);
        packet.resize(packet.len().next_multiple_of(4), 0);
        let length = u32::try_from(packet.len()).expect("short");
        send(
            &open,
            &[&[0xee; 4][..], &length.to_le_bytes(), &packet].concat(),
        )
        .await;
    }
    still_works(&open).await;
}

/// A request as raw bytes.
struct Raw(Vec<u8>);

impl tl::Serializable for Raw {
    fn serialize(&self, buf: &mut impl Extend<u8>) {
        buf.extend(self.0.iter().copied());
    }
}

impl tl::RemoteCall for Raw {
    type Return = bool;
}

/// Requests that break off, nest too deep or are no requests are refused, whoever sends them.
#[tokio::test(flavor = "multi_thread")]
async fn bad_requests_are_refused() {
    let open = Open::doors().await;
    let dora = open.person("Dora", "1");
    let app = App::start(&open, 1, Some(dora)).await;
    let words = |words: &[u32]| {
        words
            .iter()
            .flat_map(|word| word.to_le_bytes())
            .collect::<Vec<u8>>()
    };
    let broken_off = words(&[0xfef4_8f62, 0]);
    assert_eq!(
        app.refused(&Raw(broken_off)).await.0,
        "INPUT_REQUEST_INVALID"
    );
    // initConnection whose parameters are an array in an array, and so on.
    let mut deep = words(&[0xc1cd_5ea9, 2, 1, 0, 0, 0, 0, 0, 0]);
    for _ in 0..50_000 {
        deep.extend(words(&[0xf744_4763, 0x1cb5_c415, 1]));
    }
    assert_eq!(app.refused(&Raw(deep)).await.0, "INPUT_REQUEST_TOO_LONG");
    let (name, _) = app.refused(&Raw(words(&[0xdead_beef]))).await;
    assert!(name.starts_with("NOT_SIMULATED"), "{name}");
    let wrapped = words(&[0xda9b_0d0d, 100, 0xc4f9_186b]);
    let (name, _) = app.refused(&Raw(wrapped)).await;
    assert!(name.contains("layer 100"), "{name}");
    still_works(&open).await;
}
