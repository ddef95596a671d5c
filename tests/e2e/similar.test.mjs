// Names written almost so: behind exact results in the palette, and in the table where nothing exact is found.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setUp, until } from "./support.mjs";

test("a name with a slip finds whom one means, in the palette and in the table, and says that it is not exact", async (t) => {
  const { page, api, go, grid, panel } = await setUp(t, { rows: 40 });
  for (const [first_name, last_name] of [
    ["Zélie", "Vasseneix"],
    ["Zéphyr", "Vasseneix"],
  ])
    await api.post("/prospects", { first_name, last_name });

  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Palette" });
  await field.fill("vasseniex zelie");
  const similar = page.getByRole("group", { name: "Résultats approchants" });
  await similar.getByRole("option", { name: /Zélie Vasseneix/ }).waitFor();
  assert.equal(await page.getByRole("group", { name: "Prospects", exact: true }).count(), 0, "nobody has exactly that");
  await page.keyboard.press("Enter");
  await panel.getByRole("heading", { name: "Zélie Vasseneix" }).waitFor();

  await go("/prospects?q=vasseniex");
  const said = page.getByText(/^Aucun résultat exact pour «\svasseniex\s»\s: 2 résultats approchants$/);
  await said.waitFor();
  await until("both are listed", async () => (await grid.getAttribute("aria-rowcount")) === "3");
  // What is done to all results is done to those shown.
  await grid.focus();
  await page.keyboard.press("Control+a");
  await page.getByRole("toolbar", { name: "Actions sur la sélection" }).getByText(/2\ssélectionnés/).waitFor();
  await page.keyboard.press("Escape");

  await page.getByRole("searchbox").fill("vasseneix");
  await until("the exact ones", async () => (await said.count()) === 0);
  await until("are listed without a word", async () => (await grid.getAttribute("aria-rowcount")) === "3");
});
