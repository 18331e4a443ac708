export {};

declare module 'wxt/browser' {
  /** The one function that WXT leaves to types of its own making. */
  interface WxtRuntime {
    getURL(path: string): string;
  }
  interface WxtI18n {
    getMessage(name: string): string;
  }
}
