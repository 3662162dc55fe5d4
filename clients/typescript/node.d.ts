/** The one name of the DOM's types that the generated client uses and the types of Node do not have. */
type BodyInit = NonNullable<RequestInit['body']>;
