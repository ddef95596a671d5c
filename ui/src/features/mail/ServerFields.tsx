// Where a server is and how the line to it is kept private.
import type { MailSecurity, MailServer } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Field, Select, TextInput } from "@/kit";

interface ServerFieldsProps {
  label: string;
  value: MailServer;
  error: string | undefined;
  /** The usual port of each way. */
  ports: Record<MailSecurity, number>;
  onChange: (value: MailServer) => void;
}

const ways: readonly MailSecurity[] = ["tls", "starttls", "none"];

export function ServerFields({ label, value, error, ports, onChange }: ServerFieldsProps) {
  const w = useWords().mail;
  // The port follows the way as long as nobody chose another one.
  const turn = (security: MailSecurity) => {
    const isUsual = Object.values(ports).includes(value.port);
    onChange({ ...value, security, port: isUsual ? ports[security] : value.port });
  };
  return (
    <fieldset className="grid grid-cols-[minmax(0,1fr)_72px_132px] items-start gap-2 max-[520px]:grid-cols-2">
      <legend className="sr-only">{label}</legend>
      <Field label={label} error={error} className="max-[520px]:col-span-2">
        <TextInput
          value={value.host}
          autoComplete="off"
          spellCheck={false}
          onChange={(host) => onChange({ ...value, host })}
        />
      </Field>
      <Field label={w.port}>
        <TextInput
          value={value.port === 0 ? "" : String(value.port)}
          inputMode="numeric"
          autoComplete="off"
          className="tnum"
          onChange={(text) => onChange({ ...value, port: Math.min(65_535, Number(text.replace(/\D/g, ""))) })}
        />
      </Field>
      <Field label={w.security}>
        <Select<MailSecurity>
          value={value.security}
          onChange={turn}
          options={ways.map((way) => ({ value: way, label: w.securities[way] }))}
        />
      </Field>
    </fieldset>
  );
}
