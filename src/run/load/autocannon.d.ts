/** The parts of autocannon that we use; it brings no types. */
declare module 'autocannon/lib/run.js' {
  interface Load {
    on(
      event: 'response',
      hear: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
    ): void;
    on(event: 'reqError', hear: (error: Error) => void): void;
  }
  export default function run(options: object): Load;
}

declare module 'autocannon/lib/defaultOptions.js' {
  const options: object;
  export default options;
}
