// The steps as text at the top: Fichier › Colonnes › Doublons › Import. Steps already possible are links.
import { Link } from "@tanstack/react-router";
import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import { Fragment } from "react";
import { useWords } from "@/app/i18n";
import { type Step, steps } from "./flow";

interface StepsProps {
  current: Step | "run";
  /** Absent once the import runs: there is no way back. */
  canEnter?: (step: Step) => boolean;
}

export function Steps({ current, canEnter }: StepsProps) {
  const w = useWords().imports.steps;
  return (
    <nav aria-label={w.label}>
      <ol className="flex items-center gap-1">
        {[...steps, "run" as const].map((step, i) => (
          <Fragment key={step}>
            {i > 0 && <ChevronRight className="!size-3.5 text-text-3" aria-hidden="true" />}
            <li aria-current={step === current ? "step" : undefined}>
              {step !== current && step !== "run" && canEnter?.(step) ? (
                <Link
                  to="."
                  search={(before: object) => ({ ...before, step })}
                  className="rounded-chip px-1 text-text-2 no-underline hover:text-text"
                >
                  {w[step]}
                </Link>
              ) : (
                <span className={clsx("px-1", step === current ? "font-semibold text-text" : "text-text-3")}>
                  {w[step]}
                </span>
              )}
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  );
}
