// Whose an e-mail is that names nobody known, one after the other; and which files could not be read.
import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useRef, useState, useSyncExternalStore } from "react";
import { searchQuery } from "@/api/queries";
import { useWords } from "@/app/i18n";
import { Button, Dialog, SearchInput } from "@/kit";
import { answer, closeRefused, onQuestions, openQuestions, skip, skipAll, type Unmatched } from "./take";

const FOUND = 6;

function Whose({ mail }: { mail: Unmatched }) {
  const w = useWords().messages;
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const q = text.trim();
  const { data } = useQuery(searchQuery(q, FOUND));
  const found = q && data ? [...data.prospects, ...data.similar].slice(0, FOUND) : [];
  const choose = async (wanted: Parameters<typeof answer>[0]) => {
    if (busy) return;
    setBusy(true);
    await answer(wanted);
    setBusy(false);
  };
  const who = mail.name || mail.address;
  return (
    <div className="flex flex-col gap-3">
      <dl className="rounded-control bg-sunken px-3 py-2">
        <dt className="sr-only">{w.whose.from}</dt>
        <dd className="break-words font-medium">
          {mail.name ? `${mail.name} <${mail.address}>` : mail.address || mail.picked.name}
        </dd>
        <dd className="break-words text-text-2">{mail.subject || w.noSubject}</dd>
      </dl>
      {mail.address && (
        <Button
          kind="primary"
          icon={<UserPlus />}
          busy={busy}
          className="self-start"
          onClick={() => void choose({ create: true })}
        >
          {w.whose.create({ who })}
        </Button>
      )}
      <SearchInput size="normal" value={text} onChange={setText} label={w.whose.search} clearLabel={w.whose.clear} />
      <ul aria-label={w.whose.found} className="flex min-h-9 flex-col" aria-live="polite">
        {found.map((prospect) => (
          <li key={prospect.id}>
            <button
              type="button"
              className="flex min-h-9 w-full items-center gap-2 rounded-control px-2 text-left hover:bg-hover"
              onClick={() => void choose({ prospect: prospect.id })}
            >
              <span className="min-w-0 truncate font-medium">{prospect.name}</span>
              <span className="min-w-0 flex-1 truncate text-text-3">{prospect.company ?? prospect.email}</span>
            </button>
          </li>
        ))}
        {q && data && found.length === 0 && <li className="px-2 py-2 text-text-3">{w.whose.nothing}</li>}
      </ul>
    </div>
  );
}

export function MailQuestions() {
  const w = useWords().messages;
  const { unmatched, all, refused } = useSyncExternalStore(onQuestions, openQuestions);
  const body = useRef<HTMLDivElement>(null);
  const [first] = unmatched;
  if (first)
    return (
      <Dialog
        open
        onOpenChange={(open) => !open && skipAll()}
        title={w.whose.title}
        description={
          all > 1 ? `${w.whose.text} ${w.whose.count({ at: all - unmatched.length + 1, all })}` : w.whose.text
        }
        initialFocus={body}
        actions={
          <>
            {unmatched.length > 1 && (
              <Button kind="quiet" onClick={skipAll}>
                {w.whose.skipAll}
              </Button>
            )}
            <Button onClick={skip}>{w.whose.skip}</Button>
          </>
        }
      >
        <div ref={body} tabIndex={-1} className="outline-none">
          <Whose key={unmatched.length} mail={first} />
        </div>
      </Dialog>
    );
  if (refused.length === 0) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeRefused()}
      title={w.refused.title(refused.length)}
      actions={<Button onClick={closeRefused}>{w.refused.close}</Button>}
    >
      <ul className="flex flex-col gap-2">
        {refused.map((file) => (
          <li key={`${file.name} ${file.text}`} className="break-words">
            <span className="font-medium">{file.name}</span>
            <span className="block text-text-2">{file.text}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
