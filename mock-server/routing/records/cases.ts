/** A case. `fields` holds those of its type that are not empty, in their stored form. */
export interface Case {
  id: string;
  reference: string;
  title: string;
  status: string;
  typeId: string;
  fields: Record<string, string>;
}

/** The organisation's cases, as one interaction uses them. A case that is found is held until the step ends. */
export interface Cases {
  find(reference: string): Promise<Case | undefined>;
  findById(id: string): Promise<Case | undefined>;
  /**
   * Of the customer's last three cases (the last created or linked to an interaction) the most recently updated.
   * None for a customer whom nobody knows.
   */
  findLatest(): Promise<Case | undefined>;
  /** The case that the interaction is linked to. */
  findLinked(): Promise<Case | undefined>;
  /** A new case of the interaction's customer. It is open, and has a reference of its own. */
  create(draft: { title: string; typeId: string }): Promise<Case>;
  change(changed: Pick<Case, 'id' | 'title' | 'status' | 'fields'>): Promise<void>;
  /** Links the interaction to the case, in the place of the one before. */
  link(caseId: string): Promise<void>;
  unlink(): Promise<void>;
}
