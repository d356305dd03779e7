import { networkName } from "./network-names.ts";
import type { BodyProblem, FieldRule, Inputs } from "./resource-type.ts";
import { problem } from "./rows.ts";
import { isGiven, isHidden, isObject, numberAt, placesOf, textAt } from "./values.ts";

const PORTS = /^(?:\*|\d{1,5}(?:-\d{1,5})?)$/;
const LAST_PORT = 65_535;

const ports: readonly FieldRule[] = ["source", "destination"].flatMap((side) =>
  [`securityRules[].${side}PortRange`, `securityRules[].${side}PortRanges[]`].map((path) => ({
    path,
    pattern: PORTS,
    code: "SecurityRuleInvalidPortRange",
    rule: "a port, a range of ports, or *",
  })),
);

/** Rules of a network security group's list. */
export const securityRules: readonly FieldRule[] = [
  networkName("securityRules[].name"),
  { path: "securityRules[].access", required: true, oneOf: ["Allow", "Deny"] },
  { path: "securityRules[].direction", required: true, oneOf: ["Inbound", "Outbound"] },
  {
    path: "securityRules[].priority",
    required: true,
    range: [100, 4096],
    code: "SecurityRuleInvalidPriority",
  },
  { path: "securityRules[].protocol", required: true, oneOf: ["Tcp", "Udp", "Icmp", "Esp", "*", "Ah"] },
  { path: "securityRules[].description", length: [0, 140] },
  ...ports,
];

/** What a rule says once, as one value or as a list. */
const ONE_OF: readonly (readonly string[])[] = ["source", "destination"].flatMap((side) => [
  [`${side}AddressPrefix`, `${side}AddressPrefixes`, `${side}ApplicationSecurityGroups`],
  [`${side}PortRange`, `${side}PortRanges`],
]);

/** What Azure refuses about the rules of a group beyond their single fields. */
export function securityProblems(inputs: Inputs): readonly BodyProblem[] {
  const rules = placesOf(inputs, "securityRules[]").filter(
    ({ value }) => isObject(value) && !isHidden(value),
  );
  const seen = new Map<string, unknown>();
  return rules.flatMap(({ at, value }) => {
    const problems = [...shapeProblems(value, at), ...portProblems(value, at)];
    const [direction, priority] = [textAt(value, "direction"), numberAt(value, "priority")];
    if (direction === undefined || priority === undefined) return problems;
    const key = `${direction.toLowerCase()} ${priority}`;
    const earlier = seen.get(key);
    seen.set(key, value);
    if (earlier === undefined) return problems;
    // https://github.com/Azure/aks-engine/issues/2106
    const message = `Security rule ${textAt(value, "name")} conflicts with rule ${textAt(earlier, "name")}. Rules cannot have the same Priority and Direction.`;
    return [...problems, problem(at, message, "SecurityRuleConflict")];
  });
}

function shapeProblems(rule: unknown, at: string): readonly BodyProblem[] {
  return ONE_OF.flatMap((choices) => {
    const given = choices.filter((choice) => isGiven(rule, choice));
    if (given.length === 1) return [];
    const message =
      given.length === 0
        ? `Security rule must specify one of ${choices.join(", ")}.`
        : `Security rule cannot specify both ${given.join(" and ")}.`;
    return [problem(`${at}.${choices[0]}`, message, "InvalidRequestFormat")];
  });
}

function portProblems(rule: unknown, at: string): readonly BodyProblem[] {
  const fields = ["sourcePortRange", "destinationPortRange", "sourcePortRanges[]", "destinationPortRanges[]"];
  return fields
    .flatMap((field) => placesOf({ rule }, `rule.${field}`))
    .flatMap(({ at: place, value }) => {
      if (typeof value !== "string" || !PORTS.test(value) || value === "*") return [];
      const [from = 0, to = from] = value.split("-").map(Number);
      if (from <= to && to <= LAST_PORT) return [];
      const message = `Security rule has invalid Port range. Value provided: ${value}. Value should be an integer OR integer range with '-' delimiter. Valid range 0-${LAST_PORT}.`;
      return [
        problem(
          place.replace(/^rule/, () => at),
          message,
          "SecurityRuleInvalidPortRange",
        ),
      ];
    });
}
