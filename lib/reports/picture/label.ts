import { wrap } from "../columns.ts";

/** Colours that stay apart in print and for colour-blind readers; the legend also differs in line style. */
export const palette = {
  ink: "#1f2933",
  quiet: "#52606d",
  frame: "#cbd2d9",
  paper: "#ffffff",
  network: "#f5f7fa",
  compute: "#e3effb",
  store: "#fff3dc",
  guard: "#e6f4ea",
  encrypted: "#1a7f37",
  clear: "#c1272d",
  unknown: "#8a5700",
} as const;

/** Text inside a Graphviz HTML label. */
export function plainText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A line of a box: text, and how it looks. */
export interface Line {
  readonly text: string;
  readonly bold?: boolean;
  readonly colour?: string;
}

const FONT_SIZES = { bold: 13, plain: 11 } as const;

/** Longest line of a box, in characters: the picture must stay readable at the width of a page. */
const LINE_LENGTH = 34;

/**
 * Width of a character as a share of the font size. Graphviz measures with a font of its own, so boxes are made wide
 * enough for the fonts that browsers use in place of Helvetica.
 */
const CHARACTER_WIDTH = { bold: 0.6, plain: 0.53 } as const;

/** A box of the picture. */
export interface Box {
  readonly id: string;
  readonly lines: readonly Line[];
  readonly fill: string;
}

/** The label of one box that stands alone. */
export function boxLabel({ lines, fill }: Box): string {
  return `<<table border="1" color="${palette.frame}" bgcolor="${fill}" ${TIGHT} style="rounded"><tr><td cellpadding="4">${inner(lines)}</td></tr></table>>`;
}

/** The label of boxes of the same width under each other, in a frame of their own. Lines end at {@link portOf} each. */
export function columnLabel(title: string, boxes: readonly Box[]): string {
  const cells = boxes.map(
    ({ lines, fill }, index) =>
      `<tr><td port="${portOf(index)}" border="1" color="${palette.frame}" bgcolor="${fill}" style="rounded" align="left" cellpadding="4">${inner(lines)}</td></tr>`,
  );
  return `<<table border="1" color="${palette.frame}" bgcolor="${palette.paper}" style="rounded" cellborder="0" cellspacing="7" cellpadding="0">${row(title, "bold", palette.ink)}${cells.join("")}</table>>`;
}

/** Where a line ends at a box of a column. */
export function portOf(index: number): string {
  return `box${index}`;
}

const TIGHT = 'cellborder="0" cellspacing="0" cellpadding="3"';

/** Lines under each other, wrapped. */
function inner(lines: readonly Line[]): string {
  const rows = lines.flatMap(({ text, bold = false, colour = palette.ink }) => {
    const font = bold ? "bold" : "plain";
    return wrap(text, LINE_LENGTH).map((part, index) => row(index === 0 ? part : `   ${part}`, font, colour));
  });
  return `<table border="0" ${TIGHT}>${rows.join("")}</table>`;
}

function row(text: string, font: keyof typeof FONT_SIZES, colour: string): string {
  const size = FONT_SIZES[font];
  const width = Math.ceil(text.length * size * CHARACTER_WIDTH[font]);
  const content = font === "bold" ? `<b>${plainText(text)}</b>` : plainText(text);
  return `<tr><td align="left" width="${width}"><font color="${colour}" point-size="${size}">${content}</font></td></tr>`;
}

/** An identifier or text as a quoted DOT string. */
export function quote(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
