// A meeting that repeats: which ones are meant. The answer is a button, so that one key is enough.
import type { Scope } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Button, Dialog } from "@/kit";

export interface ScopeQuestion {
  what: "move" | "edit" | "remove";
  answer: (scope: Scope | null) => void;
}

export function ScopeDialog({ question }: { question: ScopeQuestion }) {
  const words = useWords();
  const w = words.calendar.scope;
  const scopes: Scope[] = ["one", "following", "all"];
  return (
    <Dialog
      open
      width={440}
      title={w[question.what]}
      onOpenChange={(open) => !open && question.answer(null)}
      actions={<Button onClick={() => question.answer(null)}>{words.common.cancel}</Button>}
    >
      <div className="flex flex-col gap-2 pb-1">
        {scopes.map((scope) => (
          <Button key={scope} className="!justify-start" onClick={() => question.answer(scope)}>
            {w[scope]}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
