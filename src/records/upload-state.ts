/** The states of an upload. They have a file of their own, so that importing them does not load the SDK. */
export const uploadStates = ['pending', 'complete', 'rejected', 'attached'] as const;

/**
 * The state of an upload. It is pending until its bytes were checked, then complete or rejected, and attached once a
 * submission holds it. An upload that is given up before is rejected too.
 */
export type UploadState = (typeof uploadStates)[number];
