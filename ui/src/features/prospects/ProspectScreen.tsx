// The sheet of a prospect on a whole page.
import { useParams } from "@tanstack/react-router";
import { useProspect } from "@/api/queries";
import { Screen } from "@/kit";

export function ProspectScreen() {
  const { id } = useParams({ from: "/prospects/$id" });
  const { data } = useProspect(id);
  return <Screen title={data?.name ?? ""}>{null}</Screen>;
}
