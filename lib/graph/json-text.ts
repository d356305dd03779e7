/** A name that stands twice in one object: only one of its values could be read. */
export class DuplicateName extends Error {
  constructor() {
    super("a name stands twice in one object");
  }
}

/**
 * Parses JSON as shells write it to files: UTF-8, with or without a byte order mark, or the UTF-16 of Windows PowerShell.
 *
 * @throws SyntaxError where it is no JSON, and DuplicateName where it does not say which of two values holds.
 */
export function parseJson(bytes: Uint8Array): unknown {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  const text = new TextDecoder(encoding).decode(bytes);
  const value: unknown = JSON.parse(text);
  if (namesIn(value) !== namesWritten(text)) throw new DuplicateName();
  return value;
}

function namesWritten(text: string): number {
  let count = 0;
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"\s*:?/g)) if (token.endsWith(":")) count += 1;
  return count;
}

function namesIn(root: unknown): number {
  let count = 0;
  const open = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== "object" || value === null) continue;
    const inside: unknown[] = Object.values(value);
    if (!Array.isArray(value)) count += inside.length;
    for (const item of inside) open.push(item);
  }
  return count;
}
