import * as z from "zod";
import { vmSizeOf } from "../../../catalog/azure/vm-sizes.ts";
import { grouped } from "../../planning/numbers.ts";
import { quotaNeeded } from "../../planning/quota.ts";
import {
  type Check,
  check,
  type Reading,
  type Requirement,
  read,
  unanswered,
  type Verdict,
} from "../check.ts";
import type { Inventory } from "../inventory.ts";
import type { Machines } from "../machines.ts";
import { machinesInUse } from "../machines-in-use.ts";
import { type Answers, list, type Question } from "../question.ts";

/** https://learn.microsoft.com/rest/api/compute/usage/list */
const usages = z.looseObject({
  value: z.array(
    z.looseObject({
      currentValue: z.number(),
      limit: z.number(),
      name: z.looseObject({ value: z.string() }),
    }),
  ),
});

type Usages = z.infer<typeof usages>["value"];

/** vCPUs that a region's quota must have. */
interface Need {
  readonly region: string;
  /** As Azure lists it; `cores` is the total of all families. */
  readonly family: string;
  readonly vCpus: number;
  readonly sum: string;
}

const TOTAL = "cores";
const SPOT = "lowPriorityCores";

/** That each quota of a region has room for all machines, surge included, beside what is used by others. */
export function quotaRequirement(
  machines: readonly Machines[],
  inventory: Inventory,
  subscriptionId: string,
): Requirement {
  const counted = machines.flatMap(countedOf);
  const uncounted = machines.filter((some) => countedOf(some).length === 0);
  const needs = [...Map.groupBy(counted, ({ region }) => region)].flatMap(([region, own]) =>
    needsOf(region, own),
  );
  return {
    questions: () => needs.map(({ region }) => question(subscriptionId, region)),
    judge: (answers) => [
      ...needs.map((need) => judged(need, subscriptionId, answers, inventory)),
      ...(uncounted.length === 0 ? [] : [uncountedCheck(uncounted)]),
    ],
  };
}

function question(subscriptionId: string, region: string): Question {
  return list(
    `/subscriptions/${subscriptionId}/providers/Microsoft.Compute/locations/${region}/usages`,
    "2024-07-01",
  );
}

/** Machines of which all is known that a sum needs. */
type Counted = Machines & Required<Pick<Machines, "region" | "vmSize" | "count">>;

function countedOf(machines: Machines): Counted[] {
  const { region, vmSize, count } = machines;
  if (region === undefined || vmSize === undefined || count === undefined) return [];
  return vmSizeOf(vmSize) === undefined ? [] : [{ ...machines, region, vmSize, count }];
}

/** Spot machines take a quota of their own: https://learn.microsoft.com/azure/quotas/spot-quota */
function needsOf(region: string, machines: readonly Counted[]): Need[] {
  const families = quotaNeeded(machines.filter(({ spot }) => !spot));
  const spotNeeds = quotaNeeded(machines.filter(({ spot }) => spot));
  return [
    ...families.map((need) => ({ region, ...need })),
    ...total(region, TOTAL, families),
    ...total(region, SPOT, spotNeeds),
  ];
}

function total(region: string, family: string, needs: readonly { readonly vCpus: number }[]): Need[] {
  if (needs.length === 0) return [];
  const vCpus = needs.reduce((sum, need) => sum + need.vCpus, 0);
  return [{ region, family, vCpus, sum: needs.map((need) => grouped(need.vCpus)).join(" + ") }];
}

function judged(need: Need, subscriptionId: string, answers: Answers, inventory: Inventory): Check {
  const { region, family, vCpus } = need;
  const asked = question(subscriptionId, region);
  const needed =
    family === TOTAL
      ? `${grouped(vCpus)} vCPUs of all families together in ${region}`
      : `${grouped(vCpus)} vCPUs of quota ${family} in ${region}`;
  return check(
    { id: `quota/${region}/${family}`, topic: "quota", needed },
    [asked],
    verdict(need, read(answers, asked, usages), ownUse(need, inventory, answers)),
  );
}

function verdict(
  { region, family, vCpus, sum }: Need,
  reading: Reading<{ readonly value: Usages }>,
  own: number | "unknown",
): Verdict {
  const show = `az vm list-usage --location ${region} --output table`;
  if ("missing" in reading) return unanswered(reading.missing, show);
  const row = reading.value.value.find(({ name }) => normal(name.value) === normal(family));
  if (row === undefined) return unanswered(`Azure lists no quota of that name in ${region}`, show);
  const { limit, currentValue } = row;
  const others = currentValue - (own === "unknown" ? 0 : own);
  const free = limit - others;
  const used = `${grouped(currentValue)} used${own === "unknown" || own === 0 ? "" : `, ${grouped(own)} of them by this stack's own machines`}`;
  const reason = `${sum}; limit ${grouped(limit)}, ${used}`;
  if (vCpus <= free) return { status: "ok", reason };
  const missing = grouped(vCpus - free);
  if (own === "unknown") {
    return unanswered(
      `${reason}: short by ${missing} unless the stack's own machines are among those used, which Azure did not say`,
      show,
    );
  }
  return {
    status: "failed",
    reason: `${reason}: short by ${missing}`,
    todo: `ask for at least ${grouped(others + vCpus)} vCPUs: portal, Quotas, Compute, region ${region}, ${family}; GPU families mostly need a support request`,
  };
}

/** Azure is inconsistent in case and spaces of families. */
function normal(family: string): string {
  return family.toLowerCase().replaceAll(" ", "");
}

/** vCPUs of a quota that the stack's own machines use already. */
function ownUse({ region, family }: Need, inventory: Inventory, answers: Answers): number | "unknown" {
  const machines = machinesInUse(region, inventory, answers);
  if (machines === "unknown") return machines;
  let use = 0;
  for (const { vmSize, count, spot } of machines) {
    const size = vmSizeOf(vmSize);
    if (size === undefined) return "unknown";
    const counted = spot ? family === SPOT : family === TOTAL || normal(size.quotaFamily) === normal(family);
    if (counted) use += count * size.vCpus;
  }
  return use;
}

function uncountedCheck(machines: readonly Machines[]): Check {
  const names = machines.map(({ name, vmSize }) => `${name} (${vmSize ?? "unknown size"})`).join(", ");
  return check({ id: "quota/uncounted", topic: "quota", needed: `quota for ${names}` }, [], {
    status: "unknown",
    reason: "region, size or number of machines is not known, so no sum can be given",
    todo: "az vm list-usage --location <region> --output table",
  });
}
