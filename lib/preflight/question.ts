/** A request that changes nothing. As plain data, so that what is asked and what follows from the answers is pure. */
export interface Question {
  /** POST only where Azure offers a query in no other form. */
  readonly method: "GET" | "POST";
  /** Below the endpoint of Azure Resource Manager, query included. */
  readonly path: string;
  readonly body?: Readonly<Record<string, string>>;
  /** Whether the answer is a list that may come in pages. @default false */
  readonly paged?: boolean;
}

/** What came of a question. What was not answered is never taken for a yes or a no. */
export type Answer =
  | { readonly kind: "found"; readonly body: unknown }
  /** Azure says that there is no such object. */
  | { readonly kind: "absent" }
  | { readonly kind: "unanswered"; readonly reason: string };

/** Answers by question. */
export class Answers {
  readonly #answers = new Map<string, Answer>();

  /** What came of a question; one that nobody asked is unanswered too. */
  of(question: Question): Answer {
    return this.#answers.get(keyOf(question)) ?? { kind: "unanswered", reason: "it was not asked" };
  }

  has(question: Question): boolean {
    return this.#answers.has(keyOf(question));
  }

  set(question: Question, answer: Answer): void {
    this.#answers.set(keyOf(question), answer);
  }
}

/** A GET of one object, or of what stands under a path. */
export function get(path: string, apiVersion: string): Question {
  return { method: "GET", path: `${path}?api-version=${apiVersion}` };
}

/** A GET of a list, all its pages. */
export function list(path: string, apiVersion: string, filter?: string): Question {
  const query = filter === undefined ? "" : `&$filter=${encodeURIComponent(filter)}`;
  return { method: "GET", path: `${path}?api-version=${apiVersion}${query}`, paged: true };
}

/** A query that Azure offers as a POST. */
export function post(path: string, apiVersion: string, body: Readonly<Record<string, string>>): Question {
  return { method: "POST", path: `${path}?api-version=${apiVersion}`, body };
}

/** A question as evidence in a report; asked again with `az rest`, it gives the answer that was judged. */
export function requestText({ method, path, body }: Question): string {
  return `${method} ${path}${body === undefined ? "" : ` ${JSON.stringify(body)}`}`;
}

/** ARM compares paths without regard to case. */
function keyOf(question: Question): string {
  return requestText(question).toLowerCase();
}
