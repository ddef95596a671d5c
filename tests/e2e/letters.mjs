// A message as a mailer writes it: a quote, an HTML body that tries things, a picture from elsewhere and a file.
export const sent = "Mon, 02 Mar 2026 08:30:00 +0100";

export const letter = ({ from, to = "paul@sud.example", subject = "Votre offre détaillée", id = "1", html = true }) =>
  [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${sent}`,
    `Message-ID: <${id}@nord.example>`,
    "MIME-Version: 1.0",
    "Content-Type: multipart/mixed; boundary=m",
    "",
    "--m",
    "Content-Type: multipart/alternative; boundary=a",
    "",
    "--a",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "Bonjour,",
    "",
    "d’accord pour jeudi, nous avons relu votre proposition avec l’équipe.",
    "",
    "Le 1 mars 2026 à 10:00, Paul Dupont a écrit :",
    "> Seriez-vous libre jeudi ?",
    "",
    ...(html
      ? [
          "--a",
          "Content-Type: text/html; charset=utf-8",
          "",
          "<p>Bonjour,</p><p>d’accord pour jeudi.</p><script>window.top.hacked = 1</script>",
          '<p><a href="https://nord.example/devis">le devis</a> <img src="https://suivi.invalid/p.gif" onerror="window.top.hacked = 2"></p>',
          '<blockquote type="cite"><p>Seriez-vous libre jeudi ?</p></blockquote>',
        ]
      : []),
    "--a--",
    "--m",
    'Content-Type: application/pdf; name="offre.pdf"',
    'Content-Disposition: attachment; filename="offre.pdf"',
    "Content-Transfer-Encoding: base64",
    "",
    Buffer.from("%PDF une offre").toString("base64"),
    "--m--",
    "",
  ].join("\r\n");

