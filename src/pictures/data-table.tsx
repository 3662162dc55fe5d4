import type { ComponentChildren, VNode } from 'preact';
import type { Say } from '../words/say.js';

/** A cell: a number is written as the language writes it and stands at the end of its column. */
export type Cell = number | string | VNode;

/** What a picture shows, as a table: names of the columns, and rows whose first cell names them. */
export type TableData = { columns: readonly { name: string; isNumber: boolean }[]; rows: readonly (readonly Cell[])[] };

/** The same data as the picture above it, in a table that can be opened. */
export function DataTable({ say, title, data }: { say: Say; title: string; data: TableData }): VNode {
  const label = say.text('picture.pair', { name: say.text('picture.table'), value: title });
  return (
    <details>
      <summary>{say.text('picture.table')}</summary>
      <section class="scroll" tabIndex={0} aria-label={label}>
        <table>
          <thead>
            <tr>
              {data.columns.map(({ name, isNumber }) => (
                <th scope="col" class={isNumber ? 'number' : undefined}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map(([first, ...rest]) => (
              <tr>
                <th scope="row">{shown(say, first ?? '')}</th>
                {rest.map((cell) => (
                  <td class={typeof cell === 'number' ? 'number' : undefined}>{shown(say, cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function shown(say: Say, cell: Cell): ComponentChildren {
  return typeof cell === 'number' ? say.number(cell) : cell;
}
