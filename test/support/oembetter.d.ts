declare module 'oembetter' {
  type Consumer = {
    fetch: (url: string, options: Record<string, unknown>, done: (error: Error | null, answer: never) => void) => void;
  };
  export default function oembetter(): Consumer;
}
