// A correspondence as it comes from mailboxes, put into the base file by file: who wrote what, when, in answer to what.
const ME = "Paul Dupont <paul@sud.example>";

const HOUR = 3_600_000;
export const hoursAgo = (hours) => Date.now() - hours * HOUR;

const encoded = (text) => Buffer.from(text).toString("base64").replace(/.{76}/g, "$&\r\n");
const word = (text) => (/^[ -~]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString("base64")}?=`);
const who = (text) => text.replace(/^(.*?)\s*(<[^>]+>)$/, (_, name, address) => `${word(name)} ${address}`);

/** One message. `answers` is the id of another, `chain` those before that one. */
function post({ from = ME, to = ME, cc, subject, id, at, text, html, answers, chain = [], file }) {
  const part = (kind, body) => [`--p`, `Content-Type: ${kind}; charset=utf-8`, "Content-Transfer-Encoding: base64", "", encoded(body)];
  return [
    `From: ${who(from)}`,
    `To: ${who(to)}`,
    ...(cc ? [`Cc: ${cc.split(", ").map(who).join(", ")}`] : []),
    `Subject: ${word(subject)}`,
    `Date: ${new Date(at).toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${id}@post.example>`,
    ...(answers ? [`In-Reply-To: <${answers}@post.example>`, `References: ${[...chain, answers].map((one) => `<${one}@post.example>`).join(" ")}`] : []),
    "MIME-Version: 1.0",
    "Content-Type: multipart/mixed; boundary=p",
    "",
    ...part("text/plain", text),
    ...(html ? part("text/html", html) : []),
    ...(file
      ? ["--p", `Content-Type: application/pdf; name="${file}"`, `Content-Disposition: attachment; filename="${file}"`, "Content-Transfer-Encoding: base64", "", encoded(`%PDF ${file}`)]
      : []),
    "--p--",
    "",
  ].join("\r\n");
}

/** Puts messages in, the oldest first; whoever is unknown is told by `prospect`. */
export async function deliver({ server }, posts, { prospect } = {}) {
  const token = new URL(server.url).searchParams.get("token");
  const ids = [];
  const chains = new Map();
  for (const one of posts) {
    const chain = chains.get(one.answers) ?? [];
    chains.set(one.id, one.answers ? [...chain, one.answers] : []);
    const form = new FormData();
    form.append("file", new File([post({ ...one, chain })], `${one.id}.eml`));
    const answer = await fetch(`${server.origin}/api/v1/messages${prospect ? `?prospect=${prospect}` : ""}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
      body: form,
    });
    if (!answer.ok) throw new Error(`${one.id}: ${answer.status} ${await answer.text()}`);
    ids.push(await answer.json());
  }
  return ids;
}

const people = [
  { first_name: "Camille", last_name: "Andrieux", email: "camille@lumen.example", company: "Lumen Conseil", job_title: "Directrice des opérations", phone: "+33 6 12 34 56 78", value_cents: 960_000 },
  { first_name: "Hugo", last_name: "Lefèvre", email: "hugo@helio.example", company: "Helio Data", job_title: "DAF" },
  { first_name: "Sofia", last_name: "Mercier", email: "sofia@verso.example", company: "Verso Immobilier" },
  { first_name: "Louis", last_name: "Moreau", email: "louis@alto.example", company: "Alto Logistique" },
  { first_name: "Anaïs", last_name: "Simon", email: "anais@arpege.example", company: "Arpège" },
];

const camille = "Camille Andrieux <camille@lumen.example>";
const hugo = "Hugo Lefèvre <hugo@helio.example>";

/** A week of correspondence; what is older stands folded. */
const week = () => [
  { to: "Louis Moreau <louis@alto.example>", subject: "Une question sur Alto", id: "l0", at: hoursAgo(60), text: "Bonjour Louis,\n\nqui s’occupe chez vous des quais ?\n\nPaul" },
  { from: "Louis Moreau <louis@alto.example>", subject: "Re: Une question sur Alto", id: "l1", answers: "l0", at: hoursAgo(50), text: "Merci de ne plus me contacter à ce sujet." },
  { from: "Anaïs Simon <anais@arpege.example>", subject: "Documentation", id: "a1", at: hoursAgo(49), text: "Bien reçu, merci !", file: "Cahier des charges.pdf" },
  { to: camille, subject: "Votre projet", id: "c0", at: hoursAgo(120), text: "Bonjour Camille,\n\nnous nous sommes croisés au salon de Lyon. Vous m’aviez parlé d’un projet pour janvier.\n\nPaul" },
  { from: camille, subject: "Re: Votre projet", id: "c1", answers: "c0", at: hoursAgo(110), text: "Bonjour Paul,\n\noui, le sujet est toujours d’actualité. Je reviens vers vous la semaine prochaine." },
  { to: camille, subject: "Re: Votre projet", id: "c2", answers: "c1", at: hoursAgo(72), text: "Bonjour Camille,\n\nje me permets de revenir vers vous au sujet de votre projet. Seriez-vous disponible jeudi matin ?\n\nPaul" },
  {
    from: camille,
    cc: "Marc Morel <marc@lumen.example>",
    subject: "Re: Votre projet",
    id: "c3",
    answers: "c2",
    at: hoursAgo(1),
    text: "Bonjour,\n\nOui, jeudi matin me convient. Pouvez-vous m’envoyer une proposition de créneau ? Nous serons deux, avec notre DAF.\n\nCamille",
    html: '<p>Bonjour,</p><p>Oui, jeudi matin me convient. Pouvez-vous m’envoyer une proposition de créneau ? Nous serons deux, avec notre DAF.</p><p>Camille <img src="https://suivi.invalid/p.gif"></p>',
    file: "Plan des locaux.pdf",
  },
  { to: hugo, subject: "Proposition 12 400 €", id: "h0", at: hoursAgo(30), text: "Bonjour Hugo,\n\nvoici notre proposition." },
  { from: hugo, subject: "Re: Proposition 12 400 €", id: "h1", answers: "h0", at: hoursAgo(3), text: "Je reviens vers vous après notre comité de jeudi. Le montant nous convient." },
  { from: "Sofia Mercier <sofia@verso.example>", subject: "Rendez-vous de mardi", id: "s1", at: hoursAgo(26), text: "Bonjour, pouvons-nous décaler à 15 h ?" },
];

/** The week is in the base, three conversations wait for an answer. */
export async function aWeek(house) {
  const { api } = house;
  const { me } = await api.session();
  await api.patch(`/members/${me.id}`, { name: "Paul Dupont", email: "paul@sud.example" });
  const ids = {};
  for (const person of people) ids[person.last_name] = (await api.post("/prospects", person)).prospect.id;
  await deliver(house, week());
  const { items } = await api.get("/inbox?show=all&who=prospects");
  const of = (name) => items.find((row) => row.people.some((one) => one.address.startsWith(name)))?.id;
  const found = Object.fromEntries(["camille", "hugo", "sofia", "louis", "anais"].map((name) => [name, of(name)]));
  await api.post("/inbox/state", { ids: [found.camille, found.hugo, found.sofia, found.louis], state: "open" });
  await api.post("/inbox/read", { ids: [found.camille, found.hugo], is_read: false });
  return { prospects: ids, conversations: found };
}
