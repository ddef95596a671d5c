// A mailbox on the real servers of tests/mail-lab, where they are up: RELANCE_LAB is their folder.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const lab = process.env.RELANCE_LAB;

export const ports = { imap: Number(process.env.IMAPS_PORT ?? 10993), smtp: Number(process.env.SMTPS_PORT ?? 10465) };

/** The authority that signed their certificates. */
export const authority = () => readFileSync(join(lab, "tls/ca.crt"), "utf8");

const at = (port) => ({ host: "127.0.0.1", port, security: "tls" });

export async function connect({ api }, user, name = "Paul Dupont") {
  const email = `${user}@lab.test`;
  const { account } = await api.post("/mail/accounts", {
    ...{ email, name, password: `${user}-pw`, ca: authority() },
    ...{ imap: at(ports.imap), smtp: at(ports.smtp) },
  });
  return account;
}
