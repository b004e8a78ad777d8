/** The stages of an upload's life. Apart from its records, so that who only names them does not load the SDK. */
export const uploadStates = ['pending', 'complete', 'rejected', 'attached'] as const;

export type UploadState = (typeof uploadStates)[number];
