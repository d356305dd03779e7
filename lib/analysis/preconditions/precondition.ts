/** Something that must be true before `pulumi up` can work. */
export interface Precondition {
  /** Stable key, for example `feature/Microsoft.Compute/EncryptionAtHost`. */
  readonly id: string;
  readonly kind:
    | "input"
    | "rights"
    | "feature"
    | "provider"
    | "quota"
    | "support request"
    | "capacity"
    | "access"
    | "procedure"
    | "proof";
  /** What must be true. */
  readonly needed: string;
  /** `unmet` only where the graph itself shows it; the rest is `unknown` until the cloud is asked. */
  readonly state: "met" | "unmet" | "unknown";
  readonly reason: string;
  /** A command that shows the state, or who to ask. */
  readonly check: string;
}
