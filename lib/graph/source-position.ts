import { isAbsolute, relative } from "node:path";

/**
 * A place in a program as a graph holds it, `file:line:column`: relative to where we run, if the file is below.
 *
 * @param path what the Pulumi SDK says. Of an ES module it takes the URL for a path, so that a path of the form
 * `/project/file:/project/stacks/index.ts` arrives; what such a URL asks with `?` is no part of the file.
 */
export function sourcePositionOf(path: string, line: number, column: number): string {
  const file = path.replace(/^.*\bfile:(\/[^?]*).*$/, "$1");
  const below = relative(process.cwd(), file);
  return `${isAbsolute(file) && !below.startsWith("..") ? below : file}:${line}:${column}`;
}
