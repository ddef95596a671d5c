// The line over the board that says since when its moves are shown, how many there are, and where all of them are listed.
import { Link } from "@tanstack/react-router";
import { X } from "lucide-react";
import { asFailure } from "@/api/client";
import { failureText, useWords } from "@/app/i18n";
import { IconButton } from "@/kit";
import { useMoves } from "./moves";

interface MovesLineProps {
  since: string;
  onChange: (since: string | undefined) => void;
}

export function MovesLine({ since, onChange }: MovesLineProps) {
  const w = useWords().pipeline.moves;
  const { moves, error } = useMoves(since);
  const columns = moves?.answer.board.columns ?? [];
  const sum = (key: "came" | "added" | "removed") => columns.reduce((all, column) => all + column[key], 0);
  return (
    <div className="flex min-h-10 flex-none flex-wrap items-center gap-x-3 gap-y-1 border-b border-border bg-bg px-4 py-1">
      <label className="flex items-center gap-1.5 text-text-2">
        {w.since}
        <input
          type="date"
          className="field !h-7 !w-36 !px-2"
          value={since}
          onChange={(event) => event.target.value && onChange(event.target.value)}
        />
      </label>
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
