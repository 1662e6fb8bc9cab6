//! x
#[derive(clap::Args)]
pub(super) struct Options {}
pub(super) async fn run(_: Options) -> anyhow::Result<()> {
    Ok(())
}
