/**
 * A page written by hand, with what is generated between its marks: `<!-- name -->` and `<!-- /name -->`.
 *
 * @throws RangeError where the page lacks the marks of a block.
 */
export function withBlocks(page: string, blocks: Readonly<Record<string, string>>): string {
  return Object.entries(blocks).reduce((result, [name, block]) => {
    const marked = new RegExp(`<!-- ${name} -->[^]*?<!-- /${name} -->`);
    if (!marked.test(result)) throw new RangeError(`the page has no marks for the block ${name}`);
    return result.replace(marked, () => `<!-- ${name} -->\n\n${block}\n\n<!-- /${name} -->`);
  }, page);
}
