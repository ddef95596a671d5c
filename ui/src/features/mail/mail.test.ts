// How a mailbox stands, in a word.
import { expect, it } from "vitest";
import type { MailHealth } from "@/api/schema";
import { isTroubled, standingOf } from "./data";

const health = (more: Partial<MailHealth>) =>
  ({ succeeded_at: 1, failure: null, doing: null, is_silent: false, ...more }) as MailHealth;
const failure = (key: string) => ({ code: "refused", key }) as MailHealth["failure"];

it("is connected, being read, or not read yet", () => {
  expect(standingOf(health({}))).toBe("connected");
  expect(standingOf(health({ doing: { seen: 1, stored: 0 } }))).toBe("reading");
  expect(standingOf(health({ succeeded_at: null }))).toBe("never");
});

it("is loud about what only a person can put right, and about silence; a fault that just began is not", () => {
  const signedOut = standingOf(health({ failure: failure("mail_credentials") }));
  expect([signedOut, isTroubled(signedOut)]).toEqual(["signed_out", true]);
  const begun = standingOf(health({ failure: failure("mail_unreachable") }));
  expect([begun, isTroubled(begun)]).toEqual(["failing", false]);
  const long = standingOf(health({ failure: failure("mail_unreachable"), is_silent: true }));
  expect([long, isTroubled(long)]).toEqual(["silent", true]);
  expect(isTroubled(standingOf(health({ is_silent: true })))).toBe(true);
});
