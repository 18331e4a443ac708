/** The database did not answer. A step that meets it is undone and tried again; no action may take it for a "not found". */
export class StorageFailure extends Error {
  constructor(cause: unknown) {
    super('The database did not answer.', { cause });
    this.name = 'StorageFailure';
  }
}

/** An action wants the organisation's records in a step that has no transaction: the step is taken again in one. */
export class NeedsTransaction extends Error {
  constructor() {
    super('This step needs a transaction.');
    this.name = 'NeedsTransaction';
  }
}
