// A long work: a bar, and in words how much is done. Without a total the bar only says that work is under way.
import { Progress as Base } from "@base-ui/react/progress";

export interface ProgressBarProps {
  label: string;
  done: number;
  total: number | null;
  /** « 18 400 sur 42 000 · 9 200 lignes/s » */
  text?: string;
}

export function ProgressBar({ label, done, total, text }: ProgressBarProps) {
  const value = total === null ? null : Math.min(done, total);
  return (
    <Base.Root
      aria-label={label}
      value={value}
      max={total ?? 100}
      aria-valuetext={text}
      className="flex w-full flex-col gap-2"
    >
      <Base.Track className="h-1.5 overflow-hidden rounded-pill bg-sunken">
        <Base.Indicator className="h-full rounded-pill bg-accent unknown-end" />
      </Base.Track>
      {text && <span className="text-small text-text-2 tnum">{text}</span>}
    </Base.Root>
  );
}
