/** A customer whom a campaign is to reach. */
export interface TargetDraft {
  campaignId: string;
  /** E.164. */
  phone: string;
  startsAt: Date;
  priority: number;
  layoutId: string | null;
  /** Values of the layout's fields in their stored form. */
  fields: Readonly<Record<string, string>>;
}

export interface Campaigns {
  /** True when the campaign has a target with this number. */
  hasTarget(campaignId: string, phone: string): Promise<boolean>;
  /** Inserts a target. `duplicate` when the number is there already and may not be there twice. */
  insertTarget(
    draft: TargetDraft,
    options: { evenIfDuplicate: boolean },
  ): Promise<'inserted' | 'duplicate' | 'no-campaign'>;
}
