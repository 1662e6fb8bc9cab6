//! How many `sendMessage` calls a second the Bot API door answers over keep-alive HTTP, with the
//! checks and the budgets off: `cargo run -p relevo-telegram-sim --release --example door_speed`.
//!
//! The callers share the machine with the simulator, so this is a lower bound.

use std::net::SocketAddr;
use std::time::Instant;

use relevo_telegram_sim::control::NewBot;
use relevo_telegram_sim::serve::{Listeners, serve};
use relevo_telegram_sim::sim::{Checks, Sim, SimClock};
use relevo_telegram_sim::world::{Budgets, World};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

const CALLS: usize = 100_000;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let mut world = World::new(1);
    let (token, chat) = furnish(&mut world);
    let sim = Sim::new(world, SimClock::Real { factor: 1 }, Checks::Off);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let (stop, stopped) = oneshot::channel::<()>();
    let listeners = Listeners {
        bot_api: Some(listener),
        control: None,
        ..Listeners::default()
    };
    let serving = tokio::spawn(serve(sim, listeners, async {
        let _stopped_either_way = stopped.await;
    }));
    for connections in [1, 4, 16, 64] {
        let started = now();
        let mut callers = Vec::new();
        for _ in 0..connections {
            callers.push(tokio::spawn(call(
                address,
                token.clone(),
                chat,
                CALLS / connections,
            )));
        }
        for caller in callers {
            caller.await.expect("a caller does not panic")?;
        }
        let rate = CALLS as f64 / started.elapsed().as_secs_f64();
        println!("{connections:>3} connections: {rate:>8.0} sendMessage/s");
    }
    drop(stop);
    serving.await.expect("the door does not panic")
}

/// A person and a bot that may write to each other as fast as they like; the token and the chat.
fn furnish(world: &mut World) -> (String, i64) {
    world.set_budgets(Budgets {
        on: false,
        ..Budgets::default()
    });
    world.set_logging(false);
    let person = world.make_named("Ann");
    let bot = world.make_bot(NewBot {
        username: "desk_bot".to_owned(),
        ..NewBot::default()
    });
    world
        .start_bot(person, bot.id, None)
        .expect("a person may start a bot");
    (bot.token, person)
}

async fn call(address: SocketAddr, token: String, chat: i64, calls: usize) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let body = format!(r#"{{"chat_id":{chat},"text":"How long does one message take?"}}"#);
    let request = format!(
        "POST /bot{token}/sendMessage HTTP/1.1\r\nHost: sim\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut answer = vec![0; 16 << 10];
    for _ in 0..calls {
        stream.write_all(request.as_bytes()).await?;
        // Answers are far smaller than the buffer and are written in one piece.
        let length = stream.read(&mut answer).await?;
        assert!(
            answer[..length].starts_with(b"HTTP/1.1 200"),
            "a call was refused"
        );
        assert_eq!(
            answer[..length].last(),
            Some(&b'}'),
            "the answer came in one piece"
        );
    }
    Ok(())
}

fn now() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "this measures")]
    Instant::now()
}
