/** The id of examples. None is made in this form twice, so a request with it finds nothing. */
export const exampleId = '5nJ9l0Hq3mYc7dV1sTgXzK2B';
