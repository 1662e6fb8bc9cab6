//! The program. Everything is in the library; `main` reads the command line and runs one role.

fn main() -> std::process::ExitCode {
    relevo::cli::run()
}
