import type { Changes, ResourceChange } from "./change.ts";
import { decisive } from "./decisive.ts";
import { isLasting } from "./stakes.ts";

/** What to do instead of a change that stops GPUs, or loses what lasts. */
export function adviceFor(change: ResourceChange, changes: Changes): string {
  const { kind, protect } = change;
  const deletes = kind === "deleted" || kind === "replaced";
  const unlock = "; Pulumi protects it: once approved, `pulumi state unprotect` it as well";
  return adviceOf(change, changes) + (deletes && protect ? unlock : "");
}

function adviceOf(change: ResourceChange, { moves }: Changes): string {
  const { kind, type, urn, gpus } = change;
  const own = decisive(change).filter(({ because }) => because === null);
  const kept = `leave ${[...new Set(own.map(({ property }) => property))].join(", ")} as before`;
  if (moves.some(({ from }) => from === urn)) {
    return "leave islandLimit as before, or choose a number of nodes at which no island shrinks; else let the jobs on these nodes end, and drain them first";
  }
  if (kind === "deleted" && isLasting(type))
    return "keep declaring it; if it shall go, copy what it holds first";
  if (kind === "updated" || (kind === "deleted" && gpus !== 0)) {
    return "let the jobs on these nodes end, and drain them first";
  }
  if (kind === "deleted") return "keep declaring it";
  if (own.length === 0) return "leave what replaces it as before";
  if (kind === "unknown") return `${kept}, or look up what Azure does with it`;
  if (own.some(({ effect }) => effect === "newPool")) {
    return `${kept}; to change it, make a pool of another name, drain this one, then remove it`;
  }
  return `${kept}; to change it, make another one beside it and move over`;
}
