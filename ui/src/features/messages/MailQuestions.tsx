// Whose e-mails are that name nobody known: one after one where it is a single person, a list where there are more; and which files
// could not be read.
import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useRef, useState, useSyncExternalStore } from "react";
import { searchQuery } from "@/api/queries";
import { useWords } from "@/app/i18n";
import { Button, Checkbox, Dialog, SearchInput } from "@/kit";
import { answer, closeRefused, leaveStrangers, onQuestions, openQuestions, type Stranger, type Wanted } from "./take";

const FOUND = 6;

interface Chosen {
  id: string;
  name: string;
}

function FindProspect({ onChoose }: { onChoose: (prospect: Chosen) => void }) {
  const w = useWords().messages.whose;
  const [text, setText] = useState("");
  const q = text.trim();
  const { data } = useQuery(searchQuery(q, FOUND));
  const found = q && data ? [...data.prospects, ...data.similar].slice(0, FOUND) : [];
  return (
    <>
      <SearchInput size="normal" value={text} onChange={setText} label={w.search} clearLabel={w.clear} />
      <ul aria-label={w.found} className="flex min-h-9 flex-col" aria-live="polite">
        {found.map((prospect) => (
          <li key={prospect.id}>
            <button
              type="button"
              className="flex min-h-9 w-full items-center gap-2 rounded-control px-2 text-left hover:bg-hover"
              onClick={() => onChoose(prospect)}
            >
              <span className="min-w-0 truncate font-medium">{prospect.name}</span>
              <span className="min-w-0 flex-1 truncate text-text-3">{prospect.company ?? prospect.email}</span>
            </button>
          </li>
        ))}
        {q && data && found.length === 0 && <li className="px-2 py-2 text-text-3">{w.nothing}</li>}
      </ul>
    </>
  );
}

const called = ({ name, address, files }: Stranger): string =>
  name && address ? `${name} <${address}>` : address || (files[0]?.name ?? "");

/** The first subject, and how many more there are. */
function useAbout(): (stranger: Stranger) => string {
  const w = useWords().messages;
  return ({ subject, files }) => {
    const first = subject || w.noSubject;
    return files.length > 1 ? w.whose.andMore({ subject: first, more: files.length - 1 }) : first;
  };
}

function One({ stranger }: { stranger: Stranger }) {
  const w = useWords().messages.whose;
  const about = useAbout();
  const [busy, setBusy] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const choose = async (wanted: Wanted) => {
    if (busy) return;
    setBusy(true);
    await answer(new Map([[stranger.key, wanted]]));
    setBusy(false);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && leaveStrangers()}
      title={w.title(stranger.files.length)}
      description={w.text(stranger.files.length)}
      initialFocus={body}
      actions={<Button onClick={leaveStrangers}>{w.skip}</Button>}
    >
      <div ref={body} tabIndex={-1} className="flex flex-col gap-3 outline-none">
        <dl className="rounded-control bg-sunken px-3 py-2">
          <dt className="sr-only">{w.from}</dt>
          <dd className="break-words font-medium">{called(stranger)}</dd>
          <dd className="break-words text-text-2">{about(stranger)}</dd>
        </dl>
        {stranger.address && (
          <Button
            kind="primary"
            icon={<UserPlus />}
            busy={busy}
            className="self-start"
            onClick={() => void choose({ create: true })}
          >
            {w.create({ who: stranger.name || stranger.address })}
          </Button>
        )}
        <FindProspect onChoose={({ id }) => void choose({ prospect: id })} />
      </div>
    </Dialog>
  );
}

type Answers = ReadonlyMap<string, Wanted & { name?: string }>;

interface RowProps {
  stranger: Stranger;
  wanted: (Wanted & { name?: string }) | undefined;
  isOpen: boolean;
  onOpen: (open: boolean) => void;
  onWant: (wanted: (Wanted & { name?: string }) | null) => void;
}

