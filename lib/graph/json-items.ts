/** JSON text without the items of some of its arrays, and where these lie. */
export interface SplitJson {
  /** The text with these arrays empty. */
  readonly rest: Buffer;
  /** For each array that the text has, by its path: where each of its items begins and ends. */
  readonly items: ReadonlyMap<string, readonly (readonly [begin: number, end: number])[]>;
}

const [QUOTE, BACKSLASH, COLON, COMMA] = [...'"\\:,'].map((sign) => sign.charCodeAt(0));
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY] = [..."{}[]"].map((sign) => sign.charCodeAt(0));

/**
 * Finds the items of arrays in JSON text, so that each can be parsed by itself: a document then needs no more memory than its
 * text and what is kept of each item. Only strings and brackets are looked at; parsing says what else is wrong.
 *
 * @param paths of the arrays, from the root: names with dots between, `deployment.resources`.
 * @throws SyntaxError where the text ends inside an array or a string.
 */
export function splitJson(text: Buffer, paths: readonly string[]): SplitJson {
  const items = new Map<string, readonly (readonly [number, number])[]>();
  const rest: Buffer[] = [];
  const names: string[] = [];
  const deepest = Math.max(...paths.map((path) => path.split(".").length));
  let [depth, kept] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === QUOTE) {
      const end = endOfString(text, at);
      if (depth <= deepest && isName(text, end)) names[depth] = text.toString("utf8", at + 1, end - 1);
      at = end - 1;
    } else if (sign === OPEN_ARRAY && paths.includes(names.slice(1, depth + 1).join("."))) {
      const [found, end] = itemsFrom(text, at + 1);
      items.set(names.slice(1, depth + 1).join("."), found);
      rest.push(text.subarray(kept, at + 1));
      kept = end;
      at = end;
    } else if (sign === OPEN_OBJECT || sign === OPEN_ARRAY) {
      depth += 1;
      names.length = Math.min(names.length, depth);
    } else if (sign === CLOSE_OBJECT || sign === CLOSE_ARRAY) {
      depth -= 1;
    }
  }
  return { rest: Buffer.concat([...rest, text.subarray(kept)]), items };
}

/** The items from the first byte after the bracket on, and where the closing bracket stands. */
function itemsFrom(text: Buffer, from: number): [items: [number, number][], end: number] {
  const items: [number, number][] = [];
  let [depth, begin] = [0, from];
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === QUOTE) at = endOfString(text, at) - 1;
    else if (sign === OPEN_OBJECT || sign === OPEN_ARRAY) depth += 1;
    else if (depth > 0 && (sign === CLOSE_OBJECT || sign === CLOSE_ARRAY)) depth -= 1;
    else if (depth === 0 && sign === COMMA) {
      items.push([begin, at]);
      begin = at + 1;
    } else if (depth === 0 && sign === CLOSE_ARRAY) {
      const isEmpty = items.length === 0 && text.toString("utf8", begin, at).trim() === "";
      return [isEmpty ? [] : [...items, [begin, at]], at];
    }
  }
  throw new SyntaxError("it ends too early");
}

/** Where a string ends that begins there: after its closing quote. */
function endOfString(text: Buffer, begin: number): number {
  for (let quote = text.indexOf('"', begin + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let before = quote;
    while (text[before - 1] === BACKSLASH) before -= 1;
    if ((quote - before) % 2 === 0) return quote + 1;
  }
  throw new SyntaxError("it ends too early");
}

/** Whether what ended there is a name: a colon follows. */
function isName(text: Buffer, end: number): boolean {
  let at = end;
  while (text[at] === 0x20 || text[at] === 0x0a || text[at] === 0x0d || text[at] === 0x09) at += 1;
  return text[at] === COLON;
}
