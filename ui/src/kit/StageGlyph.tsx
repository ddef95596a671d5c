// The mark of a stage: a ring filled in proportion to its rank, a check for won, a cross for lost.
export interface StageGlyphProps {
  kind: "open" | "won" | "lost";
  /** Rank among the open stages, from 0, and their number. */
  rank?: number;
  of?: number;
  /** `c1` … `c6` when the user gave the stage a colour. */
  color?: string | null;
  size?: number;
}

/** A slice of a disc of radius `r` around 7,7, from noon, clockwise. */
function slice(ratio: number, r: number): string {
  const angle = 2 * Math.PI * ratio;
  const x = 7 + r * Math.sin(angle);
  const y = 7 - r * Math.cos(angle);
  return `M7 7V${7 - r}A${r} ${r} 0 ${ratio > 0.5 ? 1 : 0} 1 ${x.toFixed(3)} ${y.toFixed(3)}Z`;
}

export function StageGlyph({ kind, rank = 0, of = 5, color, size = 14 }: StageGlyphProps) {
  const fill = Math.min(0.999, Math.max(0, rank / Math.max(1, of)));
  const own = color ? `var(--${color})` : undefined;
  return (
    <svg width={size} height={size} viewBox="0 0 14 14" fill="none" aria-hidden="true" className="flex-none">
      {kind === "won" && (
        <>
          <circle cx="7" cy="7" r="7" fill={own ?? "var(--ok)"} />
          <path
            d="M4 7.2 6.1 9.3 10 5"
            stroke="var(--surface)"
            strokeWidth="1.6"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      )}
      {kind === "lost" && (
        <>
          <circle cx="7" cy="7" r="6.25" stroke={own ?? "var(--text-3)"} strokeWidth="1.5" />
          <path
            d="m4.8 4.8 4.4 4.4m0-4.4L4.8 9.2"
            stroke={own ?? "var(--text-3)"}
            strokeWidth="1.5"
            strokeLinecap="round"
          />
        </>
      )}
      {kind === "open" && (
        <>
          <circle cx="7" cy="7" r="6.25" stroke={own ?? "var(--text-2)"} strokeWidth="1.5" />
          {fill > 0 && <path d={slice(fill, 5.75)} fill={own ?? "var(--text-2)"} />}
        </>
      )}
    </svg>
  );
}
