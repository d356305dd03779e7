import type { BodyProblem, FieldRule, Inputs, ResourceType } from "./resource-type.ts";
import { tagProblems } from "./tags.ts";
import { isAbsent, isHidden, type Placed, placesOf } from "./values.ts";

/**
 * What Azure would refuse about a create or a whole replacement, before it looks at anything else that exists.
 * A value that is not known yet counts as given and is not judged; a field that the table does not have is let pass.
 */
export function checkBody(type: ResourceType, inputs: Inputs): readonly BodyProblem[] {
  const problems = type.fields.flatMap((rule) =>
    placesOf(inputs, rule.path).flatMap((place) => fieldProblems(rule, place)),
  );
  return [...problems, ...tagProblems(inputs), ...(type.check?.(inputs) ?? [])];
}

function fieldProblems(rule: FieldRule, { at, value, parentSeen }: Placed): readonly BodyProblem[] {
  if (isHidden(value)) return [];
  if (isAbsent(value)) return rule.required && parentSeen ? [missing(at)] : [];
  const fault = faultOf(rule, value);
  if (fault === undefined) return [];
  const message = `The value of parameter ${at} is invalid: ${shown(value)} ${fault}.`;
  return [{ code: rule.code ?? "InvalidParameter", message, target: at }];
}

function missing(at: string): BodyProblem {
  if (at === "location") {
    return {
      code: "LocationRequired",
      message: "The location property is required for this definition.",
      target: at,
    };
  }
  // AKS's words and code (https://github.com/Azure/terraform-azurerm-avm-res-containerservice-managedcluster/issues/184).
  return { code: "InvalidParameter", message: `Required parameter ${at} is missing (null).`, target: at };
}

function faultOf(rule: FieldRule, value: unknown): string | undefined {
  const faults = [
    lengthFault(rule, value),
    patternFault(rule, value),
    rangeFault(rule, value),
    choiceFault(rule, value),
  ];
  const fault = faults.find((found) => found !== undefined);
  return fault === undefined ? undefined : `must be ${rule.rule ?? fault}`;
}

function lengthFault({ length }: FieldRule, value: unknown): string | undefined {
  if (length === undefined) return undefined;
  const [least, most] = length;
  const unit = Array.isArray(value) ? "items" : "characters";
  const fits =
    (typeof value === "string" || Array.isArray(value)) && value.length >= least && value.length <= most;
  return fits ? undefined : `${least === most ? least : `${least} to ${most}`} ${unit} long`;
}

function patternFault({ pattern }: FieldRule, value: unknown): string | undefined {
  if (pattern === undefined) return undefined;
  return typeof value === "string" && pattern.test(value)
    ? undefined
    : `a text that matches ${pattern.source}`;
}

function rangeFault({ range }: FieldRule, value: unknown): string | undefined {
  if (range === undefined) return undefined;
  const [least, most] = range;
  const fits = typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
  return fits ? undefined : `a whole number from ${least} to ${most}`;
}

function choiceFault({ oneOf }: FieldRule, value: unknown): string | undefined {
  if (oneOf === undefined) return undefined;
  const plain = (choice: unknown): unknown => (typeof choice === "string" ? choice.toLowerCase() : choice);
  return oneOf.some((choice) => plain(choice) === plain(value)) ? undefined : `one of ${oneOf.join(", ")}`;
}

/** A value in a message: short, and never the whole of a large object. */
function shown(value: unknown): string {
  const text = typeof value === "string" ? `'${value}'` : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
