import { shortType } from "../graph/graph.ts";
import type { Document } from "./document.ts";

type Resource = Document["resources"][number];

interface Branch {
  readonly resource: Resource;
  readonly children: readonly Branch[];
  /** Type, protection and children, without names: what repeats has the same shape. */
  readonly shape: string;
}

type Siblings = readonly [Branch, ...Branch[]];

/** Names of what was folded are listed up to this many characters. */
const NAMES_LENGTH = 72;

/** A line of a tree, and what stands below it. */
export interface TreeLine {
  readonly text: string;
  readonly children: readonly TreeLine[];
}

/**
 * Every resource under its parent. Siblings of the same shape share a line that counts them and lists their names;
 * what stands under it is in each of them.
 */
export function foldedTree(resources: readonly Resource[]): TreeLine[] {
  const children = Map.groupBy(resources, ({ parent }) => parent);
  const urns = new Set(resources.map(({ urn }) => urn));
  const grow = (resource: Resource): Branch => {
    const branches = (children.get(resource.urn) ?? []).map(grow);
    const guard = resource.options.protect === true ? "protected" : "";
    return {
      resource,
      children: branches,
      shape: JSON.stringify([resource.type, guard, branches.map(({ shape }) => shape).toSorted()]),
    };
  };
  const roots = resources.filter(({ parent }) => parent === undefined || !urns.has(parent));
  return foldSiblings(roots.map(grow)).map((group) => lineOf(group, ""));
}

/** The same as lines of text. */
export function treeOf(resources: readonly Resource[]): string[] {
  return foldedTree(resources).flatMap((line) => draw(line, "", ""));
}

/** Branches of the same shape, in the order in which each shape comes first. */
function foldSiblings(branches: readonly Branch[]): Siblings[] {
  return [...Map.groupBy(branches, ({ shape }) => shape).values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [[first, ...rest] as const],
  );
}

function lineOf(group: Siblings, parentName: string): TreeLine {
  const [{ resource, children }] = group;
  return {
    text: label(group, parentName),
    children: foldSiblings(children).map((siblings) => lineOf(siblings, resource.name)),
  };
}

/**
 * @param lead what stands before the line itself.
 * @param indent what stands before the lines below it.
 */
function draw({ text, children }: TreeLine, lead: string, indent: string): string[] {
  const below = children.flatMap((child, index) =>
    index === children.length - 1
      ? draw(child, `${indent}└─ `, `${indent}   `)
      : draw(child, `${indent}├─ `, `${indent}│  `),
  );
  return [`${lead}${text}`, ...below];
}

function label(group: Siblings, parentName: string): string {
  const [{ resource }] = group;
  const type = shortType(resource.type);
  const names = group.map(({ resource: { name } }) => roleOf(name, parentName));
  const guard = resource.options.protect === true ? " (protected)" : "";
  return group.length === 1
    ? `${type} ${names[0]}${guard}`
    : `${type} × ${group.length}${guard}: ${listed(names)}`;
}

/** Children are called `<parent>-<role>`; under their parent the role says it. */
function roleOf(name: string, parentName: string): string {
  return name.startsWith(`${parentName}-`) ? name.slice(parentName.length + 1) : name;
}

function listed(names: readonly string[]): string {
  const all = names.join(", ");
  return all.length <= NAMES_LENGTH ? all : `${names[0]} … ${names.at(-1)}`;
}
