//! `relevo sim`: the offline Telegram alone, for other people's bots and for trying the desk without Telegram.

use std::net::SocketAddr;

use anyhow::{Context, Result};
use clap::Args;
use relevo_telegram_sim::playground::Playground;
use relevo_telegram_sim::serve::{Listeners, serve};
use relevo_telegram_sim::sim::{Checks, Sim, SimClock};
use relevo_telegram_sim::world::World;
use tokio::net::TcpListener;

use super::{Switch, told_to_stop};
use crate::clock::Clock;

#[derive(Args)]
pub(super) struct Options {
    /// Where bots call: http://ADDRESS/botTOKEN/METHOD
    #[arg(long, default_value = "127.0.0.1:8081", value_name = "ADDRESS")]
    bot_api: SocketAddr,
    /// Where people's own apps, and programs that log in as people, connect over MTProto
    #[arg(long, default_value = "127.0.0.1:4430", value_name = "ADDRESS")]
    mtproto: SocketAddr,
    /// Where people are played: GET / lists what can be done
    #[arg(long, default_value = "127.0.0.1:8082", value_name = "ADDRESS")]
    control: SocketAddr,
    /// Where a browser shows Telegram as each person sees it
    #[arg(long, default_value = "127.0.0.1:8083", value_name = "ADDRESS")]
    playground: SocketAddr,
    /// The world's seed: the same seed and the same deeds give the same world
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many times faster than the wall the world's time runs
    #[arg(long, default_value_t = 1, value_name = "FACTOR")]
    speed: u32,
    /// Compare every request and answer with the Bot API's description
    #[arg(long, value_enum, default_value_t = Switch::On)]
    checks: Switch,
}

pub(super) async fn run(options: Options) -> Result<()> {
    let checks = if options.checks == Switch::On {
        Checks::On
    } else {
        Checks::Off
    };
    let mut world = World::new(options.seed);
    world.set_now_ms(Clock::real().now_ms());
    let sim = Sim::new(
        world,
        SimClock::Real {
            factor: options.speed,
        },
        checks,
    );
    sim.seed_faults(options.seed);
    // Nobody is there to be told of wishes: this host offers nothing to wish for.
    let (playground, _wishes) = Playground::new("Telegram, offline");
    let shown = listen(options.playground).await?;
    let bot_api = listen(options.bot_api).await?;
    let control = listen(options.control).await?;
    let mtproto = listen(options.mtproto).await?;
    // As they are: port 0 asked for any free one.
    println!("Playground  http://{}/", shown.local_addr()?);
    println!("Control     http://{}/", control.local_addr()?);
    println!(
        "Bot API     http://{}/botTOKEN/METHOD",
        bot_api.local_addr()?
    );
    println!("MTProto     {}", mtproto.local_addr()?);
    println!("Ctrl-C ends it; nothing is kept.");
    let listeners = Listeners {
        bot_api: Some(bot_api),
        control: Some(control),
        mtproto: Some(mtproto),
        playground: Some((shown, playground)),
    };
    serve(sim, listeners, told_to_stop())
        .await
        .context("the offline Telegram ended")?;
    Ok(())
}

pub(super) async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        format!(
            "cannot listen on {address}: choose another address, or end the program that uses it"
        )
    })
}
