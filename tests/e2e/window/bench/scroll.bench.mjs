// Frames a second while the table and the board scroll in the real window, under Xvfb and so without a graphics card.
// Prints one JSON line per measure; the reader of them is `cargo xtask bench`.
import { freshHome, relance, Session, until } from "../driver.mjs";

/** The widest of what scrolls far, once the screen is there that has such a thing in it. */
const FIND = `
  const all = document.querySelector(args[0]) ? [...document.querySelectorAll(".vscroll, [class*=overflow]")] : [];
  const scroller = all.filter((node) => node.scrollHeight > node.clientHeight + 1000).sort((a, b) => b.clientWidth - a.clientWidth)[0];`;

/** Scrolls it by so many pixels a frame for three seconds and counts the frames. */
const SCROLL = `
  ${FIND}
  return new Promise((resolve) => {
    const begin = performance.now();
    let frames = 0;
    const from = scroller.scrollTop;
    const step = (time) => {
      frames += 1;
      scroller.scrollTop += args[1];
      if (time - begin < 3000) requestAnimationFrame(step);
      else resolve({ fps: (frames * 1000) / (time - begin), moved: Math.abs(scroller.scrollTop - from) });
    };
    requestAnimationFrame(step);
  });`;

const home = freshHome();
try {
  relance(home, "demo", "--rows", "100000");
  const session = await Session.open(home);
  try {
    await session.ready();
    for (const [screen, route, sign] of [
      ["100,000-row table", "/prospects", "[role=grid]"],
      ["100,000-card board", "/pipeline", "[data-card]"],
    ]) {
      await session.go(route);
      await until("the list is there", () => session.wait(`${FIND} return Boolean(scroller);`, sign));
      for (const [way, by] of [
        ["down", 40],
        ["up", -40],
      ]) {
        const { fps, moved } = await session.wait(SCROLL, sign, by);
        if (moved < 1000) throw new Error(`the ${screen} did not scroll ${way}`);
        const name = `scroll ${way} of the ${screen}, real window under Xvfb`;
        console.log(JSON.stringify({ name, value: fps, unit: "fps", limit: 50, more: true }));
      }
    }
  } finally {
    await session.close();
  }
} finally {
  home.remove();
}
