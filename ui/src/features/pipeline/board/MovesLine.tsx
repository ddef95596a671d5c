// The line over the board that says since when its moves are shown, how many there are, and where all of them are listed.
import { Link } from "@tanstack/react-router";
import { X } from "lucide-react";
import { useId } from "react";
import { asFailure } from "@/api/client";
import { failureText, useWords } from "@/app/i18n";
import { DateField, IconButton } from "@/kit";
import { useMoves } from "./moves";

interface MovesLineProps {
  since: string;
  onChange: (since: string | undefined) => void;
}

export function MovesLine({ since, onChange }: MovesLineProps) {
  const w = useWords().pipeline.moves;
  const id = useId();
  const { moves, error } = useMoves(since);
  const columns = moves?.answer.board.columns ?? [];
  const sum = (key: "came" | "added" | "removed") => columns.reduce((all, column) => all + column[key], 0);
  return (
    <div className="flex min-h-10 flex-none flex-wrap items-center gap-x-3 gap-y-1 border-b border-border bg-bg px-4 py-1">
      <span className="flex items-center gap-1.5 text-text-2">
        <label htmlFor={id}>{w.since}</label>
        <DateField
          id={id}
          settles
          size="toolbar"
          className="w-32"
          value={since}
          onChange={(day) => day && onChange(day)}
        />
      </span>
      <span role="status" className="min-w-0">
        {error
          ? failureText(asFailure(error))
          : moves && w.told({ moved: sum("came"), added: sum("added"), removed: sum("removed") })}
      </span>
      <span className="ml-auto flex items-center gap-2">
        <Link
          to="/history"
          search={{ v: "between", from: since }}
          className="font-medium text-accent-text underline underline-offset-2"
        >
          {w.list}
        </Link>
        <IconButton size="small" name={w.hide} icon={<X />} onClick={() => onChange(undefined)} />
      </span>
    </div>
  );
}
