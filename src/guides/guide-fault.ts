/** Something wrong in a guide's files: where it stands (line and column from 1), what is wrong and what is allowed there. */
export type GuideFault = {
  /** Path of the file or folder, as given to the reader of guides. */
  file: string;
  line: number;
  column: number;
  /** RFC 6901 pointer into the file's content; empty for the file as a whole. */
  pointer: string;
  detail: string;
  allowed: string;
};

/** A fault as one line an editor can click: `file:line:column detail (allowed: …)`. */
export function formatGuideFault(fault: GuideFault): string {
  return `${fault.file}:${fault.line}:${fault.column} ${fault.detail} (allowed: ${fault.allowed})`;
}

/** A fault of a file or folder as a whole. */
export function wholeFileFault(file: string, detail: string, allowed: string): GuideFault {
  return { file, line: 1, column: 1, pointer: '', detail, allowed };
}
