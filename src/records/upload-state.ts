/** The stages of an upload's life. Apart from its records, so that who only names them does not load the SDK. */
export const uploadStates = ['pending', 'complete', 'rejected', 'attached'] as const;

/**
 * Pending until its bytes were checked, then complete or rejected; attached once a submission holds it. What is given up
 * before is rejected too.
 */
export type UploadState = (typeof uploadStates)[number];
