// First run: one page, no account, no tour.
import { useWords } from "@/app/i18n";
import { EmptyState } from "@/kit";

export function Welcome() {
  const w = useWords();
  return <EmptyState page title={w.welcome.title} text={w.welcome.privacy} />;
}
