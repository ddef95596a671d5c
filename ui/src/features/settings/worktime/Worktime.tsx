// Working time: the hours of the week, the public holidays, the time zone, leave. Every delay is counted by it.
import { useQuery } from "@tanstack/react-query";
import { worktimeQuery } from "@/api/queries";
import { Leave } from "./Leave";
import { Notices } from "./Notices";
import { Places } from "./Places";
import { Week } from "./Week";

export function Worktime() {
  const { data } = useQuery(worktimeQuery);
  if (!data) return null;
  return (
    <div className="flex flex-col gap-6">
      <Week week={data.week} />
      <Places worktime={data} />
      <Leave today={data.today} />
      <Notices />
    </div>
  );
}
