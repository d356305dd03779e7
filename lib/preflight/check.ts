import type * as z from "zod";
import { type Answers, type Question, requestText } from "./question.ts";

/** What a check is about. */
export type Topic =
  | "input"
  | "quota"
  | "size"
  | "feature"
  | "provider"
  | "name"
  | "rights"
  | "object"
  | "network watcher";

/** The state of one thing that must be true before `pulumi up` can work. */
export interface Check {
  /** Stable key, for example `quota/eastus/standardNDSH100v5Family`. */
  readonly id: string;
  readonly topic: Topic;
  /** What must be true. */
  readonly needed: string;
  /** `ok` only where Azure answered and the answer suffices; without an answer it is `unknown`. */
  readonly status: "ok" | "failed" | "unknown";
  /** What Azure answered, with the sum where there is one, or why there is no answer. */
  readonly reason: string;
  /** A command, or whom to ask; absent where nothing is to be done. */
  readonly todo?: string;
  /** The requests whose answers decided it, as `az rest` takes them. */
  readonly evidence: readonly string[];
}

/** Things of one kind that must be true: what to ask, and what follows from the answers. Both are pure. */
export interface Requirement {
  /** What is still to be asked, once the earlier answers are there; empty at the end. */
  questions(answers: Answers): readonly Question[];
  judge(answers: Answers): readonly Check[];
}

/** How a check came out. */
export type Verdict = Pick<Check, "status" | "reason" | "todo">;

/** A check of one question. */
export function check(
  subject: Pick<Check, "id" | "topic" | "needed">,
  asked: readonly Question[],
  verdict: Verdict,
): Check {
  return { ...subject, ...verdict, evidence: asked.map(requestText) };
}

/** What is known of an answer's content. */
export type Reading<T> = { readonly value: T } | { readonly missing: string };

/**
 * Reads an answer of which only the content matters: whatever does not have the expected form is missing, not empty.
 *
 * @param shape what of the answer is needed.
 */
export function read<T>(answers: Answers, question: Question, shape: z.ZodType<T>): Reading<T> {
  const answer = answers.of(question);
  if (answer.kind === "unanswered") return { missing: answer.reason };
  if (answer.kind === "absent") return { missing: "Azure has nothing at this address" };
  const parsed = shape.safeParse(answer.body);
  return parsed.success
    ? { value: parsed.data }
    : { missing: "the answer does not have the documented form" };
}

/** The verdict where an answer is missing. */
export function unanswered(missing: string, todo: string): Verdict {
  return { status: "unknown", reason: missing, todo };
}
