//! PostgreSQL servers of a test's own, which may be restarted, killed, silenced and taken over from; and a door before them whose
//! address stays.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// A server. Dropped, it is gone with its data.
pub(crate) struct Server {
    folder: TempDir,
    port: u16,
}

impl Server {
    /// A new server with nothing in it.
    pub(crate) fn start() -> Server {
        let server = Server::empty();
        let data = server.data();
        server.run(
            "initdb",
            &["-D", &data, "-U", "relevo", "-A", "trust", "-E", "UTF8"],
        );
        server.pg_ctl(&["start"]);
        server
    }

    /// A standby that follows this server; from now on nothing counts as committed that it does not have.
    pub(crate) fn standby(&self) -> Server {
        let standby = Server::empty();
        let (data, port) = (standby.data(), self.port.to_string());
        let from = ["-h", "127.0.0.1", "-p", &port, "-U", "relevo", "-D", &data];
        standby.run(
            "pg_basebackup",
            &[&from[..], &["-R", "-c", "fast"]].concat(),
        );
        standby.pg_ctl(&["start"]);
        let script = [
            "ALTER SYSTEM SET synchronous_standby_names = '*'",
            "SELECT pg_reload_conf()",
        ];
        for sql in script {
            let to = [
                "-h",
                "127.0.0.1",
                "-p",
                &port,
                "-U",
                "relevo",
                "-d",
                "postgres",
            ];
            self.run("psql", &[&to[..], &["-c", sql]].concat());
        }
        standby
    }

    pub(crate) fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port))
    }

    /// As if its machine had lost its power, and had it again at once.
    pub(crate) fn crash_and_restart(&self) {
        self.pg_ctl(&["-m", "immediate", "restart"]);
    }

    pub(crate) fn kill(&self) {
        self.pg_ctl(&["-m", "immediate", "stop"]);
    }

    pub(crate) fn promote(&self) {
        self.pg_ctl(&["promote"]);
    }

    fn empty() -> Server {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = free.local_addr().expect("it has an address").port();
        if is_root() {
            let path = folder.path().to_str().expect("a plain path");
            let owned = Command::new("chown").args(["postgres", path]).status();
            assert!(owned.expect("chown runs").success());
        }
        Server { folder, port }
    }

    fn data(&self) -> String {
        let data = self.folder.path().join("db");
        data.to_str().expect("a plain path").to_owned()
    }

    fn pg_ctl(&self, what: &[&str]) {
        let (data, log) = (self.data(), format!("{}.log", self.data()));
        let sockets = self.folder.path().display();
        let options = format!("-h 127.0.0.1 -p {} -k {sockets}", self.port);
        let how = ["-D", &data, "-w", "-l", &log, "-o", &options];
        self.run("pg_ctl", &[&how[..], what].concat());
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let program = programs().join(program);
        let program = program.to_str().expect("a plain path");
        let mut command = match is_root() {
            true => {
                let mut command = Command::new("runuser");
                command.args(["-u", "postgres", "--", program]);
                command
            }
            false => Command::new(program),
        };
        command.args(arguments).current_dir(self.folder.path());
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let ended = command.status().expect("the program starts");
        assert!(ended.success(), "{program} {arguments:?} failed");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if Path::new(&self.data()).join("postmaster.pid").exists() {
            self.kill();
        }
    }
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().expect("id runs");
    id.stdout.starts_with(b"0\n")
}

/// The newest version's.
fn programs() -> PathBuf {
    let versions =
        std::fs::read_dir("/usr/lib/postgresql").expect("run `./test`: it installs PostgreSQL");
    let versions = versions.map(|version| version.expect("readable").path());
    let number = |path: &PathBuf| -> u32 {
        let name = path.file_name().and_then(|name| name.to_str());
        name.and_then(|name| name.parse().ok()).unwrap_or(0)
    };
    versions.max_by_key(number).expect("a version").join("bin")
}

/// A door to a server, behind which the server may change.
pub(crate) struct Door {
    pub(crate) address: SocketAddr,
    behind: Arc<Mutex<SocketAddr>>,
    silent: watch::Sender<bool>,
    closed: watch::Sender<u32>,
}

impl Door {
    pub(crate) async fn to(server: SocketAddr) -> Door {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let door = Door {
            address: listener.local_addr().expect("it has an address"),
            behind: Arc::new(Mutex::new(server)),
            silent: watch::Sender::new(false),
            closed: watch::Sender::new(0),
        };
        let behind = Arc::clone(&door.behind);
        let (silent, closed) = (door.silent.clone(), door.closed.clone());
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = *behind.lock().expect("nobody panicked");
                let (silent, mut closed) = (silent.subscribe(), closed.subscribe());
                closed.mark_unchanged();
                tokio::spawn(async move {
                    let Ok(server) = TcpStream::connect(server).await else {
                        return;
                    };
                    let (from_client, to_client) = client.into_split();
                    let (from_server, to_server) = server.into_split();
                    tokio::select! {
                        () = carry(from_client, to_server, silent.clone()) => {}
                        () = carry(from_server, to_client, silent) => {}
                        _ = closed.changed() => {}
                    }
                });
            }
        });
        door
    }

    /// Nothing passes until this is taken back, and nobody hangs up.
    pub(crate) fn silence(&self, on: bool) {
        self.silent.send_replace(on);
    }

    /// Another server stands behind it; who was inside is out.
    pub(crate) fn lead_to(&self, server: SocketAddr) {
        *self.behind.lock().expect("nobody panicked") = server;
        self.closed.send_modify(|times| *times += 1);
    }
}

async fn carry(
    mut from: tokio::net::tcp::OwnedReadHalf,
    mut to: tokio::net::tcp::OwnedWriteHalf,
    mut silent: watch::Receiver<bool>,
) {
    let mut bytes = vec![0; 65_536];
    while let Ok(length @ 1..) = from.read(&mut bytes).await {
        if silent.wait_for(|silent| !silent).await.is_err() {
            return;
        }
        if to.write_all(&bytes[..length]).await.is_err() {
            return;
        }
    }
}
