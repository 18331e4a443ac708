/** Values tables. */
export interface Tables {
  /** The value of the key: exactly this one, else the first that differs in case only. */
  findValue(tableId: string, key: string): Promise<string | undefined>;
}
