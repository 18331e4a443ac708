/* The script lies in the server's folder `/maker/`, and that below whatever path a proxy gives the server. */
const own = import.meta.url;

/** The server's address, without a slash at its end. */
export const serverUrl = new URL('..', own).href.replace(/\/$/, '');
/** The path of the Maker's page; those of its parts are below it. */
export const makerPath = new URL('.', own).pathname.replace(/\/$/, '');
