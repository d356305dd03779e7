import type { Truth } from "../reading.ts";

/** Every way that is looked at, as stable keys. */
export const dataPathIds = [
  "osDisk",
  "temporaryDisk",
  "localNvme",
  "nvlink",
  "infiniband",
  "apiServer",
  "etcd",
  "podTraffic",
  "lustreInTransit",
  "lustreAtRest",
  "blobInTransit",
  "blobAtRest",
  "registryInTransit",
  "registryAtRest",
  "keyVaultInTransit",
  "logsInTransit",
  "logsAtRest",
] as const;

/** One way that data takes, or one place where it rests, and whether it is encrypted there. */
export interface DataPath {
  readonly id: (typeof dataPathIds)[number];
  /** The resources whose inputs decide it, sorted. */
  readonly urns: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly encrypted: Truth;
  /** By what: the mechanism and whose key, or `nothing`. */
  readonly by: string;
  /** Why the answer is what it is, and what it does not cover. */
  readonly reason: string;
}

/** What is said of one subject. `from` and `to` hold `{}` where its name belongs. */
export type PathAnswer = Omit<DataPath, "urns">;

/** What paths are about: a pool, an account. */
export interface Subject {
  readonly urn: string;
  readonly name: string;
  /** What it is for: easier to tell apart than names with a hash. */
  readonly purpose?: string;
  readonly answers: readonly PathAnswer[];
}

/** `by` of a path in the clear. */
export const NOTHING = "nothing";

/** `by` of a path of which the answer is not known. */
export const NOT_KNOWN = "not known";

/** Picks what to say for an answer. */
export function say(
  truth: Truth,
  texts: { readonly yes: string; readonly no: string; readonly unknown: string },
): string {
  if (truth === "unknown") return texts.unknown;
  return truth ? texts.yes : texts.no;
}

/** Names are listed while a reader can take them in. */
const LISTED = 6;

/**
 * One row for each answer: subjects of which the same is said share it.
 *
 * @param noun what the subjects are, singular and plural.
 */
export function fold(subjects: readonly Subject[], noun: readonly [one: string, many: string]): DataPath[] {
  const said = subjects.flatMap((subject) => subject.answers.map((answer) => ({ answer, subject })));
  return [...Map.groupBy(said, ({ answer }) => JSON.stringify(answer)).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const own = same.map(({ subject }) => subject);
    const { answer } = first;
    const names = namesOf(own, noun);
    return [
      {
        urns: [...new Set(own.map(({ urn }) => urn))].toSorted(),
        ...answer,
        from: answer.from.replace("{}", names),
        to: answer.to.replace("{}", names),
      },
    ];
  });
}

function namesOf(subjects: readonly Subject[], [one, many]: readonly [string, string]): string {
  const noun = subjects.length === 1 ? one : many;
  const purposes = new Set(subjects.map(({ purpose }) => purpose));
  if (purposes.size === subjects.length && !purposes.has(undefined))
    return `${noun} for ${[...purposes].join(", ")}`;
  const names = subjects.map(({ name }) => name);
  return names.length <= LISTED
    ? `${noun} ${names.join(", ")}`
    : `${names.length} ${noun}, ${names[0]} to ${names.at(-1)}`;
}
