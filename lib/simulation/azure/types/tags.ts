import { limits } from "../../../../catalog/azure/limits.ts";
import type { BodyProblem, Inputs } from "./resource-type.ts";
import { isHidden, isObject } from "./values.ts";

/** Characters that no tag's name may have (https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources). */
const RESERVED = /[<>%&\\?/]/;

/** What Azure would refuse about tags, the same for every resource that has them. */
export function tagProblems({ tags }: Inputs): readonly BodyProblem[] {
  if (!isObject(tags) || isHidden(tags)) return [];
  const entries = Object.entries(tags);
  const count: readonly BodyProblem[] =
    entries.length > limits.tagsPerResource.value
      ? [
          problem(
            "BadRequest",
            "tags",
            `${entries.length} tags are more than ${limits.tagsPerResource.value}.`,
          ),
        ]
      : [];
  return [...count, ...entries.flatMap(([name, value]) => entryProblems(name, value))];
}

function entryProblems(name: string, value: unknown): readonly BodyProblem[] {
  const target = `tags.${name}`;
  const problems: BodyProblem[] = [];
  if (RESERVED.test(name)) {
    const message = `The tag names '${name}' have reserved characters '<,>,%,&,\\,?,/' or control characters.`;
    problems.push(problem("InvalidTagNameCharacters", target, message));
  }
  if (name.length > limits.tagNameLength.value) {
    const message = `A tag's name has at most ${limits.tagNameLength.value} characters; this one has ${name.length}.`;
    problems.push(problem("BadRequest", target, message));
  }
  if (typeof value === "string" && value.length > limits.tagValueLength.value) {
    const message = `A tag's value has at most ${limits.tagValueLength.value} characters; this one has ${value.length}.`;
    problems.push(problem("BadRequest", target, message));
  }
  return problems;
}

function problem(code: string, target: string, message: string): BodyProblem {
  return { code, message, target };
}
