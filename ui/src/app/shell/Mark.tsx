// The mark of Relance: a ring that comes back.
export function Mark({ size = 18 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 18 18" fill="none" aria-hidden="true" className="flex-none">
      <circle cx="9" cy="9" r="8" stroke="var(--border)" strokeWidth="2" />
      <path d="M17 9A8 8 0 1 1 9 1" stroke="var(--accent)" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
