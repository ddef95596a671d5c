// @vitest-environment jsdom
// A text saved when it is left: once, only when it changed, and never when it is wrong or given up.
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { ApiFailure } from "@/api/client";
import { required } from "./checks";
import { SavedInput } from "./SavedInput";

afterEach(cleanup);

function mount(onSave = vi.fn(async (): Promise<ApiFailure | null> => null)) {
  render(<SavedInput label="Nom" value="Alix" check={required} onSave={onSave} />);
  return { field: screen.getByLabelText<HTMLInputElement>("Nom"), onSave };
}

const type = (field: HTMLInputElement, text: string) => {
  field.focus();
  fireEvent.change(field, { target: { value: text } });
};

it("saves once when it is left, without the blanks around", () => {
  const { field, onSave } = mount();
  type(field, "  Noa ");
  fireEvent.blur(field);
  expect(onSave.mock.calls).toEqual([["Noa"]]);
});

it("saves nothing when nothing changed", () => {
  const { field, onSave } = mount();
  type(field, "Alix ");
  fireEvent.blur(field);
  expect(onSave).not.toHaveBeenCalled();
});

it("gives the former text back on Escape", () => {
  const { field, onSave } = mount();
  type(field, "Noa");
  fireEvent.keyDown(field, { key: "Escape" });
  expect(field.value).toBe("Alix");
  expect(onSave).not.toHaveBeenCalled();
});

it("stays open with its sentence when it is wrong", () => {
  const { field, onSave } = mount();
  type(field, "");
  fireEvent.blur(field);
  expect(onSave).not.toHaveBeenCalled();
  expect(field.value).toBe("");
  expect(field.getAttribute("aria-invalid")).toBe("true");
});

it("shows the core's refusal under the field", async () => {
  const refusal = new ApiFailure({ code: "invalid", key: "never_heard_of" });
  const { field } = mount(vi.fn(async () => refusal));
  type(field, "PME");
  fireEvent.blur(field);
  expect(await screen.findByText(/never_heard_of/)).toBeTruthy();
});
