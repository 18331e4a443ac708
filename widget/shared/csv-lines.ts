/** The line of a file that each row begins at, from 1: a cell that breaks lines makes a row take several. */
export function linesOf(rows: readonly (readonly string[])[]): number[] {
  let next = 1;
  return rows.map((cells) => {
    const line = next;
    next += 1 + cells.reduce((sum, cell) => sum + cell.split(/\r\n|\r|\n/).length - 1, 0);
    return line;
  });
}
