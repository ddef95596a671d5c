// How the text of a note is set, the same while it is written and afterwards. Inter has no italic: here it is slanted.

export const prose =
  "whitespace-pre-wrap [overflow-wrap:anywhere] [&_strong]:font-semibold [&_strong]:text-text [&_em]:italic [&_em]:[font-synthesis:style] [&_ul]:list-disc [&_ul]:pl-5 [&_ol]:list-decimal [&_ol]:pl-6 [&_li]:pl-0.5 [&_a]:underline [&_a]:underline-offset-2";

export const chip = "rounded-chip bg-selected px-1 py-px font-medium text-text";
