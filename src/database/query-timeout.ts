/** A query took longer than it may, or waits behind others that do; nothing was changed. */
export class QueryTimeout extends Error {
  constructor(readonly limitMs: number) {
    super(`a query was given up after ${limitMs} ms`);
  }
}
