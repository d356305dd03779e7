import { closest, distance } from "fastest-levenshtein";

/**
 * The known word that a user most likely meant, or `undefined` when none is near.
 *
 * @param word what was written.
 * @param known what is allowed.
 */
export function suggest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const nearest = closest(
    word.toLowerCase(),
    known.map((candidate) => candidate.toLowerCase()),
  );
  const near = distance(word.toLowerCase(), nearest) <= Math.max(2, Math.floor(word.length / 3));
  return near ? known.find((candidate) => candidate.toLowerCase() === nearest) : undefined;
}