function Row({ stranger, wanted, isOpen, onOpen, onWant }: RowProps) {
  const w = useWords().messages.whose;
  const about = useAbout();
  const who = called(stranger);
  return (
    <li className="flex flex-col gap-2 border-border border-t py-2 first:border-t-0 [content-visibility:auto] [contain-intrinsic-size:auto_52px]">
      <div className="flex items-center gap-3">
        <Checkbox
          name={w.createNamed({ who })}
          checked={wanted?.create === true}
          disabled={!stranger.address}
          onChange={(checked) => onWant(checked ? { create: true } : null)}
        />
        <div className="min-w-0 flex-1">
          <div className="truncate font-medium">{who}</div>
          <div className="truncate text-small text-text-2">
            {wanted?.name ? w.goesTo({ name: wanted.name }) : about(stranger)}
          </div>
        </div>
        <Button
          size="toolbar"
          kind="quiet"
          aria-expanded={isOpen}
          aria-label={w.chooseNamed({ who })}
          onClick={() => onOpen(!isOpen)}
        >
          {w.choose}
        </Button>
      </div>
      {isOpen && (
        <FindProspect
          onChoose={({ id, name }) => {
            onWant({ prospect: id, name });
            onOpen(false);
          }}
        />
      )}
    </li>
  );
}

function Many({ strangers }: { strangers: readonly Stranger[] }) {
  const w = useWords().messages.whose;
  const [answers, setAnswers] = useState<Answers>(new Map());
  const [open, setOpen] = useState("");
  const [busy, setBusy] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const known = strangers.filter(({ address }) => address);
  const made = known.filter(({ key }) => answers.get(key)?.create).length;
  const files = strangers.reduce((sum, { key, files }) => sum + (answers.has(key) ? files.length : 0), 0);
  const all = strangers.reduce((sum, { files }) => sum + files.length, 0);
  const want = (key: string, wanted: (Wanted & { name?: string }) | null) => {
    const next = new Map(answers);
    if (wanted) next.set(key, wanted);
    else next.delete(key);
    setAnswers(next);
  };
  const createAll = (checked: boolean) => {
    const next = new Map(answers);
    for (const { key } of known) {
      if (checked && !next.has(key)) next.set(key, { create: true });
      if (!checked && next.get(key)?.create) next.delete(key);
    }
    setAnswers(next);
  };
  const attach = async () => {
    setBusy(true);
    await answer(answers);
    setBusy(false);
  };
  return (
    <Dialog
      open
      width={560}
      onOpenChange={(open) => !open && leaveStrangers()}
      title={w.titleMany({ people: strangers.length, mails: all })}
      description={w.textMany}
      initialFocus={body}
      actions={
        <>
          <Button onClick={leaveStrangers}>{w.skipAll}</Button>
          <Button kind="primary" busy={busy} disabled={files === 0} onClick={() => void attach()}>
            {w.attach(files)}
          </Button>
        </>
      }
    >
      <div ref={body} tabIndex={-1} className="flex flex-col gap-1 outline-none">
        {known.length > 0 && (
          <Checkbox checked={made === known.length || (made > 0 && "mixed")} onChange={createAll} className="py-1">
            {w.createAll}
          </Checkbox>
        )}
        <ul aria-label={w.list} className="flex flex-col">
          {strangers.map((stranger) => (
            <Row
              key={stranger.key}
              stranger={stranger}
              wanted={answers.get(stranger.key)}
              isOpen={open === stranger.key}
              onOpen={(isOpen) => setOpen(isOpen ? stranger.key : "")}
              onWant={(wanted) => want(stranger.key, wanted)}
            />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

export function MailQuestions() {
  const w = useWords().messages;
  const { strangers, refused } = useSyncExternalStore(onQuestions, openQuestions);
  const [first] = strangers;
  if (first) return strangers.length === 1 ? <One stranger={first} /> : <Many strangers={strangers} />;
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
