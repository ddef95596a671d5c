// What the mark under the pointer or the focus says, in a line that is always there. Who hears the page has it from the mark itself.
export function ValueLine({ text }: { text: string }) {
  return (
    <p aria-hidden="true" className="min-h-[18px] text-small text-text-2 tnum print:hidden">
      {text}
    </p>
  );
}
