/** One resource of a hand-written state. */
interface Stated {
  readonly type: string;
  readonly name: string;
  readonly inputs: object;
  readonly sourcePosition?: string;
}

/** What `pulumi stack export` prints of a stack of somebody's program, with these resources. */
export function stateWith(...resources: readonly Stated[]): object {
  const stack = "urn:pulumi:dev::theirs::pulumi:pulumi:Stack::theirs-dev";
  return {
    version: 3,
    deployment: {
      resources: [
        { urn: stack, type: "pulumi:pulumi:Stack", custom: false },
        ...resources.map(({ type, name, ...rest }) => ({
          urn: `urn:pulumi:dev::theirs::${type}::${name}`,
          type,
          custom: !type.startsWith("exaform:"),
          parent: stack,
          ...rest,
        })),
      ],
    },
  };
}
