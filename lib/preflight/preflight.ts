import type { Check, Requirement } from "./check.ts";
import { type Answer, Answers, type Question } from "./question.ts";

/** Asks Azure one question. Never throws for what Azure or the network does: that is an answer too. */
export type Ask = (question: Question) => Promise<Answer>;

/** Reads are throttled per subscription, and a few at once already hide the latency. */
const AT_ONCE = 8;

/**
 * Asks everything that the requirements want to know, each question once, and judges the answers.
 *
 * @returns checks in the order of the requirements.
 */
export async function preflight(requirements: readonly Requirement[], ask: Ask): Promise<Check[]> {
  const answers = new Answers();
  for (;;) {
    const open = openQuestions(requirements, answers);
    if (open.length === 0) break;
    await askAll(open, ask, answers);
  }
  return requirements.flatMap((requirement) => requirement.judge(answers));
}

function openQuestions(requirements: readonly Requirement[], answers: Answers): Question[] {
  const open = requirements
    .flatMap((requirement) => requirement.questions(answers))
    .filter((question) => !answers.has(question));
  return [...new Map(open.map((question) => [JSON.stringify(question).toLowerCase(), question])).values()];
}

async function askAll(questions: readonly Question[], ask: Ask, answers: Answers): Promise<void> {
  const waiting = questions.values();
  const worker = async (): Promise<void> => {
    for (const question of waiting) answers.set(question, await ask(question));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
