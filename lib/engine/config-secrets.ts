import { isSecret, isUnknown, type Properties, SECRET, type Value } from "../graph/graph.ts";

/** Shorter texts stand everywhere. Pulumi's own filter has the same bound: `sdk/go/common/util/logging/log.go` of v3.259.0. */
const SHORTEST = 3;

/**
 * The secret texts of a configuration, and where they are hidden. A program may read a secret key as plain text, and then
 * the SDK no longer knows that it is one; what Pulumi prints is filtered for the same reason.
 */
export class ConfigSecrets {
  readonly #texts: readonly string[];

  constructor(config: Readonly<Record<string, string>>, secretKeys: readonly string[]) {
    const texts = secretKeys.flatMap((key) => textsIn(config[key] ?? ""));
    const filtered = texts.filter((text) => text.length >= SHORTEST && !/^(true|false)$/i.test(text));
    // As a part of JSON text they stand escaped.
    this.#texts = [...new Set(filtered.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]))];
  }

  /** Whether a text contains a secret. */
  isIn(text: string): boolean {
    return this.#texts.some((secret) => text.includes(secret));
  }

  /** The properties, with `SECRET` for each text that contains one. */
  hide(properties: Properties): Properties {
    if (this.#texts.length === 0) return properties;
    return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, this.#hideIn(value)]));
  }

  #hideIn(value: Value): Value {
    if (typeof value === "string") return this.isIn(value) ? SECRET : value;
    if (value === null || typeof value !== "object" || isUnknown(value) || isSecret(value)) return value;
    return Array.isArray(value) ? value.map((item) => this.#hideIn(item)) : this.hide(value as Properties);
  }
}

/** A value of the configuration, and if it is JSON, each text in it. */
function textsIn(value: string): string[] {
  const texts = [value];
  try {
    JSON.parse(value, (_, part) => {
      if (typeof part === "string" || typeof part === "number") texts.push(String(part));
      return part;
    });
  } catch {
    // Most values are no JSON.
  }
  return texts;
}
