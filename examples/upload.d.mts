/** What `uploadFile` needs to know beside the file. */
export interface UploadTerms {
  /** Of the Sluice to send it to. */
  readonly origin: string;
  /** An API token that may submit. */
  readonly token: string;
  readonly form: string;
  readonly field: string;
  /** Its media type; by default the server goes by the name. */
  readonly type?: string;
  /** The id of an upload that was interrupted, to go on with it. */
  readonly resume?: string;
  /** Is told the upload's id, and each part that has arrived. */
  readonly onStep?: (step: string) => void;
}

/**
 * Sends a file of any size, read as it is sent, and resolves with the id of its upload, complete.
 * @throws Error in the server's own words
 */
export function uploadFile(path: string, terms: UploadTerms): Promise<string>;
