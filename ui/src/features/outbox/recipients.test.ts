// Addresses as they are typed and pasted.
import { expect, it } from "vitest";
import { readRecipient, readRecipients } from "./data";

it("reads an address with its name, or alone", () => {
  expect(readRecipient("Léa Martin <lea@nord.example>")).toEqual({ name: "Léa Martin", address: "lea@nord.example" });
  expect(readRecipient('"Martin, Léa" <lea@nord.example>')).toEqual({
    name: "Martin, Léa",
    address: "lea@nord.example",
  });
  expect(readRecipient(" lea@nord.example ")).toEqual({ name: null, address: "lea@nord.example" });
});

it("takes nothing for an address that is none", () => {
  for (const text of ["", "lea", "lea@", "lea@nord", "@nord.example", "lea @nord.example"])
    expect(readRecipient(text)).toBeNull();
});

it("reads several at once and keeps what is none", () => {
  expect(readRecipients("a@b.fr; Tom <tom@c.fr>,\nléo")).toEqual({
    people: [
      { name: null, address: "a@b.fr" },
      { name: "Tom", address: "tom@c.fr" },
    ],
    rest: "léo",
  });
});
