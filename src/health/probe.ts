/** Whether a bucket or a table can be worked with: `wrong-region` is a bucket of another region. No answer is an error. */
export type ProbeResult = 'ok' | 'missing' | 'forbidden' | 'wrong-region';
