//! How WebKitGTK draws on Linux, settled before the window exists. Its DMA-BUF renderer shows white or slow
//! windows on NVIDIA drivers and machines without a graphics card (tauri issues 9304, 9394, 11818).

use crate::memory::Memory;

/// `RELANCE_RENDER=cpu|gpu|auto` wins over the setting, the setting over what is found.
#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "WebKitGTK takes the choice from the environment only")]
#[expect(clippy::disallowed_methods, reason = "the one place that speaks to WebKitGTK before it starts")]
pub fn choose(memory: &Memory) {
    const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(SWITCH).is_some() {
        return;
    }
    let wish = std::env::var("RELANCE_RENDER").unwrap_or_default();
    let machine = Machine {
        card: std::path::Path::new("/dev/dri/renderD128").exists(),
        nvidia: std::path::Path::new("/proc/driver/nvidia/version").exists(),
    };
    if compatible(&wish, memory, &machine) {
        // SAFETY: called first in `main`, while this process has a single thread.
        unsafe { std::env::set_var(SWITCH, "1") };
    }
}

#[cfg(not(target_os = "linux"))]
pub fn choose(_: &Memory) {}

#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
struct Machine {
    card: bool,
    nvidia: bool,
}

#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
fn compatible(wish: &str, memory: &Memory, machine: &Machine) -> bool {
    match wish {
        "cpu" => true,
        "gpu" => false,
        // `starting` still set: the last start never showed a usable screen.
        _ => memory.compatible_display || memory.starting || !machine.card || machine.nvidia,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_safe_mode_is_taken_when_asked_for_or_when_the_last_start_failed() {
        let card = Machine { card: true, nvidia: false };
        let calm = Memory::default();
        let failed = Memory { starting: true, ..Memory::default() };
        let asked = Memory { compatible_display: true, ..Memory::default() };
        assert!(!compatible("", &calm, &card), "a card and a good last start: the fast mode");
        assert!(compatible("", &failed, &card), "the last start was never ready");
        assert!(compatible("", &asked, &card), "the user's setting");
        assert!(compatible("cpu", &calm, &card), "the environment wins");
        assert!(!compatible("gpu", &failed, &card), "the environment wins both ways");
        assert!(compatible("", &calm, &Machine { card: false, nvidia: false }), "no card");
        assert!(compatible("", &calm, &Machine { card: true, nvidia: true }), "NVIDIA");
    }
}
