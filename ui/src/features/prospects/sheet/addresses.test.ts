// Making another address the primary one loses none.
import { describe, expect, it } from "vitest";
import type { Address, Prospect } from "@/api/schema";
import { withPrimary } from "./Addresses";

const bureau: Address = { kind: "email", value: "lea@bureau.example", label: "bureau" };
const mobile: Address = { kind: "phone", value: "+33612345678" };
const prospect = { email: "lea@maison.example", phone: null, addresses: [bureau, mobile] } as unknown as Prospect;

describe("another primary address", () => {
  it("changes places with the former one", () => {
    expect(withPrimary(prospect, bureau)).toEqual({
      email: "lea@bureau.example",
      addresses: [mobile, { kind: "email", value: "lea@maison.example" }],
    });
  });

  it("leaves nothing behind when there was none", () => {
    expect(withPrimary(prospect, mobile)).toEqual({ phone: "+33612345678", addresses: [bureau] });
  });
});
