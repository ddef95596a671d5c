// WebKitGTK may run the page's module before its style sheet has come: a list that trusts its height then mounts every
// row and the web process swallows the machine. With the sheet 400 ms late, fewer than 120 rows may be in the document.
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { after, before, test } from "node:test";
import { freshHome, relance, Session, until } from "./driver.mjs";

let home;

before(() => {
  home = freshHome();
  relance(home, "demo", "--rows", "20000");
});

after(() => home.remove());

for (const [screen, route, most] of [
  ["table", "/prospects", 120],
  ["board", "/pipeline", 180], // 30 cards in each of the six columns
]) {
  test(`the ${screen} of 20,000 prospects stays small when its style sheet comes late`, async () => {
    const session = await Session.open(home, { env: { RELANCE_TEST_LATE_CSS: "400" } });
    try {
      await session.ready();
      await session.reload(route);
      const loaded = await session.run("const t = performance.timing; return t.loadEventEnd - t.navigationStart;");
      assert.ok(loaded >= 400, `the sheet must really be late, and the page was loaded in ${loaded} ms`);
      await until("the list is there", async () => (await session.rows()) > 10);
      // A duration and not a state: what must not happen has no state to wait for.
      for (let look = 0; look < 8; look += 1) {
        const rows = await session.rows();
        assert.ok(rows <= most, `${rows} rows or cards are in the document`);
        await pause(250);
      }
    } finally {
      await session.close();
    }
  });
}
