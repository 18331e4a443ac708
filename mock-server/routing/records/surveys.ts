export interface Surveys {
  /**
   * Invites the interaction's customer. Gives the address of the survey's page, or undefined for a survey that the
   * customer was invited to before.
   */
  invite(survey: { id: string; name: string }): Promise<string | undefined>;
}
