import * as z from "zod";
import { armTypes } from "../../catalog/azure/arm-types.ts";
import { isProperties, textAt } from "../analysis/reading.ts";
import { valueAt } from "../graph/graph.ts";
import { type ArmObject, groupOf } from "./objects.ts";
import { type Answers, get, type Question } from "./question.ts";

/** Whether an object that the stack declares is in Azure already. */
export type Existence =
  | { readonly state: "absent" }
  /** It carries the mark of this very resource of this stack. */
  | { readonly state: "ours"; readonly body: unknown }
  | { readonly state: "foreign"; readonly body: unknown }
  | { readonly state: "unknown"; readonly reason: string };

/** What of a stack is in Azure: asked from the outside in, so that nothing is asked of what lies in an absent group. */
export interface Inventory {
  readonly objects: readonly ArmObject[];
  /** Every resource group that the objects lie in, declared or not. */
  readonly groups: readonly string[];
  questions(answers: Answers): readonly Question[];
  existenceOf(id: string, answers: Answers): Existence;
}

const GROUP_API = armTypes["azure-native:resources:ResourceGroup"]?.apiVersion ?? "";

const tagged = z.looseObject({ tags: z.record(z.string(), z.string()).nullish() });

interface Place {
  readonly id: string;
  readonly question: Question;
  /** Absent for a group that the stack does not declare. */
  readonly object?: ArmObject;
}

/** The inventory of the objects. */
export function inventoryOf(objects: readonly ArmObject[]): Inventory {
  const groups = [
    ...new Map(
      objects.flatMap(({ id }) => groupOf(id) ?? []).map((group) => [group.toLowerCase(), group]),
    ).values(),
  ];
  const places = new Map<string, Place>([
    ...groups.map((id) => [id.toLowerCase(), { id, question: get(id, GROUP_API) }] as const),
    ...objects.map(
      (object) =>
        [
          object.id.toLowerCase(),
          { id: object.id, question: get(object.id, object.apiVersion), object },
        ] as const,
    ),
  ]);

  const existenceOf = (id: string, answers: Answers): Existence => {
    const place = places.get(id.toLowerCase());
    if (place === undefined) return { state: "unknown", reason: "it was not asked" };
    const container = containerOf(place.id, places);
    const around = container && existenceOf(container.id, answers);
    if (around?.state === "absent") return around;
    const answer = answers.of(place.question);
    if (answer.kind === "unanswered") return { state: "unknown", reason: answer.reason };
    if (answer.kind === "absent") return { state: "absent" };
    return { state: isOurs(place, answer.body, around) ? "ours" : "foreign", body: answer.body };
  };

  /** Whether it is known that a place is there or not, as far as Azure tells. */
  const isSettled = ({ id, question }: Place, answers: Answers): boolean => {
    if (answers.has(question)) return true;
    const container = containerOf(id, places);
    return (
      container !== undefined &&
      isSettled(container, answers) &&
      existenceOf(container.id, answers).state === "absent"
    );
  };

  const questions = (answers: Answers): Question[] =>
    [...places.values()].flatMap(({ id, question }) => {
      const container = containerOf(id, places);
      if (container === undefined) return [question];
      const isOpen = isSettled(container, answers) && existenceOf(container.id, answers).state !== "absent";
      return isOpen ? [question] : [];
    });

  return { objects, groups, questions, existenceOf };
}

/** The nearest place in which an id lies. */
function containerOf(id: string, places: ReadonlyMap<string, Place>): Place | undefined {
  let path = id.toLowerCase();
  while (path.includes("/")) {
    path = path.slice(0, path.lastIndexOf("/"));
    const place = places.get(path);
    if (place !== undefined) return place;
  }
  return undefined;
}

/**
 * Whether what is there was made for this resource of this stack: by its tags, or where it takes none, by those of what it
 * lies in. The name of a role assignment is derived from the stack and the resource and belongs to no other.
 */
function isOurs({ object }: Place, body: unknown, around: Existence | undefined): boolean {
  if (object === undefined) return false;
  const { inputs, type } = object.resource;
  const tags = valueAt(inputs, "tags");
  const mark = tags !== undefined && isProperties(tags) ? textAt(tags, "exaform-urn") : undefined;
  if (mark !== undefined) return tagged.safeParse(body).data?.tags?.["exaform-urn"] === mark;
  return type === "azure-native:authorization:RoleAssignment" || around?.state === "ours";
}
