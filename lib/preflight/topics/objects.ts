import type { Resource } from "../../graph/graph.ts";
import { type Check, check, type Requirement } from "../check.ts";
import type { Inventory } from "../inventory.ts";
import { type ArmObject, nameOf } from "../objects.ts";
import { get } from "../question.ts";

/** Names are listed while a reader can take them in. */
const LISTED = 6;

/** That nothing stands where the stack wants to create: azure-native refuses to create what exists. */
export function objectRequirement(inventory: Inventory, unidentified: readonly Resource[]): Requirement {
  return {
    questions: (answers) => inventory.questions(answers),
    judge: (answers) => {
      const found = Map.groupBy(inventory.objects, ({ id }) => inventory.existenceOf(id, answers).state);
      return [
        ...(found.get("foreign") ?? []).map(foreign),
        ...together("object/ours", "objects that carry the mark of this stack are in its state", {
          objects: found.get("ours") ?? [],
          reason: (names) =>
            `${names}: they are in Azure already, which is right if the stack's state has them; the state was not read`,
          todo: "look for them in `pulumi stack --show-urns`; import what is missing there with `pulumi import <type> <name> <id>`",
        }),
        ...together("object/unknown", "nothing else stands where the stack creates", {
          objects: found.get("unknown") ?? [],
          reason: (names) => `${names}: ${reasonsOf(inventory, found.get("unknown") ?? [], answers)}`,
          todo: "grant Reader on the subscription to whoever runs this, and run it again",
        }),
        ...absent(found.get("absent") ?? []),
        ...unidentifiedCheck(unidentified),
      ];
    },
  };
}

function foreign({ id, resource, apiVersion }: ArmObject): Check {
  return check(
    { id: `object/${id}`, topic: "object", needed: `nothing at the id of ${resource.name} yet` },
    [get(id, apiVersion)],
    {
      status: "failed",
      reason: `${id} exists and does not carry the mark of this stack: \`pulumi up\` ends with "cannot create already existing resource"`,
      todo: `if it shall belong to the stack: pulumi import ${resource.type} ${resource.name} ${id}; if not: give the stack's own another name, or delete it`,
    },
  );
}

interface Several {
  readonly objects: readonly ArmObject[];
  readonly reason: (names: string) => string;
  readonly todo: string;
}

function together(id: string, needed: string, { objects, reason, todo }: Several): Check[] {
  if (objects.length === 0) return [];
  return [
    check({ id, topic: "object", needed }, questionsOf(objects), {
      status: "unknown",
      reason: reason(namesOf(objects.map((object) => `${object.armType} ${nameOf(object.id)}`))),
      todo,
    }),
  ];
}

function absent(objects: readonly ArmObject[]): Check[] {
  if (objects.length === 0) return [];
  return [
    check(
      {
        id: "object/absent",
        topic: "object",
        needed: `nothing at the ids of ${objects.length} resources that the stack creates`,
      },
      questionsOf(objects.filter(({ resource }) => resource.type.endsWith(":ResourceGroup"))),
      { status: "ok", reason: "Azure has none of them; what lies in an absent group is absent too" },
    ),
  ];
}

function unidentifiedCheck(resources: readonly Resource[]): Check[] {
  if (resources.length === 0) return [];
  const names = namesOf(resources.map(({ type, name }) => `${type} ${name}`));
  return [
    check({ id: "object/unidentified", topic: "object", needed: "nothing at the ids of the rest yet" }, [], {
      status: "unknown",
      reason: `${names}: their ids cannot be told before \`pulumi up\``,
      todo: "look for them in the portal",
    }),
  ];
}

function reasonsOf(
  inventory: Inventory,
  objects: readonly ArmObject[],
  answers: Parameters<Inventory["existenceOf"]>[1],
): string {
  const reasons = objects.map(({ id }) => {
    const existence = inventory.existenceOf(id, answers);
    return existence.state === "unknown" ? existence.reason : "";
  });
  return [...new Set(reasons)].join("; ");
}

function questionsOf(objects: readonly ArmObject[]) {
  return objects.map(({ id, apiVersion }) => get(id, apiVersion));
}

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, LISTED).join(", ");
  return names.length > LISTED ? `${shown} and ${names.length - LISTED} more` : shown;
}
