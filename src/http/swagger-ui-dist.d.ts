declare module 'swagger-ui-dist/absolute-path.js' {
  /** Folder of the files to serve. */
  export default function absolutePath(): string;
}
