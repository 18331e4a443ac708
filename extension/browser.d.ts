export {};

declare module 'wxt/browser' {
  /** The one function that WXT leaves to types of its own making. */
  interface WxtRuntime {
    getURL(path: string): string;
  }
}
