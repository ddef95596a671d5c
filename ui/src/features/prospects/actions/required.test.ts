// What a stage asks for and somebody has not.
import { expect, it } from "vitest";
import type { CustomField } from "@/api/schema";
import { lacking } from "./required";

it("asks for the fields of that stage which hold nothing, and for those alone", () => {
  const field = (id: string, ...stages: string[]) => ({ id, required_stages: stages }) as CustomField;
  const fields = [field("1", "9"), field("2", "9"), field("3", "8"), field("4", "9")];
  expect(lacking(fields, "9", { 1: "12 000", 4: [] })).toEqual(["2", "4"]);
  expect(lacking(fields, "7", {})).toEqual([]);
});
