//! The PostgreSQL server goes away and comes back while the program runs.

use std::net::TcpListener;
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;
use std::process::Command;

use relevo::store::StoreError;
use relevo_core::{Change, Seq};
use tempfile::TempDir;

use crate::database::Database;

use super::desk::{Desk, words};

/// Promise: a write that the server's end interrupts fails as "cannot be reached" and leaves no trace; a
/// write that begins while the server is away waits for it, and the same store works on as soon as it is back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_store_outlives_its_server() {
    let server = Server::new();
    server.start();
    let desk = Desk::make(Database::at(server.url())).await;
    let write = async |seq| {
        let mut tx = desk.store.write().await?;
        tx.lock_cell(desk.cell, 1, 1).await?;
        let changes = [Change::Deliver(desk.delivery_of(Seq(seq), words("x")))];
        tx.apply(&changes).await?;
        tx.commit().await
    };
    write(1).await.unwrap();
    let mut interrupted = desk.store.write().await.unwrap();
    interrupted.lock_cell(desk.cell, 1, 1).await.unwrap();
    let lost = [Change::Deliver(desk.delivery_of(Seq(2), words("x")))];
    interrupted.apply(&lost).await.unwrap();
    server.stop();
    let error = interrupted.commit().await.unwrap_err();
    assert!(matches!(error, StoreError::Unreachable(_)), "{error:?}");
    let back = async { tokio::task::block_in_place(|| server.start()) };
    let (written, ()) = tokio::join!(write(3), back);
    written.unwrap();
    write(4).await.unwrap();
    let found = desk.lanes().await;
    let seqs: Vec<i64> = found.iter().map(|delivery| delivery.seq.0).collect();
    assert_eq!(seqs, [1, 3, 4]);
    desk.store.close().await;
}

/// A PostgreSQL server of the test's own, which may be stopped. Stopped and removed when dropped.
struct Server {
    folder: TempDir,
    programs: PathBuf,
    port: u16,
    /// The server refuses to run as root.
    as_root: bool,
}

impl Server {
    fn new() -> Server {
        let folder = tempfile::tempdir().unwrap();
        let as_root = std::fs::metadata(folder.path()).unwrap().uid() == 0;
        if as_root {
            let chown = Command::new("chown")
                .arg("postgres")
                .arg(folder.path())
                .status();
            assert!(chown.unwrap().success());
        }
        // Free now, and not given to anybody else in the moment until it is used.
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Server {
            folder,
            programs: programs(),
            port: free.local_addr().unwrap().port(),
            as_root,
        };
        let data = server.data();
        server.run(
            "initdb",
            &[
                "-D",
                &data,
                "-U",
                "relevo",
                "-A",
                "trust",
                "-N",
                "--no-locale",
            ],
        );
        server
    }

    fn start(&self) {
        let folder = self.folder.path().display();
        let options = format!("-h 127.0.0.1 -p {} -k {folder} -c fsync=off", self.port);
        let log = format!("{folder}/log");
        self.run(
            "pg_ctl",
            &[
                "-D",
                &self.data(),
                "-w",
                "-l",
                &log,
                "-o",
                &options,
                "start",
            ],
        );
    }

    fn stop(&self) {
        self.run("pg_ctl", &["-D", &self.data(), "-w", "-m", "fast", "stop"]);
    }

    fn url(&self) -> String {
        format!("postgres://relevo@127.0.0.1:{}/postgres", self.port)
    }

    fn data(&self) -> String {
        self.folder.path().join("db").display().to_string()
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let ended = self.command(program).args(arguments).status();
        assert!(ended.unwrap().success(), "{program} worked");
    }

    fn command(&self, program: &str) -> Command {
        let program = self.programs.join(program);
        let mut command = if self.as_root {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir("/").stdout(std::process::Stdio::null());
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.data();
        let stop = ["-D", &data, "-w", "-m", "immediate", "stop"];
        // A failure means that it was not running.
        let _ended = self.command("pg_ctl").args(stop).output();
    }
}

/// Where the newest server's programs are: as Debian installs them.
fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    let found = versions.map(|version| version.unwrap().path().join("bin"));
    found
        .filter(|programs| programs.join("initdb").exists())
        .max()
        .expect("no PostgreSQL to start and stop: run `./test`, which installs one")
}
