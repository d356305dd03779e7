import { type Properties, valueAt } from "../../../graph/graph.ts";
import { isHidden, numberAt, textAt } from "../../reading.ts";
import { entriesFor, type Place } from "../entries.ts";
import type { Cost } from "../pricing.ts";

const { charge, gap } = entriesFor("storage");

/** How the places where a volume may be declared call its parts. */
export interface VolumeInputs {
  readonly type: string;
  readonly sizeGiB: string;
}

/** What gp3 has in its price: https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html */
const INCLUDED = { iops: 3000, throughput: 125 } as const;

/**
 * What one EBS volume costs.
 *
 * @param what in words.
 * @param names how its type and size are called where it is declared.
 * @param byDefault type that it has where it says none. @default - unknown
 */
export function volumeCosts(
  what: string,
  inputs: Properties,
  names: VolumeInputs,
  place: Place,
  byDefault?: string,
): Cost[] {
  const type = isHidden(valueAt(inputs, names.type)) ? undefined : (textAt(inputs, names.type) ?? byDefault);
  const sizeGiB = numberAt(inputs, names.sizeGiB);
  if (type === undefined || sizeGiB === undefined) return [gap(what, "its type or size is not declared")];
  const item = `${what} ${type}`;
  return [
    charge(`${item}, ${sizeGiB} GiB`, `ebs/${type}/capacity`, place, sizeGiB),
    ...(type === "gp3"
      ? [...provisioned("iops", INCLUDED.iops), ...provisioned("throughput", INCLUDED.throughput)]
      : []),
    ...(type.startsWith("io") ? provisioned("iops", 0) : []),
  ];

  function provisioned(input: "iops" | "throughput", included: number): Cost[] {
    const words = input === "iops" ? "IOPS" : "MB/s";
    const amount = numberAt(inputs, input);
    if (amount === undefined) {
      const known = included > 0 && !isHidden(valueAt(inputs, input));
      return known ? [] : [gap(`${item}: ${words}`, `${input} does not say how many`)];
    }
    const more = amount - included;
    const above = included > 0 ? ` above ${included}` : "";
    return more > 0 ? [charge(`${item}: ${words}${above}`, `ebs/${type}/${input}`, place, more)] : [];
  }
}
