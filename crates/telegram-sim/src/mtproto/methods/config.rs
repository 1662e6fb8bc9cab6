//! What a client asks about the server itself. There is one data centre, under five numbers.

use std::net::SocketAddr;

use grammers_tl_types as tl;

use crate::mtproto::rpc::{Answer, Call};
use crate::mtproto::tell::int;

/// The data centre that this is.
const DC: i32 = 2;

/// `help.getConfig`.
pub(super) fn get_config(
    call: &mut Call<'_>,
    _: &tl::functions::help::GetConfig,
) -> Answer<tl::enums::Config> {
    let now = int(call.world.now_s());
    Ok(tl::types::Config {
        default_p2p_contacts: false,
        preload_featured_stickers: false,
        revoke_pm_inbox: true,
        blocked_mode: false,
        force_try_ipv6: false,
        date: now,
        expires: now + 3_600,
        test_mode: false,
        this_dc: DC,
        dc_options: (1..=5).map(|id| place(id, call.caller.address)).collect(),
        dc_txt_domain_name: String::new(),
        chat_size_max: 200,
        megagroup_size_max: 200_000,
        forwarded_count_max: 100,
        online_update_period_ms: 210_000,
        offline_blur_timeout_ms: 5_000,
        offline_idle_timeout_ms: 30_000,
        online_cloud_timeout_ms: 300_000,
        notify_cloud_delay_ms: 30_000,
        notify_default_delay_ms: 1_500,
        push_chat_period_ms: 60_000,
        push_chat_limit: 2,
        edit_time_limit: 172_800,
        revoke_time_limit: i32::MAX,
        revoke_pm_time_limit: i32::MAX,
        rating_e_decay: 2_419_200,
        stickers_recent_limit: 200,
        channels_read_media_period: 604_800,
        tmp_sessions: None,
        call_receive_timeout_ms: 20_000,
        call_ring_timeout_ms: 90_000,
        call_connect_timeout_ms: 30_000,
        call_packet_timeout_ms: 10_000,
        me_url_prefix: "https://t.me/".to_owned(),
        autoupdate_url_prefix: None,
        gif_search_username: None,
        venue_search_username: None,
        img_search_username: None,
        static_maps_provider: None,
        caption_length_max: 1_024,
        message_length_max: 4_096,
        webfile_dc_id: DC,
        suggested_lang_code: None,
        lang_pack_version: None,
        base_lang_pack_version: None,
        reactions_default: None,
        autologin_token: None,
    }
    .into())
}

fn place(id: i32, address: SocketAddr) -> tl::enums::DcOption {
    tl::types::DcOption {
        ipv6: address.is_ipv6(),
        media_only: false,
        tcpo_only: false,
        cdn: false,
        r#static: true,
        this_port_only: true,
        id,
        ip_address: address.ip().to_string(),
        port: i32::from(address.port()),
        secret: None,
    }
    .into()
}

/// `help.getNearestDc`.
pub(super) fn get_nearest_dc(
    _: &mut Call<'_>,
    _: &tl::functions::help::GetNearestDc,
) -> Answer<tl::enums::NearestDc> {
    Ok(tl::types::NearestDc {
        country: "US".to_owned(),
        this_dc: DC,
        nearest_dc: DC,
    }
    .into())
}

/// `account.updateStatus`: nobody shows who is online.
pub(super) fn update_status(
    _: &mut Call<'_>,
    _: &tl::functions::account::UpdateStatus,
) -> Answer<bool> {
    Ok(true)
}
