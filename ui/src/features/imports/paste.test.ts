// What counts as a table in the clipboard.
import { expect, it } from "vitest";
import { pastedFile } from "./paste";

it("takes cells and lists, not a lone word", () => {
  expect(pastedFile("Nom\tVille\nMartin\tLyon", "p.csv")).toMatchObject({ kind: "file", name: "p.csv" });
  expect(pastedFile("lea@x.fr\nhugo@x.fr", "p.csv")).not.toBeNull();
  expect(pastedFile("Martin;Lyon", "p.csv")).not.toBeNull();
  expect(pastedFile("bonjour", "p.csv")).toBeNull();
  expect(pastedFile("  \n ", "p.csv")).toBeNull();
});
