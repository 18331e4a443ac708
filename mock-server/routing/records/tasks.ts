/** A task of the interaction and its customer. */
export interface NewTask {
  name: string;
  categoryId: string;
  kind: 'standard' | 'salesforce';
  /** Set for the kind `salesforce` only. */
  salesforceQueryId: string | null;
  startsAt: Date | null;
  endsAt: Date | null;
}

export interface Tasks {
  create(task: NewTask): Promise<void>;
}
