/**
 * The server’s schemas in French: every title, explanation and value of a choice, by its words in English. They are the
 * server’s, and so are not among the texts of the elements.
 */
export const schemaTitles: Readonly<Record<string, string>> = {};
