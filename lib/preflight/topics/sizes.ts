import * as z from "zod";
import { type Check, check, type Requirement, read, unanswered, type Verdict } from "../check.ts";
import type { Machines } from "../machines.ts";
import { type Answers, list, type Question } from "../question.ts";

const texts = z.array(z.string()).nullish();

/** https://learn.microsoft.com/rest/api/compute/resource-skus/list */
const skus = z.looseObject({
  value: z.array(
    z.looseObject({
      resourceType: z.string(),
      name: z.string(),
      locations: texts,
      locationInfo: z.array(z.looseObject({ location: z.string(), zones: texts })).nullish(),
      capabilities: z.array(z.looseObject({ name: z.string(), value: z.string() })).nullish(),
      restrictions: z
        .array(
          z.looseObject({
            type: z.string(),
            values: texts,
            restrictionInfo: z.looseObject({ locations: texts, zones: texts }).nullish(),
            reasonCode: z.string().nullish(),
          }),
        )
        .nullish(),
    }),
  ),
});

type Sku = z.infer<typeof skus>["value"][number];

/** A size that machines want in a place. */
interface Need {
  readonly vmSize: string;
  readonly region: string;
  /** Every one of them must have it; empty where the machines do not name any. */
  readonly zones: readonly string[];
  readonly names: readonly string[];
  readonly encryptionAtHost: boolean;
}

/** That each VM size is offered to the subscription in the region and zones, and can do what is asked of it. */
export function sizeRequirement(machines: readonly Machines[], subscriptionId: string): Requirement {
  const needs = needsOf(machines);
  const lost = machines.filter(({ vmSize, region }) => vmSize === undefined || region === undefined);
  return {
    questions: () => needs.map(({ region }) => question(subscriptionId, region)),
    judge: (answers) => [
      ...needs.flatMap((need) => judged(need, question(subscriptionId, need.region), answers)),
      ...(lost.length === 0 ? [] : [unplaced(lost.map(({ name }) => name))]),
    ],
  };
}

function needsOf(machines: readonly Machines[]): Need[] {
  const single = machines.flatMap(({ name, vmSize, region, zones, encryptionAtHost }): Need[] =>
    vmSize === undefined || region === undefined
      ? []
      : [{ vmSize, region, zones, names: [name], encryptionAtHost }],
  );
  const same = Map.groupBy(single, ({ vmSize, region, zones }) =>
    JSON.stringify([vmSize.toLowerCase(), region, zones]),
  );
  return [...same.values()].flatMap((needs) => {
    const [first] = needs;
    if (first === undefined) return [];
    const names = needs.flatMap((need) => need.names);
    return [{ ...first, names, encryptionAtHost: needs.some((need) => need.encryptionAtHost) }];
  });
}

function question(subscriptionId: string, region: string): Question {
  return list(
    `/subscriptions/${subscriptionId}/providers/Microsoft.Compute/skus`,
    "2021-07-01",
    `location eq '${region}'`,
  );
}

function judged(need: Need, asked: Question, answers: Answers): Check[] {
  const { vmSize, region, zones, names } = need;
  const reading = read(answers, asked, skus);
  const show = `az vm list-skus --location ${region} --size ${vmSize} --all --output table`;
  const place = `${region}${zones.length === 0 ? "" : `, zone ${zones.join(", ")}`}`;
  const by = `for ${names.join(", ")}`;
  const sku = "missing" in reading ? undefined : skuOf(reading.value.value, need);
  const [offer, encryption] =
    "missing" in reading
      ? [unanswered(reading.missing, show), unanswered(reading.missing, show)]
      : [offerVerdict(sku, need, show), encryptionVerdict(sku, show)];
  const key = `${region}/${vmSize}${zones.length === 0 ? "" : `/${zones.join("+")}`}`;
  return [
    check(
      { id: `size/${key}`, topic: "size", needed: `${vmSize} offered in ${place}, ${by}` },
      [asked],
      offer,
    ),
    ...(need.encryptionAtHost
      ? [
          check(
            {
              id: `size/${key}/EncryptionAtHostSupported`,
              topic: "size",
              needed: `encryption at host supported by ${vmSize}, ${by}`,
            },
            [asked],
            encryption,
          ),
        ]
      : []),
  ];
}

function skuOf(list: readonly Sku[], { vmSize, region }: Need): Sku | undefined {
  return list.find(
    ({ resourceType, name, locations }) =>
      resourceType === "virtualMachines" &&
      same(name, vmSize) &&
      (locations ?? []).some((location) => same(location, region)),
  );
}

function offerVerdict(sku: Sku | undefined, { region, zones }: Need, show: string): Verdict {
  const elsewhere = `choose another region, zone or size (${show}), or ask Azure support for access: portal, Help + support, Service and subscription limits`;
  if (sku === undefined) {
    return { status: "failed", reason: `Azure does not list the size in ${region}`, todo: elsewhere };
  }
  const barred = (sku.restrictions ?? []).filter(
    ({ type, values, restrictionInfo }) =>
      type !== "Zone" &&
      [...(values ?? []), ...(restrictionInfo?.locations ?? [])].some((location) => same(location, region)),
  );
  if (barred.length > 0) {
    const codes = barred.map(({ reasonCode }) => reasonCode ?? "no reason given").join(", ");
    return { status: "failed", reason: `restricted for this subscription: ${codes}`, todo: elsewhere };
  }
  const offered = (sku.locationInfo ?? []).find(({ location }) => same(location, region))?.zones ?? [];
  const closed = (sku.restrictions ?? []).flatMap(({ type, restrictionInfo }) =>
    type === "Zone" ? (restrictionInfo?.zones ?? []) : [],
  );
  const open = offered.filter((zone) => !closed.includes(zone)).toSorted();
  const missing = zones.filter((zone) => !open.includes(zone));
  if (missing.length > 0) {
    return {
      status: "failed",
      reason: `not offered to this subscription in zone ${missing.join(", ")}; open zones: ${open.join(", ") || "none"}`,
      todo: elsewhere,
    };
  }
  return {
    status: "ok",
    reason: `offered without restriction${zones.length === 0 ? "" : "; that machines are free now is another matter"}`,
  };
}

/** https://learn.microsoft.com/azure/virtual-machines/linux/disks-enable-host-based-encryption-cli */
function encryptionVerdict(sku: Sku | undefined, show: string): Verdict {
  const value = sku?.capabilities?.find(({ name }) => name === "EncryptionAtHostSupported")?.value;
  if (value === undefined)
    return unanswered("Azure does not say EncryptionAtHostSupported of this size", show);
  if (same(value, "True")) return { status: "ok", reason: "EncryptionAtHostSupported is True" };
  return {
    status: "failed",
    reason: `EncryptionAtHostSupported is ${value}`,
    todo: "choose another size: Azure refuses the machines",
  };
}

function unplaced(names: readonly string[]): Check {
  return check({ id: "size/unknown", topic: "size", needed: `sizes of ${names.join(", ")} offered` }, [], {
    status: "unknown",
    reason: "region or size is not known",
    todo: "az vm list-skus --location <region> --size <size> --all --output table",
  });
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
