import { InvalidInput } from "../planning/problem.ts";

/**
 * What is thrown where no engine would accept the program, or where only a provider could tell what it declares.
 *
 * @param path the resource, module or function that is meant.
 */
export function refusal(path: string, message: string, fix: string): InvalidInput {
  return new InvalidInput("program", [{ path, value: undefined, message, fix }]);
}
