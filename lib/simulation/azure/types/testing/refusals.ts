import { expect } from "vitest";
import { type BodyProblem, checkBody, type Inputs, resourceTypeOf } from "../index.ts";
import { bodies } from "./bodies.ts";
import { changed } from "./declared.ts";

/** Paths and what then stands there; `undefined` takes a field away. */
export type Changes = Readonly<Record<string, unknown>>;

/** A change of a plain body that breaks one rule, where that is said, and part of what is said. */
export type Refused = readonly [type: string, changes: Changes, target: string, message: string];

/** A change that looks as if it broke a rule, and does not. */
export type Taken = readonly [type: string, changes: Changes];

/** What is refused about a plain body after some changes. */
export function problemsOf(type: string, changes: Changes): readonly BodyProblem[] {
  const row = resourceTypeOf(`azure-native:${type}`);
  if (row === undefined) throw new Error(`no row of ${type}`);
  const body = Object.entries(changes).reduce<Inputs>(
    (inputs, [path, value]) => changed(inputs, path, value),
    bodies[type] ?? {},
  );
  return checkBody(row, body);
}

/** Expects that a change is refused as its row says. */
export function expectRefused([type, changes, target, message]: Refused): void {
  expect(problemsOf(type, changes)).toContainEqual(
    expect.objectContaining({ target, message: expect.stringContaining(message) }),
  );
}
